// Words for two runs side by side: what is different, the figures, and the verdict in one sentence.

import type { SettingName, Settings, UserAction } from '../rocketmq'
import { actionWords, secondsAt } from './editing'
import { formatDuration, formatNumber, formatTime, spaced } from './format'
import { settingNames } from './settings'
import type { Language, Words } from './words'

const both = (zh: string, en: string): Words => ({ zh, en })

export const compareWords = {
  title: both('和什么对比？', 'Compare with what?'),
  hint: both('同一个种子，同样的故障，只有一处不同。', 'Same seed, same faults, one thing different.'),
  branches: both('留下的分支', 'Kept branches'),
  anySetting: both('任选一项设置', 'Any other setting'),
  setting: both('设置', 'Setting'),
  value: both('换成', 'Value'),
  start: both('开始对比', 'Compare'),
  sameValue: both('和现在一样，没什么可比的。', 'That is the value it has already.'),
  end: both('结束对比', 'End'),
  endLong: both('结束对比', 'End the comparison'),
  swap: both('互换', 'Swap'),
  swapHint: both(
    '把 B 换成主线，A 放到旁边（可撤销）',
    'Makes B the run of the page, with A beside it (can be undone)',
  ),
  change: both('换一个对比', 'Change'),
  stages: both('两个过程并排', 'Two runs side by side'),
  show: both('看哪一边', 'Which run to show'),
  changed: both('差别', 'Difference'),
  better: both('更好', 'better'),
  worse: both('更差', 'worse'),
  sends: both('应用看到的', 'What the application sees'),
  cluster: both('集群', 'Cluster'),
  shares: both('写入分布', 'Where the copies went'),
  noValue: both('无', 'n/a'),
  nothingToGoTo: both('这里没有可跳转的时刻。', 'There is no moment behind this figure.'),
  ownTable: both('版本自带的规避表', "the release's own latency table"),
  tableNow: both('现在的规避表', 'the present latency table'),
  otherTable: both('另一张规避表', 'another latency table'),
  thisRun: both('现在这个过程', 'this run'),
  formerRun: both('换过来之前的过程', 'the run of before'),
  onlyDifference: both(
    '这一项就是两边唯一的不同：左右各是一个值。要改，就换一个对比。',
    'This is the one thing that differs: each side has its own value. To change it, choose another comparison.',
  ),
  latencyHint: both(
    '从调用 send 到返回结果或抛出异常。失败的也算，算到抛出异常为止；ONEWAY 不等结果，不算。',
    'From the call of send() to its result or exception. Failed calls count with the time until their exception; ONEWAY waits for nothing and is not counted.',
  ),
  masterHint: both(
    '至少有一组没有能写入的 Master：死了、冻住了，或正在选举。',
    'At least one Broker group had no Master that takes writes: dead, frozen or being elected.',
  ),
  pauseHint: both(
    '同一个 Broker 组，从一次尝试失败到下一次再试，最长隔了多久。',
    'The longest time from a failed attempt on a Broker group to the next attempt on it.',
  ),
  duplicatesHint: both(
    '同一条消息多写进去的份数：生产者以为失败，其实已经存下。',
    'Copies of a message beyond its first: the producer thought it had failed, and it was stored.',
  ),
  impossible: (why: Words): Words => both(`这样没法对比：${why.zh}`, `Cannot compare with that: ${why.en}`),
} as const

// --- what is different -----------------------------------------------------------------------------------------------

/** One thing that differs, as far as words need to know it. */
export type DifferenceFacts =
  | { kind: 'setting'; name: SettingName; main: Settings[SettingName]; other: Settings[SettingName] }
  | { kind: 'table'; mainIsOwn: boolean; otherIsOwn: boolean }
  | { kind: 'without' | 'with'; action: UserAction }
  | { kind: 'run'; name: Words | null }

const MS_SETTINGS = /Ms$|Millis$|Timeout|Interval|Period|sendMsgMax/

