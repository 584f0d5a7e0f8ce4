// The stage for fingers, keys and screen readers: one real button over each node, tile and card. They draw nothing but
// their focus ring; what they lie on is SVG.

import { type KeyboardEvent, memo, useCallback, useEffect, useRef } from 'react'
import type { Messages } from '../../i18n/messages'

import { embedOptions } from '../../io/embed/options'
import type { ProcessState } from '../../rocketmq'
import { act, changeSetting, select, showPanel } from '../../session/actions'
import type { Box } from '../../stage/boxes'
import type { GroupBox, NodeBox } from '../../stage/brokerCardLayout'
import type { NameServerBox } from '../../stage/nameServersLayout'
import type { ProducerBox } from '../../stage/producersLayout'
import { groupView, nameServerView, sameView } from '../../stage/sceneAt'
import { useClusterState } from '../shell/useClusterState'
import { nameServerChip } from './NameServerCard'
import { mainChip, nodeLook } from './tones'

/** What a menu is opened for. */
export interface MenuSubject {
  target: string
  kind: 'broker' | 'nameServer' | 'producer'
  name: string
  process: ProcessState
  slowMs: number
  place: Box
  /** The button, to give the focus back to. */
  opener: HTMLElement
}

export type OpenMenu = (subject: MenuSubject) => void

const KILLABLE = new Set<ProcessState>(['running', 'frozen', 'stopping', 'starting'])

interface ActButtonProps {
  place: Box
  label: string
  target: string
  kind: MenuSubject['kind']
  process: ProcessState
  slowMs: number
  openTarget: string | null
  onOpen: OpenMenu
  onKill: () => void
}

/** A button that opens a menu; K or Delete kills, R restarts without it. */
const ActButton = memo(function ActButton({
  place,
  label,
  target,
  kind,
  process,
  slowMs,
  openTarget,
  onOpen,
  onKill,
}: ActButtonProps) {
  const onKeyDown = (event: KeyboardEvent<HTMLButtonElement>) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.shiftKey) return
    const key = event.key.toLowerCase()
    if (key === 'k' || key === 'delete') {
      if (KILLABLE.has(process)) {
        onKill()
        act({ type: 'kill', target })
      }
    } else if (key === 'r') act({ type: 'restart', target })
    else return
    event.preventDefault()
    event.stopPropagation()
    event.nativeEvent.stopImmediatePropagation()
  }
  return (
    <button
      type="button"
      className="stage-button"
      style={{ left: place.x, top: place.y, width: place.w, height: place.h }}
      aria-label={label}
      aria-haspopup="menu"
      aria-expanded={openTarget === target}
      aria-keyshortcuts="K R"
      onKeyDown={onKeyDown}
      onClick={(event) => onOpen({ target, kind, name: label, process, slowMs, place, opener: event.currentTarget })}
    />
  )
})

interface Common {
  m: Messages
  openTarget: string | null
  onOpen: OpenMenu
  onKill: () => void
}

/** Buttons of one Broker group: its nodes, or the whole tile to open it. */
export const GroupButtons = memo(function GroupButtons({
  place,
  producer,
  m,
  ...common
}: Common & { place: GroupBox; producer: number }) {
  const view = useClusterState(
    useCallback(
      (state, tMs) => {
        const group = state.brokerGroups[place.group]
        if (!group) return null
        const {
          total: _total,
          counts: _counts,
          avoidedTenths,
          ...rest
        } = groupView(state, place.group, producer, tMs, false)
        // Names are said, not watched: no tenths of seconds in them.
        return {
          ...rest,
          avoidedTenths: Math.ceil(avoidedTenths / 10) * 10,
          slow: group.nodes.map((n) => n.slowMs),
          total: 0,
          counts: [],
        }
      },
      [place.group, producer],
    ),
    sameView,
  )
  // Opening and closing replace the button that was pressed: the focus goes to the one that undoes it.
  const opener = useRef<HTMLButtonElement>(null)
  const closer = useRef<HTMLButtonElement>(null)
  const wasEnlarged = useRef(place.enlarged)
  useEffect(() => {
    if (wasEnlarged.current === place.enlarged) return
    wasEnlarged.current = place.enlarged
    if (document.activeElement !== document.body) return
    const next = place.enlarged ? closer.current : opener.current
    next?.focus({ preventScroll: true })
  }, [place.enlarged])
  if (!view) return null
  const says = mainChip(view, m).what[0]
  const opens = place.level === 'tile' || (place.level === 'heat' && !place.enlarged)
  // An embedded page has no panel that could answer.
  const asks = !embedOptions && !opens && view.believed === 'avoided' && view.avoidedTenths > 0
  const openPlace: Box =
    place.level === 'tile'
      ? place.box
      : {
          x: place.box.x,
          y: place.box.y,
          w: place.box.w,
          h: Math.max(24, (place.nodes[0]?.box.y ?? place.box.y + 30) - place.box.y - 2),
        }
  return (
    <>
      {asks && (
        <button
          type="button"
          className="stage-button"
          style={{ left: openPlace.x, top: openPlace.y, width: openPlace.w, height: openPlace.h }}
          aria-label={m.stageMenu.labels.whyAvoided(place.name)}
          title={m.stageMenu.labels.whyAvoided(place.name)}
          onClick={() => {
            select({ kind: 'group', group: place.group })
            showPanel('story')
          }}
        />
      )}
      {opens && (
        <button
          ref={opener}
          type="button"
          className="stage-button"
          style={{ left: openPlace.x, top: openPlace.y, width: openPlace.w, height: openPlace.h }}
          aria-label={m.stageMenu.labels.openGroup(place.name, says)}
          onClick={() => select({ kind: 'group', group: place.group })}
        />
      )}
      {place.nodes.map((node: NodeBox) => {
        const nodeOf = view.nodes.find((v) => v.node === node.node)
        if (!nodeOf) return null
        const role = (nodeOf.master ? m.stage.roleMaster : m.stage.roleSlave)[0]
        return (
          <ActButton
            key={node.node}
            place={node.box}
            label={m.stageMenu.labels.node(place.name, role, node.node, nodeLook(nodeOf, m).words[0])}
            target={`${place.name}/n${node.node}`}
            kind="broker"
            process={nodeOf.process}
            slowMs={view.slow[node.node] ?? 0}
            {...common}
          />
        )
      })}
      {place.close && (
        <button
          ref={closer}
          type="button"
          className="stage-button stage-close"
          style={{ left: place.close.x, top: place.close.y, width: place.close.w, height: place.close.h }}
          aria-label={m.stageMenu.labels.closeGroup(place.name)}
          onClick={() => select(null)}
        >
          <svg viewBox="0 0 16 16" width="1em" height="1em" aria-hidden="true">
            <path d="M3 3 L13 13 M13 3 L3 13" stroke="currentColor" strokeWidth="2" strokeLinecap="round" />
          </svg>
        </button>
      )}
    </>
  )
})

