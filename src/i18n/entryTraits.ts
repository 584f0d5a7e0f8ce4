// What holds for each kind of log entry in every language: which part of a language tells it, its tone, and how much it weighs
// in the headline.

import type { LogEntry } from '../rocketmq'
import type { Entry, NarrationContext, Tone } from './narrationContext'

/** The part of a language that has sentences for an entry. */
type Section = 'process' | 'route' | 'send' | 'store' | 'consume' | 'window'

/** What holds for a kind of entry in every language. */
interface EntryTraits<K extends LogEntry['kind']> {
  /** null for user actions. */
  section: Section | null
  tone: Tone | ((entry: Entry<K>) => Tone)
  /** How much a viewer must not miss it; 0 never becomes a headline while there is anything else. */
  weight: number | ((entry: Entry<K>, context: NarrationContext) => number)
  /** The most that an entry of this kind can weigh, where not all weigh the same. */
  heaviest?: number
}

type ProcessChange = Entry<'brokerProcess' | 'nameServerProcess' | 'producerProcess' | 'consumerProcess'>
const processTone = ({ to }: ProcessChange): Tone => (to === 'running' ? 'good' : to === 'starting' ? 'flight' : 'bad')
const windowWeight = (_: unknown, { settings }: NarrationContext): number => (settings.sendLatencyFaultEnable ? 4 : 0)

