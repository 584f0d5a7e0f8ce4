// What a Broker node stores: its CommitLog as parts of what Masters have appended, positions in it, and the requests inside.
// Offsets are bytes from the beginning of a CommitLog; "the end" is the first byte behind it.

import type { ServedRequest } from '../events'

/** Messages in the order of the CommitLog, as columns of the same length. A full chunk is never changed. */
export interface RecordChunk {
  message: number[]
  queueId: number[]
  queueOffset: number[]
  /** Where the first of its messages begins. */
  startOffset: number[]
  /** Bytes of one message. */
  size: number[]
  /** How many messages one after another: more than one where a packet stands for several sends. */
  count: number[]
  storedAtMs: number[]
  /** How often each had been sent back by a consumer: 0 of a message that a producer sent. RocketMQ: reconsumeTimes */
  times: number[]
}

/** Records of a full chunk. */
export const CHUNK_RECORDS = 128

/**
 * What one node has appended during one time as Master: two nodes have the same bytes wherever they have the same one of
 * these. RocketMQ: EpochEntry; DLedger's term
 */
export interface EpochLog {
  /** nodeIndex of the Master that appended. */
  node: number
  /** Term of the DLedger Leader, masterEpoch under a Controller, else 0. */
  term: number
  startOffset: number
  endOffset: number
  chunks: RecordChunk[]
}

/** A node has the bytes of an EpochLog up to an offset; they begin where its part before ends. */
export interface EpochPart {
  /** Position in BrokerGroup.epochLogs. */
  epoch: number
  endOffset: number
}

/** Records of an EpochLog that begin in [from, to). */
export interface RecordRange {
  epoch: number
  from: number
  to: number
}

/** A stored message whose answer waits; it is replaced, never changed. RocketMQ: GroupCommitRequest */
export interface PendingPut {
  readonly served: ServedRequest
  /** Epoch of the Broker process. */
  readonly processEpoch: number
  /** Where it lies: in which of BrokerGroup.epochLogs, and in the CommitLog. */
  readonly epoch: number
  readonly startOffset: number
  readonly endOffset: number
  /** null while it waits: the code that the disk, or the copies, have given. */
  readonly flushCode: number | null
  readonly replicaCode: number | null
  readonly flushDeadlineMs: number
  readonly replicaDeadlineMs: number
}

/** What a loop that flushes or commits goes by, ms: it looks again an interval after it has looked, or when a put wakes it. */
export interface LoopClock {
  lookedMs: number
  /** When it was thorough last, or (of flushing) decided to be. RocketMQ: lastFlushTimestamp, lastCommitTimestamp */
  thoroughMs: number
  /** It has decided to leave nothing behind in its next pass. */
  isThorough: boolean
}

/** The `checkpoint` file, as the last writing of it left it: store times of messages, ms; 0 before there are any. RocketMQ: StoreCheckpoint */
export interface StoreCheckpoint {
  physicMsgTimestamp: number
  logicsMsgTimestamp: number
}

/** How far the connection of a Slave to its Master is. */
export type HaState = 'OFF' | 'DIAL' | 'SILENT' | 'STREAM'

/** A Slave's end of its connection to the Master. RocketMQ: HAClient, AutoSwitchHAClient */
export interface HaClient {
  state: HaState
  sinceMs: number
  /** nodeIndex of the Master it has dialled last. */
  master: number
  /** Counts its connections. */
  serial: number
  /** Epoch of the Master's process at the other end. */
  masterEpoch: number
  /** It waits for its connection to be accepted. */
  dialling: boolean
  /** When it dials, or gives up dialling, or reports for the first time. */
  nextMs: number
  lastReadMs: number
  lastWriteMs: number
  /** Number of the frame that it reads next; frames that have come and are not read, by number. */
  nextFrame: number
  unread: HaFrame[]
  timerMs: number | null
}

/** What a Master sends at once: bytes of its CommitLog, or none. `parts` are those of the Master behind fromOffset. */
export interface HaFrame {
  frame: number
  fromOffset: number
  parts: readonly EpochPart[]
  confirmOffset: number
}

