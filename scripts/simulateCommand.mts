// Runs the engine without a page and prints what happens. The same input gives the same text on every machine.

import '../src/rocketmq/broker/store'
import '../src/rocketmq/consumer'
import { writeFileSync } from 'node:fs'
import { ALL_MESSAGES } from '../src/i18n/allMessages'
import { LANGUAGE_CODES, type Language } from '../src/i18n/languages'
import type { Localized } from '../src/i18n/localized'
import { narrate } from '../src/i18n/narration'
import { parseDifference, readOther } from '../src/io/differenceSchema'
import { fileText } from '../src/io/document'
import { logCsvLines, logJsonLines, type Summary, summaryOf } from '../src/io/export/logFile'
import { actionText } from '../src/io/writeAction'
import {
  type ClusterState,
  clientRules,
  entryAt,
  logLength,
  MAX_ANSWER_TIMES,
  MAX_RESPONSE_CODE,
  MAX_RUN_MS,
  MAX_SEED,
  PRESETS,
  type Run,
  type RunInput,
  simulate,
  stateAt,
} from '../src/rocketmq'
import { buildInput, readSource } from './commandInput.mts'
import {
  cannotWrite,
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
import { type ComparedInput, summaryTextOf } from './summaryText.mts'
import { createTraceReader, settingsText, traceText } from './traceFormat.mts'

const DEFAULT_UNTIL_MS = 30_000

/** How the command is called: replaced where it is called otherwise. */
export const COMMAND = 'npm run -s simulate --'

const HELP: Localized = {
  en: `Runs a scenario and prints everything that happens.

${COMMAND} <preset | file.json | 'link'> [options]

  --seed <n>            0 to ${grouped(MAX_SEED)}
  --until <ms>          how long to run, up to ${grouped(MAX_RUN_MS)} (default ${grouped(DEFAULT_UNTIL_MS)})
  --set <name=value>    a setting from the start; again for more
  --do "<action> @<ms>" an action at a moment; again for more:
                          kill | powerOff | freeze | resume | stop | restart | relocate  <target>
                          slow <target> <ms>
                          setFault <target> <overloaded | diskFull | diskStalled> <on | off>
                          injectResponse <target> <response code 1-${grouped(MAX_RESPONSE_CODE)}> <times 0-${grouped(MAX_ANSWER_TIMES)}>
                          link <target> <target> <percent lost 0-100>
                          writePerm <brokerName> <on | off>
                          set <name=value> [brokerName]
                        targets: broker-a master, broker-a n1, nameserver 0, producer 0, controller 0 (links only)
  --json                one JSON object a line: first the input, then the log, last the summary
  --csv                 the log as a table for spreadsheets, its columns named in the first line
  --compare <name=value> run it again with that setting from the start, and print the figures of both
  --save <file.json>    write the input as a file that the page opens as well
  --lang ${LANGUAGE_CODES.join('|')}          print each line as a sentence in that language
  --list                the presets
  --version             the version of RocketScope
  --help                this text

A file is what the page or --save writes, or an input as --json prints it first; a link is what the page copies.
docs/trace.md explains every column and field, docs/link-format.md files and links.`,
  zh: `运行一个场景，打印其中发生的每一件事。

${COMMAND} <预设名 | 文件.json | '链接'> [选项]

  --seed <n>            随机种子，0 到 ${grouped(MAX_SEED)}
  --until <ms>          运行多久，最多 ${grouped(MAX_RUN_MS)}（默认 ${grouped(DEFAULT_UNTIL_MS)}）
  --set <名=值>         一开始就改掉的设置，可以写多次
  --do "<动作> @<ms>"   某一时刻做的事，可以写多次：
                          kill | powerOff | freeze | resume | stop | restart | relocate  <对象>
                          slow <对象> <ms>
                          setFault <对象> <overloaded | diskFull | diskStalled> <on | off>
                          injectResponse <对象> <错误码 1-${grouped(MAX_RESPONSE_CODE)}> <次数 0-${grouped(MAX_ANSWER_TIMES)}>
                          link <对象> <对象> <丢包百分数 0-100>
                          writePerm <brokerName> <on | off>
                          set <名=值> [brokerName]
                        对象：broker-a master、broker-a n1、nameserver 0、producer 0、controller 0（只用于 link）
  --json                每行一个 JSON 对象：先是输入，然后是日志，最后是汇总
  --csv                 日志表格，可用电子表格打开，第一行是列名
  --compare <名=值>     换掉这一项设置再运行一次，打印两边的数字
  --save <文件.json>    把输入存成文件，页面也能打开
  --lang ${LANGUAGE_CODES.join('|')}          每一行用该语言的一句话来说
  --list                列出预设
  --version             RocketScope 的版本
  --help                本说明

文件可以是页面或 --save 保存的，也可以是 --json 打印的第一行；链接就是页面复制出来的。
每一列、每个字段的含义见 docs/trace.md，文件和链接的格式见 docs/link-format.md。`,
}

function saveInput(path: string, input: RunInput, language: Language): void {
  try {
    writeFileSync(path, fileText({ input, view: {} }))
  } catch (error) {
    say(language, cannotWrite(path, error))
  }
}

/** The input with what it is compared with. */
function comparedInput(input: RunInput, text: string, language: Language): ComparedInput {
  const path = `--compare ${text}`
  const read = parseDifference(text)
  if (!read.ok) return refuse({ ...read.problem, path }, language)
  const other = readOther(input, read.difference)
  return other.ok ? { input, difference: read.difference, other } : refuse({ ...other.problem, path }, language)
}

// ---------------------------------------------------------------- summary

const SUMMARY_WORDS = {
  en: {
    calls: ({ sent, stored, failed, inFlight }: Summary) =>
      `sent ${sent}   stored ${stored}   failed ${failed}   in flight ${inFlight}`,
    attempts: ({ attempts, failedAttempts, storedCopies }: Summary) =>
      `attempts ${attempts}, ${failedAttempts} of them failed   copies written ${storedCopies}`,
    noTopic: 'no such Topic: "set writeQueueNums=4 <name> @<ms>" runs updateTopic',
  },
  zh: {
    calls: ({ sent, stored, failed, inFlight }: Summary) =>
      `发送 ${sent}   成功 ${stored}   失败 ${failed}   途中 ${inFlight}`,
    attempts: ({ attempts, failedAttempts, storedCopies }: Summary) =>
      `尝试 ${attempts} 次，其中失败 ${failedAttempts} 次   Broker 写入 ${storedCopies} 份`,
    noTopic: '没有这个 Topic：“set writeQueueNums=4 <组名> @<毫秒>”即执行 updateTopic',
  },
}

function summaryText(summary: Summary, { brokerGroups }: ClusterState, language: Language): string[] {
  const words = SUMMARY_WORDS[language]
  const total = Math.max(1, summary.storedCopies)
  const rows = summary.queues.map(({ brokerName, queueId, stored }) => {
    const share = `${((100 * stored) / total).toFixed(1)} %`
    return `${`${brokerName} q${queueId}`.padEnd(16)}${String(stored).padStart(8)}${share.padStart(10)}`
  })
  const without = brokerGroups
    .filter(({ topicCreated, removed }) => !topicCreated && !removed)
    .map(({ brokerName }) => `${brokerName.padEnd(16)}${words.noTopic}`)
  return [words.calls(summary), words.attempts(summary), ...rows, ...without]
}

// ---------------------------------------------------------------- the command

function* traceLines(run: Run, untilMs: number, language: Language | null): Generator<string> {
  const { input } = run
  const end = stateAt(run, Math.min(untilMs, run.endMs))
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
    yield traceText(language ? { ...line, detail: narrate(entry, context, ALL_MESSAGES[language]) } : line)
  }
  yield* summaryText(summaryOf(end), end, language ?? 'en')
}

