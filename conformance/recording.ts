// The exact shape of the JSON files under conformance/recordings, as types only.
// What the fields mean is said here; how the files come about is said in README.md.

/** Fields that both kinds of recording start with. */
export interface RecordingHeader {
  /** RocketMQ release of the client that was driven, e.g. `4.9.7`. */
  release: string
  /** Seed of every draw. */
  seed: number
  /** Raised when the recorder changes in a way that changes recordings. */
  recorderVersion: number
  /** Java release it ran on. */
  java: string
  /** Length of `sequences` or `scripts`. */
  number: number
}

// ---------------------------------------------------------------------------------------------------------------------
// selector.json: MQFaultStrategy, LatencyFaultToleranceImpl and TopicPublishInfo on a virtual clock

export interface SelectorRecording extends RecordingHeader {
  kind: 'selector'
  /** Virtual time, in ms, at which every sequence starts. Fault items hold absolute virtual times. */
  startMs: number
  sequences: SelectorSequence[]
}

/** Position in `SelectorSequence.brokers`. */
export type BrokerNumber = number
/** -1 stands for "none". */
export type None = -1
export type Flag = 0 | 1

export interface SelectorSequence {
  id: number
  /** Broker names; everything else refers to them by position. */
  brokers: string[]
  /** Routes as a NameServer answers them, in the order of the answer. Route 0 is installed at the start. */
  routes: RouteRow[][]
  sendLatencyFaultEnable: boolean
  /** The tables in force: the release's own, or the user's if `customTables`. Ascending, same length, ms. */
  latencyMax: number[]
  notAvailableDuration: number[]
  customTables: boolean
  /** How many application threads take turns; each has its own queue index. */
  threads: number
  /** The client's queue list after installing route 0. */
  queues: QueueRef[]
  /** A counter started within 10,000 of the largest int, so int overflow may show (it differs by release). */
  overflow: boolean
  steps: SelectorStep[]
}

/** brokerName, readQueueNums, writeQueueNums, perm bits (2 write, 4 read), 1 if the broker has a master. */
export type RouteRow = [BrokerNumber, number, number, number, Flag]
/** brokerName and queueId. */
export type QueueRef = [BrokerNumber, number]
/**
 * Up to 5.1.3: broker, currentLatency, startTimestamp.
 * From 5.1.4 also reachableFlag and checkStamp (the detector does not look before it). Times are absolute virtual ms;
 * from 5.1.4 a startTimestamp or checkStamp that was never set is 0.
 */
export type FaultRow = [BrokerNumber, number, number] | [BrokerNumber, number, number, Flag, number]

/**
 * A draw of the client. `queue`: first value of this thread's queue index, any int (the client makes it positive, then
 * adds one before the first use). `worst`: the same for the index of pickOneAtLeast. `reset`: new value of this
 * thread's queue index, 0 … 2^31-2.
 */
export type Draw = ['queue' | 'worst' | 'reset', number]

/** The last element of a step, present only if it says something. */
export interface After {
  /** In the order in which they were drawn. */
  draws?: Draw[]
  /** Fault items in the order before pickOneAtLeast sorts them: shuffled up to 4.9.3, hash order later. Breaks ties. */
  order?: BrokerNumber[]
  /** This thread's counter of pickOneAtLeast after the step; absent while it was never used. */
  worst?: number
  /** The whole queue list, if this step changed it (also by writing into its elements). */
  queues?: QueueRef[]
  /** The whole fault table in the client's own (hash) order, if this step changed it. */
  faults?: FaultRow[]
  /** Class name, if the client threw; broker and queueId are then -1. */
  threw?: string
}

/** selectOneMessageQueue: thread, lastBrokerName, reset -> broker, queueId, the thread's queue counter afterwards. */
export type SelectFields = ['s', number, BrokerNumber | None, Flag, BrokerNumber | None, number, number]
/** updateFaultItem up to 5.1.3: broker, latency in ms, isolation. */
export type UpdateFields3 = ['u', BrokerNumber, number, Flag]
/** updateFaultItem from 5.1.4: broker, latency in ms, isolation, reachable. */
export type UpdateFields4 = ['u', BrokerNumber, number, Flag, Flag]
/** The virtual clock moves on by so many ms. */
export type AdvanceFields = ['a', number]
/** A changed route: a new publish info, built by the client from routes[n]. The fault table stays. */
export type RouteFields = ['r', number]
/** One detector round (from 5.1.4): brokers that have an address, brokers whose address answers. */
export type DetectFields = ['d', BrokerNumber[], BrokerNumber[]]

