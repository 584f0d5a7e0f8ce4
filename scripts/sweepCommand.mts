// Runs a scenario over ranges of settings, fault moments and seeds, and prints a table of the verdict's figures. The same
// arguments give the same table on every machine.

import { ALL_MESSAGES } from '../src/i18n/allMessages'
import { LANGUAGE_CODES, type Language } from '../src/i18n/languages'
import type { Localized } from '../src/i18n/localized'
import { parseAction, parseSettingValue } from '../src/io/actionText'
import { atShare } from '../src/projections/runSummary'
import { MAX_RUN_MS, MAX_SEED, type RunEnd, type RunInput, simulate } from '../src/rocketmq'
import '../src/rocketmq/broker/store'
import '../src/rocketmq/consumer'
import { buildInput, readSource } from './commandInput.mts'
import {
  BadInput,
  grouped,
  integerOption,
  type Output,
  onlySource,
  readArguments,
  refuse,
  runCommand,
  say,
  versionOrHelp,
} from './commandLine.mts'
import { READY_SWEEPS, withReadySweep } from './readySweeps.mts'
import { FIGURE_NAMES, type FigureName, figuresByName } from './sweepFigures.mts'

const DEFAULT_UNTIL_MS = 60_000
/** Runs of one sweep: beyond this somebody has mistyped a range. */
const MAX_RUNS = 20_000
const MAX_VALUES = 1000

const DEFAULT_FIGURES: FigureName[] = ['sent', 'failedSends', 'retries', 'p99Ms']

const FORMATS = ['text', 'csv', 'json'] as const
type Format = (typeof FORMATS)[number]

/** How the command is called: replaced where it is called otherwise. */
const COMMAND = 'npm run -s sweep --'

const HELP: Localized = {
  en: `Runs a scenario over ranges of settings, fault moments and seeds, and prints the figures as a table.

${COMMAND} <preset | file.json | 'link'> --over <range> [options]
${COMMAND} <${Object.keys(READY_SWEEPS).join(' | ')}>   sweeps over the offered load, ready to run

  --over <range>        what to vary; again for every combination of several:
                          sendMsgTimeout=1000,2000,3000      values of a setting
                          firstPollMs=1000..30000/1000       from..to/step
                          "kill broker-a master @0..30000/5000"   an action at several moments
  --seeds <n | a..b | a,b>  default 1..10
  --figure <a,b>        default ${DEFAULT_FIGURES.join(',')}
                        all: ${FIGURE_NAMES.slice(0, 8).join(', ')},
                        ${FIGURE_NAMES.slice(8, 14).join(', ')},
                        ${FIGURE_NAMES.slice(14).join(', ')}
  --from <ms>           count from this moment on (default 0)
  --until <ms>          how long each run is, up to ${grouped(MAX_RUN_MS)} (default ${grouped(DEFAULT_UNTIL_MS)})
  --set <name=value>    a setting of all runs; again for more
  --do "<action> @<ms>" something done in all runs; again for more
  --format text|csv|json
  --lang ${LANGUAGE_CODES.join('|')}
  --version             the version of RocketScope
  --help                this text

Each cell is the least, the median and the most of all seeds; of one seed, its figure alone. "-" where nothing can be counted.
At most ${grouped(MAX_RUNS)} runs.`,
  zh: `在多组设置、多个故障时刻和多个随机种子上运行同一个场景，把数字打印成表。

${COMMAND} <预设名 | 文件.json | '链接'> --over <范围> [选项]
${COMMAND} <${Object.keys(READY_SWEEPS).join(' | ')}>   现成的：负载逐级升高

  --over <范围>         改变什么；写多次就取所有组合：
                          sendMsgTimeout=1000,2000,3000      一项设置的几个值
                          firstPollMs=1000..30000/1000       从..到/步长
                          "kill broker-a master @0..30000/5000"   同一动作放在几个时刻
  --seeds <n | a..b | a,b>  默认 1..10
  --figure <a,b>        默认 ${DEFAULT_FIGURES.join(',')}
                        全部：${FIGURE_NAMES.slice(0, 8).join('、')}、
                        ${FIGURE_NAMES.slice(8, 14).join('、')}、
                        ${FIGURE_NAMES.slice(14).join('、')}
  --from <ms>           从这一刻起统计（默认 0）
  --until <ms>          每次运行多久，最多 ${grouped(MAX_RUN_MS)}（默认 ${grouped(DEFAULT_UNTIL_MS)}）
  --set <名=值>         所有运行都改掉的设置，可以写多次
  --do "<动作> @<ms>"   所有运行都做的事，可以写多次
  --format text|csv|json
  --lang ${LANGUAGE_CODES.join('|')}
  --version             RocketScope 的版本
  --help                本说明

每格是所有种子中的最小值、中位数和最大值；只有一个种子时就是它的值。没有可数的写作“-”。最多运行 ${grouped(MAX_RUNS)} 次。`,
}

