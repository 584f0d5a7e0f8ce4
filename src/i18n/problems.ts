// What is wrong with data from outside, in words: where it is, what is there, and what would be allowed.

import { exactNumber, spaced } from './format'
import { withInvisibleShown } from './invisible'
import type { Words } from './words'

/** Why a piece of outside data cannot be used. */
export type ProblemReason =
  | 'notJson'
  | 'notObject'
  | 'notList'
  | 'notText'
  | 'notBoolean'
  | 'notSwitch'
  | 'notPlace'
  | 'notInteger'
  | 'notTable'
  | 'missing'
  | 'unknownKey'
  | 'unknownSetting'
  | 'outOfRange'
  | 'notInList'
  | 'badName'
  | 'nameTaken'
  | 'tooMany'
  | 'tableLength'
  | 'tableOrder'
  | 'tablesDiffer'
  | 'notAction'
  | 'notTarget'
  | 'noSuchTarget'
  | 'notForTarget'
  | 'notProducer'
  | 'notPeer'
  | 'notForGroup'
  | 'notTimed'
  | 'notSorted'
  | 'noTime'
  | 'notNumber'
  | 'notSelection'
  | 'notBreakpoints'
  | 'notDifference'
  | 'notDocument'
  | 'otherVersion'
  | 'tooLong'
  | 'notLink'
  | 'unknownPart'
  | 'twice'
  | 'badEncoding'
  | 'badCompression'
  | 'cutOff'
  | 'noScenario'
  | 'changedSince'
  | 'notThere'
  | 'tooFar'
  | 'noText'
  | 'textTooLong'
  | 'badText'
  | 'notFigure'
  | 'badFigureName'
  | 'noFigure'
  | 'notFigureValue'
  | 'askAndTask'
  | 'badLesson'
  | 'noAnswer'
  | 'claimFails'
  | 'tooSlow'
  | 'linkOrRun'
  | 'tooDeep'
  | 'more'
  | 'unknownOption'
  | 'needsValue'
  | 'takesNoValue'
  | 'folder'
  | 'severalFiles'
  | 'unreadable'
  | 'emptyFile'
  | 'binaryFile'
  | 'fileTooLarge'
  | 'notFile'

/** What would be accepted instead. */
export interface Allowed {
  min?: number
  max?: number
  list?: readonly string[]
}

export interface Problem {
  /** "scenario.settings.sendMsgTimeout", "actions[3].target"; "" is the whole. */
  path: string
  value: unknown
  allowed: Allowed
  reason: ProblemReason
}

const MAX_VALUE = 60
const MAX_PATH = 120
const MAX_LIST = 32

/** Problems that are named; of more, only the number is said. */
export const MAX_PROBLEMS = 60

/** The first problems of a list, and how many more there are. @param unnamed - problems that are not even in the list */
export function firstProblems(problems: readonly Problem[], unnamed = 0): Problem[] {
  // A part may have been cut short already.
  const named = problems.filter(({ reason }) => reason !== 'more')
  const before = problems.reduce((sum, { reason, value }) => (reason === 'more' ? sum + Number(value) : sum), unnamed)
  const more = Math.max(0, named.length - MAX_PROBLEMS) + before
  if (more === 0) return named
  return [...named.slice(0, MAX_PROBLEMS), { path: '', value: more, reason: 'more', allowed: {} }]
}

/** Any value as JSON, as far as the first `longest` letters and little beyond: it may be huge, deep, or go round in circles. */
function firstLetters(value: unknown, longest: number): string {
  if (longest < 0) return '…'
  if (typeof value === 'string') return JSON.stringify(value.slice(0, longest))
  if (typeof value !== 'object' || value === null) return JSON.stringify(value) ?? String(value)
  let text = ''
  if (Array.isArray(value)) {
    for (let at = 0; at < value.length && text.length <= longest; at++) {
      text += `${at > 0 ? ',' : ''}${firstLetters(value[at], longest - text.length)}`
    }
    return `[${text}]`
  }
  for (const key in value) {
    if (text.length > longest) break
    const name = JSON.stringify(key.slice(0, longest))
    text += `${text && ','}${name}:${firstLetters((value as Record<string, unknown>)[key], longest - text.length)}`
  }
  return `{${text}}`
}

