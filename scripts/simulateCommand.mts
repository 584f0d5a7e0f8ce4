// Runs the engine without a page and prints what happens. The same input gives the same text on every machine.

import { readFileSync, writeFileSync } from 'node:fs'
import { parseArgs } from 'node:util'
import {
  type ClusterState,
  clientRules,
  entryAt,
  logLength,
  MAX_RUN_MS,
  PRESETS,
  presetInput,
  type RunInput,
  simulate,
  stateAt,
} from '../src/engine'
import { parseDifference, readOther } from '../src/store/differenceSchema'
import { fileText, type Reading, readDocument } from '../src/store/document'
import {
  actionText,
  MAX_ANSWER_TIMES,
  MAX_SEED,
  parseAction,
  parseRunInput,
  parseSettingValue,
} from '../src/store/inputSchema'
import { readLink } from '../src/store/link'
import { presetWords } from '../src/text/interface'
import { narrate } from '../src/text/narration'
import { type Problem, problemWords } from '../src/text/problems'
import type { Language, Words } from '../src/text/words'
import { createTraceReader, settingsText, traceText } from './traceFormat.mts'
import { type ComparedInput, verdictText } from './verdictText.mts'

/** Where the text goes, so that a test can read it. */
export interface Output {
  out: (text: string) => void
  error: (text: string) => void
}

const DEFAULT_UNTIL_MS = 30_000

const HELP: Words = {
  en: `Runs a scenario and prints everything that happens.

npm run -s simulate -- <preset | file.json | 'link'> [options]

  --seed <n>            0 to ${MAX_SEED}
  --until <ms>          how long to run, up to ${MAX_RUN_MS} (default ${DEFAULT_UNTIL_MS})
  --set <name=value>    a setting from the start; again for more
  --do "<action> @<ms>" something done at a moment; again for more:
                          kill | powerOff | freeze | resume | stop | restart  <target>
                          slow <target> <ms>
                          trouble <target> <overloaded | diskFull | diskStalled> <on | off>
                          answer <target> <response code 1-65535> <times 0-${MAX_ANSWER_TIMES}>
                          link <producer> <target> <percent lost 0-100>
                          writePerm <brokerName> <on | off>
                          set <name=value> [brokerName]
                        targets: broker-a master, broker-a n1, nameserver 0, producer 0
  --json                one JSON object a line: first the input, then the log, last the summary
  --compare <name=value> run it again with that setting from the start, and print the figures of both
  --save <file.json>    write the input as a file that the page opens as well
  --lang zh|en          tell each line as a sentence in that language
  --list                the presets
  --help                this text

A file is what the page or --save writes, or an input as --json prints it first; a link is what the page copies.
docs/trace.md explains every column and field, docs/link-format.md files and links.`,
  zh: `运行一个场景，打印其中发生的每一件事。

npm run -s simulate -- <预设名 | 文件.json | '链接'> [选项]

  --seed <n>            随机种子，0 到 ${MAX_SEED}
  --until <ms>          运行多久，最多 ${MAX_RUN_MS}（默认 ${DEFAULT_UNTIL_MS}）
  --set <名=值>         一开始就改掉的设置，可以写多次
  --do "<动作> @<ms>"   某一时刻做的事，可以写多次：
                          kill | powerOff | freeze | resume | stop | restart  <对象>
                          slow <对象> <ms>
                          trouble <对象> <overloaded | diskFull | diskStalled> <on | off>
                          answer <对象> <错误码 1-65535> <次数 0-${MAX_ANSWER_TIMES}>
                          link <生产者> <对象> <丢包百分数 0-100>
                          writePerm <brokerName> <on | off>
                          set <名=值> [brokerName]
                        对象：broker-a master、broker-a n1、nameserver 0、producer 0
  --json                每行一个 JSON 对象：先是输入，然后是日志，最后是汇总
  --compare <名=值>     换掉这一项设置再运行一次，打印两边的数字
  --save <文件.json>    把输入存成文件，页面也能打开
  --lang zh|en          每一行用该语言的一句话来说
  --list                列出预设
  --help                本说明

文件可以是页面或 --save 保存的，也可以是 --json 打印的第一行；链接就是页面复制出来的。
每一列、每个字段的含义见 docs/trace.md，文件和链接的格式见 docs/link-format.md。`,
}