function valueWords(name: SettingName, value: Settings[SettingName]): Words {
  if (typeof value === 'boolean') return value ? both('开', 'on') : both('关', 'off')
  if (value === null) return both('随机', 'random')
  if (Array.isArray(value)) return both(`[${value.join(', ')}]`, `[${value.join(', ')}]`)
  const text = `${value}${typeof value === 'number' && MS_SETTINGS.test(name) ? ' ms' : ''}`
  return both(text, text)
}

function settingWith(name: SettingName, value: Settings[SettingName]): Words {
  const said = valueWords(name, value)
  if (name === 'clientVersion') return both(`客户端 ${said.zh}`, `client ${said.en}`)
  const own = settingNames[name] ?? both(name, name)
  return both(spaced(`${own.zh} ${said.zh}`), `${own.en} ${said.en}`)
}

const doneAt = (action: UserAction): Words => {
  const what = actionWords(action)
  const at = secondsAt(action.atMs)
  return both(spaced(`${at} 秒的 ${what.zh}`), `${what.en} at ${at} s`)
}

const tableWords = (isOwn: boolean, other: Words): Words => (isOwn ? compareWords.ownTable : other)

const without = (action: UserAction): Words => {
  const what = doneAt(action)
  return both(`没有 ${what.zh}`, `without ${what.en}`)
}
const having = (action: UserAction): Words => {
  const what = doneAt(action)
  return both(`有 ${what.zh}`, `with ${what.en}`)
}

/** What each of the two runs is, in the words that tell them apart. */
export function sideWords(facts: DifferenceFacts): { main: Words; other: Words } {
  switch (facts.kind) {
    case 'setting':
      return { main: settingWith(facts.name, facts.main), other: settingWith(facts.name, facts.other) }
    case 'table':
      return {
        main: tableWords(facts.mainIsOwn, compareWords.tableNow),
        other: tableWords(facts.otherIsOwn, compareWords.otherTable),
      }
    case 'without':
      return { main: having(facts.action), other: without(facts.action) }
    case 'with':
      return { main: without(facts.action), other: having(facts.action) }
    case 'run':
      return { main: compareWords.thisRun, other: facts.name ?? compareWords.formerRun }
  }
}

/** A difference as something to choose. */
export const choiceWords = (facts: DifferenceFacts): Words => sideWords(facts).other

/** "With sendLatencyFaultEnable off" */
function inThatCase(facts: DifferenceFacts): Words {
  const { other } = sideWords(facts)
  switch (facts.kind) {
    case 'setting':
      return facts.name === 'clientVersion'
        ? both(`换成${spaced(` ${other.zh}`)} 后`, `With ${other.en}`)
        : both(`${other.zh} 时`, `With ${other.en}`)
    case 'table':
      return both(`换成${other.zh}后`, `With ${other.en}`)
    case 'without':
    case 'with':
      return both(`${other.zh} 时`, `${other.en.charAt(0).toUpperCase()}${other.en.slice(1)}`)
    case 'run':
      return both(`在“${other.zh}”里`, `In "${other.en}"`)
  }
}

/** Said where the other run leaves something of the first one out; null where it does not. */
export function leftOutWords(changesLeftOut: boolean, name: SettingName | null, actions: number): Words | null {
  const parts: Words[] = []
  if (changesLeftOut) {
    const what = name === null ? both('规避表', 'the latency table') : both(name, name)
    parts.push(
      both(
        spaced(`B 从头到尾都是这个值：途中对 ${what.zh} 的改动只在 A 里`),
        `B keeps this value throughout: later changes of ${what.en} happen in A only`,
      ),
    )
  }
  if (actions > 0) {
    parts.push(
      both(
        `有 ${actions} 个操作在 B 里没有对象，略去`,
        actions === 1 ? 'one action has nothing to act on in B' : `${actions} actions have nothing to act on in B`,
      ),
    )
  }
  if (parts.length === 0) return null
  return both(`${parts.map(({ zh }) => zh).join('；')}。`, `${parts.map(({ en }) => en).join('; ')}.`)
}

