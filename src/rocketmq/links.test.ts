// Broken links between servers: who notices, when, and what it means for those who send.

import { describe, expect, test } from 'vitest'
import type { UserAction } from './scenario'
import { tell } from './testDriver'

const link = (atMs: number, target: string, peer: string, lossPercent = 100): UserAction => ({
  atMs,
  type: 'link',
  target,
  peer,
  lossPercent,
})

describe('between a Broker and a NameServer', () => {
  const CUT = link(5000, 'broker-a/n0', 'nameserver/0')

  test.each(['4.9.7', '5.3.3'])('a cut one makes the NameServer drop a Broker that is well, %s', (clientVersion) => {
    const story = tell({ clientVersion }, [CUT], 200_000)
    const [dropped] = story.all('unregistered')
    expect(dropped).toMatchObject({ group: 0, node: 0, cause: 'expired' })
    // Its last registration was up to 30 s before; 120 s later the next scan looks.
    expect(dropped?.atMs).toBeGreaterThan(5000 + 90_000)
    expect(dropped?.atMs).toBeLessThan(5000 + 130_000 + 10_000)
    const polled = story.all('route').find(({ outcome, atMs }) => outcome === 'changed' && atMs > 5000)
    expect(polled?.queues).toBe(2)
    expect(story.attemptsOn(0, (polled?.atMs ?? 0) + 1)).toEqual([])
    expect(story.at(200_000).totals.failedAttempts).toBe(0)
  })

  test('a restored one brings it back with its next registration', () => {
    const story = tell({}, [CUT, link(150_000, 'nameserver/0', 'broker-a/n0', 0)], 260_000)
    const back = story.all('registered').find(({ atMs }) => atMs > 150_000)
    expect(back).toMatchObject({ group: 0, node: 0 })
    expect(back?.atMs).toBeLessThanOrEqual(150_000 + 30_000 + 1)
    expect(story.attemptsOn(0, 220_000).length).toBeGreaterThan(0)
  })

  test('of two NameServers only the one at its end is wrong', () => {
    const story = tell({ nameServerCount: 2 }, [CUT], 200_000)
    expect(story.all('unregistered').map(({ nameServer }) => nameServer)).toEqual([0])
  })

  test('the end of a killed Broker does not reach the NameServer over it', () => {
    const story = tell({}, [CUT, { atMs: 6000, type: 'kill', target: 'broker-a/n0' }], 200_000)
    expect(story.all('unregistered')).toMatchObject([{ cause: 'expired' }])
  })

  test('a lossy one costs registrations and no more', () => {
    const story = tell({}, [link(5000, 'broker-a/n0', 'nameserver/0', 30)], 300_000, 7)
    expect(story.all('unregistered')).toEqual([])
    expect(story.at(300_000).totals.failed).toBe(0)
  })
})

describe('between nodes of a DLedger group', () => {
  const dledger = { enableDLegerCommitLog: true, slaveCount: 2, clientVersion: '4.9.7' }
  const ALONE = [link(5000, 'broker-a/n0', 'broker-a/n1'), link(5000, 'broker-a/n0', 'broker-a/n2')]

  test('a Leader that is cut off gives up, and the others elect one of them', () => {
    const story = tell(dledger, ALONE, 40_000)
    const gaveUp = story.all('role').find(({ group, node, atMs }) => group === 0 && node === 0 && atMs > 5000)
    expect(gaveUp).toMatchObject({ role: 'CANDIDATE' })
    const elected = story.all('masterReady').find(({ group, atMs }) => group === 0 && atMs > 5000)
    expect(elected?.node).toBeGreaterThan(0)
    const { nodes } = story.at(40_000).brokerGroups[0] ?? { nodes: [] }
    expect(nodes.filter(({ brokerId }) => brokerId === 0)).toHaveLength(1)
  })

  test('it stores nothing meanwhile: no majority has what it writes', () => {
    const story = tell(dledger, ALONE, 40_000)
    const stored = story.all('stored').filter(({ group, node, atMs }) => group === 0 && node === 0 && atMs > 5010)
    expect(stored).toEqual([])
    const refused = story.all('sendFailed').filter(({ group, failure }) => group === 0 && failure === 'brokerError')
    // It waits 2.5 s for acknowledgements before it says so.
    expect(refused[0]).toMatchObject({ code: 1, latencyMs: 2505 })
  })

  test('one follower that is cut off changes nothing, and follows again once its link works', () => {
    const one = link(5000, 'broker-a/n0', 'broker-a/n1')
    const story = tell(dledger, [one, link(5500, 'broker-a/n1', 'broker-a/n0', 0)], 30_000)
    expect(story.all('masterReady').filter(({ group, atMs }) => group === 0 && atMs > 5000)).toEqual([])
    const [leader, follower] = story.at(30_000).brokerGroups[0]?.nodes ?? []
    expect(follower?.raft).toMatchObject({ role: 'FOLLOWER', leader: 0 })
    const behind = (leader?.raft?.ledgerEndIndex ?? 0) - (follower?.raft?.ledgerEndIndex ?? 0)
    expect(behind).toBeLessThan(25)
    // What was stored meanwhile came with the first heartbeat after it, and not before.
    const endOf = (atMs: number, node: number) => story.at(atMs).brokerGroups[0]?.nodes[node]?.raft?.ledgerEndIndex
    expect(endOf(5499, 1)).toBe(endOf(5000, 1))
    expect(endOf(5499, 0)).toBeGreaterThan(endOf(5000, 0) as number)
  })
})

