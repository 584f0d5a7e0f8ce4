import { answersUntilEnded } from '../../projections/limits'
import { processOfTarget } from '../../projections/numberedProcess'
import type { Trouble, UserAction } from '../../rocketmq'
import { type Change, type EditingMessages, MAX_VALUE, secondsAt, valueText } from '../editing'
import { formatTime } from '../format'
import { page } from './interface'
import { processName, startOf } from './narrationContext'

const slowBy: (a: number) => string = (ms) => `slow ${ms} ms`

const linkLoss: (a: number) => string = (percent) => (percent === 100 ? 'link cut' : `${percent} % loss`)

const answerWith: (code: number, times: number) => string = (code, times) =>
  answersUntilEnded(times) ? `always answer ${code}` : `answer ${code} ×${times}`

const over = (what: string) => `${what} ends`

/** "broker-a/master" -> "broker-a", "broker-a/n1" -> "broker-a n1", "producer/0" -> "Producer 1": people count from 1. */
function targetWords(target: string): string {
  const numbered = processOfTarget(target, null)
  if (numbered?.kind === 'consumer') return target
  if (numbered) return startOf(processName(numbered)).replace(/^The /, '')
  return target.replace(/\/(master|n?\d+)$/, (_, which: string) => (which === 'master' ? '' : ` ${which}`))
}

const joined = (first: string, second: string): string => `${first} ${second}`

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

const at = (what: string, atMs: number): string => `${what} at ${secondsAt(atMs)} s`

/** Several of a kind: the first by name, the others by number. */
function several<Item>(items: readonly Item[], say: (item: Item) => string): string {
  const first = say(items[0] as Item)
  const more = items.length - 1
  return more === 0 ? first : `${first} and ${more} more`
}

function changeWords(change: Change): string {
  switch (change.kind) {
    case 'scenario': {
      const name = page.presets[change.preset] ?? change.preset
      return `scenario ${name}`
    }
    case 'cluster':
      return editing.anotherCluster
    case 'seed':
      return `seed ${change.seed}`
    case 'settings':
      return several(change.settings, ({ name, value }) => `${name} = ${valueText(value)}`)
    case 'actions': {
      const { added, removed, moved, changed } = change
      if (added.length > 0) return several(added, (action) => at(actionWords(action), action.atMs))
      if (moved.length > 0) {
        return several(moved, ({ action, toMs }) => {
          const what = actionWords(action)
          return `move ${what} from ${secondsAt(action.atMs)} s to ${secondsAt(toMs)} s`
        })
      }
      if (changed.length > 0) return several(changed, (action) => at(actionWords(action), action.atMs))
      if (removed.length === 0) return editing.startAgain
      const gone = several(removed, (action) => at(actionWords(action), action.atMs))
      return `delete ${gone}`
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
  return planned ? `${what} (planned)` : what
}

export const editing: EditingMessages = {
  undo: 'Undo',
  redo: 'Redo',
  keyUndo: 'Undo / redo',
  nothingToUndo: 'Nothing to undo',
  nothingToRedo: 'Nothing to redo',
  saveLater: 'Keep the later actions too',
  marks: 'Actions',
  markHint: 'Drag, or use the arrow keys, to change its time; Enter to edit, Delete to remove, Ctrl+D to copy',
  time: 'Time (s)',
  apply: 'Apply',
  goThere: 'Go to this moment',
  copyToPlayhead: 'Copy to the playhead',
  copyLater: 'Repeat 5 s later',
  otherMoments: 'Try other moments…',
  remove: 'Delete',
  removeAll: 'Delete all',
  removed: 'Deleted.',
  slowMs: 'Added latency (ms)',
  lossPercent: 'Loss (%)',
  answerCode: 'Response code',
  answerTimes: 'Times',
  value: 'Value',
  notTime: 'Enter the time in seconds, such as 9.6.',
  branches: 'Branches',
  branchesHint: 'A branch is a saved future. You can switch to it at any time.',
  noBranches: 'No branches yet. When you change the past, the page saves the old future here.',
  savePresent: 'Save the current one',
  branchName: 'Name of the branch',
  switchTo: 'Switch to this branch',
  close: 'Close',
  present: 'current',
  rename: 'Rename',
  save: 'Save',
  bringBack: 'Bring back',
  switched: 'Switched to another branch, at the same moment.',
  startAgain: 'restart the run',
  noDifference: 'same as now',
  anotherCluster: 'another cluster',
  stopHere: 'Stop here',
  goHere: 'Go here',
  actKill: 'kill -9',
  actPowerOff: 'power off',
  actFreeze: 'freeze',
  actResume: 'unfreeze',
  actUnslow: 'normal speed',
  actOverloaded: 'overloaded',
  actDiskFull: 'disk full',
  actDiskStalled: 'disk stalled',
  actNoWritePerm: 'write permission off',
  actWritePerm: 'write permission on',
  actLinkMended: 'link restored',
  actAnswerNormally: 'answers normally',
  actStop: 'shutdown',
  actRestart: 'restart',
  undoWhat: (what) => `Undo: ${what}`,
  redoWhat: (what) => `Redo: ${what}`,
  impossible: (why) => `Not possible: ${why} Nothing changed.`,
  savedAt: (atMs) => `saved at ${secondsAt(atMs)} s`,
  before: (what) => `before: ${what}`,
  renameBranch: (name) => `Rename ${name}`,
  deleteBranch: (name) => `Delete ${name}`,
  actions: (count) => (count === 1 ? '1 action' : `${count} actions`),
  takeBreakpoint: (atMs) => `Remove the stop at ${formatTime(atMs)}`,
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
  relocate: 'new address',
  restart: editing.actRestart,
}

const FAULT_WORD: Record<Trouble, string> = {
  overloaded: editing.actOverloaded,
  diskFull: editing.actDiskFull,
  diskStalled: editing.actDiskStalled,
}
