// How a process ends: kill -9, which takes a while, and a graceful stop, whose order depends on the release.

import { describe, expect, test } from 'vitest'
import { recordedExitMs } from '../processExit'
import type { UserAction } from '../scenario'
import { type Story, tell } from '../testDriver'

const A0 = 'broker-a/n0'
const does = (type: 'kill' | 'freeze' | 'stop' | 'restart' | 'powerOff', atMs: number, target = A0): UserAction => ({
  atMs,
  type,
  target,
})
/** When the first node of broker-a became so. */
const became = (story: Story, to: string): number | undefined =>
  story.all('brokerProcess').find((entry) => entry.group === 0 && entry.node === 0 && entry.to === to)?.atMs
const dropped = (story: Story) => story.all('unregistered').find(({ group, node }) => group === 0 && node === 0)

describe('B3 a killed process takes a while to go', () => {
  test('its time is that of a running cluster: 18 to 516 ms, median 52', () => {
    const share = (percent: number) => recordedExitMs(100 * percent)
    expect([share(0), share(10), share(50), share(90), recordedExitMs(9999)]).toEqual([18, 23, 52, 246, 516])
    // Half-way between two points of the record: where each begins and ends counts.
    expect([share(5), share(30), share(70), share(95)]).toEqual([21, 38, 149, 381])
    const times = Array.from({ length: 300 }, (_, seed) => {
      const story = tell({ processExitMs: 52 }, [does('kill', 1000)], 2000, seed)
      expect(became(story, 'dying')).toBe(1000)
      expect(dropped(story)).toMatchObject({ cause: 'channelClosed', atMs: (became(story, 'killed') as number) + 1 })
      return (became(story, 'killed') as number) - 1000
    }).sort((one, other) => one - other)
    expect(times[0]).toBeGreaterThanOrEqual(18)
    expect(times.at(-1)).toBeLessThanOrEqual(516)
    const quick = times.filter((ms) => ms <= 52).length
    expect(quick).toBeGreaterThan(120)
    expect(quick).toBeLessThan(180)
  })

  test('the setting is the median, and 0 is at once', () => {
    const killed = (processExitMs: number) => tell({ processExitMs }, [does('kill', 1000)], 60_000)
    const exit = (processExitMs: number) => {
      const story = killed(processExitMs)
      return [became(story, 'dying'), (became(story, 'killed') as number) - 1000]
    }
    expect(exit(0)).toEqual([undefined, 0])
    const [, usual] = exit(52)
    expect(exit(520)).toEqual([1000, 10 * (usual as number)])
    expect(exit(1)).toEqual([1000, Math.round((usual as number) / 52)])
    // At once also draws nothing: what is drawn later is what it was before this setting existed.
    const drawn = (processExitMs: number) => {
      const story = killed(processExitMs)
      return story.at(999).brokerGroups[0]?.randomState !== story.at(1000).brokerGroups[0]?.randomState
    }
    expect([drawn(0), drawn(52)]).toEqual([false, true])
  })

  const RELEASES = ['4.3.0', '4.9.7', '5.1.2', '5.1.3', '5.3.3']

  test.each(RELEASES)('%s: what arrives meanwhile is reset and retried', (clientVersion) => {
    for (let seed = 0; seed < 20; seed++) {
      // A message leaves every 5 ms, and a gets every second one: something reaches it before it is gone, for certain.
      const settings = { clientVersion, processExitMs: 52, sendIntervalMs: 5, sendThreadCount: 4 }
      const story = tell(settings, [does('kill', 1000)], 1600, seed)
      const first = story.all('sendFailed')[0]
      expect(first).toMatchObject({ failure: 'connectionClosed', atMs: (became(story, 'killed') as number) + 1 })
      expect(story.at(1600).totals.failed).toBe(0)
    }
  })

  test.each(RELEASES)('%s: what had been read sees a FIN', (clientVersion) => {
    // One request at 500, read at 501 and worked on for 50 ms; nothing else comes.
    const story = tell(
      {
        clientVersion,
        processExitMs: 52,
        brokerServiceTimeMs: 50,
        sendIntervalMs: 500,
        heartbeatBrokerInterval: 600_000,
      },
      [does('kill', 510)],
      6000,
    )
    const first = story.all('sendFailed')[0]
    const atOnce = ['5.1.3', '5.3.3'].includes(clientVersion)
    expect(first?.failure).toBe(atOnce ? 'connectionClosed' : 'timeout')
    expect(first?.atMs).toBe(atOnce ? (became(story, 'killed') as number) + 1 : 3500)
  })

  test('a frozen process that is killed has left data unread', () => {
    const story = tell({ clientVersion: '4.9.7', processExitMs: 52 }, [does('freeze', 900), does('kill', 1400)], 3000)
    expect(story.all('sendFailed')[0]).toMatchObject({
      failure: 'connectionClosed',
      atMs: (became(story, 'killed') as number) + 1,
    })
  })

  test('one end for all can be ordered', () => {
    const first = (killClosesWith: 'FIN' | 'RST' | 'HOST') =>
      tell(
        { clientVersion: '4.9.7', processExitMs: 52, killClosesWith, brokerServiceTimeMs: 50, sendIntervalMs: 500 },
        [does('kill', 510)],
        6000,
      ).all('sendFailed')[0]?.failure
    expect([first('FIN'), first('HOST'), first('RST')]).toEqual(['timeout', 'timeout', 'connectionClosed'])
  })

  test('a start command waits for it; a host without power says nothing more', () => {
    const settings = { processExitMs: 1000, brokerStartupMs: 100 }
    const restarted = tell(settings, [does('kill', 1000), does('restart', 1010)], 20_000)
    expect(became(restarted, 'starting')).toBe(became(restarted, 'killed'))
    expect(restarted.at(20_000).brokerGroups[0]?.nodes[0]).toMatchObject({ process: 'running', startsAgain: false })
    const silent = tell(settings, [does('kill', 1000), does('powerOff', 1010)], 20_000)
    expect([became(silent, 'killed'), dropped(silent)]).toEqual([undefined, undefined])
  })

  test('a NameServer dies the same way: what is asked meanwhile is refused when it is gone', () => {
    const kill = does('kill', 1000, 'nameserver/0')
    const story = tell({ processExitMs: 520, nameServerCount: 2, pollNameServerInterval: 100 }, [kill], 10_000)
    const states = story.all('nameServerProcess').map(({ to, atMs }) => [to, atMs])
    expect(states.map(([to]) => to)).toEqual(['dying', 'killed'])
    expect(states[1]?.[1]).toBeGreaterThan(1150)
    expect(states[1]?.[1]).toBe(story.at(1000).nameServers[0]?.exitsAtMs)
    const asked = story.all('routeRequest').filter(({ atMs }) => atMs > 1000)
    // One question is asked and waits; the next one goes to the other.
    const waiting = asked.filter(({ nameServer }) => nameServer === 0)
    expect(waiting.length).toBeLessThanOrEqual(1)
    expect(story.at(10_000).nameServers[0]?.process).toBe('killed')
  })
})

