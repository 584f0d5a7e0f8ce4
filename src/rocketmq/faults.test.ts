// Stories of Brokers that answer badly, links that fail, Topics that create themselves, and the other ways to a new Master.

import { describe, expect, test } from 'vitest'
import { requestsInFlight } from './inFlight'
import { MAX_ANSWER_TIMES, type UserAction } from './scenario'
import { tell } from './testDriver'

const trouble = (atMs: number, name: 'overloaded' | 'diskFull' | 'diskStalled', on = true): UserAction => ({
  atMs,
  type: 'setFault',
  target: 'broker-a/n0',
  fault: name,
  on,
})
const answer = (atMs: number, code: number, times: number): UserAction => ({
  atMs,
  type: 'injectResponse',
  target: 'broker-a/n0',
  code,
  times,
})
const kill = (atMs: number, target = 'broker-a/n0'): UserAction => ({ atMs, type: 'kill', target })

describe('a Broker that answers badly', () => {
  test('S12 one refused message bans a healthy Broker: 600 s up to 5.1.3, 10 s from 5.1.4', () => {
    for (const [clientVersion, windowMs] of [
      ['4.9.7', 600_000],
      ['5.3.3', 10_000],
    ] as const) {
      const story = tell({ clientVersion, sendLatencyFaultEnable: true }, [answer(990, 13, 1)], 3000)
      expect(story.all('avoided')[0]).toMatchObject({ group: 0, isolation: true, windowMs })
      expect(story.all('messageFailed')).toHaveLength(1)
      expect(story.all('messageFailed')[0]).toMatchObject({ exception: 'notRetried', code: 13, attempts: 1 })
    }
  })

  test('an ordered code is counted down, and the largest number is every request until it is ended', () => {
    const orders = [answer(990, 1, MAX_ANSWER_TIMES), answer(2000, 1, MAX_ANSWER_TIMES - 1), answer(3000, 1, 0)]
    const story = tell({ retryTimesWhenSendFailed: 0 }, orders, 4000)
    const left = (atMs: number) => story.at(atMs).brokerGroups[0]?.nodes[0]?.injectedTimes
    expect(story.all('sendFailed').some(({ atMs }) => atMs < 2000)).toBe(true)
    expect(left(1999)).toBe(MAX_ANSWER_TIMES)
    expect(left(2999)).toBeLessThan(MAX_ANSWER_TIMES - 1)
    expect(left(3000)).toBe(0)
  })

  test('S13 a busy Broker: thrown to the application up to 5.2.0, retried on b from 5.3.0', () => {
    const outcome = (clientVersion: string) => {
      const story = tell({ clientVersion }, [trouble(990, 'overloaded'), trouble(1250, 'overloaded', false)], 3000)
      expect(story.all('sendFailed')[0]).toMatchObject({ failure: 'brokerError', code: 2, latencyMs: 202 })
      return story.at(3000).totals.failed
    }
    expect(outcome('4.9.7')).toBeGreaterThan(0)
    expect(outcome('5.2.0')).toBeGreaterThan(0)
    expect(outcome('5.3.0')).toBe(0)
  })

  test('S14 5.1.4 never forgives an error code while another Broker is there; the detector makes it', () => {
    const sendsToA = (clientVersion: string, startDetectorEnable: boolean) =>
      tell(
        { clientVersion, sendLatencyFaultEnable: true, startDetectorEnable },
        [answer(990, 1, 1)],
        40_000,
      ).attemptsOn(0, 15_000).length
    expect(sendsToA('5.1.4', false)).toBe(0)
    expect(sendsToA('5.1.4', true)).toBeGreaterThan(50)
    expect(sendsToA('5.2.0', false)).toBeGreaterThan(50)
  })

  test('a full disk is refused at once with SERVICE_NOT_AVAILABLE and retried', () => {
    const story = tell({}, [trouble(990, 'diskFull')], 3000)
    expect(story.all('sendFailed')[0]).toMatchObject({ failure: 'brokerError', code: 14, latencyMs: 5 })
    expect(story.at(3000).totals.failed).toBe(0)
  })

  test('S22 FLUSH_DISK_TIMEOUT comes after 5 s: the client has given up at 3 s, unless it may wait 8 s', () => {
    const first = (sendMsgTimeout: number) => {
      const story = tell({ flushDiskType: 'SYNC_FLUSH', sendMsgTimeout }, [trouble(990, 'diskStalled')], 12_000)
      return {
        failed: story.all('sendFailed')[0]?.failure,
        status: story.all('sendOk').find((entry) => entry.status !== 'SEND_OK')?.status,
      }
    }
    expect(first(3000)).toEqual({ failed: 'timeout', status: undefined })
    expect(first(8000)).toEqual({ failed: undefined, status: 'FLUSH_DISK_TIMEOUT' })
  })

  test('a stalled disk without SYNC_FLUSH makes the Broker refuse as busy after 1 s', () => {
    const story = tell({}, [trouble(990, 'diskStalled')], 4000)
    expect(story.all('sendFailed')[0]).toMatchObject({ failure: 'brokerError', code: 2, latencyMs: 1002 })
  })

  test('S23 SYNC_MASTER without its Slave: SLAVE_NOT_AVAILABLE in 4.x, SEND_OK in 5.x', () => {
    const statuses = (clientVersion: string) => {
      const story = tell({ clientVersion, brokerRole: 'SYNC_MASTER', slaveCount: 1 }, [kill(990, 'broker-a/n1')], 4000)
      return new Set(
        story
          .all('sendOk')
          .filter((entry) => entry.group === 0 && entry.atMs > 1200)
          .map((entry) => entry.status),
      )
    }
    expect(statuses('4.9.7')).toEqual(new Set(['SLAVE_NOT_AVAILABLE']))
    expect(statuses('5.3.3')).toEqual(new Set(['SEND_OK']))
  })

  test('a frozen Slave: FLUSH_SLAVE_TIMEOUT after slaveTimeout', () => {
    const story = tell(
      { clientVersion: '5.3.3', brokerRole: 'SYNC_MASTER', slaveCount: 1, inSyncReplicas: 2, sendMsgTimeout: 8000 },
      [{ atMs: 990, type: 'freeze', target: 'broker-a/n1' }],
      8000,
    )
    expect(story.all('sendOk').find((entry) => entry.status !== 'SEND_OK')).toMatchObject({
      status: 'FLUSH_SLAVE_TIMEOUT',
      latencyMs: 3005,
    })
  })

  test('retryAnotherBrokerWhenNotStoreOK sends a second copy to b', () => {
    const story = tell({ retryAnotherBrokerWhenNotStoreOK: true }, [answer(990, 10, 1)], 2000)
    const message = story.all('send').find((entry) => entry.attempt === 2)!.message
    expect(
      story
        .all('stored')
        .filter((entry) => entry.message === message)
        .map((entry) => entry.group),
    ).toEqual([0, 1])
    expect(story.all('sendOk').find((entry) => entry.message === message)).toMatchObject({
      status: 'SEND_OK',
      group: 1,
    })
  })
})

