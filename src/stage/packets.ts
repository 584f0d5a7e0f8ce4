// Everything that moves: (state, layout, t) -> places, kinds and numbers for the canvas. The arrays are filled again for
// each frame, so that a thousand messages in flight make no garbage. Remembers nothing of the frame before.

import {
  type ClusterState,
  type EventLog,
  eachPacket,
  entryKind,
  entryProducer,
  entryTime,
  fieldReader,
  firstEntryAfter,
  type Packet,
  type PulledMessage,
  requestOf,
  requestsInFlight,
} from '../rocketmq'
import type { Point } from './boxes'
import { clumpsOf } from './crowd'
import type { StageLayout } from './layout'
import { isNodeAddress } from './nodeKinds'
import { eachRequest, MARK, type Mark, markOf, shareOf } from './packetMarks'
import { pointAlong, type Route } from './routes'

export { MARK, markOf, shareOf } from './packetMarks'

/** Marks of one frame in columns; only the first `count` are meant. */
export interface Marks {
  count: number
  x: Float32Array
  y: Float32Array
  kind: Uint8Array
  /** Message id, or -1. */
  message: Int32Array
  /** Position of the producer whose message it is, or -1. */
  producer: Int8Array
  /** How many messages it stands for. */
  weight: Int32Array
  /** Messages under way, including those beyond the cap. */
  inFlight: number
}

/** More than this many marks are never drawn. */
export const MAX_MARKS = 1500

export const createMarks = (): Marks => ({
  count: 0,
  x: new Float32Array(MAX_MARKS),
  y: new Float32Array(MAX_MARKS),
  kind: new Uint8Array(MAX_MARKS),
  message: new Int32Array(MAX_MARKS),
  producer: new Int8Array(MAX_MARKS),
  weight: new Int32Array(MAX_MARKS),
  inFlight: 0,
})

/** With reduced motion things stand at the start, in the middle or at the end of their way. */
const stepped = (share: number): number => (share < 1 / 3 ? 0.06 : share < 2 / 3 ? 0.5 : 0.94)

const place: Point = { x: 0, y: 0 }

function add(
  out: Marks,
  route: Route | null,
  share: number,
  kind: Mark,
  message: number,
  producer: number,
  weight = 1,
): void {
  if (!route || out.count >= MAX_MARKS) return
  pointAlong(route, share, place)
  const i = out.count++
  out.x[i] = place.x
  out.y[i] = place.y
  out.kind[i] = kind
  out.message[i] = message
  out.producer[i] = producer
  out.weight[i] = weight
}

/** The queue that a packet is about; the first one where it is about none. */
const queueOf = ({ content }: Packet): number => ('queueId' in content ? content.queueId : 0)
const messagesOf = ({ content }: Packet): readonly PulledMessage[] => ('messages' in content ? content.messages : [])

/** A packet on the way between its ends, whatever it is. Ways of a producer or a Broker to others are drawn from there. */
function addPacket(out: Marks, layout: StageLayout, packet: Packet, share: number, kind: Mark): void {
  const { from, to } = packet
  if (from.kind === 'dledger' && to.kind === 'dledger') {
    add(out, layout.peerRoute(from.group, from.node, to.node), share, kind, -1, -1)
  } else if (from.kind === 'broker' && to.kind === 'nameServer') {
    add(out, layout.registerRoute(from.group, to.index), share, kind, -1, -1)
  } else if (from.kind === 'producer' && to.kind === 'nameServer') {
    add(out, layout.askRoute(from.index, to.index), share, kind, -1, from.index)
  } else if (from.kind === 'nameServer' && to.kind === 'producer') {
    add(out, layout.askRoute(to.index, from.index), 1 - share, kind, -1, to.index)
  } else if (from.kind === 'producer' && to.kind === 'broker') {
    add(out, layout.sendRoute(from.index, to.group, 0), share, kind, -1, from.index)
  } else if (from.kind === 'broker' && to.kind === 'producer') {
    add(out, layout.sendRoute(to.index, from.group, 0), 1 - share, kind, -1, to.index)
  } else if (from.kind === 'consumer' && to.kind === 'broker') {
    add(out, layout.pullRoute(from.index, to.group, queueOf(packet)), share, kind, -1, -1)
  } else if (from.kind === 'broker' && to.kind === 'consumer') {
    const messages = messagesOf(packet)
    const first = messages[0]
    const many = Math.max(1, messages.length)
    add(out, layout.pullRoute(to.index, from.group, queueOf(packet)), 1 - share, kind, first?.message ?? -1, -1, many)
  } else if (isNodeAddress(from) && isNodeAddress(to)) {
    add(out, layout.routeBetween(from, to), share, kind, -1, -1)
  }
}

