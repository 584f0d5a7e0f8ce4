// What is done to a group of three real Brokers while one client sends, one call after another and without retries.

import type { Experiment } from '../cluster/experiments.mts'
import type { Recorder } from '../cluster/recorder.mts'
import type { GroupSend, GroupStep } from './groupRecording'
import { syncStateSet } from './syncStateSet.mts'
import { Talk } from './talk.mts'

export const groupsOf = ({ elects = 'dledger' }: GroupExperiment): Experiment['groups'] => ({
  a: { kind: elects, nodes: 3 },
})
const NODES = ['a0', 'a1', 'a2']
export const TIMEOUT_MS = 9000
/** Enough to tell one message from another. */
const MESSAGE_LETTERS = 50
/** Two polls of the route, and some more. */
const NO_QUORUM_MS = 45_000
const ELECTION_MS = 30_000
const SET_EVERY_MS = 50
const SEND_EVERY_MS = 1000
const SET_CHANGES_MS = 60_000

export class GroupActs {
  readonly steps: GroupStep[] = []
  readonly #recorder: Recorder
  readonly #client: Talk
  readonly #startMs = Date.now()

  constructor(recorder: Recorder) {
    this.#recorder = recorder
    this.#client = new Talk(recorder.talker('rocketscope.conformance.store.GroupClient', String(TIMEOUT_MS)))
  }

  #at = (wallMs = Date.now()) => wallMs - this.#startMs

