// One Broker group of the engine, driven from outside: told when what happens, asked what its nodes have. No producer sends.

import type { Settings } from '../../src/rocketmq'
import '../../src/rocketmq/broker/store'
import { storeOf } from '../../src/rocketmq/broker/store/commitLog'
import { nodeAt, type Simulation } from '../../src/rocketmq/context'
import { brokerAddress, type Packet, producerAddress, type SendRequest } from '../../src/rocketmq/events'
import { step as doNext } from '../../src/rocketmq/run'
import type { UserAction } from '../../src/rocketmq/scenario'
import { createSimulation } from '../../src/rocketmq/simulation'
import type { BrokerNode, NodeStore } from '../../src/rocketmq/state'
import { recordsBetween, type StoredRecord } from '../../src/rocketmq/state/records'
import { applyAction } from '../../src/rocketmq/userActions'
import { takeFirst } from '../../src/sim/eventQueue'

const GROUP = 0
/** What a recording has no place for: only what it names is sent. */
const NOBODY_SENDS: UserAction = { atMs: 0, type: 'kill', target: 'producer/0' }

/** A response code left a node; `message` is the number that put() gave. */
export interface Answer {
  message: number
  code: number
  atMs: number
}

export class EngineBrokers {
  readonly sim: Simulation
  /** Names of the nodes, in their order. */
  readonly names: readonly string[]
  /** Ids of messages by their numbers. */
  readonly ids: string[] = []
  /** Called with each answer, taken off the wire as it leaves. */
  onAnswer: (answer: Answer) => void = () => undefined
  /** Called after each event. */
  onEvent: () => void = () => undefined

  /** Messages have no properties, and a stop ends at once. */
  constructor(settings: Settings, topic: string, names: readonly string[], seed = 1) {
    this.names = names
    const scenario = { preset: 'recording', topic, settings, brokerGroups: [] }
    this.sim = createSimulation({ scenario, seed, actions: [] })
    this.sim.rules = {
      ...this.sim.rules,
      propertiesBytes: 0,
      gracefulStop: { signsOffMs: 0, portClosesMs: 0, endsMs: 0 },
    }
    applyAction(this.sim, NOBODY_SENDS)
  }

  get nowMs(): number {
    return this.sim.state.nowMs
  }

  /** Everything up to a moment. */
  until(untilMs: number): void {
    const { state } = this.sim
    for (let next = state.eventQueue[0]; next && next.atMs <= untilMs; next = state.eventQueue[0]) {
      if (next.kind === 'sendResponse') {
        const { content, sentAtMs } = takeFirst(state.eventQueue) as Packet<'sendResponse'>
        this.onAnswer({ message: content.request.message, code: content.code, atMs: sentAtMs })
      } else doNext(this.sim)
      this.onEvent()
    }
    state.nowMs = Math.max(state.nowMs, untilMs)
  }

  node = (name: string): BrokerNode => nodeAt(this.sim, GROUP, this.names.indexOf(name))

  store = (name: string): NodeStore => storeOf(this.node(name))

  does(type: 'kill' | 'powerOff' | 'freeze' | 'resume' | 'stop' | 'restart', name: string): void {
    applyAction(this.sim, { atMs: this.nowMs, type, target: `broker-a/n${this.names.indexOf(name)}` })
    this.until(this.nowMs)
  }

  /** A request reaches a node. @returns the number of its message */
  put(name: string, id: string, queueId: number, body: number): number {
    const { sim } = this
    const node = this.node(name)
    const message = this.ids.push(id) - 1
    sim.state.settings = { ...sim.state.settings, messageBodySize: body }
    const request: SendRequest = {
      ...{ opaque: 0, exchange: 0, message, topic: 0, producer: 0, call: 0, attempt: 0 },
      ...{ group: GROUP, node: node.nodeIndex, queueId, brokerEpoch: node.epoch, oneway: false },
    }
    const { nowMs } = this
    const packet: Packet<'sendRequest'> = {
      ...{ kind: 'sendRequest', sequence: 0, sentAtMs: nowMs, atMs: nowMs, lost: false, content: { request } },
      ...{ from: producerAddress(0), to: brokerAddress(GROUP, node.nodeIndex) },
    }
    sim.storage?.accept(sim, packet, node, null)
    this.until(nowMs)
    return message
  }

  /** What a node has up to an offset, ascending. */
  records(name: string, to: number = this.store(name).maxOffset): StoredRecord[] {
    const group = this.sim.state.brokerGroups[GROUP]
    const store = this.store(name)
    return group ? [...recordsBetween(group, store, store.minOffset, to)] : []
  }
}