describe('ASYNC and ONEWAY', () => {
  test('S18 the ASYNC timeout is noticed 1 to 2 s late', () => {
    const story = tell(
      { communicationMode: 'ASYNC', clientVersion: '5.3.3' },
      [{ atMs: 4990, type: 'freeze', target: 'broker-a/n0' }],
      12_000,
    )
    const failed = story.all('sendFailed')[0]!
    expect(failed.failure).toBe('timeout')
    expect(failed.latencyMs).toBeGreaterThanOrEqual(4000)
    expect(failed.latencyMs).toBeLessThanOrEqual(5000)
    expect(story.all('messageFailed')[0]).toMatchObject({ attempts: 1 })
  })

  test('S19 an ASYNC retry keeps the queueId: q6 of a is refused by b, which has 4', () => {
    const refused = (clientVersion: string) => {
      // The first choice is q6 of a, which refuses the connection.
      const story = tell(
        { communicationMode: 'ASYNC', clientVersion, threadLocalIndexStart: 5, messageLimit: 1 },
        [kill(0)],
        4000,
        1,
        [{ writeQueueNums: 8 }, { writeQueueNums: 4 }],
      )
      expect(story.all('send').map((entry) => [entry.group, entry.queueId])).toEqual([
        [0, 6],
        [1, 6],
      ])
      return story.all('messageFailed').map((entry) => entry.code)
    }
    expect(refused('5.3.1')).toEqual([1])
    expect(refused('5.3.3')).toEqual([29])
  })

  test('ONEWAY: what is in flight when the Broker dies is lost, and nobody is told', () => {
    const story = tell({ communicationMode: 'ONEWAY', sendIntervalMs: 10, networkLatencyMs: 20 }, [kill(5005)], 8000)
    const lost = story.all('messageFailed').filter((entry) => entry.exception === 'lostUnseen')
    expect(lost.length).toBeGreaterThan(0)
    const end = story.at(8000)
    const inFlight = end.producers[0]!.calls.filter((call) => call !== null).length
    expect(end.totals.sent).toBe(end.totals.stored + end.totals.failed + inFlight)
  })

  test('an ASYNC send does not wait: many are in flight at once', () => {
    const story = tell({ communicationMode: 'ASYNC', sendIntervalMs: 10, networkLatencyMs: 500 }, [], 5000)
    expect(requestsInFlight(story.at(4000))).toBeGreaterThan(50)
  })
})

