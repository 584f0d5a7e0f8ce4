// What turns on the wheel with each frame: its pointers, and the arcs that shrink while a Broker is avoided. Painted on the canvas.

import { avoidedMs } from '../../../../projections/statuses'
import type { ClusterState, EventLog } from '../../../../rocketmq'
import type { StageLayout } from '../../../../stage/layout'
import { pointersOf } from '../../../../stage/nodes/producer/producerView'
import { angleOf, runAngles, runsOf } from '../../../../stage/nodes/producer/wheel'
import { createSelectionTimes, pointerAt, selectionPlace, selectionTimes } from '../../../../stage/packets'
import { type Painter, type Palette, TURN } from '../../packets/paintPackets'

/** More pointers than this would hide the wheel: then each is a dot at the hub. */
const MAX_POINTERS = 6

const times = createSelectionTimes()

/** The pointers of the wheel, and the arcs that shrink while a Broker is avoided. */
export function paintWheel(
  context: Painter,
  state: ClusterState,
  log: EventLog,
  layout: StageLayout,
  tMs: number,
  reducedMotion: boolean,
  colours: Palette,
): void {
  selectionTimes(log, tMs, times)
  for (const place of layout.places.producer) {
    const producer = state.producers[place.index]
    const info = producer?.publishInfos[producer.publishInfos.length - 1]
    if (!producer || !info || producer.process !== 'running') continue
    const list = info.messageQueueList
    const n = list.length
    if (n === 0) continue
    const { cx, cy, r, hub, size: f } = place.wheel

    // Nothing is avoided most of the time: look before making garbage.
    let any = false
    for (let g = 0; g < producer.faultItems.length; g++) if (avoidedMs(state, producer, g, tMs) > 0) any = true
    if (any) {
      context.strokeStyle = colours.avoid
      context.lineWidth = Math.max(2, place.expanded ? f * 0.26 : f * 0.16)
      context.beginPath()
      for (const run of runsOf(list)) {
        const left = avoidedMs(state, producer, run.group, tMs)
        const window = producer.faultItems[run.group]?.windowMs ?? 0
        if (left <= 0 || window <= 0) continue
        const [from, to] = runAngles(run, n)
        const end = from + (to - from) * Math.min(1, left / window)
        const radius = r + (place.expanded ? f * 0.28 : f * 0.14)
        context.moveTo(cx + Math.sin(from) * radius, cy - Math.cos(from) * radius)
        context.arc(cx, cy, radius, from - Math.PI / 2, end - Math.PI / 2)
      }
      context.stroke()
    }

    const isAvoided = (position: number) => avoidedMs(state, producer, list[position].group, tMs) > 0
    const choosing = pointersOf(state, producer)
    const pointers = choosing.length
    const many = pointers > MAX_POINTERS || !place.expanded
    context.fillStyle = colours.flight
    context.globalAlpha = many && pointers > MAX_POINTERS ? 0.6 : 1
    context.beginPath()
    for (const i of choosing) {
      const at = pointerAt(
        info.sendWhichQueue[i] ?? null,
        n,
        times[selectionPlace(place.index, i)],
        tMs,
        reducedMotion,
        isAvoided,
      )
      if (at === null) continue
      const angle = angleOf(at, n)
      const sin = Math.sin(angle)
      const cos = Math.cos(angle)
      if (many) {
        const radius = place.expanded ? hub - f * 0.05 : (hub + r) / 2
        const dot = place.expanded ? f * 0.2 : Math.max(2, f * 0.22)
        context.moveTo(cx + sin * radius + dot, cy - cos * radius)
        context.arc(cx + sin * radius, cy - cos * radius, dot, 0, TURN)
        continue
      }
      // A needle from the hub into the sector.
      const narrow = r - hub < f * 2.8
      const half = f * (pointers > 1 || narrow ? 0.26 : 0.4)
      // Where names fill the sector the needle stays in the hub.
      const tip = hub + (narrow ? f * 0.12 : Math.min(f * 0.75, (r - hub) * 0.3))
      const base = hub - f * (narrow ? 0.55 : 0.45)
      context.moveTo(cx + sin * tip, cy - cos * tip)
      context.lineTo(cx + sin * base + cos * half, cy - cos * base + sin * half)
      context.lineTo(cx + sin * base - cos * half, cy - cos * base - sin * half)
    }
    context.fill()
    context.globalAlpha = 1
  }
}

/** What a picture in which nothing moves depends on: the chosen sectors, by producer and thread. */
export const paintedAs = (state: ClusterState): string =>
  state.producers
    .map(({ process, publishInfos }) => {
      const info = publishInfos[publishInfos.length - 1]
      return `${process} ${info?.generation} ${info?.sendWhichQueue.join()}`
    })
    .join(' ')

/** Does a countdown run, so that the picture of a moment later is another one, though hardly? */
export const countsDown = (state: ClusterState, tMs: number): boolean =>
  state.producers.some(({ faultItems }) => faultItems.some((item) => item && item.startTimestamp > tMs))
