// Packets on the canvas above the diagram: one path per colour and shape; nothing is remembered from one frame to the next.

import { type EventLog, entryKind, entryTime, firstEntryAfter } from '../../../rocketmq'
import type { StageLayout } from '../../../stage/layout'
import { MARK, type Marks, SWEEP_MS } from '../../../stage/packets'

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

/** A whole turn, in radians. */
export const TURN = 2 * Math.PI

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

/** A mark that stands for many is large: it goes below the names of the Brokers that it passes, never over them. */
export function clearNames(context: Pick<CanvasRenderingContext2D, 'clearRect'>, { places }: StageLayout): void {
  for (const { title, total, status, chips } of places.broker)
    for (const part of [title, total, status, chips]) if (part) context.clearRect(part.x, part.y, part.w, part.h)
}

/** Would the very next frame be another picture? Something flies, or a pointer is on its way. */
export function isMoving(log: EventLog, marks: Marks, tMs: number): boolean {
  if (marks.count > 0) return true
  for (let at = firstEntryAfter(log, Math.floor(tMs)) - 1; at >= 0; at--) {
    if (entryTime(log, at) < tMs - SWEEP_MS) return false
    if (entryKind(log, at) === 'send') return true
  }
  return false
}
