// What a run is made from: scenario, seed and timed user actions. Plain data; it fits in a link, a file or a command line.

import { frozen } from '../sim/frozen'
import type { SettingName, Settings } from './settings'

/** Longest run, ms of virtual time: one day. */
export const MAX_RUN_MS = 86_400_000
export const MAX_SEED = 4_294_967_295
export const MAX_ACTIONS = 2000
/** The most requests that an `injectResponse` action may be about. It stands for every request from then on, until it is ended. */
export const MAX_ANSWER_TIMES = 1_000_000
export const MAX_RESPONSE_CODE = 65_535
/** Entries of latencyMax and notAvailableDuration. */
export const MAX_TABLE_LENGTH = 16

/** What differs in one Broker group from the settings that hold for all. */
export interface BrokerGroupSpec {
  brokerName?: string
  slaveCount?: number
  writeQueueNums?: number
  serviceTimeMs?: number
}

export interface Scenario {
  /** Id of the preset it began as (see presets.ts); words about it live in i18n/. */
  preset: string
  topic: string
  settings: Settings
  /** By position; missing ones take the settings and the names broker-a, broker-b, ... */
  brokerGroups: BrokerGroupSpec[]
}

/**
 * Whom an action is about: `broker-a/master` (whoever is Master at that moment), `broker-a/n1` (the host, whatever its
 * role), `nameserver/0`, `producer/0`.
 */
export type Target = string

/** Things a person does at a moment of virtual time. */
export type UserAction =
  /** kill -9: the host answers "connection refused" from now on. */
  | { atMs: number; type: 'kill'; target: Target }
  | { atMs: number; type: 'powerOff'; target: Target }
  | { atMs: number; type: 'freeze'; target: Target }
  /** Ends a freeze. */
  | { atMs: number; type: 'resume'; target: Target }
  /** Adds ms to every answer; 0 ends it. */
  | { atMs: number; type: 'slow'; target: Target; ms: number }
  /** A Broker's trouble of another kind begins or ends. */
  | { atMs: number; type: 'setFault'; target: Target; fault: Trouble; on: boolean }
  /** The next `times` send requests are answered with this code, all with MAX_ANSWER_TIMES; 0 ends it. RocketMQ: ResponseCode */
  | { atMs: number; type: 'injectResponse'; target: Target; code: number; times: number }
  /** Of what a producer and a peer send each other, this many in a hundred are lost: 100 cuts the link, 0 mends it. */
  | { atMs: number; type: 'link'; target: Target; peer: Target; lossPercent: number }
  /** Takes the write permission of a Broker away on every NameServer, or gives it back. RocketMQ: wipeWritePerm, addWritePerm */
  | { atMs: number; type: 'writePerm'; brokerName: string; on: boolean }
  /** Graceful shutdown. */
  | { atMs: number; type: 'stop'; target: Target }
  /** Starts what was killed, powered off or stopped; also ends a freeze. */
  | { atMs: number; type: 'restart'; target: Target }
  /** Starts a Broker node again on another host, under a new address; nothing answers at the old one any more. */
  | { atMs: number; type: 'relocate'; target: Target }
  /** Changes a setting from now on; writeQueueNums may name one brokerName, like `updateTopic -b`. */
  | { atMs: number; type: 'set'; name: SettingName; value: Settings[SettingName]; brokerName?: string }

/** What a Broker that answers can suffer from. */
export type Trouble =
  /** Requests wait too long in its send queue: SYSTEM_BUSY "[TIMEOUT_CLEAN_QUEUE]" after 200 ms. */
  | 'overloaded'
  /** The disk is full: SERVICE_NOT_AVAILABLE at once. */
  | 'diskFull'
  /** Writes to disk hang: SYSTEM_BUSY "[PCBUSY_CLEAN_QUEUE]", or FLUSH_DISK_TIMEOUT with SYNC_FLUSH. */
  | 'diskStalled'

export const TROUBLES = frozen(['overloaded', 'diskFull', 'diskStalled']) satisfies readonly Trouble[]

export type UserActionType = UserAction['type']

/** Those that say nothing but whom they are about. */
export const PLAIN_ACTIONS = frozen(['kill', 'powerOff', 'freeze', 'resume', 'stop', 'restart'])

/** The whole input of a run. Same input, same run. */
export interface RunInput {
  scenario: Scenario
  /** 0 to 4,294,967,295 */
  seed: number
  /** Ascending by atMs; equal times in the order given. */
  actions: UserAction[]
  /** Id of a recording of a real cluster: the run plays it, as long as all the rest is as the recording has it. */
  recording?: string
}

/** The name a Broker group gets by its position: broker-a to broker-p. */
export const defaultBrokerName = (index: number): string => `broker-${String.fromCharCode(97 + index)}`

/** A user action before the playhead gives it its time. */
export type TimelessAction = UserAction extends infer Action
  ? Action extends UserAction
    ? Omit<Action, 'atMs'>
    : never
  : never

/** An action as one text, in whatever order its fields are. */
export const actionKey = (action: UserAction): string =>
  JSON.stringify(Object.entries(action).sort(([one], [other]) => (one < other ? -1 : 1)))
