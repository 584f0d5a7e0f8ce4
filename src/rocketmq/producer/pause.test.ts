// A pause of the producer's whole process: nothing in it happens, and what ran out meanwhile is noticed late.

import { describe, expect, test } from 'vitest'
import type { UserAction } from '../scenario'
import type { Settings } from '../settings'
import { tell } from '../testDriver'
import { freeze, kill } from './sends.testData'

const resume = (atMs: number): UserAction => ({ atMs, type: 'resume', target: 'producer/0' })
const paused = (
  fromMs: number,
  toMs: number,
  changes: Partial<Settings> = {},
  more: UserAction[] = [],
  untilMs = 40_000,
) =>
  tell(
    changes,
    [freeze(fromMs, 'producer/0'), ...more, resume(toMs)].sort((one, other) => one.atMs - other.atMs),
    untilMs,
  )

describe('P1 while a producer is paused no thread of it does anything', () => {
  test('it writes nothing into the log, and goes on sending afterwards', () => {
    const story = paused(5050, 9050)
    const during = story.all('send').filter(({ atMs }) => atMs > 5050 && atMs < 9050)
    expect(during).toEqual([])
    expect(story.all('producerProcess')).toMatchObject([
      { atMs: 5050, to: 'frozen' },
      { atMs: 9050, to: 'running' },
    ])
    // The call that was due in the pause is made at its end, and one of those missed is made up for.
    expect(
      story
        .all('send')
        .filter(({ atMs }) => atMs >= 9050)
        .slice(0, 3)
        .map(({ atMs }) => atMs),
    ).toEqual([9050, 9055, 9150])
  })

  test('a short pause counts as latency: an innocent Broker is avoided', () => {
    const story = paused(5002, 6002, { sendLatencyFaultEnable: true })
    expect(story.all('sendOk').find(({ latencyMs }) => latencyMs >= 1000)).toMatchObject({ latencyMs: 1002 })
    expect(story.all('avoided')[0]).toMatchObject({ atMs: 6002, isolation: false, latencyMs: 1002 })
    expect(story.at(40_000).totals.failed).toBe(0)
  })

  test('a pause longer than the budget fails the call, though the Broker has stored and answered', () => {
    for (const clientVersion of ['4.7.1', '4.9.7', '5.3.3']) {
      const story = paused(5002, 9000, { clientVersion })
      expect(story.all('sendFailed')).toMatchObject([{ atMs: 9000, failure: 'timeout', latencyMs: 4000 }])
      expect(story.all('messageFailed')).toMatchObject([{ atMs: 9000, exception: 'callTimeout', elapsedMs: 4000 }])
      const { totals } = story.at(40_000)
      expect(totals.storedCopies).toBe(totals.stored + 1)
    }
  })

  test('polls miss their beat and keep it', () => {
    const polls = paused(25_000, 35_000, { pollNameServerInterval: 10_000 }, [], 52_000).all('routeRequest')
    expect(polls.map(({ atMs }) => atMs)).toEqual([0, 10, 10_010, 20_010, 35_000, 40_010, 50_010])
  })

  test('a kill during the pause ends it, and a restart begins another process', () => {
    const story = paused(5002, 30_000, {}, [
      kill(7000, 'producer/0'),
      { atMs: 8000, type: 'restart', target: 'producer/0' },
    ])
    expect(story.all('messageFailed')).toMatchObject([{ atMs: 7000, exception: 'producerDied' }])
    expect(story.all('send').find(({ atMs }) => atMs > 5002)!.atMs).toBeGreaterThanOrEqual(8000)
    expect(story.at(40_000).producers[0]).toMatchObject({ process: 'running', held: [] })
  })

  test('what others do meanwhile is seen at its end: a killed Broker, at once', () => {
    const story = paused(5050, 6000, { clientVersion: '5.3.3' }, [kill(5500, 'broker-a/master')])
    const first = story.all('sendFailed')[0]!
    expect(first).toMatchObject({ failure: 'connectRefused' })
    expect(first.atMs).toBeLessThan(6200)
  })
})

describe('R7 a heartbeat without an answer closes the connection that all share', () => {
  /** The Broker freezes at 30,500, its heartbeat is at 31,000, and a message leaves for it at 32,000. */
  const slowSender = (clientVersion: string) =>
    tell(
      { clientVersion, sendIntervalMs: 4000, threadLocalIndexStart: -1 },
      [freeze(30_500, 'broker-a/master')],
      60_000,
    )

  test.each(['4.9.1', '4.9.7', '5.1.4', '5.3.3'])(
    '%s: 3 s after the heartbeat, and the call has time for a retry',
    (release) => {
      const failed = slowSender(release)
        .all('sendFailed')
        .filter(({ atMs }) => atMs < 40_000)
      expect(failed[0]).toMatchObject({ atMs: 34_000, failure: 'connectionClosed', latencyMs: 2000 })
      expect(
        slowSender(release)
          .all('messageFailed')
          .filter(({ atMs }) => atMs < 35_000),
      ).toEqual([])
    },
  )

  test.each(['4.3.0', '4.7.1', '4.9.0'])('%s: it stays open, and the call waits for its own timeout', (release) => {
    const failed = slowSender(release).all('sendFailed')
    expect(failed[0]).toMatchObject({ atMs: 35_000, failure: 'timeout', latencyMs: 3000 })
  })

  test('answered heartbeats leave everything as it is', () => {
    const story = tell({ sendIntervalMs: 4000 }, [], 100_000)
    expect(story.all('sendFailed')).toEqual([])
  })
})
