// The experiments that can be recorded, by name: who is in the cluster, who sends, and what is done to it.

import type { Properties } from './processes.mts'
import type { Recorder } from './recorder.mts'

/** One Broker group: how many nodes, and how they belong together. */
export interface Group {
  kind: 'alone' | 'masterSlave' | 'dledger' | 'controller'
  nodes: number
}

/** One producer process. Its name says what it is about: it becomes the name of its file. */
export interface SenderSpec {
  faultOn: boolean
  pollMs: number
  /** SYNC where nothing is said. */
  mode?: 'SYNC' | 'ASYNC'
  threads?: number
  /** From the start of a call to the start of the thread's next, ms; 50 where nothing is said. */
  everyMs?: number
  /** sendMsgMaxTimeoutPerRequest, from 5.3.3. */
  maxPerRequestMs?: number
}

export interface Experiment {
  /** What happens, for `record.mts --help`. */
  about: string
  /** Letters of the groups: a is broker-a. The fault is always a's. */
  groups: Record<string, Group>
  nameServers?: number
  brokerMore?: Properties
  nameServerMore?: Properties
  /** The first release that can do it. */
  since?: string
  senders: Record<string, SenderSpec>
  run(recorder: Recorder): Promise<void>
}

const ALONE: Group = { kind: 'alone', nodes: 1 }
const OFF_5: SenderSpec = { faultOn: false, pollMs: 5000 }
const ON_5: SenderSpec = { faultOn: true, pollMs: 5000 }
const ON_30: SenderSpec = { faultOn: true, pollMs: 30_000 }
const ACTING = { enableSlaveActingMaster: true }

/** Kills a's Master, waits for the next, brings the old one back; `rounds` times. */
async function changeMaster(recorder: Recorder): Promise<void> {
  for (let round = 0; round < recorder.rounds; round++) {
    const master = await recorder.masterOf('a')
    const killedMs = recorder.kill(master)
    const next = await recorder.nextMasterOf('a', master)
    recorder.note('newMaster', next, { afterMs: Date.now() - killedMs })
    await recorder.wait(6000)
    recorder.start(master)
    await recorder.registered(master)
    recorder.note('rejoined', master)
    await recorder.wait(5000)
  }
}

export const EXPERIMENTS: Record<string, Experiment> = {
  kill: {
    about: 'kill -9 of a Broker without Slave, started again 30 s later',
    groups: { a: ALONE, b: ALONE },
    senders: { 'off-5': OFF_5, 'on-5': ON_5, 'on-30': ON_30 },
    async run(recorder) {
      await recorder.send(80)
      await recorder.wait(12_000)
      recorder.kill('a0')
      await recorder.wait(30_000)
      recorder.start('a0')
      await recorder.sent()
    },
  },
  stop: {
    about: 'SIGTERM of a Broker without Slave, started again 20 s later',
    groups: { a: ALONE, b: ALONE },
    senders: { 'off-5': OFF_5, 'on-5': ON_5 },
    async run(recorder) {
      await recorder.send(60)
      await recorder.wait(12_000)
      recorder.signal('a0', 'SIGTERM')
      await recorder.wait(20_000)
      recorder.start('a0')
      await recorder.sent()
    },
  },
  freeze: {
    about: 'SIGSTOP of a Broker without Slave for 8 s',
    groups: { a: ALONE, b: ALONE },
    senders: { 'off-5': OFF_5, 'on-5': ON_5 },
    async run(recorder) {
      await recorder.send(45)
      await recorder.wait(12_000)
      recorder.signal('a0', 'SIGSTOP')
      await recorder.wait(8000)
      recorder.signal('a0', 'SIGCONT')
      await recorder.sent()
    },
  },
  dledger: {
    about: 'kill -9 of the leader of a DLedger group of three, --rounds times',
    groups: { a: { kind: 'dledger', nodes: 3 }, b: ALONE },
    senders: { 'off-5': OFF_5, 'on-5': ON_5 },
    async run(recorder) {
      await recorder.send(null)
      await recorder.wait(10_000)
      await changeMaster(recorder)
      await recorder.stopSending()
    },
  },
  controller: {
    about: 'kill -9 of the Master that a Controller made, --rounds times',
    groups: { a: { kind: 'controller', nodes: 3 }, b: ALONE },
    since: '5.0.0',
    senders: { 'off-5': OFF_5, 'on-5': ON_5 },
    async run(recorder) {
      await recorder.send(null)
      await recorder.wait(10_000)
      await changeMaster(recorder)
      await recorder.stopSending()
    },
  },
  masterSlave: {
    about: 'kill -9 of the Master of a Master and its Slave, started again 30 s later',
    groups: { a: { kind: 'masterSlave', nodes: 2 }, b: ALONE },
    senders: { 'off-5': OFF_5, 'on-5': ON_5 },
    async run(recorder) {
      await recorder.send(80)
      await recorder.wait(12_000)
      recorder.kill('a0')
      await recorder.wait(30_000)
      recorder.start('a0')
      await recorder.sent()
    },
  },
  actingMaster: {
    about: 'the same, and a Slave answers for the missing Master',
    groups: { a: { kind: 'masterSlave', nodes: 2 }, b: ALONE },
    since: '5.0.0',
    brokerMore: ACTING,
    nameServerMore: { supportActingMaster: true },
    senders: { 'off-5': OFF_5, 'on-5': ON_5 },
    async run(recorder) {
      await recorder.send(80)
      await recorder.wait(12_000)
      recorder.kill('a0')
      await recorder.wait(30_000)
      recorder.start('a0')
      await recorder.sent()
    },
  },
  silentBroker: {
    about: 'the host of a Broker falls silent',
    groups: { a: ALONE, b: ALONE },
    senders: { 'off-5': OFF_5, 'on-5': ON_5 },
    async run(recorder) {
      await recorder.send(50)
      await recorder.wait(12_000)
      await recorder.silence('a0')
      await recorder.sent()
    },
  },
  asyncPool: {
    about: 'the host of a Broker is silent before ASYNC producers begin: connecting holds up the threads of their pool',
    groups: { a: ALONE, b: ALONE },
    senders: { 'async-off': { ...OFF_5, mode: 'ASYNC' }, 'async-on': { ...ON_5, mode: 'ASYNC' } },
    async run(recorder) {
      await recorder.silence('a0')
      await recorder.send(40, false)
      await recorder.sent()
    },
  },
  silentNameServer: {
    about: 'the first of two NameServers is silent while producers start',
    groups: { a: ALONE, b: ALONE },
    nameServers: 2,
    senders: { 'one-5': OFF_5, 'two-5': OFF_5, 'three-5': OFF_5, 'four-5': OFF_5 },
    async run(recorder) {
      await recorder.silence('ns0')
      await recorder.send(40, false)
      await recorder.sent()
    },
  },
}
