// The name of a Broker group beside its lane, and what it really is right now.

import { memo } from 'react'
import { groupStandingOf } from '../../projections/groupStatus'
import { textWidth } from '../../stage/boxes'
import { sameView } from '../../stage/sameView'
import { useClusterState } from '../shell/useClusterState'
import { useMessages } from '../shell/useMessages'
import { statusTone } from '../stage/nodes/broker/statusChips'
import { toneVar } from '../stage/tones'

/** Sizes of the letters and room for both words, px of a laptop; the columns are 10.4 and 5.2 rem wide. */
const NAME_SIZE = 13.5
const STATUS_SIZE = 12
const ROOM = 130
const NARROW_ROOM = 68

const GONE = { status: 'removed', master: null, slowMs: 0, code: 0 } as const

export const LaneLabel = memo(function LaneLabel({
  position,
  name,
  shortName,
  narrow,
  height,
  tall,
}: {
  position: number
  name: string
  /** Where the whole name is too long, as on the stage. */
  shortName: string
  narrow: boolean
  height: number
  tall: boolean
}) {
  const m = useMessages()
  const standing = useClusterState((state) => {
    const group = state.brokerGroups[position]
    return group ? groupStandingOf(group) : GONE
  }, sameView)
  const status = tall && !narrow ? m.stage.groupStatus(standing)[0] : ''
  const isWhole = textWidth(name, NAME_SIZE, true) + textWidth(status, STATUS_SIZE) <= (narrow ? NARROW_ROOM : ROOM)
  return (
    <div
      className="flex items-baseline gap-5 pt-[2px] pr-4 overflow-hidden whitespace-nowrap leading-[1.2]"
      style={{ height }}
      data-status={standing.status}
    >
      <span className="lane-name min-w-0 overflow-hidden font-semibold text-ellipsis" title={name}>
        {isWhole ? name : shortName}
      </span>
      {status && (
        <span className="flex-none text-fine" style={{ color: toneVar(statusTone(standing.status)) }}>
          {status}
        </span>
      )}
    </div>
  )
})