describe('links', () => {
  const link = (atMs: number, peer: string, lossPercent: number): UserAction => ({
    atMs,
    type: 'link',
    target: 'producer/0',
    peer,
    lossPercent,
  })

  test('cut off from one Broker: silence for this producer, nothing wrong for anybody else', () => {
    // After the heartbeats, which would close the connection earlier (R7).
    const story = tell({ producerCount: 2 }, [link(1090, 'broker-a/n0', 100)], 20_000)
    expect(story.all('sendFailed').every((entry) => entry.producer === 0 && entry.group === 0)).toBe(true)
    expect(story.all('sendFailed')[0]).toMatchObject({ failure: 'timeout', latencyMs: 3000 })
    expect(story.all('unregistered')).toEqual([])
  })

  test('cut off from the NameServer: the route is kept; mended: asked again at the next poll', () => {
    const story = tell(
      { pollNameServerInterval: 5000 },
      [link(990, 'nameserver/0', 100), link(12_000, 'nameserver/0', 0)],
      22_000,
    )
    expect(story.all('route').map((entry) => entry.outcome)).toEqual([
      'changed',
      'unchanged',
      // After the timeout it has no connection any more.
      'keptTimedOut',
      'keptUnreachable',
      'unchanged',
      'unchanged',
    ])
    expect(story.at(22_000).totals.failed).toBe(0)
  })

  test('a flaky link loses about its share', () => {
    const story = tell(
      { sendMsgTimeout: 200, sendIntervalMs: 20, retryTimesWhenSendFailed: 0, clientVersion: '4.7.1' },
      [link(0, 'broker-a/n0', 30)],
      300_000,
    )
    const onA = story.attemptsOn(0).length
    const failed = story.all('sendFailed').length
    // Either way of an exchange can be lost: 1 - 0.7 x 0.7.
    expect(failed / onA).toBeCloseTo(0.51, 1)
  })
})

describe('Topics and permissions', () => {
  test('S9 a Topic that creates itself lives only where messages arrived before the next poll', () => {
    const lists = (messageLimit: number) => {
      const story = tell({ topicExists: false, messageLimit, sendIntervalMs: 1000, networkLatencyMs: 5 }, [], 40_000)
      return {
        queues: story
          .all('route')
          .filter((entry) => entry.outcome === 'changed')
          .map((entry) => entry.queues),
        created: story.all('topicCreated').map((entry) => entry.group),
      }
    }
    expect(lists(4)).toEqual({ queues: [8, 4], created: [0] })
    expect(lists(5)).toEqual({ queues: [8, 8], created: [0, 1] })
  })

  test('without autoCreateTopicEnable an unknown Topic has no route', () => {
    const story = tell({ topicExists: false, autoCreateTopicEnable: false, messageLimit: 3 }, [], 2000)
    expect(story.all('messageFailed').map((entry) => entry.exception)).toEqual(['noRoute', 'noRoute', 'noRoute'])
  })

  test('wiped write permission takes the queues away at the next poll, and stays wiped over registrations', () => {
    const story = tell(
      {},
      [
        { atMs: 5000, type: 'writePerm', brokerName: 'broker-a', on: false },
        { atMs: 95_000, type: 'writePerm', brokerName: 'broker-a', on: true },
      ],
      130_000,
    )
    expect(
      story
        .all('route')
        .filter((entry) => entry.outcome === 'changed')
        .map((entry) => [entry.atMs, entry.queues]),
    ).toEqual([
      [2, 4],
      [30_012, 2],
      [120_012, 4],
    ])
  })
})

