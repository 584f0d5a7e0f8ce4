// Why a Broker group is avoided until a moment, or why it is not: the attempt behind it, the step of the table, the rule.

import { useEffect, useMemo, useRef } from 'react'
import { explainWindow } from '../../../explain/window'
import { effectWords, lookupWords } from '../../../i18n/explanation'
import { formatTime } from '../../../i18n/format'
import { waitWords } from '../../../i18n/outlook'
import { avoidedUntilMs } from '../../../projections/avoidance'
import { outlookOf } from '../../../projections/outlook'
import { select } from '../../../session/actions'
import { useApp } from '../../../session/appStore'
import { countdownText } from '../../shell/format'
import { KeptTogether } from '../../shell/Headline'
import { throttledTime } from '../../shell/throttledTime'
import { useClusterState } from '../../shell/useClusterState'
import { useTexts } from '../../shell/useTexts'
import { Line } from './DecisionCard'
import { showAttempt } from './going'
import { useWhyTexts } from './words'

/** Whose belief is shown when a Broker is chosen. */
const PRODUCER = 0

export function WindowCard({ group }: { group: number }) {
  const { phrases } = useTexts()
  const { say, tell, language } = useWhyTexts()
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
  const { broker, standing, untilMs, cause, rules, settings, reachable, outlook, sentence } = found
  const records = standing !== 'off' && standing !== 'stopped'
  const waits = standing !== 'stopped' && outlook ? waitWords(outlook) : null
  const avoided = standing === 'avoided' && untilMs !== null
  return (
    <section
      ref={card}
      className="block why window-card"
      aria-label={say.whyAvoided}
      data-avoided={standing === 'avoided' || standing === 'unreachable'}
    >
      <div className="block-head">
        <h2>{avoided ? tell.whyAvoidedUntil(broker, formatTime(untilMs, 1)) : tell.whyNotAvoided(broker)}</h2>
        <button type="button" className="link" onClick={() => select(null)}>
          {say.closeWindow}
        </button>
      </div>
      <p className="why-sentence" data-testid="window-sentence">
        <KeptTogether text={sentence[language]} />
      </p>
      {waits && (
        <p className="window-waits" data-testid="window-waits">
          <KeptTogether text={waits[language]} />
        </p>
      )}
      {avoided && <p className="window-left">{phrases.left(countdownText(Math.max(0, untilMs - atMs)))}</p>}
      {cause && records && (
        <>
          <Line method="MQFaultStrategy#computeNotAvailableDuration">
            {lookupWords(cause.lesson)[language]}{' '}
            {cause.logIndex >= 0 && (
              <button type="button" className="link" onClick={() => showAttempt(run, cause.message, cause.logIndex)}>
                {say.showCause}
              </button>
            )}
          </Line>
          <Line method="LatencyFaultToleranceImpl#updateFaultItem">
            {effectWords(cause.lesson, cause.rules.successEndsWindow)[language]}
          </Line>
        </>
      )}
      {avoided && (
        <Line method="LatencyFaultToleranceImpl#isAvailable">
          {[rules.successEndsWindow ? say.endsByTimeOrSuccess : say.endsByTime, say.endsByRestart].join(
            language === 'zh' ? '' : ' ',
          )}
        </Line>
      )}
      {reachable && records && (reachable.sinceMs !== null || settings.startDetectorEnable) && (
        <Line method="LatencyFaultToleranceImpl#isReachable">
          {`${say.flag}${language === 'zh' ? '：' : ': '}`}
          {tell.flagNow(reachable.now, reachable.sinceMs === null ? null : formatTime(reachable.sinceMs))}
        </Line>
      )}
    </section>
  )
}