// ---------------------------------------------------------------- ranges

/** "1,2,3", "1..10", "0..30000/5000", or several of them with commas: the parts as written, ranges spread out. */
function spread(text: string, option: string, language: Language): string[] {
  const values: string[] = []
  for (const part of text.split(',').map((one) => one.trim())) {
    const range = /^(-?\d+)\.\.(-?\d+)(?:\/(\d+))?$/.exec(part)
    if (!range) {
      if (part === '' || part.includes('..')) {
        say(language, {
          zh: `${option}：“${part}”不是值，也不是范围；范围写成 从..到 或 从..到/步长，例如 1000..5000/1000。`,
          en: `${option}: "${part}" is neither a value nor a range; a range is from..to or from..to/step, such as 1000..5000/1000.`,
        })
      }
      values.push(part)
      continue
    }
    const [from, to, step] = [Number(range[1]), Number(range[2]), Number(range[3] ?? 1)]
    if (to < from || step === 0 || (to - from) / step + values.length >= MAX_VALUES) {
      say(language, {
        zh: `${option}：范围 ${part} 要从小到大，步长至少为 1，且最多 ${grouped(MAX_VALUES)} 个值。`,
        en: `${option}: the range ${part} must go from low to high in steps of at least 1, with at most ${grouped(MAX_VALUES)} values.`,
      })
    }
    for (let value = from; value <= to; value += step) values.push(String(value))
  }
  if (values.length > MAX_VALUES) {
    say(language, {
      zh: `${option}：最多 ${grouped(MAX_VALUES)} 个值。`,
      en: `${option}: at most ${grouped(MAX_VALUES)} values.`,
    })
  }
  return values
}

/** One thing that is varied: a column of the table. */
interface Axis {
  name: string
  points: { label: string; set?: string; do?: string }[]
}

function readAxis(text: string, language: Language): Axis {
  const option = `--over ${text}`
  const at = text.lastIndexOf('@')
  const action = at < 0 ? '' : text.slice(0, at).trim()
  const moments = text.slice(at + 1).trim()
  if (action !== '' && moments !== '' && !/\s/.test(moments)) {
    const points = spread(moments, option, language).map((label) => {
      const read = parseAction(`${action} @${label}`)
      if (!read.ok) throw new BadInput(ALL_MESSAGES[language].problems.sentence({ ...read.problem, path: option }))
      return { label, do: `${action} @${label}` }
    })
    return { name: `${action} @`, points }
  }
  const equals = text.indexOf('=')
  if (equals < 0) {
    say(language, {
      zh: `${option}：写成 名=值,值 或 "动作 @时刻,时刻"。`,
      en: `${option}: write name=value,value or "action @ms,ms".`,
    })
  }
  const name = text.slice(0, equals)
  const typed = text.slice(equals + 1)
  // The values of a table have commas of their own: there is one value then.
  const isTable = name === 'latencyMax' || name === 'notAvailableDuration'
  const points = (isTable ? [typed] : spread(typed, option, language)).map((label) => {
    const read = parseSettingValue(name, label)
    if (!read.ok) throw new BadInput(ALL_MESSAGES[language].problems.sentence({ ...read.problem, path: option }))
    return { label, set: `${name}=${label}` }
  })
  return { name, points }
}

function readSeeds(text: string, language: Language): number[] {
  return spread(text, '--seeds', language).map((seed) => integerOption('seeds', seed, 0, MAX_SEED, language))
}

