// A message's life: one list in order of time, with what is still to come, and under it what it survives.

import { Suspense, useCallback, useEffect, useMemo, useRef } from 'react'
import { useStore } from 'zustand'
import { formatTime } from '../../../i18n/format'
import type { LifeNames, SurvivalFacts } from '../../../i18n/life'
import type { MessagePlace } from '../../../projections/copies'
import { newestBefore } from '../../../projections/messageIndex'
import { type LifeStep, messageLife, prepareLife } from '../../../projections/messageLife'
import { isSingleNode, masterNow, type Survival, survivalEventsOf } from '../../../projections/survival'
import { type BrokerGroup, type ClusterState, entryMessage, firstEntryAfter, type Run } from '../../../rocketmq'
import { select } from '../../../session/actions'
import { useApp } from '../../../session/appStore'
import { isRead, lateFacts } from '../../../session/lateFacts'
import { lifeView } from '../../../session/lifeView'
import { lookAhead } from '../../../session/lookAhead'
import { sameJson } from '../../../session/runViews'
import { askSurvival, showSurvival, survivalTable } from '../../../session/survivalTable'
import { LinkButton } from '../../kit/Button'
import { KeptTogether } from '../../kit/KeptTogether'
import { Section } from '../../kit/Surface'
import { lazyPart } from '../../shell/lazyPart'
import { useClusterState, useRunView } from '../../shell/useClusterState'
import { useMessages } from '../../shell/useMessages'
import { useOpenQuestion } from '../../shell/useOpenQuestion'
import { useShown } from '../../shell/useShown'
import { selectMessage } from '../../stage/packets/pickMessage'

/** Loaded with the first run that has consumers. */
const ConsumerEnds = lazyPart(() => import('../consumer/ConsumerEnds'), null, 'consumerPanel', 'life')
const GroupLives = lazyPart(() => import('../consumer/GroupLives'), null, 'consumerPanel')

/** ms of virtual time by which a run must have grown for its facts to be read again while it plays. */
const READ_EVERY_MS = 250

export default function LifeCard() {
  const m = useMessages('life')
  const chosen = useApp(({ selection }) => (selection?.kind === 'message' ? selection.message : null))
  const newest = useNewest()
  const asks = useOpenQuestion()
  const message = chosen ?? newest
  const card = useFocusOnWish(message !== null && !asks)
  if (asks) return null
  return (
    <Section
      ref={card}
      tabIndex={-1}
      aria-label={message === null ? m.life.title : m.life.heading(message)}
      data-testid="life"
      className="outline-offset-6 scroll-mt-8 max-wide:scroll-mt-48"
    >
      {message === null ? (
        <p className="text-muted">{m.life.choose}</p>
      ) : (
        <>
          <div className="mb-3.5 flex flex-wrap items-baseline justify-between gap-x-6">
            <h2>{m.life.heading(message)}</h2>
            {chosen === null ? (
              <LinkButton onClick={() => selectMessage(message)}>{m.life.stay}</LinkButton>
            ) : (
              <LinkButton onClick={() => select(null)}>{m.life.follow}</LinkButton>
            )}
          </div>
          {chosen === null && <p className="mb-3.5 text-muted">{m.life.follows}</p>}
          <Life message={message} />
        </>
      )}
    </Section>
  )
}

/** ms of real time for which the newest message stays, so that its life can be read while it plays. */
const NEWEST_MS = 1500

/** The newest message that has been acknowledged; null where there is none, or where something else is looked at. */
function useNewest(): number | null {
  const view = useRunView()
  const stored = useShown('store')
  const copied = useShown('replication')
  const follows = useApp((state) => state.selection === null) && (stored || copied)
  return useClusterState(
    useCallback(
      (_: ClusterState, tMs: number) => {
        if (!follows) return null
        const { playing, pace } = useApp.getState()
        const step = playing ? Math.max(1, Math.floor(NEWEST_MS * pace)) : 1
        const { log } = view.run()
        const index = newestBefore(log, ['sendOk'], firstEntryAfter(log, Math.floor(tMs / step) * step))
        return index < 0 ? null : entryMessage(log, index)
      },
      [view, follows],
    ),
  )
}

