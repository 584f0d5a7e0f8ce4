// The processes of a recorded cluster: NameServers, Brokers, Controller and producers of one release, each a Java process of
// ours on the loopback interface. Only these processes are ever signalled, each by its own pid.

import { type ChildProcess, spawn } from 'node:child_process'
import { mkdirSync, openSync, readdirSync, writeFileSync } from 'node:fs'
import { connect, createServer, type Socket } from 'node:net'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'

export const TOPIC = 'T'
const HOST = '127.0.0.1'
/** What the Netty and the Javassist of old releases need on today's Java, and what 4.x asks of its garbage collector. */
const JAVA_FLAGS = [
  ...[
    'java.base/java.nio',
    'java.base/sun.nio.ch',
    'java.base/jdk.internal.ref',
    'java.base/java.lang',
    'java.base/java.util',
  ].flatMap((name) => ['--add-opens', `${name}=ALL-UNNAMED`]),
  ...['-XX:+UseSerialGC', '-XX:MaxDirectMemorySize=256m', '-Dfile.encoding=UTF-8', '-Djava.net.preferIPv4Stack=true'],
]
/** Small files and pools: a Broker of a recording stores some thousand short messages. */
const SMALL_STORE = {
  mapedFileSizeCommitLog: 16_777_216,
  mappedFileSizeCommitLog: 16_777_216,
  mapedFileSizeConsumeQueue: 600_000,
  mappedFileSizeConsumeQueue: 600_000,
  maxHashSlotNum: 50_000,
  maxIndexNum: 200_000,
  timerWheelEnable: false,
  enableBatchPush: false,
  diskMaxUsedSpaceRatio: 95,
}
/** Whatever a process warns of is beside its store. */
const LOGBACK = `<configuration>
  <appender name="out" class="ch.qos.logback.core.ConsoleAppender">
    <encoder><pattern>%d %level %logger{20} %msg%n</pattern></encoder>
  </appender>
  <root level="WARN"><appender-ref ref="out" /></root>
</configuration>
`
/** Connections that fill the accept queue of a frozen process: RocketMQ's server.socket.backlog is 1024. */
const MAX_FILLING = 3000
const FILL_AT_ONCE = 100
/** A connection that is not open after this long is one that the host no longer answers. */
const FILLED_AFTER_MS = 400

export type Properties = Record<string, string | number | boolean>

export interface Process {
  who: string
  port: number
  command: string[]
  child: ChildProcess | null
  /** Connections that keep its accept queue full while it is silent. */
  filling: Socket[]
  /** It ends by itself, or because it was told to. */
  mayEnd: boolean
}

const canListen = (port: number) =>
  new Promise<boolean>((resolve) => {
    const server = createServer()
    server.once('error', () => resolve(false))
    server.listen(port, HOST, () => server.close(() => resolve(true)))
  })

const given = new Set<number>()

/** A port that is free, and those beside it: a Broker listens on two below and one above (VIP and HA) as well. */
async function freePort(): Promise<number> {
  // Below what the kernel gives to outgoing connections, and another place for each recorder.
  for (let port = 21_000 + (process.pid % 900) * 10; ; port = port >= 32_000 ? 21_000 : port + 10) {
    if (given.has(port)) continue
    const free = await Promise.all([port - 2, port, port + 1].map(canListen))
    if (!free.every(Boolean)) continue
    given.add(port)
    return port
  }
}

export class Processes {
  readonly #build: string
  readonly #folder: string
  readonly #home: string
  readonly #log: (line: Record<string, unknown>) => void
  readonly #all = new Map<string, Process>()
  #reject: (reason: Error) => void = () => undefined
  /** Rejects when a server ends that nobody told to: what would be recorded then is not the experiment. */
  readonly lost: Promise<never>