// --- figures ---------------------------------------------------------------------------------------------------------

/** A row of figures, as far as words need to know it. */
export interface RowFacts {
  id: { of: string; queueId?: number }
  unit: 'count' | 'ms' | 'percent'
  main: number | null
  other: number | null
  brokerName: string | null
}

const ROWS: Record<string, Words> = {
  sent: both('发送', 'Sends'),
  stored: both('存下的消息', 'Messages stored'),
  failed: both('失败的发送', 'Failed sends'),
  retriedMessages: both('重试过的消息', 'Messages retried'),
  retries: both('重试次数', 'Retries'),
  p50: both('延迟 p50', 'Latency p50'),
  p99: both('延迟 p99', 'Latency p99'),
  max: both('最大延迟', 'Latency, longest'),
  duplicates: both('重复写入', 'Duplicate copies'),
  someWithoutMaster: both('有一组无可写 Master', 'A group without a Master'),
  pause: both('失败后最长停发', 'Longest wait after a failure'),
}

/** What a row is called. */
export function rowName({ id, brokerName }: RowFacts): Words {
  const name = brokerName ?? ''
  if (id.of === 'withoutMaster') return both(`${name} 无可写 Master`, `${name} without a Master`)
  if (id.of === 'share') return both(name, name)
  if (id.of === 'queueShare') return both(`${name} q${id.queueId}`, `${name} q${id.queueId}`)
  return ROWS[id.of] ?? both(id.of, id.of)
}

export function rowHint({ id }: RowFacts): Words | null {
  if (id.of === 'p50' || id.of === 'p99' || id.of === 'max') return compareWords.latencyHint
  if (id.of === 'someWithoutMaster') return compareWords.masterHint
  if (id.of === 'pause') return compareWords.pauseHint
  return id.of === 'duplicates' ? compareWords.duplicatesHint : null
}

/** Up to this many ms a length of time is given to the ms. */
const EXACT_MS = 10_000

/** One figure as it is shown. */
export function figureText(value: number | null, unit: RowFacts['unit'], language: Language): string {
  if (value === null) return compareWords.noValue[language]
  if (unit === 'percent') return `${value.toFixed(1)} %`
  if (unit === 'count') return formatNumber(value, language)
  return value <= EXACT_MS ? `${formatNumber(value, language)} ms` : formatDuration(value, language)
}

/** "+14", "−2.1 s", "0"; empty where one of them has no value. */
export function changeText({ main, other, unit }: RowFacts, language: Language): string {
  if (main === null || other === null) return ''
  const by = other - main
  if (by === 0 || (unit === 'percent' && Math.abs(by) < 0.05)) return '='
  const text = unit === 'percent' ? `${Math.abs(by).toFixed(1)} pp` : figureText(Math.abs(by), unit, language)
  return `${by > 0 ? '+' : '−'}${text}`
}

/** What the button of a figure says to those who cannot see where it stands. */
export const figureLabel = (row: RowFacts, side: Words, value: number | null, language: Language): string => {
  const name = rowName(row)[language]
  const text = figureText(value, row.unit, language)
  return language === 'zh'
    ? `${name}，${side.zh}：${text}，跳到那一刻`
    : `${name}, ${side.en}: ${text}, go to its moment`
}

// --- the verdict -----------------------------------------------------------------------------------------------------

