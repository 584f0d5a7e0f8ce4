// That a recording that is played shows what is in it: every attempt once, and figures that are those of its columns.

import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { BUILT_IN_RECORDINGS } from '../../chapters/recordings'
import { runFigures } from '../../projections/runFigures'
import {
  ATTEMPT_OUTCOMES,
  entryAt,
  extendRun,
  forkRun,
  inputOf,
  type LogEntry,
  logLength,
  type Recording,
  type Run,
  recordingOf,
  simulate,
  stateAt,
} from '../../rocketmq'
import { addRecording } from '../../rocketmq/recordedRun'
import { readRecordingText } from './recordingFile'

const read = (experiment: string): Recording => {
  const name = `builtIn/${experiment.replace('/', '-')}.recording`
  const reading = readRecordingText(readFileSync(new URL(name, import.meta.url), 'utf8'))
  if (!reading.ok) throw new Error(JSON.stringify(reading.problems))
  addRecording(reading.recording)
  return reading.recording
}

const ALL = BUILT_IN_RECORDINGS.map(({ experiment }): [string, Recording] => [experiment, read(experiment)])
const played = (recording: Recording): Run => simulate(inputOf(recording), recording.endMs)
const entriesOf = ({ log }: Run): LogEntry[] =>
  Array.from({ length: logLength(log) }, (_, index) => entryAt(log, index))

describe.each(ALL)('%s', (_, recording) => {
  const run = played(recording)
  const entries = entriesOf(run)
  const { attempts, calls } = recording
  const rows = attempts.message.map((message, row) => ({
    key: `${message}.${attempts.attempt[row]}`,
    startMs: attempts.startMs[row] as number,
    endMs: (attempts.startMs[row] as number) + (attempts.latencyMs[row] as number),
    place: `${attempts.group[row]} q${attempts.queueId[row]}`,
    outcome: ATTEMPT_OUTCOMES[attempts.outcome[row] as number],
    code: attempts.code[row] as number,
  }))

  test('every attempt begins once, where and when it was recorded', () => {
    const sends = entries.flatMap((entry) =>
      entry.kind === 'send'
        ? [{ key: `${entry.message}.${entry.attempt}`, startMs: entry.atMs, place: `${entry.group} q${entry.queueId}` }]
        : [],
    )
    const byKey = (one: { key: string }, other: { key: string }) => (one.key < other.key ? -1 : 1)
    expect(sends.sort(byKey)).toEqual(rows.map(({ key, startMs, place }) => ({ key, startMs, place })).sort(byKey))
  })

  test('every attempt ends once, as it was recorded', () => {
    const ends = entries.flatMap((entry) => {
      if (entry.kind === 'sendOk') return `${entry.message}.${entry.attempt} ok 0 @${entry.atMs}`
      if (entry.kind !== 'sendFailed') return []
      return `${entry.message}.${entry.attempt} ${entry.failure} ${entry.code} @${entry.atMs}`
    })
    expect(ends.sort()).toEqual(
      rows.map(({ key, endMs, outcome, code }) => `${key} ${outcome} ${code} @${endMs}`).sort(),
    )
  })

  test('its figures are those of its columns', () => {
    const figures = runFigures(run)
    const failed = rows.filter(({ outcome }) => outcome !== 'ok')
    const failedCalls = calls.filter(({ exception }) => exception !== null)
    const count = (names: readonly string[]) =>
      Object.fromEntries([...new Set(names)].map((name) => [name, names.filter((one) => one === name).length]))
    const stored = (group: number, queueId: number) =>
      rows.filter(({ outcome, place }) => outcome === 'ok' && place === `${group} q${queueId}`).length
    expect(figures.attempts).toBe(rows.length)
    expect(figures.failedAttempts).toEqual(
      count(failed.map(({ outcome, code }) => (outcome === 'brokerError' ? `brokerError ${code}` : String(outcome)))),
    )
    expect(figures.failedCalls).toEqual(count(failedCalls.map(({ exception }) => String(exception))))
    expect(figures.stored).toEqual(
      figures.stored.map((queues, group) => queues.map((_, queueId) => stored(group, queueId))),
    )
    expect(figures.faults.map(({ atMs }) => atMs)).toEqual(
      recording.input.actions.filter(({ type }) => type !== 'restart' && type !== 'resume').map(({ atMs }) => atMs),
    )
  })

  test('the state at any moment is the one that the run came by, and nothing is left under way', () => {
    const atMs = Math.floor(recording.endMs / 3)
    const again = simulate(inputOf(recording), atMs)
    expect(stateAt(run, atMs)).toEqual(stateAt(again, atMs))
    const { totals, exchanges, freeExchanges } = stateAt(run, recording.endMs)
    expect(totals.sent).toBe(totals.stored + totals.failed)
    expect(totals.stored).toBe(rows.filter(({ outcome }) => outcome === 'ok').length)
    expect(exchanges.length - freeExchanges.length).toBe(0)
  })

  test('it ends where the recording does, and says so', () => {
    const further = played(recording)
    extendRun(further, recording.endMs + 60_000)
    expect(further.endMs).toBe(recording.endMs)
    expect(further.endedBy?.limit).toBe('recording')
  })
})

describe('what was recorded cannot be changed', () => {
  const [, recording] = ALL[0] as [string, Recording]
  const run = played(recording)

  test('an input with one action more is simulated, from the same cluster and faults', () => {
    const input = {
      ...run.input,
      actions: [...run.input.actions, { atMs: 90_000, type: 'kill' as const, target: 'broker-b/n0' }],
    }
    const forked = forkRun(run, input, 1000)
    expect(recordingOf(run)).toBe(recording)
    expect(recordingOf(forked)).toBeNull()
    expect(forked.input).toEqual({ ...recording.input, actions: input.actions })
    expect(forkRun(forked, inputOf(recording), 1000).log.length).toBe(simulate(inputOf(recording), 1000).log.length)
  })

  test('a recording that is not at hand is refused by its name', () => {
    expect(() => simulate({ ...recording.input, recording: 'nobody.knows' }, 0)).toThrow(/nobody\.knows/)
  })
})
