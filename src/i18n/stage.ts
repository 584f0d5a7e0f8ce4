// Words on the stage. Many places are small, so a text comes in several wordings, longest first: the stage takes the first
// that fits. RocketMQ's own names stay as they are in the code.

import type { GroupStanding } from '../projections/groupStatus'

export interface StageMessages {
  stage: string
  wheelHead: string
  switchLabel: readonly string[]
  // What a group is
  actual_ok: readonly string[]
  actual_slow: readonly string[]
  actual_overloaded: readonly string[]
  actual_diskFull: readonly string[]
  actual_diskStalled: readonly string[]
  actual_frozen: readonly string[]
  actual_electing: readonly string[]
  actual_noMaster: readonly string[]
  actual_starting: readonly string[]
  actual_stopping: readonly string[]
  actual_down: readonly string[]
  actual_removed: readonly string[]
  // What the NameServers say of it
  listed_ok: readonly string[]
  listed_readOnly: readonly string[]
  listed_noMaster: readonly string[]
  listed_acting: readonly string[]
  listed_unknown: readonly string[]
  listed_mixed: readonly string[]
  listed_silent: readonly string[]
  // What a producer makes of it
  believed_ok: readonly string[]
  believed_unreachable: readonly string[]
  believed_overwritten: readonly string[]
  believed_absent: readonly string[]
  believed_noMaster: readonly string[]
  believed_noRoute: readonly string[]
  believed_down: readonly string[]
  staleMaster: readonly string[]
  // Who says it
  whoActual: readonly string[]
  whoListed: readonly string[]
  /** On a small card, where no NameServer runs. */
  listedNowhere: readonly string[]
  whoBelieved: readonly string[]
  // Nodes
  roleMaster: readonly string[]
  roleSlave: readonly string[]
  node_killed: readonly string[]
  node_poweredOff: readonly string[]
  node_frozen: readonly string[]
  node_stopping: readonly string[]
  node_stopped: readonly string[]
  node_starting: readonly string[]
  node_elected: readonly string[]
  node_master: readonly string[]
  node_acting: readonly string[]
  node_inSync: readonly string[]
  node_outOfSync: readonly string[]
  node_slave: readonly string[]
  noTopic: readonly string[]
  star: readonly string[]
  linkCut: readonly string[]
  nameServerCut: readonly string[]
  storedAnyway: readonly string[]
  thrown: readonly string[]
  noRetryYet: readonly string[]
  invitation: readonly string[]
  nameServerAll(groups: number): readonly string[]
  nameServerNoMaster(broker: string, short: string, rest: number): readonly string[]
  nameServerMissing(broker: string, short: string, rest: number): readonly string[]
  avoided(seconds: string): readonly string[]
  slowBy(ms: number): readonly string[]
  answering(code: number): readonly string[]
  nameServerReadOnly(broker: string, short: string): readonly string[]
  linkLossy(percent: number): readonly string[]
  storedBut(broker: string, message: string): readonly string[]
  storedWith(message: string, status: string): readonly string[]
  sendingMode(title: string, mode: string): readonly string[]
  candidate(votes: number, needed: number): readonly string[]
  voted(node: number): readonly string[]
  term(term: number): readonly string[]
  threads(count: number): readonly string[]
  modulo(n: number, position: number): readonly string[]
  /** How many sends a dot stands for: the longest first. */
  perDot(sends: string): readonly string[]
  producerFooter(stored: string, failed: string, seconds: number): readonly string[]
  /** The client's pool: so many of its threads connect to a Broker (null: to several, or ask for the route), so many calls wait. */
  pool(busy: number, threads: number, broker: string | null, waiting: string): readonly string[]
  /** What the star behind a queue means, before the footer that stands there anyway. */
  starLegend(footer: string): readonly string[]
  /** The note floats between the cards: it names the Broker itself. */
  failedHere(broker: string, message: string, cause: string): readonly string[]
  retriedAt(next: string): readonly string[]
  failedAt(broker: string, cause: string, next: string | null): readonly string[]
  /** What a Broker group is, in one expression: on its card, in its lane on the timeline, in menus. */
  groupStatus(facts: Pick<GroupStanding, 'status' | 'slowMs' | 'code'>): readonly string[]
}
