// Plays one recorded store with the real engine: the recording says what is done and when, the engine what comes of it.
// Compares nothing; see storeDifferences.ts.

import { REAL_SETTINGS, type Settings } from '../../src/rocketmq'
import { isAbleToFlush } from '../../src/rocketmq/broker/store/flush'
import '../../src/rocketmq/broker/store'
import { storeOf } from '../../src/rocketmq/broker/store/commitLog'
import { isPageCacheBusy } from '../../src/rocketmq/broker/store/sendQueue'
import { nodeAt, type Simulation } from '../../src/rocketmq/context'
import { brokerAddress, type Packet, producerAddress, type SendRequest } from '../../src/rocketmq/events'
import { RESPONSE_CODE } from '../../src/rocketmq/releases'
import { step as doNext } from '../../src/rocketmq/run'
import type { UserAction } from '../../src/rocketmq/scenario'
import { createSimulation } from '../../src/rocketmq/simulation'
import type { NodeStore } from '../../src/rocketmq/state'
import { recordsBetween } from '../../src/rocketmq/state/records'
import { applyAction } from '../../src/rocketmq/userActions'
import { takeFirst } from '../../src/sim/eventQueue'
import type { StoreLook, StorePut, StoreRecording, StoreRule, StoreStep } from './recording'

type StepOf<Act extends StoreStep['act']> = Extract<StoreStep, { act: Act }>
type Saw = StoreStep extends infer One ? (One extends { saw: infer S } ? S : never) : never
type Row = StepOf<'watched'>['saw']['rows'][number]

/** What the engine makes of each step of a recording, in the order of its steps; null where it says nothing. */
export type Replayed = readonly (Saw | null)[]

const GROUP = 0
/** What an application can still learn after the last step, ms. */
const AFTERMATH_MS = 6000
/** Events that only producers and NameServers bring about: what is recorded has neither. */
const NOBODY_SENDS: UserAction = { atMs: 0, type: 'kill', target: 'producer/0' }

const STATUS = new Map<number, string>([
  [RESPONSE_CODE.SUCCESS, 'PUT_OK'],
  [RESPONSE_CODE.FLUSH_DISK_TIMEOUT, 'FLUSH_DISK_TIMEOUT'],
  [RESPONSE_CODE.FLUSH_SLAVE_TIMEOUT, 'FLUSH_SLAVE_TIMEOUT'],
  [RESPONSE_CODE.SLAVE_NOT_AVAILABLE, 'SLAVE_NOT_AVAILABLE'],
  [RESPONSE_CODE.SERVICE_NOT_AVAILABLE, 'SERVICE_NOT_AVAILABLE'],
])

/** Settings that the engine has under the name of MessageStoreConfig, and 4.x's name for one of them. */
const SAME_NAME = ['mappedFileSizeCommitLog', 'flushDiskType', 'transientStorePoolEnable', 'inSyncReplicas'] as const

function settingsOf({ release, nodes, topic }: StoreRecording): Settings {
  const all = Object.values(nodes)
  const master = all[0] ?? {}
  const own = Object.fromEntries(SAME_NAME.flatMap((name) => (name in master ? [[name, master[name]]] : [])))
  const gap = master.haMaxGapNotInSync ?? master.haSlaveFallbehindMax
  return {
    ...REAL_SETTINGS,
    ...own,
    ...(gap === undefined ? {} : { haMaxGapNotInSync: Number(gap) }),
    brokerRole: master.brokerRole === 'SYNC_MASTER' ? 'SYNC_MASTER' : 'ASYNC_MASTER',
    clientVersion: release,
    simulateStore: true,
    brokerGroupCount: 1,
    slaveCount: all.length - 1,
    writeQueueNums: topic.length + 1,
    // What lies around the store is not in the recording.
    ...{ brokerServiceTimeMs: 0, brokerStartupMs: 0, processExitMs: 0, fsyncMs: 0 },
  }
}

/** Plays a recording. @throws RangeError at a step that the engine has nothing for */
export function replayStore(recording: StoreRecording): Replayed {
  return new Player(recording).play()
}

class Player {
  readonly #recording: StoreRecording
  readonly #sim: Simulation
  /** Node names in the order of the group's nodes: the first is the Master. */
  readonly #names: string[]
  readonly #saw: (Saw | null)[] = []
  /** Ids of messages by the engine's number of them, and the step that put each. */
  readonly #ids: string[] = []
  readonly #putBy: number[] = []
  readonly #watches = new Map<string, { queue: number; rows: Row[] }>()

