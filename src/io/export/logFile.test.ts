import { describe, expect, test } from 'vitest'
import { entryAt, logLength, presetInput, type RunInput, simulate } from '../../rocketmq'
import { csvLine } from './csv'
import { entryCount, LOG_COLUMNS, logCsvLines, logJsonLines } from './logFile'

/** A strict reader of RFC 4180, for the test. */
function readCsv(text: string): string[][] {
  const rows: string[][] = []
  let at = 0
  while (at < text.length) {
    const row: string[] = []
    for (;;) {
      const quoted = /^"((?:[^"]|"")*)"/.exec(text.slice(at, at + 2000))
      const cell = quoted ?? (/^[^",\r\n]*/.exec(text.slice(at, at + 2000)) as RegExpExecArray)
      row.push(quoted ? (quoted[1] as string).replaceAll('""', '"') : cell[0])
      at += cell[0].length
      if (text[at] !== ',') break
      at++
    }
    if (text.slice(at, at + 2) !== '\r\n') throw new Error(`no line end at ${at}: ${text.slice(at, at + 40)}`)
    at += 2
    rows.push(row)
  }
  return rows
}

const input = (): RunInput => ({
  ...presetInput('article'),
  actions: [{ atMs: 4000, type: 'kill', target: 'broker-a/master' }],
})

describe('the log as a table', () => {
  const run = simulate(input(), 9000)
  const rows = readCsv([...logCsvLines(run, 0, 9000)].join(''))

  test('has one line per entry, as long as the first, and every field of the entry in its column', () => {
    expect(rows).toHaveLength(logLength(run.log) + 1)
    expect(rows[0]).toEqual(LOG_COLUMNS)
    expect(new Set(rows.map((row) => row.length))).toEqual(new Set([LOG_COLUMNS.length]))
    const column = (row: string[] | undefined, name: string) => row?.[LOG_COLUMNS.indexOf(name)]
    for (let index = 0; index < logLength(run.log); index++) {
      const entry = entryAt(run.log, index)
      const row = rows[index + 1]
      expect(column(row, 'at_ms')).toBe(String(entry.atMs))
      expect(column(row, 'kind')).toBe(entry.kind)
      // As many values as the entry has, besides the two names that are written out.
      const own = Object.values(entry).filter((value) => value !== null && typeof value !== 'object').length
      const named = ['broker', 'action_json', 'application_gets'].filter((name) => column(row, name) !== '').length
      expect(row?.filter((cell) => cell !== '').length).toBe(own + named)
    }
    const action = rows.find((row) => row[1] === 'action')
    expect(JSON.parse(column(action, 'action_json') ?? '')).toEqual(input().actions[0])
  })

  test('a stretch has both its ends and nothing else', () => {
    const times = readCsv([...logCsvLines(run, 4000, 4500)].join(''))
      .slice(1)
      .map(([atMs]) => Number(atMs))
    expect(times).toHaveLength(entryCount(run, 4000, 4500))
    expect(times[0]).toBe(4000)
    expect(Math.max(...times)).toBeLessThanOrEqual(4500)
    expect(times).toEqual(
      rows.slice(1).flatMap(([atMs]) => (Number(atMs) >= 4000 && Number(atMs) <= 4500 ? [Number(atMs)] : [])),
    )
  })

  test('a name that a spreadsheet would run is text, and a number stays a number', () => {
    const { scenario, seed } = input()
    const brokerGroups = [{ brokerName: '=HYPERLINK("//x","y")' }]
    const hostile: RunInput = { scenario: { ...scenario, brokerGroups }, seed, actions: [] }
    const cells = readCsv([...logCsvLines(simulate(hostile, 1000), 0, 1000)].join('')).flat()
    expect(cells).toContain(`'=HYPERLINK("//x","y")`)
    expect(cells.filter((cell) => /^[=+\-@]/.test(cell))).toEqual([])
    expect(csvLine([-1, '-1', 'a"b', 'a,b', 'a\r\nb', null, true, '@x'])).toBe(
      `-1,'-1,"a""b","a,b","a\r\nb",,true,'@x\r\n`,
    )
  })
})

test('as JSON, a line is the input, then each entry, then the summary at the end of the stretch', () => {
  const run = simulate(input(), 9000)
  const lines = [...logJsonLines(run, 4000, 5000)].map((line) => JSON.parse(line))
  expect(lines[0]).toEqual(input())
  expect(lines).toHaveLength(2 + entryCount(run, 4000, 5000))
  expect(lines[1]).toMatchObject({ atMs: 4000 })
  const last = lines.at(-1)
  expect(last).toMatchObject({ kind: 'summary', atMs: 5000 })
  expect(last.sent).toBe(last.stored + last.failed + last.inFlight)
})
