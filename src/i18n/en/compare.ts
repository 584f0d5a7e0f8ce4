import type { SettingName, Settings, UserAction } from '../../rocketmq'
import { type CompareMessages, type DifferenceFacts, EXACT_MS, MS_SETTINGS, type RowFacts, saidRows } from '../compare'
import { secondsAt } from '../editing'
import { formatTime } from '../format'
import { actionWords } from './editing'
import { formatDuration, formatNumber } from './format'
import { settings } from './settings'

function valueWords(name: SettingName, value: Settings[SettingName]): string {
  if (typeof value === 'boolean') return value ? 'on' : 'off'
  if (value === null) return 'random'
  if (Array.isArray(value)) return `[${value.join(', ')}]`
  const text = `${value}${typeof value === 'number' && MS_SETTINGS.test(name) ? ' ms' : ''}`
  return text
}

function settingWith(name: SettingName, value: Settings[SettingName]): string {
  const said = valueWords(name, value)
  if (name === 'clientVersion') return `client ${said}`
  const own = settings.names[name] ?? name
  return `${own} ${said}`
}

const doneAt = (action: UserAction): string => {
  const what = actionWords(action)
  const at = secondsAt(action.atMs)
  return `${what} at ${at} s`
}

const tableWords = (isOwn: boolean, other: string): string => (isOwn ? compare.ownTable : other)

const without = (action: UserAction): string => {
  const what = doneAt(action)
  return `without ${what}`
}

const having = (action: UserAction): string => {
  const what = doneAt(action)
  return `with ${what}`
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
      return facts.name === 'clientVersion' ? `With ${other}` : `With ${other}`
    case 'table':
      return `With ${other}`
    case 'without':
    case 'with':
      return `${other.charAt(0).toUpperCase()}${other.slice(1)}`
    case 'run':
      return `In "${other}"`
  }
}

function leftOutWords(changesLeftOut: boolean, name: SettingName | null, actions: number): string | null {
  const parts: string[] = []
  if (changesLeftOut) {
    const what = name === null ? 'the latency table' : name
    parts.push(`B has this value throughout: later changes of ${what} apply to A only`)
  }
  if (actions > 0) {
    parts.push(actions === 1 ? 'one action has no target in B' : `${actions} actions have no target in B`)
  }
  if (parts.length === 0) return null
  return `${parts.join('; ')}.`
}

const ROWS: Record<string, string> = {
  sent: 'Sends',
  stored: 'Messages stored',
  failed: 'Failed sends',
  retriedMessages: 'Messages retried',
  retries: 'Retries',
  p50: 'Latency p50',
  p99: 'Latency p99',
  max: 'Latency, longest',
  duplicates: 'Duplicate copies',
  someWithoutMaster: 'A group without a Master',
  pause: 'Longest wait after a failure',
}

function rowName({ id, brokerName }: RowFacts): string {
  const name = brokerName ?? ''
  if (id.of === 'withoutMaster') return `${name} without a Master`
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
  return `${name}, ${side}: ${text}, jump to it`
}

// --- the summary -----------------------------------------------------------------------------------------------------
function clause(row: RowFacts): string {
  const { main, other, unit } = row
  const shown = (value: number | null) => figureText(value, unit)
  const counts = (one: string, many: string): string => {
    const by = Math.abs((other ?? 0) - (main ?? 0))
    const more = (other ?? 0) > (main ?? 0)
    const what = by === 1 ? one : many
    return `${formatNumber(by)} ${more ? 'more' : 'fewer'} ${what} (${shown(other)} against ${shown(main)})`
  }
  const changes = (name: string): string => {
    if (main === null) return `${name} is ${shown(other)}, and A has none`
    if (other === null) return `there is no ${name}, against ${shown(main)}`
    return `${name} is ${shown(other)}, against ${shown(main)}`
  }
  const name = row.brokerName ?? ''
  switch (row.id.of) {
    case 'failed':
      return counts('send failed', 'sends failed')
    case 'duplicates':
      return counts('duplicate copy', 'duplicate copies')
    case 'retriedMessages':
      return counts('message needed a retry', 'messages needed a retry')
    case 'retries':
      return counts('retry', 'retries')
    case 'sent':
      return counts('send', 'sends')
    case 'p50':
      return changes('p50 latency')
    case 'p99':
      return changes('p99 latency')
    case 'max':
      return changes('the longest send')
    case 'someWithoutMaster':
      return changes('the time without a writable Master')
    case 'pause':
      return changes('the longest wait before a failed Broker is tried again')
    case 'share':
      return changes(`the share of ${name}`)
    default:
      return changes(`the share of ${name} q${row.id.queueId}`)
  }
}

function summarySentence(facts: DifferenceFacts, rows: readonly RowFacts[], allSaved: boolean): string {
  const said = saidRows(rows).map(clause)
  const when = inThatCase(facts)
  const saved = allSaved ? ' No send failed in either: retries saved them all.' : ''
  return `${when}, ${said.join(', and ')}.${saved}`
}

function noDifferenceWords(why: 'sameInput' | 'nothingSent' | 'nothingFailed' | 'equal', toMs: number): string {
  const until = formatTime(toMs, 1)
  switch (why) {
    case 'sameInput':
      return 'No difference: both runs are the same.'
    case 'nothingSent':
      return 'No difference yet: no send so far.'
    case 'nothingFailed':
      return 'No difference yet: no attempt has failed. Break something and watch.'
    case 'equal':
      return `No difference: every figure is the same up to ${until}.`
  }
}

const countedUntil = (toMs: number): string => `Counted from the start to ${formatTime(toMs, 1)}.`

export const compare: CompareMessages = {
  title: 'Compare with what?',
  hint: 'Same seed, same faults, one thing different.',
  branches: 'Saved branches',
  anySetting: 'Any other setting',
  setting: 'Setting',
  value: 'Value',
  start: 'Compare',
  sameValue: 'It already has this value.',
  end: 'End',
  endLong: 'End the comparison',
  swap: 'Swap',
  swapHint: 'Makes B the main run and A the one beside it (undo works)',
  change: 'Change',
  stages: 'Two runs side by side',
  show: 'Which run to show',
  changed: 'Difference',
  better: 'better',
  worse: 'worse',
  sends: 'What the application sees',
  cluster: 'Cluster',
  shares: 'Where the copies went',
  noValue: 'n/a',
  nothingToGoTo: 'This figure has no single moment.',
  ownTable: "the release's own latency table",
  tableNow: 'the current latency table',
  otherTable: 'another latency table',
  thisRun: 'this run',
  formerRun: 'the previous run',
  onlyDifference:
    'This is the one thing that differs: each side has its own value. To change it, choose another comparison.',
  latencyHint:
    'From the call of send() to its result or exception. Failed calls count up to their exception; ONEWAY calls do not wait, so they do not count.',
  masterHint: 'At least one Broker group had no Master that takes writes: dead, frozen or being elected.',
  pauseHint: 'The longest time from a failed attempt on a Broker group to the next attempt on it.',
  duplicatesHint:
    'Copies of a message beyond its first: the producer counted the send as failed, but the Broker stored it.',
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
