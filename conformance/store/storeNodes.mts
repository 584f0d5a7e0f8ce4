// The stores of one recording: each a Java process of ours, started, asked, killed, and its files touched between two lives.

import { spawn } from 'node:child_process'
import {
  closeSync,
  existsSync,
  mkdirSync,
  openSync,
  readdirSync,
  readSync,
  rmSync,
  statfsSync,
  statSync,
  utimesSync,
  writeSync,
} from 'node:fs'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import type { StoreLook, StorePut, StoreRule, StoreStep } from './recording'
import { Talk, type Words } from './talk.mts'

export const TOPIC = 'T'
const ENTRY_BYTES = 20
const BLOCK_BYTES = 65_536
const HOUR_MS = 3_600_000
const HA_PORTS_FROM = 24_000
const JAVA_FLAGS = [
  ...['java.base/java.nio', 'java.base/sun.nio.ch', 'java.base/java.lang', 'java.base/jdk.internal.ref'].flatMap(
    (name) => ['--add-opens', `${name}=ALL-UNNAMED`],
  ),
  ...['-Xms96m', '-Xmx96m', '-XX:+UseSerialGC', '-Djava.net.preferIPv4Stack=true'],
]
const LOGBACK = fileURLToPath(new URL('../src/nameserver-logback.xml', import.meta.url))

export type Settings = Words
type Kind = StoreStep['act']
type StepOf<Act extends Kind> = Extract<StoreStep, { act: Act }>

/** Position `byte` of files that follow each other. */
function fileAt(folder: string, byte: number): { path: string; name: string; position: number } {
  const names = readdirSync(folder).sort()
  const name = names.findLast((one) => Number(one) <= byte)
  if (name === undefined) throw new RangeError(`no file in ${folder} holds ${byte}`)
  return { path: join(folder, name), name, position: byte - Number(name) }
}

export class StoreNodes {
  readonly steps: StoreStep[] = []
  /** How late, at worst, any of the processes woke a thread, ms. */
  stallMs = 0
  readonly #build: string
  readonly #work: string
  readonly #nodes: Record<string, Settings>
  readonly #system: Settings
  readonly #running = new Map<string, Talk>()
  /** Whoever was frozen once was late because of that. */
  readonly #frozen = new Set<string>()
  readonly #puts: Promise<unknown>[] = []
  #startMs = 0

  constructor(build: string, work: string, nodes: Record<string, Settings>, system: Settings) {
    this.#build = build
    this.#work = work
    this.#nodes = nodes
    this.#system = system
    rmSync(work, { recursive: true, force: true })
    mkdirSync(work, { recursive: true })
  }

  #folder = (node: string, ...more: string[]) => join(this.#work, node, ...more)

  #at(wallMs = Date.now()): number {
    if (this.#startMs === 0) this.#startMs = wallMs
    return wallMs - this.#startMs
  }

