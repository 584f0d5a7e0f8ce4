// "If now this happened: is the message still there?" Answered by doing it: the run is forked at this millisecond, the fault and
// what follows it are computed, and the logs are looked at. Nothing is guessed.

import {
  type BrokerGroup,
  createCursor,
  extendRun,
  forkRun,
  MAX_ACTIONS,
  MAX_RUN_MS,
  numberedTarget,
  type Run,
  type RunInput,
  stateAt,
  type UserAction,
} from '../rocketmq'
import { type CopyOnNode, copiesOf, type MessagePlace } from './copies'
import { servingMaster } from './groupStatus'

/** What could happen. */
export type SurvivalEvent =
  /** kill -9 of the Master's process, which is started again. */
  | 'processKilled'
  /** The Master's host loses power and comes back. */
  | 'hostPower'
  /** It never comes back. */
  | 'hostLost'
  /** All hosts of the group lose power at once and come back. */
  | 'groupPower'
  /** The Master is cut off from its group (and from the Controller); after a while the link is mended. */
  | 'masterCutOff'

export const SURVIVAL_EVENTS: readonly SurvivalEvent[] = [
  'processKilled',
  'hostPower',
  'hostLost',
  'groupPower',
  'masterCutOff',
]

/** These are about the rest of a group. */
const OF_SEVERAL: readonly SurvivalEvent[] = ['groupPower', 'masterCutOff']

const nodesThere = ({ nodes }: BrokerGroup): number[] =>
  nodes.filter(({ removed }) => !removed).map(({ nodeIndex }) => nodeIndex)

/** A group of one node: its host is all of its hosts, and there is nothing that it could be cut off from. */
export const isSingleNode = (group: BrokerGroup): boolean => nodesThere(group).length === 1

/** What could happen to a group of this shape. */
export const survivalEventsOf = (group: BrokerGroup): readonly SurvivalEvent[] =>
  isSingleNode(group) ? SURVIVAL_EVENTS.filter((event) => !OF_SEVERAL.includes(event)) : SURVIVAL_EVENTS

/** ms of virtual time until what is down is started again, and until a cut link is mended. */
const RESTART_MS = 1000
const MEND_MS = 30_000
/** And how long it goes on then: an election, a connection to the Master, and catching up. */
const TAIL_MS = 45_000
/** Events that a fork may take before the answer is "not computed". */
export const MAX_SURVIVAL_EVENTS = 1_000_000

/** The Master that the table speaks of: who takes writes; else who did last. */
export function masterNow(group: BrokerGroup): number {
  const serving = servingMaster(group)
  if (serving !== null) return serving
  return group.nodes.find((node) => node.brokerId === 0 && !node.removed)?.nodeIndex ?? 0
}

/** What a person would have to do. @returns actions, all at tMs or later, ascending */
export function survivalActions(group: BrokerGroup, event: SurvivalEvent, tMs: number, hasController: boolean) {
  const { brokerName } = group
  const master = masterNow(group)
  const there = nodesThere(group)
  const target = (node: number) => `${brokerName}/n${node}`
  const restartMs = tMs + RESTART_MS
  const mend = (lossPercent: number, atMs: number): UserAction[] => [
    ...there
      .filter((node) => node !== master)
      .map((node) => ({ atMs, type: 'link' as const, target: target(master), peer: target(node), lossPercent })),
    ...(hasController
      ? [
          {
            atMs,
            type: 'link' as const,
            target: target(master),
            peer: numberedTarget('controller', 0),
            lossPercent,
          },
        ]
      : []),
  ]
  const actions: Record<SurvivalEvent, () => UserAction[]> = {
    processKilled: () => [
      { atMs: tMs, type: 'kill', target: target(master) },
      { atMs: restartMs, type: 'restart', target: target(master) },
    ],
    hostPower: () => [
      { atMs: tMs, type: 'powerOff', target: target(master) },
      { atMs: restartMs, type: 'restart', target: target(master) },
    ],
    hostLost: () => [{ atMs: tMs, type: 'powerOff', target: target(master) }],
    groupPower: () => [
      ...there.map((node) => ({ atMs: tMs, type: 'powerOff' as const, target: target(node) })),
      ...there.map((node) => ({ atMs: restartMs, type: 'restart' as const, target: target(node) })),
    ],
    masterCutOff: () => [...mend(100, tMs), ...mend(0, tMs + MEND_MS)],
  }
  return actions[event]()
}

/** The run in which it happens: what the person did up to this moment, and then the fault. */
export function survivalInput(run: Run, group: number, event: SurvivalEvent, tMs: number): RunInput | null {
  const state = stateAt(run, tMs)
  const one = state.brokerGroups[group]
  if (!one) return null
  const hasController = state.settings.enableControllerMode && !state.settings.enableDLegerCommitLog
  const before = run.input.actions.filter(({ atMs }) => atMs <= tMs)
  const actions = [...before, ...survivalActions(one, event, tMs, hasController)]
  return actions.length > MAX_ACTIONS ? null : { ...run.input, actions: [...actions] }
}

export interface Survival {
  event: SurvivalEvent
  /** Messages of the packet, of `count`, that the log has which serves in the end; where none takes writes, a Slave that is up. */
  kept: number
  /** It is kept, but no node takes writes any more: it can be read only. */
  readOnly: boolean
  /** On which nodes it is in the end. */
  copies: CopyOnNode[]
  /** ms of virtual time at which the logs were looked at. */
  atMs: number
}

/** A fork on its way, so that a page can compute it a little at a time. */
export interface SurvivalFork {
  event: SurvivalEvent
  place: MessagePlace
  run: Run
  untilMs: number
}

/** @returns null where it cannot be done: too many actions */
export function startSurvival(run: Run, place: MessagePlace, event: SurvivalEvent, tMs: number): SurvivalFork | null {
  const input = survivalInput(run, place.group, event, tMs)
  if (!input) return null
  const lastMs = input.actions.at(-1)?.atMs ?? tMs
  const untilMs = Math.min(MAX_RUN_MS, lastMs + input.scenario.settings.brokerStartupMs + TAIL_MS)
  return { event, place, run: forkRun(run, input, tMs, 1), untilMs }
}

/** Computes a fork further. @returns the answer once it is there; null while it is not */
export function continueSurvival({ event, place, run, untilMs }: SurvivalFork, maxEvents: number): Survival | null {
  extendRun(run, untilMs, maxEvents)
  if (run.endMs < untilMs && !run.endedBy) return null
  const group = createCursor(run).seek(run.endMs).brokerGroups[place.group] as BrokerGroup
  const copies = copiesOf(group, place)
  const master = servingMaster(group)
  const readable = group.nodes.filter(({ process, removed }) => process === 'running' && !removed)
  const inLog = (node: number) => copies[node]?.inLog ?? 0
  const kept = master !== null ? inLog(master) : Math.max(0, ...readable.map(({ nodeIndex }) => inLog(nodeIndex)))
  return { event, kept, readOnly: master === null && kept > 0, copies, atMs: run.endMs }
}

/** The whole answer at once: for scripts and tests. */
export function survivalOf(run: Run, place: MessagePlace, event: SurvivalEvent, tMs: number): Survival | null {
  const fork = startSurvival(run, place, event, tMs)
  return fork && continueSurvival(fork, MAX_SURVIVAL_EVENTS)
}
