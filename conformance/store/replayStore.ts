// Plays one recorded store with the real engine: the recording says what is done and when, the engine what comes of it.
// Compares nothing; see storeDifferences.ts.

import { REAL_SETTINGS, type Settings } from '../../src/rocketmq'
import { isAbleToFlush } from '../../src/rocketmq/broker/store/flush'
import { isPageCacheBusy } from '../../src/rocketmq/broker/store/sendQueue'
import { RESPONSE_CODE } from '../../src/rocketmq/releases'
import type { NodeStore } from '../../src/rocketmq/state'
import { type Answer, EngineBrokers } from './engineBrokers'
import type { StoreLook, StorePut, StoreRecording, StoreRule, StoreStep } from './recording'

type StepOf<Act extends StoreStep['act']> = Extract<StoreStep, { act: Act }>
type Saw = StoreStep extends infer One ? (One extends { saw: infer S } ? S : never) : never
type Row = StepOf<'watched'>['saw']['rows'][number]

/** What the engine makes of each step of a recording, in the order of its steps; null where it says nothing. */
export type Replayed = readonly (Saw | null)[]

/** What an application can still learn after the last step, ms. */
const AFTERMATH_MS = 6000
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
  readonly #brokers: EngineBrokers
  readonly #saw: (Saw | null)[] = []
  /** The step that put a message, by its number. */
  readonly #putBy: number[] = []
  readonly #watches = new Map<string, { queue: number; rows: Row[] }>()

  constructor(recording: StoreRecording) {
    this.#recording = recording
    const names = Object.keys(recording.nodes)
    this.#brokers = new EngineBrokers(settingsOf(recording), recording.topic, names)
    // The Master is there from the beginning, a Slave when the recording starts it.
    for (const name of names.slice(1)) this.#brokers.does('kill', name)
    this.#brokers.onAnswer = (answer) => this.#answered(answer)
    this.#brokers.onEvent = () => this.#look()
  }

  play(): Replayed {
    const { steps } = this.#recording
    for (const [at, step] of steps.entries()) {
      this.#brokers.until(step.at)
      this.#saw[at] = this.#carryOut(step, at)
    }
    this.#brokers.until(this.#brokers.nowMs + AFTERMATH_MS)
    return steps.map((_, at) => this.#saw[at] ?? null)
  }

  #carryOut(step: StoreStep, at: number): Saw | null {
    const brokers = this.#brokers
    switch (step.act) {
      case 'start':
        if (brokers.node(step.node).process !== 'running') brokers.does('restart', step.node)
        return { ms: 0 }
      case 'kill':
      case 'stop':
      case 'freeze':
      case 'resume':
        brokers.does(step.act, step.node)
        return null
      case 'powerCut':
        // A cut that the recorder chose is an input.
        if (step.chosen) {
          const store = brokers.store(step.node)
          store.flushedOffset = step.flushed
          store.diskOffset = step.flushed
        }
        brokers.does('powerOff', step.node)
        return null
      case 'follow':
        return null
      case 'put':
        this.#putBy[brokers.ids.length] = at
        brokers.put(step.node, step.id, step.queue, step.body)
        return null
      case 'fill':
        for (let i = 0; i < step.number; i++) {
          brokers.put(step.node, `${step.id}${i}`, i % step.queues, step.body)
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
        return { abort: brokers.store(step.node).abortFile, commitLog: [] }
      case 'ask':
        return answerOf(step.asked)
      default:
        throw new RangeError(`the engine has no ${step.act}`)
    }
  }

  #answered({ message, code, atMs }: Answer): void {
    const at = this.#putBy[message]
    const step = at === undefined ? undefined : this.#recording.steps[at]
    if (at === undefined || step?.act !== 'put') return
    const found = this.#brokers.records(step.node).find((record) => record.message === message)
    const place = found ? { physical: found.startOffset, bytes: found.size, queueOffset: found.queueOffset } : {}
    const saw: StorePut = { ms: atMs - step.at, status: STATUS.get(code) ?? String(code), ...place }
    this.#saw[at] = saw
  }

  #lookAt(name: string, recorded: StoreLook): StoreLook {
    const store = this.#brokers.store(name)
    const records = this.#brokers.records(name)
    const queues = recorded.queues.map((_, queue): StoreLook['queues'][number] => {
      const own = records.filter(({ queueId }) => queueId === queue)
      const visible = own.filter(({ endOffset }) => endOffset <= store.reputOffset)
      return [own[0]?.queueOffset ?? 0, (visible.at(-1)?.queueOffset ?? -1) + 1, 0]
    })
    const held = records.map(
      ({ queueId, queueOffset, startOffset, message }) =>
        [queueId, queueOffset, startOffset, this.#brokers.ids[message] ?? null] as const,
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
    return this.#brokers.sim.state.settings.transientStorePoolEnable ? committedOffset : maxOffset
  }

  /** Adds a row to each watch whose node has changed. */
  #look(): void {
    for (const [name, { queue, rows }] of this.#watches) {
      const store = this.#brokers.store(name)
      const max = this.#visibleMax(name, queue)
      const now: Row = [this.#brokers.nowMs, this.#endOf(store), store.committedOffset, store.flushedOffset, max]
      const before = rows.at(-1)
      if (!before || now.some((value, at) => at > 0 && value !== before[at])) rows.push(now)
    }
  }

  #visibleMax(name: string, queue: number): number {
    const visible = this.#brokers.records(name, this.#brokers.store(name).reputOffset)
    return (visible.findLast(({ queueId }) => queueId === queue)?.queueOffset ?? -1) + 1
  }
}

/** null: the engine has no such rule of its own. */
function answerOf(asked: StoreRule): { yes: boolean } | null {
  switch (asked.rule) {
    case 'flushes':
      return { yes: isAbleToFlush(asked.done, asked.written, asked.leastPages, asked.fileSize) }
    case 'busy':
      return { yes: isPageCacheBusy(asked.heldMs, REAL_SETTINGS.osPageCacheBusyTimeOutMills) }
    default:
      return null
  }
}