/** Bad input: told on stderr, exit code 2. */
class BadInput extends Error {}

const isLanguage = (text: string | undefined): text is Language => text === 'zh' || text === 'en'

const integerOption = (name: string, typed: string, min: number, max: number, language: Language): number => {
  const value = Number(typed)
  if (/^\d+$/.test(typed) && value >= min && value <= max) return value
  const reason = /^-?\d+$/.test(typed) ? 'outOfRange' : 'notInteger'
  throw new BadInput(problemWords({ path: `--${name}`, value: typed, reason, allowed: { min, max } })[language])
}

/** The whole of it or nothing: a run that is only partly what was asked for would be taken for it. */
function whole({ input, problems }: Reading, language: Language): RunInput {
  if (input !== null && problems.length === 0) return input
  throw new BadInput(problems.map((problem) => problemWords(problem)[language]).join('\n'))
}

const isLink = (text: string): boolean => /(?:^|#)v=\d+&/.test(text.trimStart().slice(0, 2000))

/** The input as a preset, a link or a file gives it. */
function readSource(source: string, language: Language): RunInput {
  if (PRESETS.some(({ id }) => id === source)) return presetInput(source)
  if (isLink(source)) return whole(readLink(source), language)
  let text: string
  try {
    text = readFileSync(source === '-' ? 0 : source, 'utf8')
  } catch {
    const presets = PRESETS.map(({ id }) => id).join(', ')
    throw new BadInput(
      language === 'zh'
        ? `${source}：没有这个预设，也没有这个文件。预设有：${presets}。`
        : `${source}: neither a preset nor a file that can be read. Presets: ${presets}.`,
    )
  }
  if (isLink(text)) return whole(readLink(text), language)
  let data: unknown
  try {
    // What --json printed may be given back whole: its first line is the input.
    const [first = ''] = text.trimStart().split('\n', 1)
    data = JSON.parse(/^\{.*\}\s*$/.test(first) ? first : text)
  } catch {
    throw new BadInput(problemWords({ path: source, value: '', reason: 'notJson', allowed: {} })[language])
  }
  return whole(readDocument(data), language)
}

function saveInput(path: string, input: RunInput, language: Language): void {
  try {
    writeFileSync(path, fileText({ input, view: {} }))
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error)
    throw new BadInput(language === 'zh' ? `${path}：写不进去（${reason}）` : `${path}: cannot be written (${reason})`)
  }
}

interface Changes {
  seed: string | undefined
  set: string[]
  do: string[]
}

/** The checked input: a preset or file with the changes of the command line. */
function buildInput(source: string, changes: Changes, language: Language): RunInput {
  const say = (problem: Problem): string => problemWords(problem)[language]
  const checked = (data: unknown): RunInput => {
    const result = parseRunInput(data)
    if (!result.ok) throw new BadInput(result.problems.map(say).join('\n'))
    return result.input
  }
  const base = readSource(source, language)
  const settings: Record<string, unknown> = { ...base.scenario.settings }
  for (const text of changes.set) {
    const equals = text.indexOf('=')
    const read = parseSettingValue(equals < 0 ? text : text.slice(0, equals), equals < 0 ? '' : text.slice(equals + 1))
    if (!read.ok) throw new BadInput(say({ ...read.problem, path: `--set ${text}` }))
    settings[text.slice(0, equals)] = read.value
  }
  const added = changes.do.map((text) => {
    const read = parseAction(text)
    if (!read.ok) throw new BadInput(say({ ...read.problem, path: `--do "${text}"` }))
    return read.action
  })
  return checked({
    ...base,
    scenario: { ...base.scenario, settings },
    seed: changes.seed === undefined ? base.seed : integerOption('seed', changes.seed, 0, MAX_SEED, language),
    actions: [...base.actions, ...added].sort((one, other) => one.atMs - other.atMs),
  })
}

