// How high everything on the timeline is, and which groups have a lane.

import type { ClusterState } from '../../rocketmq'

/** Height of the row of action marks above the lanes. */
export const MARKS_HEIGHT = 22
/** Height of the row of route polls, and of the axis, below the lanes. */
export const POLLS_HEIGHT = 18
export const AXIS_HEIGHT = 20

export interface LaneLayout {
  height: number
  /** Top and height of the bar that says what the group is, and of the row of attempts and windows, in the lane. */
  bar: [number, number]
  row: [number, number]
}

/** Fewer groups get taller lanes; many get flat ones and the lanes scroll. */
export function laneLayout(groups: number, narrow: boolean): LaneLayout {
  if (groups <= 2)
    return narrow ? { height: 32, bar: [3, 11], row: [16, 13] } : { height: 40, bar: [4, 14], row: [20, 16] }
  if (groups <= 4) return { height: 27, bar: [3, 9], row: [13, 12] }
  return { height: 19, bar: [2, 6], row: [9, 9] }
}

export interface VisibleGroup {
  position: number
  name: string
}

export const visibleGroups = (state: ClusterState): VisibleGroup[] =>
  state.brokerGroups.flatMap((group, position) => (group.removed ? [] : [{ position, name: group.brokerName }]))
