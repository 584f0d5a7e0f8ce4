// The name of a Broker group beside its lane, and what it really is right now.

import { memo } from 'react'
import { type GroupTruth, groupTruth } from '../../store/timelineData'
import { useClusterState } from '../useClusterState'
import { type Texts, useTexts } from '../useWords'

export const TRUTH_WORD = {
  up: 'truthUp',
  slow: 'truthSlow',
  troubled: 'truthTroubled',
  frozen: 'truthFrozen',
  electing: 'truthElecting',
  noMaster: 'truthNoMaster',
  down: 'truthDown',
  removed: 'truthRemoved',
} as const satisfies Record<GroupTruth, keyof Texts['words']>

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
  const { words } = useTexts()
  const truth = useClusterState((state) => {
    const group = state.brokerGroups[position]
    return group ? groupTruth(group) : 'removed'
  })
  return (
    <div className="lane-label" style={{ height }} data-truth={truth}>
      <span className="lane-name" title={name}>
        {name}
      </span>
      {tall && <span className="lane-truth">{words[TRUTH_WORD[truth]]}</span>}
    </div>
  )
})