/** The value as it was written, cut short; a number with its thousands kept apart. */
function shown(value: unknown, longest = MAX_VALUE): string {
  if (typeof value === 'number') return exactNumber(value)
  const text =
    typeof value === 'string' ? value : typeof value === 'bigint' ? String(value) : firstLetters(value, longest)
  // Twice as many, because a character may take two.
  const plain = [...text.slice(0, 2 * longest + 2)]
  return withInvisibleShown(plain.length > longest ? `${plain.slice(0, longest).join('')}…` : plain.join(''))
}

const listed = (list: readonly string[], between: string): string =>
  list.length > MAX_LIST ? `${list.slice(0, MAX_LIST).join(between)}${between}…` : list.join(between)

/** How many letters must be changed, added or taken away to make one word of the other. */
function distance(one: string, other: string): number {
  const from = one.toLowerCase()
  const to = other.toLowerCase()
  let row = Array.from({ length: to.length + 1 }, (_, index) => index)
  for (let at = 0; at < from.length; at++) {
    const next = [at + 1]
    for (let index = 0; index < to.length; index++) {
      const changed = (row[index] as number) + (from[at] === to[index] ? 0 : 1)
      next.push(Math.min(changed, (row[index + 1] as number) + 1, (next[index] as number) + 1))
    }
    row = next
  }
  return row[row.length - 1] as number
}

/** The word of a list that was probably meant, or null. */
function nearest(value: unknown, list: readonly string[]): string | null {
  if (typeof value !== 'string' || value.length > 64) return null
  let best: string | null = null
  let bestDistance = (value.length <= 3 ? 1 : Math.max(2, Math.floor(value.length / 3))) + 1
  for (const word of list) {
    // That many letters must be added or taken away in any case.
    if (Math.abs(word.length - value.length) >= bestDistance) continue
    const away = distance(value, word)
    if (away < bestDistance) {
      best = word
      bestDistance = away
    }
  }
  return best
}

function allowedWords(problem: Problem): Words {
  const { list } = problem.allowed
  const [min, max] = [problem.allowed.min, problem.allowed.max].map((limit) =>
    limit === undefined ? undefined : exactNumber(limit),
  )
  if (list && list.length > 0) {
    const meant = nearest(problem.value, list)
    return meant
      ? { zh: `你要的是不是 ${meant}？`, en: `Did you mean ${meant}?` }
      : { zh: `可以是：${listed(list, '、')}。`, en: `Allowed: ${listed(list, ', ')}.` }
  }
  if (min !== undefined && max !== undefined) return { zh: `允许 ${min} 到 ${max}。`, en: `Allowed: ${min} to ${max}.` }
  if (max !== undefined) return { zh: `最多 ${max}。`, en: `At most ${max}.` }
  return { zh: '', en: '' }
}

