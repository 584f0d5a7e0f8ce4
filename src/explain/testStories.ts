// Runs that the tests of the explanations share: every kind of attempt happens in one of them. For tests only.

import { clientRules, entryAt, logLength, type Run, type Settings, type UserAction } from '../rocketmq'
import { tell } from '../rocketmq/testDriver'
import { type AttemptExplanation, explainAttempt } from './attempt'

export interface Told {
  name: string
  run: Run
}

/** Between two messages: one on its way would have to wait for its timeout in old releases. */
const kill = (name: string, aboutMs: number): UserAction => ({
  atMs: aboutMs + 50,
  type: 'kill',
  target: `${name}/master`,
})

/** Stories that only a release with a reachable flag tells in another way; they are long. */
const FLAG_STORIES = ['one error code', 'the detector looks']

/** Small clusters, a few seconds, one thing broken in each. */
const STORIES: [name: string, settings: Partial<Settings>, actions: UserAction[], untilMs: number][] = [
  ['calm', {}, [], 1500],
  ['one dies', {}, [kill('broker-a', 700)], 2500],
  ['both die', {}, [kill('broker-a', 700), kill('broker-b', 1300)], 2500],
  [
    'both die, then live again',
    { brokerStartupMs: 100 },
    [
      kill('broker-a', 700),
      kill('broker-b', 1300),
      { atMs: 2200, type: 'restart', target: 'broker-a/n0' },
      { atMs: 2200, type: 'restart', target: 'broker-b/n0' },
    ],
    4000,
  ],
  ['one is slow', { sendMsgTimeout: 5000 }, [{ atMs: 600, type: 'slow', target: 'broker-a/n0', ms: 1200 }], 5000],
  [
    'slow for a moment',
    { latencyMax: [50, 300], notAvailableDuration: [0, 2000], sendThreadCount: 3 },
    [
      { atMs: 600, type: 'slow', target: 'broker-a/n0', ms: 400 },
      { atMs: 1100, type: 'slow', target: 'broker-a/n0', ms: 0 },
    ],
    4000,
  ],
  ['one freezes', { sendMsgTimeout: 1000 }, [{ atMs: 700, type: 'freeze', target: 'broker-a/n0' }], 4000],
  [
    'one freezes, capped',
    { sendMsgMaxTimeoutPerRequest: 300 },
    [{ atMs: 700, type: 'freeze', target: 'broker-a/n0' }],
    3500,
  ],
  ['a full disk', {}, [{ atMs: 700, type: 'setFault', target: 'broker-a/n0', fault: 'diskFull', on: true }], 2000],
  ['an illegal message', {}, [{ atMs: 700, type: 'injectResponse', target: 'broker-a/n0', code: 13, times: 2 }], 2000],
  [
    'not all right',
    { retryAnotherBrokerWhenNotStoreOK: true, flushDiskType: 'SYNC_FLUSH', syncFlushTimeout: 300 },
    [{ atMs: 700, type: 'setFault', target: 'broker-a/n0', fault: 'diskStalled', on: true }],
    3000,
  ],
  [
    'the last one leaves the route',
    { brokerGroupCount: 1, firstPollMs: 10, pollNameServerInterval: 1000, slaveCount: 1 },
    [kill('broker-a', 700)],
    3000,
  ],
  [
    'a route without one of them',
    { pollNameServerInterval: 1000, slaveCount: 1, brokerStartupMs: 200 },
    [kill('broker-a', 700), { atMs: 3000, type: 'restart', target: 'broker-a/n0' }],
    5000,
  ],
  ['only one Broker', { brokerGroupCount: 1 }, [kill('broker-a', 700)], 1500],
  [
    'the producer starts again',
    {},
    [
      kill('broker-a', 700),
      { atMs: 1200, type: 'kill', target: 'producer/0' },
      { atMs: 1500, type: 'restart', target: 'producer/0' },
    ],
    3000,
  ],
  ['two producers, three threads', { producerCount: 2, sendThreadCount: 3 }, [kill('broker-a', 700)], 1500],
  ['three Brokers, two dead', { brokerGroupCount: 3 }, [kill('broker-a', 700), kill('broker-b', 1000)], 2500],
  ['asynchronous, one dies', { communicationMode: 'ASYNC' }, [kill('broker-a', 700)], 2000],
  [
    'asynchronous, one freezes',
    { communicationMode: 'ASYNC', sendMsgTimeout: 1000, sendIntervalMs: 300 },
    [{ atMs: 700, type: 'freeze', target: 'broker-a/n0' }],
    9000,
  ],
  [
    'asynchronous, both freeze',
    { communicationMode: 'ASYNC', sendMsgTimeout: 1000, sendIntervalMs: 300 },
    [
      { atMs: 700, type: 'freeze', target: 'broker-a/n0' },
      { atMs: 700, type: 'freeze', target: 'broker-b/n0' },
    ],
    14_000,
  ],
  [
    'asynchronous, fewer queues there',
    { communicationMode: 'ASYNC' },
    [{ atMs: 300, type: 'set', name: 'writeQueueNums', value: 1, brokerName: 'broker-b' }, kill('broker-a', 700)],
    2000,
  ],
  [
    'asynchronous, a full disk',
    { communicationMode: 'ASYNC' },
    [{ atMs: 700, type: 'setFault', target: 'broker-a/n0', fault: 'diskFull', on: true }],
    1600,
  ],
  ['one-way', { communicationMode: 'ONEWAY' }, [kill('broker-a', 700)], 1800],
  ['the index comes to its end', { threadLocalIndexStart: 2_147_483_643 }, [kill('broker-b', 100)], 1600],
  [
    'the switch is turned off',
    {},
    [kill('broker-a', 700), { atMs: 1200, type: 'set', name: 'sendLatencyFaultEnable', value: false }],
    2200,
  ],
  [
    'the detector looks',
    { startDetectorEnable: true, detectInterval: 500, brokerStartupMs: 200 },
    [kill('broker-a', 700), { atMs: 1500, type: 'restart', target: 'broker-a/n0' }],
    14_000,
  ],
  ['one error code', {}, [{ atMs: 700, type: 'injectResponse', target: 'broker-a/n0', code: 14, times: 1 }], 12_500],
  [
    'one leaves the route, then the other dies',
    { pollNameServerInterval: 500, slaveCount: 1 },
    [kill('broker-a', 700), kill('broker-b', 1500)],
    2500,
  ],
  [
    'one is forgotten by the NameServer, then the other dies',
    { pollNameServerInterval: 500 },
    [kill('broker-a', 700), kill('broker-b', 1500)],
    2500,
  ],
  [
    'the retry goes where no Master is any more',
    { pollNameServerInterval: 200, slaveCount: 1 },
    [
      { atMs: 700, type: 'slow', target: 'broker-b/n0', ms: 600 },
      { atMs: 700, type: 'injectResponse', target: 'broker-b/n0', code: 14, times: 50 },
      kill('broker-a', 900),
    ],
    3000,
  ],
]

