// Why a group is missing in the list, held against what the NameServers and the producer of the same run knew.

import { describe, expect, test } from 'vitest'
import { type AttemptExplanation, type ExplainedMissing, explainAttempt } from '../explain/attempt'
import { explainMessage } from '../explain/message'
import { ALL_MESSAGES, en, zh } from '../i18n/allMessages'
import { LANGUAGE_CODES, type Language } from '../i18n/languages'
import {
  type BrokerGroupSpec,
  entryAt,
  logLength,
  PERM_WRITE,
  type Run,
  type Settings,
  stateAt,
  type UserAction,
} from '../rocketmq'
import { tell } from '../rocketmq/testDriver'

const QUICK: Partial<Settings> = { clientVersion: '5.3.3', pollNameServerInterval: 500, slaveCount: 1 }

const told = (
  changes: Partial<Settings>,
  actions: UserAction[],
  untilMs: number,
  groups: BrokerGroupSpec[] = [],
): Run => tell({ ...QUICK, ...changes }, actions, untilMs, 1, groups).run

const attempts = (run: Run): AttemptExplanation[] =>
  Array.from({ length: logLength(run.log) }, (_, index) =>
    entryAt(run.log, index).kind === 'send' ? explainAttempt(run, index) : null,
  ).filter((one) => one !== null)

/** Of the last attempt of a run. */
const lastUnlisted = (run: Run): ExplainedMissing[] => attempts(run).at(-1)?.unlisted ?? []

/** The route the producer used at the end of a run, for broker-a. */
const routeEnd = (run: Run) => stateAt(run, run.endMs).producers[0]?.route?.find(({ group }) => group === 0)

const line = ({ brokers, reason, heldBack }: ExplainedMissing, language: Language): string =>
  ALL_MESSAGES[language].why.unlisted(brokers, reason, heldBack)

