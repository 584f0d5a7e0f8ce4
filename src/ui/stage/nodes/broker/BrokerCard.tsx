// One Broker group: the frame of its card, and what is in it: head, nodes, and its MessageQueues as lanes or cells.
// What is down looks broken, what is avoided is hatched: the one is the Broker's status, the other the producer's belief.

import { memo, useCallback, useRef } from 'react'
import { answersBadly, hasMaster } from '../../../../projections/groupStatus'
import { useApp } from '../../../../session/appStore'
import { fitText, shortCount } from '../../../../stage/boxes'
import type { GroupBox } from '../../../../stage/nodes/broker/brokerCardLayout'
import { type GroupView, groupView } from '../../../../stage/nodes/broker/groupView'
import { sameView } from '../../../../stage/sameView'
import { useClusterState } from '../../../shell/useClusterState'
import { inSlot, Label } from '../../Label'
import type { DrawnScene } from '../../nodeKind'
import { toneVar } from '../../tones'
import { Chips, planChips, Status, TileSign, Title } from './BrokerHead'
import { BrokerNode } from './BrokerNode'
import { QueueCells } from './QueueCells'
import { NoTopic, QueueLane } from './QueueLane'
import { actualChip, mainChip, statusChips } from './statusChips'

/** ms of real time between two looks at the counts of a small card. */
const CALM_MS = 250

export const BrokerCard = memo(function BrokerCard({ place, scene }: { place: GroupBox; scene: DrawnScene }) {
  const { producer, m, hatch, most, chosenMessage, hidden } = scene
  const shortName = scene.shortNames[place.index]
  const invites = place.index === scene.inviting
  const wantsRecent = place.lanes.length > 0
  const small = place.level === 'tile' || place.level === 'heat'
  const lastCounted = useRef(0)
  const view = useClusterState(
    useCallback(
      (state, tMs) =>
        state.brokerGroups[place.index] ? groupView(state, place.index, producer, tMs, wantsRecent) : null,
      [place.index, producer, wantsRecent],
    ),
    useCallback(
      (a: GroupView | null, b: GroupView | null) => {
        if (sameView(a, b)) return true
        // In a crowd counts are read, not watched: a few times a second is enough while it plays.
        const now = performance.now()
        const calm = small && useApp.getState().playing && now - lastCounted.current < CALM_MS
        if (calm && a && b && sameView({ ...a, counts: 0, total: 0 }, { ...b, counts: 0, total: 0 })) return true
        lastCounted.current = now
        return false
      },
      [small],
    ),
  )
  if (!view) return null
  const { box, size: f } = place
  const unwritable = !hasMaster(view.actual)
  const main = mainChip(view, m)
  const hatched = view.avoidedTenths > 0 && view.believed === 'avoided'
  const edge = unwritable
    ? toneVar(
        view.actual === 'electing'
          ? 'vote'
          : view.actual === 'frozen'
            ? 'flight'
            : view.actual === 'starting'
              ? 'muted'
              : 'bad',
      )
    : answersBadly(view.actual)
      ? toneVar(actualChip(view, m).tone)
      : hatched
        ? 'var(--avoid)'
        : 'var(--line)'
  const radius = Math.min(f * 0.9, box.h / 5)
  const beside = place.chips !== null && place.chips.y === place.title.y
  const chipsHidden = hidden.includes('chips')
  const plan = place.chips && !chipsHidden && planChips(place.chips, statusChips(view, m), view.disagree, f, beside)
  const titleEnd = plan && beside ? plan.left - f * 0.5 : place.title.x + place.title.w
  return (
    <g>
      <rect
        x={box.x}
        y={box.y}
        width={box.w}
        height={box.h}
        rx={radius}
        fill="var(--card)"
        stroke={edge}
        strokeWidth={unwritable || hatched || answersBadly(view.actual) ? 2 : 1.25}
      />
      {hatched && (
        <rect
          x={box.x + 1}
          y={box.y + 1}
          width={box.w - 2}
          height={box.h - 2}
          rx={radius}
          fill={`url(#${hatch})`}
          opacity={small ? 0.28 : 0.38}
        />
      )}
      <Title
        place={place}
        shortName={shortName}
        term={hidden.includes('term') ? 0 : view.term}
        end={titleEnd}
        m={m}
        muted={view.actual === 'down'}
      />
      {plan && <Chips plan={plan} disagree={view.disagree} f={f} hatch={hatch} />}
      {place.status && !chipsHidden && (
        <Status place={place} saying={main} disagree={view.disagree} loss={view.loss} m={m} />
      )}
      {place.total && (
        <Label
          {...inSlot(place.total, 'end')}
          text={fitText([String(view.total), shortCount(view.total)], place.total.w, place.total.size, true)}
          bold
        />
      )}
      {place.level === 'tile' && !place.status && <TileSign place={place} saying={main} shortName={shortName} />}
      {place.nodes.map((node) => {
        const nodeViewOf = view.nodes.find((v) => v.node === node.node)
        return (
          nodeViewOf && (
            <BrokerNode
              key={node.node}
              place={node}
              f={f}
              m={m}
              invites={invites && nodeViewOf.master && nodeViewOf.condition === 'ok'}
              small={small}
              {...nodeViewOf}
            />
          )
        )
      })}
      {!view.topicCreated && <NoTopic place={place} m={m} />}
      {(view.topicCreated ? place.lanes : []).map((lane) => (
        <QueueLane
          key={lane.queueId}
          place={lane}
          f={f}
          count={view.counts[lane.queueId] ?? 0}
          recent={view.recent[lane.queueId] ?? ''}
          most={most}
          still={unwritable}
          chosenMessage={chosenMessage}
          group={place.index}
          bare={scene.layout.places.consumer.length > 0}
        />
      ))}
      {view.topicCreated && place.cells.length > 0 && (
        <QueueCells cells={place.cells} counts={view.counts} most={most} f={f} />
      )}
    </g>
  )
})
