// What the whole run is about: preset, client version, teaching or real values.

import { presetWords } from '../../i18n/interface'
import { proofWords } from '../../i18n/proof'
import { PRESETS, RELEASES } from '../../rocketmq'
import { changeSetting, loadPreset } from '../../session/actions'
import { useApp } from '../../session/appStore'
import { loadGotcha, switchValues } from '../../session/restart'
import { useGotchas } from '../learn/useGotchas'
import { useClusterState } from './useClusterState'
import { useTexts } from './useTexts'

export function ScenarioControls() {
  const { words, pick } = useTexts()
  const preset = useApp((state) => state.input.scenario.preset)
  const values = useApp((state) => state.values)
  const clientVersion = useClusterState((state) => state.settings.clientVersion)
  const surprises = useGotchas()
  const known = PRESETS.some(({ id }) => id === preset) || surprises?.some(({ id }) => id === preset) === true
  const load = (id: string) => {
    const surprise = surprises?.find((one) => one.id === id)
    if (surprise) loadGotcha(surprise)
    else loadPreset(id)
  }
  return (
    <div className="scenario-controls">
      <select
        className="select"
        aria-label={words.preset}
        title={words.preset}
        value={known ? preset : ''}
        onChange={(event) => load(event.target.value)}
      >
        {!known && <option value="">{presetWords[preset] ? pick(presetWords[preset]) : preset}</option>}
        <optgroup label={pick(proofWords.scenarios)}>
          {PRESETS.map(({ id }) => (
            <option key={id} value={id}>
              {presetWords[id] ? pick(presetWords[id]) : id}
            </option>
          ))}
        </optgroup>
        {surprises && (
          <optgroup label={pick(proofWords.surprises)}>
            {surprises.map(({ id, title }) => (
              <option key={id} value={id}>
                {`${id} ${pick(title)}`}
              </option>
            ))}
          </optgroup>
        )}
      </select>
      <select
        className="select"
        aria-label={words.clientVersion}
        title={words.clientVersion}
        value={clientVersion}
        onChange={(event) => changeSetting('clientVersion', event.target.value)}
      >
        {RELEASES.toReversed().map((release) => (
          <option key={release} value={release}>
            {`${words.client} ${release}`}
          </option>
        ))}
      </select>
      <div className="segmented">
        {(['teaching', 'real'] as const).map((value) => (
          <button
            key={value}
            type="button"
            aria-pressed={values === value}
            title={value === 'teaching' ? words.teachingHint : words.realHint}
            onClick={() => values !== value && switchValues(value)}
          >
            {value === 'teaching' ? words.teaching : words.real}
          </button>
        ))}
      </div>
    </div>
  )
}
