// Words for editing a run: what an action is, what a change was, undo, redo and branches.

import { answersUntilEnded } from '../projections/limits'
import type { SettingName, Settings, Trouble, UserAction } from '../rocketmq'
import { formatTime, spaced } from './format'
import { interfacePhrases, presetWords } from './interface'
import type { Phrase } from './notices'
import type { Words } from './words'

/** What is different between two inputs. */
export type Change =
  | { kind: 'scenario'; preset: string }
  /** Other Broker groups or another Topic. */
  | { kind: 'cluster' }
  | { kind: 'settings'; settings: { name: SettingName; value: Settings[SettingName] }[] }
  | { kind: 'seed'; seed: number }
  | {
      kind: 'actions'
      added: UserAction[]
      removed: UserAction[]
      moved: { action: UserAction; toMs: number }[]
      /** As they are now. */
      changed: UserAction[]
    }

export const editingWords = {
  undo: { zh: '撤销', en: 'Undo' },
  redo: { zh: '重做', en: 'Redo' },
  keyUndo: { zh: '撤销 / 重做', en: 'Undo / redo' },
  nothingToUndo: { zh: '没有可撤销的改动', en: 'Nothing to undo' },
  nothingToRedo: { zh: '没有可重做的改动', en: 'Nothing to redo' },
  saveLater: { zh: '之后的操作也保留', en: 'Keep the later actions too' },
  marks: { zh: '操作', en: 'Actions' },
  markHint: {
    zh: '拖动，或用左右方向键改时间；回车编辑，Delete 删除，Ctrl+D 复制',
    en: 'Drag, or use the arrow keys, to change its time; Enter to edit, Delete to remove, Ctrl+D to copy',
  },
  time: { zh: '时间（秒）', en: 'Time (s)' },
  apply: { zh: '应用', en: 'Apply' },
  goThere: { zh: '跳到这一刻', en: 'Go to this moment' },
  copyToPlayhead: { zh: '复制到播放位置', en: 'Copy to the playhead' },
  copyLater: { zh: '5 秒后再来一次', en: 'Again 5 s later' },
  remove: { zh: '删除', en: 'Delete' },
  removeAll: { zh: '全部删除', en: 'Delete all' },
  removed: { zh: '已删除。', en: 'Deleted.' },
  slowMs: { zh: '慢多少 ms', en: 'Added latency (ms)' },
  lossPercent: { zh: '丢包 %', en: 'Loss, %' },
  answerCode: { zh: '应答码', en: 'Answer code' },
  answerTimes: { zh: '几次', en: 'How often' },
  value: { zh: '值', en: 'Value' },
  notTime: { zh: '时间要写成秒数，例如 9.6。', en: 'Give the time in seconds, such as 9.6.' },
  branches: { zh: '分支', en: 'Branches' },
  branchesHint: {
    zh: '每个分支是留下来的一种后续，可以随时换回去。',
    en: 'A branch is a future that is kept. You can go back to it at any time.',
  },
  noBranches: {
    zh: '还没有分支。改动过去时，原过程会自动存为分支。',
    en: 'No branches yet. When you act in the past, the old future is kept here by itself.',
  },
  savePresent: { zh: '保存当前分支', en: 'Keep the present one' },
  branchName: { zh: '分支名', en: 'Name of the branch' },
  switchTo: { zh: '换到这个分支', en: 'Switch to this branch' },
  close: { zh: '关闭', en: 'Close' },
  present: { zh: '当前', en: 'present' },
  rename: { zh: '改名', en: 'Rename' },
  save: { zh: '保存', en: 'Save' },
  bringBack: { zh: '恢复', en: 'Bring back' },
  switched: { zh: '已换到另一个分支，时间不变。', en: 'Switched to another branch, at the same moment.' },
  startAgain: { zh: '从头开始', en: 'starting again' },
  noDifference: { zh: '和现在一样', en: 'same as now' },
  anotherCluster: { zh: '换成另一个集群', en: 'another cluster' },
  stopHere: { zh: '播到这里停', en: 'Stop here' },
  goHere: { zh: '跳到这里', en: 'Go here' },
  actKill: { zh: 'kill -9', en: 'kill -9' },
  actPowerOff: { zh: '断电', en: 'power off' },
  actFreeze: { zh: '冻结', en: 'freeze' },
  actResume: { zh: '解冻', en: 'unfreeze' },
  actUnslow: { zh: '不再慢', en: 'slow ends' },
  actOverloaded: { zh: '过载', en: 'overloaded' },
  actDiskFull: { zh: '磁盘满', en: 'disk full' },
  actDiskStalled: { zh: '磁盘卡住', en: 'disk stalled' },
  actNoWritePerm: { zh: '收回写权限', en: 'write permission off' },
  actWritePerm: { zh: '恢复写权限', en: 'write permission on' },
  actLinkMended: { zh: '网络恢复', en: 'link mended' },
  actAnswerNormally: { zh: '恢复应答', en: 'answers normally' },
  actStop: { zh: '优雅停机', en: 'shutdown' },
  actRestart: { zh: '重启', en: 'restart' },
} satisfies Record<string, Words>