export type SelectorStep =
  | SelectFields
  | [...SelectFields, After]
  | UpdateFields3
  | [...UpdateFields3, After]
  | UpdateFields4
  | [...UpdateFields4, After]
  | AdvanceFields
  | [...AdvanceFields, After]
  | RouteFields
  | [...RouteFields, After]
  | DetectFields
  | [...DetectFields, After]

// ---------------------------------------------------------------------------------------------------------------------
// sendloop.json: the real DefaultMQProducer against scripted peers on the loopback address, in real time

export interface SendLoopRecording extends RecordingHeader {
  kind: 'sendloop'
  /** Two recordings of the same moment may lie this far apart, in ms. Everything that is not a time or a latency is exact. */
  toleranceMs: number
  scripts: SendLoopScript[]
}

/** Inputs (what was scripted, what the client drew) and what came of them. All times: ms since the script started. */
export interface SendLoopScript {
  name: string
  brokers: ScriptedBroker[]
  /** A broker goes down, closing its connections by `fin` or `rst`, or comes `up` on its old address. */
  events: [atMs: number, broker: BrokerNumber, what: 'fin' | 'rst' | 'up'][]
  /** If false, the NameServer answers TOPIC_NOT_EXIST. */
  topicExists: boolean
  nameServerUp: boolean
  settings: SendLoopSettings
  /** When DefaultMQProducer#start returned; negative. */
  clientStartedMs: number
  messages: SentMessage[]
  /** When the client looked for overdue answers while the script ran; this is when an ASYNC send times out. */
  sweeps: number[]
  /** When the detector began a round while the script ran. */
  detections: number[]
  /** The client's queue list at the end. Empty if it never had a route. */
  queues: QueueRef[]
  /** How late, at worst, the recording machine woke a thread, brought a request to its broker or an answer to its caller. */
  stallMs: number
}

export interface ScriptedBroker {
  name: string
  writeQueueNums: number
  /** If false, connections are refused until an event brings the broker up. */
  upAtStart: boolean
  /** What it does with its first, second … send request; the last one repeats. Never answers ONEWAY. */
  behaviours: ScriptedBehaviour[]
}

/**
 * `answer`: after so many ms, with response code 0 (SEND_OK), 10 (FLUSH_DISK_TIMEOUT), 11 (SLAVE_NOT_AVAILABLE) or
 * 12 (FLUSH_SLAVE_TIMEOUT). `error`: after so many ms, with an error code. `hang`: no answer, connection stays open.
 * `fin`, `rst`: after so many ms the broker closes this connection, but goes on listening.
 */
export type ScriptedBehaviour =
  | ['answer', number, number]
  | ['error', number, number]
  | ['hang']
  | ['fin', number]
  | ['rst', number]

export interface SendLoopSettings {
  retryTimesWhenSendFailed: number
  retryTimesWhenSendAsyncFailed: number
  retryAnotherBrokerWhenNotStoreOK: boolean
  /** -1 is off; only releases that have the setting have scripts that use it. */
  sendMsgMaxTimeoutPerRequest: number
  addedRetryResponseCodes: number[]
  sendLatencyFaultEnable: boolean
  startDetectorEnable: boolean
  latencyMax: number[]
  notAvailableDuration: number[]
  customTables: boolean
}

export interface SentMessage {
  /** Application thread; each sends its messages one after another. */
  thread: number
  /** Not sent before this time, nor within 25 ms after the thread's earlier message was done. */
  atMs: number
  mode: 'sync' | 'async' | 'oneway'
  timeoutMs: number
  /** When it was really sent. */
  startedMs: number
  /**
   * True if an attempt began when the budget was used up to the millisecond: the client's check lets elapsed = timeout
   * pass, so after a timeout a further attempt with nothing left may or may not be made, depending on fractions of a ms.
   * Its request may reach the broker when the client has already given up, and then count as the next attempt's arrival.
   */
  edge: boolean
  attempts: SendAttempt[]
  /** What the caller got; normally one. `none` if nothing came until the recorder stopped waiting. */
  outcomes: SendOutcome[]
}

