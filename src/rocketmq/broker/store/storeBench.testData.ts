// One Broker group alone: a test puts messages into its store and looks. Messages have 192 bytes: a Topic of one
// letter, a body of 100, no properties.

import './index'
import { sealLog } from '../../../sim/logColumns'
import { masterOf } from '../../brokers'
import { nodeAt, type Simulation } from '../../context'
import { entryAt, type LogEntry, type LogKind } from '../../eventLog'
import { brokerAddress, type Packet, producerAddress, type SendRequest } from '../../events'
import { step } from '../../run'
import type { UserAction } from '../../scenario'
import { REAL_SETTINGS, type Settings } from '../../settings'
import { createSimulation } from '../../simulation'
import type { BrokerGroup, BrokerNode, NodeStore } from '../../state'
import { recordsBetween, type StoredRecord } from '../../state/records'
import { applyAction } from '../../userActions'
import { storeOf } from './commitLog'

export const SIZE = 192

interface Answer {
  atMs: number
  code: number
}

export class StoreBench {
  readonly sim: Simulation
  /** By message. */
  readonly answers: (Answer | undefined)[] = []
  #messages = 0

  constructor(settings: Partial<Settings> = {}) {
    const scenario = {
      preset: 'test',
      topic: 'T',
      settings: {
        ...REAL_SETTINGS,
        ...{ simulateStore: true, brokerGroupCount: 1, slaveCount: 0, messageBodySize: 100 },
        ...{ brokerServiceTimeMs: 0, brokerStartupMs: 0, processExitMs: 0, fsyncMs: 0 },
        brokerWritesPerSecond: 10_000_000,
        ...settings,
      },
      brokerGroups: [],
    }
    this.sim = createSimulation({ scenario, seed: 1, actions: [] })
    this.sim.rules = {
      ...this.sim.rules,
      propertiesBytes: 0,
      gracefulStop: { signsOffMs: 0, portClosesMs: 0, endsMs: 0 },
    }
    applyAction(this.sim, { atMs: 0, type: 'kill', target: 'producer/0' })
  }

  get group(): BrokerGroup {
    return this.sim.state.brokerGroups[0] as BrokerGroup
  }

  /** Whoever takes writes, or the first. */
  get node(): BrokerNode {
    return nodeAt(this.sim, 0, Math.max(0, masterOf(this.sim, 0)))
  }

  get store(): NodeStore {
    return storeOf(this.node)
  }

  get records(): StoredRecord[] {
    return [...recordsBetween(this.group, this.store, this.store.minOffset, this.store.maxOffset)]
  }

  /** A request reaches the process. @returns its message */
  put(queueId = 0, bodyBytes = 100, injectedCode: number | null = null): number {
    const { sim } = this
    const message = this.#messages++
    sim.state.settings = { ...sim.state.settings, messageBodySize: bodyBytes }
    const { node } = this
    const request: SendRequest = {
      ...{ opaque: 0, exchange: 0, message, topic: 0, producer: 0, call: 0, attempt: 0 },
      ...{ group: 0, node: node.nodeIndex, queueId, brokerEpoch: node.epoch, oneway: false },
    }
    const { nowMs } = sim.state
    const packet: Packet<'sendRequest'> = {
      ...{ kind: 'sendRequest', sequence: 0, sentAtMs: nowMs, atMs: nowMs, lost: false, content: { request } },
      ...{ from: producerAddress(0), to: brokerAddress(0, node.nodeIndex) },
    }
    sim.storage?.accept(sim, packet, node, injectedCode)
    this.until(nowMs)
    return message
  }

  /** So many at once, to queues 0 and 1 in turn. */
  fill(number: number): void {
    for (let at = 0; at < number; at++) this.put(at % 2)
  }

  until(untilMs: number): this {
    const { sim } = this
    for (let next = sim.state.eventQueue[0]; next && next.atMs <= untilMs; next = sim.state.eventQueue[0]) {
      if (next.kind === 'sendResponse') {
        const { content, sentAtMs } = next as Packet<'sendResponse'>
        this.answers[content.request.message] = { atMs: sentAtMs, code: content.code }
      }
      step(sim)
    }
    sim.state.nowMs = Math.max(sim.state.nowMs, untilMs)
    return this
  }

  does(type: 'kill' | 'powerOff' | 'freeze' | 'resume' | 'stop' | 'restart'): this {
    applyAction(this.sim, { atMs: this.sim.state.nowMs, type, target: 'broker-a/n0' })
    return this.until(this.sim.state.nowMs)
  }

  trouble(fault: Extract<UserAction, { type: 'setFault' }>['fault'], on: boolean): this {
    applyAction(this.sim, { atMs: this.sim.state.nowMs, type: 'setFault', target: 'broker-a/n0', fault, on })
    return this.until(this.sim.state.nowMs)
  }

  all<K extends LogKind>(kind: K): Extract<LogEntry, { kind: K }>[] {
    const { log } = this.sim
    if (log) sealLog(log)
    const entries = log ? Array.from({ length: log.length }, (_, at) => entryAt(log, at)) : []
    return entries.filter((entry): entry is Extract<LogEntry, { kind: K }> => entry.kind === kind)
  }

  /** When and up to where it was flushed (committed). */
  moves(kind: 'flushed' | 'committed' | 'dispatched' | 'filesDeleted'): [number, number][] {
    return this.all(kind).map(({ atMs, offset }) => [atMs, offset])
  }
}
