import type { IntroducedMessages } from '../introduced'

export const introduced: IntroducedMessages = {
  signs: {
    chips:
      'The labels of a Broker: what it really is, what NameServer lists, what the producer believes. ≠ marks a disagreement.',
    term: 'term counts the elections of a Broker group: each new Master has a higher one.',
    window: 'Hatched: the producer avoids this Broker until the countdown ends.',
    switch: 'This switch, sendLatencyFaultEnable, turns avoidance on and off.',
    index: 'index grows by one with every choice. index mod the number of queues is the queue whose turn it is.',
    poll: '◆ is a route poll. Until the next one, the producer works with its old route.',
    why: 'Why explains each choice: the queues the producer looked at, and what it skipped.',
    steps: 'Beside Play: one event back or on, or to the key moment before or after.',
    speed: 'Change the speed here. Fast-forward hurries on while nothing new happens.',
    timeline: 'A flag on the timeline marks what you did. Drag the playhead to see any moment again.',
    undo: 'Undo takes your last change back.',
    branches: 'A branch keeps the future you left. You can return to it at any time.',
    log: 'The log lists everything that happened, line by line.',
    totals: 'Messages sent = ok + failed + in flight.',
    charts: 'Charts show sends, latency and the share of each Broker over time.',
    compare: 'Compare runs the same faults with one thing changed, side by side.',
    breakpoints: 'A breakpoint pauses the run when what you wait for happens.',
    settings: "Settings holds every value of this run, under RocketMQ's own names.",
    values:
      "Teaching values are slowed down for the eye; real ones are RocketMQ's own. Rules differ by client version.",
    chapter: 'Sending is the first chapter; Storing and Replicating look inside the Brokers.',
    scenario: 'A scenario is a cluster to begin with; this is the teaching cluster.',
    share: 'Share copies a link to this very moment.',
    present: 'Present gives the 15-minute talk to a room.',
  },
  guide: (broker) => ({
    wheel: { text: 'Watch the wheel turn: each message goes to the next queue.', tag: 'watch' },
    kill: { text: `Kill the Master of ${broker}: press "Kill it" on it.`, tag: '' },
    round: {
      text: `Watch: the next message for ${broker} fails there, and goes round to another Broker.`,
      tag: 'goes round',
    },
    off: {
      text: `Turn sendLatencyFaultEnable off and let it play: now messages fail at ${broker} again and again.`,
      tag: 'turn it off',
    },
    offLate: {
      text: `By now, hardly any message would fail at ${broker}. Jump back to its failure, then turn sendLatencyFaultEnable off: messages fail there again and again.`,
      tag: '',
    },
    newMaster: {
      text: `Jump to the moment when ${broker} has a new Master: press Moment, to the right of Play.`,
      tag: 'new Master?',
    },
  }),
  jumpBack: 'Jump back',
  title: 'Your first minute',
  newSign: 'New',
  stepOf: (now, all) => `${now} of ${all}`,
  skip: 'Skip',
  endGuide: 'End the guide',
  over: 'You have broken a Broker and seen the cluster recover. Learn explains why; Present shows it to your team.',
  close: 'Close',
  everything: 'Show everything',
  everythingHint: 'All signs and controls at once, without introductions',
}
