// What was seen of a real cluster, as plain data: one producer's view of one phase of an experiment. Nothing here is
// simulated; recordedRun.ts turns it into a run.

import { frozen } from '../sim/frozen'
import type { RunInput } from './scenario'
import type { AttemptFailure, SendException } from './state'

/** How the machine was while it recorded: that decides how far its milliseconds can be trusted. */
export const RECORDING_CONDITIONS = frozen(['quiet', 'loaded'])

/** How an attempt ended, as a number in the columns: 0 is SUCCESS, the others are ways to fail. */
export const ATTEMPT_OUTCOMES = frozen([
  'ok',
  'connectRefused',
  'connectTimeout',
  'connectionClosed',
  'timeout',
  'brokerError',
  'noMaster',
  'noTime',
]) satisfies readonly ('ok' | AttemptFailure)[]

/** What the NameServer answers about one group; null where it does not name it. */
export type RecordedRoute = {
  /** Index is the brokerId, value the nodeIndex. */
  brokerAddrs: (number | null)[]
  writeQueueNums: number
  perm: number
} | null

/** Every attempt of the producer, ascending by its end; as many numbers in each column. */
export interface RecordedAttempts {
  startMs: number[]
  /** From 1. */
  message: number[]
  /** 1 for the first of a call. */
  attempt: number[]
  /** Position of the Broker group. */
  group: number[]
  /** nodeIndex of the address it was sent to; -1 where the client had none. */
  node: number[]
  queueId: number[]
  /** ms, as the client measured and gave to updateFaultItem. */
  latencyMs: number[]
  /** Position in ATTEMPT_OUTCOMES. */
  outcome: number[]
  /** The Broker's response code for brokerError, else 0. */
  code: number[]
  /** 1 where the release's stand-in decided the window. */
  isolation: number[]
  /** FaultItem.startTimestamp afterwards; -1 where there is no item, with the switch off. */
  untilMs: number[]
  /** 1 or 0 from 5.1.4, -1 before. RocketMQ: FaultItem.reachableFlag */
  reachable: number[]
}

/** A call that failed, made more than one attempt, or took longer than 200 ms. */
export interface RecordedCall {
  message: number
  startMs: number
  elapsedMs: number
  /** null: it returned a SendResult. */
  exception: SendException | null
  /** The Broker's response code that ended it, else 0. */
  code: number
}

/** All times are whole ms since the producer started (or, without one, since the group was complete). */
export interface Recording {
  /** What a run, a link and a file call it: made of the experiment and of what is in it, so that one id is one recording. */
  id: string
  /** Of the raw data, such as `abc-4.9.7/a-on-30`. */
  experiment: string
  recordedWith: {
    /** Releases. */
    client: string
    broker: string
    nameServer: string
    conditions: (typeof RECORDING_CONDITIONS)[number]
  }
  /** Simulates the same: cluster, settings, and what was done to it, at the moments at which it was done (kill, freeze, resume, stop, restart). */
  input: RunInput
  endMs: number
  /** When a process was gone after it had been killed or stopped: its parent has reaped it. Ascending, as all lists here. */
  exits: { atMs: number; group: number; node: number }[]
  /** Each change of what the NameServer answers; the first is what it answered at 0. */
  nameServerRoutes: { atMs: number; groups: RecordedRoute[] }[]
  /** Each change of the producer's messageQueueList: [group, queueId] of every entry. */
  producerRoutes: { atMs: number; queues: [group: number, queueId: number][] }[]
  /** Each change of its brokerAddrTable: by group, index is the brokerId, value the nodeIndex. */
  brokerAddrTables: { atMs: number; groups: ((number | null)[] | null)[] }[]
  /** Each change of its open connections to Brokers, looked at every 5 ms. */
  connections: { atMs: number; open: [group: number, node: number][] }[]
  attempts: RecordedAttempts
  calls: RecordedCall[]
  /** Where there is no producer: from the kill to the moment at which the NameServer names the new Master. */
  elections: { killedMs: number; group: number; killed: number; elected: number; electedMs: number }[]
}
