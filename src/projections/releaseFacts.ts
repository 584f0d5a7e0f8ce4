// What the releases of the client do, as numbers that words may name: read from the engine's table, never typed.

import {
  type ClientRules,
  clientRules,
  latencyTable,
  notAvailableDuration,
  RELEASES,
  RESPONSE_CODE,
  type Settings,
} from '../rocketmq'

/** The first release from which on every later one fits. @throws RangeError if the newest does not */
function sinceRelease(fits: (rules: ClientRules) => boolean): string {
  let since: string | null = null
  for (const release of RELEASES.toReversed()) {
    if (!fits(clientRules(release))) break
    since = release
  }
  if (since === null) throw new RangeError('the newest release does not do that')
  return since
}

/** The release before the first that fits for good. */
const before = (release: string): string => RELEASES[RELEASES.indexOf(release as (typeof RELEASES)[number]) - 1] ?? ''

const filters = sinceRelease(({ faultSelector }) => faultSelector === 'filters')
const hidesUnflushed = sinceRelease((rules) => rules.hidesUnflushed)

/** Since which release the client does something. */
export const SINCE = {
  /** A failure is looked up as 10 s, success ends no window, there is a reachable flag and a detector. */
  newFaultTable: filters,
  detector: sinceRelease(({ hasDetector }) => hasDetector),
  maxTimeoutPerRequest: sinceRelease(({ hasMaxTimeoutPerRequest }) => hasMaxTimeoutPerRequest),
  /** sendMsgTimeout covers all attempts of a call. */
  budgetOfCall: sinceRelease(({ budgetPerAttempt }) => !budgetPerAttempt),
  retriesSystemBusy: sinceRelease(({ retryResponseCodes }) => retryResponseCodes.includes(RESPONSE_CODE.SYSTEM_BUSY)),
  failsInFlightOnClose: sinceRelease(({ failsInFlightOnClose }) => failsInFlightOnClose),
  closesSocketOnTimeout: sinceRelease(({ closesSocketOnTimeout }) => closesSocketOnTimeout),
  /** ASYNC and ONEWAY: send() returns before the client has connected, and no thread waits for it. */
  connectsInBackground: sinceRelease(({ asyncConnectsLater }) => asyncConnectsLater),
  /** A DLedger candidate waits for a peer that is gone. */
  waitsForDeadPeer: sinceRelease(({ candidateNoticesRefusal }) => !candidateNoticesRefusal),
  /** A retry with the switch off walks with the shared index. */
  sharedRetryWalk: sinceRelease(({ retryWalk }) => retryWalk === 'sharedIndex'),
  /** The fallback leaves the list alone. */
  keepsList: sinceRelease(({ fallbackRewritesList }) => !fallbackRewritesList),
  /** SYNC_FLUSH shows consumers only what is on disk. */
  hidesUnflushed,
  /** SYNC_MASTER waits only where inSyncReplicas asks for it. */
  waitsForInSyncReplicas: sinceRelease(({ waitsForInSyncReplicas }) => waitsForInSyncReplicas),
  /** Available is a matter of time alone, with a reachable flag in the item. */
  availableByTimeAlone: sinceRelease(
    ({ hasDetector, availableNeedsReachable }) => hasDetector && !availableNeedsReachable,
  ),
} as const

/** The last release that does not do it yet. */
export const UNTIL = { oldFaultTable: before(filters), showsUnflushed: before(hidesUnflushed) } as const

const only = (fits: (rules: ClientRules) => boolean): string =>
  RELEASES.filter((release) => fits(clientRules(release))).join(', ')

/** In which releases a Broker must be reachable to be available. */
export const NEEDS_REACHABLE = only(({ availableNeedsReachable }) => availableNeedsReachable)

/** Releases before SINCE.keepsList in which the fallback leaves the list alone as well. */
export const KEEPS_LIST_BEFORE = only(
  ({ fallbackRewritesList, faultSelector }) => !fallbackRewritesList && faultSelector !== 'filters',
)

export const OLDEST_RELEASE = RELEASES[0]
export const NEWEST_RELEASE = RELEASES[RELEASES.length - 1] as string

/** ms that a failed send counts as in the table. RocketMQ: MQFaultStrategy#updateFaultItem */
export const failureLatencyMs = (release: string): number => clientRules(release).isolationLatency

/** ms that a Broker is avoided after a failed send, in the table in force. */
export function failureWindowMs(settings: Settings): number {
  const rules = clientRules(settings.clientVersion)
  return notAvailableDuration(latencyTable(settings, rules), rules.isolationLatency)
}

export const successEndsWindow = (release: string): boolean => clientRules(release).successEndsWindow