  constructor(recording: StoreRecording) {
    this.#recording = recording
    this.#names = Object.keys(recording.nodes)
    const settings = settingsOf(recording)
    const scenario = { preset: 'recording', topic: recording.topic, settings, brokerGroups: [] }
    this.#sim = createSimulation({ scenario, seed: 1, actions: [] })
    // Messages of a recording have no properties, and a stop in it ends at the moment that it names.
    this.#sim.rules = {
      ...this.#sim.rules,
      propertiesBytes: 0,
      gracefulStop: { signsOffMs: 0, portClosesMs: 0, endsMs: 0 },
    }
    this.#act(NOBODY_SENDS)
    for (const [index, name] of this.#names.entries()) {
      if (index > 0) this.#does('kill', name)
    }
  }

  play(): Replayed {
    const { steps } = this.#recording
    for (const [at, step] of steps.entries()) {
      this.#until(step.at)
      this.#saw[at] = this.#carryOut(step, at)
    }
    this.#until(this.#sim.state.nowMs + AFTERMATH_MS)
    return steps.map((_, at) => this.#saw[at] ?? null)
  }

  /** Everything up to a moment. Answers are taken off the wire as they leave. */
  #until(untilMs: number): void {
    const sim = this.#sim
    for (let next = sim.state.eventQueue[0]; next && next.atMs <= untilMs; next = sim.state.eventQueue[0]) {
      if (next.kind === 'sendResponse') this.#answered(takeFirst(sim.state.eventQueue) as Packet<'sendResponse'>)
      else doNext(sim)
      this.#look()
    }
    sim.state.nowMs = Math.max(sim.state.nowMs, untilMs)
  }

  #act(action: UserAction): void {
    applyAction(this.#sim, action)
  }

  #node = (name: string) => nodeAt(this.#sim, GROUP, this.#names.indexOf(name))

  #store = (name: string): NodeStore => storeOf(this.#node(name))

  #does(type: 'kill' | 'powerOff' | 'freeze' | 'resume' | 'stop' | 'restart', name: string): void {
    this.#act({ atMs: this.#sim.state.nowMs, type, target: `broker-a/n${this.#names.indexOf(name)}` })
    this.#until(this.#sim.state.nowMs)
  }

  #carryOut(step: StoreStep, at: number): Saw | null {
    switch (step.act) {
      case 'start':
        if (this.#node(step.node).process !== 'running') this.#does('restart', step.node)
        return { ms: 0 }
      case 'kill':
      case 'stop':
      case 'freeze':
      case 'resume':
        this.#does(step.act, step.node)
        return null
      case 'powerCut':
        // A cut that the recorder chose is an input.
        if (step.chosen) this.#store(step.node).flushedOffset = step.flushed
        this.#does('powerOff', step.node)
        return null
      case 'follow':
        return null
      case 'put':
        this.#put(step.node, step.id, step.queue, step.body, at)
        return null
      case 'fill':
        for (let i = 0; i < step.number; i++) {
          this.#put(step.node, `${step.id}${i}`, i % step.queues, step.body, null)
        }
        return null
      case 'look':
        return this.#lookAt(step.node, step.saw)
      case 'watch':
        this.#watches.set(step.node, { queue: step.queue, rows: [] })
        this.#look()
        return null
      case 'watched':
        return this.#watched(step.node)
      case 'disk':
        return { abort: this.#store(step.node).abortFile, commitLog: [] }
      case 'ask':
        return answerOf(step.asked)
      default:
        throw new RangeError(`the engine has no ${step.act}`)
    }
  }

  #put(name: string, id: string, queueId: number, body: number, at: number | null): void {
    const sim = this.#sim
    const node = this.#node(name)
    const message = this.#ids.push(id) - 1
    if (at !== null) this.#putBy[message] = at
    sim.state.settings = { ...sim.state.settings, messageBodySize: body }
    const request: SendRequest = {
      ...{ opaque: 0, exchange: 0, message, topic: 0, producer: 0, call: 0, attempt: 0 },
      ...{ group: GROUP, node: node.nodeIndex, queueId, brokerEpoch: node.epoch, oneway: false },
    }
    const { nowMs } = sim.state
    const packet: Packet<'sendRequest'> = {
      ...{ kind: 'sendRequest', sequence: 0, sentAtMs: nowMs, atMs: nowMs, lost: false, content: { request } },
      ...{ from: producerAddress(0), to: brokerAddress(GROUP, node.nodeIndex) },
    }
    sim.storage?.accept(sim, packet, node, null)
    this.#until(nowMs)
  }

  #answered({ content, from, sentAtMs }: Packet<'sendResponse'>): void {
    const { request, code } = content
    const at = this.#putBy[request.message]
    const step = at === undefined ? undefined : this.#recording.steps[at]
    if (at === undefined || step?.act !== 'put' || from.kind !== 'broker') return
    const status = STATUS.get(code) ?? String(code)
    const saw: StorePut = { ms: sentAtMs - step.at, status, ...this.#placeOf(step.node, request.message) }
    this.#saw[at] = saw
  }

  #records = (name: string) => {
    const group = this.#sim.state.brokerGroups[GROUP]
    const store = this.#store(name)
    return group ? [...recordsBetween(group, store, store.minOffset, store.maxOffset)] : []
  }

  #placeOf(name: string, message: number): Partial<StorePut> {
    const found = this.#records(name).find((record) => record.message === message)
    if (!found) return {}
    return { physical: found.startOffset, bytes: found.size, queueOffset: found.queueOffset }
  }

  #lookAt(name: string, recorded: StoreLook): StoreLook {
    const store = this.#store(name)
    const records = this.#records(name)
    const queues = recorded.queues.map((_, queue): StoreLook['queues'][number] => {
      const own = records.filter(({ queueId }) => queueId === queue)
      const visible = own.filter(({ endOffset }) => endOffset <= store.reputOffset)
      return [own[0]?.queueOffset ?? 0, (visible.at(-1)?.queueOffset ?? -1) + 1, 0]
    })
    const held = records.map(
      ({ queueId, queueOffset, startOffset, message }) =>
        [queueId, queueOffset, startOffset, this.#ids[message] ?? null] as const,
    )
    return {
      ...{
        min: store.minOffset,
        end: this.#endOf(store),
        committed: store.committedOffset,
        flushed: store.flushedOffset,
      },
      ...{
        queues,
        slaves: store.slaves.length,
        push2Slave: Math.max(0, ...store.slaves.map(({ ackOffset }) => ackOffset)),
      },
      held: held
        .map((one) => [...one] as [number, number, number, string | null])
        .sort(([a, b], [c, d]) => a - c || b - d),
    }
  }

  #watched(name: string): { rows: Row[] } {
    const rows = this.#watches.get(name)?.rows ?? []
    this.#watches.delete(name)
    return { rows }
  }

  /** What a store calls its end: without what is still in the buffers of the pool. RocketMQ: MappedFileQueue#getMaxOffset */
  #endOf({ committedOffset, maxOffset }: NodeStore): number {
    return this.#sim.state.settings.transientStorePoolEnable ? committedOffset : maxOffset
  }

  /** Adds a row to each watch whose node has changed. */
  #look(): void {
    for (const [name, { queue, rows }] of this.#watches) {
      const store = this.#store(name)
      const max = this.#visibleMax(store, queue)
      const now: Row = [this.#sim.state.nowMs, this.#endOf(store), store.committedOffset, store.flushedOffset, max]
      const before = rows.at(-1)
      if (!before || now.some((value, at) => at > 0 && value !== before[at])) rows.push(now)
    }
  }

  #visibleMax(store: NodeStore, queue: number): number {
    const group = this.#sim.state.brokerGroups[GROUP]
    if (!group) return 0
    let max = 0
    for (const { queueId, queueOffset, endOffset } of recordsBetween(
      group,
      store,
      store.minOffset,
      store.reputOffset,
    )) {
      if (queueId === queue && endOffset <= store.reputOffset) max = queueOffset + 1
    }
    return max
  }
}

/** null: the engine has no such rule of its own. */
function answerOf(asked: StoreRule): { yes: boolean } | null {
  switch (asked.rule) {
    case 'flushes':
      return { yes: isAbleToFlush(asked.done, asked.written, asked.leastPages) }
    case 'busy':
      return { yes: isPageCacheBusy(asked.heldMs, REAL_SETTINGS.osPageCacheBusyTimeOutMills) }
    default:
      return null
  }
}
