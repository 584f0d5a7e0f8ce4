// Answers "why this queue?", and shows what the answer rests on: fault table, ladder, route, counters. All of it is what
// the producer believes; the truth about Brokers is on the stage and the timeline.

import { Suspense } from 'react'
import { formatTime } from '../../i18n/format'
import { avoidedUntilMs } from '../../projections/avoidance'
import { firstMomentAfter, momentsOf } from '../../projections/keyMoments'
import { newestBefore } from '../../projections/messageIndex'
import { failureLatencyMs } from '../../projections/releaseFacts'
import { type ClusterState, entryAt, firstEntryAfter, latencyStep, latencyTable, MASTER_ID } from '../../rocketmq'
import { select } from '../../session/actions'
import { useApp } from '../../session/appStore'
import { oneEachInstant } from '../../session/headline'
import { sameJson } from '../../session/runViews'
import { LinkButton } from '../kit/Button'
import { Select } from '../kit/Select'
import { Section } from '../kit/Surface'
import { countdownText } from '../shell/format'
import { lazyPart } from '../shell/lazyPart'
import { throttledTime } from '../shell/throttledTime'
import { useClusterState } from '../shell/useClusterState'
import { useMessages } from '../shell/useMessages'
import { MomentLine } from './log/MomentLine'

const WhyCard = lazyPart(
  () => import('./why/WhyCard'),
  undefined,
  'attempts',
  'exceptions',
  'explanation',
  'messages',
  'why',
  'windows',
)

/** Loaded where the inside of Brokers is simulated. */
const LifeCard = lazyPart(() => import('./life/LifeCard'), null, 'life')

/** Loaded when a process is selected. */
const WaitsCard = lazyPart(() => import('./why/WaitsCard'), null, 'waits')

/** Loaded with a consumer that is selected. */
const ConsumerSection = lazyPart(() => import('./consumer/ConsumerSection'), null, 'consumerPanel', 'consumerStage')

/** Keeps the place of the card until it is there. */
const WhyWait = () => <Section className="min-h-290" />

export default function ExplanationPanel() {
  const hasStore = useClusterState((state) => state.settings.simulateStore)
  const isProcess = useApp(({ selection }) => selection !== null && selection.kind !== 'message')
  const isConsumer = useApp(({ selection }) => selection?.kind === 'consumer')
  return (
    <>
      {isConsumer && (
        <Suspense>
          <ConsumerSection />
        </Suspense>
      )}
      {hasStore && (
        <Suspense>
          <LifeCard />
        </Suspense>
      )}
      <Suspense fallback={<WhyWait />}>
        <WhyCard />
      </Suspense>
      {isProcess && (
        <Suspense>
          <WaitsCard />
        </Suspense>
      )}
      <FaultTable />
      <Ladder />
      <Route />
      <Moments />
    </>
  )
}

const useBrokerNames = (): string[] =>
  useClusterState((state) => state.brokerGroups.map((group) => group.brokerName), sameJson)

// --- fault table -----------------------------------------------------------------------------------------------------

/** The producer whose belief is shown: the selected one, or the first. */
const useProducer = (): number => {
  const selected = useApp((state) => (state.selection?.kind === 'producer' ? state.selection.index : 0))
  return useClusterState((state) => (state.producers[selected] ? selected : 0))
}

interface FaultRow {
  group: number
  latency: number
  untilMs: number
  avoided: boolean
}

const avoidedRows = (state: ClusterState, producer: number): FaultRow[] =>
  (state.producers[producer]?.faultItems ?? []).flatMap((item, group) =>
    item
      ? [
          {
            group,
            latency: item.currentLatency,
            untilMs: item.startTimestamp,
            avoided: avoidedUntilMs(state, state.producers[producer], group) !== null,
          },
        ]
      : [],
  )

