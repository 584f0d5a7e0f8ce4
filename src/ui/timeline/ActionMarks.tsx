// What the person did and plans to do, as objects above the lanes: each can be focused, dragged, moved by key, copied,
// edited and deleted. Actions of one moment are one mark and move together; in its form each has a time of its own.
// Marks too close to each other become one that stands for all of them, and moves them all.

import {
  type KeyboardEvent,
  type PointerEvent,
  Suspense,
  useContext,
  useLayoutEffect,
  useMemo,
  useRef,
  useState,
} from 'react'
import { secondsAt } from '../../i18n/editing'
import type { Text } from '../../i18n/messages'

import type { UserAction } from '../../rocketmq'
import { copiedActions, movedActions, removedActions } from '../../session/actionEdits'
import { pause, play } from '../../session/actions'
import { useApp } from '../../session/appStore'
import { type Edit, edit, startEdit } from '../../session/editing'
import { notify, notifyLate } from '../../session/notices'
import type { TimeRange } from '../../session/timeRange'
import type { TimeAxis } from '../../stage/timeAxis'
import { lazyPart } from '../shell/lazyPart'
import { useClusterState } from '../shell/useClusterState'
import { useMessages } from '../shell/useMessages'
import { COPY_LATER_MS } from './copyLater'
import { identityOf, keepIdentities, kindOf, labelText, type Mark, marksOf, momentsIn, shownOf } from './markGroups'
import { Drawing, holdRange, roundTime, Unit } from './plot'

const MarkForm = lazyPart(
  () => import('./MarkForm'),
  ({ onClose }) => onClose(),
  'problems',
)

/** px of the screen that a pointer must move before a press is a drag. */
const DRAG_FROM = 4
/** ms of real time that a finger must rest on a mark to take it; one that moves on at once drags the playhead. */
const HOLD_MS = 350
/** ms of virtual time by which a key moves a mark. */
const KEY_STEP_MS = 100
const LONG_KEY_STEP_MS = 1000

/** A press on a mark that may become a drag. */
interface Grip {
  pointer: number
  fromX: number
  /** ms of real time when a finger came down; null for a mouse or a pen, which hit what they aim at. */
  touchedAtMs: number | null
  actions: UserAction[]
  /** null until the pointer has moved far enough. */
  edit: Edit | null
  wasPlaying: boolean
}