const both = (zh: string, en: string): Words => ({ zh, en })

export const editingPhrases = {
  undo: (what: Words) => both(`撤销：${what.zh}`, `Undo: ${what.en}`),
  redo: (what: Words) => both(`重做：${what.zh}`, `Redo: ${what.en}`),
  impossible: (why: Words) =>
    both(`这样不行：${why.zh}没有改动。`, `That is not possible: ${why.en} Nothing was changed.`),
  keptAt: (atMs: number) => both(spaced(`留于 ${secondsAt(atMs)} 秒`), `kept at ${secondsAt(atMs)} s`),
  before: (what: Words) => both(`此前：${what.zh}`, `before: ${what.en}`),
  renameBranch: (name: Words) => both(`给“${name.zh}”改名`, `Rename ${name.en}`),
  deleteBranch: (name: Words) => both(`删除“${name.zh}”`, `Delete ${name.en}`),
  actions: (count: number) => both(`${count} 个操作`, count === 1 ? '1 action' : `${count} actions`),
  takeBreakpoint: (atMs: number) => both(`取消 ${formatTime(atMs)} 处的断点`, `Remove the stop at ${formatTime(atMs)}`),
}

/** "9.6", "605.25": a moment in seconds with no more digits than it has. */
export const secondsAt = (atMs: number): string => String(Math.round(atMs) / 1000)

const slowBy: Phrase<[number]> = { zh: (ms) => `慢 ${ms} ms`, en: (ms) => `slow ${ms} ms` }
const linkLoss: Phrase<[number]> = {
  zh: (percent) => (percent === 100 ? '断网' : `丢包 ${percent}%`),
  en: (percent) => (percent === 100 ? 'link cut' : `${percent} % loss`),
}
const answerWith: Phrase<[number, number]> = {
  zh: (code, times) => (answersUntilEnded(times) ? `只答 ${code}` : `应答 ${code} ×${times}`),
  en: (code, times) => (answersUntilEnded(times) ? `always answer ${code}` : `answer ${code} ×${times}`),
}
const over: Phrase<[string]> = { zh: (what) => `${what}结束`, en: (what) => `${what} ends` }

const ACTION_WORD = {
  kill: editingWords.actKill,
  powerOff: editingWords.actPowerOff,
  freeze: editingWords.actFreeze,
  resume: editingWords.actResume,
  stop: editingWords.actStop,
  restart: editingWords.actRestart,
} as const

const TROUBLE_WORD: Record<Trouble, Words> = {
  overloaded: editingWords.actOverloaded,
  diskFull: editingWords.actDiskFull,
  diskStalled: editingWords.actDiskStalled,
}

/** "broker-a/master" -> "broker-a", "broker-a/n1" -> "broker-a n1", "producer/0" -> "Producer 1": people count from 1. */
function targetWords(target: string): Words {
  if (target.startsWith('producer/')) {
    const number = Number(target.slice('producer/'.length)) + 1
    return filled(interfacePhrases.producerNumber, number)
  }
  const short = target.replace(/\/(master|n?\d+)$/, (_, which: string) => (which === 'master' ? '' : ` ${which}`))
  return both(short, short)
}

const joined = (first: Words, second: Words): Words =>
  both(spaced(`${first.zh} ${second.zh}`), `${first.en} ${second.en}`)

const filled = <Values extends unknown[]>(phrase: Phrase<Values>, ...values: Values): Words =>
  both(phrase.zh(...values), phrase.en(...values))

const valueText = (value: unknown): string =>
  value === null ? 'null' : Array.isArray(value) ? `[${value.join(', ')}]` : String(value)

/** Longest value a mark has room for, in letters. */
const MAX_VALUE = 12

