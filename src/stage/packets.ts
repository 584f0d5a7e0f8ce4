// Everything that moves: (state, layout, t) -> places, kinds and numbers for the canvas. The arrays are filled again for
// each frame, so that a thousand messages in flight make no garbage. Remembers nothing of the frame before.

import {
  type ClusterState,
  type EventLog,
  entryKind,
  entryProducer,
  entryTime,
  fieldReader,
  firstEntryAfter,
  isPacket,
  isStoredCode,
  type Packet,
  type PacketKind,
  type Request,
} from '../rocketmq'
import type { Point } from './boxes'
import { clumpsOf } from './crowd'
import type { StageLayout } from './layout'
import { pointAlong, type Route } from './routes'

/** What a mark is: decides its shape and colour. */
export const MARK = {
  /** A message on its way. */
  message: 0,
  /** Opening a connection. */
  handshake: 1,
  /** At the Broker, being served. */
  serving: 2,
  /** The answer: stored. */
  reply: 3,
  /** Refused, reset, or an error code: on its way back. */
  failure: 4,
  /** Fell into a silent host, or held by a frozen one. */
  stuck: 5,
  /** The client has given up on it. */
  abandoned: 6,
  /** Route question and answer. */
  routeQuestion: 7,
  routeAnswer: 8,
  /** A Broker tells a NameServer that it is there, or its channel closes. */
  registration: 9,
  unregistration: 10,
  voteRequest: 11,
  voteYes: 12,
  voteNo: 13,
  /** Raft heartbeats, client heartbeats, probes. */
  pulse: 14,
} as const

export type Mark = (typeof MARK)[keyof typeof MARK]

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

/** What a request is at this moment. */
export function markOf(request: Request): Mark {
  switch (request.phase) {
    case 'connecting':
    case 'connected':
      return MARK.handshake
    case 'refused':
    case 'reset':
      return MARK.failure
    case 'toBroker':
      return request.abandoned ? MARK.abandoned : MARK.message
    case 'atBroker':
      return request.abandoned ? MARK.abandoned : request.toMs === null ? MARK.stuck : MARK.serving
    case 'lost':
      return request.abandoned ? MARK.abandoned : MARK.stuck
    case 'reply':
      return request.abandoned ? MARK.abandoned : isStoredCode(request.code) ? MARK.reply : MARK.failure
  }
}

/** Is it on the way back to the producer? */
const returns = (request: Request): boolean =>
  request.phase === 'connected' || request.phase === 'refused' || request.phase === 'reply' || request.phase === 'reset'

const clampShare = (share: number): number => (share < 0 ? 0 : share > 1 ? 1 : share)

/** How far a request is along the path from producer to Broker, 0 to 1. */
export function shareOf(request: Request, tMs: number): number {
  if (request.phase === 'atBroker' || request.phase === 'lost') return 1
  const span = (request.toMs ?? request.fromMs) - request.fromMs
  const gone = span > 0 ? clampShare((tMs - request.fromMs) / span) : 1
  return returns(request) ? 1 - gone : gone
}

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

/** How each kind of message looks on its way, which may depend on what it says; null is not drawn. */
const PACKET_MARK: { [K in PacketKind]: (content: Packet<K>['content']) => Mark | null } = {
  registration: () => MARK.registration,
  unregistration: () => MARK.unregistration,
  routeRequest: () => MARK.routeQuestion,
  routeAnswer: ({ refused }) => (refused ? MARK.failure : MARK.routeAnswer),
  heartbeat: () => MARK.pulse,
  heartbeatAnswer: () => MARK.pulse,
  probe: () => MARK.pulse,
  probeAnswer: () => MARK.pulse,
  // The Broker's end is marked on its card; requests that a reset cuts off turn red by themselves.
  connectionClosed: () => null,
  raftHeartbeat: () => MARK.pulse,
  raftHeartbeatAnswer: () => MARK.pulse,
  voteRequest: () => MARK.voteRequest,
  voteAnswer: ({ result }) => (result === 'ACCEPT' ? MARK.voteYes : MARK.voteNo),
}

/** A message on the way between its ends, whatever it is. Ways of a producer or a Broker to others are drawn from there. */
function addPacket(out: Marks, layout: StageLayout, { from, to }: Packet, share: number, kind: Mark): void {
  if (from.kind === 'broker' && to.kind === 'broker') {
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
  let waiting = 0
  for (const request of state.requests) if (request) waiting++
  out.inFlight = waiting
  const { size } = layout
  const fans = layout.wide && layout.roomy && state.settings.sendThreadCount > 1
  const crowd = waiting > MAX_SINGLE
  if (crowd) {
    for (const { route, kind, shares, count, waits, producer } of clumpsOf(state, layout, tMs, MAX_SINGLE)) {
      const share = shares / count
      const shown = waits ? 1 - Math.min(0.5, size / Math.max(1, route.length)) : reducedMotion ? stepped(share) : share
      add(out, route, shown, kind, -1, producer, count)
    }
  }
  for (const request of crowd ? [] : state.requests) {
    if (!request) continue
    const route = layout.sendRoute(request.producer, request.group, request.queueId)
    if (!route) continue
    const kind = markOf(request)
    let share = shareOf(request, tMs)
    if (request.phase === 'atBroker' || request.phase === 'lost') {
      const rank = Math.min(STUCK_SHOWN, stuckAt[request.group & 63]++)
      share =
        1 - Math.min(0.5, ((kind === MARK.serving ? 0.9 : 1.1) * size + rank * size * 1.6) / Math.max(1, route.length))
    } else if (reducedMotion) share = stepped(share)
    add(out, route, share, kind, request.message, request.producer)
    // Messages sent at the same moment would hide each other: they fan out on the way.
    if (fans) out.y[out.count - 1] += ((request.serial % 3) - 1) * size * 1.25 * Math.sin(Math.PI * share)
  }
  for (const event of state.eventQueue) {
    if (!isPacket(event) || tMs < event.body.sentAtMs) continue
    const kind = PACKET_MARK[event.kind](event.body.content as never)
    if (kind === null) continue
    const span = event.atMs - event.body.sentAtMs
    const share = span > 0 ? clampShare((tMs - event.body.sentAtMs) / span) : 1
    addPacket(out, layout, event.body, reducedMotion ? stepped(share) : share, kind)
  }
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
