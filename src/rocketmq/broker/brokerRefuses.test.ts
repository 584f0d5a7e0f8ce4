// What a Broker that does not take writes answers, by release, and what its client makes of it.

import { describe, expect, test } from 'vitest'
import { tell } from '../testDriver'

/** The old Master is killed between two polls and comes back as a Slave while the producer still has the old route. */
function backAsSlave(settings: Parameters<typeof tell>[0], restartMs = 5500) {
  const story = tell(
    { slaveCount: 2, brokerStartupMs: 1000, firstPollMs: 3000, ...settings },
    [
      { atMs: 5000, type: 'kill', target: 'broker-a/n0' },
      { atMs: restartMs, type: 'restart', target: 'broker-a/n0' },
    ],
    32_000,
  )
  const refused = story.all('sendFailed').filter(({ failure }) => failure === 'brokerError')
  return { codes: new Set(refused.map(({ code }) => code)), failed: story.all('messageFailed') }
}

describe('B10 a Slave refuses writes', () => {
  test.each(['5.0.0', '5.1.4', '5.2.0'])('%s: with 2, and the call fails after one try', (clientVersion) => {
    const { codes, failed } = backAsSlave({ clientVersion, enableControllerMode: true })
    expect([...codes]).toEqual([2])
    const busy = failed.filter(({ code }) => code === 2)
    expect(busy.length).toBeGreaterThan(20)
    for (const entry of busy) expect(entry).toMatchObject({ exception: 'notRetried', attempts: 1 })
  })

  test.each(['5.3.0', '5.3.3'])('%s: with 2, which is retried', (clientVersion) => {
    const { codes, failed } = backAsSlave({ clientVersion, enableControllerMode: true })
    expect([...codes]).toEqual([2])
    expect(failed.filter(({ code }) => code === 2)).toEqual([])
  })

  test('4.9.7: with 14, and so does a later one where Slaves may act as Masters', () => {
    const dledger = backAsSlave({ clientVersion: '4.9.7', enableDLegerCommitLog: true }, 15_000)
    expect(dledger.codes).toContain(14)
    expect(dledger.codes).not.toContain(2)
    expect(dledger.failed).toEqual([])
    const acting = { clientVersion: '5.3.3', enableControllerMode: true, enableSlaveActingMaster: true }
    expect([...backAsSlave(acting).codes]).toEqual([14])
  })
})
