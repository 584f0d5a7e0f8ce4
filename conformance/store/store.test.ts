// What released stores did, held against the rules that the engine follows. V and W are the test vectors of the facts about
// RocketMQ from which it is written; what a store was seen to do and those do not say is tested here as well.

import { describe, expect, test } from 'vitest'
import { isV5 } from './parts.mts'
import { idsOf, looksOf, putsOf, stepsOf, storeRecording, storeRecordings, WHOLE_RELEASES } from './readRecordings'
import type { StoreRule } from './recording'

/** Between a moment and what the recording machine saw of it, ms: threads wake late, disks take their time. */
const LATE_MS = 150
const SIZE = 192
const FILE_NAME = /^\d{20}$/

const ends = (number: number) => Array.from({ length: number }, (_, at) => (at + 1) * SIZE)

test('recordings hold nothing that the reader does not know, and are where they say', () => {
  const all = storeRecordings()
  expect(all.length).toBeGreaterThan(30)
  for (const { steps, nodes } of all) {
    for (const step of steps) expect(Object.keys(nodes)).toContain(step.node)
    for (const [at, step] of steps.entries()) if (at > 0) expect(step.at).toBeGreaterThanOrEqual(0)
  }
})

describe.each(WHOLE_RELEASES)('%s', (release) => {
  const yes = (asked: StoreRule): boolean => {
    const found = stepsOf(storeRecording(release, 'rules'), 'ask').find(
      (step) => JSON.stringify(step.asked) === JSON.stringify(asked),
    )
    if (!found) throw new RangeError(`never asked: ${JSON.stringify(asked)}`)
    return found.saw.yes
  }
  const page = (rule: 'flushes' | 'commits', done: number, written: number, leastPages = 4) =>
    yes({ rule, done, written, leastPages, fileSize: 65_536 })

  test('V1 W3 a message with a Topic of one letter, 100 bytes and no properties takes 192', () => {
    for (const { bytes } of putsOf(storeRecording(release, 'recovery'), 'old')) expect(bytes).toBe(SIZE)
  })

  test('V2 W1 a message never lies in two files, and at least 8 bytes of a file stay behind it', () => {
    const recording = storeRecording(release, 'offsets')
    expect(putsOf(recording, 'm').map(({ physical }) => physical)).toEqual([
      0, 192, 384, 576, 768, 1024, 1216, 2048, 3072,
    ])
    const looks = looksOf(recording, 'a')
    expect(looks.map(({ end }) => end)).toEqual([3888, 3888])
    expect(looks[1]?.held).toEqual(looks[0]?.held)
    // The allocator is one file ahead; a clean stop takes away what is empty.
    expect(stepsOf(recording, 'disk').map(({ saw }) => [saw.abort, saw.commitLog.map(Number)])).toEqual([
      [true, [0, 1024, 2048, 3072, 4096]],
      [false, [0, 1024, 2048, 3072]],
    ])
  })

  test('V3 W2 entry n of a ConsumeQueue is at byte 20 n, 300,000 in a file', () => {
    const entries = stepsOf(storeRecording(release, 'consumeQueue'), 'entry')
    expect(entries.map(({ entry, saw }) => [entry, saw.file, saw.position, saw.physical, saw.size])).toEqual([
      [0, '00000000000000000000', 0, 0, SIZE],
      [1, '00000000000000000000', 20, SIZE, SIZE],
      [299_999, '00000000000000000000', 5_999_980, 299_999 * SIZE, SIZE],
      [300_000, '00000000000006000000', 0, 300_000 * SIZE, SIZE],
    ])
  })

  test.each(['flushes', 'commits'] as const)('V4 W7 a file %s when four page borders lie between', (rule) => {
    expect(page(rule, 0, 16_383)).toBe(false)
    expect(page(rule, 0, 16_384)).toBe(true)
    expect(page(rule, 4095, 16_384)).toBe(true)
    expect(page(rule, 4096, 16_384)).toBe(false)
    expect(page(rule, 4096, 20_480)).toBe(true)
    expect(page(rule, 17_472, 32_767)).toBe(false)
    expect(page(rule, 17_472, 32_768)).toBe(true)
    expect(page(rule, 17_472, 32_832)).toBe(true)
    expect(page(rule, 0, 1, 0)).toBe(true)
    expect(page(rule, 192, 192, 0)).toBe(false)
  })

  test.each(['flushes', 'commits'] as const)('a full file %s whatever there is', (rule) => {
    expect(page(rule, 65_535, 65_536)).toBe(true)
  })

  test('V5 W5 the page cache is busy while the append lock is held for more than 1,000 and less than 10,000,000', () => {
    const busy = [0, 999, 1000, 1001, 9_999_999, 10_000_000, 10_000_001].map((heldMs) => yes({ rule: 'busy', heldMs }))
    expect(busy).toEqual([false, false, false, true, true, false, false])
  })

  test.each(['damagedAfterKill', 'damagedAfterStop'])(
    'V6 %s: everything behind a hole is given up, and comes back',
    (name) => {
      const [whole, cut, written, back] = looksOf(storeRecording(release, name), 'a')
      expect([whole?.end, cut?.end, written?.end, back?.end]).toEqual([1920, 960, 1152, 1920])
      expect(cut?.queues.map(([, max]) => max)).toEqual([3, 2])
      expect(back?.queues.map(([, max]) => max)).toEqual([5, 5])
      expect(back && idsOf(back)).toEqual([
        ['old0', 'old2', 'old4', 'old6', 'old8'],
        ['old1', 'old3', 'new0', 'old7', 'old9'],
      ])
      const aborted = stepsOf(storeRecording(release, name), 'disk').map(({ saw }) => saw.abort)
      expect(aborted).toEqual(name === 'damagedAfterKill' ? [true, true] : [false, false])
    },
  )

  test('V7 a pull gets 32 messages or 256 KiB from memory, and never none', () => {
    const pulls = stepsOf(storeRecording(release, 'pulls'), 'pull')
    expect(pulls.map(({ saw }) => saw.messages)).toEqual([32, 25, 1])
  })

  test('V9 W20 a Slave is too far behind at a gap of 268,435,456, and without a connection', () => {
    const ok = (push2Slave: number, connections = 1) =>
      yes({ rule: 'slaveOk', masterEnd: 300_000_000, push2Slave, connections })
    expect([31_564_543, 31_564_544, 31_564_545].map((push2Slave) => ok(push2Slave))).toEqual([false, false, true])
    expect([ok(300_000_000, 0), ok(300_000_000, 1)]).toEqual([false, true])
  })

  test('V10 a Slave without anything begins with the last file of its Master', () => {
    const recording = storeRecording(release, 'freshSlave')
    const [master] = looksOf(recording, 'master')
    const [slave] = looksOf(recording, 'slave')
    expect([master?.min, master?.end, slave?.min, slave?.end]).toEqual([0, 3648, 3648 - (3648 % 1024), 3648])
    expect(slave?.queues.map(([min, max]) => [min, max])).toEqual([
      [8, 9],
      [7, 9],
    ])
    expect(stepsOf(recording, 'disk')[0]?.saw.commitLog[0]).toBe('00000000000000003072')
  })

  test('a killed process loses nothing, and leaves its abort file; a clean stop removes it', () => {
    const recording = storeRecording(release, 'recovery')
    const [before, killed, stopped, after] = looksOf(recording, 'a')
    expect(before?.flushed).toBeLessThan(1984)
    expect([before?.end, killed?.end, stopped?.end]).toEqual([1984, 1984, 1984])
    expect(killed?.held).toEqual(before?.held)
    expect(stopped?.held).toEqual(before?.held)
    expect(stepsOf(recording, 'disk').map(({ saw }) => saw.abort)).toEqual([true, false])
    // In a file of 1,024 bytes, 192 + 8 do not fit behind 1,984.
    expect(putsOf(recording, 'next').map(({ physical }) => physical)).toEqual([2048, 2240])
    expect(after?.queues.map(([, max]) => max)).toEqual([6, 6])
  })

  test('without power only what was on disk is left; its queue offsets are given out again', () => {
    const recording = storeRecording(release, 'powerCut')
    const [before, cut, after] = looksOf(recording, 'a')
    expect([before?.end, before?.flushed, cut?.end]).toEqual([1920, 960, 960])
    expect(cut && idsOf(cut)).toEqual([
      ['old0', 'old2', 'old4'],
      ['old1', 'old3'],
    ])
    expect(putsOf(recording, 'new').map(({ physical, queueOffset }) => [physical, queueOffset])).toEqual([
      [960, 3],
      [1152, 2],
    ])
    expect(after?.end).toBe(1344)
  })

  test('W6 ASYNC_FLUSH: 192 bytes wait for the thorough pass at about 10,500, 16 KiB for the next 500', () => {
    const recording = storeRecording(release, 'asyncFlush')
    const [watched] = stepsOf(recording, 'watched')
    const flushes = (watched?.saw.rows ?? []).filter(
      ([, , , flushed], at, rows) => at > 0 && flushed !== rows[at - 1]?.[3],
    )
    expect(flushes.map(([, , , flushed]) => flushed)).toEqual([192, 17_472, 32_832])
    const [thorough, first, second] = flushes.map(([at]) => at) as [number, number, number]
    expect(thorough).toBeGreaterThan(10_000)
    expect(thorough).toBeLessThan(10_500 + LATE_MS)
    const [n, o, p] = stepsOf(recording, 'fill').map(({ at }) => at) as [number, number, number]
    for (const waited of [first - n, second - o]) expect(waited).toBeLessThanOrEqual(500 + LATE_MS)
    // 40 messages more cross one page border: after two seconds they are not on disk, and a cut takes them.
    const [before, after] = looksOf(recording, 'a')
    expect(p).toBeGreaterThan(second)
    expect([before?.end, before?.flushed, after?.end]).toEqual([40_512, 32_832, 32_832])
    expect(putsOf(recording, 'q')[0]).toMatchObject({ physical: 32_832, queueOffset: 86 })
  })

  test('SYNC_FLUSH: a put is done when it is on disk, many share a flush, a cut takes nothing', () => {
    const recording = storeRecording(release, 'syncFlush')
    const rows = stepsOf(recording, 'watched')[0]?.saw.rows ?? []
    const flushedTo = [...new Set(rows.map(([, , , flushed]) => flushed))].filter((at) => at > 0)
    expect(flushedTo.slice(0, 5)).toEqual(ends(5))
    expect(flushedTo.at(-1)).toBe(25 * SIZE)
    expect(flushedTo.length).toBeLessThan(25)
    const before = rows.at(-1)
    const [after] = looksOf(recording, 'a')
    expect(after?.end).toBe(before?.[1])
    expect(after && idsOf(after).map((ids) => ids.length)).toEqual([23, 2])
    for (const { status } of putsOf(recording, '')) expect(status).toBe('PUT_OK')
  })

  test('transientStorePool: readers see what is committed; a kill takes the rest, though it was acknowledged', () => {
    const recording = storeRecording(release, 'transientStorePool')
    const rows = stepsOf(recording, 'watched')[0]?.saw.rows ?? []
    for (const [, , committed, flushed] of rows) expect(flushed).toBeLessThanOrEqual(committed)
    const last = putsOf(recording, 'last')[0]
    expect(last?.status).toBe('PUT_OK')
    expect(looksOf(recording, 'a')[0]?.end).toBe(last?.physical)
  })

  test('transientStorePool: a message is committed 200 after it came, since its put restarts the wait', () => {
    const recording = storeRecording(release, 'transientStorePool')
    const rows = stepsOf(recording, 'watched')[0]?.saw.rows ?? []
    const committedAt = (offset: number) => rows.find(([, , committed]) => committed >= offset)?.[0] ?? Number.NaN
    const single = stepsOf(recording, 'put').filter(({ id }) => /^o\d/.test(id))
    expect(single).toHaveLength(12)
    for (const { at, saw } of single) {
      const waitedMs = committedAt((saw.physical ?? 0) + 1) - at
      expect(waitedMs).toBeGreaterThanOrEqual(190)
      expect(waitedMs).toBeLessThanOrEqual(200 + LATE_MS)
    }
    const burstMs = stepsOf(recording, 'fill')[0]?.at ?? 0
    expect(committedAt(17_472) - burstMs).toBeLessThan(2 * (200 + LATE_MS))
  })

  test('files go when the disk is too full and they are older than 72 hours, not before', () => {
    const recording = storeRecording(release, 'deletion')
    const firsts = stepsOf(recording, 'disk').map(({ saw }) => Number(saw.commitLog[0]))
    expect(firsts).toEqual([0, 0, 0, 2048])
    for (const { saw, diskUsed } of stepsOf(recording, 'clean')) {
      expect(diskUsed).toBeGreaterThan(0.1)
      expect(saw.yes).toBe(true)
    }
    expect(looksOf(recording, 'a')[0]?.min).toBe(2048)
    for (const { saw } of stepsOf(recording, 'disk')) for (const name of saw.commitLog) expect(name).toMatch(FILE_NAME)
  })

  test('ASYNC_MASTER: a message is on the Slave 0 to 100 after it came', () => {
    const recording = storeRecording(release, 'asyncMasterLag')
    const rows = stepsOf(recording, 'watched')[0]?.saw.rows ?? []
    const lags = stepsOf(recording, 'put')
      .filter(({ id }) => id !== 'first')
      .map(({ at, saw }) => (rows.find(([, end]) => end > (saw.physical ?? 0))?.[0] ?? Number.NaN) - at)
      .sort((one, other) => one - other)
    expect(lags).toHaveLength(60)
    expect(lags[0]).toBeGreaterThanOrEqual(0)
    expect(lags[6]).toBeLessThan(30)
    expect(lags[54]).toBeGreaterThan(70)
    expect(lags.at(-1)).toBeLessThan(100 + LATE_MS)
  })

  test('V13 W25 after a Master lost its tail, the Slave keeps its own there, without an error', () => {
    const recording = storeRecording(release, 'divergence')
    const [cut, master] = looksOf(recording, 'master')
    const [before, slave] = looksOf(recording, 'slave')
    expect([before?.end, cut?.end, master?.end, slave?.end]).toEqual([1920, 1152, 3456, 3456])
    const common = [
      ['new4', 'new6', 'new8', 'new10'],
      ['new5', 'new7', 'new9', 'new11'],
    ]
    const with_ = (own: string[][]) => own.map((ids, queue) => [...ids, ...(common[queue] as string[])])
    expect(master && idsOf(master)).toEqual(
      with_([
        ['old0', 'old2', 'old4', 'new0', 'new2'],
        ['old1', 'old3', 'old5', 'new1', 'new3'],
      ]),
    )
    expect(slave && idsOf(slave)).toEqual(
      with_([
        ['old0', 'old2', 'old4', 'old6', 'old8'],
        ['old1', 'old3', 'old5', 'old7', 'old9'],
      ]),
    )
  })

  test('SYNC_MASTER whose Slave is frozen: within the gap 3,000 and FLUSH_SLAVE_TIMEOUT', () => {
    const recording = storeRecording(release, 'haGap')
    const puts = putsOf(recording, 'n')
    const within = isV5(release) ? puts : puts.slice(0, 9)
    for (const { status, ms } of within) {
      expect(status).toBe('FLUSH_SLAVE_TIMEOUT')
      expect(ms).toBeGreaterThanOrEqual(2990)
      // 4.9.7 looks once a second at those that wait behind the first.
      expect(ms).toBeLessThan((isV5(release) ? 3000 : 4000) + LATE_MS)
    }
    for (const { status, ms } of puts.slice(within.length)) {
      expect(status).toBe('SLAVE_NOT_AVAILABLE')
      expect(ms).toBeLessThan(LATE_MS)
    }
    expect(putsOf(recording, 'after')[0]?.status).toBe('PUT_OK')
  })

  test('SYNC_FLUSH: consumers see what is not on disk, and from 5.3.0 only what is', () => {
    const rows = stepsOf(storeRecording(release, 'syncFlush'), 'watched')[0]?.saw.rows ?? []
    // Queue 0 has the messages 0, 2, 4 and then all from 5 on.
    const onDisk = (flushed: number) =>
      [0, 2, 4].concat(Array.from({ length: 20 }, (_, at) => 5 + at)).filter((at) => (at + 1) * SIZE <= flushed).length
    const early = rows.filter(([, , , flushed, max]) => max > onDisk(flushed))
    if (isV5(release)) expect(early).toEqual([])
    else expect(early.length).toBeGreaterThan(0)
  })

  test('SYNC_MASTER that waits for a Slave: without one, while it comes, and after it was killed', () => {
    const recording = storeRecording(release, 'syncMaster')
    const without = isV5(release) ? 'FLUSH_SLAVE_TIMEOUT' : 'SLAVE_NOT_AVAILABLE'
    const limitMs = isV5(release) ? 3000 : 0
    for (const { status, ms } of [...putsOf(recording, 'alone'), ...putsOf(recording, 'gone')]) {
      expect(status).toBe(without)
      expect(ms).toBeGreaterThanOrEqual(limitMs - 10)
      expect(ms).toBeLessThan(limitMs + LATE_MS)
    }
    const joining = stepsOf(recording, 'put').filter(({ id }) => id.startsWith('joining'))
    const statuses = joining.map(({ saw }) => saw.status)
    const firstOk = statuses.indexOf('PUT_OK')
    expect(statuses.slice(firstOk)).toEqual(statuses.slice(firstOk).map(() => 'PUT_OK'))
    // 4.x: connected after 5,000, and silent for 5,000 more; one put waits in vain meanwhile.
    const timeouts = isV5(release) ? firstOk : 1
    expect(statuses.slice(0, firstOk)).toEqual(
      Array.from({ length: firstOk }, (_, at) => (at < firstOk - timeouts ? without : 'FLUSH_SLAVE_TIMEOUT')),
    )
    const followMs = stepsOf(recording, 'follow')[0]?.at ?? Number.NaN
    const okMs = (joining[firstOk]?.at ?? 0) + (joining[firstOk]?.saw.ms ?? 0) - followMs
    const expectedMs = isV5(release) ? 5000 : 10_000
    expect(okMs).toBeGreaterThan(expectedMs - LATE_MS)
    expect(okMs).toBeLessThan(expectedMs + 2 * LATE_MS)
    // What was acknowledged once is never taken back.
    const [master] = looksOf(recording, 'master')
    expect(master?.slaves).toBe(0)
    expect(master?.push2Slave).toBe(looksOf(recording, 'slave')[0]?.end)
  })

  test.runIf(isV5(release))('SYNC_MASTER of 5.x with inSyncReplicas 1 waits for no copy', () => {
    for (const { status, ms } of putsOf(storeRecording(release, 'syncMasterDefault'), 'm')) {
      expect(status).toBe('PUT_OK')
      expect(ms).toBeLessThan(LATE_MS)
    }
  })

  test.runIf(!isV5(release))(
    'W8 above diskSpaceCleanForciblyRatio ten files go in a pass, above diskSpaceWarningLevelRatio puts are refused',
    () => {
      const recording = storeRecording(release, 'forcedDeletion')
      const files = stepsOf(recording, 'disk').map(({ saw }) => saw.commitLog.length)
      // Ten at most, and the last two stay: the one that is written, and the one ahead of it.
      expect((files[0] ?? 0) - (files[1] ?? 0)).toBe(10)
      expect(files[2]).toBe(2)
      expect(stepsOf(recording, 'clean').map(({ saw }) => saw.yes)).toEqual([false, false])
      expect(putsOf(recording, 'late')).toMatchObject([{ status: 'SERVICE_NOT_AVAILABLE' }])
      expect(looksOf(recording, 'a')[0]?.min).toBeGreaterThan(0)
    },
  )
})

