import type { ChaptersMessages } from '../chapters'

export const chapters: ChaptersMessages = {
  label: 'Chapter',
  names: {
    sending: 'Sending',
    storing: 'Storing',
    replicating: 'Replicating',
    consuming: 'Consuming',
    whole: 'Whole path',
  },
  hints: {
    sending: 'How a producer chooses a queue, fails, retries and avoids a Broker',
    storing: 'How a Broker queues, appends, flushes and dispatches a message',
    replicating: 'How a message reaches the Slaves, and what a failover keeps',
    consuming: 'How consumers share queues, pull, acknowledge, retry, and what comes twice when one dies',
    whole: 'A message from the producer to the consumer that acknowledges it',
  },
  loading: 'Loading the part that simulates the inside of Brokers…',
  loadingConsumers: 'Loading the part that simulates consumers…',
  simulatedConsumers: (name, consumers) =>
    `${name} needs consumers, so this run now has ${consumers}, and computes what Brokers store. Faults and moment are unchanged.`,
  simulated: (name) =>
    `${name} needs the inside of Brokers, so this run now simulates it (simulateStore is on). Faults and moment are unchanged.`,
  recording: (name) =>
    `A recording has only what producers and Brokers said to each other: no inside of Brokers, no consumers. Open a scenario to see ${name}.`,
}