describe('a Broker group that is not in the list', () => {
  test('while all is well there is none', () => {
    for (const { unlisted } of attempts(told({}, [], 2000))) expect(unlisted).toEqual([])
  })

  test('no Master in the route', () => {
    const run = told({}, [{ atMs: 700, type: 'kill', target: 'broker-a/master' }], 3000)
    expect(routeEnd(run)?.brokerAddrs[0]).toBeNull()
    expect(lastUnlisted(run)).toEqual([{ brokers: ['broker-a'], reason: 'noMaster', heldBack: false }])
  })

  test('a Slave stands in, for reading only', () => {
    const run = told({ enableSlaveActingMaster: true }, [{ atMs: 700, type: 'kill', target: 'broker-a/master' }], 3000)
    expect(routeEnd(run)?.brokerAddrs[0]).toBe(1)
    expect((routeEnd(run)?.queueData.perm ?? PERM_WRITE) & PERM_WRITE).toBe(0)
    const [one] = lastUnlisted(run)
    expect(one).toEqual({ brokers: ['broker-a'], reason: 'acting', heldBack: false })
    expect(one && line(one, 'zh')).toBe(
      '列表里没有 broker-a 的队列：Master 不在，由 Slave 代理，只供读取，上次取到的路由里没有写权限。',
    )
    expect(one && line(one, 'en')).toBe(
      'The list has no queue of broker-a: a Slave stands in for the missing Master, for reading only, so the last route gave no write permission.',
    )
  })

  test.each([true, false])('the write permission is taken away, with acting Masters %s', (enableSlaveActingMaster) => {
    const run = told(
      { enableSlaveActingMaster },
      [{ atMs: 700, type: 'writePerm', brokerName: 'broker-a', on: false }],
      3000,
    )
    expect(routeEnd(run)?.brokerAddrs[0]).toBe(0)
    expect(lastUnlisted(run)).toEqual([{ brokers: ['broker-a'], reason: 'readOnly', heldBack: false }])
  })

  test('the whole group has gone from the route', () => {
    const run = told({ slaveCount: 0 }, [{ atMs: 700, type: 'kill', target: 'broker-a/master' }], 3000)
    expect(routeEnd(run)).toBeUndefined()
    expect(lastUnlisted(run)).toEqual([{ brokers: ['broker-a'], reason: 'notInRoute', heldBack: false }])
  })

  test('the Topic is not there yet', () => {
    // The first message creates it on one group only, and the next route names that one.
    const run = told({ topicExists: false, sendIntervalMs: 5000 }, [], 12_000)
    const state = stateAt(run, run.endMs)
    const without = state.brokerGroups.flatMap((broker) => (broker.topicCreated ? [] : [broker.brokerName]))
    const [one] = lastUnlisted(run)
    expect(without).toHaveLength(1)
    expect(one).toEqual({ brokers: without, reason: 'noTopic', heldBack: false })
  })

  test('the Controller may not elect who runs, because it is not in the SyncStateSet', () => {
    const run = told(
      { enableControllerMode: true, brokerStartupMs: 100 },
      [
        { atMs: 700, type: 'kill', target: 'broker-a/n1' },
        { atMs: 21_000, type: 'kill', target: 'broker-a/n0' },
        { atMs: 21_500, type: 'restart', target: 'broker-a/n1' },
      ],
      24_000,
    )
    const broker = stateAt(run, run.endMs).brokerGroups[0]
    expect(broker?.syncStateSet).toEqual([0])
    expect(broker?.nodes.map(({ process }) => process)).toEqual(['killed', 'running'])
    const [one] = lastUnlisted(run)
    expect(one).toEqual({ brokers: ['broker-a'], reason: 'noMaster', heldBack: true })
    expect(one && line(one, 'zh')).toBe(
      '列表里没有 broker-a 的队列：上次取到的路由里没有 Master 的地址。Controller 只从 SyncStateSet 里选 Master，而里面没有在运行的节点。',
    )
    expect(one && line(one, 'en')).toContain('The Controller elects only from the SyncStateSet, and no node in it')
  })

  test('a Controller that has somebody to elect holds nobody back', () => {
    const run = told({ enableControllerMode: true }, [{ atMs: 700, type: 'kill', target: 'broker-a/master' }], 3000)
    expect(stateAt(run, run.endMs).brokerGroups[0]?.nodes[1]?.brokerId).toBe(0)
    for (const { unlisted } of attempts(run)) for (const { heldBack } of unlisted) expect(heldBack).toBe(false)
  })

  test('groups with the same reason stand in one line, others in one of their own', () => {
    const run = told(
      { brokerGroupCount: 4 },
      [
        { atMs: 700, type: 'kill', target: 'broker-a/master' },
        { atMs: 700, type: 'writePerm', brokerName: 'broker-b', on: false },
        { atMs: 700, type: 'kill', target: 'broker-c/master' },
      ],
      4000,
    )
    expect(lastUnlisted(run)).toEqual([
      { brokers: ['broker-a', 'broker-c'], reason: 'noMaster', heldBack: false },
      { brokers: ['broker-b'], reason: 'readOnly', heldBack: false },
    ])
  })

  test('a retry says what its call said at first, though a newer route has come in between', () => {
    const run = told(
      { sendMsgTimeout: 3000, sendMsgMaxTimeoutPerRequest: 900, retryTimesWhenSendFailed: 2, brokerStartupMs: 100 },
      [
        { atMs: 700, type: 'kill', target: 'broker-a/master' },
        { atMs: 2000, type: 'freeze', target: 'broker-b/n0' },
        { atMs: 2100, type: 'restart', target: 'broker-a/n0' },
      ],
      6000,
    )
    const routes = Array.from({ length: logLength(run.log) }, (_, index) => entryAt(run.log, index)).filter(
      (entry) => entry.kind === 'route' && entry.outcome === 'changed',
    )
    const all = attempts(run)
    const across = all.filter(({ atMs, message, attempt, unlisted }) => {
      const first = all.find((one) => one.message === message && one.attempt === 1)
      if (attempt === 1 || !first || unlisted.length === 0) return false
      expect(unlisted).toEqual(first.unlisted)
      return routes.some((route) => route.atMs > first.atMs && route.atMs <= atMs)
    })
    expect(across.length).toBeGreaterThan(0)
  })

  test('the fallback of an old client has put another Broker into every entry of the group', () => {
    const run = told(
      { clientVersion: '4.7.1', sendLatencyFaultEnable: true, writeQueueNums: 1, pollNameServerInterval: 30_000 },
      [
        { atMs: 700, type: 'kill', target: 'broker-a/master' },
        { atMs: 1300, type: 'kill', target: 'broker-b/master' },
      ],
      3000,
    )
    const without = attempts(run).flatMap(({ unlisted }) => unlisted)
    expect(without.length).toBeGreaterThan(0)
    for (const { reason } of without) expect(reason).toBe('overwritten')
  })

  test('where no group is listed nothing is sent, and nobody claims that there was no route', () => {
    const run = told(
      { enableSlaveActingMaster: true, brokerGroupCount: 1 },
      [{ atMs: 700, type: 'kill', target: 'broker-a/master' }],
      3000,
    )
    expect(routeEnd(run)?.brokerAddrs[0]).toBe(1)
    const failed = Array.from({ length: logLength(run.log) }, (_, index) => index).findLast((index) => {
      const entry = entryAt(run.log, index)
      return entry.kind === 'messageFailed' && entry.exception === 'noRoute'
    })
    const sentence = explainMessage(run, failed ?? -1)?.sentence
    expect(sentence?.(zh)).toContain('路由里没有这个 Topic 可写的队列，一次也没有发出')
    expect(sentence?.(en)).toContain('no route has a queue of the Topic to write to, so nothing was sent')
  })

  test('every reason is said in both languages, about one group, two, and many', () => {
    const brokers = ['broker-a', 'broker-b', 'broker-c']
    const reasons = ['noMaster', 'acting', 'readOnly', 'notInRoute', 'noTopic', 'overwritten', 'unknown'] as const
    for (const language of LANGUAGE_CODES) {
      const lines = reasons.flatMap((reason) =>
        [1, 2, 3].flatMap((count) =>
          [true, false].map((heldBack) => line({ brokers: brokers.slice(0, count), reason, heldBack }, language)),
        ),
      )
      expect(new Set(lines).size).toBe(lines.length)
      for (const text of lines) {
        expect(text).toMatch(language === 'zh' ? /。$/ : /\.$/)
        if (language === 'zh') expect(text).not.toMatch(/[㐀-鿿][A-Za-z0-9]|[A-Za-z0-9][㐀-鿿]/)
      }
    }
  })
})
