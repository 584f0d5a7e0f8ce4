// What the Why panel opens with: the chosen Broker's window, the choice of one attempt, what became of its message, and the
// code behind it. Without a chosen message it follows the newest attempt, no faster than one can read.

import { type RefObject, useEffect, useMemo, useRef } from 'react'
import { explainMessage } from '../../../explain/message'
import { attemptOf, newestSend } from '../../../projections/findAttempt'
import { callStory, lastChangeMs } from '../../../projections/sendCalls'
import { entryAt, logLength, type Run } from '../../../rocketmq'
import { select } from '../../../session/actions'
import { useApp } from '../../../session/appStore'
import { LinkButton } from '../../kit/Button'
import { throttledTime } from '../../shell/throttledTime'
import { useClusterState } from '../../shell/useClusterState'
import { useMessages } from '../../shell/useMessages'
import { BudgetBar } from './BudgetBar'
import { CodeFold } from './CodeFold'
import { DecisionCard } from './DecisionCard'
import { MessageFinder } from './MessageFinder'
import { WindowCard } from './WindowCard'

/** ms of real time for which the newest attempt stays on the card while it plays. */
const STAY_MS = 1000

/** While playing, the newest attempt of the last whole step of real time; paused, of this very moment. */
function followed(run: Run, tMs: number): number {
  const { playing, pace } = useApp.getState()
  const step = Math.max(1, Math.floor(STAY_MS * pace))
  return newestSend(run, playing ? Math.floor(tMs / step) * step : Math.floor(tMs))
}

/** Position in the log of what is explained; -1 is nothing. */
function explained(run: Run, selected: { message: number; logIndex: number } | null, tMs: number): number {
  if (!selected) return followed(run, tMs)
  const { message, logIndex } = selected
  // A message that was never sent has no attempt, only its exception.
  if (logIndex < logLength(run.log)) {
    const entry = entryAt(run.log, logIndex)
    if (entry.kind === 'messageFailed' && entry.message === message && entry.attempts === 0 && entry.atMs <= tMs)
      return logIndex
  }
  return attemptOf(run, message, logIndex, Math.floor(tMs))
}

/**
 * While the cards follow the newest attempt they do not get lower again: what stands below would jump with each message.
 *
 * @param cards - each of its children is kept steady
 * @param pinned - a chosen attempt takes the room it needs
 */
function useSteadyHeights(cards: RefObject<HTMLElement | null>, pinned: boolean): void {
  useEffect(() => {
    const parent = cards.current
    if (!parent || pinned) return
    const widths = new WeakMap<Element, number>()
    // Told by the browser once it has laid out the page anyway: to ask for heights with each message would do so twice.
    const observer = new ResizeObserver((entries) => {
      for (const { target, borderBoxSize } of entries) {
        const card = target as HTMLElement
        const [{ inlineSize, blockSize }] = borderBoxSize
        if ((widths.get(card) ?? inlineSize) === inlineSize) {
          widths.set(card, inlineSize)
          card.style.minHeight = `${blockSize}px`
        } else {
          // In another width the same words need another room. Not now: what is being told may not be changed meanwhile.
          requestAnimationFrame(() => {
            widths.delete(card)
            card.style.minHeight = ''
            observer.unobserve(card)
            observer.observe(card)
          })
        }
      }
    })
    const watch = () => {
      for (const card of parent.children) observer.observe(card)
    }
    watch()
    const newcomers = new MutationObserver(watch)
    newcomers.observe(parent, { childList: true })
    return () => {
      observer.disconnect()
      newcomers.disconnect()
      for (const card of parent.children) (card as HTMLElement).style.minHeight = ''
    }
  }, [cards, pinned])
}

export default function WhyCard() {
  const m = useMessages('messages', 'why')
  const run = useApp((state) => state.run)
  const selection = useApp((state) => state.selection)
  const selected = selection?.kind === 'message' ? selection : null
  const group = selection?.kind === 'broker' || selection?.kind === 'group' ? selection.group : null
  const index = useClusterState((_, tMs) => explained(useApp.getState().run, selected, tMs))
  const changeMs = useClusterState((_, tMs) => {
    const story = index < 0 || index >= logLength(run.log) ? null : callStory(run, index)
    return story ? lastChangeMs(story, throttledTime(tMs)) : -1
  })
  const threads = useClusterState((state) => state.settings.sendThreadCount)
  const message = useMemo(
    () => (index < 0 || index >= logLength(run.log) ? null : explainMessage(run, index, Math.max(0, changeMs))),
    [run, index, changeMs],
  )
  const card = useRef<HTMLElement>(null)
  // Chosen on the stage or the timeline, the card comes into sight in a panel that scrolls by itself.
  useEffect(() => {
    const panel = card.current?.closest('.panel-content')
    if (!selected || !panel || panel.contains(document.activeElement)) return
    if (panel.scrollHeight > panel.clientHeight) panel.scrollTop = 0
  }, [selected])
  // The choice itself is known the moment it is made.
  const attempt = message?.attempts.find(({ logIndex }) => logIndex === index) ?? message?.attempts.at(-1) ?? null
  const cards = useRef<HTMLDivElement>(null)
  useSteadyHeights(cards, selected !== null)
  return (
    <div ref={cards} className="min-h-290">
      {group !== null && <WindowCard group={group} />}
      <section
        ref={card}
        className="block pb-9.5 [&_h2]:text-base [&_h2]:font-semibold"
        aria-label={m.why.whyThisQueue}
      >
        <div className="flex items-baseline justify-between gap-5 mb-3.5">
          <h2>{m.why.whyThisQueue}</h2>
          {selected && <LinkButton onClick={() => select(null)}>{m.why.toNewest}</LinkButton>}
        </div>
        <MessageFinder />
        {message === null || (attempt === null && message.end === null) ? (
          <p className="text-muted">{m.page.noSendYet}</p>
        ) : attempt === null ? (
          <p className="leading-[1.45] text-pretty wrap-anywhere pb-3.5">{message.sentence(m)}</p>
        ) : (
          <DecisionCard run={run} attempt={attempt} message={message} threads={threads} pinned={selected !== null} />
        )}
      </section>
      {message && message.attempts.length > 0 && <BudgetBar run={run} message={message} shown={index} />}
      {attempt && attempt.decidedBy !== 'recorded' && attempt.decidedBy !== 'byHash' && <CodeFold attempt={attempt} />}
    </div>
  )
}