/** The same as one JSON object a line, or as a table. */
const fileOf = (format: 'json' | 'csv', run: Run, untilMs: number): Iterable<string> =>
  format === 'json' ? logJsonLines(run, 0, untilMs) : withoutLineEnds(logCsvLines(run, 0, untilMs))

/** Says which runs ended before their time. @returns the exit code */
export function endsEarly(runs: readonly Run[], language: Language, output: Output): number {
  const [own, other] = runs
  for (const run of runs) {
    if (run.endedBy)
      output.error(`${ALL_MESSAGES[language].computing.runEnd(run.endedBy, run === own ? 'own' : 'other')}\n`)
  }
  return own?.endedBy || other?.endedBy ? 1 : 0
}

/** Printing ends each line itself; of the two signs that end one in a table, one is left to it. */
function* withoutLineEnds(lines: Iterable<string>): Generator<string> {
  for (const line of lines) yield line.slice(0, -1)
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
  csv: { type: 'boolean' },
  save: { type: 'string' },
  lang: { type: 'string' },
  list: { type: 'boolean' },
  version: { type: 'boolean' },
  help: { type: 'boolean', short: 'h' },
} as const

/** What is printed; only one of them at a time. */
const FORMS = ['json', 'csv', 'compare'] as const

/** @returns the exit code: 0; 1 where a run ends before its time, because it would hold too much; 2 for input that cannot be used */
export const simulateCommand = (args: readonly string[], output: Output, command = COMMAND): number =>
  runCommand(output, () => simulateWith(args, output, command))

function simulateWith(args: readonly string[], output: Output, command: string): number {
  const { values, positionals, language } = readArguments(args, OPTIONS)
  if (values.list && !values.version) {
    print(
      PRESETS.map(({ id }) => `${id.padEnd(14)}${ALL_MESSAGES[language].page.presets[id] ?? ''}`.trimEnd()),
      output,
    )
    return 0
  }
  const help = HELP[language].replace(COMMAND, command)
  const done = versionOrHelp(values, positionals.length === 0, help, output)
  if (done !== null) return done
  const source = onlySource(positionals, language)
  const forms = FORMS.filter((form) => values[form] !== undefined).map((form) => `--${form}`)
  if (forms.length > 1) {
    say(language, {
      zh: `${forms.join(' ')}：一次只能打印一种。`,
      en: `${forms.join(' ')}: only one of them can be printed at a time.`,
    })
  }
  const untilMs =
    values.until === undefined ? DEFAULT_UNTIL_MS : integerOption('until', values.until, 1, MAX_RUN_MS, language)
  const changes = { seed: values.seed, set: values.set ?? [], do: values.do ?? [] }
  const input = buildInput(readSource(source, language), changes, language)
  const compared = values.compare === undefined ? null : comparedInput(input, values.compare, language)
  if (values.save !== undefined) saveInput(values.save, input, language)
  if (compared) {
    const runs = [compared.input, compared.other.input].map((one) => simulate(one, untilMs)) as [Run, Run]
    // Figures of two runs are of the same time.
    print(
      summaryTextOf(compared, runs, Math.min(untilMs, ...runs.map(({ endMs }) => endMs)), ALL_MESSAGES[language]),
      output,
    )
    return endsEarly(runs, language, output)
  }
  const format = values.json ? 'json' : values.csv ? 'csv' : null
  const run = simulate(input, untilMs)
  print(format ? fileOf(format, run, untilMs) : traceLines(run, untilMs, values.lang ? language : null), output)
  return endsEarly([run], language, output)
}
