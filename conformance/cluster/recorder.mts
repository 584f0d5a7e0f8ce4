// One experiment while it is recorded: the cluster it needs, its producers, and the raw lines it leaves behind.

import { appendFileSync, existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import type { Experiment, Group, SenderSpec } from './experiments.mts'
import { Processes, type Properties, TOPIC } from './processes.mts'
import { RouteWatch } from './routeWatch.mts'

const QUEUES = 2
const LOOK_MS = 20
/** Longest wait for a cluster that starts, and for a Master, ms. */
const MAX_WAIT_MS = 90_000
/** An election that takes longer is told of as one that did not happen. */
const MAX_ELECTION_MS = 40_000
/** Between the last start and the first act: connections, first heartbeats. */
const SETTLE_MS = 3000
/** Producers of experiments without a fixed length send for at most this long, s. */
const OPEN_END_S = 1200

export class Recorder {
  readonly rounds: number
  readonly #experiment: Experiment
  readonly #raw: string
  readonly #processes: Processes
  #watch: RouteWatch | null = null
  #sending: Promise<unknown> = Promise.resolve()

  /**
   * @param build the release's build folder
   * @param work where processes store what they store; emptied first
   * @param raw folder for acts.jsonl, route.jsonl and prod-<name>.jsonl; emptied first
   */
  constructor(experiment: Experiment, build: string, work: string, raw: string, rounds: number) {
    this.#experiment = experiment
    this.#raw = raw
    this.rounds = rounds
    for (const folder of [work, raw]) {
      rmSync(folder, { recursive: true, force: true })
      mkdirSync(folder, { recursive: true })
    }
    this.#processes = new Processes(build, work, (line) => this.#write('acts', line))
  }

  #write(file: string, line: Record<string, unknown>): void {
    appendFileSync(join(this.#raw, `${file}.jsonl`), `${JSON.stringify(line)}\n`)
  }

  /** Starts NameServers and Brokers, and returns once every node has registered. */
  async startCluster(): Promise<void> {
    const { nameServers = 1, nameServerMore = {}, groups, brokerMore = {} } = this.#experiment
    const asked = []
    for (let i = 0; i < nameServers; i++) {
      const one = await this.#processes.nameServer(nameServers === 1 ? 'ns' : `ns${i}`, nameServerMore)
      this.#processes.start(one.who)
      asked.push(one)
    }
    // The last one: an experiment silences the first.
    const watched = asked[asked.length - 1] as (typeof asked)[number]
    this.#watch = new RouteWatch(TOPIC, watched.port, (line) => this.#write('route', line))
    if (Object.values(groups).some(({ kind }) => kind === 'controller')) {
      await this.#processes.controller('ctl')
      this.#processes.start('ctl')
      await sleep(SETTLE_MS)
    }
    await sleep(SETTLE_MS)
    for (const [letter, group] of Object.entries(groups)) await this.#startGroup(letter, group, brokerMore)
    for (const [letter, { nodes, kind }] of Object.entries(groups)) {
      for (let node = 0; node < nodes; node++) {
        await this.registered(`${letter}${node}`)
      }
      if (kind !== 'alone') await this.masterOf(letter)
    }
    await sleep(SETTLE_MS)
  }

  async #startGroup(letter: string, { kind, nodes }: Group, more: Properties): Promise<void> {
    const brokerName = `broker-${letter}`
    const raft: number[] = []
    if (kind === 'dledger') {
      for (let node = 0; node < nodes; node++) raft.push(await this.#processes.reserve())
    }
    for (let node = 0; node < nodes; node++) {
      const who = `${letter}${node}`
      const peers = raft.map((port, index) => `n${index}-127.0.0.1:${port}`).join(';')
      const role: Record<Group['kind'], Properties> = {
        alone: { brokerId: 0, brokerRole: 'ASYNC_MASTER' },
        masterSlave: { brokerId: node, brokerRole: node === 0 ? 'ASYNC_MASTER' : 'SLAVE' },
        dledger: {
          ...{ enableDLegerCommitLog: true, dLegerGroup: brokerName, dLegerPeers: peers, dLegerSelfId: `n${node}` },
        },
        controller: {
          ...{ brokerId: -1, brokerRole: 'SLAVE', enableControllerMode: true },
          controllerAddr: this.#processes.addressesOf('ctl'),
        },
      }
      await this.#processes.broker(who, brokerName, QUEUES, { ...role[kind], ...more })
      this.#processes.start(who)
      // A Controller gives brokerIds in the order in which nodes come.
      if (kind === 'controller') await sleep(SETTLE_MS)
    }
  }

  async #until<Value>(what: string, withinMs: number, find: () => Value | undefined): Promise<Value> {
    for (const startMs = Date.now(); Date.now() - startMs < withinMs; await sleep(LOOK_MS)) {
      const found = find()
      if (found !== undefined) return found
    }
    throw new Error(`${what}: not within ${withinMs} ms`)
  }

  #node(letter: string, port: string | undefined): string | undefined {
    const { nodes } = this.#experiment.groups[letter] as Group
    const all = Array.from({ length: nodes }, (_, node) => `${letter}${node}`)
    return all.find((who) => String(this.#processes.of(who).port) === port)
  }

  /** The node that the NameServer names as Master. */
  masterOf(letter: string): Promise<string> {
    return this.#until(`Master of broker-${letter}`, MAX_WAIT_MS, () =>
      this.#node(letter, this.#watch?.answer?.brokers[`broker-${letter}`]?.[0]),
    )
  }

  nextMasterOf(letter: string, before: string): Promise<string> {
    return this.#until(`next Master of broker-${letter}`, MAX_ELECTION_MS, () => {
      const now = this.#node(letter, this.#watch?.answer?.brokers[`broker-${letter}`]?.[0])
      return now === before ? undefined : now
    })
  }

  /** Returns once a node is in the route, whatever its brokerId. */
  async registered(who: string): Promise<void> {
    const port = String(this.#processes.of(who).port)
    await this.#until(`${who} registered`, MAX_WAIT_MS, () =>
      Object.values(this.#watch?.answer?.brokers ?? {}).some((ids) => Object.values(ids).includes(port))
        ? true
        : undefined,
    )
  }

  /**
   * Starts the experiment's producers.
   *
   * @param seconds how long each sends; null: until stopSending()
   * @param settle wait until each has sent something
   */
  async send(seconds: number | null, settle = true): Promise<void> {
    const ends = Object.entries(this.#experiment.senders).map(([name, spec]) =>
      this.#processes.producer(name, join(this.#raw, `prod-${name}.jsonl`), words(spec, seconds ?? OPEN_END_S)),
    )
    const all = Promise.allSettled(ends).then((results) => {
      const failed = results.find((one) => one.status === 'rejected')
      if (failed && seconds !== null) throw failed.reason
    })
    all.catch(() => undefined)
    this.#sending = all
    if (!settle) return
    for (const name of Object.keys(this.#experiment.senders)) {
      await this.#until(`${name} sends`, MAX_WAIT_MS, () => (this.#hasSent(name) ? true : undefined))
    }
  }

  #hasSent(name: string): boolean {
    const file = join(this.#raw, `prod-${name}.jsonl`)
    return existsSync(file) && readFileSync(file, 'utf8').includes('"k":"att"')
  }

  /** Waits until the producers have ended by themselves. */
  sent = async (): Promise<void> => void (await this.#sending)

  async stopSending(): Promise<void> {
    for (const name of Object.keys(this.#experiment.senders)) this.#processes.signal(`producer ${name}`, 'SIGKILL')
    await this.#sending
  }

  wait = (ms: number): Promise<void> => sleep(ms)

  note(act: string, who: string, more: Record<string, unknown> = {}): void {
    this.#write('acts', { t: Date.now(), act, who, ...more })
  }

  /** kill -9. @returns wall ms just before the signal */
  kill(who: string): number {
    const nowMs = Date.now()
    this.#processes.signal(who, 'SIGKILL')
    return nowMs
  }

  signal = (who: string, signal: 'SIGTERM' | 'SIGSTOP' | 'SIGCONT'): void => this.#processes.signal(who, signal)

  start = (who: string): void => this.#processes.start(who)

  silence = (who: string): Promise<void> => this.#processes.silence(who)

  /** A client that takes commands, see store/talk.mts. */
  talker = (main: string, ...words: string[]) =>
    this.#processes.talker('client', main, [TOPIC, this.#processes.addressesOf('ns'), ...words])

  portOf = (who: string): number => this.#processes.of(who).port

  /** Rejects when a server ends by itself. */
  get lost(): Promise<never> {
    return this.#processes.lost
  }

  async end(): Promise<void> {
    this.#watch?.end()
    await this.#processes.end()
  }
}

const words = (spec: SenderSpec, seconds: number): Properties => ({
  ...{ faultOn: spec.faultOn, poll: spec.pollMs, secs: seconds, mode: spec.mode ?? 'SYNC' },
  ...{ threads: spec.threads ?? 1, interval: spec.everyMs ?? 50 },
  ...(spec.maxPerRequestMs === undefined ? {} : { max: spec.maxPerRequestMs }),
})
