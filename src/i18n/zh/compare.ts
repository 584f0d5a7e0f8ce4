import type { SettingName, Settings, UserAction } from '../../rocketmq'
import { type CompareMessages, type DifferenceFacts, EXACT_MS, MS_SETTINGS, type RowFacts, saidRows } from '../compare'
import { secondsAt } from '../editing'
import { formatTime } from '../format'
import { actionWords } from './editing'
import { formatDuration, formatNumber, spaced } from './format'
import { settings } from './settings'

function valueWords(name: SettingName, value: Settings[SettingName]): string {
  if (typeof value === 'boolean') return value ? '开' : '关'
  if (value === null) return '随机'
  if (Array.isArray(value)) return `[${value.join(', ')}]`
  const text = `${value}${typeof value === 'number' && MS_SETTINGS.test(name) ? ' ms' : ''}`
  return text
}

function settingWith(name: SettingName, value: Settings[SettingName]): string {
  const said = valueWords(name, value)
  if (name === 'clientVersion') return `客户端 ${said}`
  const own = settings.names[name] ?? name
  return spaced(`${own} ${said}`)
}

const doneAt = (action: UserAction): string => {
  const what = actionWords(action)
  const at = secondsAt(action.atMs)
  return spaced(`${at} 秒的 ${what}`)
}

const tableWords = (isOwn: boolean, other: string): string => (isOwn ? compare.ownTable : other)

const without = (action: UserAction): string => {
  const what = doneAt(action)
  return `没有 ${what}`
}

const having = (action: UserAction): string => {
  const what = doneAt(action)
  return `有 ${what}`
}

function sideWords(facts: DifferenceFacts): { main: string; other: string } {
  switch (facts.kind) {
    case 'setting':
      return { main: settingWith(facts.name, facts.main), other: settingWith(facts.name, facts.other) }
    case 'table':
      return {
        main: tableWords(facts.mainIsOwn, compare.tableNow),
        other: tableWords(facts.otherIsOwn, compare.otherTable),
      }
    case 'without':
      return { main: having(facts.action), other: without(facts.action) }
    case 'with':
      return { main: without(facts.action), other: having(facts.action) }
    case 'run':
      return { main: compare.thisRun, other: facts.name ?? compare.formerRun }
  }
}

const choiceWords = (facts: DifferenceFacts): string => sideWords(facts).other

/** "With sendLatencyFaultEnable off" */
function inThatCase(facts: DifferenceFacts): string {
  const { other } = sideWords(facts)
  switch (facts.kind) {
    case 'setting':
      return facts.name === 'clientVersion' ? `换成${spaced(` ${other}`)} 后` : `${other} 时`
    case 'table':
      return `换成${other}后`
    case 'without':
    case 'with':
      return `${other} 时`
    case 'run':
      return `在“${other}”里`
  }
}

function leftOutWords(changesLeftOut: boolean, name: SettingName | null, actions: number): string | null {
  const parts: string[] = []
  if (changesLeftOut) {
    const what = name === null ? '规避表' : name
    parts.push(spaced(`B 全程使用这个值：途中对 ${what} 的改动只对 A 生效`))
  }
  if (actions > 0) {
    parts.push(`${actions} 个操作在 B 里没有目标，已忽略`)
  }
  if (parts.length === 0) return null
  return `${parts.join('；')}。`
}

const ROWS: Record<string, string> = {
  sent: '发送',
  stored: '存下的消息',
  failed: '失败的发送',
  retriedMessages: '重试过的消息',
  retries: '重试次数',
  p50: '延迟 p50',
  p99: '延迟 p99',
  max: '最大延迟',
  duplicates: '重复写入',
  someWithoutMaster: '有一组无可写 Master',
  pause: '失败后最长停发',
}

function rowName({ id, brokerName }: RowFacts): string {
  const name = brokerName ?? ''
  if (id.of === 'withoutMaster') return `${name} 无可写 Master`
  if (id.of === 'share') return name
  if (id.of === 'queueShare') return `${name} q${id.queueId}`
  return ROWS[id.of] ?? id.of
}

function rowHint({ id }: RowFacts): string | null {
  if (id.of === 'p50' || id.of === 'p99' || id.of === 'max') return compare.latencyHint
  if (id.of === 'someWithoutMaster') return compare.masterHint
  if (id.of === 'pause') return compare.pauseHint
  return id.of === 'duplicates' ? compare.duplicatesHint : null
}

function figureText(value: number | null, unit: RowFacts['unit']): string {
  if (value === null) return compare.noValue
  if (unit === 'percent') return `${value.toFixed(1)} %`
  if (unit === 'count') return formatNumber(value)
  return value <= EXACT_MS ? `${formatNumber(value)} ms` : formatDuration(value)
}

