// The control of the setting that a step asks for, beside its words: in the settings it would be far away, and on a phone under
// the sheet. What the stage itself can set is set there.

import { useId } from 'react'
import { RELEASES, SETTING_DEFINITIONS, type SettingName } from '../../rocketmq'
import { chooseTaskSetting } from '../../session/lessonActions'
import { NumberField } from '../kit/NumberField'
import { Select } from '../kit/Select'
import { Switch } from '../kit/Switch'
import { useClusterState } from '../shell/useClusterState'
import { useMessages } from '../shell/useMessages'

export function TaskSetting({ name }: { name: SettingName }) {
  const m = useMessages()
  const id = useId()
  const value = useClusterState(({ settings }) => settings[name])
  const kind = SETTING_DEFINITIONS.find((one) => one.name === name)?.kind
  if (name === 'clientVersion')
    return (
      <Select
        aria-label={m.page.clientVersion}
        value={value as string}
        options={RELEASES.toReversed().map((one) => [one, `${m.page.client} ${one}`])}
        onChoose={chooseTaskSetting}
      />
    )
  if (name === 'sendLatencyFaultEnable' || kind?.type === 'table' || !kind) return null
  return (
    <span className="flex flex-wrap items-center gap-5">
      <label htmlFor={id}>{name}</label>
      {kind.type === 'boolean' && <Switch id={id} on={value as boolean} onChange={chooseTaskSetting} />}
      {kind.type === 'choice' && (
        <Select
          id={id}
          value={value as string}
          options={kind.options.map((one) => [one, one])}
          onChoose={chooseTaskSetting}
        />
      )}
      {kind.type === 'integer' && (
        <NumberField
          id={id}
          name={name}
          value={value as number | null}
          min={kind.min}
          max={kind.max}
          unit={kind.unit === 'ms' ? 'ms' : ''}
          nullable={kind.nullable === true}
          onValue={chooseTaskSetting}
        />
      )}
    </span>
  )
}