const WRONG: Record<ProblemReason, (value: string) => Words> = {
  notJson: () => ({ zh: '不是 JSON 格式，读不出来。', en: 'This is not JSON and cannot be read.' }),
  notObject: (value) => ({ zh: `这里应当是一个对象，却是 ${value}。`, en: `An object is wanted here, not ${value}.` }),
  notList: (value) => ({ zh: `这里应当是一个列表，却是 ${value}。`, en: `A list is wanted here, not ${value}.` }),
  notText: (value) => ({ zh: `这里应当是一段文字，却是 ${value}。`, en: `A text is wanted here, not ${value}.` }),
  notBoolean: (value) => ({ zh: `“${value}”既不是 true 也不是 false。`, en: `"${value}" is neither true nor false.` }),
  notPlace: (value) => ({
    zh: `这里应当是课程的编号，却是 ${value}。`,
    en: `The id of a lesson is wanted here, not ${value}.`,
  }),
  notSwitch: (value) => ({
    zh: `“${value}”不是开关；请写 on 或 off（JSON 里写 true 或 false）。`,
    en: `"${value}" is no switch; write on or off (in JSON true or false).`,
  }),
  notInteger: (value) => ({ zh: `“${value}”不是整数。`, en: `"${value}" is not a whole number.` }),
  notTable: (value) => ({
    zh: `“${value}”不是数值表；请写成 50,100,550 这样的毫秒数，或者 null（用客户端版本自带的表）。`,
    en: `"${value}" is not a table; write ms like 50,100,550, or null for the release's own.`,
  }),
  missing: () => ({ zh: '缺少这一项。', en: 'This is missing.' }),
  unknownKey: (value) => ({ zh: `没有“${value}”这一项。`, en: `There is no "${value}" here.` }),
  unknownSetting: (value) => ({ zh: `没有名为“${value}”的设置。`, en: `There is no setting "${value}".` }),
  outOfRange: (value) => ({ zh: `${value} 超出范围。`, en: `${value} is out of range.` }),
  notInList: (value) => ({ zh: `“${value}”不能用。`, en: `"${value}" cannot be used.` }),
  badName: (value) => ({
    zh: `“${value}”不能作为名字：不能为空或太长，不能有空格、斜杠和看不见的字符。`,
    en: `"${value}" cannot be a name: it must not be empty or too long, nor contain spaces, slashes or invisible characters.`,
  }),
  nameTaken: (value) => ({ zh: `“${value}”这个名字用了两次。`, en: `The name "${value}" is used twice.` }),
  tooMany: (value) => ({ zh: `有 ${value} 个，太多了。`, en: `There are ${value} of them, too many.` }),
  tableLength: (value) => ({ zh: `数值表有 ${value} 项。`, en: `The table has ${value} entries.` }),
  tableOrder: (value) => ({ zh: `${value} 没有从小到大排列。`, en: `${value} is not in ascending order.` }),
  tablesDiffer: (value) => ({
    zh: `latencyMax 与 notAvailableDuration 的项数必须相同，现在是 ${value}。`,
    en: `latencyMax and notAvailableDuration must be equally long; they have ${value} entries.`,
  }),
  notAction: (value) => ({ zh: `不认识动作“${value}”。`, en: `"${value}" is not an action.` }),
  notTarget: (value) => ({
    zh: `“${value}”不是对象；请写成 broker-a/master、broker-a/n1、nameserver/0 或 producer/0。`,
    en: `"${value}" is not a target; write broker-a/master, broker-a/n1, nameserver/0 or producer/0.`,
  }),
  noSuchTarget: (value) => ({ zh: `这个集群里没有 ${value}。`, en: `There is no ${value} in this cluster.` }),
  notForTarget: (value) => ({ zh: `对它不能做“${value}”。`, en: `"${value}" cannot be done to it.` }),
  notProducer: (value) => ({
    zh: `一条链路从生产者开始，不能从 ${value} 开始。`,
    en: `A link begins at a producer, not at ${value}.`,
  }),
  notPeer: (value) => ({
    zh: `链路的另一头要是 Broker 节点或 NameServer，不能是 ${value}。`,
    en: `A link leads to a Broker node or a NameServer, not to ${value}.`,
  }),
  notForGroup: (value) => ({
    zh: `${value} 不能只对一个 Broker 组设置。`,
    en: `${value} cannot be set for one Broker group alone.`,
  }),
  notTimed: (value) => ({
    zh: `${value} 在整个过程中不变，请直接写进设置里。`,
    en: `${value} holds for the whole run; put it into the settings instead.`,
  }),
  notSorted: (value) => ({
    zh: `动作要按时间先后排列，${value} ms 早于它前面的动作。`,
    en: `Actions must be in order of time; ${value} ms is before the one in front of it.`,
  }),
  noTime: (value) => ({
    zh: `“${value}”没有写时间；请在末尾加上 @毫秒数，例如 @9600。`,
    en: `"${value}" has no time; end it with @ and ms, such as @9600.`,
  }),
  notNumber: (value) => ({ zh: `“${value}”不是数字。`, en: `"${value}" is not a number.` }),
  notSelection: (value) => ({
    zh: `“${value}”不是舞台上可以选中的东西。`,
    en: `"${value}" is nothing that can be selected.`,
  }),
  notBreakpoints: (value) => ({ zh: `“${value}”不是断点。`, en: `"${value}" is not a list of breakpoints.` }),
  notDifference: (value) => ({
    zh: `“${value}”不是可以拿来对比的过程。`,
    en: `"${value}" is no run to compare this one with.`,
  }),
  notDocument: () => ({ zh: '这不是 RocketScope 的文件。', en: 'This is not a file of RocketScope.' }),
  otherVersion: (value) => ({
    zh: `格式版本是 ${value}，本页面读不全这个版本。`,
    en: `It is of format version ${value}, which this page cannot read completely.`,
  }),
  tooLong: () => ({ zh: '太长了，没有读。', en: 'It is too long and was not read.' }),
  notLink: (value) => ({ zh: `“${value}”不是 RocketScope 的链接。`, en: `"${value}" is not a link of RocketScope.` }),
  unknownPart: (value) => ({ zh: `不认识“${value}”这一段。`, en: `The part "${value}" is not known here.` }),
  twice: (value) => ({
    zh: `“${value}”写了两次，以第一次为准。`,
    en: `"${value}" is said twice; the first one holds.`,
  }),
  badEncoding: (value) => ({ zh: `“${value}”已损坏，读不出来。`, en: `"${value}" is damaged and cannot be read.` }),
  badCompression: () => ({
    zh: '压缩的那一段已损坏，损坏处之后的设置和操作丢失了。',
    en: 'The compressed part is damaged: the settings and actions behind the damage are lost.',
  }),
  cutOff: () => ({ zh: '链接的末尾被截断了。', en: 'The end of the link has been cut off.' }),
  noScenario: () => ({
    zh: '链接里没有写从哪个场景开始，没写到的设置用 RocketMQ 的默认值。',
    en: "It does not say which scenario it began as; what it leaves open has RocketMQ's own values.",
  }),
  changedSince: (value) => ({
    zh: `做这个链接时的“${value}”和现在的不一样（或者链接被改过），所以画面可能与当时不同。`,
    en: `What this link calls "${value}" has changed since it was made (or the link was edited), so the run may differ.`,
  }),
  notThere: (value) => ({
    zh: `这一刻没有可选中的“${value}”。`,
    en: `"${value}" is not there at that moment and was not selected.`,
  }),
  noText: () => ({
    zh: '这里没有文字，中文和英文至少要写一种。',
    en: 'There is no text here; write it in zh, en or both.',
  }),
  textTooLong: () => ({ zh: '这段文字太长（按字符数）。', en: 'This text is too long (in characters).' }),
  badText: (value) => ({
    zh: `“${value}”里有看不见的字符。`,
    en: `"${value}" contains invisible characters.`,
  }),
  notFigure: (value) => ({
    zh: `${value} 不是可以从过程里读出来的数值。`,
    en: `${value} is no figure that can be read from a run.`,
  }),
  badFigureName: (value) => ({
    zh: `“${value}”不能作为数值的名字：请用字母、数字和下划线，以字母开头。`,
    en: `"${value}" cannot name a figure: use letters, digits and _, a letter first.`,
  }),
  noFigure: (value) => ({ zh: `没有叫 ${value} 的数值可以填进这里。`, en: `No figure fills ${value} here.` }),
  notFigureValue: (value) => ({
    zh: `这里应当是数字或名字，却是 ${value}。`,
    en: `A number or a name is wanted here, not ${value}.`,
  }),
  askAndTask: () => ({
    zh: '一步里要么提问（ask），要么让人动手（task），不能两样都有。',
    en: 'A step either asks (ask) or gives something to do (task), not both.',
  }),
  badLesson: () => ({
    zh: '链接里带的课程已损坏，读不出来。',
    en: 'The lesson in this link is damaged and cannot be read.',
  }),
  noAnswer: (value) => ({
    zh: `过程里读不出这个数值：${value}。`,
    en: `The run has no answer to this: ${value}.`,
  }),
  claimFails: (value) => {
    const [wanted, found = '…'] = value.split(' ≠ ')
    return {
      zh: `断言写的是 ${wanted}，过程里读出的是 ${found}。`,
      en: `It claims ${wanted}, and the run says ${found}.`,
    }
  },
  tooSlow: (value) => ({
    zh: `“${value}”这一步算不完：过程太长，或者要从日志里读的数字太多。`,
    en: `The step "${value}" is too much to compute: its run is too long, or its figures read too much of the log.`,
  }),
  unknownOption: (value) => ({ zh: `没有 ${value} 这个选项。`, en: `There is no option ${value}.` }),
  needsValue: () => ({ zh: '这个选项后面要写值。', en: 'This option needs a value behind it.' }),
  takesNoValue: (value) => ({
    zh: `这个选项不带值，却写了“${value}”。`,
    en: `This option takes no value, not "${value}".`,
  }),
  linkOrRun: () => ({
    zh: 'load 要带上 link 或 run，二者取一。',
    en: 'load takes either a link or a run: one of them, not both.',
  }),
  tooDeep: () => ({
    zh: '嵌套太深，没有读。',
    en: 'It is nested too deeply and was not read.',
  }),
  more: (value) => ({ zh: `另外还有 ${value} 处问题。`, en: `There are ${value} more problems.` }),
  folder: () => ({
    zh: '这是一个文件夹。请打开其中的某个文件。',
    en: 'This is a folder. Open a file in it instead.',
  }),
  severalFiles: (value) => ({
    zh: `一次只能打开一个文件，这里有 ${value} 个。`,
    en: `Only one file can be opened at a time, not ${value}.`,
  }),
  unreadable: () => ({
    zh: '读不到这个文件：它可能已被移动或删除，也可能没有读取权限。',
    en: 'It could not be read: it may have been moved or deleted, or you may not have the right to read it.',
  }),
  emptyFile: () => ({ zh: '文件是空的。', en: 'The file is empty.' }),
  binaryFile: () => ({
    zh: '这不是文本文件。过程和课程都保存为 JSON 文件。',
    en: 'This is not a text file. Runs and lessons are saved as JSON.',
  }),
  fileTooLarge: (value) => ({
    zh: `文件有 ${value} MB，没有读；最多 4 MB。`,
    en: `It has ${value} MB and was not read; 4 MB are the most.`,
  }),
  notFile: () => ({
    zh: '拖进来的既不是文件，也不是 RocketScope 的链接。',
    en: 'What was dropped is neither a file nor a link of RocketScope.',
  }),
  tooFar: (value) => ({
    zh: `这一刻太远，只算到了 ${value} ms。`,
    en: `That moment is too far away; the run was computed to ${value} ms.`,
  }),
}

/** One problem, said so that a person can put it right. */
export function problemWords(problem: Problem): Words {
  const wrong = WRONG[problem.reason](shown(problem.value))
  const allowed = allowedWords(problem)
  const path = shown(problem.path, MAX_PATH)
  return {
    zh: spaced(`${path ? `${path}：` : ''}${wrong.zh}${allowed.zh}`),
    en: `${path ? `${path}: ` : ''}${wrong.en}${allowed.en ? ` ${allowed.en}` : ''}`,
  }
}
