import { exactNumber } from '../format'
import { listed, MAX_PATH, nearest, type Problem, type ProblemReason, type ProblemsMessages, shown } from '../problems'
import { spaced } from './format'

function allowedWords(problem: Problem): string {
  const { list } = problem.allowed
  const [min, max] = [problem.allowed.min, problem.allowed.max].map((limit) =>
    limit === undefined ? undefined : exactNumber(limit),
  )
  if (list && problem.reason === 'notRelease') return `已知版本：${list.join('、')}。`
  if (list && list.length > 0) {
    const meant = nearest(problem.value, list)
    return meant ? `你要的是不是 ${meant}？` : `可以是：${listed(list, '、')}。`
  }
  if (min !== undefined && max !== undefined) return `允许 ${min} 到 ${max}。`
  if (max !== undefined) return `最多 ${max}。`
  return ''
}

const WRONG: Record<ProblemReason, (value: string) => string> = {
  notJson: () => '不是 JSON 格式。',
  notObject: (value) => `这里应当是一个对象，却是 ${value}。`,
  notList: (value) => `这里应当是一个列表，却是 ${value}。`,
  notText: (value) => `这里应当是一段文字，却是 ${value}。`,
  notBoolean: (value) => `“${value}”既不是 true 也不是 false。`,
  notPlace: (value) => `这里应当是课程的编号，却是 ${value}。`,
  notChallenge: (value) => `这里应当是挑战的编号，却是 ${value}。`,
  notSwitch: (value) => `“${value}”不是开关；请写 on 或 off（JSON 里写 true 或 false）。`,
  notInteger: (value) => `“${value}”不是整数。`,
  notTable: (value) => `“${value}”不是数值表；请写成 50,100,550 这样的毫秒数，或者 null（用客户端版本自带的表）。`,
  missing: () => '缺少这一项。',
  unknownKey: (value) => `没有“${value}”这一项。`,
  unknownSetting: (value) => `没有名为“${value}”的设置。`,
  outOfRange: (value) => `${value} 超出范围。`,
  notInList: (value) => `“${value}”不可用。`,
  notRelease: (value) => `“${value}”不是这里已知的 RocketMQ 版本。`,
  badName: (value) => `“${value}”不能作为名字：不能为空或太长，不能有空格、斜杠和看不见的字符。`,
  nameTaken: (value) => `“${value}”这个名字用了两次。`,
  tooMany: (value) => `有 ${value} 个，太多。`,
  tableLength: (value) => `数值表有 ${value} 项。`,
  tableOrder: (value) => `${value} 没有从小到大排列。`,
  tablesDiffer: (value) => `latencyMax 与 notAvailableDuration 的项数必须相同，现在是 ${value}。`,
  notAction: (value) => `没有“${value}”这个动作。`,
  renamedAction: (value) => `动作“${value}”已改名。`,
  notTarget: (value) =>
    `“${value}”不是对象；请写成 broker-a/master、broker-a/n1、nameserver/0、producer/0 或 consumer/0。`,
  noSuchTarget: (value) => `这个集群里没有 ${value}。`,
  notForTarget: (value) => `对它不能做“${value}”。`,
  needsStore: () => '消费者读的是 Broker 存下的消息：请把 simulateStore 设为 true，或把 consumerGroupCount 设为 0。',
  noLink: (value) => `这两个进程之间没有通信，没有到 ${value} 的链路。`,
  notForGroup: (value) => `${value} 不能只对一个 Broker 组设置。`,
  notTimed: (value) => `${value} 在整个过程中不变，请直接写进设置里。`,
  notSorted: (value) => `动作要按时间先后排列，${value} ms 早于它前面的动作。`,
  noTime: (value) => `“${value}”没有写时间；请在末尾加上 @毫秒数，例如 @9600。`,
  notNumber: (value) => `“${value}”不是数字。`,
  notSelection: (value) => `“${value}”不是舞台上可以选中的东西。`,
  notBreakpoints: (value) => `“${value}”不是断点。`,
  notDifference: (value) => `“${value}”不是可以拿来对比的过程。`,
  notDocument: () => '这不是 RocketScope 的文件。',
  otherVersion: (value) => `格式版本是 ${value}，本页面无法完整读取。`,
  tooLong: () => '太长，无法读取。',
  notLink: (value) => `“${value}”不是 RocketScope 的链接。`,
  unknownPart: (value) => `没有“${value}”这一段。`,
  twice: (value) => `“${value}”写了两次，以第一次为准。`,
  badEncoding: (value) => `“${value}”已损坏，无法读取。`,
  badCompression: () => '压缩的那一段已损坏，损坏处之后的设置和操作丢失了。',
  cutOff: () => '链接的末尾缺失。',
  noScenario: () => '链接没有写明场景，未写的设置取 RocketMQ 的默认值。',
  changedSince: (value) => `生成这个链接之后“${value}”有过改动（或链接被修改过），画面可能与当时不同。`,
  notThere: (value) => `这一刻没有可选中的“${value}”。`,
  noText: () => '这里没有文字，中文和英文至少要写一种。',
  textTooLong: () => '这段文字太长（按字符数）。',
  badText: (value) => `“${value}”里有看不见的字符。`,
  notFigure: (value) => `${value} 不是可以从过程里读出来的数值。`,
  badFigureName: (value) => `“${value}”不能作为数值的名字：请用字母、数字和下划线，以字母开头。`,
  noFigure: (value) => `没有叫 ${value} 的数值可以填进这里。`,
  notFigureValue: (value) => `这里应当是数字或名字，却是 ${value}。`,
  askAndTask: () => '一步里要么提问（ask），要么让人动手（task），不能两样都有。',
  badLesson: () => '链接里带的课程已损坏，无法读取。',
  noAnswer: (value) => `过程里没有这个数值：${value}。`,
  claimFails: (value) => {
    const [wanted, found = '…'] = value.split(' ≠ ')
    return `断言写的是 ${wanted}，过程里读出的是 ${found}。`
  },
  tooSlow: (value) => `“${value}”这一步算不完：过程太长，或者要从日志里读的数字太多。`,
  unknownOption: (value) => `没有 ${value} 这个选项。`,
  needsValue: () => '这个选项后面要写值。',
  takesNoValue: (value) => `这个选项不带值，却写了“${value}”。`,
  linkOrRun: () => 'load 要带上 link 或 run，二者取一。',
  tooDeep: () => '嵌套太深，无法读取。',
  more: (value) => `另外还有 ${value} 处问题。`,
  folder: () => '这是一个文件夹。请打开其中的某个文件。',
  severalFiles: (value) => `一次只能打开一个文件，这里有 ${value} 个。`,
  unreadable: () => '无法读取这个文件：它可能已移动或删除，也可能没有读取权限。',
  emptyFile: () => '文件是空的。',
  binaryFile: () => '这不是文本文件。过程和课程都保存为 JSON 文件。',
  fileTooLarge: (value) => `文件有 ${value} MB；最多 4 MB。`,
  notFile: () => '这既不是文件，也不是 RocketScope 的链接。',
  unknownRecording: (value) => `这个浏览器里没有录制“${value}”。先打开它的文件；没有它，看到的是同样设置的模拟。`,
  tooFar: (value) => `这一刻太远，只算到了 ${value} ms。`,
}

function problemWords(problem: Problem): string {
  const wrong = WRONG[problem.reason](shown(problem.value))
  const allowed = allowedWords(problem)
  const path = shown(problem.path, MAX_PATH)
  return spaced(`${path ? `${path}：` : ''}${wrong}${allowed}`)
}

export const problems: ProblemsMessages = {
  sentence: problemWords,
  incomparable: (why) => `这样没法对比：${why}`,
}
