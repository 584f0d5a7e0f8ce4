// What a person can do to a producer and its links, and settings that add or remove producers.

import { describe, expect, test } from 'vitest'
import { brokerAddress, nameServerAddress, producerAddress } from '../events'
import type { UserAction } from '../scenario'
import { tell } from '../testDriver'

const act = (atMs: number, type: 'kill' | 'stop' | 'powerOff' | 'restart', target = 'producer/0'): UserAction => ({
  atMs,
  type,
  target,
})
const link = (atMs: number, peer: string, lossPercent: number, target = 'producer/0'): UserAction => ({
  atMs,
  type: 'link',
  target,
  peer,
  lossPercent,
})
const producers = (atMs: number, value: number): UserAction => ({ atMs, type: 'set', name: 'producerCount', value })

describe('a producer', () => {
  test.each([
    ['kill', 'killed'],
    ['stop', 'stopped'],
    ['powerOff', 'poweredOff'],
  ] as const)('%s ends it, once, and a restart begins it again, once', (type, process) => {
    const story = tell({}, [act(1000, type), act(1200, type), act(2000, 'restart'), act(2200, 'restart')], 3000)
    expect(story.at(999).producers[0]?.process).toBe('running')
    expect(story.at(1500).producers[0]?.process).toBe(process)
    expect(story.at(3000).producers[0]?.process).toBe('running')
    expect(story.all('producerProcess').map(({ atMs, to }) => [atMs, to])).toEqual([
      [1000, process],
      [2000, 'running'],
    ])
  })

  test('that is removed can no longer be acted upon', () => {
    const story = tell({ producerCount: 2 }, [producers(1000, 1), act(2000, 'restart', 'producer/1')], 3000)
    expect(story.all('producerProcess').map(({ atMs, to }) => [atMs, to])).toEqual([[1000, 'stopped']])
  })
})

describe('the number of producers', () => {
  test('grows: each new one asks for its route and sends', () => {
    const story = tell({ sendIntervalMs: 100 }, [producers(1000, 3)], 2000)
    expect(story.at(999).producers).toHaveLength(1)
    expect(story.at(2000).producers.map(({ removed, process }) => [removed, process])).toEqual(
      Array.from({ length: 3 }, () => [false, 'running']),
    )
    for (const index of [1, 2]) expect(story.at(2000).producers[index]?.sent).toBeGreaterThan(0)
  })

  test('shrinks: the last ones stop, and are the same ones when it grows again', () => {
    const story = tell({ producerCount: 3 }, [producers(1000, 1), producers(2000, 2)], 3000)
    const at = (tMs: number) => story.at(tMs).producers.map(({ removed, process }) => [removed, process])
    expect(at(1500)).toEqual([
      [false, 'running'],
      [true, 'stopped'],
      [true, 'stopped'],
    ])
    expect(at(3000)).toEqual([
      [false, 'running'],
      [false, 'running'],
      [true, 'stopped'],
    ])
    const [, again, gone] = story.at(3000).producers
    expect(again?.sent).toBeGreaterThan(story.at(1500).producers[1]?.sent ?? 0)
    expect(gone?.sent).toBe(story.at(1500).producers[2]?.sent)
  })

  test('shrinks by one that is dead already: its end stays the one it had', () => {
    const story = tell({ producerCount: 2 }, [act(500, 'kill', 'producer/1'), producers(1000, 1)], 2000)
    expect(story.at(2000).producers[1]).toMatchObject({ removed: true, process: 'killed' })
    expect(story.all('producerProcess')).toHaveLength(1)
  })

  test('a higher limit of messages lets every thread go on', () => {
    const more: UserAction = { atMs: 3000, type: 'set', name: 'messageLimit', value: 9 }
    const story = tell({ sendThreadCount: 3, messageLimit: 6, sendIntervalMs: 300 }, [more], 6000)
    expect(story.at(2999).producers[0]?.sent).toBe(6)
    expect(story.at(6000).producers[0]?.sent).toBe(9)
    const later = story.all('send').filter(({ atMs }) => atMs >= 3000)
    expect(new Set(later.map(({ thread }) => thread))).toEqual(new Set([0, 1, 2]))
  })
})

describe('a link', () => {
  const links = (actions: UserAction[], settings = {}, atMs = 3000) =>
    tell({ slaveCount: 1, ...settings }, actions, atMs).at(atMs).links

  test('belongs to one NameServer, and to one Broker node', () => {
    expect(links([link(1000, 'nameserver/1', 30)], { nameServerCount: 3 })).toEqual([
      { ends: [producerAddress(0), nameServerAddress(1)], lossPercent: 30, sinceMs: 1000 },
    ])
    expect(links([link(1000, 'broker-b/n1', 40)])).toEqual([
      { ends: [producerAddress(0), brokerAddress(1, 1)], lossPercent: 40, sinceMs: 1000 },
    ])
  })

  test('is one and the same from both ends, and is gone once it is restored', () => {
    const cut = link(1000, 'broker-b/n1', 100)
    const fromThere: UserAction = {
      atMs: 2000,
      type: 'link',
      target: 'broker-b/n1',
      peer: 'producer/0',
      lossPercent: 7,
    }
    expect(links([cut, fromThere])).toMatchObject([{ ends: [brokerAddress(1, 1), producerAddress(0)], lossPercent: 7 }])
    expect(links([cut, { ...fromThere, lossPercent: 0 }])).toEqual([])
  })

  test('stays cut when the producer restarts: it is a link between hosts', () => {
    const restart: UserAction[] = [act(1500, 'kill', 'producer/0'), act(2000, 'restart', 'producer/0')]
    expect(links([link(1000, 'broker-b/n1', 100), ...restart])).toHaveLength(1)
  })

  test('to a Master is that to the node which is Master at that time', () => {
    const kill: UserAction = { atMs: 1000, type: 'kill', target: 'broker-a/n0' }
    const dledger = { enableDLegerCommitLog: true, slaveCount: 2 }
    const run = tell(dledger, [kill], 60_000)
    const elected = run.all('masterReady').find(({ atMs }) => atMs > 1000)
    expect(elected?.node).toBeGreaterThan(0)
    expect(links([kill, link(59_000, 'broker-a/master', 50)], dledger, 60_000)).toEqual([
      { ends: [producerAddress(0), brokerAddress(0, elected?.node as number)], lossPercent: 50, sinceMs: 59_000 },
    ])
  })

  test('of a producer that is not there changes nothing', () => {
    const story = tell({}, [link(1000, 'broker-a/n0', 100, 'producer/2')], 3000)
    expect(story.at(3000).producers).toHaveLength(1)
    expect(story.at(3000).totals.failedAttempts).toBe(0)
  })
})
