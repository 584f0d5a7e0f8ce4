// The producer's wheel: one sector per MessageQueue in the order of messageQueueList, sector 0 on top, clockwise.

import { arc } from 'd3-shape'
import type { MessageQueue } from '../../../rocketmq'
import type { Point } from '../../boxes'

export interface WheelBox {
  cx: number
  cy: number
  /** Outer radius of the sectors, px. */
  r: number
  /** Radius of the hub, px. */
  hub: number
  /** Room outside the sectors for names of Brokers, px; 0 when sectors carry their own names. */
  ring: number
  /** Base text size, px. */
  size: number
}

export interface Sector {
  position: number
  /** For SVG, relative to the centre. */
  path: string
  /** Middle of the sector, relative to the centre. */
  middle: Point
  /** Radians clockwise from the top. */
  angle: number
}

/** Neighbouring sectors of one Broker group. */
export interface Run {
  group: number
  first: number
  count: number
}

const TURN = 2 * Math.PI

/** The angle of a place in the list: clockwise from the top, in radians; takes fractions for a pointer on its way. */
export const angleOf = (position: number, count: number): number => (count > 0 ? (position / count) * TURN : 0)

/** A point at an angle from the top. */
export const onCircle = (angle: number, radius: number): Point => ({
  x: Math.sin(angle) * radius,
  y: -Math.cos(angle) * radius,
})

/** Width of one sector halfway between hub and rim, px. */
export const sectorWidth = (wheel: WheelBox, count: number): number =>
  count > 0 ? (((wheel.r + wheel.hub) / 2) * TURN) / count : 0

/** Under this width sectors are too thin to be distinguished, and whole Brokers are drawn instead. */
export const MIN_SECTOR = 2.5

function ringPath(from: number, to: number, hub: number, r: number, gap: number): string {
  const shape = arc()
    .padAngle(to - from >= TURN - 1e-6 ? 0 : gap / r)
    .cornerRadius(Math.min(4, (r - hub) / 6))
  return shape({ innerRadius: hub, outerRadius: r, startAngle: from, endAngle: to }) ?? ''
}

/** One sector for each place in the list. */
export function sectorsOf(wheel: WheelBox, count: number): Sector[] {
  const width = sectorWidth(wheel, count)
  const gap = count > 1 ? Math.min(3, width / 5) : 0
  const middleRadius = (wheel.r + wheel.hub) / 2
  return Array.from({ length: count }, (_, position) => {
    const angle = angleOf(position, count)
    const half = TURN / count / 2
    return {
      position,
      path: ringPath(angle - half, angle + half, wheel.hub, wheel.r, gap),
      middle: onCircle(angle, middleRadius),
      angle,
    }
  })
}

/** Groups of neighbours with the same Broker. The first and the last run are not joined: the list begins at the top. */
export function runsOf(list: readonly Pick<MessageQueue, 'group'>[]): Run[] {
  const runs: Run[] = []
  for (let i = 0; i < list.length; i++) {
    const last = runs[runs.length - 1]
    if (last && last.group === list[i].group) last.count++
    else runs.push({ group: list[i].group, first: i, count: 1 })
  }
  return runs
}

/** From and to angle of a run. */
export function runAngles(run: Run, count: number): [number, number] {
  return [angleOf(run.first - 0.5, count), angleOf(run.first + run.count - 0.5, count)]
}

/** A whole Broker's part of the wheel as one shape. */
export function runPath(wheel: WheelBox, run: Run, count: number): string {
  const [from, to] = runAngles(run, count)
  return ringPath(from, to, wheel.hub, wheel.r, run.count === count ? 0 : 2)
}

/** A line just outside the sectors of a run, for the name of its Broker. */
export function runRim(wheel: WheelBox, run: Run, count: number): { path: string; label: Point; width: number } {
  const [from, to] = runAngles(run, count)
  const inner = wheel.r + wheel.ring * 0.12
  const shape = ringPath(from, to, inner, inner + Math.max(2, wheel.ring * 0.14), 3)
  const radius = wheel.r + wheel.ring * 0.68
  return { path: shape, label: onCircle((from + to) / 2, radius), width: (to - from) * radius }
}
