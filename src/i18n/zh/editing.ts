import { answersUntilEnded } from '../../projections/limits'
import { processOfTarget } from '../../projections/numberedProcess'
import type { Trouble, UserAction } from '../../rocketmq'
import { type Change, type EditingMessages, MAX_VALUE, secondsAt, valueText } from '../editing'
import { formatTime } from '../format'
import { spaced } from './format'
import { page } from './interface'
import { processName } from './narrationContext'

const slowBy: (a: number) => string = (ms) => `慢 ${ms} ms`

const linkLoss: (a: number) => string = (percent) => (percent === 100 ? '断网' : `丢包 ${percent}%`)

const answerWith: (code: number, times: number) => string = (code, times) =>
  answersUntilEnded(times) ? `只返回 ${code}` : `返回 ${code} ×${times}`

const over = (what: string) => `${what}结束`

/** "broker-a/master" -> "broker-a", "broker-a/n1" -> "broker-a n1", "producer/0" -> "Producer 1": people count from 1. */
function targetWords(target: string): string {
  const numbered = processOfTarget(target, null)
  if (numbered?.kind === 'consumer') return target
  if (numbered) return processName(numbered)
  return target.replace(/\/(master|n?\d+)$/, (_, which: string) => (which === 'master' ? '' : ` ${which}`))
}

const joined = (first: string, second: string): string => spaced(`${first} ${second}`)

function verbWords(action: UserAction): string {
  switch (action.type) {
    case 'set': {
      const value = valueText(action.value)
      return `${action.name} = ${value.length > MAX_VALUE ? '[…]' : value}`
    }
    case 'slow':
      return action.ms > 0 ? slowBy(action.ms) : editing.actUnslow
    case 'setFault': {
      const fault = FAULT_WORD[action.fault]
      return action.on ? fault : over(fault)
    }
    case 'injectResponse':
      return action.times > 0 ? answerWith(action.code, action.times) : editing.actAnswerNormally
    case 'link':
      return action.lossPercent > 0 ? linkLoss(action.lossPercent) : editing.actLinkMended
    case 'writePerm':
      return action.on ? editing.actWritePerm : editing.actNoWritePerm
    default:
      return ACTION_WORD[action.type]
  }
}

export function actionWords(action: UserAction): string {
  const verb = verbWords(action)
  switch (action.type) {
    case 'set':
      return action.brokerName === undefined ? verb : joined(verb, action.brokerName)
    case 'link': {
      const from = targetWords(action.target)
      const to = targetWords(action.peer)
      return joined(verb, `${from} – ${to}`)
    }
    case 'writePerm':
      return joined(verb, action.brokerName)
    default:
      return joined(verb, targetWords(action.target))
  }
}

const at = (what: string, atMs: number): string => spaced(`${secondsAt(atMs)} 秒 ${what}`)

/** Several of a kind: the first by name, the others by number. */
function several<Item>(items: readonly Item[], say: (item: Item) => string): string {
  const first = say(items[0] as Item)
  const more = items.length - 1
  return more === 0 ? first : `${first}，另 ${more} 项`
}

function changeWords(change: Change): string {
  switch (change.kind) {
    case 'scenario': {
      const name = page.presets[change.preset] ?? change.preset
      return spaced(`换场景 ${name}`)
    }
    case 'cluster':
      return editing.anotherCluster
    case 'seed':
      return `随机种子 ${change.seed}`
    case 'settings':
      return several(change.settings, ({ name, value }) => `${name} = ${valueText(value)}`)
    case 'actions': {
      const { added, removed, moved, changed } = change
      if (added.length > 0) return several(added, (action) => at(actionWords(action), action.atMs))
      if (moved.length > 0) {
        return several(moved, ({ action, toMs }) => {
          const what = actionWords(action)
          return spaced(`${what} 从 ${secondsAt(action.atMs)} 秒移到 ${secondsAt(toMs)} 秒`)
        })
      }
      if (changed.length > 0) return several(changed, (action) => at(actionWords(action), action.atMs))
      if (removed.length === 0) return editing.startAgain
      const gone = several(removed, (action) => at(actionWords(action), action.atMs))
      return `删除 ${gone}`
    }
  }
}