  async send(id: string): Promise<GroupSend> {
    const { at, ...saw } = (await this.#client.ask('send', { id })) as unknown as GroupSend & { at: number }
    if (saw.message) saw.message = saw.message.slice(0, MESSAGE_LETTERS)
    this.steps.push({ act: 'send', at: this.#at(at), id, saw })
    return saw
  }

  async sendSome(id: string, number: number): Promise<void> {
    for (let i = 0; i < number; i++) await this.send(`${id}${i}`)
  }

  /** One call after another until one of them is what is waited for. */
  async sendUntil(id: string, withinMs: number, holds: (saw: GroupSend) => boolean, pauseMs: number): Promise<void> {
    const startMs = Date.now()
    for (let i = 0; Date.now() - startMs < withinMs; i++) {
      const saw = await this.send(`${id}${i}`)
      if (holds(saw)) return
      // Whoever has waited for an answer sends again at once.
      if (saw.ms < pauseMs) await this.#recorder.wait(pauseMs)
    }
  }

  async leader(): Promise<string> {
    const node = await this.#recorder.masterOf('a')
    this.steps.push({ act: 'leader', at: this.#at(), node })
    return node
  }

  kill(node: string): void {
    this.steps.push({ act: 'kill', at: this.#at(), node })
    this.#recorder.kill(node)
  }

  start(node: string): void {
    this.steps.push({ act: 'start', at: this.#at(), node })
    this.#recorder.start(node)
  }

  async list(): Promise<void> {
    const saw = await this.#client.ask('list')
    this.steps.push({ act: 'list', at: this.#at(), saw: saw as { held: [number, number, number, string][] } })
  }

  signal(node: string, act: 'freeze' | 'resume'): void {
    this.steps.push({ act, at: this.#at(), node })
    this.#recorder.signal(node, act === 'freeze' ? 'SIGSTOP' : 'SIGCONT')
  }

  /** Notes each change of the SyncStateSet until it has so many members. */
  async untilSet(members: number, withinMs: number): Promise<void> {
    for (const startMs = Date.now(); Date.now() - startMs < withinMs; await this.wait(SET_EVERY_MS)) {
      const ports = await syncStateSet(this.#recorder.portOf('ctl'), 'broker-a')
      if (!ports) continue
      const nodes = NODES.filter((node) => ports.includes(this.#recorder.portOf(node)))
      const last = this.steps.findLast((step) => step.act === 'set')
      if (last?.nodes.join() !== nodes.join()) this.steps.push({ act: 'set', at: this.#at(), nodes })
      if (nodes.length === members) return
    }
    throw new Error(`no SyncStateSet of ${members} within ${withinMs} ms`)
  }

  /** Sends on while something else is waited for. */
  async sendingWhile(id: string, waited: Promise<void>): Promise<void> {
    let over = false
    const end = waited.finally(() => {
      over = true
    })
    for (let i = 0; !over; i++) {
      await this.send(`${id}${i}`)
      await this.wait(SEND_EVERY_MS)
    }
    await end
  }

  wait = (ms: number): Promise<void> => this.#recorder.wait(ms)
}

const isOk = ({ status }: GroupSend) => status === 'SEND_OK'
const hasNoRoute = ({ message = '' }: GroupSend) => message.includes('No route info')

async function loseQuorum(acts: GroupActs): Promise<{ leader: string; followers: string[] }> {
  const leader = await acts.leader()
  const followers = NODES.filter((node) => node !== leader)
  await acts.sendSome('before', 8)
  for (const node of followers) acts.kill(node)
  await acts.sendUntil('without', NO_QUORUM_MS, hasNoRoute, 1500)
  return { leader, followers }
}

async function afterwards(acts: GroupActs): Promise<void> {
  await acts.sendUntil('none', ELECTION_MS + 40_000, isOk, 1000)
  await acts.sendSome('after', 4)
  await acts.leader()
  await acts.wait(2000)
  await acts.list()
}

export interface GroupExperiment {
  about: string
  /** DLedger where nothing is said. */
  elects?: 'dledger' | 'controller'
  since?: string
  run(acts: GroupActs): Promise<void>
}

export const GROUP_EXPERIMENTS: Record<string, GroupExperiment> = {
  quorumLost: {
    about: 'Both followers of a DLedger group are killed, and started again; the leader lives',
    async run(acts) {
      const { followers } = await loseQuorum(acts)
      for (const node of followers) acts.start(node)
      await afterwards(acts)
    },
  },
  quorumMoved: {
    about: 'Both followers are killed, then the leader too; the two followers are started, later the old leader',
    async run(acts) {
      const { leader, followers } = await loseQuorum(acts)
      acts.kill(leader)
      for (const node of followers) acts.start(node)
      await afterwards(acts)
      acts.start(leader)
      await acts.wait(15_000)
      await acts.sendSome('rejoined', 4)
      await acts.leader()
      await acts.list()
    },
  },
  leaderKilled: {
    about: 'The leader of a DLedger group is killed while the client sends, and started again',
    async run(acts) {
      const leader = await acts.leader()
      await acts.sendSome('before', 20)
      acts.kill(leader)
      await acts.sendUntil('during', ELECTION_MS + 40_000, isOk, 1000)
      await acts.sendSome('after', 10)
      await acts.leader()
      await acts.list()
      acts.start(leader)
      await acts.wait(15_000)
      await acts.sendSome('rejoined', 4)
      await acts.list()
    },
  },
  syncStateSet: {
    about: 'A Slave under a Controller is frozen while nothing is sent, then while there is, then killed',
    elects: 'controller',
    since: '5.0.0',
    async run(acts) {
      const leader = await acts.leader()
      const [slave] = NODES.filter((node) => node !== leader) as [string, string]
      await acts.sendSome('before', 4)
      await acts.untilSet(3, SET_CHANGES_MS)
      await acts.wait(7000)
      acts.signal(slave, 'freeze')
      await acts.untilSet(2, SET_CHANGES_MS)
      acts.signal(slave, 'resume')
      await acts.untilSet(3, SET_CHANGES_MS)
      await acts.wait(7000)
      acts.signal(slave, 'freeze')
      await acts.sendingWhile('busy', acts.untilSet(2, SET_CHANGES_MS))
      acts.signal(slave, 'resume')
      await acts.untilSet(3, SET_CHANGES_MS)
      await acts.wait(7000)
      acts.kill(slave)
      await acts.untilSet(2, SET_CHANGES_MS)
      acts.start(slave)
      await acts.untilSet(3, SET_CHANGES_MS)
      await acts.list()
    },
  },
}
