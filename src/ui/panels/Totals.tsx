// What became of the messages so far: always in sight, in every tab.

import { type ClusterState, sendsOf } from '../../rocketmq'
import { sameJson } from '../../session/runViews'
import { useClusterState } from '../shell/useClusterState'
import { useMessages } from '../shell/useMessages'

const shownTotals = ({ totals: { sent, stored, failed }, settings }: ClusterState) => ({
  sent: sendsOf(settings, sent),
  stored: sendsOf(settings, stored),
  failed: sendsOf(settings, failed),
})

/** Longer numbers have smaller digits: the line is as high as before, and nothing above it moves. */
const MAX_LARGE = 999_999

export function Totals() {
  const m = useMessages()
  const totals = useClusterState(shownTotals, sameJson)
  const cell = (name: string, value: number, tone: string) => (
    <span
      className="text-small [&_b]:block [&_b]:text-[1.12rem] [&_b]:leading-[1.3] in-data-[long=true]:[&_b]:text-[0.9rem] in-data-[long=true]:[&_b]:leading-[1.62] [&_b]:text-text data-[tone=good]:[&_b]:text-good data-[tone=bad]:[&_b]:text-bad data-[tone=flight]:[&_b]:text-flight"
      data-tone={value === 0 ? 'none' : tone}
    >
      {name} <b>{m.format.number(value)}</b>
    </span>
  )
  return (
    <section
      className="[contain:layout_paint] flex items-end justify-between gap-x-3 px-11 py-4 border-t border-line text-muted whitespace-nowrap wide:max-[1700px]:in-[:has(.two-stages):has(.lesson)]:in-[:has(.two-stages):has(.lesson)]:hidden wide:in-[:has(.two-stages):has(.verdict)]:in-[:has(.two-stages):has(.verdict)]:hidden"
      aria-label={m.page.totals}
      data-long={totals.sent > MAX_LARGE}
    >
      {cell(m.page.sent, totals.sent, 'plain')}
      <span>=</span>
      {cell(m.page.stored, totals.stored, 'good')}
      <span>+</span>
      {cell(m.page.failed, totals.failed, 'bad')}
      <span>+</span>
      {cell(m.page.inFlight, totals.sent - totals.stored - totals.failed, 'flight')}
    </section>
  )
}