/** Comes into sight, with the focus, where somebody has asked for it. */
function useFocusOnWish(isThere: boolean) {
  const card = useRef<HTMLElement>(null)
  const wanted = useStore(lifeView, (state) => state.wanted)
  useEffect(() => {
    if (!wanted || !isThere) return
    lifeView.setState({ wanted: false })
    card.current?.scrollIntoView({ block: 'start' })
    card.current?.focus({ preventScroll: true })
  }, [wanted, isThere])
  return card
}

/** The steps as far as the run is computed, read again as it grows. */
function useLife(message: number): { run: Run; life: readonly LifeStep[] } | null {
  const view = useRunView()
  const version = useStore(lateFacts, (state) => state.version)
  const computed = useClusterState(useCallback(() => Math.floor(view.run().endMs / READ_EVERY_MS), [view]))
  const run = view.run()
  // biome-ignore lint/correctness/useExhaustiveDependencies: facts that have been read, and a run that has grown
  return useMemo(
    () => (isRead(run, prepareLife) ? { run, life: messageLife(run, message) } : null),
    [run, message, version, computed],
  )
}

/** Full once it has happened; a ring until then. */
const DOT =
  'size-5 rounded-full border-2 border-current text-good data-[tone=bad]:text-bad data-[tone=copy]:text-vote data-[tone=flight]:text-flight data-[done=true]:bg-current'

const hasHappened = (step: LifeStep, tMs: number): boolean => step.atMs !== null && step.atMs <= tMs

function Life({ message }: { message: number }) {
  const m = useMessages('life')
  const found = useLife(message)
  const life = found?.life ?? []
  const happened = useClusterState(
    useCallback((_: ClusterState, tMs: number) => life.filter((step) => hasHappened(step, tMs)).length, [life]),
  )
  const names = useNames()
  const hasConsumers = useClusterState((state) => state.settings.consumerGroupCount > 0)
  const playing = useApp((state) => state.playing)
  const isOpen = life.some(({ atMs }) => atMs === null)
  useEffect(() => {
    if (isOpen && !playing) lookAhead()
  }, [isOpen, playing])
  const place = lastPlace(life.slice(0, happened))
  return (
    <>
      <ol className="grid gap-4 mb-9">
        {life.map((step, at) => {
          const { what, detail } = m.life.step(step, names)
          const isDone = at < happened
          return (
            <li
              key={`${String(at)} ${what}`}
              data-done={isDone}
              className="grid grid-cols-[auto_minmax(0,1fr)_auto] gap-x-5 items-baseline data-[done=false]:text-muted"
            >
              <span aria-hidden="true" className={DOT} data-done={isDone} data-tone={toneOf(step)} />
              <span>
                <KeptTogether text={what} />
                {detail && <small className="block text-muted">{detail}</small>}
              </span>
              <span className="text-right whitespace-nowrap">
                {step.atMs === null
                  ? m.life.notYet
                  : isDone
                    ? formatTime(step.atMs)
                    : m.life.willBe(formatTime(step.atMs))}
              </span>
            </li>
          )
        })}
      </ol>
      {found && hasConsumers && (
        <Suspense>
          <GroupLives run={found.run} message={message} computed={found.run.endMs} />
        </Suspense>
      )}
      {place ? <SurvivalTable place={place} names={names} /> : <p className="text-muted">{m.life.notStored}</p>}
      {place && hasConsumers && (
        <Suspense>
          <ConsumerEnds message={message} place={place} />
        </Suspense>
      )}
    </>
  )
}

/** Where it was appended last: a retry may have stored it twice. */
const lastPlace = (life: readonly LifeStep[]): MessagePlace | null => {
  const step = life.findLast((one) => one.step === 'appended')
  return step?.step === 'appended' ? step.place : null
}

