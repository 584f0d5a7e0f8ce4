// What each release does differently, written down a second time and the other way round: for every rule the releases from
// which it has which value, as docs/engine-rules.md tells them. Recordings exist of twelve releases only.

import { describe, expect, test } from 'vitest'
import { type ClientRules, clientRules, RELEASES, RESPONSE_CODE } from './releases'

/** Release from which on, and the value; the first holds from 4.2.0. */
type Steps<T> = [from: (typeof RELEASES)[number], value: T][]

const onlyFrom = (release: (typeof RELEASES)[number]): Steps<boolean> => [
  ['4.2.0', false],
  [release, true],
]
const onlyBefore = (release: (typeof RELEASES)[number]): Steps<boolean> => [
  ['4.2.0', true],
  [release, false],
]
const onlyBetween = (from: (typeof RELEASES)[number], before: (typeof RELEASES)[number]): Steps<boolean> => [
  ['4.2.0', false],
  [from, true],
  [before, false],
]

const STEPS: { [Rule in keyof Omit<ClientRules, 'release'>]: Steps<ClientRules[Rule]> } = {
  family: [
    ['4.2.0', 'A'],
    ['4.3.0', 'B'],
    ['4.8.0', 'C'],
    ['4.9.8', "C'"],
    ['5.0.0', 'C'],
    ['5.1.1', 'D'],
    ['5.1.4', 'E'],
    ['5.2.0', 'F'],
    ['5.3.3', 'G'],
  ],
  // F4, F5
  latencyMax: [
    ['4.2.0', [50, 100, 550, 1000, 2000, 3000, 15_000]],
    ['5.1.4', [50, 100, 550, 1800, 3000, 5000, 15_000]],
  ],
  notAvailableDuration: [
    ['4.2.0', [0, 0, 30_000, 60_000, 120_000, 180_000, 600_000]],
    ['5.1.4', [0, 0, 2000, 5000, 6000, 10_000, 30_000]],
  ],
  isolationLatency: [
    ['4.2.0', 30_000],
    ['5.1.4', 10_000],
  ],
  // F6, F7, F10
  successEndsWindow: onlyBefore('5.1.4'),
  availableNeedsReachable: onlyBetween('5.1.4', '5.2.0'),
  hasDetector: onlyFrom('5.1.4'),
  // facts 20.4, 20.10, 20.13, 20.6
  sendThreads: [
    ['4.2.0', 1],
    ['4.9.1', 4],
  ],
  sendThreadWaits: onlyBefore('4.7.1'),
  flushTimed: onlyFrom('4.9.1'),
  hidesUnflushed: onlyFrom('5.3.0'),
  replicaWaitLimit: [
    ['4.2.0', 'fiveSeconds'],
    ['4.7.1', 'syncFlushTimeout'],
    ['4.9.3', 'slaveTimeout'],
  ],
  replicaWaitsInTurn: onlyBefore('4.9.3'),
  haReportsLate: onlyBefore('5.0.0'),
  haRedialsAtOnce: onlyBefore('5.0.0'),
  haClosesSlaveAhead: [
    ['4.2.0', false],
    ['4.9.3', true],
    ['5.0.0', false],
  ],
  confirmsBySyncStateSet: onlyBefore('5.2.0'),
  sentCountsAsCaughtUp: onlyFrom('5.2.0'),
  // facts 28.3, 28.7
  recoversFromConsumeQueue: onlyFrom('5.3.3'),
  clearsDiskFullAtWarning: onlyBefore('5.0.0'),
  propertiesBytes: [
    ['4.2.0', 74],
    ['5.0.0', 124],
  ],
  // Q1 to Q6
  faultSelector: [
    ['4.2.0', 'sameBrokerOnRetry'],
    ['4.8.0', 'available'],
    ['5.1.1', 'availableNotLast'],
    ['5.1.4', 'filters'],
  ],
  retryWalk: [
    ['4.2.0', 'copiedIndex'],
    ['4.8.0', 'sharedIndex'],
  ],
  fallbackRewritesList: [
    ['4.2.0', true],
    ['4.9.8', false],
    ['5.0.0', true],
    ['5.1.4', false],
  ],
  fallbackNeedsWritePerm: onlyBetween('4.9.8', '5.0.0'),
  pickShuffles: onlyBefore('4.9.4'),
  indexUse: [
    ['4.2.0', 'keptPositive'],
    ['4.8.0', 'keptAbsolute'],
    ['4.9.0', 'absolute'],
    ['4.9.4', 'masked'],
  ],
  walkTripsOnOverflow: onlyBetween('5.0.0', '5.1.4'),
  // L2, L3
  budgetPerAttempt: onlyBefore('4.3.0'),
  hasMaxTimeoutPerRequest: onlyFrom('5.3.3'),
  // L4
  retryResponseCodes: [
    ['4.2.0', [1, 14, 16, 17, 204, 205]],
    ['5.3.0', [1, 2, 14, 16, 17, 204, 205]],
    ['5.3.1', [1, 2, 14, 16, 17, 204, 205, 1500]],
  ],
  // L6
  throwsWithoutNameServer: onlyFrom('4.6.1'),
  // L8, L9
  closesSocketOnTimeout: onlyFrom('4.9.1'),
  sparesShortTimeouts: onlyFrom('5.1.4'),
  failsInFlightOnReset: onlyFrom('4.3.0'),
  failsInFlightOnClose: onlyFrom('5.1.3'),
  resendsOnGoAway: onlyFrom('5.2.0'),
  secondGoAwayIsSendFailure: onlyFrom('5.3.2'),
  // L11, L12
  asyncPool: onlyFrom('4.3.0'),
  asyncThrows: onlyBefore('4.3.0'),
  asyncRetryHasNoTime: onlyBefore('4.7.1'),
  asyncRetryConnectLatency: [
    ['4.2.0', 3000],
    ['4.9.3', null],
  ],
  asyncRetriesConnect: onlyFrom('4.9.3'),
  asyncConnectsLater: onlyFrom('5.3.0'),
  asyncNoTimeFailsTwice: onlyBetween('5.3.0', '5.3.2'),
  asyncRetryNeedsTime: onlyFrom('5.3.2'),
  asyncFailure: [
    ['4.2.0', 'bare'],
    ['5.3.0', 'wrappedTwice'],
    ['5.3.2', 'wrapped'],
  ],
  firstSweepMs: [
    ['4.2.0', 3000],
    ['5.1.1', 3100],
  ],
  sweepPeriodMs: [
    ['4.2.0', 1000],
    ['5.1.1', 1100],
  ],
  // R6
  callTimeoutCoversConnecting: onlyFrom('4.3.0'),
  asksEveryNameServer: onlyBefore('5.3.0'),
  // D2, N3, B10
  candidateNoticesRefusal: onlyBefore('5.3.0'),
  gracefulStop: [
    ['4.2.0', { signsOffMs: 3400, portClosesMs: 1, endsMs: 3800 }],
    ['5.0.0', { signsOffMs: 40, portClosesMs: 100, endsMs: 11_500 }],
  ],
  storeBusyCode: [
    ['4.2.0', RESPONSE_CODE.SYSTEM_ERROR],
    ['5.3.0', RESPONSE_CODE.SYSTEM_BUSY],
  ],
  slaveRejectsAsBusy: onlyFrom('5.0.0'),
  // N4, N6, N9 to N11
  nameServerScanMs: [
    ['4.2.0', 10_000],
    ['5.0.0', 5000],
  ],
  lowestBrokerUpdatesTopic: onlyFrom('5.0.0'),
  lowestBrokerOnlyOffersReading: onlyBetween('5.0.0', '5.2.0'),
  serverMayActAsMaster: onlyFrom('5.0.0'),
  forgetsFormerBrokerId: onlyFrom('4.5.1'),
  unregistersInBatches: onlyFrom('5.0.0'),
  // B1, B7
  refusesWithInvalidParameter: onlyFrom('5.3.2'),
  waitsForInSyncReplicas: onlyFrom('5.0.0'),
}