/** The input with what it is compared with. */
function comparedInput(input: RunInput, text: string, language: Language): ComparedInput {
  const refuse = (problem: Problem): never => {
    throw new BadInput(problemWords({ ...problem, path: `--compare ${text}` })[language])
  }
  const read = parseDifference(text)
  if (!read.ok) return refuse(read.problem)
  const other = readOther(input, read.difference)
  return other.ok ? { input, difference: read.difference, other } : refuse(other.problem)
}

// ---------------------------------------------------------------- summary

/** How the run stood at its end. */
interface Summary {
  atMs: number
  sent: number
  stored: number
  failed: number
  inFlight: number
  attempts: number
  failedAttempts: number
  storedCopies: number
  queues: { brokerName: string; queueId: number; stored: number }[]
}

function summaryOf(state: ClusterState): Summary {
  const { totals } = state
  return {
    atMs: state.nowMs,
    ...totals,
    inFlight: totals.sent - totals.stored - totals.failed,
    queues: state.brokerGroups.flatMap(({ brokerName, queueOffsets }) =>
      queueOffsets.map((stored, queueId) => ({ brokerName, queueId, stored })),
    ),
  }
}

const SUMMARY_WORDS = {
  en: {
    calls: ({ sent, stored, failed, inFlight }: Summary) =>
      `sent ${sent}   stored ${stored}   failed ${failed}   in flight ${inFlight}`,
    attempts: ({ attempts, failedAttempts, storedCopies }: Summary) =>
      `attempts ${attempts}, ${failedAttempts} of them failed   copies written ${storedCopies}`,
  },
  zh: {
    calls: ({ sent, stored, failed, inFlight }: Summary) =>
      `发送 ${sent}   成功 ${stored}   失败 ${failed}   途中 ${inFlight}`,
    attempts: ({ attempts, failedAttempts, storedCopies }: Summary) =>
      `尝试 ${attempts} 次，其中失败 ${failedAttempts} 次   Broker 写入 ${storedCopies} 份`,
  },
}

function summaryText(summary: Summary, language: Language): string[] {
  const words = SUMMARY_WORDS[language]
  const total = Math.max(1, summary.storedCopies)
  const rows = summary.queues.map(({ brokerName, queueId, stored }) => {
    const share = `${((100 * stored) / total).toFixed(1)} %`
    return `${`${brokerName} q${queueId}`.padEnd(16)}${String(stored).padStart(8)}${share.padStart(10)}`
  })
  return [words.calls(summary), words.attempts(summary), ...rows]
}

// ---------------------------------------------------------------- the command

/** The whole printed trace of an input, line by line. */
export function* traceOf(input: RunInput, untilMs: number, language: Language | null): Generator<string> {
  const run = simulate(input, untilMs)
  const end = stateAt(run, untilMs)
  const brokerName = (group: number): string => end.brokerGroups[group]?.brokerName ?? `group-${group}`
  const { settings } = input.scenario
  const { family } = clientRules(settings.clientVersion)
  yield `seed ${input.seed}   preset ${input.scenario.preset}   topic ${input.scenario.topic}   client ${settings.clientVersion} (family ${family})   until ${untilMs}`
  yield `settings ${settingsText(settings) || '-'}`
  yield `actions ${input.actions.map(actionText).join('; ') || '-'}`
  const read = createTraceReader({ brokerName, actions: input.actions, settings })
  const context = { brokerName, settings, family, actions: input.actions }
  for (let index = 0; index < logLength(run.log); index += 1) {
    const entry = entryAt(run.log, index)
    if (entry.kind === 'action') {
      const action = input.actions[entry.action]
      if (action?.type === 'set' && action.brokerName === undefined) {
        context.settings = { ...context.settings, [action.name]: action.value }
        context.family = clientRules(context.settings.clientVersion).family
      }
    }
    const line = read(entry)
    yield traceText(language ? { ...line, detail: narrate(entry, context, language) } : line)
  }
  yield* summaryText(summaryOf(end), language ?? 'en')
}