describe('N3 a graceful stop', () => {
  test.each(['4.2.0', '4.9.8'])(
    '%s: the port closes first, and the NameServer learns of it 3.4 s later',
    (clientVersion) => {
      const story = tell({ clientVersion, pollNameServerInterval: 1000 }, [does('stop', 10_050)], 20_000)
      expect(became(story, 'portClosed')).toBe(10_051)
      expect(dropped(story)).toMatchObject({ cause: 'unregister', atMs: 13_451 })
      expect(became(story, 'stopped')).toBe(13_850)
      const failures = story.all('sendFailed')
      expect(failures[0]?.atMs).toBeLessThan(10_300)
      expect(failures.at(-1)?.atMs).toBeGreaterThan(13_000)
      expect(story.at(20_000).totals.failed).toBe(0)
    },
  )

  test.each(['5.0.0', '5.3.3'])(
    '%s: it signs off first, refuses soon after, and ends after 11.5 s',
    (clientVersion) => {
      const story = tell({ clientVersion }, [does('stop', 10_000)], 30_000)
      expect(dropped(story)).toMatchObject({ cause: 'unregister', atMs: 10_041 })
      expect(became(story, 'portClosed')).toBe(10_100)
      expect(became(story, 'stopped')).toBe(21_500)
      expect(story.all('unregistered')).toHaveLength(1)
    },
  )

  test('a start command waits for its end, kill -9 does not', () => {
    const settings = { clientVersion: '5.3.3', brokerStartupMs: 1000 }
    const later = tell(settings, [does('stop', 10_000), does('restart', 12_000)], 30_000)
    expect(became(later, 'starting')).toBe(21_500)
    const killed = tell(settings, [does('stop', 10_000), does('kill', 11_000), does('restart', 12_000)], 30_000)
    expect([became(killed, 'killed'), became(killed, 'starting')]).toEqual([11_000, 12_000])
    expect(killed.at(30_000).brokerGroups[0]?.nodes[0]?.process).toBe('running')
  })
})