describe('4.7.1', () => {
  test('up to 4.9.0 a put wakes the flush: 16 KiB are on disk as soon as they are there, less waits for 10,000', () => {
    const recording = storeRecording('4.7.1', 'asyncFlush')
    const rows = stepsOf(recording, 'watched')[0]?.saw.rows ?? []
    const [n] = stepsOf(recording, 'fill')
    const crossed = rows.find(([, end]) => end >= 16_384)
    const flushed = rows.find(([, , , flushedTo]) => flushedTo >= 16_384)
    expect((flushed?.[0] ?? 0) - (crossed?.[0] ?? 0)).toBeLessThan(LATE_MS)
    expect(flushed?.[0] ?? 0).toBeLessThan((n?.at ?? 0) + 500)
    const [before, after] = looksOf(recording, 'a')
    expect(before?.flushed).toBeLessThan(before?.end ?? 0)
    expect((before?.end ?? 0) - (before?.flushed ?? 0)).toBeLessThan(16_384)
    expect(after?.end).toBe(before?.flushed)
  })

  test('up to 4.9.2 requests wait for the Slave one after another, 5,000 each', () => {
    const puts = putsOf(storeRecording('4.7.1', 'haGap'), 'n')
    for (const [at, { status, ms }] of puts.slice(0, 9).entries()) {
      expect(status).toBe('FLUSH_SLAVE_TIMEOUT')
      expect(ms).toBeGreaterThan(5000 * (at + 1) - LATE_MS)
      expect(ms).toBeLessThan(5000 * (at + 1) + LATE_MS * (at + 1))
    }
    for (const { status } of puts.slice(9)) expect(status).toBe('SLAVE_NOT_AVAILABLE')
  })
})
