// The canvas above the diagram: everything that moves with each frame. One path per colour and shape; nothing is kept from
// one frame to the next.

import { type ClusterState, type EventLog, entryKind, entryTime, firstEntryAfter } from '../../rocketmq'
import type { StageLayout } from '../../stage/layout'
import {
  createSelectionTimes,
  MARK,
  type Marks,
  pointerAt,
  SWEEP_MS,
  selectionPlace,
  selectionTimes,
} from '../../stage/packets'
import { avoidedMs } from '../../stage/sceneAt'
import { angleOf, runAngles, runsOf } from '../../stage/wheel'

/** All that is used of a canvas: an export gives something that writes SVG instead. */
export type Painter = Pick<
  CanvasRenderingContext2D,
  | 'arc'
  | 'beginPath'
  | 'fill'
  | 'fillStyle'
  | 'fillText'
  | 'font'
  | 'globalAlpha'
  | 'lineTo'
  | 'lineWidth'
  | 'moveTo'
  | 'stroke'
  | 'strokeStyle'
  | 'textAlign'
  | 'textBaseline'
>

export interface Palette {
  flight: string
  flightSoft: string
  good: string
  avoid: string
  bad: string
  vote: string
  text: string
  muted: string
  line: string
  card: string
  ground: string
  onColour: string
  font: string
}

/** The colours of the theme, for the canvas. */
export function readPalette(element: Element): Palette {
  const style = getComputedStyle(element)
  const of = (name: string) => style.getPropertyValue(name).trim()
  return {
    flight: of('--flight'),
    flightSoft: of('--flight-soft'),
    good: of('--good'),
    avoid: of('--avoid'),
    bad: of('--bad'),
    vote: of('--vote'),
    text: of('--text'),
    muted: of('--muted'),
    line: of('--line-strong'),
    card: of('--card'),
    ground: of('--ground'),
    onColour: of('--on-colour'),
    font: style.fontFamily,
  }
}

/** With more marks than this, numbers would only be noise. */
const MAX_NUMBERS = 24

const TURN = 2 * Math.PI

/** Radius of a message, px: large enough for its number while there are few. */
const radiusOf = (count: number, numbered: boolean, f: number): number =>
  numbered ? f * 0.98 : count <= 250 ? f * 0.42 : f * 0.26

/** How much larger the mark of many is: its area says how many, up to a size that still leaves room for the others. */
const MAX_WIDER = 5

/** Numbers are for stages where a message travels alone, not between rows and columns of tiles. */
const hasNumbers = (marks: Marks, layout: StageLayout): boolean => marks.inFlight <= MAX_NUMBERS && layout.roomy

/** How much wider than high a message is drawn for its number, px: nothing up to 99. */
const widening = (message: number, r: number): number =>
  message < 100 ? 0 : message < 1000 ? r * 0.55 : message < 10_000 ? r * 1.05 : message < 100_000 ? r * 1.6 : r * 2.1

function circles(context: Painter, marks: Marks, kind: number, r: number, numbered: boolean): boolean {
  let any = false
  context.beginPath()
  for (let i = 0; i < marks.count; i++) {
    if (marks.kind[i] !== kind) continue
    any = true
    const x = marks.x[i]
    const y = marks.y[i]
    const wide = numbered ? widening(marks.message[i], r) / 2 : 0
    if (wide === 0) {
      const many = marks.weight[i]
      const own = many === 1 ? r : r * Math.min(MAX_WIDER, Math.sqrt(many))
      // Never closePath here: on a path of a thousand circles it alone takes longer than the whole frame may.
      context.moveTo(x + own, y)
      context.arc(x, y, own, 0, TURN)
      continue
    }
    context.moveTo(x + wide, y - r)
    context.arc(x + wide, y, r, -TURN / 4, TURN / 4)
    context.lineTo(x - wide, y + r)
    context.arc(x - wide, y, r, TURN / 4, -TURN / 4)
    context.lineTo(x + wide, y - r)
  }
  return any
}

function diamonds(context: Painter, marks: Marks, kind: number, r: number): boolean {
  let any = false
  context.beginPath()
  for (let i = 0; i < marks.count; i++) {
    if (marks.kind[i] !== kind) continue
    any = true
    const x = marks.x[i]
    const y = marks.y[i]
    context.moveTo(x, y - r)
    context.lineTo(x + r, y)
    context.lineTo(x, y + r)
    context.lineTo(x - r, y)
    context.lineTo(x, y - r)
  }
  return any
}

function triangles(context: Painter, marks: Marks, kind: number, r: number): boolean {
  let any = false
  context.beginPath()
  for (let i = 0; i < marks.count; i++) {
    if (marks.kind[i] !== kind) continue
    any = true
    const x = marks.x[i]
    const y = marks.y[i]
    context.moveTo(x, y - r)
    context.lineTo(x + r * 0.95, y + r * 0.75)
    context.lineTo(x - r * 0.95, y + r * 0.75)
    context.lineTo(x, y - r)
  }
  return any
}

