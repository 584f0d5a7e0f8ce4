import type { BreakpointsMessages, EventName, Limits } from '../breakpoints'
import { formatTime } from '../format'

/** The same as a whole condition: with `broker` or, where nothing is said, any. */
const CONDITION: Record<EventName, (broker: string | null) => string> = {
  avoided: (broker) => `the producer starts to avoid ${broker ?? 'a Broker'}`,
  available: (broker) => `${broker ?? 'a Broker'} is available again`,
  attemptFailed: (broker) => (broker ? `an attempt on ${broker} fails` : 'an attempt fails'),
  retry: (broker) => (broker ? `a retry goes to ${broker}` : 'a retry starts'),
  givenUp: () => 'the producer gives up on a message',
  route: () => 'the route changes',
  role: (broker) => (broker ? `a role changes in ${broker}` : 'a role changes'),
  newMaster: (broker) => `${broker ?? 'a Broker group'} has a new Master`,
  busy: (broker) => `${broker ?? 'a Broker'} is busy and turns a message away`,
  cut: (broker) => `a node of ${broker ?? 'a Broker group'} truncates its CommitLog`,
  lost: (broker) => `${broker ?? 'a Broker group'} loses acknowledged messages`,
  memberLeft: (broker) => (broker ? `${broker} removes a consumer from its group` : 'a consumer leaves its group'),
  queueRevoked: (broker) => `a consumer gives up a queue${broker ? ` of ${broker}` : ''}`,
  consumeFailed: (broker) => `a consumer fails on a message${broker ? ` of ${broker}` : ''}`,
  deadLettered: (broker) => `a message goes to a dead-letter queue${broker ? ` of ${broker}` : ''}`,
  skipped: (broker) => `a consumer group skips a message${broker ? ` of ${broker}` : ''}`,
}

function eventWords(event: EventName, { broker, producer, message }: Limits): string {
  const parts = [
    CONDITION[event](broker),
    ...(producer === null ? [] : [`producer ${producer + 1} only`]),
    ...(message === null ? [] : [`message ${message} only`]),
  ]
  return parts.join(', ')
}

const timeWords = (atMs: number): string => `it is ${formatTime(atMs)}`

export const breakpoints: BreakpointsMessages = {
  kinds: {
    avoided: 'the producer starts to avoid it',
    available: 'it is available again',
    attemptFailed: 'an attempt fails',
    retry: 'a retry starts',
    givenUp: 'the producer gives up on a message',
    route: 'the route changes',
    role: 'a role changes (election)',
    newMaster: 'there is a new Master',
    busy: 'a Broker is busy',
    cut: 'a CommitLog is truncated',
    lost: 'acknowledged messages are lost',
    memberLeft: 'a consumer leaves its group',
    queueRevoked: 'a consumer gives up a queue',
    consumeFailed: 'a consumer fails on a message',
    deadLettered: 'a message goes to a dead-letter queue',
    skipped: 'a consumer group skips a message',
    time: 'a time is reached',
  },
  event: eventWords,
  time: timeWords,
  title: 'Breakpoints',
  hint: 'Playback stops at these moments. Jumps pass over them.',
  none: 'No breakpoints. Add one below, or set one in a menu on the stage, on a line of the log, or on the timeline.',
  clear: 'Remove all',
  remove: 'Remove',
  stopWhen: 'Stop when',
  stopWhenMenu: 'Stop when…',
  broker: 'Broker',
  producer: 'Producer',
  message: 'Message',
  any: 'any',
  at: 'At (s)',
  add: 'Add',
  reached: 'stopped here',
  key: 'Breakpoints',
  count: (on) => (on === 0 ? 'Breakpoints' : `Breakpoints, ${on} on`),
  menuOf: (name) => `${name}: stop when`,
  onOff: (what) => `${what}: on`,
  removeOne: (what) => `Remove: ${what}`,
  stopped: (what) => `Breakpoint: ${what}. Press play to continue.`,
}
