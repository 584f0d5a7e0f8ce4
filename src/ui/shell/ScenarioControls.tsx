// What the whole run is about: its preset in the top bar, teaching or real values in the settings.

import { useMemo } from 'react'
import { localize } from '../../i18n/localized'
import { PRESETS, presetInput, type RunInput, recordingOf } from '../../rocketmq'
import { loadPreset, showGotchas } from '../../session/actions'
import { useApp } from '../../session/appStore'
import { chapterShown } from '../../session/chapters'
import { switchValues } from '../../session/restart'
import { sameJson } from '../../session/runViews'
import { Segmented } from '../kit/Segmented'
import { isGotcha, useOffers } from '../learn/useGotchas'
import { useMessages } from './useMessages'
import { useOpenQuestion } from './useOpenQuestion'

/** The entry that opens the list of gotchas and recordings. */
const MORE = 'more'

/** Have settings been changed, from the beginning or on the way, so that the name of the preset says too much? */
const isChanged = ({ scenario, actions }: RunInput): boolean =>
  actions.some(({ type }) => type === 'set') ||
  !sameJson(scenario.settings, presetInput(scenario.preset).scenario.settings)

/** The presets, and the name of what is open where that is none of them. */
export function ScenarioSelect() {
  const m = useMessages()
  const input = useApp((state) => state.input)
  const { preset } = input.scenario
  const recording = useApp((state) => recordingOf(state.run)?.experiment)
  const offers = useOffers(recording !== undefined || isGotcha(preset))
  const ofChapter = useApp((state) => chapterShown(state).presets)
  // Those of the chapter first; what no chapter lists comes last.
  const presets = [...new Set([...ofChapter, ...PRESETS.map(({ id }) => id)])]
  const isPreset = recording === undefined && PRESETS.some(({ id }) => id === preset)
  const changed = useMemo(() => isPreset && isChanged(input), [isPreset, input])
  const title =
    offers?.BUILT_IN_RECORDINGS.find(({ experiment }) => experiment === recording)?.title ??
    offers?.GOTCHAS.find(({ id }) => recording === undefined && id === preset)?.title
  const own = recording ?? m.page.presets[preset] ?? preset
  // Its whole name would answer what a lesson asks.
  const asked = useOpenQuestion()
  const name =
    title && !(asked && isGotcha(preset)) ? `${isGotcha(preset) ? `${preset} ` : ''}${localize(title, m)}` : own
  return (
    <select
      className="select"
      aria-label={m.page.preset}
      title={m.page.preset}
      value={isPreset ? preset : ''}
      onChange={({ currentTarget: { value } }) => (value === MORE ? showGotchas(true) : loadPreset(value))}
    >
      {!isPreset && <option value="">{name}</option>}
      {presets.map((id) => (
        <option key={id} value={id}>
          {changed && id === preset ? m.page.changed(m.page.presets[id] ?? id) : (m.page.presets[id] ?? id)}
        </option>
      ))}
      <option value={MORE}>{m.page.moreScenarios}</option>
    </select>
  )
}

export function ScenarioControls() {
  const m = useMessages()
  const values = useApp((state) => state.values)
  return (
    <div className="flex items-center flex-wrap gap-5">
      <div className="wide:hidden">
        <ScenarioSelect />
      </div>
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