function filled(context: Painter, any: boolean, colour: string): void {
  if (!any) return
  context.fillStyle = colour
  context.fill()
}

function hollow(context: Painter, any: boolean, colour: string, inside: string, width: number): void {
  if (!any) return
  context.fillStyle = inside
  context.fill()
  context.strokeStyle = colour
  context.lineWidth = width
  context.stroke()
}

function numbers(context: Painter, marks: Marks, colours: (string | null)[], f: number, font: string): void {
  context.textAlign = 'center'
  context.textBaseline = 'middle'
  const size = Math.round(f * 0.95)
  context.font = `600 ${size}px ${font}`
  for (let i = 0; i < marks.count; i++) {
    const message = marks.message[i]
    const colour = colours[marks.kind[i]]
    if (message < 0 || !colour) continue
    const text = String(message)
    context.fillStyle = colour
    context.fillText(text, marks.x[i], marks.y[i] + size * 0.06)
  }
}

const numberColours: (string | null)[] = []

/** Everything in flight. */
export function paintMarks(context: Painter, marks: Marks, layout: StageLayout, colours: Palette): void {
  const f = layout.size
  const few = hasNumbers(marks, layout)
  const r = radiusOf(marks.inFlight, few, f)
  const small = few ? f * 0.36 : f * 0.28
  const line = few ? Math.max(1.75, f * 0.13) : 1.25

  filled(context, circles(context, marks, MARK.pulse, Math.max(1.5, f * 0.11), false), colours.muted)
  hollow(context, diamonds(context, marks, MARK.routeQuestion, small), colours.flight, colours.ground, line * 0.8)
  filled(context, diamonds(context, marks, MARK.routeAnswer, small * 1.1), colours.flight)
  filled(context, diamonds(context, marks, MARK.registration, small * 0.9), colours.good)
  hollow(context, diamonds(context, marks, MARK.unregistration, small), colours.bad, colours.ground, line * 0.8)
  hollow(context, triangles(context, marks, MARK.voteRequest, small * 1.15), colours.vote, colours.card, line * 0.8)
  filled(context, triangles(context, marks, MARK.voteYes, small * 1.2), colours.vote)
  hollow(context, triangles(context, marks, MARK.voteNo, small * 1.15), colours.muted, colours.card, line * 0.8)

  // A thin edge in the colour of the ground keeps neighbours apart.
  context.lineWidth = few ? 2 : 0
  const edge = (any: boolean, colour: string) => {
    if (!any) return
    context.fillStyle = colour
    context.fill()
    if (few) {
      context.strokeStyle = colours.ground
      context.lineWidth = 2
      context.stroke()
    }
  }
  hollow(context, circles(context, marks, MARK.handshake, r * 0.86, few), colours.flight, colours.ground, line)
  hollow(context, circles(context, marks, MARK.abandoned, r * 0.8, few), colours.muted, colours.ground, line)
  hollow(context, circles(context, marks, MARK.stuck, r, few), colours.avoid, colours.ground, line)
  edge(circles(context, marks, MARK.serving, r, few), colours.flightSoft)
  edge(circles(context, marks, MARK.message, r, few), colours.flight)
  edge(circles(context, marks, MARK.reply, few ? r * 0.9 : r, few), colours.good)
  edge(circles(context, marks, MARK.failure, r, few), colours.bad)

  if (!few) return
  numberColours[MARK.message] = colours.onColour
  numberColours[MARK.reply] = colours.onColour
  numberColours[MARK.failure] = colours.onColour
  numberColours[MARK.serving] = colours.text
  numberColours[MARK.handshake] = colours.flight
  numberColours[MARK.stuck] = colours.avoid
  numberColours[MARK.abandoned] = colours.muted
  numbers(context, marks, numberColours, f, colours.font)
}

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
  for (const place of layout.producers) {
    const producer = state.producers[place.producer]
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
    let pointers = 0
    for (const thread of producer.threads) if (!thread.retired) pointers++
    const many = pointers > MAX_POINTERS || !place.expanded
    context.fillStyle = colours.flight
    context.globalAlpha = many && pointers > MAX_POINTERS ? 0.6 : 1
    context.beginPath()
    for (let i = 0; i < producer.threads.length; i++) {
      const thread = producer.threads[i]
      if (thread.retired) continue
      const at = pointerAt(
        info.sendWhichQueue[i] ?? null,
        n,
        times[selectionPlace(place.producer, i)],
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

/** Would the very next frame be another picture? Something flies, or a pointer is on its way. */
export function isMoving(log: EventLog, marks: Marks, tMs: number): boolean {
  if (marks.count > 0) return true
  for (let at = firstEntryAfter(log, Math.floor(tMs)) - 1; at >= 0; at--) {
    if (entryTime(log, at) < tMs - SWEEP_MS) return false
    if (entryKind(log, at) === 'send') return true
  }
  return false
}