export default function ActionMarks({
  axis,
  range,
  height,
  width,
}: {
  axis: TimeAxis
  range: TimeRange
  height: number
  width: number
}) {
  const m = useMessages('problems')
  const unit = useContext(Unit)
  const actions = useApp((state) => state.input.actions)
  const done = useClusterState((_, tMs) => useApp.getState().input.actions.filter((one) => one.atMs <= tMs).length)
  const [held, setHeld] = useState<ReadonlySet<number>>(new Set())
  const [busy, setBusy] = useState<{ refused: Text<'problems'> | null } | null>(null)
  const [open, setOpen] = useState<number | null>(null)
  const place = useRef<HTMLFieldSetElement | null>(null)
  const grip = useRef<Grip | null>(null)
  /** Open while a key is held down: however often it repeats, it is one change. */
  const keyEdit = useRef<{ edit: Edit; actions: UserAction[]; byMs: number } | null>(null)
  /** The action whose mark is to have the focus after the next drawing. */
  const focusNext = useRef<number | null>(null)
  /** Keys in the order of the page; a mark in the hand keeps its place there, for moving it would end the drag. */
  const order = useRef<number[]>([])

  const marks = useMemo(
    () => (width === 0 ? [] : marksOf(actions, held, axis, range, width, width < 520, m)),
    [actions, held, axis, range, width, m],
  )
  const ordered = useMemo(() => {
    if (held.size === 0) return marks
    const rank = (key: number) => {
      const found = order.current.indexOf(key)
      return found < 0 ? order.current.length : found
    }
    return [...marks].sort((one, other) => rank(one.key) - rank(other.key))
  }, [marks, held])
  useLayoutEffect(() => {
    if (held.size === 0) order.current = marks.map((mark) => mark.key)
    const wanted = focusNext.current
    if (wanted === null) return
    const mark = marks.find((one) => one.actions.some((action) => identityOf(action) === wanted))
    const button = mark && buttonOf(mark.key)
    if (!button) return
    focusNext.current = null
    if (document.activeElement !== button) button.focus()
  })

  const buttonOf = (key: number): HTMLElement | null =>
    place.current?.querySelector<HTMLElement>(`[data-key="${key}"]`) ?? null

  /** Shows the actions moved by some ms. @returns why it cannot be */
  const showMoved = (one: Edit, which: UserAction[], byMs: number): void => {
    const moved = movedActions(one.base, which, byMs)
    keepIdentities(which, moved.actions)
    setBusy({ refused: one.show(moved.input) })
  }
  const hold = (which: readonly UserAction[]) => setHeld(new Set(which.map(identityOf)))

  // --- pointer

  const onPointerDown = (event: PointerEvent<HTMLButtonElement>, mark: Mark) => {
    // A long press here is a drag that waits, not a question about the axis.
    event.stopPropagation()
    if (event.button !== 0 || grip.current) return
    event.currentTarget.setPointerCapture(event.pointerId)
    event.currentTarget.focus()
    grip.current = {
      pointer: event.pointerId,
      fromX: event.clientX,
      touchedAtMs: event.pointerType === 'touch' ? event.timeStamp : null,
      actions: mark.actions,
      edit: null,
      wasPlaying: false,
    }
  }
  const onPointerMove = (event: PointerEvent<HTMLButtonElement>) => {
    const now = grip.current
    if (!now || now.pointer !== event.pointerId) return
    const byPx = event.clientX - now.fromX
    if (!now.edit) {
      if (Math.abs(byPx) < DRAG_FROM) return
      if (now.touchedAtMs !== null && event.timeStamp - now.touchedAtMs < HOLD_MS) {
        grip.current = null
        dragPlayhead(event)
        return
      }
      now.wasPlaying = useApp.getState().playing
      pause()
      holdRange(range)
      now.edit = startEdit()
      hold(now.actions)
      setOpen(null)
    }
    const first = (now.actions[0] as UserAction).atMs
    const msPerPx = (range.toMs - range.fromMs) / (width * unit)
    const wanted = roundTime(first + byPx * msPerPx, range, width * unit)
    showMoved(now.edit, now.actions, wanted - first)
  }
  /** Hands the finger over to the track beneath the marks. */
  const dragPlayhead = ({ currentTarget, pointerId, pointerType, clientX, clientY }: PointerEvent) => {
    currentTarget.releasePointerCapture(pointerId)
    const press = { bubbles: true, pointerId, pointerType, isPrimary: true, clientX, clientY, buttons: 1 }
    place.current?.parentElement
      ?.querySelector('.scrubber')
      ?.dispatchEvent(new window.PointerEvent('pointerdown', press))
  }
  const endGrip = (event: PointerEvent<HTMLButtonElement>, mark: Mark, kept: boolean) => {
    const now = grip.current
    if (!now || now.pointer !== event.pointerId) return
    grip.current = null
    if (!now.edit) {
      if (kept) setOpen(open === mark.key ? null : mark.key)
      return
    }
    if (kept) now.edit.keep()
    else now.edit.drop()
    const refused = busy?.refused
    if (kept && refused) notifyLate(['problems'], 'problem', (m) => m.editing.impossible(refused(m)))
    focusNext.current = identityOf(now.actions[0] as UserAction)
    setBusy(null)
    holdRange(null)
    if (now.wasPlaying) play()
  }

  // --- keys

  const endKeyEdit = () => {
    const now = keyEdit.current
    if (!now) return
    keyEdit.current = null
    now.edit.keep()
    const refused = busy?.refused
    if (refused) notifyLate(['problems'], 'problem', (m) => m.editing.impossible(refused(m)))
    setBusy(null)
  }
  const moveByKey = (mark: Mark, byMs: number) => {
    if (!keyEdit.current) {
      keyEdit.current = { edit: startEdit(), actions: mark.actions, byMs: 0 }
      hold(mark.actions)
    }
    const now = keyEdit.current
    now.byMs += byMs
    showMoved(now.edit, now.actions, now.byMs)
  }
  const remove = (mark: Mark) => {
    const at = marks.indexOf(mark)
    const next = marks[at + 1] ?? marks[at - 1]
    focusNext.current = next ? identityOf(next.actions[0] as UserAction) : null
    const { input } = useApp.getState()
    if (edit(removedActions(input, mark.actions))) notify('info', (m) => m.editing.removed, { undo: true })
  }
  const copy = (mark: Mark, atMs: number) => {
    const { input } = useApp.getState()
    const copied = copiedActions(input, mark.actions, atMs)
    const first = copied.actions[0]
    if (edit(copied.input) && first) {
      setHeld(new Set())
      focusNext.current = identityOf(first)
    }
  }
  const onKeyDown = (event: KeyboardEvent<HTMLButtonElement>, mark: Mark) => {
    const first = (mark.actions[0] as UserAction).atMs
    const isCopy = (event.ctrlKey || event.metaKey) && event.key.toLowerCase() === 'd'
    if (isCopy) copy(mark, first + COPY_LATER_MS)
    else if (event.ctrlKey || event.metaKey || event.altKey) return
    else if (event.key === 'ArrowLeft' || event.key === 'ArrowRight') {
      const step = event.shiftKey ? LONG_KEY_STEP_MS : KEY_STEP_MS
      moveByKey(mark, event.key === 'ArrowLeft' ? -step : step)
    } else if (event.key === 'Delete' || event.key === 'Backspace') remove(mark)
    else if (event.key === 'Enter') setOpen(open === mark.key ? null : mark.key)
    else if (event.key === 'Escape' && grip.current?.edit) {
      grip.current.edit.drop()
      if (grip.current.wasPlaying) play()
      grip.current = null
      setBusy(null)
      holdRange(null)
    } else return
    event.preventDefault()
    event.stopPropagation()
  }

  const opened = marks.find((mark) => mark.key === open)
  const doneFrom = actions[done]?.atMs ?? Number.POSITIVE_INFINITY
  return (
    <>
      <Drawing className="absolute inset-0 z-2 pointer-events-none" width={width} height={height}>
        {momentsIn(actions, range).map((moment) => {
          const [first] = moment as [UserAction]
          const x = axis.toX(first.atMs)
          return (
            <line
              key={identityOf(first)}
              className="stroke-bad stroke-[1.5] data-[kind=mend]:stroke-flight data-[kind=set]:stroke-flight data-[done=false]:[stroke-dasharray:3_3] data-[done=false]:opacity-60"
              data-kind={kindOf(moment)}
              data-done={first.atMs < doneFrom}
              x1={x}
              x2={x}
              y1={4}
              y2={height}
            />
          )
        })}
      </Drawing>
      {/* Above the playhead, which would strike its words through. */}
      <fieldset ref={place} className="absolute top-0 bottom-auto inset-x-0 z-5 h-0" aria-label={m.editing.marks}>
        {ordered.map((mark) => {
          const [first] = mark.actions as [UserAction]
          const planned = first.atMs >= doneFrom
          const inHand = held.has(mark.key)
          return (
            <button
              key={mark.key}
              type="button"
              className="action-mark [--mark:var(--bad)] absolute top-[calc(4rem/13.5)] h-[calc(16rem/13.5)] border border-(--mark) rounded-[calc(4rem/13.5)] bg-(--mark) text-on-colour text-[calc(12rem/13.5)] font-semibold leading-none text-center whitespace-nowrap cursor-grab touch-none select-none data-[kind=mend]:[--mark:var(--flight)] data-[kind=set]:[--mark:var(--flight)] data-[done=false]:border-dashed data-[done=false]:[background:color-mix(in_srgb,var(--mark)_12%,var(--panel))] data-[done=false]:text-(--mark) before:absolute before:top-[calc(-4rem/13.5)] before:bottom-[calc(-5rem/13.5)] before:inset-x-[-1px] focus-visible:outline-offset-1 focus-visible:z-2 data-[held=true]:z-3 data-[held=true]:cursor-grabbing data-[held=true]:[box-shadow:0_2px_8px_rgb(0_0_0/0.35)]"
              data-key={mark.key}
              data-kind={kindOf([shownOf(mark.actions)])}
              data-done={!planned}
              data-held={inHand}
              data-label={mark.label}
              aria-label={m.editing.mark(mark.actions, planned)}
              aria-haspopup="dialog"
              aria-expanded={open === mark.key}
              title={`${m.editing.mark(mark.actions, planned)}\n${m.editing.markHint}`}
              style={{ left: mark.left * unit, width: mark.width * unit }}
              onPointerDown={(event) => onPointerDown(event, mark)}
              onPointerMove={onPointerMove}
              onPointerUp={(event) => endGrip(event, mark, true)}
              onPointerCancel={(event) => endGrip(event, mark, false)}
              onContextMenu={(event) => {
                event.preventDefault()
                setOpen(mark.key)
              }}
              onKeyDown={(event) => onKeyDown(event, mark)}
              onKeyUp={endKeyEdit}
              onBlur={() => {
                endKeyEdit()
                // Nothing is in the hand any more: it may join its neighbours now.
                if (inHand && !grip.current && open === null) setHeld(new Set())
              }}
            >
              <span className="block overflow-hidden text-ellipsis">{labelText(mark.actions, mark.label, m)}</span>
              {inHand && busy && (
                <span
                  className="absolute z-4 top-[calc(100%_+_4px)] left-0 max-w-220 px-4.5 py-2 rounded-sm bg-text text-ground font-bold pointer-events-none data-[refused=true]:w-max data-[refused=true]:bg-bad data-[refused=true]:text-on-colour data-[refused=true]:whitespace-normal data-[refused=true]:text-start"
                  data-refused={busy.refused !== null}
                >
                  {busy.refused ? busy.refused(m) : `${secondsAt(first.atMs)} s`}
                </span>
              )}
            </button>
          )
        })}
      </fieldset>
      {opened && (
        <Suspense>
          <MarkForm
            anchor={buttonOf(opened.key)}
            actions={opened.actions}
            onEdited={(before, after) => {
              keepIdentities(before, after)
              const [first] = after
              if (first) setOpen(identityOf(first))
            }}
            onCopy={(which, atMs) => {
              setOpen(null)
              copy({ ...opened, actions: which }, atMs)
            }}
            onRemove={(which) => {
              setOpen(null)
              remove({ ...opened, actions: which })
            }}
            onClose={() => setOpen(null)}
          />
        </Suspense>
      )}
    </>
  )
}
