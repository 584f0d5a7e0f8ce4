// What copies a group keeps, mode by mode: the vectors of the facts by their names, and stories around them.

import { describe, expect, test } from 'vitest'
import type { UserAction } from '../../scenario'
import { commonEnd, divergentRanges, logOf } from '../../state/sameBytes'
import { quorumEnd } from './dledgerLog'
import { cut, group, messagesOf, nodesOf, on, storeAt } from './groupStory.testData'
import { isSlaveOk, startOffset } from './haServer'
import { confirmOffsetOf, isLeftBehind } from './syncStateSet'

const MB_256 = 268_435_456

describe('test vectors', () => {
  test('V9, W20: a Slave that is too far behind, or none, is not available', () => {
    expect(isSlaveOk(1, 300_000_000, 31_564_544, MB_256)).toBe(false)
    expect(isSlaveOk(1, 300_000_000, 31_564_545, MB_256)).toBe(true)
    expect(isSlaveOk(0, 1000, 1000, MB_256)).toBe(false)
    expect(isSlaveOk(1, MB_256 - 1, 0, MB_256)).toBe(true)
    expect(isSlaveOk(1, MB_256, 0, MB_256)).toBe(false)
  })

  test('V10: a fresh Slave begins with the newest file', () => {
    expect(startOffset(5_690_831_667, 1_073_741_824, 0, null)).toBe(5_368_709_120)
    expect(startOffset(5_690_831_667, 1_073_741_824, 0, 42)).toBe(42)
    expect(startOffset(1152, 1_073_741_824, 1920, null)).toBe(1920)
  })

  test('V11, W21: what a majority has', () => {
    expect(quorumEnd([10, 7, 5])).toBe(7)
    expect(quorumEnd([10, 4])).toBe(4)
    expect(quorumEnd([10, 9, 7, 5])).toBe(7)
    expect(quorumEnd([10, 9, 7, 5, 1])).toBe(7)
    expect(quorumEnd([10])).toBe(10)
    expect(quorumEnd([10, 8, 5])).toBe(8)
  })

  test('V12: caught up last at 0, a Slave is in at 13,000 and out at 18,000', () => {
    expect(isLeftBehind(0, 13_000)).toBe(false)
    expect(isLeftBehind(0, 18_000)).toBe(true)
  })

  test('W22: confirmOffset is what all of the set have', () => {
    expect(confirmOffsetOf(100, [90])).toBe(90)
    expect(confirmOffsetOf(100, [])).toBe(100)
  })

  test('V25: codes of a put that is refused or not answered in time', () => {
    const late = (clientVersion: string) =>
      group(
        { clientVersion, enableDLegerCommitLog: true, slaveCount: 2 },
        [on('n1', 'kill', 50), on('n2', 'kill', 50)],
        4000,
      )
        .all('sendFailed')
        .map(({ failure, code, latencyMs }) => ({ failure, code, latencyMs }))
    // 2,500 ms for the quorum, 3 of service, 1 each way.
    expect(late('5.3.3')[0]).toEqual({ failure: 'brokerError', code: 1, latencyMs: 2505 })
    expect(late('4.9.7')[0]).toEqual({ failure: 'brokerError', code: 1, latencyMs: 2505 })
  })
})