const toneOf = (step: LifeStep): string => {
  if (step.step === 'cut' || step.step === 'lost') return 'bad'
  if (step.step === 'replicated' || step.step === 'confirmed') return 'copy'
  if (step.step !== 'entry') return 'good'
  return step.entry.kind === 'sendOk'
    ? 'good'
    : step.entry.kind === 'send' || step.entry.kind === 'queued'
      ? 'flight'
      : 'bad'
}

function useNames(): LifeNames {
  const brokers = useClusterState((state) => state.brokerGroups.map(({ brokerName }) => brokerName), sameJson)
  return useMemo(() => {
    const broker = (group: number) => brokers[group] ?? ''
    return {
      broker,
      node: (group, node) => `${broker(group)} n${node}`,
      queue: (group, queueId) => `${broker(group)} q${queueId}`,
    }
  }, [brokers])
}

function SurvivalTable({ place, names }: { place: MessagePlace; names: LifeNames }) {
  const m = useMessages('life')
  const run = useApp((state) => state.run)
  const playing = useApp((state) => state.playing)
  const tMs = useApp((state) => (state.playing ? null : Math.floor(state.playheadMs)))
  const { master, events, isSingle } = useClusterState(
    useCallback(
      ({ brokerGroups }: ClusterState) => {
        const group = brokerGroups[place.group] as BrokerGroup
        return { master: masterNow(group), events: survivalEventsOf(group), isSingle: isSingleNode(group) }
      },
      [place.group],
    ),
    sameJson,
  )
  useEffect(() => {
    if (tMs !== null && tMs <= run.endMs) askSurvival({ run, place, tMs })
  }, [run, place, tMs])
  const answers = useStore(survivalTable, (state) => state.answers)
  return (
    <>
      <h3 className="mb-2 font-semibold">{m.life.survivalHeading}</h3>
      <p className="mb-3.5 text-muted">{playing ? m.life.paused : m.life.survivalHint}</p>
      <ul className="grid">
        {events.map((event) => {
          const words = m.life.event[event](names.node(place.group, master), names.broker(place.group))
          const answer = playing ? null : (answers[event] ?? null)
          const isKept = answer !== null && answer !== 'tooFar' && answer.kept > 0
          const text =
            answer === null
              ? playing
                ? ''
                : m.life.computing
              : answer === 'tooFar'
                ? m.life.tooFar
                : m.life.answer(factsOf(answer, place))
          return (
            <li key={event}>
              <button
                type="button"
                className="grid grid-cols-[minmax(0,1fr)_auto] gap-x-6 w-full py-4 border-b border-line text-left enabled:hover:bg-inset"
                disabled={answer === null || answer === 'tooFar'}
                aria-label={m.format.clauses([m.life.show(words), text])}
                onClick={() => void showSurvival(event)}
              >
                <span>
                  <KeptTogether text={words} />
                </span>
                <span
                  className="text-right font-semibold data-[tone=good]:text-good data-[tone=bad]:text-bad data-[tone=none]:text-muted data-[tone=none]:font-normal"
                  data-tone={answer === null || answer === 'tooFar' ? 'none' : isKept ? 'good' : 'bad'}
                >
                  {answer !== null && answer !== 'tooFar' && (isKept ? '✓ ' : '✗ ')}
                  <KeptTogether text={text} />
                </span>
              </button>
            </li>
          )
        })}
      </ul>
      {isSingle && <p className="mt-3.5 text-muted">{m.life.singleNode(names.broker(place.group))}</p>}
    </>
  )
}

const factsOf = ({ kept, readOnly, copies }: Survival, { count }: MessagePlace): SurvivalFacts => ({
  kept,
  count,
  readOnly,
  nodes: copies.filter(({ inLog }) => inLog > 0).map(({ nodeIndex }) => `n${nodeIndex}`),
})
