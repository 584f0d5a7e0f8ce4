import type { ChaptersMessages } from '../chapters'

export const chapters: ChaptersMessages = {
  label: 'Chapter',
  names: { sending: 'Sending', storing: 'Storing', replicating: 'Replicating' },
  hints: {
    sending: 'How a producer chooses a queue, fails, retries and avoids a Broker',
    storing: 'How a Broker queues, appends, flushes and dispatches a message',
    replicating: 'How a message reaches the Slaves, and what a failover keeps',
  },
  loading: 'Loading the part that simulates the inside of Brokers…',
  simulated: (name) =>
    `${name} needs the inside of Brokers, so this run now simulates it (simulateStore is on). Faults and moment are unchanged.`,
  recording: (name) =>
    `A recording has only what clients and Brokers said to each other, not the inside of Brokers. Open a scenario to see ${name}.`,
}
