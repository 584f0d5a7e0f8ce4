// Recordings of a group of real Brokers under DLedger or a Controller, seen by one client. Every time is in ms, `at` since the client started.

import * as v from 'valibot'

const ms = v.pipe(v.number(), v.integer())
const whole = v.pipe(v.number(), v.integer())

/** One call of `send` without retries: a SendResult, or an exception with the response code (-1: it has none). */
const sawSend = v.strictObject({
  ms,
  status: v.optional(v.string()),
  queue: v.optional(whole),
  queueOffset: v.optional(whole),
  /** Where the message is in the CommitLog, as the client was told. */
  physical: v.optional(whole),
  exception: v.optional(v.string()),
  code: v.optional(whole),
  message: v.optional(v.string()),
})

const steps = v.variant('act', [
  v.strictObject({ act: v.literal('send'), at: ms, id: v.string(), saw: sawSend }),
  /** The node that the NameServer names as Master. */
  v.strictObject({ act: v.literal('leader'), at: ms, node: v.string() }),
  /** kill -9, and the process's start; SIGSTOP and SIGCONT. */
  v.strictObject({ act: v.picklist(['kill', 'start', 'freeze', 'resume']), at: ms, node: v.string() }),
  /** The SyncStateSet has changed, as the Controller says, asked every 50. */
  v.strictObject({ act: v.literal('set'), at: ms, nodes: v.array(v.string()) }),
  /** What consumers can read: queueId, queue offset, physical offset, id. */
  v.strictObject({
    ...{ act: v.literal('list'), at: ms },
    saw: v.strictObject({ held: v.array(v.tuple([whole, whole, whole, v.string()])) }),
  }),
])

const groupRecording = v.strictObject({
  kind: v.literal('group'),
  experiment: v.string(),
  release: v.string(),
  recorderVersion: v.literal(1),
  java: v.string(),
  about: v.string(),
  elects: v.picklist(['dledger', 'controller']),
  nodes: v.number(),
  queues: v.number(),
  /** Settings of the client; it asks for its route every 30,000. */
  timeoutMs: ms,
  steps: v.array(steps),
})

export type GroupRecording = v.InferOutput<typeof groupRecording>
export type GroupStep = v.InferOutput<typeof steps>
export type GroupSend = v.InferOutput<typeof sawSend>

/** @throws ValiError when the text is not such a recording */
export const readGroupRecording = (text: string): GroupRecording => v.parse(groupRecording, JSON.parse(text))
