// Rows of the survival table about consumers: is the message consumed again if the one that has its queue ends now?

import { useCallback, useEffect } from 'react'
import { useStore } from 'zustand'
import { type ConsumerSurvival, consumersAtRisk } from '../../../projections/consumerSurvival'
import type { MessagePlace } from '../../../projections/copies'
import type { ClusterState } from '../../../rocketmq'
import { useApp } from '../../../session/appStore'
import { askConsumerEnds, consumerEnds, endsRows, showConsumerEnd } from '../../../session/consumerEnds'
import { sameJson } from '../../../session/runViews'
import { KeptTogether } from '../../kit/KeptTogether'
import { useClusterState } from '../../shell/useClusterState'
import { useMessages } from '../../shell/useMessages'
import { useConsumerNames } from './useConsumerNames'

export default function ConsumerEnds({ message, place }: { message: number; place: MessagePlace }) {
  const m = useMessages('consumerPanel', 'life')
  const words = m.consumerPanel
  const names = useConsumerNames()
  const run = useApp((state) => state.run)
  const tMs = useApp((state) => (state.playing ? null : Math.floor(state.playheadMs)))
  const atRisk = useClusterState(
    useCallback((state: ClusterState) => consumersAtRisk(state, place), [place]),
    sameJson,
  )
  useEffect(() => {
    if (tMs !== null && tMs <= run.endMs) askConsumerEnds({ run, message, place, tMs })
  }, [run, message, place, tMs])
  const answers = useStore(consumerEnds, (state) => state.answers)
  if (atRisk.length === 0) return null
  return (
    <>
      <h3 className="mt-7 mb-2 font-semibold">{words.endsHeading}</h3>
      {tMs === null && <p className="mb-3.5 text-muted">{m.life.paused}</p>}
      <ul className="grid" data-testid="consumer-ends">
        {endsRows(atRisk).map((row) => {
          const [end, consumer] = row.split(' ') as [keyof typeof words.ends, string]
          const what = words.ends[end](names.consumer(Number(consumer)))
          const answer = tMs === null ? null : (answers[row] ?? null)
          const found = answer === 'tooFar' ? null : answer
          const text =
            answer === null
              ? tMs === null
                ? ''
                : m.life.computing
              : answer === 'tooFar'
                ? m.life.tooFar
                : words.endsAnswer(answer)
          return (
            <li key={row}>
              <button
                type="button"
                className="grid grid-cols-[minmax(0,1fr)_auto] gap-x-6 w-full py-4 border-b border-line text-left enabled:hover:bg-inset"
                disabled={found === null}
                aria-label={m.format.clauses([m.life.show(what), text])}
                onClick={() => void showConsumerEnd(row)}
              >
                <span>
                  <KeptTogether text={what} />
                </span>
                <span
                  className="text-right font-semibold data-[tone=good]:text-good data-[tone=bad]:text-bad data-[tone=none]:text-muted data-[tone=none]:font-normal"
                  data-tone={found ? toneOf(found) : 'none'}
                >
                  {found && SIGN[toneOf(found)]}
                  <KeptTogether text={text} />
                </span>
              </button>
            </li>
          )
        })}
      </ul>
    </>
  )
}

const SIGN = { good: '✓ ', bad: '✗ ', again: '↻ ' } as const

/** Once is good; again, or never, is not. */
function toneOf({ consumption, deliveriesAfter, deliveriesBefore }: ConsumerSurvival): 'good' | 'bad' | 'again' {
  if (consumption?.is !== 'consumed') return 'bad'
  return deliveriesAfter > 0 && deliveriesBefore > 0 ? 'again' : 'good'
}