  /**
   * @param build conformance/target/<release>-cluster, with recorder.jar and lib
   * @param folder where the processes store what they store
   * @param log writes one line about what was done
   */
  constructor(build: string, folder: string, log: (line: Record<string, unknown>) => void) {
    this.#build = build
    this.#folder = folder
    this.#log = log
    this.#home = join(folder, 'home')
    this.lost = new Promise((_, reject) => {
      this.#reject = reject
    })
    this.lost.catch(() => undefined)
    mkdirSync(join(this.#home, 'conf'), { recursive: true })
    for (const name of ['broker', 'namesrv', 'controller', 'all']) {
      writeFileSync(join(this.#home, 'conf', `logback_${name}.xml`), LOGBACK)
    }
  }

  /** A port for something that a process listens on besides. */
  reserve = freePort

  #java(heapMb: number, main: string, words: string[], agent = false): string[] {
    return [
      ...(agent ? [`-javaagent:${join(this.#build, 'recorder.jar')}`] : []),
      ...[`-Xms${heapMb}m`, `-Xmx${heapMb}m`, `-Duser.home=${this.#home}`],
      ...['', 'rmq.'].map((of) => `-D${of}logback.configurationFile=${join(this.#home, 'conf', 'logback_all.xml')}`),
      ...JAVA_FLAGS,
      ...['-cp', `${join(this.#build, 'recorder.jar')}:${join(this.#build, 'lib')}/*`, main, ...words],
    ]
  }

  /** Adds a server process that has not started. */
  async #server(who: string, heapMb: number, main: string, properties: (port: number) => Properties): Promise<Process> {
    const port = await freePort()
    const file = join(this.#folder, `${who}.properties`)
    const lines = Object.entries(properties(port)).map(([name, value]) => `${name}=${value}\n`)
    writeFileSync(file, lines.join(''))
    const added = {
      who,
      port,
      command: this.#java(heapMb, main, ['-c', file]),
      child: null,
      filling: [],
      mayEnd: false,
    }
    this.#all.set(who, added)
    return added
  }

  nameServer(who: string, more: Properties): Promise<Process> {
    const main = 'org.apache.rocketmq.namesrv.NamesrvStartup'
    return this.#server(who, 96, main, (listenPort) => ({ listenPort, bindAddress: HOST, ...more }))
  }

  controller(who: string): Promise<Process> {
    return this.#server(who, 128, 'org.apache.rocketmq.controller.ControllerStartup', (port) => ({
      controllerDLegerGroup: 'controllers',
      controllerDLegerPeers: `n0-${HOST}:${port}`,
      controllerDLegerSelfId: 'n0',
      controllerStorePath: join(this.#folder, who),
    }))
  }

  /** @param more what makes it a Master, a Slave or a member of a group */
  async broker(who: string, brokerName: string, queues: number, more: Properties): Promise<Process> {
    const store = join(this.#folder, who)
    mkdirSync(join(store, 'config'), { recursive: true })
    const topic = { readQueueNums: queues, writeQueueNums: queues, perm: 6, topicFilterType: 'SINGLE_TAG' }
    const config = { topicName: TOPIC, ...topic, topicSysFlag: 0, order: false }
    const version = { timestamp: Date.now(), counter: 1 }
    writeFileSync(
      join(store, 'config', 'topics.json'),
      JSON.stringify({ topicConfigTable: { [TOPIC]: config }, dataVersion: version }),
    )
    return this.#server(who, 256, 'org.apache.rocketmq.broker.BrokerStartup', (listenPort) => ({
      ...{ brokerClusterName: 'recorded', brokerName, brokerIP1: HOST, brokerIP2: HOST, listenPort, bindAddress: HOST },
      ...{ haListenPort: listenPort + 1, namesrvAddr: this.addressesOf('ns'), autoCreateTopicEnable: false },
      ...{ storePathRootDir: store, storePathCommitLog: join(store, 'commitlog'), ...SMALL_STORE, ...more },
    }))
  }

  /** Adds and starts a producer. @returns when it has ended */
  producer(name: string, out: string, words: Properties): Promise<void> {
    const all = { topic: TOPIC, ns: this.addressesOf('ns'), name, out, ...words }
    const pairs = Object.entries(all).map(([key, value]) => `${key}=${value}`)
    const main = 'rocketscope.conformance.cluster.RecordedProducer'
    const who = `producer ${name}`
    this.#all.set(who, {
      who,
      port: 0,
      command: this.#java(96, main, pairs, true),
      child: null,
      filling: [],
      mayEnd: true,
    })
    this.start(who)
    return new Promise((resolve, reject) => {
      this.of(who).child?.once('exit', (code) =>
        code === 0 ? resolve() : reject(new Error(`${who} ended with ${code}: see ${who}.out in ${this.#folder}`)),
      )
    })
  }

  /** Starts a client that takes commands. It is ended with everything else. */
  talker(who: string, main: string, words: string[]): ChildProcess {
    this.#all.set(who, { who, port: 0, command: this.#java(96, main, words), child: null, filling: [], mayEnd: true })
    this.start(who, 'pipe')
    return this.of(who).child as ChildProcess
  }

  /** All addresses whose name begins so, as RocketMQ writes a list of them. */
  addressesOf(prefix: string): string {
    const found = [...this.#all.values()].filter(({ who }) => who.startsWith(prefix))
    return found.map(({ port }) => `${HOST}:${port}`).join(';')
  }

  of(who: string): Process {
    const found = this.#all.get(who)
    if (!found) throw new RangeError(`no process ${who}`)
    return found
  }

  #act(act: string, who: string, more: Record<string, unknown> = {}): void {
    this.#log({ t: Date.now(), act, who, ...more })
  }

  /** @param talk whether its input and output are ours */
  start(who: string, talk?: 'pipe'): void {
    const one = this.of(who)
    const output = openSync(join(this.#folder, `${who}.out`), 'a')
    const child = spawn('java', one.command, {
      stdio: [talk ?? 'ignore', talk ?? output, output],
      env: { ...process.env, ROCKETMQ_HOME: this.#home },
    })
    child.once('exit', (code, signal) => {
      this.#act(signal === 'SIGKILL' ? 'reaped' : 'exited', who, { rc: code ?? signal })
      one.child = null
      if (!one.mayEnd) this.#reject(new Error(`${who} ended with ${code ?? signal}: see ${this.#folder}/${who}.out`))
    })
    if (one.port) one.mayEnd = false
    one.child = child
    this.#act('start', who, { pid: child.pid })
  }

  /** Sends one signal to one process of ours. */
  signal(who: string, signal: 'SIGKILL' | 'SIGTERM' | 'SIGSTOP' | 'SIGCONT'): void {
    const { child } = this.of(who)
    if (!child) throw new Error(`${who} is not running`)
    this.#act(signal === 'SIGKILL' ? 'kill -9' : signal, who)
    if (signal === 'SIGKILL' || signal === 'SIGTERM') this.of(who).mayEnd = true
    child.kill(signal)
  }

  async ended(who: string): Promise<void> {
    while (this.of(who).child) await sleep(5)
  }

  /**
   * Makes a host fall silent without special rights: the process is frozen, and its queue of new connections filled, so that
   * the kernel drops what would open another. What is open already stays open and is never answered.
   */
  async silence(who: string): Promise<void> {
    const one = this.of(who)
    this.#act('silence', who)
    one.child?.kill('SIGSTOP')
    while (one.filling.length < MAX_FILLING) {
      const more = Array.from({ length: FILL_AT_ONCE }, () => connect(one.port, HOST).on('error', () => undefined))
      one.filling.push(...more)
      await sleep(FILLED_AFTER_MS)
      if (more.some(({ connecting }) => connecting)) {
        this.#act('silent', who, { connections: one.filling.filter(({ connecting }) => !connecting).length })
        return
      }
    }
    throw new Error(`${who} still takes connections after ${MAX_FILLING}`)
  }

  /** Ends everything that is still running, by pid. */
  async end(): Promise<void> {
    for (const one of this.#all.values()) {
      one.mayEnd = true
      for (const socket of one.filling) socket.destroy()
    }
    for (const { child } of this.#all.values()) child?.kill('SIGKILL')
    for (const { who } of this.#all.values()) await this.ended(who)
  }
}

/** Whether a build for this release is there. */
export const isBuilt = (build: string): boolean => {
  try {
    return readdirSync(join(build, 'lib')).some((name) => name.startsWith('rocketmq-broker'))
  } catch {
    return false
  }
}