describe('classic HA', () => {
  test('the lag of ASYNC_MASTER is at most the 100 ms for which an idle sender waits', () => {
    const story = group({ sendIntervalMs: 137 }, [], 20_000)
    const appended = story.all('appended')
    const lags = appended.map(({ atMs, offset, size }) => {
      const copied = story.all('replicated').find((entry) => entry.offset >= offset + size)
      return copied ? copied.atMs - atMs : Infinity
    })
    const seen = lags.slice(0, -1)
    expect(Math.min(...seen)).toBeLessThan(20)
    expect(Math.max(...seen)).toBeLessThanOrEqual(101)
    expect(new Set(seen).size).toBeGreaterThan(20)
  })

  test('a put of SYNC_MASTER wakes the sender, and is answered when the Slave has it', () => {
    const story = group({ clientVersion: '4.9.7', brokerRole: 'SYNC_MASTER' }, [], 3000)
    const oks = story.all('sendOk')
    expect(oks.length).toBeGreaterThan(20)
    expect(new Set(oks.slice(1).map(({ latencyMs }) => latencyMs))).toEqual(new Set([7]))
    expect(new Set(oks.map(({ status }) => status))).toEqual(new Set(['SEND_OK']))
  })

  test('4.9.7: no Slave is not available, a connected and silent one is too late, then all is well', () => {
    const settings = { clientVersion: '4.9.7', brokerRole: 'SYNC_MASTER' as const, sendMsgTimeout: 9000 }
    const story = group(settings, [on('n1', 'kill', 1000), on('n1', 'restart', 3000)], 20_000)
    const statuses = (fromMs: number, toMs: number) =>
      new Set(
        story
          .all('sendOk')
          .filter(({ atMs }) => atMs > fromMs && atMs < toMs)
          .map(({ status }) => status),
      )
    expect(statuses(1100, 8000)).toEqual(new Set(['SLAVE_NOT_AVAILABLE']))
    // Dialled after 5,000, reported after 5,000 more.
    expect(statuses(8020, 12_900)).toEqual(new Set(['FLUSH_SLAVE_TIMEOUT']))
    expect(statuses(13_100, 20_000)).toEqual(new Set(['SEND_OK']))
    expect(
      story
        .all('haState')
        .filter(({ atMs }) => atMs > 2000)
        .map(({ atMs, connection }) => [atMs, connection]),
    ).toEqual([
      [3000, 'DIAL'],
      [8002, 'SILENT'],
      [13_002, 'STREAM'],
    ])
  })

  test('5.3.3 with two copies: too late without a Slave, all is well as soon as it is connected', () => {
    const settings = { brokerRole: 'SYNC_MASTER' as const, inSyncReplicas: 2, sendMsgTimeout: 9000 }
    const story = group(settings, [on('n1', 'kill', 1000), on('n1', 'restart', 3000)], 16_000)
    const statuses = (fromMs: number, toMs: number) =>
      new Set(
        story
          .all('sendOk')
          .filter(({ atMs }) => atMs > fromMs && atMs < toMs)
          .map(({ status }) => status),
      )
    expect(statuses(1200, 8000)).toEqual(new Set(['FLUSH_SLAVE_TIMEOUT']))
    expect(statuses(8100, 16_000)).toEqual(new Set(['SEND_OK']))
  })

  test('5.3.3 with the default of one copy waits for no Slave', () => {
    const story = group({ brokerRole: 'SYNC_MASTER' }, [on('n1', 'kill', 1000)], 4000)
    expect(
      new Set(
        story
          .all('sendOk')
          .slice(1)
          .map(({ status, latencyMs }) => [status, latencyMs].join()),
      ),
    ).toEqual(new Set(['SEND_OK,5']))
  })

  test('up to 4.9.2 waits for a Slave add up, each 5,000 ms', () => {
    const settings = {
      clientVersion: '4.9.2',
      brokerRole: 'SYNC_MASTER' as const,
      sendMsgTimeout: 60_000,
      sendThreadCount: 3,
      messageLimit: 3,
      sendIntervalMs: 300,
    }
    const story = group(settings, [on('n1', 'freeze', 0)], 30_000)
    expect(story.all('sendOk').map(({ latencyMs, status }) => [Math.round(latencyMs / 1000), status])).toEqual([
      [5, 'FLUSH_SLAVE_TIMEOUT'],
      [10, 'FLUSH_SLAVE_TIMEOUT'],
      [15, 'FLUSH_SLAVE_TIMEOUT'],
    ])
  })

  test('a link that is cut for less than the housekeeping loses nothing and keeps the connection', () => {
    const link = ['broker-a/n0', 'broker-a/n1'] as const
    const story = group({}, [cut(...link, 2000), cut(...link, 9000, 0)], 16_000)
    expect(storeAt(story.at(8900), 1).maxOffset).toBeLessThan(storeAt(story.at(8900), 0).maxOffset)
    expect(messagesOf(story.at(15_990), 1).length).toBeGreaterThan(150)
    expect(story.all('haState')).toEqual([])
  })

  test('one that is cut for longer is closed by both, and dialled again', () => {
    const link = ['broker-a/n0', 'broker-a/n1'] as const
    const story = group({}, [cut(...link, 2000), cut(...link, 40_000, 0)], 70_000)
    const states = story.all('haState').map(({ connection }) => connection)
    expect(states).toEqual(['DIAL', 'STREAM'])
    const { maxOffset } = storeAt(story.at(69_000), 0)
    expect(storeAt(story.at(69_200), 1).maxOffset).toBeGreaterThanOrEqual(maxOffset)
  })

  test('a paused Slave reads what has come when it goes on', () => {
    const story = group({}, [on('n1', 'freeze', 2000), on('n1', 'resume', 7000)], 9000)
    const paused = story.all('replicated').filter(({ atMs }) => atMs > 2000 && atMs < 7000)
    expect(paused).toEqual([])
    expect(storeAt(story.at(7100), 1).maxOffset).toBeGreaterThan(storeAt(story.at(6900), 0).maxOffset - 1)
  })

  test('V13, W25: a Master that comes back with less, and its Slave, differ for ever', () => {
    // 10 messages; nothing of the last 4 is flushed where the interval is long, but for the first 6.
    const settings = {
      clientVersion: '4.9.7',
      flushIntervalCommitLog: 700,
      flushCommitLogLeastPages: 0,
      messageLimit: 40,
      sendMsgTimeout: 300,
    }
    const story = group(settings, [on('n0', 'powerOff', 1000), on('n0', 'restart', 1100)], 30_000)
    const after = story.at(1200)
    const end = storeAt(after, 0).maxOffset
    const slaveEnd = storeAt(after, 1).maxOffset
    expect(end).toBeLessThan(slaveEnd)
    expect(end).toBeGreaterThan(0)
    const lost = story.all('lost').map(({ message }) => message)
    const acknowledged = story
      .all('sendOk')
      .filter(({ atMs }) => atMs < 1000)
      .map(({ message }) => message)
    expect(lost).toEqual(acknowledged.filter((message) => !messagesOf(after, 0).includes(message)))
    expect(lost.length).toBeGreaterThan(0)

    const last = story.at(30_000)
    const [master, slave] = [logOf(storeAt(last, 0)), logOf(storeAt(last, 1))]
    // Nothing of the Master in that range ever reaches the Slave.
    expect(divergentRanges(master, slave)).toEqual([{ from: end, to: slaveEnd }])
    expect(commonEnd(master, slave)).toBe(end)
    expect(storeAt(last, 1).maxOffset).toBe(storeAt(last, 0).maxOffset)
    const onMaster = messagesOf(last, 0)
    const onSlave = messagesOf(last, 1)
    expect(onSlave.length).toBe(onMaster.length)
    const kept = onMaster.filter((message) => onSlave.includes(message))
    expect(onMaster.length - kept.length).toBe(lost.length)
    expect(lost.every((message) => onSlave.includes(message) && !onMaster.includes(message))).toBe(true)
    expect(story.all('cut').map(({ cause }) => cause)).toEqual(['powerOff'])
  })

  test('a message that two groups have had is lost with the last of them, though only the first acknowledged it', () => {
    // broker-a stores it and never answers, its producer sends it to broker-b, which acknowledges it.
    const story = group(
      {
        // Each attempt has its own time.
        clientVersion: '4.2.0',
        sendMsgTimeout: 300,
        brokerGroupCount: 2,
        brokerRole: 'SYNC_MASTER',
        retryTimesWhenSendFailed: 2,
        flushIntervalCommitLog: 20_000,
      },
      [
        on('n1', 'freeze', 950),
        on('n0', 'kill', 1250),
        on('n0', 'restart', 1400),
        { ...on('n0', 'powerOff', 1540), target: 'broker-b/n0' } as UserAction,
        { ...on('n0', 'restart', 1560), target: 'broker-b/n0' } as UserAction,
        on('n0', 'powerOff', 1580),
        on('n0', 'restart', 1700),
      ],
      4000,
    )
    const moved = story
      .all('appended')
      .filter(({ group: index, atMs }) => index === 0 && atMs > 950 && atMs < 1250)
      .map(({ message }) => message)
    const there = story.all('sendOk').filter(({ message, group: index }) => index === 1 && moved.includes(message))
    expect(there.map(({ message }) => message)).toEqual(moved)
    expect(moved.length).toBeGreaterThan(0)
    const lost = story.all('lost').filter(({ message }) => moved.includes(message))
    expect(lost.map(({ message, group: index, atMs }) => [message, index, atMs])).toEqual(
      moved.map((message) => [message, 1, 1700]),
    )
  })

  test('5.3.3 acknowledges by number: two copies are counted of what the Slave does not have', () => {
    const settings = {
      brokerRole: 'SYNC_MASTER' as const,
      inSyncReplicas: 2,
      flushIntervalCommitLog: 700,
      flushCommitLogLeastPages: 0,
    }
    const story = group(settings, [on('n0', 'powerOff', 1000), on('n0', 'restart', 1100)], 30_000)
    const state = story.at(30_000)
    const onSlave = new Set(messagesOf(state, 1))
    const never = story
      .all('sendOk')
      .filter(({ atMs, message }) => atMs > 1100 && atMs < 29_000 && !onSlave.has(message))
    expect(never.some(({ status }) => status === 'SEND_OK') || never.length > 0).toBe(true)
  })

  test('a Slave that is added later begins with the newest file, and copies nothing older', () => {
    const settings = { slaveCount: 0, mappedFileSizeCommitLog: 4096 }
    const set: UserAction = { atMs: 5000, type: 'set', name: 'slaveCount', value: 1 }
    const story = group(settings, [set], 14_000)
    const slave = storeAt(story.at(13_000), 1)
    expect(slave.minOffset).toBeGreaterThan(0)
    expect(slave.minOffset % 4096).toBe(0)
    expect(slave.maxOffset).toBeGreaterThan(slave.minOffset)
  })
})

