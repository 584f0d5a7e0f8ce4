// The tape of an opened Broker for keys and screen readers: one control, whose arrows pick a message.

import { type KeyboardEvent, useCallback } from 'react'
import { brokerStore } from '../../../projections/brokerStore'
import { openBroker } from '../../../session/actions'
import { useApp } from '../../../session/appStore'
import type { GroupBox } from '../../../stage/nodes/broker/brokerCardLayout'
import { sameView } from '../../../stage/sameView'
import { cellsRead } from '../../../stage/store/tapeMotion'
import { useClusterState, useRunView } from '../../shell/useClusterState'
import { useMessages } from '../../shell/useMessages'
import { selectMessage } from '../packets/pickMessage'

export function OpenedKeys({ place }: { place: GroupBox }) {
  const m = useMessages('openedBroker')
  const view = useRunView()
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
  const { x, y, w: width, h: height } = store.tape
  return (
    <button
      type="button"
      className="absolute rounded-[10px] pointer-events-none focus-visible:outline-3 focus-visible:outline-offset-2 focus-visible:outline-flight"
      style={{ left: x, top: y, width, height }}
      aria-label={`${w.tapeLabel(name)}${m.format.colon}${w.tapeSays(written, flushed, dispatched, waiting)}`}
      aria-description={w.tapeKeys}
      aria-keyshortcuts="ArrowLeft ArrowRight Escape"
      onKeyDown={onKeyDown}
      onClick={() => step(0)}
    />
  )
}