function changeText({ main, other, unit }: RowFacts): string {
  if (main === null || other === null) return ''
  const by = other - main
  if (by === 0 || (unit === 'percent' && Math.abs(by) < 0.05)) return '='
  const text = unit === 'percent' ? `${Math.abs(by).toFixed(1)} pp` : figureText(Math.abs(by), unit)
  return `${by > 0 ? '+' : '−'}${text}`
}

const figureLabel = (row: RowFacts, side: string, value: number | null): string => {
  const name = rowName(row)
  const text = figureText(value, row.unit)
  return `${name}，${side}：${text}，跳到那一刻`
}

// --- the summary -----------------------------------------------------------------------------------------------------
function clause(row: RowFacts): string {
  const { main, other, unit } = row
  const shown = (value: number | null) => figureText(value, unit)

  const counts = (name: string, unit: string): string => {
    const by = Math.abs((other ?? 0) - (main ?? 0))
    const more = (other ?? 0) > (main ?? 0)
    return `${name}${more ? '多了' : '少了'} ${formatNumber(by)} ${unit}（${shown(main)} → ${shown(other)}）`
  }
  const changes = (name: string): string => {
    if (main === null) return `${name}是 ${shown(other)}，A 没有`
    if (other === null) return `没有${name}，A 是 ${shown(main)}`
    return `${name}从 ${shown(main)} 变成 ${shown(other)}`
  }
  const name = row.brokerName ?? ''
  switch (row.id.of) {
    case 'failed':
      return counts('失败的发送', '次')
    case 'duplicates':
      return counts('重复写入', '份')
    case 'retriedMessages':
      return counts('要重试的消息', '条')
    case 'retries':
      return counts('重试', '次')
    case 'sent':
      return counts('发送', '次')
    case 'p50':
      return changes('p50 延迟')
    case 'p99':
      return changes('p99 延迟')
    case 'max':
      return changes('最长的一次发送')
    case 'someWithoutMaster':
      return changes('没有可写 Master 的时间')
    case 'pause':
      return changes('失败后最长停发时间')
    case 'share':
      return changes(`${name} 的份额`)
    default:
      return changes(`${name} q${row.id.queueId} 的份额`)
  }
}

function summarySentence(facts: DifferenceFacts, rows: readonly RowFacts[], allSaved: boolean): string {
  const said = saidRows(rows).map(clause)
  const when = inThatCase(facts)
  const saved = allSaved ? '两边都没有发送失败：重试挽回了所有失败的尝试。' : ''
  return spaced(`${when}，${said.join('，')}。${saved}`)
}

function noDifferenceWords(why: 'sameInput' | 'nothingSent' | 'nothingFailed' | 'equal', toMs: number): string {
  const until = formatTime(toMs, 1)
  switch (why) {
    case 'sameInput':
      return '没有区别：两边完全相同。'
    case 'nothingSent':
      return '还没有区别：还没有发送消息。'
    case 'nothingFailed':
      return '还没有区别：还没有尝试失败。制造一个故障再看。'
    case 'equal':
      return `没有区别：到 ${until} 为止，所有数字都一样。`
  }
}

const countedUntil = (toMs: number): string => `统计从开头到 ${formatTime(toMs, 1)}。`

export const compare: CompareMessages = {
  title: '和什么对比？',
  hint: '同一个种子，同样的故障，只有一处不同。',
  branches: '已保存的分支',
  anySetting: '任选一项设置',
  setting: '设置',
  value: '换成',
  start: '开始对比',
  sameValue: '与现在的值相同，无需对比。',
  end: '结束对比',
  endLong: '结束对比',
  swap: '互换',
  swapHint: '把 B 换成主线，A 放到旁边（可撤销）',
  change: '换一个对比',
  stages: '两个过程并排',
  show: '看哪一边',
  changed: '差别',
  better: '更好',
  worse: '更差',
  sends: '应用看到的',
  cluster: '集群',
  shares: '写入分布',
  noValue: '无',
  nothingToGoTo: '这里没有可跳转的时刻。',
  ownTable: '版本自带的规避表',
  tableNow: '现在的规避表',
  otherTable: '另一张规避表',
  thisRun: '现在这个过程',
  formerRun: '之前的过程',
  onlyDifference: '这是两边唯一的不同，各用各的值。要改它，请换一个对比。',
  latencyHint: '从调用 send 到返回结果或抛出异常。失败的也算，算到抛出异常为止；ONEWAY 不等结果，不算。',
  masterHint: '至少有一组没有可写的 Master：宕机、冻结，或正在选举。',
  pauseHint: '同一个 Broker 组，从一次尝试失败到下一次再试，最长隔了多久。',
  duplicatesHint: '同一条消息多写进去的份数：生产者以为失败，其实已经存下。',
  sides: sideWords,
  choice: choiceWords,
  leftOut: leftOutWords,
  rowName,
  rowHint,
  figureText,
  changeText,
  figureLabel,
  summary: summarySentence,
  noDifference: noDifferenceWords,
  countedUntil,
}
