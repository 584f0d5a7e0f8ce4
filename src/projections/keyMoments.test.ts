import { expect, test } from 'vitest'
import { type LogEntry, presetInput, simulate } from '../rocketmq'
import { firstMomentAfter, momentsOf, newMomentScan, nextMoment, previousMoment, scanForMoment } from './keyMoments'

const scanAll = (entries: LogEntry[]) => {
  const scan = newMomentScan()
  entries.forEach((entry, index) => {
    scanForMoment(scan, entry, index)
  })
  return scan.moments
}

const sendFailed = (atMs: number, group: number): LogEntry => ({
  atMs,
  kind: 'sendFailed',
  producer: 0,
  thread: 0,
  message: 1,
  attempt: 1,
  group,
  failure: 'connectRefused',
  className: 'RemotingConnectException',
  code: 0,
  latencyMs: 1,
})

test('failed sends of one Broker group within 50 ms of each other are one moment', () => {
  const moments = scanAll([sendFailed(100, 0), sendFailed(140, 0), sendFailed(190, 0), sendFailed(241, 0)])
  expect(moments.map(({ atMs }) => atMs)).toEqual([100, 241])
})

test('failed sends of two Broker groups are two moments', () => {
  expect(scanAll([sendFailed(100, 0), sendFailed(100, 1)])).toHaveLength(2)
})

test('an election is one beginning and one end, however many candidates there are', () => {
  const role = (atMs: number, node: number, to: 'CANDIDATE' | 'LEADER' | 'FOLLOWER'): LogEntry => ({
    atMs,
    kind: 'role',
    group: 0,
    node,
    role: to,
    term: 2,
  })
  const moments = scanAll([
    role(10, 1, 'CANDIDATE'),
    role(12, 2, 'CANDIDATE'),
    role(900, 2, 'LEADER'),
    role(910, 1, 'FOLLOWER'),
  ])
  expect(moments.map(({ atMs, kind }) => [atMs, kind])).toEqual([
    [10, 'election'],
    [900, 'leader'],
  ])
})

test('messages that go well and polls that bring nothing new are no moments', () => {
  const run = simulate(presetInput('article'), 30_000)
  expect(momentsOf(run).map(({ kind }) => kind)).toEqual(['route'])
})

test('the moments of a kill are found as the run grows, in order', () => {
  const input = {
    ...presetInput('article'),
    actions: [{ atMs: 4000, type: 'kill' as const, target: 'broker-a/master' }],
  }
  const moments = momentsOf(simulate(input, 25_000))
  const kinds = new Set(moments.map(({ kind }) => kind))
  for (const kind of ['action', 'sendFailed', 'avoided', 'available', 'election', 'leader', 'masterReady', 'route']) {
    expect(kinds).toContain(kind)
  }
  expect(moments.map(({ atMs }) => atMs)).toEqual(
    moments.map(({ atMs }) => atMs).toSorted((left, right) => left - right),
  )
})

test('all that one failover takes of a Broker group is one loss', () => {
  const lost = (atMs: number, message: number, group = 0): LogEntry => ({
    atMs,
    kind: 'lost',
    message,
    group,
    count: 1,
  })
  const moments = scanAll([lost(100, 7), lost(100, 8), lost(100, 9, 1), lost(900, 12)])
  expect(moments.map(({ atMs, logIndex, kind }) => [atMs, logIndex, kind])).toEqual([
    [100, 0, 'lost'],
    [100, 2, 'lost'],
    [900, 3, 'lost'],
  ])
})

test('next and previous look strictly after and strictly before', () => {
  const moments = [10, 20, 20, 30].map((atMs, logIndex) => ({ atMs, logIndex, kind: 'action' as const }))
  expect(nextMoment(moments, 20)?.atMs).toBe(30)
  expect(nextMoment(moments, 30)).toBeNull()
  expect(previousMoment(moments, 20)?.atMs).toBe(10)
  expect(previousMoment(moments, 10)).toBeNull()
  expect(firstMomentAfter(moments, 0)).toBe(0)
})

test('the first SendStatus that is not SEND_OK is a moment, and again after a good one', () => {
  const sendOk = (atMs: number, status: 'SEND_OK' | 'SLAVE_NOT_AVAILABLE', group = 0): LogEntry => ({
    atMs,
    kind: 'sendOk',
    producer: 0,
    thread: 0,
    message: atMs,
    attempt: 1,
    group,
    queueId: 0,
    latencyMs: 5,
    elapsedMs: 5,
    status,
  })
  const moments = scanAll([
    sendOk(100, 'SEND_OK'),
    sendOk(200, 'SLAVE_NOT_AVAILABLE'),
    sendOk(300, 'SLAVE_NOT_AVAILABLE'),
    sendOk(350, 'SLAVE_NOT_AVAILABLE', 1),
    sendOk(400, 'SEND_OK'),
    sendOk(500, 'SLAVE_NOT_AVAILABLE'),
  ])
  expect(moments.map(({ atMs, kind }) => [atMs, kind])).toEqual([
    [200, 'warned'],
    [350, 'warned'],
    [500, 'warned'],
  ])
})
