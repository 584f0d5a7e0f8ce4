// What a thing under way looks like, and where on its way it is. One table for every type of packet.

import {
  type ClusterState,
  eachPacket,
  eachServedRequest,
  isAbandoned,
  isStoredCode,
  type Packet,
  type PacketKind,
  requestOf,
  type SendRequest,
} from '../rocketmq'

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
  /** A Broker registers with a NameServer, or its channel closes. */
  registration: 9,
  unregistration: 10,
  voteRequest: 11,
  voteYes: 12,
  voteNo: 13,
  /** Raft heartbeats, client heartbeats, probes. */
  pulse: 14,
} as const

export type Mark = (typeof MARK)[keyof typeof MARK]

/** How each type of packet looks on its way, which may depend on what it says; null is not drawn. */
const PACKET_MARK: { [K in PacketKind]: (content: Packet<K>['content'], abandoned: boolean) => Mark | null } = {
  connect: () => MARK.handshake,
  connectAnswer: ({ accepted }) => (accepted ? MARK.handshake : MARK.failure),
  sendRequest: (_, abandoned) => (abandoned ? MARK.abandoned : MARK.message),
  sendResponse: ({ code }, abandoned) => (abandoned ? MARK.abandoned : isStoredCode(code) ? MARK.reply : MARK.failure),
  reset: () => MARK.failure,
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
  // The Controller is not on the stage.
  roleChanged: () => null,
  // Copies are shown in the opened Broker.
  haConnect: () => null,
  haConnected: () => null,
  haReport: () => null,
  haFrame: () => null,
  haClosed: () => null,
  dledgerPush: () => null,
  dledgerPushAnswer: () => null,
  consumerRouteRequest: () => MARK.routeQuestion,
  consumerRouteAnswer: ({ refused }) => (refused ? MARK.failure : MARK.routeAnswer),
  consumerRequest: ({ body }) => (body.code === 'CONSUMER_SEND_MSG_BACK' ? MARK.abandoned : MARK.pulse),
  consumerResponse: ({ body }) => (body.code === 'failed' || body.code === 'error' ? MARK.failure : MARK.pulse),
  pullRequest: () => MARK.pulse,
  pullResponse: ({ code }) =>
    code === 'FOUND' ? MARK.reply : code === 'error' || code === 'failed' ? MARK.failure : MARK.pulse,
  membersChanged: () => MARK.registration,
  consumerClosed: () => MARK.unregistration,
  brokerClosed: () => null,
}

/** @param abandoned - is its client no longer waiting for what it is about? */
export const markOf = ({ kind, content, lost }: Packet, abandoned: boolean): Mark | null =>
  lost ? MARK.stuck : PACKET_MARK[kind](content as never, abandoned)

/** How far a packet is on the way it was sent, 0 to 1; a lost one lies at its end. */
export function shareOf({ sentAtMs, atMs, lost }: Packet, tMs: number): number {
  const span = atMs - sentAtMs
  if (lost || span <= 0) return 1
  const share = (tMs - sentAtMs) / span
  return share < 0 ? 0 : share > 1 ? 1 : share
}

/** A request to send, wherever it is. */
export type VisitRequest = (
  request: SendRequest,
  mark: Mark,
  /** Along the way from its producer to the Broker. */
  share: number,
  /** Since when it is on this way, or at the Broker. */
  sinceMs: number,
  /** It does not move: at the Broker, or lost. */
  waits: boolean,
) => void

/** Gives every request to send that is on its way, at a Broker or lost. */
export function eachRequest(state: ClusterState, tMs: number, visit: VisitRequest): void {
  eachPacket(state, (packet) => {
    const request = requestOf(packet)
    const mark = request && markOf(packet, isAbandoned(state, request))
    if (!request || mark === null) return
    if (packet.lost) return visit(request, mark, 1, packet.atMs, true)
    // A recording knows the answer while its question is still on the way.
    if (tMs < packet.sentAtMs) return
    const share = shareOf(packet, tMs)
    visit(request, mark, packet.to.kind === 'producer' ? 1 - share : share, packet.sentAtMs, false)
  })
  eachServedRequest(state, ({ packet, sinceMs }, isWorkedOn) => {
    const { request } = packet.content
    const mark = isAbandoned(state, request) ? MARK.abandoned : isWorkedOn ? MARK.serving : MARK.stuck
    visit(request, mark, 1, sinceMs, true)
  })
}
