// What is done to the stores, by the name of the recording.

import { SETTLE_MS, SMALL, SYNC, SYNC_FLUSH, TINY, ten } from './parts.mts'
import type { Settings, StoreNodes } from './storeNodes.mts'

export interface StoreExperiment {
  about: string
  nodes: Record<string, Settings> | ((release: string) => Record<string, Settings>)
  system?: Settings
  since?: string
  before?: string
  run(nodes: StoreNodes): Promise<void>
}

/** Past the thorough pass of the flush. */
const PAST_FLUSH_MS = 10_900

async function restarted(nodes: StoreNodes, node: string): Promise<void> {
  nodes.disk(node)
  await nodes.start(node)
  await nodes.wait(SETTLE_MS)
  await nodes.look(node)
}

/** Message 4 (the fifth) of ten is damaged between two lives; then a message of its size takes its place. */
async function damaged(nodes: StoreNodes, end: 'stop' | 'kill'): Promise<void> {
  await nodes.start('a')
  await ten(nodes, 'a')
  await nodes.look('a')
  await nodes[end]('a')
  nodes.damage('a', 5 * 192 + 150)
  await restarted(nodes, 'a')
  await nodes.put('a', 'new0', 1)
  await nodes.wait(SETTLE_MS)
  await nodes.look('a')
  await nodes[end]('a')
  await restarted(nodes, 'a')
}

const idsOf = (number: number, id: string) => Array.from({ length: number }, (_, at) => `${id}${at}`)