/** One choice of a queue for a message. An attempt without arrivals never reached a broker. */
export interface SendAttempt {
  atMs: number
  /** 0, 1 …: application threads. 10, 11 …: the client's own threads, each with its own index, as they first chose. */
  thread: number
  last: BrokerNumber | None
  broker: BrokerNumber | None
  queueId: number
  /** The thread's queue counter afterwards. */
  counter: number
  /** As in the selector recordings. */
  draws?: Draw[]
  order?: BrokerNumber[]
  /**
   * When the broker read the request, and the queueId it asked for: an ASYNC retry keeps that of the first attempt.
   * More than one if the client's network layer sent the request again by itself.
   */
  arrivals: [atMs: number, queueId: number][]
  /** Calls of updateFaultItem for this attempt; made (and recorded) also with the switch off. */
  updates: (
    | [atMs: number, latencyMs: number, isolation: Flag]
    | [atMs: number, latencyMs: number, isolation: Flag, reachable: Flag]
  )[]
}

export interface SendOutcome {
  via: 'return' | 'throw' | 'callback' | 'none'
  atMs: number
  /** With a SendResult. */
  status?: 'SEND_OK' | 'FLUSH_DISK_TIMEOUT' | 'FLUSH_SLAVE_TIMEOUT' | 'SLAVE_NOT_AVAILABLE'
  broker?: BrokerNumber
  queueId?: number
  /** With an exception: simple class names. */
  exception?: string
  cause?: string
  /** Of MQClientException and MQBrokerException; -1 if it has none. */
  responseCode?: number
  /** First line, with broker names in place of addresses. Contains measured times. */
  message?: string
}

// ---------------------------------------------------------------------------------------------------------------------
// nameserver.json: a NameServer's RouteInfoManager on a virtual clock

export interface NameServerRecording extends RecordingHeader {
  kind: 'nameserver'
  /** Virtual time, in ms, at which every sequence starts. */
  startMs: number
  sequences: NameServerSequence[]
}

export interface NameServerSequence {
  id: number
  /** Nodes in each Broker group. */
  nodes: number
  /** Both supportActingMaster of the NameServer and enableSlaveActingMaster of the Brokers; only in 5.x. */
  actingMaster: boolean
  /** Queues of the Topic at the start, for reading and for writing, by Broker group: broker-a, broker-b, ... */
  queues: number[]
  steps: NameServerStep[]
}

/** readQueueNums and writeQueueNums are always equal here; the last member is the node behind each brokerId. */
export type NameServerRow = [group: number, read: number, write: number, perm: number, nodes: Record<string, number>]

/** What happens, and after it what the NameServer answers about the Topic, if that changed; no rows are code 17. */
export type NameServerStep =
  | ['register', group: number, node: number, brokerId: number, after?: NameServerRow[]]
  /** The connection of a node is closed from its side. */
  | ['close', group: number, node: number, after?: NameServerRow[]]
  /** A node signs off, under the brokerId with which it registered last. */
  | ['unregister', group: number, node: number, after?: NameServerRow[]]
  | ['advance', ms: number, after?: NameServerRow[]]
  | ['scan', after?: NameServerRow[]]
  /** The Topic of a group gets another number of queues; nobody is told before a node registers. */
  | ['topic', group: number, queues: number, after?: NameServerRow[]]
  | ['wipe', group: number, after?: NameServerRow[]]
  | ['addPerm', group: number, after?: NameServerRow[]]

/** recordings/<release>/consumer.json: the push consumer's own rules with random inputs, the same for every release. */
export interface ConsumerRecording {
  kind: 'consumer'
  release: string
  seed: number
  rows: ConsumerRow[]
}

export type ConsumerRow =
  /** Queues of the Topic "T" on broker-a, broker-b, ...; `members` are sorted. Shares by member: positions in the sorted list. */
  | {
      row: 'allocation'
      id: number
      queues: number[]
      members: string[]
      AVERAGELY: number[][]
      AVERAGELY_BY_CIRCLE: number[][]
      CONSISTENT_HASH: number[][]
    }
  | { row: 'processQueue'; id: number; steps: ProcessQueueStep[] }
  | { row: 'offsets'; id: number; steps: OffsetStep[] }

/** After it: messages in the queue, bytes of their bodies, span of their offsets. */
type QueueState = [messages: number, bytes: number, span: number]

export type ProcessQueueStep =
  /** Messages one after another, from an offset on, with so many bytes of body each. */
  | ['put', from: number, bodyBytes: number[], state: QueueState]
  /** `committable` is what removeMessage returned. */
  | ['remove', offsets: number[], committable: number, state: QueueState]

/** `table` by queueId: the offset, or -1. */
export type OffsetStep =
  | ['update', queueId: number, offset: number, increaseOnly: boolean, table: number[]]
  | ['remove', queueId: number, table: number[]]