function clause(row: RowFacts): Words {
  const { main, other, unit } = row
  const zh = (value: number | null) => figureText(value, unit, 'zh')
  const en = (value: number | null) => figureText(value, unit, 'en')
  const counts = (zhWhat: string, zhUnit: string, one: string, many: string): Words => {
    const by = Math.abs((other ?? 0) - (main ?? 0))
    const more = (other ?? 0) > (main ?? 0)
    const what = by === 1 ? one : many
    return both(
      `${zhWhat}${more ? '多了' : '少了'} ${formatNumber(by, 'zh')} ${zhUnit}（${zh(main)} → ${zh(other)}）`,
      `${formatNumber(by, 'en')} ${more ? 'more' : 'fewer'} ${what} (${en(other)} against ${en(main)})`,
    )
  }
  const changes = (zhWhat: string, enWhat: string): Words => {
    if (main === null) return both(`${zhWhat}是 ${zh(other)}，A 没有`, `${enWhat} is ${en(other)}, and A has none`)
    if (other === null) return both(`没有${zhWhat}，A 是 ${zh(main)}`, `there is no ${enWhat}, against ${en(main)}`)
    return both(`${zhWhat}从 ${zh(main)} 变成 ${zh(other)}`, `${enWhat} is ${en(other)}, against ${en(main)}`)
  }
  const name = row.brokerName ?? ''
  switch (row.id.of) {
    case 'failed':
      return counts('失败的发送', '次', 'send failed', 'sends failed')
    case 'duplicates':
      return counts('重复写入', '份', 'duplicate copy was written', 'duplicate copies were written')
    case 'retriedMessages':
      return counts('要重试的消息', '条', 'message needed a retry', 'messages needed a retry')
    case 'retries':
      return counts('重试', '次', 'retry was made', 'retries were made')
    case 'sent':
      return counts('发送', '次', 'send was begun', 'sends were begun')
    case 'p50':
      return changes('p50 延迟', 'p50 latency')
    case 'p99':
      return changes('p99 延迟', 'p99 latency')
    case 'max':
      return changes('最长的一次发送', 'the longest send')
    case 'someWithoutMaster':
      return changes('没有可写 Master 的时间', 'the time without a writable Master')
    case 'pause':
      return changes('失败之后最久没再试那台 Broker 的时间', 'the longest wait before a failed Broker is tried again')
    case 'share':
      return changes(`${name} 的份额`, `the share of ${name}`)
    default:
      return changes(`${name} q${row.id.queueId} 的份额`, `the share of ${name} q${row.id.queueId}`)
  }
}

/** What is worth a second half of the sentence. */
const SECOND = new Set(['failed', 'duplicates', 'retriedMessages', 'p99', 'share', 'queueShare'])

/**
 * The weightiest differences in one sentence.
 *
 * @param rows - at least one, the weightiest first
 * @param allSaved - no send failed in either run, because each was saved by a retry
 */
export function summarySentence(facts: DifferenceFacts, rows: readonly RowFacts[], allSaved: boolean): Words {
  const [first, ...others] = rows
  const second = others.find(({ id }) => SECOND.has(id.of))
  const said = [first, second].flatMap((row) => (row ? [clause(row)] : []))
  const when = inThatCase(facts)
  const saved = allSaved
    ? both('两边都没有发送失败：失败的尝试都靠重试救了回来。', ' No send failed in either: retries saved them all.')
    : both('', '')
  return both(
    spaced(`${when.zh}，${said.map(({ zh }) => zh).join('，')}。${saved.zh}`),
    `${when.en}, ${said.map(({ en }) => en).join(', and ')}.${saved.en}`,
  )
}

/** Why there is nothing to tell the two runs apart. */
export function noDifferenceWords(why: 'sameInput' | 'nothingSent' | 'nothingFailed' | 'equal', toMs: number): Words {
  const until = formatTime(toMs, 1)
  switch (why) {
    case 'sameInput':
      return both('没有区别：两边一模一样。', 'No difference: both runs are the same.')
    case 'nothingSent':
      return both('还没有区别：一条消息都还没发。', 'No difference yet: nothing has been sent.')
    case 'nothingFailed':
      return both(
        '还没有区别：没有一次尝试失败过。弄坏点什么，再看。',
        'No difference yet: no attempt has failed. Break something and watch.',
      )
    case 'equal':
      return both(
        `没有区别：到 ${until} 为止，所有数字都一样。`,
        `No difference: every figure is the same up to ${until}.`,
      )
  }
}

export const countedUntil = (toMs: number): Words =>
  both(`统计从开头到 ${formatTime(toMs, 1)}。`, `Counted from the start to ${formatTime(toMs, 1)}.`)