function readFigures(text: string, language: Language): FigureName[] {
  return text.split(',').map((typed) => {
    const name = typed.trim()
    if ((FIGURE_NAMES as string[]).includes(name)) return name as FigureName
    throw new BadInput(
      ALL_MESSAGES[language].problems.sentence({
        path: '--figure',
        value: name,
        reason: 'notInList',
        allowed: { list: FIGURE_NAMES },
      }),
    )
  })
}

// ---------------------------------------------------------------- runs

/** The values of one figure over the seeds. */
export interface Cell {
  min: number | null
  median: number | null
  max: number | null
  /** In the order of the seeds; null where a run had nothing to count. */
  values: (number | null)[]
}

export interface Row {
  over: Record<string, string>
  figures: Partial<Record<FigureName, Cell>>
  /** Why a run of this row ended before its time; its figures are empty then. */
  endedBy?: RunEnd
}

/** Nearest rank: a median is always a value of some run. */
function cellOf(values: (number | null)[]): Cell {
  const counted = values.filter((value) => value !== null).toSorted((one, other) => one - other)
  return { min: atShare(counted, 0), median: atShare(counted, 0.5), max: atShare(counted, 1), values }
}

/** Every combination of one point of each axis, the last axis turning fastest. */
function combinations(axes: readonly Axis[]): Axis['points'][] {
  return axes.reduce<Axis['points'][]>(
    (rows, { points }) => rows.flatMap((row) => points.map((point) => [...row, point])),
    [[]],
  )
}

interface Sweep {
  axes: Axis[]
  seeds: number[]
  names: FigureName[]
  fromMs: number
  untilMs: number
  /** The checked input of one combination. */
  inputOf: (points: Axis['points']) => RunInput
}

function* rowsOf(sweep: Sweep): Generator<Row> {
  const { axes, seeds, names, untilMs, inputOf } = sweep
  // All are checked before the first runs: a mistake in the last one is told at once.
  const inputs = combinations(axes).map((points) => ({ points, input: inputOf(points) }))
  for (const { points, input } of inputs) {
    const over = Object.fromEntries(axes.map(({ name }, at) => [name, points[at]?.label ?? '']))
    const counted: Map<FigureName, number | null>[] = []
    let endedBy: RunEnd | null = null
    for (const seed of seeds) {
      const run = simulate({ ...input, seed }, untilMs)
      endedBy = run.endedBy
      if (endedBy) break
      counted.push(figuresByName(run, names, sweep.fromMs, untilMs))
    }
    // Figures of less time than was asked for would only look like the others.
    const valuesOf = (name: FigureName) => counted.map((one) => one.get(name) ?? null)
    const cells = names.map((name) => [name, cellOf(endedBy ? seeds.map(() => null) : valuesOf(name))])
    yield { over, figures: Object.fromEntries(cells), ...(endedBy ? { endedBy } : {}) }
  }
}

// ---------------------------------------------------------------- printing

const shown = (value: number | null): string => (value === null ? '-' : String(value))

function cellText({ min, median, max, values }: Cell): string {
  return values.length === 1 ? shown(median) : `${shown(min)} ${shown(median)} ${shown(max)}`
}

function* tableText({ axes, seeds, names }: Sweep, rows: readonly Row[]): Generator<string> {
  const head = [
    ...axes.map(({ name }) => name),
    ...names.map((name) => (seeds.length === 1 ? name : `${name} min/median/max`)),
  ]
  const body = rows.map((row) => [
    ...axes.map(({ name }) => row.over[name] ?? ''),
    ...names.map((name) => cellText(row.figures[name] as Cell)),
  ])
  const widths = head.map((title, at) => Math.max(title.length, ...body.map((cells) => (cells[at] ?? '').length)))
  for (const cells of [head, ...body]) {
    yield cells
      .map((cell, at) => cell.padStart(widths[at] ?? 0))
      .join('   ')
      .trimEnd()
  }
}

