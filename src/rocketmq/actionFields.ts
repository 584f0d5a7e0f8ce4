// What each kind of action says besides its moment. The engine's own check, the page's gate and the texts of actions are
// made from this table.

import { frozen } from '../sim/frozen'
import { MAX_ANSWER_TIMES, MAX_RESPONSE_CODE, PLAIN_ACTIONS, TROUBLES, type UserActionType } from './scenario'
import { count, type SettingKind, settingDefinition } from './settings'

export type FieldKind = SettingKind | { type: 'text' } | { type: 'target' }

const target: FieldKind = { type: 'target' }
const plain = Object.fromEntries(PLAIN_ACTIONS.map((type) => [type, { target }])) as Record<
  (typeof PLAIN_ACTIONS)[number],
  { target: FieldKind }
>

/** In the order in which they are typed. What `set` says depends on its name. */
export const ACTION_FIELDS: Readonly<Record<Exclude<UserActionType, 'set'>, Readonly<Record<string, FieldKind>>>> =
  frozen({
    ...plain,
    relocate: { target },
    slow: { target, ms: settingDefinition('brokerServiceTimeMs').kind },
    setFault: { target, fault: { type: 'choice', options: TROUBLES }, on: { type: 'boolean' } },
    injectResponse: { target, code: count(1, MAX_RESPONSE_CODE), times: count(0, MAX_ANSWER_TIMES) },
    link: { target, peer: target, lossPercent: count(0, 100) },
    writePerm: { brokerName: { type: 'text' }, on: { type: 'boolean' } },
  })
