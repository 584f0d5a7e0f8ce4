// What consumers add to the rest of the stage: who reads which queue, where a group's committed offset is in each lane, how far it
// is behind, and pulls that a Broker holds. Loaded with the first run that has consumers.

import { memo, useCallback } from 'react'
import { queueLags } from '../../projections/consumerLag'
import { type ClusterState, isTopicQueue } from '../../rocketmq'
import { fitText, textWidth } from '../../stage/boxes'
import type { StageLayout } from '../../stage/layout'
import type { GroupBox, LaneBox } from '../../stage/nodes/broker/brokerCardLayout'
import { svgPath } from '../../stage/routes'
import { sameView } from '../../stage/sameView'
import { useClusterState } from '../shell/useClusterState'
import { useMessages } from '../shell/useMessages'
import { Label } from './Label'

/** More of them would be a hedge: then one line leads from each consumer to each Broker group, or none where those are too many, too. */
const MAX_LINES = 48

export default memo(function ConsumerSigns({ layout }: { layout: StageLayout }) {
  return (
    <>
      <QueueLines layout={layout} />
      {layout.places.broker.map(
        (place) => (place.lanes.length > 0 || place.store) && <Lanes key={place.index} place={place} />,
      )}
    </>
  )
})

/** Lines from queues to those who have them; dotted where the consumer does not run. */
function linesOf(state: ClusterState, layout: StageLayout): { read: string; still: string } {
  const paths = { read: '', still: '' }
  const drawn = new Set<string>()
  const all = state.consumers.reduce((sum, { queues }) => sum + queues.length, 0)
  // Tiles are in several columns: lines would cross those in front.
  const crosses = layout.places.consumer.some(({ level }) => level === 'tile')
  if (crosses || layout.places.consumer.length * layout.places.broker.length > MAX_LINES) return paths
  for (const { index } of layout.places.consumer) {
    const one = state.consumers[index]
    if (!one) continue
    for (const { group, queueId } of one.queues) {
      if (!isTopicQueue(queueId)) continue
      const key = all > MAX_LINES ? `${index}.${group}` : `${index}.${group}.${queueId}`
      if (drawn.has(key)) continue
      drawn.add(key)
      const route = layout.pullRoute(index, group, all > MAX_LINES ? 0 : queueId)
      if (route) paths[one.process === 'running' ? 'read' : 'still'] += svgPath(route)
    }
  }
  return paths
}

const QueueLines = memo(function QueueLines({ layout }: { layout: StageLayout }) {
  const { read, still } = useClusterState(
    useCallback((state) => linesOf(state, layout), [layout]),
    sameView,
  )
  return (
    <g fill="none" strokeWidth={1.5} strokeLinecap="round">
      {read && <path d={read} stroke="var(--good)" strokeOpacity={0.5} />}
      {still && <path d={still} stroke="var(--muted)" strokeDasharray="2 7" />}
    </g>
  )
})

interface LaneView {
  /** By queueId and consumer group, null where nothing is committed. */
  lags: { lag: number; committed: number | null; held: number }[][]
  stored: number[]
  /** Queues that no running member of a group has, by group. */
  unread: boolean[][]
}

function laneView(state: ClusterState, group: number): LaneView {
  const groups = state.settings.consumerGroupCount
  const broker = state.brokerGroups[group]
  const queues = broker?.readQueueNums ?? 0
  const lags = Array.from({ length: groups }, (_, one) => queueLags(state, one, group))
  const held = broker?.nodes.flatMap(({ consuming }) => consuming?.heldPulls ?? []) ?? []
  const has = (consumerGroup: number, queueId: number): boolean =>
    state.consumers.some(
      (one) =>
        one.consumerGroup === consumerGroup &&
        one.process === 'running' &&
        one.queues.some((queue) => queue.group === group && queue.queueId === queueId),
    )
  return {
    stored: Array.from({ length: queues }, (_, queueId) => lags[0]?.[queueId]?.brokerOffset ?? 0),
    lags: Array.from({ length: queues }, (_, queueId) =>
      lags.map((own, consumerGroup) => ({
        lag: own[queueId]?.lag ?? 0,
        committed: own[queueId]?.consumerOffset ?? null,
        held: held.filter((one) => one.queueId === queueId && one.consumerGroup === consumerGroup).length,
      })),
    ),
    unread: Array.from({ length: queues }, (_, queueId) =>
      lags.map((_, consumerGroup) => !has(consumerGroup, queueId)),
    ),
  }
}

