// What stands below the stage while a cue is shown: the clock and the premise of this very moment, the sentence, and what
// can be answered. What the premise says is read from the state, so it follows whatever is done to the stage.

import { formatTime } from '../../i18n/format'
import type { StageReport } from '../../io/notesProtocol'
import { premiseAt } from '../../projections/premise'
import type { UserAction } from '../../rocketmq'
import { useApp } from '../../session/appStore'
import { KeptTogether } from '../kit/KeptTogether'
import { useClusterState } from '../shell/useClusterState'
import { useMessages } from '../shell/useMessages'

export function CueWords({ report, revealed }: { report: StageReport; revealed: boolean }) {
  return (
    <div className="flex-1 min-w-0 self-start flex flex-col gap-5">
      <PremiseRow />
      {report.lead !== null && (
        <p className="presenter-lead text-[1.15rem] leading-[1.35] text-muted text-pretty">
          <KeptTogether text={report.lead} />
        </p>
      )}
      <p
        className="presenter-sentence text-[1.68rem] leading-[1.3] font-[600] text-pretty max-[701px]:text-[1.15rem]"
        aria-live="polite"
        data-revealed={revealed}
      >
        <KeptTogether text={report.sentence} />
      </p>
      {report.options.length > 0 && <Options options={report.options} answer={report.answer} />}
    </div>
  )
}

function Options({ options, answer }: { options: readonly string[]; answer: string | null }) {
  const m = useMessages('presenting')
  return (
    <ol
      className="presenter-options flex flex-wrap gap-x-7 gap-y-4 text-[1.3rem] [&_li]:px-7 [&_li]:py-1 [&_li]:rounded-lg [&_li]:border [&_li]:border-line-strong [&_li]:whitespace-nowrap data-[answered=true]:[&_li]:text-muted [&_li[data-right=true]]:bg-good [&_li[data-right=true]]:border-good [&_li[data-right=true]]:text-on-colour [&_li[data-right=true]]:font-bold"
      aria-label={m.presenting.options}
      data-answered={answer !== null}
    >
      {options.map((option) => (
        <li key={option} data-right={option === answer}>
          {option === answer && (
            <span className="mr-3" role="img" aria-label={m.presenting.right}>
              ✓
            </span>
          )}
          {option}
        </li>
      ))}
    </ol>
  )
}

/** Whom an action has hit, where its words name only the group. */
const masterOf = (action: UserAction): string =>
  'target' in action && action.target.endsWith('/master') ? ' Master' : ''

/** What was set up and done, and what time it is on the stage. */
function PremiseRow() {
  const m = useMessages('presenting')
  const input = useApp((state) => state.input)
  const other = useApp((state) => state.comparison)
  const tenths = useClusterState((_, tMs) => Math.floor(tMs / 100))
  const facts = useClusterState(
    (state) => premiseAt(state, input),
    (one, another) => JSON.stringify(one) === JSON.stringify(another),
  )
  const { difference } = other ?? {}
  const isTheSwitch = difference?.kind === 'setting' && difference.name === 'sendLatencyFaultEnable'
  const parts = [
    m.presenting.premise.client(facts.clientVersion),
    isTheSwitch
      ? m.presenting.premise.switchBoth(facts.switchOn, difference.value === true)
      : m.presenting.premise.switchIs(facts.switchOn),
    ...((facts.switchOn || isTheSwitch) && facts.table !== 'release'
      ? [facts.table === 'teaching' ? m.presenting.premise.teachingTable : m.presenting.premise.ownTable]
      : []),
    ...facts.done.map((action) => `${formatTime(action.atMs, 1)} ${m.editing.action(action)}${masterOf(action)}`),
  ]
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset would add nothing but its own layout rules
    <div
      className="presenter-premise flex flex-wrap items-baseline gap-x-8 gap-y-2 text-muted [&_span]:whitespace-nowrap"
      role="group"
      aria-label={m.presenting.premise.label}
    >
      <span className="presenter-clock rounded-sm bg-inset px-5 text-text font-bold" role="timer">
        {m.presenting.premise.clock} {formatTime(tenths * 100, 1)}
      </span>
      {parts.map((part) => (
        <span key={part}>{part}</span>
      ))}
    </div>
  )
}
