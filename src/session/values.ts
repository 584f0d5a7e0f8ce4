// Which settings are slowed down or shortened for teaching, and whether a set of settings is.

import { SETTING_DEFINITIONS, type SettingName, type Settings } from '../rocketmq'

/** Settings whose teaching value is only slower or shorter than the real one: times and tables, not choices. */
export const TEACHING_NAMES: readonly SettingName[] = SETTING_DEFINITIONS.filter(
  ({ kind, teaching }) =>
    teaching !== undefined && (kind.type === 'table' || (kind.type === 'integer' && kind.unit === 'ms')),
).map(({ name }) => name)

/** @returns 'teaching' if any of these settings has its teaching value */
export function valuesOf(settings: Settings): 'teaching' | 'real' {
  return SETTING_DEFINITIONS.some(
    ({ name, teaching }) =>
      TEACHING_NAMES.includes(name) && JSON.stringify(settings[name]) === JSON.stringify(teaching),
  )
    ? 'teaching'
    : 'real'
}
