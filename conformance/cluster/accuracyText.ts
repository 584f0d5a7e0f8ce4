// docs/accuracy.md: what the comparison comes to, as tables. `npm run accuracy` writes it; a test holds that it is what is written.

import { REASONS } from './differences'
import { quantile } from './elections'
import { type Judged, type JudgedElections, type Judgement, reasonOf, SEEDS } from './judged'
import { type Row, SHIFTS, type Tolerance } from './replay'

const table = (head: readonly string[], rows: readonly (readonly string[])[]): string =>
  [head, head.map(() => '---'), ...rows].map((cells) => `| ${cells.join(' | ')} |`).join('\n')

const tolerance = ({ plus, percent }: Tolerance, unit: Row['unit']): string => {
  const least = `± ${plus}${unit === 'ms' ? ' ms' : ''}`
  return percent === 0 ? least : `${least} or ${percent} %`
}

const range = (simulated: Row['simulated']): string =>
  simulated === null ? '–' : simulated[0] === simulated[1] ? String(simulated[0]) : `${simulated[0]} to ${simulated[1]}`

/** `recorded / simulated`; a difference in bold, with the name of its reason. */
function cell(recording: string, row: Row | undefined): string {
  if (!row) return ''
  const text = `${row.recorded ?? '–'} / ${range(row.simulated)}`
  if (row.agrees) return text
  const reason = reasonOf(recording, row.figure)
  return `**${text}**${reason ? ` ${reason}` : ''}`
}

/** `abc-4.9.7.a-off-30`: experiment, and the phase before the producer's first hyphen where it is a letter or a digit. */
function placeOf(recording: string): { group: string; producer: string } {
  const found = /^(.+-\d+\.\d+\.\d+(?:-[a-z]+)?)[./](.+)$/.exec(recording)
  const [experiment, producer] = [found?.[1] ?? recording, found?.[2] ?? '']
  const phase = /^([a-z0-9])-(.+)$/.exec(producer)
  return phase ? { group: `${experiment}, ${phase[1]}`, producer: phase[2] as string } : { group: experiment, producer }
}

function grouped(all: readonly Judged[]): string[] {
  const groups = new Map<string, Judged[]>()
  for (const one of all) {
    if (one.rows.length === 0) continue
    const { group } = placeOf(one.recording)
    groups.set(group, [...(groups.get(group) ?? []), one])
  }
  return [...groups].map(([group, members]) => {
    const figures = [...new Set(members.flatMap(({ rows }) => rows.map(({ figure }) => figure)))]
    const rows = figures.map((figure) => {
      const found = members.map(({ rows: own }) => own.find((row) => row.figure === figure))
      const any = found.find((row) => row !== undefined) as Row
      return [
        figure,
        ...members.map(({ recording }, at) => cell(recording, found[at])),
        tolerance(any.tolerance, any.unit),
      ]
    })
    const head = ['figure', ...members.map(({ recording }) => placeOf(recording).producer), 'tolerance']
    return `### ${group} (${members[0]?.conditions})\n\n${table(head, rows)}`
  })
}

function electionTable(elections: readonly JudgedElections[]): string {
  const quantiles = (ascending: readonly number[]) =>
    [10, 50, 90].map((percent) => String(quantile(ascending, percent)))
  return table(
    ['experiment', 'kills', 'min', 'p10', 'p50', 'p90', 'max', 'simulated p10', 'p50', 'p90', 'tolerance'],
    elections.map(({ recording, recorded, rows }) => [
      ...[recording.replace('elections ', ''), String(recorded.length), String(recorded[0]), ...quantiles(recorded)],
      String(recorded.at(-1)),
      ...rows.map((row) => {
        const reason = reasonOf(recording, row.figure)
        return row.agrees ? range(row.simulated) : `**${range(row.simulated)}**${reason ? ` ${reason}` : ''}`
      }),
      tolerance((rows[0] as Row).tolerance, 'ms'),
    ]),
  )
}

/** What is between the two marks of the file. */
export function accuracyTables(judgement: Judgement): string {
  const all = [...judgement.producers, ...judgement.elections, ...judgement.calls].flatMap(({ rows }) => rows)
  const agree = all.filter(({ agrees }) => agrees).length
  const used = new Set(
    [...judgement.producers, ...judgement.elections, ...judgement.calls].flatMap(({ recording, rows }) =>
      rows.flatMap(({ figure, agrees }) => (agrees ? [] : [reasonOf(recording, figure)])),
    ),
  )
  const reasons = Object.entries(REASONS).filter(([name]) => used.has(name as keyof typeof REASONS))
  return [
    `${all.length} figures of ${judgement.producers.length + judgement.calls.length} producers and ${judgement.elections.length} series of changes of Master: ${agree} agree within the tolerance beside them, ${all.length - agree} differ.`,
    'Each cell is recorded / simulated, in ms where the tolerance is. Differences are bold, with a word that says why:',
    table(
      ['', 'why'],
      reasons.map(([name, text]) => [name, text]),
    ),
    `## Changes of Master\n\nms from kill -9 until the NameServer names the new Master. Test: each nearest-rank quantile of the simulated over ${SEEDS} seeds lies between the least and the greatest recorded, give or take the tolerance.\n\n${electionTable(judgement.elections)}`,
    `## Producers\n\nEach input is simulated ${SHIFTS.length} times, everything that was done ${SHIFTS.join(', ')} ms later; a recorded figure lies between the least and the greatest of them, give or take the tolerance.`,
    ...grouped(judgement.producers),
    '## Silent from the start\n\nASYNC producers that meet the silent host of a Broker, and producers whose first NameServer is silent.',
    ...grouped(judgement.calls),
  ].join('\n\n')
}

export const BEGIN = '<!-- generated by `npm run accuracy` from here -->'
export const END = '<!-- to here -->'

/** The file with its tables in place; what stands around them stays. @throws Error without the two marks */
export function accuracyFile(before: string, judgement: Judgement): string {
  const [begin, end] = [before.indexOf(BEGIN), before.indexOf(END)]
  if (begin < 0 || end < begin) throw new Error(`the file has no place for the tables: ${BEGIN} … ${END}`)
  return `${before.slice(0, begin + BEGIN.length)}\n\n${accuracyTables(judgement)}\n\n${before.slice(end)}`
}
