// What each consumer group does with a message: what it is now, why not more yet, and every step, also those to come.

import { useCallback, useMemo } from 'react'
import { formatTime } from '../../../i18n/format'
import { deliveriesOf, type NotYet, whyNotYet } from '../../../projections/consumerDecisions'
import { type Consumption, consumptionOf } from '../../../projections/consumption'
import { type GroupStep, groupLife } from '../../../projections/groupLife'
import { consumerGroupName } from '../../../projections/queueNames'
import { type ClusterState, createCursor, type Run } from '../../../rocketmq'
import { sameJson } from '../../../session/runViews'
import { KeptTogether } from '../../kit/KeptTogether'
import { useClusterState } from '../../shell/useClusterState'
import { useMessages } from '../../shell/useMessages'
import { useConsumerNames } from './useConsumerNames'

/** ms of virtual time for which what was found is shown while it plays. */
const FIND_EVERY_MS = 100

export default function GroupLives({ run, message, computed }: { run: Run; message: number; computed: number }) {
  const groups = useClusterState((state) => state.settings.consumerGroupCount)
  return Array.from({ length: groups }, (_, group) => (
    <GroupLife key={consumerGroupName(group)} run={run} message={message} group={group} computed={computed} />
  ))
}

interface Found {
  now: Consumption
  why: NotYet | null
}

const DOT =
  'size-5 rounded-full border-2 border-current text-good data-[tone=bad]:text-bad data-[tone=flight]:text-flight data-[done=true]:bg-current'

function GroupLife({ run, message, group, computed }: { run: Run; message: number; group: number; computed: number }) {
  const m = useMessages('consumerPanel')
  const words = m.consumerPanel
  const names = useConsumerNames()
  const settings = useClusterState((state) => state.settings)
  const cursor = useMemo(() => createCursor(run), [run])
  const found = useClusterState(
    useCallback(
      (_: ClusterState, tMs: number): Found | null => {
        const atMs = Math.min(run.endMs, Math.floor(tMs / FIND_EVERY_MS) * FIND_EVERY_MS)
        const look = (ms: number) => cursor.seek(ms)
        const now = consumptionOf(run, message, group, atMs, look)
        return now && { now, why: whyNotYet(run, message, group, atMs, look, now) }
      },
      [run, cursor, message, group],
    ),
    sameJson,
  )
  // biome-ignore lint/correctness/useExhaustiveDependencies: the run has grown
  const { steps, deliveries } = useMemo(
    () => ({ steps: groupLife(run, message, group), deliveries: deliveriesOf(run, message, group, run.endMs) }),
    [run, message, group, computed],
  )
  const happened = useClusterState(
    useCallback((_: ClusterState, tMs: number) => steps.filter(({ atMs }) => atMs <= tMs).length, [steps]),
  )
  if (!found && steps.length === 0) return null
  return (
    <section aria-label={words.groupHeading(consumerGroupName(group))} data-testid="group-life" className="mb-9">
      <h3 className="mb-2 font-semibold">{words.groupHeading(consumerGroupName(group))}</h3>
      {found && (
        <p className="mb-3.5" data-consumption={found.now.is}>
          <b>
            <KeptTogether text={words.consumption(found.now, names)} />
          </b>
          {found.why && (
            <span className="block text-muted">
              <KeptTogether text={words.notYet(found.why, names, settings)} />
            </span>
          )}
        </p>
      )}
      <ol className="grid gap-4">
        {steps.map((step, at) => {
          const { what, detail } = words.step(step, names)
          const isDone = at < happened
          const again = step.step === 'begun' ? deliveries[step.number - 1]?.again : null
          return (
            <li
              key={`${String(at)} ${what}`}
              data-done={isDone}
              className="grid grid-cols-[auto_minmax(0,1fr)_auto] gap-x-5 items-baseline data-[done=false]:text-muted"
            >
              <span aria-hidden="true" className={DOT} data-done={isDone} data-tone={toneOf(step, again != null)} />
              <span>
                <KeptTogether text={what} />
                {detail && <small className="block text-muted">{detail}</small>}
                {again && (
                  <small className="block">
                    <KeptTogether text={`↻ ${words.again(again, names, formatTime(again.atMs))}`} />
                  </small>
                )}
              </span>
              <span className="text-right whitespace-nowrap">
                {isDone ? formatTime(step.atMs) : words.willBe(formatTime(step.atMs))}
              </span>
            </li>
          )
        })}
      </ol>
    </section>
  )
}

function toneOf(step: GroupStep, isAgain: boolean): string {
  switch (step.step) {
    case 'pulled':
      return 'flight'
    case 'begun':
      return isAgain ? 'bad' : 'flight'
    case 'ended':
      return step.entry.result === 'SUCCESS' ? 'good' : 'bad'
    case 'retryReady':
      return 'flight'
    case 'committed':
      return 'good'
    default:
      return 'bad'
  }
}
