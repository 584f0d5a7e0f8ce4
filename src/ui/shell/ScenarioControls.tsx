// What the whole run is about: preset, client version, teaching or real values.

import { localize } from '../../i18n/localized'
import { PRESETS, RELEASES, recordingOf } from '../../rocketmq'
import { changeSetting, loadPreset } from '../../session/actions'
import { useApp } from '../../session/appStore'
import { loadGotcha, switchValues } from '../../session/restart'
import { Segmented } from '../kit/Segmented'
import { Select } from '../kit/Select'
import { useGotchas, useRecordings } from '../learn/useGotchas'
import { useClusterState } from './useClusterState'
import { useMessages } from './useMessages'

/** Before the name of a recording, among the names of scenarios. */
const RECORDING = 'recording:'

/** A name without what it says in brackets at its end. */
const withoutRemark = (name: string): string => name.replace(/ ?[（(][^（(]*[）)]$/, '')

export function ScenarioControls() {
  const m = useMessages()
  const preset = useApp((state) => state.input.scenario.preset)
  const values = useApp((state) => state.values)
  // Its whole name would answer what a lesson asks.
  const asked = useApp((state) => state.lesson?.asks != null)
  const clientVersion = useClusterState((state) => state.settings.clientVersion)
  const surprises = useGotchas()
  const recordings = useRecordings()
  const recording = useApp((state) => recordingOf(state.run)?.experiment)
  const isBuiltIn = recordings?.some(({ experiment }) => experiment === recording) === true
  const known =
    isBuiltIn || PRESETS.some(({ id }) => id === preset) || surprises?.some(({ id }) => id === preset) === true
  const load = (id: string) => {
    const surprise = surprises?.find((one) => one.id === id)
    if (id.startsWith(RECORDING))
      void import('../../session/recordings').then(({ openBuiltIn }) => openBuiltIn(id.slice(RECORDING.length)))
    else if (surprise) loadGotcha(surprise)
    else loadPreset(id)
  }
  return (
    <div className="flex items-center gap-5 max-wide:flex-wrap">
      <select
        className="select"
        aria-label={m.page.preset}
        title={m.page.preset}
        value={isBuiltIn ? `${RECORDING}${recording}` : known ? preset : ''}
        onChange={(event) => load(event.target.value)}
      >
        {!known && <option value="">{recording ?? m.page.presets[preset] ?? preset}</option>}
        <optgroup label={m.proof.scenarios}>
          {PRESETS.map(({ id }) => (
            <option key={id} value={id}>
              {asked && id === preset ? withoutRemark(m.page.presets[id] ?? id) : (m.page.presets[id] ?? id)}
            </option>
          ))}
        </optgroup>
        {surprises && (
          <optgroup label={m.proof.surprises}>
            {surprises.map(({ id, title }) => (
              <option key={id} value={id}>
                {asked && id === preset ? id : `${id} ${localize(title, m)}`}
              </option>
            ))}
          </optgroup>
        )}
        {recordings && (
          <optgroup label={m.page.recordings}>
            {recordings.map(({ experiment, title }) => (
              <option key={experiment} value={`${RECORDING}${experiment}`}>
                {localize(title, m)}
              </option>
            ))}
          </optgroup>
        )}
      </select>
      <Select
        aria-label={m.page.clientVersion}
        title={m.page.clientVersion}
        value={clientVersion}
        options={RELEASES.toReversed().map((release) => [release, `${m.page.client} ${release}`])}
        onChoose={(release) => changeSetting('clientVersion', release)}
      />
      <Segmented
        value={values}
        options={[
          ['teaching', m.page.teaching, m.page.teachingHint],
          ['real', m.page.real, m.page.realHint],
        ]}
        onChange={(value) => values !== value && switchValues(value)}
      />
    </div>
  )
}
