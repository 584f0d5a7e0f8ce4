// What the marks on the timeline mean. Loaded with the legend.

export interface LegendMessages {
  lanes: string
  up: string
  slow: string
  full: string
  refuses: string
  frozen: string
  electing: string
  noMaster: string
  starting: string
  down: string
  attempts: string
  ok: string
  failed: string
  belief: string
  window: string
  polls: string
  changed: string
  unchanged: string
  pollFailed: string
  nextPoll: string
  yours: string
  broke: string
  mended: string
  setting: string
  planned: string
  breakpoint: string
  /** On an opened Broker. */
  inside: string
  onDisk: string
  inCache: string
  notDispatched: string
  written: string
  flushedTo: string
  dispatchedTo: string
  confirmedTo: string
  divergent: string
  copyHas: string
  faint: string
  /** Where a packet stands for several sends. */
  perPacket(sends: string): string
}