/** More messages than this travel in clumps: {@link clumpsOf}. */
const MAX_SINGLE = MAX_MARKS * 0.9

/** How many stuck messages stand beside each other before the rest share a place. */
const STUCK_SHOWN = 6
const stuckAt = new Uint8Array(64)

/**
 * Fills `out` with every mark of this moment.
 *
 * @param tMs - may have a fraction: the state is that of its integer part
 */
export function collectMarks(
  state: ClusterState,
  layout: StageLayout,
  tMs: number,
  reducedMotion: boolean,
  out: Marks,
): Marks {
  out.count = 0
  out.inFlight = 0
  stuckAt.fill(0)
  out.inFlight = requestsInFlight(state)
  const { size } = layout
  const fans = layout.wide && layout.roomy && state.settings.sendThreadCount > 1
  if (out.inFlight > MAX_SINGLE) {
    for (const { route, kind, shares, count, waits, producer } of clumpsOf(state, layout, tMs, MAX_SINGLE)) {
      const share = shares / count
      const shown = waits ? 1 - Math.min(0.5, size / Math.max(1, route.length)) : reducedMotion ? stepped(share) : share
      add(out, route, shown, kind, -1, producer, count)
    }
  } else {
    eachRequest(state, tMs, ({ producer, group, queueId, message, opaque }, kind, along, _, waits) => {
      const route = layout.sendRoute(producer, group, queueId)
      if (!route) return
      let share = reducedMotion ? stepped(along) : along
      if (waits) {
        const rank = Math.min(STUCK_SHOWN, stuckAt[group & 63]++)
        const away = (kind === MARK.serving ? 0.9 : 1.1) * size + rank * size * 1.6
        share = 1 - Math.min(0.5, away / Math.max(1, route.length))
      }
      add(out, route, share, kind, message, producer)
      // Messages sent at the same moment would hide each other: they fan out on the way.
      if (fans) out.y[out.count - 1] += ((opaque % 3) - 1) * size * 1.25 * Math.sin(Math.PI * share)
    })
  }
  eachPacket(state, (packet) => {
    if (requestOf(packet) || tMs < packet.sentAtMs) return
    const kind = markOf(packet, false)
    if (kind === null) return
    const share = shareOf(packet, tMs)
    addPacket(out, layout, packet, reducedMotion ? stepped(share) : share, kind)
  })
  return out
}

// --------------------------------------------------------------------------------------------------- the pointer

/** ms of virtual time that a pointer takes to its new sector. */
export const SWEEP_MS = 220

/** Threads of a producer that are told apart. */
const THREADS = 256

export const createSelectionTimes = (): Float64Array => new Float64Array(8 * THREADS)

/** Where a thread's time is in the list of selection times. */
export const selectionPlace = (producer: number, thread: number): number => (producer & 7) * THREADS + (thread & 255)

const threadOfSend = fieldReader('send', 'thread')

/** Fills in when each thread last chose a queue, as far as its pointer can still be on its way; long ago otherwise. */
export function selectionTimes(log: EventLog, tMs: number, out: Float64Array): Float64Array {
  out.fill(-1e12)
  const end = firstEntryAfter(log, Math.floor(tMs))
  for (let i = end - 1; i >= 0 && entryTime(log, i) >= tMs - SWEEP_MS; i--) {
    if (entryKind(log, i) !== 'send') continue
    const place = selectionPlace(entryProducer(log, i), threadOfSend(log, i))
    const atMs = entryTime(log, i)
    if (out[place] < atMs) out[place] = atMs
  }
  return out
}

/**
 * Where the pointer of a thread stands, as a place in the list with fraction: on its way from the sector before, past the
 * avoided ones, for a moment after each selection.
 *
 * @param avoided - is the place in the list avoided?
 * @returns null before the thread's first selection
 */
export function pointerAt(
  index: number | null,
  length: number,
  selectedAtMs: number,
  tMs: number,
  reducedMotion: boolean,
  avoided: (position: number) => boolean,
): number | null {
  if (index === null || length === 0) return null
  const position = ((index % length) + length) % length
  const gone = (tMs - selectedAtMs) / SWEEP_MS
  if (reducedMotion || gone >= 1 || gone < 0 || length === 1) return position
  let back = 1
  while (back < length && avoided((position - back + length) % length)) back++
  const eased = 1 - (1 - gone) ** 3
  return position - back * (1 - eased)
}
