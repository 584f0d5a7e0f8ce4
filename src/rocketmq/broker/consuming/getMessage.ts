// What a queue has from an offset on, and which of it is sent. RocketMQ: DefaultMessageStore#getMessage

import { consumerRules } from '../../consumerRules'
import { groupAt, type Simulation } from '../../context'
import type { PulledMessage } from '../../events'
import type { Settings } from '../../settings'
import { type BrokerGroup, type BrokerNode, MASTER_ID, type NodeStore } from '../../state'
import { behindQueue, firstOfQueue, queueRecords } from '../../state/queueIndex'
import { matchesHash, tagOf } from '../../state/tags'
import { storeOf } from '../store/commitLog'

const BYTES_PER_MB = 1_000_000
/** Entries of a ConsumeQueue that one pull looks at, where most do not match. */
const MAX_SCANNED = 800
/** RocketMQ: MessageStoreConfig.maxTransferCountOnMessageInMemory, maxTransferBytesOnMessageInMemory, ...InDisk */
const IN_MEMORY = { count: 32, bytes: 262_144 }
const ON_DISK = { count: 8, bytes: 65_536 }

export interface QueueEnds {
  /** Offset of the first entry that is there, and of the next one that will come: of what is dispatched. */
  min: number
  max: number
}

/** RocketMQ: ConsumeQueue#getMinOffsetInQueue, #getMaxOffsetInQueue */
export function queueEnds(group: BrokerGroup, store: NodeStore, queueId: number): QueueEnds {
  const first = firstOfQueue(group, store, store.maxOffset, queueId)
  const min = first?.queueOffset ?? store.queueOffsets[queueId] ?? 0
  return { min, max: behindQueue(group, store, store.reputOffset, queueId) ?? min }
}

/** Of so many bytes of memory, those within which a message counts as being in memory. */
export const memoryLimit = (memoryBytes: number, ratio: number): number => Math.floor((memoryBytes * ratio) / 100)

/** Bytes behind a message from which on it counts as on disk. RocketMQ: DefaultMessageStore#checkInDiskByCommitOffset */
export const inMemoryBytes = ({
  brokerMemoryMegabytes,
  accessMessageInMemoryMaxRatio,
}: Pick<Settings, 'brokerMemoryMegabytes' | 'accessMessageInMemoryMaxRatio'>): number =>
  memoryLimit(brokerMemoryMegabytes * BYTES_PER_MB, accessMessageInMemoryMaxRatio)

/** Is a batch full without this message? RocketMQ: DefaultMessageStore#isTheBatchFull */
export function isBatchFull(
  size: number,
  maxCount: number,
  batch: { count: number; bytes: number },
  onDisk: boolean,
): boolean {
  if (batch.count === 0) return false
  const limit = onDisk ? ON_DISK : IN_MEMORY
  return batch.count >= Math.min(maxCount, limit.count) || batch.bytes + size > limit.bytes
}

export interface Found {
  status:
    | 'FOUND'
    | 'NO_MATCHED_MESSAGE'
    | 'OFFSET_TOO_SMALL'
    | 'OFFSET_OVERFLOW_ONE'
    | 'OFFSET_OVERFLOW_BADLY'
    | 'NO_MESSAGE_IN_QUEUE'
  messages: PulledMessage[]
  /** What the Broker's filter has left out on the way to nextOffset. */
  filtered: PulledMessage[]
  nextOffset: number
  min: number
  max: number
  /** A Slave should be asked next: too much lies behind what was read. */
  suggestPullingFromSlave: boolean
}

/** @param subscription - what the Broker filters by: `*` for a Topic that it made for consumers */
export function getMessage(
  sim: Simulation,
  group: number,
  node: BrokerNode,
  queueId: number,
  offset: number,
  maxCount: number,
  subscription: string,
): Found {
  const broker = groupAt(sim, group)
  const store = storeOf(node)
  const { min, max } = queueEnds(broker, store, queueId)
  const nothing = (status: Found['status'], nextOffset: number): Found => ({
    status,
    ...{ messages: [], filtered: [], min, max, suggestPullingFromSlave: false },
    // A Slave corrects nothing. RocketMQ: offsetCheckInSlave
    nextOffset: node.brokerId === MASTER_ID ? nextOffset : offset,
  })
  if (max === 0) return nothing('NO_MESSAGE_IN_QUEUE', 0)
  if (offset < min) return nothing('OFFSET_TOO_SMALL', min)
  if (offset === max) return nothing('OFFSET_OVERFLOW_ONE', offset)
  if (offset > max) {
    const toMin = min === 0 && consumerRules(sim).overflowGoesToMin
    return nothing('OFFSET_OVERFLOW_BADLY', toMin ? min : max)
  }
  const { tagCount } = sim.state.settings
  const inMemory = inMemoryBytes(sim.state.settings)
  const messages: PulledMessage[] = []
  const filtered: PulledMessage[] = []
  const batch = { count: 0, bytes: 0 }
  let nextOffset = offset
  let physicalOffset = store.maxOffset
  let left = Math.max(MAX_SCANNED, maxCount)
  scan: for (const record of queueRecords(broker, store, store.reputOffset, queueId, offset)) {
    const { message, times, size, queueOffset, startOffset, count } = record
    const isWanted = matchesHash(subscription, tagOf(message, tagCount))
    for (let at = 0; at < count; at++) {
      if (left-- === 0) break scan
      physicalOffset = startOffset + at * size
      if (isBatchFull(size, maxCount, batch, store.maxOffset - physicalOffset > inMemory)) break scan
      nextOffset = queueOffset + at + 1
      const pulled: PulledMessage = { offset: queueOffset + at, message, times, size }
      if (!isWanted) filtered.push(pulled)
      else {
        messages.push(pulled)
        batch.count++
        batch.bytes += size
      }
    }
  }
  return {
    status: batch.count > 0 ? 'FOUND' : 'NO_MATCHED_MESSAGE',
    ...{ messages, filtered, nextOffset, min, max },
    suggestPullingFromSlave: store.maxOffset - physicalOffset > inMemory,
  }
}