const quoted = (cell: string): string => (/[",\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell)

function* tableCsv({ axes, names }: Sweep, rows: readonly Row[]): Generator<string> {
  const columns = names.flatMap((name) => [`${name}.min`, `${name}.median`, `${name}.max`])
  yield [...axes.map(({ name }) => name), ...columns].map(quoted).join(',')
  for (const row of rows) {
    const cells = names.flatMap((name) => {
      const { min, median, max } = row.figures[name] as Cell
      return [min, median, max].map((value) => (value === null ? '' : String(value)))
    })
    yield [...axes.map(({ name }) => row.over[name] ?? ''), ...cells].map(quoted).join(',')
  }
}

const OPTIONS = {
  over: { type: 'string', multiple: true },
  seeds: { type: 'string' },
  figure: { type: 'string', multiple: true },
  from: { type: 'string' },
  until: { type: 'string' },
  set: { type: 'string', multiple: true },
  do: { type: 'string', multiple: true },
  format: { type: 'string' },
  lang: { type: 'string' },
  version: { type: 'boolean' },
  help: { type: 'boolean', short: 'h' },
} as const

function choose<T extends string>(name: string, typed: string, list: readonly T[], language: Language): T {
  const found = list.find((one) => one === typed)
  if (found) return found
  return refuse({ path: `--${name}`, value: typed, reason: 'notInList', allowed: { list } }, language)
}

/** @returns the exit code: 0; 1 where a run ends before its time, because it would hold too much; 2 for input that cannot be used */
export const sweepCommand = (args: readonly string[], output: Output, command = COMMAND): number =>
  runCommand(output, () => sweepWith(withReadySweep(args), output, command))

function sweepWith(args: readonly string[], output: Output, command: string): number {
  const { values, positionals, language } = readArguments(args, OPTIONS)
  const help = HELP[language].replace(COMMAND, command)
  const done = versionOrHelp(values, positionals.length === 0, help, output)
  if (done !== null) return done
  const source = onlySource(positionals, language)
  const axes = (values.over ?? []).map((text) => readAxis(text, language))
  if (axes.length === 0) {
    say(language, {
      zh: '没有说要改变什么：请写 --over，例如 --over sendMsgTimeout=1000,3000。',
      en: 'Nothing to vary: give --over, such as --over sendMsgTimeout=1000,3000.',
    })
  }
  const twice = axes.find(({ name }, at) => axes.findIndex((one) => one.name === name) !== at)
  if (twice) {
    say(language, { zh: `--over ${twice.name} 写了两次。`, en: `--over ${twice.name} is there twice.` })
  }
  const seeds = readSeeds(values.seeds ?? '1..10', language)
  const runs = axes.reduce((product, { points }) => product * points.length, seeds.length)
  if (runs > MAX_RUNS) {
    say(language, {
      zh: `这要运行 ${grouped(runs)} 次，最多 ${grouped(MAX_RUNS)} 次：请减少取值或种子。`,
      en: `That would be ${grouped(runs)} runs, and at most ${grouped(MAX_RUNS)} are made: give fewer values or seeds.`,
    })
  }
  const names = values.figure ? values.figure.flatMap((text) => readFigures(text, language)) : DEFAULT_FIGURES
  const untilMs =
    values.until === undefined ? DEFAULT_UNTIL_MS : integerOption('until', values.until, 1, MAX_RUN_MS, language)
  const fromMs = values.from === undefined ? 0 : integerOption('from', values.from, 0, untilMs, language)
  const format: Format = choose('format', values.format ?? 'text', FORMATS, language)
  const base = readSource(source, language)
  const sweep: Sweep = {
    axes,
    seeds,
    names,
    fromMs,
    untilMs,
    inputOf: (points) => {
      const set = [...(values.set ?? []), ...points.flatMap((point) => point.set ?? [])]
      const done = [...(values.do ?? []), ...points.flatMap((point) => point.do ?? [])]
      return buildInput(base, { seed: undefined, set, do: done }, language)
    },
  }
  const rows = [...rowsOf(sweep)]
  if (format === 'json') {
    output.out(`${JSON.stringify({ untilMs, seeds, figures: names, rows }, null, 2)}\n`)
  } else {
    for (const line of format === 'csv' ? tableCsv(sweep, rows) : tableText(sweep, rows)) output.out(`${line}\n`)
  }
  for (const { over, endedBy } of rows) {
    const row = Object.entries(over).map(([name, label]) => `${name}=${label}`)
    if (endedBy) output.error(`${row.join(' ')}: ${ALL_MESSAGES[language].computing.runEnd(endedBy)}\n`)
  }
  return rows.some(({ endedBy }) => endedBy) ? 1 : 0
}
