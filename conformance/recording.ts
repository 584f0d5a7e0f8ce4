// The exact shape of the JSON files under conformance/recordings, as types only.
// What the fields mean is said here; how the files come about is said in README.md.

/** Fields that both kinds of recording start with. */
export interface RecordingHeader {
  /** RocketMQ release of the client that was driven, e.g. `4.9.7`. */
  release: string;
  /** Seed of every draw. */
  seed: number;
  /** Raised when the recorder changes in a way that changes recordings. */
  recorderVersion: number;
  /** Java release it ran on. */
  java: string;
  /** Length of `sequences` or `scripts`. */
  number: number;
}

// ---------------------------------------------------------------------------------------------------------------------
// selector.json: MQFaultStrategy, LatencyFaultToleranceImpl and TopicPublishInfo on a virtual clock

export interface SelectorRecording extends RecordingHeader {
  kind: 'selector';
  /** Virtual time, in ms, at which every sequence starts. Fault items hold absolute virtual times. */
  startMs: number;
  sequences: SelectorSequence[];
}

/** Position in `SelectorSequence.brokers`. */
export type BrokerNumber = number;
/** -1 stands for "none". */
export type None = -1;
export type Flag = 0 | 1;

export interface SelectorSequence {
  id: number;
  /** Broker names; everything else refers to them by position. */
  brokers: string[];
  /** Routes as a NameServer answers them, in the order of the answer. Route 0 is installed at the start. */
  routes: RouteRow[][];
  sendLatencyFaultEnable: boolean;
  /** The tables in force: the release's own, or the user's if `customTables`. Ascending, same length, ms. */
  latencyMax: number[];
  notAvailableDuration: number[];
  customTables: boolean;
  /** How many application threads take turns; each has its own queue index. */
  threads: number;
  /** The client's queue list after installing route 0. */
  queues: QueueRef[];
  /** A counter started within 10,000 of the largest int, so int overflow may show (it differs by release). */
  overflow: boolean;
  steps: SelectorStep[];
}

/** brokerName, readQueueNums, writeQueueNums, perm bits (2 write, 4 read), 1 if the broker has a master. */
export type RouteRow = [BrokerNumber, number, number, number, Flag];
/** brokerName and queueId. */
export type QueueRef = [BrokerNumber, number];
/**
 * Up to 5.1.3: broker, currentLatency, startTimestamp.
 * From 5.1.4 also reachableFlag and checkStamp (the detector does not look before it). Times are absolute virtual ms;
 * from 5.1.4 a startTimestamp or checkStamp that was never set is 0.
 */
export type FaultRow =
  | [BrokerNumber, number, number]
  | [BrokerNumber, number, number, Flag, number];

/**
 * A draw of the client. `queue`: first value of this thread's queue index, any int (the client makes it positive, then
 * adds one before the first use). `worst`: the same for the index of pickOneAtLeast. `reset`: new value of this
 * thread's queue index, 0 … 2^31-2.
 */
export type Draw = ['queue' | 'worst' | 'reset', number];

/** The last element of a step, present only if it says something. */
export interface After {
  /** In the order in which they were drawn. */
  draws?: Draw[];
  /** Fault items in the order before pickOneAtLeast sorts them: shuffled up to 4.9.3, hash order later. Breaks ties. */
  order?: BrokerNumber[];
  /** This thread's counter of pickOneAtLeast after the step; absent while it was never used. */
  worst?: number;
  /** The whole queue list, if this step changed it (also by writing into its elements). */
  queues?: QueueRef[];
  /** The whole fault table in the client's own (hash) order, if this step changed it. */
  faults?: FaultRow[];
  /** Class name, if the client threw; broker and queueId are then -1. */
  threw?: string;
}

/** selectOneMessageQueue: thread, lastBrokerName, reset -> broker, queueId, the thread's queue counter afterwards. */
export type SelectFields = ['s', number, BrokerNumber | None, Flag, BrokerNumber | None, number, number];
/** updateFaultItem up to 5.1.3: broker, latency in ms, isolation. */
export type UpdateFields3 = ['u', BrokerNumber, number, Flag];
/** updateFaultItem from 5.1.4: broker, latency in ms, isolation, reachable. */
export type UpdateFields4 = ['u', BrokerNumber, number, Flag, Flag];
/** The virtual clock moves on by so many ms. */
export type AdvanceFields = ['a', number];
/** A changed route: a new publish info, built by the client from routes[n]. The fault table stays. */
export type RouteFields = ['r', number];
/** One detector round (from 5.1.4): brokers that have an address, brokers whose address answers. */
export type DetectFields = ['d', BrokerNumber[], BrokerNumber[]];

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
  | [...DetectFields, After];