describe('DLedger', () => {
  const DLEDGER = { enableDLegerCommitLog: true, slaveCount: 2 }

  test('an answer waits for the quorum: one way more to a follower and back', () => {
    const story = group(DLEDGER, [], 3000)
    expect(
      new Set(
        story
          .all('sendOk')
          .slice(1)
          .map(({ latencyMs }) => latencyMs),
      ),
    ).toEqual(new Set([7]))
    expect(story.all('confirmed').length).toBeGreaterThan(20)
  })

  test('a slow follower costs nothing while the other one is quick', () => {
    const slow: UserAction = { atMs: 0, type: 'slow', target: 'broker-a/n2', ms: 400 }
    const story = group(DLEDGER, [slow], 3000)
    expect(
      new Set(
        story
          .all('sendOk')
          .slice(1)
          .map(({ latencyMs }) => latencyMs),
      ),
    ).toEqual(new Set([7]))
    expect(storeAt(story.at(2900), 2).maxOffset).toBeLessThan(storeAt(story.at(2900), 1).maxOffset)
  })

  test('an acknowledged message survives the Leader: the next one has it', () => {
    const story = group(DLEDGER, [on('n0', 'powerOff', 2034)], 20_000)
    expect(story.all('lost')).toEqual([])
    const [ready] = story.all('masterReady')
    expect(ready).toBeDefined()
    const onNew = new Set(messagesOf(story.at(20_000), ready?.node ?? 0))
    for (const { message } of story.all('sendOk')) expect(onNew).toContain(message)
  })

  test('without a quorum the first put gets code 1 after 2,500 ms, and those pending at step-down no answer', () => {
    const settings = { ...DLEDGER, sendMsgTimeout: 9000 }
    const story = group(settings, [on('n1', 'kill', 1050), on('n2', 'kill', 1050)], 20_000)
    const failed = story.all('sendFailed').map(({ failure, code, latencyMs }) => [failure, code, latencyMs])
    expect(failed[0]).toEqual(['brokerError', 1, 2505])
    // The Leader steps down 6,000 ms after it last had a quorum.
    expect(failed.find(([failure]) => failure === 'timeout')).toEqual(['timeout', 0, 9000])
    expect(story.all('lost')).toEqual([])
  })

  test('what only the old Leader has is cut when it comes back', () => {
    const link = (node: string, atMs: number, lossPercent: number) => cut('broker-a/n0', node, atMs, lossPercent)
    const actions = [
      link('broker-a/n1', 1050, 100),
      link('broker-a/n2', 1050, 100),
      link('broker-a/n1', 30_000, 0),
      link('broker-a/n2', 30_000, 0),
    ]
    const story = group({ ...DLEDGER, sendMsgTimeout: 3000 }, actions, 60_000)
    const cuts = story.all('cut')
    expect(cuts.map(({ node, cause }) => [node, cause])).toEqual([[0, 'divergence']])
    expect(story.all('lost')).toEqual([])
    const state = story.at(60_000)
    const [master] = nodesOf(state).filter(({ raft }) => raft?.role === 'LEADER')
    expect(master?.nodeIndex).not.toBe(0)
    expect(commonEnd(logOf(storeAt(state, 0)), logOf(master?.store ?? null))).toBe(storeAt(state, 0).maxOffset)
  })
})