/** Stories that are told with the switch off as well. */
const OFF_STORIES = ['calm', 'one dies', 'both die', 'only one Broker', 'asynchronous, one dies', 'one-way']

/** Every story with a release, with the switch on; a few with it off as well. */
export function reportAll(release: string): Told[] {
  const { hasDetector } = clientRules(release)
  const tellOne = (sendLatencyFaultEnable: boolean, [name, settings, actions, untilMs]: (typeof STORIES)[number]) => ({
    name: `${release}, ${sendLatencyFaultEnable ? 'on' : 'off'}: ${name}`,
    run: tell({ clientVersion: release, sendLatencyFaultEnable, ...settings }, actions, untilMs).run,
  })
  return [
    ...STORIES.filter(([name]) => hasDetector || !FLAG_STORIES.includes(name)).map((story) => tellOne(true, story)),
    ...STORIES.filter(([name]) => OFF_STORIES.includes(name)).map((story) => tellOne(false, story)),
  ]
}

/** Attempts of messages in trouble that are explained in each run. */
const TROUBLED = 16

/** A success that took so long may open a window. */
const SLOW_MS = 300

/** Positions of the attempts of a run; of those that go well at once, the first few and every `step`th. */
function attemptIndexes(run: Run, step: number): number[] {
  const indexes: number[] = []
  const troubled = new Set<number>()
  for (let index = 0; index < logLength(run.log); index++) {
    const entry = entryAt(run.log, index)
    if (entry.kind === 'sendFailed' || entry.kind === 'messageFailed') troubled.add(entry.message)
    if (entry.kind === 'sendOk' && entry.latencyMs >= SLOW_MS) troubled.add(entry.message)
    if (entry.kind !== 'send') continue
    if (entry.attempt > 1) troubled.add(entry.message)
    indexes.push(index)
  }
  let taken = 0
  return indexes.filter((index, place) => {
    const entry = entryAt(run.log, index)
    if (entry.kind === 'send' && troubled.has(entry.message)) return taken++ < TROUBLED || place % step === 0
    return place < 4 || place % step === 0
  })
}

/** The attempts of a run, explained. */
export const attemptsOf = (run: Run, step = 1): AttemptExplanation[] =>
  attemptIndexes(run, step).flatMap((index) => explainAttempt(run, index) ?? [])