describe('Controller and acting Master (5.x)', () => {
  const CONTROLLED = { enableControllerMode: true, slaveCount: 2, sendIntervalMs: 200, brokerStartupMs: 500 } as const

  test('a killed Master is followed in well under a second, a silent one after 10 to 15 s', () => {
    const ready = (type: 'kill' | 'powerOff', atMs: number) =>
      tell(CONTROLLED, [{ atMs, type, target: 'broker-a/master' }], 60_000).all('masterReady')[0]!.atMs - atMs
    expect(ready('kill', 20_000)).toBeLessThan(1000)
    for (const atMs of [20_000, 21_700, 23_300, 24_900]) {
      expect(ready('powerOff', atMs)).toBeGreaterThanOrEqual(9000)
      expect(ready('powerOff', atMs)).toBeLessThanOrEqual(15_100)
    }
  })

  test('only a node of the SyncStateSet is elected: one that was away too long must first catch up', () => {
    const story = tell(
      CONTROLLED,
      [
        kill(10_000, 'broker-a/n1'),
        kill(10_000, 'broker-a/n2'),
        kill(40_000, 'broker-a/n0'),
        { atMs: 41_000, type: 'restart', target: 'broker-a/n1' },
        { atMs: 60_000, type: 'restart', target: 'broker-a/n0' },
      ],
      80_000,
    )
    expect(story.all('masterReady').map((entry) => entry.node)).toEqual([0])
    expect(story.at(80_000).brokerGroups[0]!.syncStateSet).toEqual([0, 1])
  })

  test('C4 brokerIds follow the order of first registration, and stay', () => {
    const story = tell(
      { ...CONTROLLED, slaveCount: 0 },
      [
        { atMs: 1000, type: 'set', name: 'slaveCount', value: 2 },
        { atMs: 1100, type: 'powerOff', target: 'broker-a/n1' },
        { atMs: 5000, type: 'restart', target: 'broker-a/n1' },
        kill(10_000, 'broker-a/n2'),
        { atMs: 12_000, type: 'restart', target: 'broker-a/n2' },
      ],
      20_000,
    )
    expect(story.at(20_000).brokerGroups[0]!.nodes.map(({ brokerId }) => brokerId)).toEqual([0, 3, 2])
    expect(story.at(20_000).brokerGroups[1]!.nodes.map(({ brokerId }) => brokerId)).toEqual([0, 2, 3])
  })

  test('14.8 with the time that dying takes, a new Master is there one moment after the old one is gone', () => {
    for (let seed = 0; seed < 40; seed++) {
      const story = tell({ ...CONTROLLED, processExitMs: 52 }, [kill(10_000)], 12_000, seed)
      const goneMs = story.all('brokerProcess').find(({ to }) => to === 'killed')!.atMs
      const seen = story.all('registered').find(({ brokerId, atMs }) => brokerId === 0 && atMs > 10_000)!
      expect(seen.atMs - goneMs).toBeLessThan(10)
    }
  })

  test('there is never more than one Master', () => {
    const story = tell(
      CONTROLLED,
      [
        kill(10_000, 'broker-a/n0'),
        { atMs: 15_000, type: 'restart', target: 'broker-a/n0' },
        kill(30_000, 'broker-a/master'),
      ],
      60_000,
    )
    for (let tMs = 0; tMs <= 60_000; tMs += 1000) {
      const masters = story
        .at(tMs)
        .brokerGroups[0]!.nodes.filter((node) => node.brokerId === 0 && node.process === 'running')
      expect(masters.length).toBeLessThanOrEqual(1)
    }
  })

  test('an acting Master answers without write permission: the producer drops the queues', () => {
    const story = tell({ enableSlaveActingMaster: true, slaveCount: 1, clientVersion: '5.3.3' }, [kill(5000)], 40_000)
    expect(
      story
        .all('route')
        .filter((entry) => entry.outcome === 'changed')
        .map((entry) => entry.queues),
    ).toEqual([4, 2])
    const entry = story.at(40_000).producers[0]!.route!.find((one) => one.group === 0)!
    expect(entry.brokerAddrs[0]).toBe(1)
    expect(entry.queueData.perm & 2).toBe(0)
  })
})