const Lanes = memo(function Lanes({ place }: { place: GroupBox }) {
  const { index } = place
  const view = useClusterState(
    useCallback((state) => laneView(state, index), [index]),
    sameView,
  )
  const { recent } = useClusterState(
    useCallback((state) => ({ recent: state.brokerGroups[index]?.recentMessages ?? [] }), [index]),
    sameView,
  )
  return (
    <g>
      {place.lanes.map((lane) => (
        <LaneSigns
          key={lane.queueId}
          lane={lane}
          f={place.size}
          stored={view.stored[lane.queueId] ?? 0}
          lags={view.lags[lane.queueId] ?? []}
          unread={view.unread[lane.queueId] ?? []}
          newest={recent[lane.queueId]?.at(-1) ?? 0}
        />
      ))}
    </g>
  )
})

const NONE = { lag: 0, committed: null, held: 0 }

interface LaneSignsProps {
  lane: LaneBox
  f: number
  stored: number
  lags: LaneView['lags'][number]
  unread: boolean[]
  newest: number
}

/** The first group's committed offset as a line between the messages, and how far it is behind. */
const LaneSigns = memo(function LaneSigns({ lane, f, stored, lags, unread, newest }: LaneSignsProps) {
  const words = useMessages('consumerStage').consumerStage
  const { body, box } = lane
  const side = Math.min(box.h - f * 0.3, f * 2.4)
  const size = Math.min(side * 0.62, f * 1.15)
  const squareW = Math.max(side * 1.12, textWidth(String(newest), size) + f * 0.5)
  const gap = f * 0.28
  const room = Math.floor((body.w + gap) / (squareW + gap))
  const hasSquares = size >= f * 0.74 && room >= 2
  const worst = lags.reduce((most, one) => (one.lag > most.lag ? one : most), lags[0] ?? NONE)
  const { count } = lane
  const x = count.x + count.w - f * 0.35
  const alone = unread.some(Boolean)
  const twoLines = box.h >= f * 2.05
  const lagSize = twoLines ? f * 0.95 : count.size
  return (
    <g>
      {hasSquares &&
        lags.map(({ lag, committed }, group) => {
          if (committed === null || lag > room) return null
          const x = body.x + Math.min(lag, stored) * (squareW + gap) - gap / 2
          return (
            <line
              // biome-ignore lint/suspicious/noArrayIndexKey: the place in the list is the group
              key={group}
              x1={x + group}
              x2={x + group}
              y1={box.y + 1}
              y2={box.y + box.h - 1}
              stroke="var(--good)"
              strokeWidth={2.5}
            />
          )
        })}
      <Label
        x={x}
        y={twoLines ? box.y + box.h / 2 - f * 0.48 : box.y + box.h / 2}
        size={lagSize}
        text={fitText(words.lag(worst.lag), twoLines ? f * 5 : count.w, lagSize, true)}
        anchor="end"
        bold
        fill={alone ? 'var(--bad)' : worst.lag > 0 ? 'var(--text)' : 'var(--good)'}
      />
      {twoLines && (
        <Label
          x={x}
          y={box.y + box.h / 2 + f * 0.55}
          size={f * 0.8}
          text={fitText(words.stored(stored), f * 5, f * 0.8)}
          anchor="end"
          fill="var(--muted)"
        />
      )}
    </g>
  )
})
