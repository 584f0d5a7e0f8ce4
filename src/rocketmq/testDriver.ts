// A small driver for stories: build, act, run, ask. For tests only.

import { takeUnchecked } from './checkInput'
import { entryAt, type LogEntry, type LogKind } from './eventLog'
import { type Run, simulate, stateAt } from './run'
import type { BrokerGroupSpec, RunInput, UserAction } from './scenario'
import { REAL_SETTINGS, type Settings } from './settings'
import type { ClusterState } from './state'

type Entry<K extends LogKind> = Extract<LogEntry, { kind: K }>

/**
 * Two Broker groups with two queues each, one thread, healthy latency 5 ms, one message every 100 ms, first to a's q0. What is
 * killed is gone at once, so that moments are whole numbers; broker/brokerEnds.test.ts is about the time it takes.
 */
const COMMON: Settings = {
  ...REAL_SETTINGS,
  writeQueueNums: 2,
  slaveCount: 0,
  threadLocalIndexStart: -1,
  processExitMs: 0,
}

export interface Story {
  run: Run
  /** Entries of one kind, oldest first. */
  all<K extends LogKind>(kind: K): Entry<K>[]
  /** Sends (attempts) that the selector put on a Broker group, in a stretch of virtual time. */
  attemptsOn(group: number, fromMs?: number, toMs?: number): Entry<'send'>[]
  at(tMs: number): ClusterState
}

/** Runs a story to its end. */
export function tell(
  changes: Partial<Settings>,
  actions: UserAction[],
  untilMs: number,
  seed = 1,
  brokerGroups: BrokerGroupSpec[] = [],
): Story {
  const input: RunInput = {
    scenario: { preset: 'test', topic: 'TopicTest', settings: { ...COMMON, ...changes }, brokerGroups },
    seed,
    actions,
  }
  return storyOf(simulate(takeUnchecked(input), untilMs))
}

export function storyOf(run: Run): Story {
  const entries = entriesOf(run)
  const all = <K extends LogKind>(kind: K) => entries.filter((entry): entry is Entry<K> => entry.kind === kind)
  return {
    run,
    all,
    attemptsOn: (group, fromMs = 0, toMs = run.endMs) =>
      all('send').filter((entry) => entry.group === group && entry.atMs >= fromMs && entry.atMs <= toMs),
    at: (tMs) => stateAt(run, tMs),
  }
}

export const entriesOf = (run: Run): LogEntry[] =>
  Array.from({ length: run.log.length }, (_, index) => entryAt(run.log, index))
