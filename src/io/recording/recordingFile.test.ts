// What a file of a recording must be, and what is said of one that is not.

import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { ALL_MESSAGES } from '../../i18n/allMessages'
import type { Recording } from '../../rocketmq'
import { packColumns } from './recordingColumns'
import { readRecording, readRecordingText, recordingText } from './recordingFile'

const text = readFileSync(new URL('builtIn/f-5.2.0-off-30.recording', import.meta.url), 'utf8')
const whole = (): Record<string, unknown> & { attempts: { count: number; packed: string } } => JSON.parse(text)

const recording = (): Recording => {
  const read = readRecordingText(text)
  if (!read.ok) throw new Error(JSON.stringify(read.problems))
  return read.recording
}

/** Path and reason of what is wrong with a file; each can be said in every language. */
function problemsOf(data: unknown): string[] {
  const read = readRecording(data)
  if (read.ok) return []
  for (const m of Object.values(ALL_MESSAGES))
    for (const one of read.problems) expect(m.problems.sentence(one)).not.toBe('')
  return read.problems.map(({ path, reason }) => `${path} ${reason}`)
}

test('what is written is read again, with the same id', () => {
  const one = recording()
  const again = readRecordingText(recordingText(one))
  expect(again).toEqual({ ok: true, recording: one })
  expect(one.id).toMatch(/^f-5\.2\.0\.off-30\.[a-z0-9]+$/)
})

test('another recording has another id', () => {
  const one = recording()
  const attempts = { ...one.attempts, latencyMs: one.attempts.latencyMs.with(0, 9) }
  const other = readRecordingText(recordingText({ ...one, attempts }))
  expect(other.ok && other.recording.id).not.toBe(one.id)
})

describe('what is wrong is named', () => {
  const withAttempts = (changes: Partial<Recording['attempts']>) => {
    const attempts = { ...recording().attempts, ...changes }
    return { ...whole(), attempts: { count: attempts.startMs.length, packed: packColumns(attempts) } }
  }
  const column = (name: keyof Recording['attempts'], value: number) =>
    withAttempts({ [name]: recording().attempts[name].with(5, value) })
  const { attempts } = whole()
  test.each<[string, unknown, string]>([
    ['no object', 7, ' notDocument'],
    ['another format', { ...whole(), format: 'rocketscope-run' }, 'format notDocument'],
    ['a later version', { ...whole(), version: 2 }, 'version otherVersion'],
    ['a field too many', { ...whole(), more: 1 }, ' unknownKey'],
    [
      'a release nobody knows',
      { ...whole(), recordedWith: { client: '9.9.9', broker: '5.2.0', nameServer: '5.2.0', conditions: 'quiet' } },
      'recordedWith.client notRelease',
    ],
    ['no end', { ...whole(), endMs: -1 }, 'endMs outOfRange'],
    ['a list that is none', { ...whole(), exits: 'all' }, 'exits notList'],
    ['a node that is not there', { ...whole(), exits: [{ atMs: 1, group: 1, node: 4 }] }, 'exits noSuchTarget'],
    [
      'a group that is not there',
      { ...whole(), connections: [{ atMs: 1, open: [[7, 0]] }] },
      'connections noSuchTarget',
    ],
    [
      'packed columns that are damaged',
      { ...whole(), attempts: { ...attempts, packed: attempts.packed.slice(0, 900) } },
      'attempts.packed badCompression',
    ],
    [
      'another number of rows',
      { ...whole(), attempts: { ...attempts, count: attempts.count + 1 } },
      'attempts.packed notList',
    ],
    ['an outcome that is none', column('outcome', 99), 'attempts.outcome outOfRange'],
    ['an attempt of a group that is not there', column('group', 9), 'attempts noSuchTarget'],
    ['a message beyond all counting', column('message', 2_000_000), 'attempts.message outOfRange'],
    ['no input', { ...whole(), input: {} }, 'input.scenario missing'],
  ])('%s', (_, data, problem) => {
    expect(problemsOf(data)).toContain(problem)
  })

  test('more producers than one', () => {
    const { input, ...rest } = whole() as unknown as Recording
    const { settings } = input.scenario
    const scenario = { ...input.scenario, settings: { ...settings, producerCount: 2 } }
    expect(problemsOf({ ...rest, input: { ...input, scenario } })).toEqual([
      'input.scenario.settings.producerCount outOfRange',
    ])
  })

  test('a text that is no JSON, or too long', () => {
    const reasonOf = (one: string) => {
      const read = readRecordingText(one)
      return read.ok ? null : read.problems[0]?.reason
    }
    expect(reasonOf('{')).toBe('notJson')
    expect(reasonOf(' '.repeat(4_000_001))).toBe('tooLong')
  })
})
