// Why a Broker group is avoided until a moment, or why it is not: the attempt behind it, the step of the table, the rule.

import { Suspense, useEffect, useMemo, useRef } from 'react'
import { explainWindow } from '../../../explain/window'
import { formatTime } from '../../../i18n/format'
import { avoidedUntilMs } from '../../../projections/avoidance'
import { outlookOf } from '../../../projections/outlook'
import { select } from '../../../session/actions'
import { useApp } from '../../../session/appStore'
import { LinkButton } from '../../kit/Button'
import { KeptTogether } from '../../kit/KeptTogether'
import { countdownText } from '../../shell/format'
import { lazyPart } from '../../shell/lazyPart'
import { throttledTime } from '../../shell/throttledTime'
import { useClusterState } from '../../shell/useClusterState'
import { useMessages } from '../../shell/useMessages'
import { Line } from './DecisionCard'
import { showAttempt } from './going'

const ReuseSentence = lazyPart(() => import('./ReuseSentence'), null, 'waits')

/** Whose belief is shown when a Broker is chosen. */
const PRODUCER = 0

export function WindowCard({ group }: { group: number }) {
  const m = useMessages('explanation', 'why', 'windows')
  const run = useApp((state) => state.run)
  // The card says the same as long as the item and the switch are the same and the window is open or over.
  const key = useClusterState((state, tMs) => {
    const producer = state.producers[PRODUCER]
    const item = producer?.faultItems[group]
    const open = avoidedUntilMs(state, producer, group, tMs)
    const { clientVersion, sendLatencyFaultEnable } = state.settings
    const outlook = JSON.stringify(outlookOf(state, PRODUCER, group))
    return `${clientVersion} ${sendLatencyFaultEnable} ${producer?.epoch} ${item?.startTimestamp} ${open} ${item?.reachable} ${outlook}`
  })
  const atMs = useClusterState((_, tMs) => Math.min(throttledTime(tMs), useApp.getState().run.endMs))
  // biome-ignore lint/correctness/useExhaustiveDependencies: the key stands for everything the card says
  const found = useMemo(
    () => explainWindow(run, PRODUCER, group, Math.floor(useApp.getState().playheadMs)),
    [run, group, key],
  )
  const selection = useApp((state) => state.selection)
  const card = useRef<HTMLElement>(null)
  // Asked for on the stage or further down, it must not open out of sight. On a phone the stage stays where it is.
  // biome-ignore lint/correctness/useExhaustiveDependencies: each time somebody asks, for the same Broker too
  useEffect(() => {
    const panel = card.current?.closest('.panel-content')
    if (panel && (panel.scrollHeight > panel.clientHeight || panel.contains(document.activeElement)))
      card.current?.scrollIntoView({ block: 'nearest' })
  }, [selection])
  if (!found) return null
  const { broker, standing, untilMs, cause, rules, settings, reachable, sentence } = found
  const records = standing !== 'off' && standing !== 'stopped'
  const avoided = standing === 'avoided' && untilMs !== null
  return (
    <section
      ref={card}
      className="block pb-9.5 [&_h2]:text-base [&_h2]:font-semibold mb-9.5 px-8 pt-7 pb-7! border border-line rounded-xl bg-inset data-[avoided=true]:border-avoid"
      aria-label={m.why.whyAvoided}
      data-avoided={standing === 'avoided' || standing === 'unreachable'}
    >
      <div className="flex items-baseline justify-between gap-5 mb-3.5">
        <h2>{avoided ? m.why.whyAvoidedUntil(broker, formatTime(untilMs, 1)) : m.why.whyNotAvoided(broker)}</h2>
        <LinkButton className="flex-none" onClick={() => select(null)}>
          {m.why.closeWindow}
        </LinkButton>
      </div>
      <p className="leading-[1.45] text-pretty wrap-anywhere pb-3.5" data-testid="window-sentence">
        <KeptTogether text={sentence(m)} />
      </p>
      {standing !== 'stopped' && (
        <Suspense>
          <ReuseSentence producer={PRODUCER} group={group} broker={broker} />
        </Suspense>
      )}
      {avoided && <p className="text-avoid font-semibold">{m.page.left(countdownText(Math.max(0, untilMs - atMs)))}</p>}
      {cause && records && (
        <>
          <Line method="MQFaultStrategy#computeNotAvailableDuration">
            <KeptTogether text={m.explanation.lookup(cause.lesson)} />{' '}
            {cause.logIndex >= 0 && (
              <LinkButton onClick={() => showAttempt(run, cause.message, cause.logIndex)}>{m.why.showCause}</LinkButton>
            )}
          </Line>
          <Line method="LatencyFaultToleranceImpl#updateFaultItem">
            {m.explanation.effect(cause.lesson, cause.rules.successEndsWindow)}
          </Line>
        </>
      )}
      {avoided && (
        <Line method="LatencyFaultToleranceImpl#isAvailable">
          {m.format.sentences(
            rules.successEndsWindow ? m.why.endsByTimeOrSuccess : m.why.endsByTime,
            m.why.endsByRestart,
          )}
        </Line>
      )}
      {reachable && records && (reachable.sinceMs !== null || settings.startDetectorEnable) && (
        <Line method="LatencyFaultToleranceImpl#isReachable">
          {`${m.why.flag}${m.format.colon}`}
          {m.why.flagNow(reachable.now, reachable.sinceMs === null ? null : formatTime(reachable.sinceMs))}
        </Line>
      )}
    </section>
  )
}