/** Every kind of entry. Which kinds a section has to say follows from it. */
const ENTRY_TRAITS = {
  action: { section: null, tone: 'flight', weight: 4 },
  brokerProcess: { section: 'process', tone: processTone, weight: 4 },
  nameServerProcess: { section: 'process', tone: processTone, weight: 4 },
  producerProcess: { section: 'process', tone: processTone, weight: 4 },
  registered: { section: 'route', tone: 'good', weight: 1 },
  unregistered: { section: 'route', tone: 'bad', weight: 2 },
  routeRequest: { section: 'route', tone: 'flight', weight: 0 },
  route: {
    section: 'route',
    tone: ({ outcome }) => (outcome === 'changed' || outcome === 'unchanged' ? 'flight' : 'bad'),
    weight: ({ outcome }) => (outcome === 'unchanged' ? 0 : 4),
    heaviest: 4,
  },
  send: { section: 'send', tone: 'flight', weight: ({ attempt }) => (attempt > 1 ? 2 : 0), heaviest: 2 },
  stored: { section: 'send', tone: 'good', weight: 0 },
  sendOk: {
    section: 'send',
    tone: ({ status }) => (status === 'SEND_OK' ? 'good' : 'avoid'),
    weight: ({ status, attempt }) => (status !== 'SEND_OK' ? 4 : attempt > 1 ? 2 : 1),
    heaviest: 4,
  },
  sendFailed: { section: 'send', tone: 'bad', weight: 4 },
  messageFailed: { section: 'send', tone: 'bad', weight: 5 },
  avoided: { section: 'window', tone: 'avoid', weight: windowWeight, heaviest: 4 },
  available: { section: 'window', tone: 'good', weight: windowWeight, heaviest: 4 },
  reachable: { section: 'window', tone: ({ reachable }) => (reachable ? 'good' : 'avoid'), weight: 3 },
  role: { section: 'process', tone: 'vote', weight: ({ role }) => (role === 'FOLLOWER' ? 1 : 3), heaviest: 3 },
  vote: { section: 'process', tone: 'vote', weight: 2 },
  masterReady: { section: 'process', tone: 'good', weight: ({ atMs }) => (atMs === 0 ? 1 : 4), heaviest: 4 },
  queueRewritten: { section: 'route', tone: 'bad', weight: 4 },
  topicCreated: { section: 'route', tone: 'good', weight: 4 },
  queued: { section: 'store', tone: 'flight', weight: 0 },
  busy: { section: 'store', tone: 'bad', weight: 4 },
  appended: { section: 'store', tone: 'good', weight: 0 },
  committed: { section: 'store', tone: 'good', weight: 0 },
  flushed: { section: 'store', tone: 'good', weight: 0 },
  dispatched: { section: 'store', tone: 'good', weight: 0 },
  replicated: { section: 'store', tone: 'good', weight: 0 },
  confirmed: { section: 'store', tone: 'good', weight: 0 },
  haState: {
    section: 'store',
    tone: ({ connection }) => (connection === 'STREAM' ? 'good' : connection === 'OFF' ? 'bad' : 'flight'),
    weight: 1,
  },
  syncStateSet: { section: 'store', tone: ({ isIn }) => (isIn ? 'good' : 'bad'), weight: 3 },
  cut: { section: 'store', tone: 'bad', weight: 4 },
  recovered: { section: 'store', tone: 'good', weight: 3 },
  lost: { section: 'store', tone: 'bad', weight: 5 },
  regained: { section: 'store', tone: 'good', weight: 5 },
  filesDeleted: { section: 'store', tone: 'avoid', weight: 3 },
  consumerProcess: { section: 'process', tone: processTone, weight: 4 },
  consumerRoute: {
    section: 'consume',
    tone: ({ outcome }) => (outcome === 'changed' || outcome === 'unchanged' ? 'flight' : 'bad'),
    weight: ({ outcome }) => (outcome === 'unchanged' ? 0 : outcome === 'changed' ? 1 : 3),
    heaviest: 3,
  },
  memberJoined: { section: 'consume', tone: 'good', weight: 1 },
  memberLeft: { section: 'consume', tone: 'bad', weight: ({ cause }) => (cause === 'unregister' ? 3 : 4), heaviest: 4 },
  rebalanced: { section: 'consume', tone: 'flight', weight: 0 },
  queueAssigned: { section: 'consume', tone: 'good', weight: 2 },
  queueRevoked: { section: 'consume', tone: 'avoid', weight: 2 },
  startOffset: { section: 'consume', tone: 'flight', weight: 0 },
  queueLocked: { section: 'consume', tone: 'good', weight: 0 },
  lockRefused: { section: 'consume', tone: 'avoid', weight: 2 },
  queueUnlocked: { section: 'consume', tone: 'flight', weight: 0 },
  pullHeld: { section: 'consume', tone: 'flight', weight: 0 },
  pulled: { section: 'consume', tone: 'good', weight: 0 },
  pullFailed: { section: 'consume', tone: 'bad', weight: 3 },
  flowControl: {
    section: 'consume',
    tone: ({ reason }) => (reason === 'none' ? 'good' : 'avoid'),
    weight: ({ reason }) => (reason === 'none' ? 1 : 3),
    heaviest: 3,
  },
  offsetMoved: { section: 'consume', tone: 'bad', weight: 4 },
  consumeBegun: { section: 'consume', tone: 'flight', weight: 0 },
  consumed: {
    section: 'consume',
    tone: ({ result }) => (result === 'SUCCESS' ? 'good' : result === 'discarded' ? 'avoid' : 'bad'),
    weight: ({ result }) => (result === 'SUCCESS' ? 0 : 3),
    heaviest: 3,
  },
  offsetCommitted: { section: 'consume', tone: 'good', weight: 0 },
  sentBack: { section: 'consume', tone: 'avoid', weight: 3 },
  retryReady: { section: 'consume', tone: 'flight', weight: 2 },
  deadLettered: { section: 'consume', tone: 'bad', weight: 5 },
  // What a subscription leaves out is no news; what is lost to it is.
  skipped: {
    section: 'consume',
    tone: ({ cause }) => (cause === 'filtered' ? 'flight' : 'bad'),
    weight: ({ cause }) => (cause === 'filtered' ? 0 : 5),
    heaviest: 5,
  },
} as const satisfies { [K in LogEntry['kind']]: EntryTraits<K> }

type Traits = typeof ENTRY_TRAITS

/** Entries that a section of a language has a sentence for. */
export type EntryOf<Of extends Section> = Entry<
  { [K in LogEntry['kind']]: Traits[K]['section'] extends Of ? K : never }[LogEntry['kind']]
>

export const traitsOf = ({ kind }: LogEntry): EntryTraits<never> => ENTRY_TRAITS[kind] as EntryTraits<never>

/** What kind of thing an entry is. */
export function toneOf(entry: LogEntry): Tone {
  const { tone } = traitsOf(entry)
  return typeof tone === 'function' ? tone(entry as never) : tone
}

export function weightOf(entry: LogEntry, context: NarrationContext): number {
  const { weight } = traitsOf(entry)
  return typeof weight === 'function' ? weight(entry as never, context) : weight
}

/** The most that an entry of a kind can weigh, known without reading the entry. */
export function heaviestOf(kind: LogEntry['kind']): number {
  const { weight, heaviest } = ENTRY_TRAITS[kind] as EntryTraits<never>
  return typeof weight === 'number' ? weight : (heaviest as number)
}

/** Weight of the heaviest entry there is. */
export const MAX_WEIGHT = Math.max(...(Object.keys(ENTRY_TRAITS) as LogEntry['kind'][]).map(heaviestOf))