/** The same as one JSON object a line. */
export function* jsonOf(input: RunInput, untilMs: number): Generator<string> {
  const run = simulate(input, untilMs)
  yield JSON.stringify(input)
  for (let index = 0; index < logLength(run.log); index += 1) yield JSON.stringify(entryAt(run.log, index))
  yield JSON.stringify({ kind: 'summary', ...summaryOf(stateAt(run, untilMs)) })
}

const LINES_AT_ONCE = 1000

function print(lines: Iterable<string>, output: Output): void {
  let block: string[] = []
  for (const line of lines) {
    block.push(line)
    if (block.length === LINES_AT_ONCE) {
      output.out(`${block.join('\n')}\n`)
      block = []
    }
  }
  if (block.length > 0) output.out(`${block.join('\n')}\n`)
}

const OPTIONS = {
  seed: { type: 'string' },
  until: { type: 'string' },
  compare: { type: 'string' },
  set: { type: 'string', multiple: true },
  do: { type: 'string', multiple: true },
  json: { type: 'boolean' },
  save: { type: 'string' },
  lang: { type: 'string' },
  list: { type: 'boolean' },
  help: { type: 'boolean', short: 'h' },
} as const

/** @returns the exit code: 0, or 2 for input that cannot be used */
export function simulateCommand(args: readonly string[], output: Output): number {
  let language: Language = 'en'
  try {
    const { values, positionals } = parseArgs({ args: [...args], options: OPTIONS, allowPositionals: true })
    if (values.lang !== undefined && !isLanguage(values.lang)) {
      const problem: Problem = {
        path: '--lang',
        value: values.lang,
        reason: 'notInList',
        allowed: { list: ['zh', 'en'] },
      }
      throw new BadInput(problemWords(problem).en)
    }
    language = values.lang ?? 'en'
    if (values.list) {
      print(
        PRESETS.map(({ id }) => `${id.padEnd(14)}${presetWords[id]?.[language] ?? ''}`.trimEnd()),
        output,
      )
      return 0
    }
    if (values.help || positionals.length === 0) {
      if (values.help) output.out(`${HELP[language]}\n`)
      else output.error(`${HELP[language]}\n`)
      return values.help ? 0 : 2
    }
    if (positionals.length > 1) {
      const wanted = language === 'zh' ? '只能有一个预设或文件' : 'there can be only one preset or file'
      throw new BadInput(`${positionals.slice(1).join(' ')}: ${wanted}`)
    }
    const changes = { seed: values.seed, set: values.set ?? [], do: values.do ?? [] }
    const input = buildInput(positionals[0] as string, changes, language)
    if (values.save !== undefined) saveInput(values.save, input, language)
    const untilMs =
      values.until === undefined ? DEFAULT_UNTIL_MS : integerOption('until', values.until, 1, MAX_RUN_MS, language)
    if (values.compare !== undefined) {
      print(verdictText(comparedInput(input, values.compare, language), untilMs, language), output)
      return 0
    }
    print(values.json ? jsonOf(input, untilMs) : traceOf(input, untilMs, values.lang ? language : null), output)
    return 0
  } catch (error) {
    const isWrongOption =
      error instanceof TypeError && 'code' in error && String(error.code).startsWith('ERR_PARSE_ARGS')
    if (!(error instanceof BadInput) && !isWrongOption) throw error
    output.error(`${error.message}\n`)
    return 2
  }
}