/** What an action does, without whom it concerns: "kill -9". */
export function verbWords(action: UserAction): Words {
  switch (action.type) {
    case 'set': {
      const value = valueText(action.value)
      const text = `${action.name} = ${value.length > MAX_VALUE ? '[…]' : value}`
      return both(text, text)
    }
    case 'slow':
      return action.ms > 0 ? filled(slowBy, action.ms) : editingWords.actUnslow
    case 'trouble': {
      const trouble = TROUBLE_WORD[action.trouble]
      return action.on ? trouble : both(over.zh(trouble.zh), over.en(trouble.en))
    }
    case 'answer':
      return action.times > 0 ? filled(answerWith, action.code, action.times) : editingWords.actAnswerNormally
    case 'link':
      return action.lossPercent > 0 ? filled(linkLoss, action.lossPercent) : editingWords.actLinkMended
    case 'writePerm':
      return action.on ? editingWords.actWritePerm : editingWords.actNoWritePerm
    default:
      return ACTION_WORD[action.type]
  }
}

/** What an action does, and to whom: "kill -9 broker-a". */
export function actionWords(action: UserAction): Words {
  const verb = verbWords(action)
  switch (action.type) {
    case 'set':
      return action.brokerName === undefined ? verb : joined(verb, both(action.brokerName, action.brokerName))
    case 'link': {
      const from = targetWords(action.target)
      const to = targetWords(action.peer)
      return joined(verb, both(`${from.zh} – ${to.zh}`, `${from.en} – ${to.en}`))
    }
    case 'writePerm':
      return joined(verb, both(action.brokerName, action.brokerName))
    default:
      return joined(verb, targetWords(action.target))
  }
}

const at = (what: Words, atMs: number): Words =>
  both(spaced(`${secondsAt(atMs)} 秒 ${what.zh}`), `${what.en} at ${secondsAt(atMs)} s`)

/** Several of a kind: the first by name, the others by number. */
function several<Item>(items: readonly Item[], say: (item: Item) => Words): Words {
  const first = say(items[0] as Item)
  const more = items.length - 1
  return more === 0 ? first : both(`${first.zh}，另 ${more} 项`, `${first.en} and ${more} more`)
}

/** What a change was, in a few words: "kill -9 broker-a at 9.6 s". */
export function changeWords(change: Change): Words {
  switch (change.kind) {
    case 'scenario': {
      const name = presetWords[change.preset] ?? both(change.preset, change.preset)
      return both(spaced(`换场景 ${name.zh}`), `scenario ${name.en}`)
    }
    case 'cluster':
      return editingWords.anotherCluster
    case 'seed':
      return both(`随机种子 ${change.seed}`, `seed ${change.seed}`)
    case 'settings':
      return several(change.settings, ({ name, value }) =>
        both(`${name} = ${valueText(value)}`, `${name} = ${valueText(value)}`),
      )
    case 'actions': {
      const { added, removed, moved, changed } = change
      if (added.length > 0) return several(added, (action) => at(actionWords(action), action.atMs))
      if (moved.length > 0) {
        return several(moved, ({ action, toMs }) => {
          const what = actionWords(action)
          return both(
            spaced(`${what.zh} 从 ${secondsAt(action.atMs)} 秒移到 ${secondsAt(toMs)} 秒`),
            `move ${what.en} from ${secondsAt(action.atMs)} s to ${secondsAt(toMs)} s`,
          )
        })
      }
      if (changed.length > 0) return several(changed, (action) => at(actionWords(action), action.atMs))
      if (removed.length === 0) return editingWords.startAgain
      const gone = several(removed, (action) => at(actionWords(action), action.atMs))
      return both(`删除 ${gone.zh}`, `delete ${gone.en}`)
    }
  }
}

/** What another input has and has not, compared with the present one: "+1 −2 · kill -9 broker-a at 9.6 s". */
export function differenceWords(change: Change): Words {
  if (change.kind !== 'actions') return changeWords(change)
  const { added, removed, moved, changed } = change
  const counts = [
    added.length > 0 ? `+${added.length}` : '',
    removed.length > 0 ? `−${removed.length}` : '',
    moved.length + changed.length > 0 ? `↔${moved.length + changed.length}` : '',
  ].filter(Boolean)
  if (counts.length < 1) return editingWords.noDifference
  const what = changeWords(change)
  return both(`${counts.join(' ')} · ${what.zh}`, `${counts.join(' ')} · ${what.en}`)
}

/** What a mark is for those who do not see it: what, when, and whether it is still to come. */
export function markWords(actions: readonly UserAction[], planned: boolean): Words {
  const what = several(actions, (action) => at(actionWords(action), action.atMs))
  return planned ? both(`${what.zh}（还没到）`, `${what.en} (still to come)`) : what
}