  #note(step: StoreStep): void {
    this.steps.push(step)
  }

  #one(node: string): Talk {
    const found = this.#running.get(node)
    if (!found) throw new Error(`${node} does not run`)
    return found
  }

  #ask = (node: string, verb: string, words: Words = {}) => this.#one(node).ask(verb, words)

  #launch(node: string): void {
    const system = Object.entries(this.#system).map(([name, value]) => `-D${name}=${value}`)
    const quiet = ['', 'rmq.'].map((of) => `-D${of}logback.configurationFile=${LOGBACK}`)
    const classes = ['-cp', `${join(this.#build, 'recorder.jar')}:${join(this.#build, 'lib')}/*`]
    const words = ['rocketscope.conformance.store.StoreProcess', this.#folder(node), TOPIC]
    const home = `-Duser.home=${this.#work}`
    const child = spawn('java', [...JAVA_FLAGS, ...system, ...quiet, home, ...classes, ...words], {
      stdio: ['pipe', 'pipe', openSync(join(this.#work, `${node}.err`), 'a')],
    })
    this.#running.set(node, new Talk(child))
  }

  /** Where a Master takes Slaves: not the same in any two recordings, so no part of its settings. */
  #haPort = (node: string) => HA_PORTS_FROM + (process.pid % 500) * 10 + Object.keys(this.#nodes).indexOf(node)

  async start(node: string): Promise<void> {
    this.#launch(node)
    // The JVM's own start is no part of what is recorded.
    const answer = await this.#ask(node, 'start', { ...this.#nodes[node], haListenPort: this.#haPort(node) })
    this.#note({ act: 'start', at: this.#at(answer.at as number), node, saw: { ms: answer.ms as number } })
  }

  async #gone(node: string): Promise<void> {
    const { child } = this.#one(node)
    if (!this.#frozen.has(node)) {
      const { ms } = await this.#ask(node, 'stalled')
      this.stallMs = Math.max(this.stallMs, Number(ms))
    }
    child.kill('SIGKILL')
    while (child.exitCode === null && child.signalCode === null) await sleep(2)
    this.#running.delete(node)
  }

  async stop(node: string): Promise<void> {
    const { at } = await this.#ask(node, 'stop')
    this.#note({ act: 'stop', at: this.#at(at as number), node })
    await this.#gone(node)
  }

  async kill(node: string): Promise<void> {
    this.#note({ act: 'kill', at: this.#at(), node })
    await this.#gone(node)
  }

  signal(node: string, act: 'freeze' | 'resume'): void {
    this.#note({ act, at: this.#at(), node })
    this.#frozen.add(node)
    this.#one(node).child.kill(act === 'freeze' ? 'SIGSTOP' : 'SIGCONT')
  }

  /**
   * Kills a node and takes from its files what was not on disk.
   *
   * @param flushed the position up to which its CommitLog is; null: what the store says of itself
   */
  async powerCut(node: string, queues: number, flushed: number | null = null): Promise<void> {
    const seen = (await this.#ask(node, 'look', { queues, listed: false })) as StoreLook
    const keeps = flushed ?? seen.flushed
    const kept = seen.queues.map(([, , onDisk]) => onDisk)
    const chosen = flushed === null ? {} : { chosen: true as const }
    this.#note({ act: 'powerCut', at: this.#at(), node, flushed: keeps, queues: kept, ...chosen })
    await this.#gone(node)
    this.#zero(this.#folder(node, 'commitlog'), keeps)
    for (const [queue, onDisk] of kept.entries()) this.#zero(this.#queueFolder(node, queue), onDisk)
  }

  #queueFolder = (node: string, queue: number) => this.#folder(node, 'consumequeue', TOPIC, String(queue))

  #zero(folder: string, from: number): void {
    if (!existsSync(folder)) return
    const zeroes = Buffer.alloc(BLOCK_BYTES)
    for (const name of readdirSync(folder)) {
      const path = join(folder, name)
      const { size } = statSync(path)
      const file = openSync(path, 'r+')
      for (let at = Math.max(0, from - Number(name)); at < size; at += BLOCK_BYTES) {
        writeSync(file, zeroes, 0, Math.min(BLOCK_BYTES, size - at), at)
      }
      closeSync(file)
    }
  }

  damage(node: string, byte: number): void {
    const { path, position } = fileAt(this.#folder(node, 'commitlog'), byte)
    const file = openSync(path, 'r+')
    const one = Buffer.alloc(1)
    readSync(file, one, 0, 1, position)
    writeSync(file, Buffer.from([one.readUInt8(0) ^ 0xff]), 0, 1, position)
    closeSync(file)
    this.#note({ act: 'damage', at: this.#at(), node, byte })
  }

  async follow(node: string, master: string): Promise<void> {
    this.#note({ act: 'follow', at: this.#at(), node, master })
    await this.#ask(node, 'follow', { address: `127.0.0.1:${this.#haPort(master)}` })
  }

  async put(node: string, id: string, queue: number, body = 100): Promise<StorePut> {
    const place = this.steps.length
    const { at, ...saw } = await this.#ask(node, 'put', { id, queue, body })
    const step: StoreStep = { act: 'put', at: this.#at(at as number), node, id, queue, body, saw: saw as StorePut }
    this.steps.splice(place, 0, step)
    return step.saw
  }

  /** Does not wait for what becomes of it; settled() does. Its step is where it was sent. */
  putAsync(node: string, id: string, queue: number, body = 100): void {
    const step: StoreStep = { act: 'put', at: 0, node, id, queue, body, async: true, saw: { ms: 0, status: '' } }
    this.#note(step)
    const done = this.#ask(node, 'put', { id, queue, body }).then(({ at, ...saw }) => {
      step.at = this.#at(at as number)
      step.saw = saw as StorePut
    })
    this.#puts.push(done)
  }

  async settled(): Promise<void> {
    await Promise.all(this.#puts.splice(0))
  }

  async fill(node: string, id: string, number: number, queues = 2, body = 100): Promise<void> {
    this.#note({ act: 'fill', at: this.#at(), node, id, number, queues, body })
    await this.#ask(node, 'fill', { id, number, queues, body })
  }

  async look(node: string, queues = 2, listed = true): Promise<StoreLook> {
    const saw = (await this.#ask(node, 'look', { queues, listed })) as StoreLook
    this.#note({ act: 'look', at: this.#at(), node, saw })
    return saw
  }

  disk(node: string): void {
    const saw = {
      abort: existsSync(this.#folder(node, 'abort')),
      commitLog: readdirSync(this.#folder(node, 'commitlog')).sort(),
    }
    this.#note({ act: 'disk', at: this.#at(), node, saw })
  }

  entry(node: string, queue: number, entry: number): void {
    const { path, name, position } = fileAt(this.#queueFolder(node, queue), entry * ENTRY_BYTES)
    const file = openSync(path, 'r')
    const read = Buffer.alloc(ENTRY_BYTES)
    readSync(file, read, 0, ENTRY_BYTES, position)
    closeSync(file)
    const content = {
      physical: Number(read.readBigInt64BE(0)),
      size: read.readInt32BE(8),
      tagHash: Number(read.readBigInt64BE(12)),
    }
    this.#note({ act: 'entry', at: this.#at(), node, queue, entry, saw: { file: name, position, ...content } })
  }

  async watch(node: string, queue = 0): Promise<void> {
    this.#note({ act: 'watch', at: this.#at(), node, queue })
    await this.#ask(node, 'watch', { queue })
  }

  async watched(node: string, queue = 0): Promise<void> {
    const { rows } = (await this.#ask(node, 'watched')) as { rows: StepOf<'watched'>['saw']['rows'] }
    const since = rows.map(([wallMs, ...rest]) => [this.#at(wallMs), ...rest] as (typeof rows)[number])
    this.#note({ act: 'watched', at: this.#at(), node, queue, saw: { rows: since } })
  }

  async pull(node: string, queue: number, offset: number, max: number): Promise<void> {
    const saw = (await this.#ask(node, 'pull', { queue, offset, max })) as StepOf<'pull'>['saw']
    this.#note({ act: 'pull', at: this.#at(), node, queue, offset, max, saw })
  }

  async askRule(node: string, asked: StoreRule): Promise<void> {
    const { rule, ...words } = asked
    const saw = (await this.#ask(node, rule, words)) as { yes: boolean }
    this.#note({ act: 'ask', at: this.#at(), node, asked, saw })
  }

  age(node: string, files: number, hours: number): void {
    this.#note({ act: 'age', at: this.#at(), node, files, hours })
    const folder = this.#folder(node, 'commitlog')
    const when = new Date(Date.now() - hours * HOUR_MS)
    for (const name of readdirSync(folder).sort().slice(0, files)) utimesSync(join(folder, name), when, when)
  }

  async clean(node: string): Promise<void> {
    const { blocks, bavail, bfree } = statfsSync(this.#work)
    // As UtilAll#getDiskPartitionSpaceUsedPercent: what the user cannot have is neither used nor free.
    const used = (blocks - bfree) / (blocks - bfree + bavail)
    const saw = (await this.#ask(node, 'clean')) as { yes: boolean }
    this.#note({ act: 'clean', at: this.#at(), node, diskUsed: Math.round(used * 1000) / 1000, saw })
  }

  wait = (forMs: number): Promise<void> => sleep(forMs)

  async until(what: string, holds: () => Promise<boolean>, withinMs = 20_000): Promise<void> {
    for (const startMs = Date.now(); Date.now() - startMs < withinMs; await sleep(20)) if (await holds()) return
    throw new Error(`${what}: not within ${withinMs} ms`)
  }

  /** Asks without a step of its own. */
  async peek(node: string): Promise<StoreLook> {
    return (await this.#ask(node, 'look', { queues: 2, listed: false })) as StoreLook
  }

  async end(): Promise<void> {
    for (const node of [...this.#running.keys()]) await this.#gone(node)
  }
}
