// An action as text, as people type it. Apart from what reads one, which brings the gate for outside data along.

import { ACTION_FIELDS, type UserAction } from '../rocketmq'

/** A value as it is typed. */
const typedText = (value: unknown): string => (typeof value === 'boolean' ? (value ? 'on' : 'off') : String(value))

/** An action as parseAction (actionText.ts) reads it. */
export function actionText(action: UserAction): string {
  const at = `@${action.atMs}`
  if (action.type !== 'set') {
    const said = action as unknown as Record<string, unknown>
    return [action.type, ...Object.keys(ACTION_FIELDS[action.type]).map((name) => typedText(said[name])), at].join(' ')
  }
  const value = Array.isArray(action.value) ? action.value.join(',') : String(action.value)
  return `set ${action.name}=${value}${action.brokerName === undefined ? '' : ` ${action.brokerName}`} ${at}`
}
