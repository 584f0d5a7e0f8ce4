import type { OpenedBrokerMessages } from '../openedBroker'

export const openedBroker: OpenedBrokerMessages = {
  tape: (perCell) =>
    perCell === null
      ? ['CommitLog · solid: on disk · light: page cache only', 'CommitLog · light: not on disk', 'CommitLog']
      : [
          `CommitLog · ${perCell} messages a cell · solid: on disk · light: page cache only`,
          `CommitLog · ${perCell} a cell · light: not on disk`,
          `CommitLog · ${perCell} a cell`,
          'CommitLog',
        ],
  tapeOf: (node) => [
    `CommitLog on ${node} · solid: on disk · light: page cache only`,
    `CommitLog on ${node}`,
    'CommitLog',
  ],
  file: (name, percent) => [`File ${name} · ${percent} full`, `File ${name}`, `…${name.slice(-10)}`, ''],
  queue: ['Send queue', 'Queue'],
  queueEmpty: ['empty'],
  queueWaits: (messages) => [`${messages} wait`, messages],
  lockHeld: (duration) => [`Lock held ${duration}`, `Lock ${duration}`],
  written: ['Written to', 'Written'],
  down: ['Not running'],
  allFlushed: ['All on disk'],
  notFlushed: (messages) => [`${messages} not on disk`, `${messages} unflushed`, `${messages} dirty`],
  flushing: (messages) => [`Flushing ${messages}`, 'Flushing'],
  diskStalled: (messages) => [`Disk stalled: ${messages} unflushed`, 'Disk stalled'],
  flushedTo: (offset) => [`Flushed to ${offset}`, `to ${offset}`, offset],
  unanswered: (messages) => [`${messages} appended, unanswered`, `${messages} unanswered`, `${messages} waiting`],
  caughtUp: ['Caught up'],
  behind: (messages) => [`${messages} behind`, `−${messages}`],
  divergent: (messages) => [`Diverged: ${messages} more`, `Diverged: ${messages}`, `${messages} extra`],
  ha: {
    OFF: ['not connected', 'off'],
    DIAL: ['connecting'],
    SILENT: ['connected, silent', 'silent'],
    STREAM: ['streaming'],
  },
  lagBytes: (size, ha) => (ha === null ? [`${size} behind`, size] : [`${ha} · ${size}`, ha]),
  endsAt: (offset) => [`Ends at ${offset}`, offset],
  confirmed: ['Confirmed'],
  dispatched: ['Dispatched'],
  passedAll: ['all'],
  toGo: (messages) => [`${messages} to go`, messages],
  queues: [
    'ConsumeQueues · 20 bytes per message: offset, size, tag hash · dashed: not dispatched',
    'ConsumeQueues · 20 bytes per message',
    'ConsumeQueues',
  ],
  tapeLabel: (group) => `CommitLog of ${group}`,
  tapeSays: (written, flushed, dispatched, waiting) =>
    `written to ${written}, flushed to ${flushed}, dispatched to ${dispatched}; ${waiting} in the send queue`,
  tapeKeys: 'Left and right arrows pick a message, Esc closes',
}
