// What must hold of every store at any moment, whatever happens to it. For tests and the fuzzer.

import type { BrokerGroup, ClusterState, NodeStore } from './state'
import { recordsBetween } from './state/records'

function must(condition: boolean, message: string): asserts condition {
  if (!condition) throw new Error(message)
}

/** @throws Error that says what does not hold */
export function checkStores(state: ClusterState): void {
  for (const group of state.brokerGroups) {
    for (const node of group.nodes) {
      const where = `${group.brokerName}/n${node.nodeIndex}`
      if (!node.store) continue
      checkPositions(node.store, where)
      checkContents(group, node.store, where)
      const { sendQueue, lockWaiters, puts, begun } = node.store
      must(begun >= 0, `${where}: no less than nothing is begun`)
      const inside = sendQueue.length + lockWaiters.length + puts.length
      must(inside <= node.inService, `${where}: ${inside} requests inside, ${node.inService} in service`)
      if (node.process === 'killed' || node.process === 'poweredOff') {
        must(inside === 0, `${where}: nothing works on requests`)
      }
    }
  }
}

function checkPositions(store: NodeStore, where: string): void {
  const { minOffset, diskOffset, flushedOffset, committedOffset, reputOffset, maxOffset } = store
  const ascending = [minOffset, diskOffset, flushedOffset, committedOffset, maxOffset]
  ascending.forEach((offset, at) => {
    must(
      at === 0 || offset >= (ascending[at - 1] as number),
      `${where}: positions ${ascending.join(' ')} do not ascend`,
    )
  })
  must(
    reputOffset >= minOffset && reputOffset <= committedOffset,
    `${where}: dispatched ${reputOffset} of ${committedOffset}`,
  )
  must(store.putsInOrder || store.puts.length > 0, `${where}: no puts are out of order`)
}

/** Its parts are in order, messages follow one another but for the ends of files, and queues have no gap. */
function checkContents(group: BrokerGroup, store: NodeStore, where: string): void {
  let partEnd = 0
  for (const { epoch, endOffset } of store.parts) {
    const epochLog = group.epochLogs[epoch]
    must(epochLog !== undefined && endOffset <= epochLog.endOffset, `${where}: a part has more than its EpochLog`)
    must(endOffset > partEnd || store.parts.length === 1, `${where}: parts ascend`)
    partEnd = endOffset
  }
  must(
    partEnd === store.maxOffset || store.parts.length === 0,
    `${where}: parts end at ${partEnd} of ${store.maxOffset}`,
  )
  let end = store.minOffset
  const next: (number | undefined)[] = []
  for (const record of recordsBetween(group, store, store.minOffset, store.maxOffset)) {
    must(record.startOffset >= end, `${where}: a message begins at ${record.startOffset}, before ${end}`)
    end = record.endOffset
    const expected = next[record.queueId] ?? record.queueOffset
    must(
      record.queueOffset === expected,
      `${where}: q${record.queueId} goes on at ${record.queueOffset}, not ${expected}`,
    )
    next[record.queueId] = record.queueOffset + record.count
  }
  must(end <= store.maxOffset, `${where}: a message ends behind the CommitLog`)
  next.forEach((offset, queueId) => {
    const kept = store.queueOffsets[queueId]
    must(offset === undefined || offset === kept, `${where}: q${queueId} ends at ${offset}, and says ${kept}`)
  })
}
