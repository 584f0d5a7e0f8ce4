// What is different between two inputs: the words for undo, for redo and for branches are made from this, so they can say
// nothing but what is so.

import type { Change } from '../i18n/editing'
import type { RunInput, SettingName, UserAction } from '../rocketmq'

const json = (value: unknown): string => JSON.stringify(value)

/** Everything about an action but its time. */
const withoutTime = ({ atMs: _, ...rest }: UserAction): string => json(rest)

/**
 * What one must do to the one input to have the other.
 *
 * @param acted - whether something was done at the playhead: then nothing was moved, even where what was done later and is
 *   dropped for it was the same
 */
export function changeOf(from: RunInput, to: RunInput, acted = false): Change {
  const before = from.scenario
  const after = to.scenario
  if (before.preset !== after.preset) return { kind: 'scenario', preset: after.preset }
  const names = (Object.keys(after.settings) as SettingName[]).filter(
    (name) => json(before.settings[name]) !== json(after.settings[name]),
  )
  if (before.topic !== after.topic || json(before.brokerGroups) !== json(after.brokerGroups)) return { kind: 'cluster' }
  if (names.length > 0) {
    return { kind: 'settings', settings: names.map((name) => ({ name, value: after.settings[name] })) }
  }
  if (from.seed !== to.seed) return { kind: 'seed', seed: to.seed }
  return { kind: 'actions', ...actionChanges(from.actions, to.actions, acted) }
}

type ActionChanges = Omit<Extract<Change, { kind: 'actions' }>, 'kind'>

function actionChanges(from: readonly UserAction[], to: readonly UserAction[], acted: boolean): ActionChanges {
  const gone = leftOver(from, to)
  const come = leftOver(to, from)
  const moved: ActionChanges['moved'] = []
  // What went from one time and came at another has been moved.
  for (const action of acted ? [] : [...gone]) {
    const there = come.findIndex((one) => withoutTime(one) === withoutTime(action))
    if (there < 0) continue
    moved.push({ action, toMs: (come[there] as UserAction).atMs })
    come.splice(there, 1)
    gone.splice(gone.indexOf(action), 1)
  }
  const changed: ActionChanges['changed'] = []
  for (const action of [...gone]) {
    const there = come.findIndex(
      (one) => one.type === action.type && one.atMs === action.atMs && sameThing(one, action),
    )
    if (there < 0) continue
    changed.push(come[there] as UserAction)
    come.splice(there, 1)
    gone.splice(gone.indexOf(action), 1)
  }
  return { added: come, removed: gone, moved, changed }
}

const sameThing = (one: UserAction, other: UserAction): boolean =>
  'target' in one && 'target' in other
    ? one.target === other.target
    : one.type === 'set' && other.type === 'set' && one.name === other.name

/** What is in the one list and not in the other, counting what is there several times. */
function leftOver(actions: readonly UserAction[], others: readonly UserAction[]): UserAction[] {
  const counts = new Map<string, number>()
  for (const other of others) counts.set(json(other), (counts.get(json(other)) ?? 0) + 1)
  return actions.filter((action) => {
    const left = counts.get(json(action)) ?? 0
    counts.set(json(action), left - 1)
    return left <= 0
  })
}