/** A Slave as its Master knows it. RocketMQ: HAConnection; DLedger's EntryDispatcher and peer watermark */
export interface SlaveProgress {
  /** nodeIndex of the Slave. */
  node: number
  /** Epoch of its process, and which of its connections this is. */
  slaveEpoch: number
  serial: number
  /** False until its first report; of DLedger until the two logs are known to be equal up to sentOffset. */
  streaming: boolean
  /** Offset up to which it has said that it has everything. */
  ackOffset: number
  /** Offset up to which everything has been sent. */
  sentOffset: number
  framesSent: number
  /** When it was last known to have everything. RocketMQ: lastCaughtUpTimestamp */
  caughtUpAtMs: number
  /** Time and end of the Master's log at the newest transfer. */
  transferAtMs: number
  transferEnd: number
  lastReadMs: number
  lastWriteMs: number
  /** Until then the wire is taken by what has been sent. */
  busyUntilMs: number
  /** When the sender last looked and waited: it looks each 100 ms from then. DLedger: it rests until then. */
  restMs: number
  /** What it has reported while the Master was paused, or null. */
  unreadReport: number | null
  /** DLedger: committed position that it has been given. */
  committedSent: number
  timerMs: number | null
}

/** The store of one Broker node, and the requests that its process works on. RocketMQ: DefaultMessageStore */
export interface NodeStore {
  /** Its CommitLog, from `minOffset` on. */
  parts: EpochPart[]
  minOffset: number
  /** End of what is appended, in memory or page cache. RocketMQ: getMaxPhyOffset */
  maxOffset: number
  /** End of what is in the page cache; below maxOffset only with transientStorePoolEnable. */
  committedOffset: number
  /** Up to where the process has flushed, as it knows. RocketMQ: MappedFileQueue.flushedWhere */
  flushedOffset: number
  /**
   * End of what a power cut would leave: below flushedOffset after the start of a process that takes for flushed whatever it has
   * read, up to its next flush. RocketMQ: CommitLog#recoverNormally, #recoverAbnormally set flushedWhere
   */
  diskOffset: number
  /** End of what has reached the ConsumeQueues. RocketMQ: reputFromOffset */
  reputOffset: number
  /** End of what enough copies have: of DLedger the committed position. RocketMQ: confirmOffset */
  confirmOffset: number
  /** Next queueOffset of each queue, by queueId. */
  queueOffsets: number[]
  /** The `abort` file: made at a start, removed by a clean stop. */
  abortFile: boolean
  checkpoint: StoreCheckpoint
  /** From where the last start read its CommitLog again; null before there was one. */
  recoveredFrom: number | null
  /** A byte that the next start will not be able to read; null: all is well. */
  damagedAt: number | null
  /** What lies behind the end of the CommitLog since a start gave it up: a later one reads it again if it gets there. */
  leftBehind: { fromOffset: number; parts: EpochPart[] } | null
  /** Too little room on its disk: nothing is stored. RocketMQ: RunningFlags, DISK_FULL_BIT */
  diskFull: boolean
  /** When its loops began. */
  startedAtMs: number
  flushLoop: LoopClock
  /** Of the loop that commits, with transientStorePoolEnable. RocketMQ: CommitRealTimeService */
  commitLoop: LoopClock
  /** A flush that the disk is working on. */
  flushing: { toOffset: number; endsAtMs: number | null } | null

  /** Requests in the send queue, in order. RocketMQ: sendThreadPoolQueue */
  sendQueue: ServedRequest[]
  /** Requests that threads work on, before the lock. */
  begun: number
  /** ns of virtual time at which the append lock is free again for the next message. */
  freeAtNs: number
  /** Since when an append has held the lock without getting on, or null. RocketMQ: beginTimeInLock */
  lockedSinceMs: number | null
  /** Requests that a thread has begun, waiting for the lock. */
  lockWaiters: ServedRequest[]
  /** In the order of the CommitLog. */
  puts: PendingPut[]
  /** All in `puts` wait for the same, and none of them longer than the next: its first ones are done first. */
  putsInOrder: boolean

  /** Times of timers that are set, or null. */
  queueTimerMs: number | null
  fastFailureMs: number | null
  flushTimerMs: number | null
  commitTimerMs: number | null
  reputTimerMs: number | null
  putTimerMs: number | null

  /** Of a Slave: its connection to the Master. */
  ha: HaClient
  /** Of a Master: its Slaves. */
  slaves: SlaveProgress[]
  /** Of a Master under a Controller: when it looks next who keeps up, or null. */
  checkTimerMs: number | null
}
