// The inside of an opened Broker, on its card. React draws what is there; the tape goes on with each frame.

import {
  type PointerEvent,
  type RefObject,
  useCallback,
  useEffect,
  useId,
  useLayoutEffect,
  useRef,
  useState,
} from 'react'
import { brokerStore, type StoreView } from '../../../projections/brokerStore'
import { useApp } from '../../../session/appStore'
import { onFrame } from '../../../session/clock'
import { fitText } from '../../../stage/boxes'
import type { GroupBox } from '../../../stage/nodes/broker/brokerCardLayout'
import { sameView } from '../../../stage/sameView'
import type { StorePlaces } from '../../../stage/store/storePlaces'
import { cellsRead, isAppending, leftEnd, progress } from '../../../stage/store/tapeMotion'
import { useClusterState, useRunView } from '../../shell/useClusterState'
import { useMessages } from '../../shell/useMessages'
import { inSlot, Label } from '../Label'
import { CopyBars, CopyWords, MarkLines } from './Copies'
import { FlushStrip } from './FlushStrip'
import { Queues } from './Queues'
import { SendQueue, Written } from './SendQueue'
import { TapeCells } from './Tape'

/** Cells are numbered from the beginning; far from it a picture would lose its last digits. */
const BASE = 512
/** Dots that are on their way from the send queue to the tape at once. */
const DOTS = 3
/** From this share of its way on a dot gives way to its cell. */
const DOWN = 0.8

export function OpenedStore({ place, chosenMessage }: { place: GroupBox; chosenMessage: number }) {
  const { store, index } = place
  const rooms = store ? cellsRead(store.places) : 0
  const entries = store?.entries ?? 0
  const view = useClusterState(
    useCallback((state) => brokerStore(state, index, rooms, entries), [index, rooms, entries]),
    sameView,
  )
  return store && view ? <Inside place={place} places={store} view={view} chosenMessage={chosenMessage} /> : null
}

function Inside({
  place,
  places,
  view,
  chosenMessage,
}: {
  place: GroupBox
  places: StorePlaces
  view: StoreView
  chosenMessage: number
}) {
  const m = useMessages('openedBroker')
  const { index: group, size: f } = place
  const [hovered, setHovered] = useState(-1)
  const id = useId()
  const base = Math.floor(view.end / BASE) * BASE
  const props = { view, places, f, m, group, base, lit: hovered >= 0 ? hovered : chosenMessage }
  const onPointerOver = (event: PointerEvent) => {
    const cell = event.target instanceof Element ? event.target.closest('[data-message]') : null
    setHovered(cell === null ? -1 : Number(cell.getAttribute('data-message')))
  }
  const last = places.marks.at(-1)?.track ?? places.copies.at(-1)?.bar ?? places.tape
  const { tape, head, file } = places
  const w = m.openedBroker
  const perCell = view.cells.reduce((most, { messages }) => Math.max(most, messages), 1)
  const title = view.isServing ? w.tape(perCell > 1 ? m.format.number(perCell) : null) : w.tapeOf(`n${view.node}`)
  const moving = useScrollTo(place)
  useTapeMotion(moving, view, places, base)
  return (
    <g ref={moving} data-testid="opened-store" onPointerOver={onPointerOver} onPointerLeave={() => setHovered(-1)}>
      <defs>
        <clipPath id={`tape${id}`}>
          <rect x={tape.x} y={tape.y - f} width={tape.w} height={last.y + last.h + f * 1.5 - tape.y} />
        </clipPath>
        <pattern id={`cut${id}`} width={8} height={8} patternUnits="userSpaceOnUse">
          <rect width={4} height={8} fill="var(--bad)" />
        </pattern>
      </defs>
      <Label {...inSlot(head)} text={fitText(title, head.w, head.size, true)} bold />
      <Label
        {...inSlot(file, 'end')}
        text={fitText(w.file(view.file, m.format.percent(100 * view.fileShare)), file.w, file.size)}
        fill="var(--muted)"
      />
      <rect
        x={tape.x}
        y={tape.y}
        width={tape.w}
        height={tape.h}
        rx={f * 0.5}
        fill="var(--inset)"
        stroke="var(--line)"
      />
      <CopyWords {...props} />
      <g clipPath={`url(#tape${id})`}>
        <g className="opened-moves" key={`${view.per} ${view.epoch} ${base} ${tape.w}`}>
          <g className="opened-cells">
            <TapeCells {...props} />
          </g>
          <CopyBars {...props} hatch={`cut${id}`} />
          <MarkLines {...props} />
        </g>
      </g>
      <g className="opened-head">
        <path d={`M0 ${tape.y}l${f * 0.45} ${-f * 0.6}h${-f * 0.9}z`} fill="var(--flight)" />
        <line x1={0} x2={0} y1={tape.y} y2={tape.y + tape.h} stroke="var(--flight)" strokeWidth={2.5} />
      </g>
      {Array.from({ length: DOTS }, (_, i) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: they are all alike
        <circle key={i} className="opened-dot" r={f * 0.3} fill="var(--flight)" visibility="hidden" />
      ))}
      <SendQueue {...props} />
      <Written {...props} />
      <FlushStrip {...props} />
      <Queues {...props} />
    </g>
  )
}

