// What a choice of a queue reads, moves and leaves behind: the shapes. RocketMQ: MQFaultStrategy#selectOneMessageQueue

import type { ClientRules } from '../releases'
import type { FaultItem, MessageQueue, Producer, ThreadSelector, TopicPublishInfo } from '../state'

/** Why a queue that was looked at was taken or passed over. */
export type QueueVerdict = 'chosen' | 'avoided' | 'unreachable' | 'sameBroker' | 'notSameBroker'

/** One queue the selector looked at. */
export interface Candidate {
  /** Value of the index behind this look; the position is index mod list length. */
  index: number
  position: number
  group: number
  queueId: number
  verdict: QueueVerdict
  /** ms until the Broker is available again; 0 if it is. */
  availableInMs: number
}

/** What a pass asks of a queue. */
export type PassRule =
  | 'plainFirst'
  | 'plainNotLast'
  | 'available'
  | 'availableNotLast'
  | 'availableAndSame'
  | 'reachableNotLast'
  | 'fallback'
  | 'plain'
  /** A MessageQueueSelector: the hash of the message's key, over the whole list. */
  | 'byHash'
  /** Of a recording: which queue was chosen is known, and not what was looked at before. */
  | 'recorded'

export interface SelectionPass {
  /** RocketMQ's own method for this pass. */
  method: string
  rule: PassRule
  candidates: Candidate[]
  /** In a fallback: the Broker group pickOneAtLeast named, or null. A fallback without candidates led nowhere. */
  picked: number | null
}

/** All that one selection looked at, in order, and what it looked at it in. */
export interface SelectionTrace {
  passes: SelectionPass[]
  listLength: number
  sendLatencyFaultEnable: boolean
  /** The list as it was before the choice: a fallback may have overwritten an entry since. */
  messageQueueList: MessageQueue[]
  /** The fault table as it was, by Broker group index. */
  faultItems: (FaultItem | null)[]
  lastGroup: number | null
  /** Value the index was reset to before the choice (from 5.1.4, on retries), or null. */
  resetTo: number | null
}

export const createSelectionTrace = (): SelectionTrace => ({
  passes: [],
  listLength: 0,
  sendLatencyFaultEnable: false,
  messageQueueList: [],
  faultItems: [],
  lastGroup: null,
  resetTo: null,
})

/** What the real client draws at random; a recording plays its draws back through this. */
export interface SelectionRandom {
  /** What a new sendWhichQueue begins with; a step adds one before it is used. */
  startOfQueueIndex(): number
  /** The same for whichItemWorst. */
  startOfWorstIndex(): number
  /** What TopicPublishInfo#resetIndex jumps to. */
  reset(): number
  /** Order of the fault items before pickOneAtLeast sorts them, where the release shuffles. */
  shuffle(groups: number[]): number[]
}

/** What a selection reads and moves. */
export interface SelectionContext {
  producer: Producer
  thread: ThreadSelector
  threadIndex: number
  publishInfo: TopicPublishInfo
  brokerNames: readonly string[]
  nowMs: number
  rules: ClientRules
  sendLatencyFaultEnable: boolean
  random: SelectionRandom
  /** A fallback has overwritten a list entry. */
  onRewrite: (position: number, queue: MessageQueue) => void
  /** The fallback has dropped the fault item of a Broker it could not use. */
  onForget?: (group: number) => void
}

export interface Selection {
  group: number
  queueId: number
  /** Value of the index behind the choice. */
  index: number
}