function differenceWords(change: Change): string {
  if (change.kind !== 'actions') return changeWords(change)
  const { added, removed, moved, changed } = change
  const counts = [
    added.length > 0 ? `+${added.length}` : '',
    removed.length > 0 ? `−${removed.length}` : '',
    moved.length + changed.length > 0 ? `↔${moved.length + changed.length}` : '',
  ].filter(Boolean)
  if (counts.length < 1) return editing.noDifference
  const what = changeWords(change)
  return `${counts.join(' ')} · ${what}`
}

function markWords(actions: readonly UserAction[], planned: boolean): string {
  const what = several(actions, (action) => at(actionWords(action), action.atMs))
  return planned ? `${what}（未到）` : what
}

export const editing: EditingMessages = {
  undo: '撤销',
  redo: '重做',
  keyUndo: '撤销 / 重做',
  nothingToUndo: '没有可撤销的改动',
  nothingToRedo: '没有可重做的改动',
  saveLater: '之后的操作也保留',
  marks: '操作',
  markHint: '拖动，或用左右方向键改时间；回车编辑，Delete 删除，Ctrl+D 复制',
  time: '时间（秒）',
  apply: '应用',
  goThere: '跳到这一刻',
  copyToPlayhead: '复制到播放位置',
  copyLater: '5 秒后重复一次',
  otherMoments: '换成其他时刻…',
  remove: '删除',
  removeAll: '全部删除',
  removed: '已删除。',
  slowMs: '增加延迟（ms）',
  lossPercent: '丢包率（%）',
  answerCode: '响应码',
  answerTimes: '次数',
  value: '值',
  notTime: '请用秒数填写时间，例如 9.6。',
  branches: '分支',
  branchesHint: '每个分支是一种已保存的后续，可以随时切换。',
  noBranches: '还没有分支。改动过去时，原过程会自动存为分支。',
  savePresent: '保存当前分支',
  branchName: '分支名',
  switchTo: '切换到此分支',
  close: '关闭',
  present: '当前',
  rename: '改名',
  save: '保存',
  bringBack: '恢复',
  switched: '已切换到另一个分支，时刻不变。',
  startAgain: '从头开始',
  noDifference: '和现在一样',
  anotherCluster: '换成别的集群',
  stopHere: '播到这里停',
  goHere: '跳到这里',
  actKill: 'kill -9',
  actPowerOff: '断电',
  actFreeze: '冻结',
  actResume: '解冻',
  actUnslow: '恢复速度',
  actOverloaded: '过载',
  actDiskFull: '磁盘满',
  actDiskStalled: '磁盘卡住',
  actNoWritePerm: '收回写权限',
  actWritePerm: '恢复写权限',
  actLinkMended: '网络恢复',
  actAnswerNormally: '恢复应答',
  actStop: '优雅停机',
  actRestart: '重启',
  undoWhat: (what) => `撤销：${what}`,
  redoWhat: (what) => `重做：${what}`,
  impossible: (why) => `无法执行：${why}未作改动。`,
  savedAt: (atMs) => spaced(`保存于 ${secondsAt(atMs)} 秒`),
  before: (what) => `此前：${what}`,
  renameBranch: (name) => `给“${name}”改名`,
  deleteBranch: (name) => `删除“${name}”`,
  actions: (count) => `${count} 个操作`,
  takeBreakpoint: (atMs) => `取消 ${formatTime(atMs)} 处的断点`,
  verb: verbWords,
  action: actionWords,
  change: changeWords,
  difference: differenceWords,
  mark: markWords,
}
const ACTION_WORD = {
  kill: editing.actKill,
  powerOff: editing.actPowerOff,
  freeze: editing.actFreeze,
  resume: editing.actResume,
  stop: editing.actStop,
  relocate: '换地址重启',
  restart: editing.actRestart,
}

const FAULT_WORD: Record<Trouble, string> = {
  overloaded: editing.actOverloaded,
  diskFull: editing.actDiskFull,
  diskStalled: editing.actDiskStalled,
}