/** The button of a NameServer. */
export const NameServerButton = memo(function NameServerButton({
  place,
  names,
  only,
  m,
  ...common
}: Common & { place: NameServerBox; names: readonly string[]; only: boolean }) {
  const view = useClusterState(
    useCallback(
      (state) => {
        const server = state.nameServers[place.nameServer]
        return server ? { ...nameServerView(state, place.nameServer), slowMs: server.slowMs } : null
      },
      [place.nameServer],
    ),
    sameView,
  )
  if (!view) return null
  const title = only ? 'NameServer' : m.stage.nameServerTitle(place.nameServer + 1)[0]
  return (
    <ActButton
      place={place.box}
      label={m.stageMenu.labels.nameServer(title, nameServerChip(view, names, m).words[0])}
      target={`nameserver/${place.nameServer}`}
      kind="nameServer"
      process={view.process}
      slowMs={view.slowMs}
      {...common}
    />
  )
})

/** Buttons of a producer: a ring opens it, the title of the open one has its menu, the switch is a switch. */
export const ProducerButtons = memo(function ProducerButtons({
  place,
  only,
  m,
  ...common
}: Common & { place: ProducerBox; only: boolean }) {
  const process = useClusterState(
    useCallback((state): ProcessState => state.producers[place.producer]?.process ?? 'stopped', [place.producer]),
  )
  const enabled = useClusterState(useCallback((state) => state.settings.sendLatencyFaultEnable, []))
  const name = only ? m.stage.producerTitle[0] : m.stage.producerTitleOf(place.producer + 1)[0]
  const says = (process === 'running' ? m.stage.actual_ok : m.stage.node_killed)[0]
  const label = m.stageMenu.labels.producer(name, says)
  if (!place.expanded) {
    return (
      <button
        type="button"
        className="stage-button"
        style={{ left: place.box.x, top: place.box.y, width: place.box.w, height: place.box.h }}
        aria-label={m.stageMenu.labels.openGroup(name, says)}
        onClick={() => select({ kind: 'producer', index: place.producer })}
      />
    )
  }
  const { title, switchBox } = place
  const head: Box = { x: title.x - 4, y: title.y, w: title.w + 8, h: Math.max(24, title.h) }
  return (
    <>
      <ActButton
        place={head}
        label={label}
        target={`producer/${place.producer}`}
        kind="producer"
        process={process}
        slowMs={0}
        {...common}
      />
      {switchBox && (
        <button
          type="button"
          role="switch"
          aria-checked={enabled}
          aria-label="sendLatencyFaultEnable"
          title={`sendLatencyFaultEnable: ${enabled ? m.stageMenu.switchOn : m.stageMenu.switchOff}`}
          className="stage-switch"
          style={{
            left: switchBox.x,
            top: switchBox.y,
            width: switchBox.w,
            height: switchBox.h,
            fontSize: place.wheel.size,
          }}
          onClick={() => changeSetting('sendLatencyFaultEnable', !enabled)}
        >
          <span />
        </button>
      )}
    </>
  )
})