export const EXPERIMENTS: Record<string, StoreExperiment> = {
  offsets: {
    about: 'Files of 1,024 bytes: 7 messages of 192 bytes, one of 916, one of 816; stopped and started',
    nodes: { a: TINY },
    async run(nodes) {
      await nodes.start('a')
      for (let i = 0; i < 7; i++) await nodes.put('a', `m${i}`, i % 2)
      await nodes.put('a', 'm7', 0, 916 - 92)
      await nodes.put('a', 'm8', 1, 816 - 92)
      await nodes.wait(SETTLE_MS)
      await nodes.look('a')
      nodes.disk('a')
      await nodes.stop('a')
      await restarted(nodes, 'a')
    },
  },
  consumeQueue: {
    about: '300,001 messages in one queue: where entries of its ConsumeQueue are',
    nodes: { a: { ...SMALL, mappedFileSizeCommitLog: 67_108_864 } },
    async run(nodes) {
      await nodes.start('a')
      await nodes.fill('a', 'm', 300_001, 1)
      await nodes.until('dispatched', async () => (await nodes.peek('a')).queues[0]?.[1] === 300_001)
      for (const entry of [0, 1, 299_999, 300_000]) nodes.entry('a', 0, entry)
    },
  },
  rules: {
    about: 'When a file flushes and commits, when the page cache is busy, when a Slave is near enough',
    nodes: { a: SYNC },
    async run(nodes) {
      await nodes.start('a')
      const file = { leastPages: 4, fileSize: 65_536 }
      for (const rule of ['flushes', 'commits'] as const) {
        for (const [done, written, leastPages] of [
          [0, 16_383],
          [0, 16_384],
          [4095, 16_384],
          [4096, 16_384],
          [4096, 20_480],
          [17_472, 32_767],
          [17_472, 32_768],
          [17_472, 32_832],
          [65_535, 65_536],
          [0, 1, 0],
          [192, 192, 0],
        ] as [number, number, number?][]) {
          await nodes.askRule('a', {
            rule,
            done,
            written,
            ...file,
            ...(leastPages === undefined ? {} : { leastPages }),
          })
        }
      }
      for (const heldMs of [0, 999, 1000, 1001, 9_999_999, 10_000_000, 10_000_001]) {
        await nodes.askRule('a', { rule: 'busy', heldMs })
      }
      for (const [masterEnd, push2Slave, connections] of [
        [300_000_000, 31_564_543, 1],
        [300_000_000, 31_564_544, 1],
        [300_000_000, 31_564_545, 1],
        [300_000_000, 300_000_000, 0],
        [300_000_000, 300_000_000, 1],
      ] as [number, number, number][]) {
        await nodes.askRule('a', { rule: 'slaveOk', masterEnd, push2Slave, connections })
      }
    },
  },
  recovery: {
    about: 'Ten messages: killed and started, stopped and started',
    nodes: { a: TINY },
    async run(nodes) {
      await nodes.start('a')
      await ten(nodes, 'a')
      await nodes.look('a')
      await nodes.kill('a')
      await restarted(nodes, 'a')
      await nodes.stop('a')
      await restarted(nodes, 'a')
      await ten(nodes, 'a', 'next', 0, 2)
      await nodes.look('a')
    },
  },
  damagedAfterKill: {
    about: 'Killed, message 5 of ten damaged, started; overwritten, killed, started',
    nodes: { a: SMALL },
    run: (nodes) => damaged(nodes, 'kill'),
  },
  damagedAfterStop: {
    about: 'Stopped, message 5 of ten damaged, started; overwritten, stopped, started',
    nodes: { a: SMALL },
    run: (nodes) => damaged(nodes, 'stop'),
  },
  asyncFlush: {
    about: 'ASYNC_FLUSH: one message, two bursts, one more and then no power',
    nodes: { a: SMALL },
    async run(nodes) {
      await nodes.start('a')
      await nodes.watch('a')
      await nodes.wait(740)
      await nodes.put('a', 'm0', 0)
      await nodes.wait(PAST_FLUSH_MS)
      // 192 to 17,472: page 0 to 4; to 32,832: page 4 to 8.
      await nodes.fill('a', 'n', 90)
      await nodes.wait(1500)
      await nodes.fill('a', 'o', 80)
      await nodes.wait(1500)
      // To 40,512: page 8 to 9, too little to be written before the thorough pass.
      await nodes.fill('a', 'p', 40)
      await nodes.wait(2000)
      await nodes.look('a', 2, false)
      await nodes.watched('a')
      await nodes.powerCut('a', 2)
      nodes.disk('a')
      await nodes.start('a')
      await nodes.wait(SETTLE_MS)
      await nodes.look('a', 2, false)
      await nodes.put('a', 'q', 0)
    },
  },
  powerCut: {
    about: 'ASYNC_FLUSH: five messages on disk, five in the page cache, then no power',
    nodes: { a: SMALL },
    async run(nodes) {
      await nodes.start('a')
      await ten(nodes, 'a', 'old', 0, 5)
      await nodes.until('on disk', async () => (await nodes.peek('a')).flushed === 960)
      await ten(nodes, 'a', 'old', 5, 10)
      await nodes.look('a')
      await nodes.powerCut('a', 2)
      await restarted(nodes, 'a')
      await ten(nodes, 'a', 'new', 0, 2)
      await nodes.look('a')
    },
  },
  syncFlush: {
    about: 'SYNC_FLUSH: five messages one after another, twenty at once, then no power',
    nodes: { a: SYNC_FLUSH },
    async run(nodes) {
      await nodes.start('a')
      await nodes.wait(SETTLE_MS)
      await nodes.watch('a')
      await ten(nodes, 'a', 'm', 0, 5)
      for (const id of idsOf(20, 'n')) nodes.putAsync('a', id, 0)
      await nodes.settled()
      await nodes.wait(SETTLE_MS)
      await nodes.watched('a')
      await nodes.powerCut('a', 2)
      await restarted(nodes, 'a')
    },
  },
  transientStorePool: {
    about: 'transientStorePool: one message, a burst, and one more in the buffer of a process that is killed',
    nodes: { a: { ...SMALL, transientStorePoolEnable: true, transientStorePoolSize: 2 } },
    async run(nodes) {
      await nodes.start('a')
      await nodes.wait(1000)
      await nodes.watch('a')
      await nodes.put('a', 'm0', 0)
      await nodes.wait(1000)
      await nodes.fill('a', 'n', 90)
      await nodes.wait(1000)
      for (let i = 0; i < 12; i++) {
        await nodes.put('a', `o${i}`, 0)
        await nodes.wait(217)
      }
      await nodes.watched('a')
      await nodes.put('a', 'last', 0)
      await nodes.kill('a')
      nodes.disk('a')
      await nodes.start('a')
      await nodes.wait(SETTLE_MS)
      await nodes.look('a', 2, false)
    },
  },
  pulls: {
    about: 'A hundred messages of 1 KiB, a hundred of 10 KiB, a hundred of 300 KiB: how many one pull gets',
    nodes: { a: { ...SMALL, mappedFileSizeCommitLog: 67_108_864 } },
    async run(nodes) {
      await nodes.start('a')
      for (const bytes of [1024, 10_240, 307_200]) await nodes.fill('a', `b${bytes}-`, 100, 1, bytes - 92)
      await nodes.until('dispatched', async () => (await nodes.peek('a')).queues[0]?.[1] === 300)
      for (const offset of [0, 100, 200]) await nodes.pull('a', 0, offset, 100)
    },
  },
  deletion: {
    about: 'Files of 1,024 bytes, some older than fileReservedTime: one round of the service that deletes them',
    nodes: { a: { ...TINY, diskMaxUsedSpaceRatio: 10 } },
    async run(nodes) {
      await nodes.start('a')
      await nodes.fill('a', 'm', 20)
      await nodes.wait(SETTLE_MS)
      nodes.disk('a')
      await nodes.clean('a')
      nodes.disk('a')
      nodes.age('a', 1, 71)
      await nodes.clean('a')
      nodes.disk('a')
      nodes.age('a', 2, 73)
      await nodes.clean('a')
      nodes.disk('a')
      await nodes.look('a', 2, false)
    },
  },
  forcedDeletion: {
    about: 'A disk above diskSpaceCleanForciblyRatio, then above diskSpaceWarningLevelRatio; both set to 0.1 and 0.12',
    nodes: { a: { ...TINY, diskMaxUsedSpaceRatio: 10 } },
    system: { 'rocketmq.broker.diskSpaceCleanForciblyRatio': 0.1, 'rocketmq.broker.diskSpaceWarningLevelRatio': 0.12 },
    before: '5.0.0',
    async run(nodes) {
      await nodes.start('a')
      await nodes.fill('a', 'm', 80)
      await nodes.wait(SETTLE_MS)
      nodes.disk('a')
      await nodes.clean('a')
      nodes.disk('a')
      await nodes.put('a', 'late', 0)
      await nodes.clean('a')
      nodes.disk('a')
      await nodes.look('a', 2, false)
    },
  },
}
