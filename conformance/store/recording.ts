// The exact shape of the JSON files under conformance/store/recordings. How they come about is said in README.md.
// Every time is in ms, `at` since the first step; every position is a byte of the CommitLog.

import * as v from 'valibot'

const ms = v.pipe(v.number(), v.integer())
const bytes = v.pipe(v.number(), v.integer(), v.minValue(0))
const yes = v.strictObject({ yes: v.boolean() })
const setting = v.union([v.string(), v.number(), v.boolean()])
/** Name of a node in `nodes`. */
const node = v.string()
const file = v.string()

/** What a store tells of itself. */
const sawLook = v.strictObject({
  min: bytes,
  end: bytes,
  /** What has left the buffers of the transientStorePool; without one, nothing is said by it. */
  committed: bytes,
  flushed: bytes,
  /** Of each queue: its least offset, the one its next message gets, and how far its ConsumeQueue is on disk, in bytes. */
  queues: v.array(v.tuple([bytes, bytes, bytes])),
  /** HA connections of a Master, and the highest position that any Slave has acknowledged. */
  slaves: v.number(),
  push2Slave: v.number(),
  /** Each ConsumeQueue entry and the id of the message it leads to. Absent where there would be too many. */
  held: v.optional(v.array(v.tuple([v.number(), bytes, bytes, v.nullable(v.string())]))),
})

/** `PutMessageStatus` by its name in this release; positions where the message was appended. `ms`: until the put was done. */
const sawPut = v.strictObject({
  ms,
  status: v.string(),
  physical: v.optional(bytes),
  bytes: v.optional(bytes),
  queueOffset: v.optional(bytes),
})

const rules = v.variant('rule', [
  /** MappedFile#flush and #commit: `done` and `written` are positions in one file. */
  v.strictObject({ rule: v.literal('flushes'), done: bytes, written: bytes, leastPages: v.number(), fileSize: bytes }),
  v.strictObject({ rule: v.literal('commits'), done: bytes, written: bytes, leastPages: v.number(), fileSize: bytes }),
  /** DefaultMessageStore#isOSPageCacheBusy when the append lock is held for `heldMs`. */
  v.strictObject({ rule: v.literal('busy'), heldMs: ms }),
  /** HAService#isSlaveOK. */
  v.strictObject({ rule: v.literal('slaveOk'), masterEnd: bytes, push2Slave: bytes, connections: v.number() }),
])

const at = { at: ms, node }
const steps = v.variant('act', [
  v.strictObject({ act: v.literal('start'), ...at, saw: v.strictObject({ ms }) }),
  /** A clean stop; kill -9; SIGSTOP and SIGCONT. */
  v.strictObject({ act: v.picklist(['stop', 'kill', 'freeze', 'resume']), ...at }),
  /** kill -9, and then whatever lies behind `flushed` and `queues` is made zero, as if it had never left the page cache. */
  v.strictObject({
    ...{ act: v.literal('powerCut'), ...at, flushed: bytes, queues: v.array(bytes) },
    /** `flushed` is not what the store said, but what the recorder wanted to be left. */
    chosen: v.optional(v.literal(true)),
  }),
  /** One byte of the log of a node that does not run is turned round. */
  v.strictObject({ act: v.literal('damage'), ...at, byte: bytes }),
  /** A Slave gets its Master's address. */
  v.strictObject({ act: v.literal('follow'), ...at, master: node }),
  v.strictObject({
    ...{ act: v.literal('put'), ...at, id: v.string(), queue: v.number(), body: bytes },
    /** Not waited for before the next step. */
    async: v.optional(v.literal(true)),
    saw: sawPut,
  }),
  /** So many messages one after another, spread over the first queues in turn; ids are counted on. */
  v.strictObject({
    ...{ act: v.literal('fill'), ...at, id: v.string(), number: v.number(), queues: v.number(), body: bytes },
  }),
  v.strictObject({ act: v.literal('look'), ...at, saw: sawLook }),
  /** Files below the store's folder: names of the CommitLog's, whether `abort` is there. */
  v.strictObject({
    act: v.literal('disk'),
    ...at,
    saw: v.strictObject({ abort: v.boolean(), commitLog: v.array(file) }),
  }),
  /** Entry `entry` of a ConsumeQueue, read from its file. */
  v.strictObject({
    ...{ act: v.literal('entry'), ...at, queue: v.number(), entry: bytes },
    saw: v.strictObject({ file, position: bytes, physical: bytes, size: bytes, tagHash: v.number() }),
  }),
  v.strictObject({ act: v.literal('watch'), ...at, queue: v.number() }),
  /** Since then, each change of [at, end, committed, flushed, max offset of the queue], looked at about three times a ms. */
  v.strictObject({
    ...{ act: v.literal('watched'), ...at, queue: v.number() },
    saw: v.strictObject({ rows: v.array(v.tuple([ms, bytes, bytes, bytes, bytes])) }),
  }),
  v.strictObject({
    ...{ act: v.literal('pull'), ...at, queue: v.number(), offset: bytes, max: v.number() },
    saw: v.strictObject({
      ...{ status: v.string(), messages: v.number(), bytes, nextOffset: bytes, suggestSlave: v.boolean() },
    }),
  }),
  v.strictObject({ act: v.literal('ask'), ...at, asked: rules, saw: yes }),
  /** Files of the CommitLog, oldest first, are made so many hours old. */
  v.strictObject({ act: v.literal('age'), ...at, files: v.number(), hours: v.number() }),
  /** One round of CleanCommitLogService at once; `yes`: the store still takes messages. `diskUsed`: the input, 0 to 1. */
  v.strictObject({ act: v.literal('clean'), ...at, diskUsed: v.number(), saw: yes }),
])

const storeRecording = v.strictObject({
  kind: v.literal('store'),
  experiment: v.string(),
  release: v.string(),
  recorderVersion: v.literal(1),
  java: v.string(),
  about: v.string(),
  topic: v.string(),
  /** Settings of MessageStoreConfig that are not the release's own defaults, by node. */
  nodes: v.record(node, v.record(v.string(), setting)),
  /** JVM properties of all nodes. */
  system: v.optional(v.record(v.string(), setting)),
  /** How late, at worst, the recording machine woke a thread. */
  stallMs: ms,
  steps: v.array(steps),
})

export type StoreRecording = v.InferOutput<typeof storeRecording>
export type StoreStep = v.InferOutput<typeof steps>
export type StoreLook = v.InferOutput<typeof sawLook>
export type StorePut = v.InferOutput<typeof sawPut>
export type StoreRule = v.InferOutput<typeof rules>

/** @throws ValiError when the text is not such a recording */
export const readStoreRecording = (text: string): StoreRecording => v.parse(storeRecording, JSON.parse(text))