function FaultTable() {
  const m = useMessages()
  const producer = useProducer()
  const producers = useClusterState((state) => state.producers.filter(({ removed }) => !removed).length)
  const enabled = useClusterState((state) => state.settings.sendLatencyFaultEnable)
  const rows = useClusterState((state) => avoidedRows(state, producer), sameJson)
  const names = useBrokerNames()
  return (
    <Section aria-label={m.page.faultTable} data-off={!enabled}>
      <div className="flex items-baseline justify-between gap-5 mb-3.5">
        <h2>
          {m.page.faultTable} <code>faultItemTable</code>
        </h2>
        {producers > 1 && (
          <Select
            className="wide:min-h-17"
            aria-label={m.page.producer}
            value={producer}
            options={Array.from({ length: producers }, (_, index) => [index, m.page.producerNumber(index + 1)])}
            onChoose={(index) => select({ kind: 'producer', index: Number(index) })}
          />
        )}
      </div>
      {!enabled && <p className="text-muted">{m.page.faultOff}</p>}
      {enabled && rows.length === 0 && <p className="text-muted">{m.page.noFaultItems}</p>}
      {enabled && rows.length > 0 && (
        <table className="table">
          <thead>
            <tr>
              <th scope="col">{m.page.broker}</th>
              <th scope="col" className="text-right pr-12">
                {m.page.latestLatency}
              </th>
              <th scope="col">{m.page.avoidedUntil}</th>
            </tr>
          </thead>
          <tbody>
            {rows.map((row) => (
              <tr key={row.group} data-avoided={row.avoided}>
                <th scope="row">
                  <LinkButton onClick={() => select({ kind: 'group', group: row.group })}>
                    {names[row.group]}
                  </LinkButton>
                </th>
                <td className="text-right pr-12">{`${row.latency} ms`}</td>
                <td>
                  {row.avoided ? (
                    <Until untilMs={row.untilMs} />
                  ) : (
                    <span className="text-good">{m.page.available}</span>
                  )}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </Section>
  )
}

function Until({ untilMs }: { untilMs: number }) {
  const m = useMessages()
  const left = useClusterState((_, tMs) => countdownText(Math.max(0, untilMs - tMs)))
  return (
    <span className="flex gap-6 text-avoid wide:max-[1101px]:block wide:max-[1101px]:whitespace-normal wide:max-[1101px]:[&_b]:block">
      {formatTime(untilMs, 1)}
      <b>{m.page.left(left)}</b>
    </span>
  )
}

// --- ladder ----------------------------------------------------------------------------------------------------------

const tableInForce = ({ settings }: ClusterState) => latencyTable(settings)

/** What the table was last asked: for the newest open window, else for the last finished attempt. */
interface Lookup {
  step: number
  /** ms a failed send stood for; null is a measured latency. */
  standInMs: number | null
}

function newestLookup(state: ClusterState, tMs: number): Lookup | null {
  const { settings } = state
  if (!settings.sendLatencyFaultEnable) return null
  const { run } = useApp.getState()
  const anyOpen = state.producers.some((producer) =>
    producer.faultItems.some((_, group) => avoidedUntilMs(state, producer, group) !== null),
  )
  const end = firstEntryAfter(run.log, anyOpen ? Math.floor(tMs) : throttledTime(tMs))
  const index = newestBefore(run.log, anyOpen ? ['avoided'] : ['avoided', 'sendOk'], end)
  const entry = index < 0 ? null : entryAt(run.log, index)
  if (entry?.kind !== 'avoided' && entry?.kind !== 'sendOk') return null
  const standInMs = entry.kind === 'avoided' && entry.isolation ? failureLatencyMs(settings.clientVersion) : null
  return { step: latencyStep(tableInForce(state), standInMs ?? entry.latencyMs), standInMs }
}

/** Step the newest fault item fell into; -1 is none. */
export const useActiveStep = (): number => useClusterState((state, tMs) => newestLookup(state, tMs)?.step ?? -1)

/** A step's length, short where there are many: "500 ms", "3 s"; "550", "1.8s". */
function ladderText(ms: number, many: boolean): string {
  if (ms === 0) return '0'
  const [value, unit] = ms < 1000 ? [ms, many ? '' : ' ms'] : [ms / 1000, many ? 's' : ' s']
  return `${value}${unit}`
}

function Ladder() {
  const m = useMessages()
  const table = useClusterState(tableInForce, sameJson)
  const active = useActiveStep()
  const standInMs = useClusterState((state, tMs) => newestLookup(state, tMs)?.standInMs ?? null)
  const many = table.latencyMax.length > 4
  return (
    <Section aria-label={m.page.ladder}>
      <div className="flex items-baseline justify-between gap-5 mb-3.5">
        <h2>
          <code>latencyMax</code> → <code>notAvailableDuration</code>
        </h2>
      </div>
      <div
        className="grid [&_[data-active='true']]:bg-flight-soft/55 [&_[data-active='true']]:text-text [&_[data-active='true'][data-window='true']]:bg-avoid-soft"
        data-many={many}
        style={{ gridTemplateColumns: `max-content repeat(${table.latencyMax.length}, minmax(0, 1fr))` }}
      >
        <span className="text-muted py-2.5 pr-8 text-small in-data-[many=true]:pr-4 first:border-b first:border-line">
          {m.page.ladderAtLeast}
        </span>
        {table.latencyMax.map((threshold, step) => (
          <span
            key={`from ${threshold}`}
            className="px-2 py-2.5 text-center text-[0.95rem] text-muted border-b border-line in-data-[many=true]:text-[0.82rem] in-data-[many=true]:px-0 data-[active=true]:rounded-[0.4rem_0.4rem_0_0]"
            data-active={step === active}
            data-window={(table.notAvailableDuration[step] ?? 0) > 0}
          >
            {ladderText(threshold, many)}
          </span>
        ))}
        <span className="text-muted py-2.5 pr-8 text-small in-data-[many=true]:pr-4 first:border-b first:border-line">
          {m.page.ladderAvoid}
        </span>
        {table.latencyMax.map((threshold, step) => (
          <b
            key={`for ${threshold}`}
            className="px-2 py-2.5 text-center text-[0.95rem] in-data-[many=true]:text-[0.82rem] in-data-[many=true]:px-0 data-[active=true]:rounded-[0_0_0.4rem_0.4rem]"
            data-active={step === active}
            data-window={(table.notAvailableDuration[step] ?? 0) > 0}
          >
            {ladderText(table.notAvailableDuration[step] ?? 0, many)}
            {step === active && <span className="sr-only">{` ${m.page.activeStep}`}</span>}
          </b>
        ))}
      </div>
      {standInMs !== null && <p className="text-muted">{m.page.standIn(standInMs / 1000)}</p>}
    </Section>
  )
}

// --- route -----------------------------------------------------------------------------------------------------------

/** Groups about which the producer's route says something else than the NameServer. */
function staleGroups(state: ClusterState, producer: number): { name: string; gone: boolean }[] {
  const known = state.producers[producer]
  const nameServer = state.nameServers[known?.nameServerIndex ?? 0]
  if (!known?.route || nameServer?.process !== 'running') return []
  return state.brokerGroups.flatMap((group, position) => {
    const believed = known.route?.find((entry) => entry.group === position)?.brokerAddrs[MASTER_ID] ?? null
    const registered = nameServer.brokers[position]?.brokerAddrs[MASTER_ID] ?? null
    return believed === registered ? [] : [{ name: group.brokerName, gone: registered === null }]
  })
}

function Route() {
  const m = useMessages()
  const producer = useProducer()
  const route = useClusterState((state, tMs) => {
    const known = state.producers[producer]
    if (!known?.route || known.routeAppliedAtMs === null) return null
    const second = (ms: number) => Math.max(0, Math.floor(ms / 1000) * 1000)
    return {
      ageMs: second(tMs - known.routeAppliedAtMs),
      askedMs: second(tMs - (known.routeAnsweredAtMs ?? known.routeAppliedAtMs)),
      nextMs: Math.ceil(Math.max(0, known.nextPollAtMs - tMs) / 1000) * 1000,
      queues: known.publishInfos.at(-1)?.messageQueueList.length ?? 0,
      stale: staleGroups(state, producer),
    }
  }, sameJson)
  return (
    <Section aria-label={m.page.route}>
      <div className="flex items-baseline justify-between gap-5 mb-3.5">
        <h2>
          {m.page.route} <code>TopicPublishInfo</code>
        </h2>
      </div>
      {route === null ? (
        <p className="text-muted">{m.page.noRoute}</p>
      ) : (
        <>
          <p className="plain ">
            {m.page.routeAge(m.format.wholeSeconds(route.ageMs), m.format.wholeSeconds(route.askedMs), route.queues)}
            <span className="ml-[0.35em] text-muted before:content-['·_']">
              {m.page.routeNext(m.format.wholeSeconds(route.nextMs))}
            </span>
          </p>
          {route.stale.slice(0, 2).map((group) => (
            <p key={group.name} className="text-avoid">
              {group.gone ? m.page.routeStaleGone(group.name) : m.page.routeStaleNew(group.name)}
            </p>
          ))}
        </>
      )}
    </Section>
  )
}

// --- key moments -----------------------------------------------------------------------------------------------------

const SHOWN_MOMENTS = 8

function Moments() {
  const m = useMessages()
  const run = useApp((state) => state.run)
  const indexes = useClusterState((_, tMs) => {
    const moments = momentsOf(useApp.getState().run)
    const end = firstMomentAfter(moments, Math.floor(tMs))
    const newest = oneEachInstant(moments.slice(Math.max(0, end - 5 * SHOWN_MOMENTS), end)).slice(-SHOWN_MOMENTS)
    return newest.map((moment) => moment.logIndex)
  }, sameJson)
  if (indexes.length === 0) return null
  return (
    <Section aria-label={m.page.moments}>
      <div className="flex items-baseline justify-between gap-5 mb-3.5">
        <h2>{m.page.moments}</h2>
      </div>
      <ol className="" reversed>
        {indexes.toReversed().map((index) => (
          <MomentLine key={index} run={run} index={index} m={m} />
        ))}
      </ol>
    </Section>
  )
}
