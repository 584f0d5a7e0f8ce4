// What is done to a Master and its Slave.

import type { StoreExperiment } from './experiments.mts'
import { ASYNC, isV5, SETTLE_MS, SLAVE, SMALL, syncFor, TINY, ten } from './parts.mts'
import type { Settings, StoreNodes } from './storeNodes.mts'

/** Longest wait for a Slave that dials and reports, ms. */
const JOINED_MS = 30_000
const LAG_MESSAGES = 60

const masterAndSlave = (release: string): Record<string, Settings> => ({ master: syncFor(release), slave: SLAVE })

/** A Master and a Slave that is connected to it. */
async function joined(nodes: StoreNodes): Promise<void> {
  await nodes.start('master')
  await nodes.start('slave')
  await nodes.follow('slave', 'master')
  await nodes.until('Slave has joined', async () => (await nodes.peek('master')).slaves === 1, JOINED_MS)
}

const caughtUp = (nodes: StoreNodes): Promise<void> =>
  nodes.until(
    'Slave has caught up',
    async () => (await nodes.peek('slave')).end === (await nodes.peek('master')).end,
    JOINED_MS,
  )

/** One put after another, not more than one in `everyMs`, until `enough` in a row were PUT_OK or the number is reached. */
async function putUntilOk(nodes: StoreNodes, id: string, everyMs: number, most: number, enough: number): Promise<void> {
  for (let i = 0, inRow = 0; i < most && inRow < enough; i++) {
    const startMs = Date.now()
    const { status } = await nodes.put('master', `${id}${i}`, i % 2)
    inRow = status === 'PUT_OK' ? inRow + 1 : 0
    await nodes.wait(Math.max(0, everyMs - (Date.now() - startMs)))
  }
}

export const HA_EXPERIMENTS: Record<string, StoreExperiment> = {
  syncMaster: {
    about: 'A Master that waits for one Slave: without it, while it comes, with it, after it is killed',
    nodes: masterAndSlave,
    async run(nodes) {
      await nodes.start('master')
      await putUntilOk(nodes, 'alone', 0, 4, 1)
      await nodes.start('slave')
      await nodes.follow('slave', 'master')
      await putUntilOk(nodes, 'joining', 250, 80, 5)
      await nodes.look('slave', 2, false)
      await nodes.kill('slave')
      await nodes.wait(50)
      await putUntilOk(nodes, 'gone', 0, 3, 1)
      await nodes.look('master', 2, false)
    },
  },
  syncMasterDefault: {
    about: 'A 5.x SYNC_MASTER with inSyncReplicas 1, and no Slave',
    since: '5.0.0',
    nodes: { master: { ...SMALL, brokerRole: 'SYNC_MASTER' } },
    async run(nodes) {
      await nodes.start('master')
      await ten(nodes, 'master', 'm', 0, 3)
      await nodes.look('master')
    },
  },
  asyncMasterLag: {
    about: 'ASYNC_MASTER: single messages, and when each is in the page cache of the Slave',
    nodes: { master: ASYNC, slave: SLAVE },
    async run(nodes) {
      await nodes.start('master')
      await nodes.put('master', 'first', 0)
      await nodes.start('slave')
      await nodes.follow('slave', 'master')
      await caughtUp(nodes)
      await nodes.wait(500)
      await nodes.watch('slave')
      for (let i = 0; i < LAG_MESSAGES; i++) {
        await nodes.put('master', `m${i}`, 0)
        // Never the sender's own rhythm.
        await nodes.wait(137 + ((i * 29) % 83))
      }
      await nodes.wait(500)
      await nodes.watched('slave')
    },
  },
  freshSlave: {
    about: 'Files of 1,024 bytes: a Slave without anything joins a Master that has three and a half',
    nodes: { master: { ...TINY, brokerRole: 'ASYNC_MASTER' }, slave: { ...TINY, brokerRole: 'SLAVE' } },
    async run(nodes) {
      await nodes.start('master')
      await nodes.fill('master', 'm', 18)
      await nodes.wait(SETTLE_MS)
      await nodes.look('master')
      await nodes.start('slave')
      await nodes.follow('slave', 'master')
      await nodes.until('Slave has caught up', async () => (await nodes.peek('slave')).end === 3648, JOINED_MS)
      await nodes.wait(300)
      await nodes.look('slave')
      nodes.disk('slave')
    },
  },
  divergence: {
    about: 'Ten messages on both; the Master loses power and keeps six; six new ones',
    nodes: masterAndSlave,
    async run(nodes) {
      await joined(nodes)
      // A Slave of 4.x says nothing for its first 5 s.
      await nodes.wait(6000)
      await ten(nodes, 'master')
      await caughtUp(nodes)
      await nodes.look('slave')
      await nodes.powerCut('master', 2, 1152)
      await nodes.start('master')
      await nodes.wait(300)
      await nodes.look('master')
      await nodes.until('Slave has joined again', async () => (await nodes.peek('master')).slaves === 1, JOINED_MS)
      await nodes.wait(6000)
      for (let i = 0; i < 12; i++) {
        await nodes.put('master', `new${i}`, i % 2)
        await nodes.wait(100)
      }
      await caughtUp(nodes)
      await nodes.wait(300)
      await nodes.look('master')
      await nodes.look('slave')
    },
  },
  haGap: {
    about: 'The Slave is frozen and may be behind by 1,920 bytes: twelve messages at once, then it goes on',
    nodes: (release) => ({
      master: { ...syncFor(release), [isV5(release) ? 'haMaxGapNotInSync' : 'haSlaveFallbehindMax']: 1920 },
      slave: SLAVE,
    }),
    async run(nodes) {
      await joined(nodes)
      await nodes.wait(6000)
      await ten(nodes, 'master', 'm', 0, 2)
      await caughtUp(nodes)
      nodes.signal('slave', 'freeze')
      for (let i = 0; i < 12; i++) nodes.putAsync('master', `n${i}`, i % 2)
      await nodes.settled()
      await nodes.look('master', 2, false)
      nodes.signal('slave', 'resume')
      await caughtUp(nodes)
      await nodes.put('master', 'after', 0)
      await nodes.look('slave', 2, false)
    },
  },
}