/** Where the stage scrolls, what has been opened is at its upper edge. */
function useScrollTo(place: GroupBox) {
  const { index } = place
  const top = place.box.y - place.size / 2
  const root = useRef<SVGGElement>(null)
  // biome-ignore lint/correctness/useExhaustiveDependencies: once for each that is opened
  useEffect(() => {
    const scene = root.current?.closest('.stage-scene')
    const stage = scene?.closest('.stage')
    if (stage && scene && scene.clientHeight > stage.clientHeight + 1) stage.scrollTop = top
  }, [index])
  return root
}

/** Puts what moves where it is at this moment: after each drawing, and with each frame. */
function useTapeMotion(root: RefObject<SVGGElement | null>, view: StoreView, places: StorePlaces, base: number): void {
  const runView = useRunView()
  const reducedMotion = useApp((state) => state.reducedMotion)
  const playing = useApp((state) => state.playing)
  useLayoutEffect(() => {
    const element = root.current
    if (!element) return
    const { nowMs } = runView.state()
    const { playheadMs } = useApp.getState()
    const isNow = Math.floor(playheadMs) === nowMs
    // While paused everything is where the words beside it say.
    const isStill = reducedMotion || (isNow && !playing)
    const moves = element.querySelector('.opened-moves')
    const head = element.querySelector('.opened-head')
    const cells = [...(element.querySelector('.opened-cells')?.children ?? [])].slice(-DOTS) as SVGGElement[]
    const dots = [...element.querySelectorAll('.opened-dot')]
    const { tape, rail, cellW } = places
    const paint = (tMs: number): boolean => {
      const left = leftEnd(view.cells, places.places, tMs, isStill)
      const x = tape.x - (left - base) * cellW
      moves?.setAttribute('transform', `translate(${x.toFixed(1)} 0)`)
      const end = Math.min(x + (view.end - base) * cellW, tape.x + tape.w)
      head?.setAttribute('transform', `translate(${end.toFixed(1)} 0)`)
      cells.forEach((cell, i) => {
        const come = isStill ? 1 : progress(Number(cell.dataset.stored), tMs)
        cell.style.opacity = come >= 1 ? '' : String(Math.max(0, (come - DOWN) / (1 - DOWN)))
        const dot = dots[i]
        if (!dot) return
        const isFlying = come > 0 && come < 1
        dot.setAttribute('visibility', isFlying ? 'visible' : 'hidden')
        if (!isFlying) return
        const along = Math.min(1, come / DOWN)
        const to = end - cellW / 2
        dot.setAttribute('cx', (rail.fromX + (to - rail.fromX) * along).toFixed(1))
        // It stays above the tape: its number comes where it goes.
        dot.setAttribute('cy', rail.y.toFixed(1))
        dot.setAttribute('opacity', String(Math.min(1, (1 - come) / (1 - DOWN))))
      })
      return !isStill && isAppending(view.cells, tMs)
    }
    // A picture of another moment is drawn once, and for good.
    if (!isNow) return void paint(nowMs)
    paint(playheadMs)
    return onFrame((_, tMs) => paint(tMs))
  }, [root, view, places, base, reducedMotion, playing, runView])
}