const ascending = (codes: readonly number[]): number[] => [...codes].sort((one, other) => one - other)

describe.each(RELEASES.map((release, place) => [release, place] as const))('%s', (release, place) => {
  test('has exactly these rules', () => {
    const expected = Object.entries(STEPS).map(([rule, steps]) => {
      const step = (steps as Steps<unknown>).findLast(([from]) => RELEASES.indexOf(from) <= place)
      return [rule, step?.[1]]
    })
    const rules = clientRules(release)
    expect({ ...rules, retryResponseCodes: ascending(rules.retryResponseCodes) }).toEqual({
      release,
      ...Object.fromEntries(expected),
    })
  })
})

test('the releases a person can choose, oldest first', () => {
  expect(RELEASES.join(' ')).toBe(
    '4.2.0 4.3.0 4.4.0 4.5.1 4.6.1 4.7.1 4.8.0 4.9.0 4.9.1 4.9.2 4.9.3 4.9.4 4.9.5 4.9.6 4.9.7 4.9.8 ' +
      '5.0.0 5.1.0 5.1.1 5.1.2 5.1.3 5.1.4 5.2.0 5.3.0 5.3.1 5.3.2 5.3.3 5.3.4 5.4.0 5.5.0',
  )
  expect(() => clientRules('4.1.0')).toThrow('no rules for release 4.1.0')
})

test('response codes are those of the protocol', () => {
  expect(RESPONSE_CODE).toEqual({
    SUCCESS: 0,
    SYSTEM_ERROR: 1,
    SYSTEM_BUSY: 2,
    FLUSH_DISK_TIMEOUT: 10,
    SLAVE_NOT_AVAILABLE: 11,
    FLUSH_SLAVE_TIMEOUT: 12,
    MESSAGE_ILLEGAL: 13,
    SERVICE_NOT_AVAILABLE: 14,
    NO_PERMISSION: 16,
    TOPIC_NOT_EXIST: 17,
    INVALID_PARAMETER: 29,
    GO_AWAY: 1500,
  })
})
