// The engine's own store, played through what released stores were seen to do.

import { describe, expect, test } from 'vitest'
import { groupRecordings, stepsOf, storeRecording, storeRecordings } from './readRecordings'
import type { StoreStep } from './recording'
import { groupDifferences, replayGroup } from './replayGroup'
import { replayStore } from './replayStore'
import { KNOWN, NOT_SIMULATED, storeDifferences, TOLERANCE_MS } from './storeDifferences'

const all = storeRecordings()
const isSimulated = ({ steps }: { steps: StoreStep[] }) => !steps.some(({ act }) => act in NOT_SIMULATED)

test('what the engine has no counterpart for is recorded, and everything else is played', () => {
  const acts = new Set(all.flatMap(({ steps }) => steps.map(({ act }) => act)))
  for (const act of Object.keys(NOT_SIMULATED)) expect(acts).toContain(act)
  expect(all.filter(isSimulated).length).toBeGreaterThan(20)
})

const knownOf = ({ experiment, release }: { experiment: string; release: string }) =>
  KNOWN.filter((one) => one.experiment === experiment && one.releases.includes(release))
const unnamed = (found: string[], known: typeof KNOWN) =>
  found.filter((line) => !known.some(({ line: part }) => line.includes(part)))

describe.each(all.filter(isSimulated))('$release $experiment', (recording) => {
  const found = storeDifferences(recording, replayStore(recording))
  const known = knownOf(recording)

  test('is replayed as it was recorded, but for what is named', () => {
    expect(unnamed(found, known)).toEqual([])
  })

  test.runIf(known.length > 0)('still differs where that is named', () => {
    for (const { line } of known)
      expect(
        found.some((one) => one.includes(line)),
        line,
      ).toBe(true)
  })
})

test('a recording in which something else had been seen would not pass', () => {
  const recording = storeRecording('4.9.7', 'syncMaster')
  const replayed = replayStore(recording)
  const [put] = stepsOf(recording, 'put')
  const look = stepsOf(recording, 'look').at(-1)
  if (!put || !look) throw new Error('nothing to change')
  put.saw.status = 'PUT_OK'
  put.saw.ms += TOLERANCE_MS + 300
  look.saw.end += 192
  expect(storeDifferences(recording, replayed)).toHaveLength(3)
})

/** Enough for a leadership to end at any time that it can, and for any node to win. */
const SEEDS = 12

describe.each(groupRecordings().filter(({ elects }) => elects === 'dledger'))('$release $experiment', (recording) => {
  const replays = Array.from({ length: SEEDS }, (_, seed) => replayGroup(recording, seed + 1))

  const known = knownOf(recording)
  const [closest = []] = replays
    .map((replay) => groupDifferences(recording, replay))
    .sort((one, other) => one.length - other.length)

  test('with some seed codes, times, queue offsets and what is left are as they were recorded, but for what is named', () => {
    expect(unnamed(closest, known)).toEqual([])
  })

  test.runIf(known.length > 0)('still differs with every seed where that is named', () => {
    for (const { line } of known)
      expect(
        closest.some((one) => one.includes(line)),
        line,
      ).toBe(true)
  })

  test('with every seed what was acknowledged is there, once', () => {
    for (const { sends, lists } of replays) {
      const ids = lists.at(-1)?.map(([, , id]) => id) ?? []
      expect(new Set(ids).size).toBe(ids.length)
      expect(sends.filter(({ code, id }) => code === 0 && !ids.includes(id))).toEqual([])
    }
  })
})
