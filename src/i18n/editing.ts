// Words for editing a run: what an action is, what a change was, undo, redo and branches.

import type { SettingName, Settings, UserAction } from '../rocketmq'

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

/** "9.6", "605.25": a moment in seconds with no more digits than it has. */
export const secondsAt = (atMs: number): string => String(Math.round(atMs) / 1000)

export const valueText = (value: unknown): string =>
  value === null ? 'null' : Array.isArray(value) ? `[${value.join(', ')}]` : String(value)

/** Longest value a mark has room for, in letters. */
export const MAX_VALUE = 12

export interface EditingMessages {
  undo: string
  redo: string
  keyUndo: string
  nothingToUndo: string
  nothingToRedo: string
  saveLater: string
  marks: string
  markHint: string
  time: string
  apply: string
  goThere: string
  copyToPlayhead: string
  copyLater: string
  /** Opens the luck strip. */
  otherMoments: string
  remove: string
  removeAll: string
  removed: string
  slowMs: string
  lossPercent: string
  answerCode: string
  answerTimes: string
  value: string
  notTime: string
  branches: string
  branchesHint: string
  noBranches: string
  savePresent: string
  branchName: string
  switchTo: string
  close: string
  present: string
  rename: string
  save: string
  bringBack: string
  switched: string
  startAgain: string
  noDifference: string
  anotherCluster: string
  stopHere: string
  goHere: string
  actKill: string
  actPowerOff: string
  actFreeze: string
  actResume: string
  actUnslow: string
  actOverloaded: string
  actDiskFull: string
  actDiskStalled: string
  actNoWritePerm: string
  actWritePerm: string
  actLinkMended: string
  actAnswerNormally: string
  actStop: string
  actRestart: string
  undoWhat(what: string): string
  redoWhat(what: string): string
  impossible(why: string): string
  savedAt(atMs: number): string
  before(what: string): string
  renameBranch(name: string): string
  deleteBranch(name: string): string
  actions(count: number): string
  takeBreakpoint(atMs: number): string
  /** What an action does, without whom it concerns: "kill -9". */
  verb(action: UserAction): string
  /** What an action does, and to whom: "kill -9 broker-a". */
  action(action: UserAction): string
  /** What a change was, in a few words: "kill -9 broker-a at 9.6 s". */
  change(change: Change): string
  /** What another input has and has not, compared with the present one: "+1 −2 · kill -9 broker-a at 9.6 s". */
  difference(change: Change): string
  /** What a mark is for those who do not see it: what, when, and whether it is still to come. */
  mark(actions: readonly UserAction[], planned: boolean): string
}
