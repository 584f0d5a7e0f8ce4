// The name of a Broker group beside its lane, and what it really is right now.

import { memo } from 'react'
import { groupStandingOf } from '../../projections/groupStatus'
import { sameView } from '../../stage/sameView'
import { useClusterState } from '../shell/useClusterState'
import { useMessages } from '../shell/useMessages'
import { statusTone } from '../stage/nodes/broker/statusChips'
import { toneVar } from '../stage/tones'

const GONE = { status: 'removed', master: null, slowMs: 0, code: 0 } as const

export const LaneLabel = memo(function LaneLabel({
  position,
  name,
  height,
  tall,
}: {
  position: number
  name: string
  height: number
  tall: boolean
}) {
  const m = useMessages()
  const standing = useClusterState((state) => {
    const group = state.brokerGroups[position]
    return group ? groupStandingOf(group) : GONE
  }, sameView)
  return (
    <div
      className="flex items-baseline gap-5 pt-[2px] pr-4 overflow-hidden whitespace-nowrap leading-[1.2]"
      style={{ height }}
      data-status={standing.status}
    >
      <span className="lane-name min-w-0 overflow-hidden font-semibold text-ellipsis" title={name}>
        {name}
      </span>
      {tall && (
        <span
          className="flex-none text-fine in-data-[narrow=true]:hidden"
          style={{ color: toneVar(statusTone(standing.status)) }}
        >
          {m.stage.groupStatus(standing)[0]}
        </span>
      )}
    </div>
  )
})