describe('between a SYNC_MASTER and its Slave, 4.9.7', () => {
  const sync = { clientVersion: '4.9.7', brokerRole: 'SYNC_MASTER', slaveCount: 1, slaveTimeout: 1000 } as const
  const statuses = (lossPercent: number) => {
    const story = tell(sync, [link(3000, 'broker-a/n1', 'broker-a/n0', lossPercent)], 60_000)
    const sent = story.all('sendOk').filter(({ group, atMs }) => group === 0 && atMs > 3100)
    return new Set(sent.map(({ status }) => status))
  }

  test('a cut one leaves no Slave', () => {
    expect(statuses(100)).toEqual(new Set(['SLAVE_NOT_AVAILABLE']))
  })

  test('a lossy one costs some acknowledgements', () => {
    expect(statuses(20)).toEqual(new Set(['SEND_OK', 'FLUSH_SLAVE_TIMEOUT']))
  })
})

describe('between the Controller and a Broker, 5.3.3', () => {
  const settings = { clientVersion: '5.3.3', enableControllerMode: true, slaveCount: 2 }
  const CUT = link(5000, 'controller/0', 'broker-a/n0')
  const story = tell(settings, [CUT, link(50_000, 'broker-a/n0', 'controller/0', 0)], 90_000)
  const mastersAt = (atMs: number) =>
    story
      .at(atMs)
      .brokerGroups[0]?.nodes.filter(({ brokerId }) => brokerId === 0)
      .map(({ nodeIndex }) => nodeIndex)

  test('a Master that is cut off is replaced once its heartbeats are missed, and goes on as Master', () => {
    const elected = story.all('masterReady').filter(({ group, atMs }) => group === 0 && atMs > 0)
    expect(elected).toHaveLength(1)
    expect(elected[0]?.atMs).toBeGreaterThan(5000 + 9000)
    expect(elected[0]?.atMs).toBeLessThan(5000 + 10_000 + 5000 + 100)
    expect(mastersAt(45_000)).toEqual([0, 1])
  })

  test('the NameServer lists the newer one, whatever the older one says', () => {
    for (const atMs of [25_000, 45_000, 60_000]) {
      expect(story.at(atMs).nameServers[0]?.brokers[0]?.brokerAddrs[0], String(atMs)).toBe(1)
    }
  })

  test('until its poll a producer goes on sending to the old one, which stores', () => {
    const old = story.all('stored').filter(({ group, node }) => group === 0 && node === 0)
    expect(old.at(-1)?.atMs).toBeGreaterThan(25_000)
    expect(old.at(-1)?.atMs).toBeLessThan(30_100)
    expect(story.at(90_000).totals.failed).toBe(0)
  })

  test('the old one becomes a Slave within 5 s of being reached again', () => {
    expect(mastersAt(55_100)).toEqual([1])
    expect(story.at(90_000).brokerGroups[0]?.nodes[0]).toMatchObject({ process: 'running', brokerId: 1 })
  })

  test('a Slave that is cut off changes nothing', () => {
    const quiet = tell(settings, [link(5000, 'broker-a/n1', 'controller/0')], 60_000)
    expect(quiet.all('masterReady').filter(({ atMs }) => atMs > 0)).toEqual([])
  })

  test('a Slave cut off from its Master leaves the SyncStateSet, and is not elected', () => {
    const apart = link(5000, 'broker-a/n0', 'broker-a/n1')
    const kill: UserAction = { atMs: 40_000, type: 'kill', target: 'broker-a/n0' }
    const run = tell({ ...settings, slaveCount: 1 }, [apart, kill], 60_000)
    expect(run.at(15_000).brokerGroups[0]?.syncStateSet).toEqual([0, 1])
    expect(run.at(39_000).brokerGroups[0]?.syncStateSet).toEqual([0])
    expect(run.all('masterReady').filter(({ group, atMs }) => group === 0 && atMs > 0)).toEqual([])
  })
})
