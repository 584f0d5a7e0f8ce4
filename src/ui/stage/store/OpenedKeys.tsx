// The tape of an opened Broker for keys and screen readers: one control, whose arrows pick a message.

import { type KeyboardEvent, Suspense, useCallback, useRef, useState } from 'react'
import { brokerStore } from '../../../projections/brokerStore'
import { openBroker } from '../../../session/actions'
import { useApp } from '../../../session/appStore'
import { showLife } from '../../../session/lifeView'
import { type Box, fitText } from '../../../stage/boxes'
import type { GroupBox } from '../../../stage/nodes/broker/brokerCardLayout'
import { sameView } from '../../../stage/sameView'
import { cellsRead } from '../../../stage/store/tapeMotion'
import { lazyPart } from '../../shell/lazyPart'
import { useClusterState, useRunView } from '../../shell/useClusterState'
import { useMessages } from '../../shell/useMessages'
import { selectMessage } from '../packets/pickMessage'
import { MoreBelow } from './MoreBelow'

const QueueRules = lazyPart(
  () => import('./QueueRules'),
  ({ onClose }) => onClose(),
  'openedBroker',
)

export function OpenedKeys({ place }: { place: GroupBox }) {
  const m = useMessages('openedBroker')
  const view = useRunView()
  const run = useApp((state) => state.run)
  const { store, index, name } = place
  const places = store ? cellsRead(store.places) : 0
  const said = useClusterState(
    useCallback(
      (state) => {
        const inside = brokerStore(state, index, places, 0)
        if (!inside) return null
        const master = inside.copies.find(({ node }) => node === inside.node)
        return {
          messages: inside.cells.map(({ message }) => message),
          offsets: [inside.maxOffset, master?.flushedOffset ?? 0, inside.dispatched.offset, inside.send.waiting],
        }
      },
      [index, places],
    ),
    sameView,
  )
  const queue = useRef<HTMLButtonElement>(null)
  const [asksQueue, setAsksQueue] = useState(false)
  if (!store || !said) return null
  const { messages, offsets } = said
  const chosen = (): number => {
    const { selection } = useApp.getState()
    return selection?.kind === 'message' ? messages.indexOf(selection.message) : -1
  }
  /** One further along the tape; the newest where none of them is chosen. */
  const step = (by: number) => pick(chosen() < 0 ? messages.length - 1 : chosen() + by)
  const pick = (next: number) => {
    const message = messages[Math.min(messages.length - 1, Math.max(0, next))]
    // The panel explains the run of the page only.
    if (message !== undefined && view.run() === useApp.getState().run) selectMessage(message, index)
  }
  const keys: Record<string, () => void> = {
    ArrowLeft: () => step(-1),
    ArrowRight: () => step(1),
    Home: () => pick(0),
    End: () => pick(messages.length - 1),
    Escape: () => openBroker(null),
  }
  const onKeyDown = (event: KeyboardEvent) => {
    const act = keys[event.key]
    if (!act || event.ctrlKey || event.metaKey || event.altKey || event.shiftKey) return
    act()
    event.preventDefault()
    event.stopPropagation()
    event.nativeEvent.stopImmediatePropagation()
  }
  const w = m.openedBroker
  const [written, flushed, dispatched, waiting] = offsets.map((value) => m.format.number(value))
  const { life } = store
  return (
    <>
      <button
        type="button"
        className="absolute rounded-[10px] pointer-events-none focus-visible:outline-3 focus-visible:outline-offset-2 focus-visible:outline-flight"
        style={placed(store.tape)}
        aria-label={`${w.tapeLabel(name)}${m.format.colon}${w.tapeSays(written, flushed, dispatched, waiting)}`}
        aria-description={w.tapeKeys}
        aria-keyshortcuts="ArrowLeft ArrowRight Escape"
        onKeyDown={onKeyDown}
        onClick={() => step(0)}
      />
      <button
        ref={queue}
        type="button"
        className="stage-button"
        style={placed(store.send.box)}
        aria-label={w.refusals.open(name)}
        title={w.refusals.title}
        aria-haspopup="dialog"
        aria-expanded={asksQueue}
        onClick={() => setAsksQueue(!asksQueue)}
      />
      {asksQueue && (
        <Suspense>
          <QueueRules group={index} anchor={queue} onClose={() => setAsksQueue(false)} />
        </Suspense>
      )}
      <MoreBelow text={w.below} within={queue} />
      {/* The panel explains the run of the page only. */}
      {view.run() === run && (
        <button
          type="button"
          className="absolute cursor-pointer rounded-[0.5em] border border-line-strong bg-inset text-text whitespace-nowrap hover:border-flight"
          style={{ ...placed(life), fontSize: life.size }}
          aria-keyshortcuts="M"
          onClick={() => void showLife()}
        >
          {fitText(w.life, life.w - life.size, life.size)}
        </button>
      )}
    </>
  )
}

const placed = ({ x, y, w, h }: Box) => ({ left: x, top: y, width: w, height: h })