describe('Controller', () => {
  const CONTROLLER = { enableControllerMode: true, slaveCount: 2 }

  test('with defaults a failover loses what had not been copied, and the old Master cuts it when it returns', () => {
    const story = group(CONTROLLER, [on('n0', 'kill', 2950), on('n0', 'restart', 6000)], 20_000)
    const [ready] = story.all('masterReady')
    const lost = story.all('lost').map(({ message }) => message)
    expect(lost.length).toBeGreaterThan(0)
    const onNew = new Set(messagesOf(story.at(20_000), ready?.node ?? 0))
    for (const { message, atMs } of story.all('sendOk')) {
      if (atMs < 19_900) expect(onNew.has(message), `m${message}`).toBe(!lost.includes(message))
    }
    expect(story.all('cut').map(({ node, cause }) => [node, cause])).toEqual([[0, 'divergence']])
    expect(story.at(20_000).brokerGroups[0]?.syncStateSet).toEqual([0, 1, 2])
  })

  test('with allAckInSyncStateSet a failover loses nothing', () => {
    const story = group({ ...CONTROLLER, allAckInSyncStateSet: true }, [on('n0', 'kill', 2950)], 20_000)
    expect(story.all('lost')).toEqual([])
    expect(story.all('masterReady').length).toBe(1)
  })

  test('V12: a closed connection leaves the set at once', () => {
    const story = group(CONTROLLER, [on('n1', 'kill', 1000)], 3000)
    expect(story.all('syncStateSet').map(({ atMs, node, isIn }) => [atMs, node, isIn])).toEqual([[1001, 1, false]])
  })

  test('V12: a paused Slave leaves at a check 15,000 ms after it was last caught up; from 5.2.0 by the housekeeping', () => {
    const leaves = (clientVersion: string) =>
      group({ ...CONTROLLER, clientVersion }, [on('n1', 'freeze', 1000)], 30_000).all('syncStateSet')[0]?.atMs
    expect(leaves('5.1.4')).toBe(18_000)
    expect(leaves('5.3.3')).toBeGreaterThan(20_000)
    expect(leaves('5.3.3')).toBeLessThan(26_100)
  })

  test('too small a set refuses with IN_SYNC_REPLICAS_NOT_ENOUGH, and stores nothing', () => {
    const settings = { ...CONTROLLER, minInSyncReplicas: 2 }
    const story = group(settings, [on('n1', 'kill', 1000), on('n2', 'kill', 1000)], 3000)
    const refused = story.all('busy')
    expect(refused.length).toBeGreaterThan(10)
    expect(new Set(refused.map(({ reason }) => reason))).toEqual(new Set(['IN_SYNC_REPLICAS_NOT_ENOUGH']))
    expect(story.all('sendFailed').every(({ code }) => code === 1)).toBe(true)
    expect(story.all('appended').filter(({ atMs }) => atMs > 1001)).toEqual([])
  })

  test('V23: up to 5.1.4 consumers see what all of the set have, later what the Master has', () => {
    const dispatched = (clientVersion: string) => {
      const story = group({ ...CONTROLLER, clientVersion }, [on('n1', 'freeze', 1000)], 5000)
      const { reputOffset, maxOffset } = storeAt(story.at(4990), 0)
      return reputOffset === maxOffset
    }
    expect(dispatched('5.1.4')).toBe(false)
    expect(dispatched('5.3.3')).toBe(true)
  })
})
