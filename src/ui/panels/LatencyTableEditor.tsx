// The two halves of the latency table, step by step.

import { useId, useState } from 'react'
import { clientRules, latencyTable, SETTING_DEFINITIONS, type Settings } from '../../rocketmq'
import { changeLatencyTable } from '../../session/actions'
import { sameJson } from '../../session/runViews'
import { TEACHING_NAMES } from '../../session/values'
import { IconButton, LinkButton } from '../kit/Button'
import { NumberField } from '../kit/NumberField'
import { icons } from '../shell/icons'
import { useMessages } from '../shell/useMessages'
import { useActiveStep } from './ExplanationPanel'

/** Longest window or threshold a table may have, ms: a day. */
const MAX_TABLE_MS = 86_400_000
const MAX_TABLE_STEPS = 16

export function LatencyTableEditor({ settings }: { settings: Settings }) {
  const m = useMessages('settings')
  const id = useId()
  const table = latencyTable(settings)
  const isOwnTable = settings.latencyMax === null && settings.notAvailableDuration === null
  const active = useActiveStep()
  const [refused, setRefused] = useState<string | null>(null)
  const release = clientRules(settings.clientVersion)
  const change = (latencyMax: number[], notAvailableDuration: number[]) => {
    if (latencyMax.some((threshold, step) => step > 0 && threshold <= latencyMax[step - 1])) {
      setRefused(m.page.needsAscending('latencyMax'))
      return
    }
    setRefused(null)
    changeLatencyTable(latencyMax, notAvailableDuration)
  }
  const latencyMax = [...table.latencyMax]
  const durations = table.latencyMax.map((_, step) => table.notAvailableDuration[step] ?? 0)
  return (
    <div className="setting py-5.5 border-b border-line">
      <div className="flex items-center justify-between flex-wrap gap-y-2 gap-x-7.5 [&_.number-field]:contents [&_.refused]:w-full [&_.refused]:pt-0">
        <span className="font-semibold flex-1 min-w-0">latencyMax → notAvailableDuration</span>
        {isOwnTable && <span className="tag">{`${m.page.ownTable} ${settings.clientVersion}`}</span>}
      </div>
      <p className="text-muted text-small" id={`${id}-what`}>
        {m.settings.hints.latencyMax}
      </p>
      <table className="table [&_td]:border-b-0 [&_td]:py-[0.12rem] [&_td]:pr-4 [&_td]:pl-0 [&_td]:whitespace-normal [&_.number-field]:max-w-none [&_.number-field]:items-stretch [&_.icon-button]:border-transparent [&_.icon-button]:bg-transparent">
        <thead>
          <tr>
            <th scope="col">{m.page.ladderFrom}</th>
            <th scope="col">{m.page.ladderFor}</th>
            <th>
              <span className="sr-only">{m.page.removeStep}</span>
            </th>
          </tr>
        </thead>
        <tbody>
          {latencyMax.map((threshold, step) => (
            <tr key={String(step)} data-active={step === active} data-window={durations[step] > 0}>
              <td>
                <NumberField
                  id={`${id}-from-${step}`}
                  name={`latencyMax ${m.page.stepNumber(step + 1)}`}
                  labelled={false}
                  value={threshold}
                  min={0}
                  max={MAX_TABLE_MS}
                  onValue={(value) => change(latencyMax.with(step, value ?? 0), durations)}
                />
              </td>
              <td>
                <NumberField
                  id={`${id}-for-${step}`}
                  name={`notAvailableDuration ${m.page.stepNumber(step + 1)}`}
                  labelled={false}
                  value={durations[step]}
                  min={0}
                  max={MAX_TABLE_MS}
                  onValue={(value) => change(latencyMax, durations.with(step, value ?? 0))}
                />
              </td>
              <td>
                <IconButton
                  label={`${m.page.removeStep} ${step + 1}`}
                  title={m.page.removeStep}
                  disabled={latencyMax.length <= 1}
                  onClick={() => change(latencyMax.toSpliced(step, 1), durations.toSpliced(step, 1))}
                >
                  {icons.minus}
                </IconButton>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      {refused && (
        <p className="refused" role="alert">
          {refused}
        </p>
      )}
      <p className="text-muted text-small flex flex-wrap gap-y-2 gap-x-6 pt-1.5">
        {TEACHING_NAMES.includes('latencyMax') && isTeachingTable(settings) && (
          <span className="tag ml-0 border-avoid text-avoid">{m.page.teachingTag}</span>
        )}
        {!isOwnTable && (
          <LinkButton
            title={`${release.latencyMax.join(' / ')} → ${release.notAvailableDuration.join(' / ')}`}
            onClick={() => changeLatencyTable(null, null)}
          >
            {`${m.page.useOwnTable} (${settings.clientVersion})`}
          </LinkButton>
        )}
        <LinkButton
          disabled={latencyMax.length >= MAX_TABLE_STEPS}
          onClick={() =>
            change([...latencyMax, (latencyMax.at(-1) ?? 0) * 2 + 100], [...durations, durations.at(-1) ?? 0])
          }
        >
          {m.page.addStep}
        </LinkButton>
      </p>
    </div>
  )
}

const isTeachingTable = (settings: Settings): boolean =>
  SETTING_DEFINITIONS.some(
    ({ name, teaching }) => name === 'notAvailableDuration' && sameJson(settings.notAvailableDuration, teaching),
  )
