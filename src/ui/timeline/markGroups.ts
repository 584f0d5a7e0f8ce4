// Which actions make one mark, where it lies and what it says.

import type { Messages } from '../../i18n/messages'

import { actionKey, type UserAction } from '../../rocketmq'
import type { TimeRange } from '../../session/timeRange'
import { type MarkLabel, placeMarks } from '../../stage/actionMarks'
import type { TimeAxis } from '../../stage/timeAxis'
import { textWidth } from './plot'

const SIGN_WIDTH = 20
const NARROW_SIGN_WIDTH = 26
const GAP = 3

/** Tells one action from another as long as the page lives, also while its time changes. */
const identities = new WeakMap<UserAction, number>()
let lastIdentity = 0

export function identityOf(action: UserAction): number {
  let identity = identities.get(action)
  if (identity === undefined) {
    identity = ++lastIdentity
    identities.set(action, identity)
  }
  return identity
}

/** The edited actions are the same things as before, in the same order. */
export function keepIdentities(before: readonly UserAction[], after: readonly UserAction[]): void {
  after.forEach((action, at) => {
    const old = before[at]
    if (old) identities.set(action, identityOf(old))
  })
}

/** Whether an action takes something away; the others give it back or set a value. */
function breaks(action: UserAction): boolean {
  switch (action.type) {
    case 'slow':
      return action.ms > 0
    case 'setFault':
      return action.on
    case 'injectResponse':
      return action.times > 0
    case 'link':
      return action.lossPercent > 0
    case 'writePerm':
      return !action.on
    default:
      return (
        action.type !== 'set' && action.type !== 'restart' && action.type !== 'relocate' && action.type !== 'resume'
      )
  }
}

/** Kinds of marks: by their sign as well as by their colour. */
export const kindOf = (actions: readonly UserAction[]): 'break' | 'mend' | 'set' =>
  actions.some(breaks) ? 'break' : actions.every((action) => action.type === 'set') ? 'set' : 'mend'
const SIGN = { break: '✕', mend: '✓', set: '=' } as const

/** A mark as it is drawn. */
export interface Mark {
  /** Identity of its first action. */
  key: number
  actions: UserAction[]
  left: number
  width: number
  label: MarkLabel
}

/** What an action is about, apart from the value that it gives. */
function subjectOf(action: UserAction): string {
  const about: Record<string, unknown> = { ...action }
  for (const value of ['ms', 'on', 'times', 'lossPercent', 'value']) delete about[value]
  return actionKey(about as UserAction)
}

/** Those that count: of several with one subject at one moment only the last does. */
export const inForce = (actions: readonly UserAction[]): UserAction[] => {
  const last = new Map(actions.map((action) => [subjectOf(action), action]))
  return actions.filter((action) => last.get(subjectOf(action)) === action)
}

/** A mark shows the last of its actions, and how many more there are. */
export const shownOf = (actions: readonly UserAction[]): UserAction => inForce(actions).at(-1) as UserAction

export function labelText(actions: readonly UserAction[], label: MarkLabel, m: Messages): string {
  const count = inForce(actions).length
  const shown = shownOf(actions)
  const kind = kindOf([shown])
  const more = count > 1 ? ` +${count - 1}` : ''
  if (label === 'sign') return count > 1 ? String(count) : SIGN[kind]
  const text = label === 'full' ? m.editing.action(shown) : m.editing.verb(shown)
  // A setting says "name = value" itself.
  return kind === 'set' ? `${text}${more}` : `${SIGN[kind]} ${text}${more}`
}

const labelWidth = (actions: readonly UserAction[], label: 'full' | 'short', m: Messages): number =>
  textWidth(labelText(actions, label, m)) + 14

/** Actions of one moment, in the range. */
export function momentsIn(actions: readonly UserAction[], range: TimeRange): UserAction[][] {
  const moments: UserAction[][] = []
  for (const action of actions) {
    if (action.atMs < range.fromMs || action.atMs > range.toMs) continue
    const last = moments.at(-1)
    if (last?.[0]?.atMs === action.atMs) last.push(action)
    else moments.push([action])
  }
  return moments
}

export function marksOf(
  actions: readonly UserAction[],
  held: ReadonlySet<number>,
  axis: TimeAxis,
  range: TimeRange,
  width: number,
  narrow: boolean,
  m: Messages,
): Mark[] {
  const signWidth = narrow ? NARROW_SIGN_WIDTH : SIGN_WIDTH
  const place = (moments: UserAction[][]): Mark[] => {
    const together = (members: readonly number[]) => members.flatMap((member) => moments[member] ?? [])
    const xs = moments.map((moment) => axis.toX((moment[0] as UserAction).atMs))
    return placeMarks(xs, width, signWidth, GAP, (members, label) => labelWidth(together(members), label, m)).map(
      ({ members, ...mark }) => {
        const own = together(members)
        return { ...mark, key: identityOf(own[0] as UserAction), actions: own }
      },
    )
  }
  const isHeld = (action: UserAction) => held.has(identityOf(action))
  const others = place(
    momentsIn(
      actions.filter((action) => !isHeld(action)),
      range,
    ),
  )
  const inHand = actions.filter(isHeld)
  if (inHand.length === 0) return others
  // What is in the hand stays one thing, and above the others, wherever it is moved.
  const at = Math.min(Math.max(axis.toX((inHand[0] as UserAction).atMs), signWidth / 2), width - signWidth / 2)
  const wide = Math.max(signWidth, labelWidth(inHand, 'full', m))
  const left = Math.max(0, Math.min(at - signWidth / 2, width - wide))
  return [...others, { key: identityOf(inHand[0] as UserAction), actions: inHand, left, width: wide, label: 'full' }]
}
