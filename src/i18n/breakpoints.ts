// Words about breakpoints: what is waited for, and that playing has stopped for it.

export type EventName = Exclude<keyof BreakpointsMessages['kinds'], 'time'>

/** The names of what a breakpoint is limited to; null where it is not. */
export interface Limits {
  broker: string | null
  producer: number | null
  message: number | null
}

export interface BreakpointsMessages {
  /** What can be waited for, as an entry of a menu: "Stop when ...". */
  kinds: {
    avoided: string
    available: string
    attemptFailed: string
    retry: string
    givenUp: string
    route: string
    role: string
    newMaster: string
    busy: string
    cut: string
    lost: string
    memberLeft: string
    queueRevoked: string
    consumeFailed: string
    deadLettered: string
    skipped: string
    time: string
  }
  /** "broker-a becomes avoided, producer 2", as it is said inside a sentence. */
  event(event: EventName, facts: Limits): string
  /** "it is 00:12.400" */
  time(atMs: number): string
  title: string
  hint: string
  none: string
  clear: string
  remove: string
  stopWhen: string
  stopWhenMenu: string
  broker: string
  producer: string
  message: string
  any: string
  at: string
  add: string
  reached: string
  key: string
  count(on: number): string
  menuOf(name: string): string
  onOff(what: string): string
  removeOne(what: string): string
  stopped(what: string): string
}
