// What producers, NameServers, Brokers and consumers said to each other, as a sequence diagram in Mermaid's language. Text only;
// whoever shows it draws it.

import { narrationOf } from '../../explain/narrationContextOf'
import { formatTime } from '../../i18n/format'
import type { MessagesWith } from '../../i18n/messages'
import { narrate } from '../../i18n/narration'
import { SILENT_FAILURES } from '../../i18n/sequence'

import { numberedProcess } from '../../projections/numberedProcess'
import { storeQueueName } from '../../projections/queueNames'
import { brokerNameOf, settingsAt } from '../../projections/sendCalls'
import {
  entryAt,
  entryKind,
  entryMessage,
  entryTime,
  firstEntryAfter,
  type LogEntry,
  type LogKind,
  logLength,
  type Run,
} from '../../rocketmq'

/** What a diagram shows: everything in a stretch, both ends included (ms of virtual time), or all about one message. */
export type SequenceSubject = { kind: 'stretch'; fromMs: number; toMs: number } | { kind: 'message'; message: number }

export interface Sequence {
  /** The whole diagram; lines end with \n. */
  text: string
  /** Things that happened and are drawn. */
  shown: number
  /** Things that happened later and are not drawn, because the diagram would have become too long. */
  leftOut: number
}

/** Mermaid draws no text longer than this unless it is told to. Mermaid: maxTextSize */
export const MAX_SEQUENCE_LENGTH = 50_000

/** Kept free for the list of those who take part and for the last line. */
const HEAD_ROOM = 6000

/**
 * A text as Mermaid takes it behind a colon, or for a name. What ends a statement or begins a comment, an entity, a directive or
 * markup is written as a character code; so is the word "end", which closes a block.
 */
export function mermaidText(text: string): string {
  return text
    .replace(/\s+/g, ' ')
    .trim()
    .replace(/[#;%{}<>"\\`&]/g, (character) => `#${character.charCodeAt(0)};`)
    .replace(/\b(e)(?=nd\b)/gi, (letter) => `#${letter.charCodeAt(0)};`)
}

/** Kinds that the diagram leaves out: too many, or told by another one already. */
const UNTOLD: ReadonlySet<LogKind> = new Set([
  'stored',
  'action',
  'registered',
  'unregistered',
  'role',
  'vote',
  'reachable',
])

/** Kinds that concern one message. */
const OF_MESSAGE: ReadonlySet<LogKind> = new Set(['send', 'sendOk', 'sendFailed', 'messageFailed'])

interface Line {
  /** Those who take part in it. */
  of: string[]
  text: string
}

/** Draws the entries of a run; asks for names and settings as it goes. */
class Drawing {
  private readonly askedOf: number[] = []

  constructor(
    private readonly run: Run,
    private readonly m: MessagesWith<'exceptions' | 'sequence'>,
  ) {}

  /** @returns null for an entry that is not drawn */
  line(entry: LogEntry): Line | null {
    const { m } = this
    const at = formatTime(entry.atMs)
    const arrow = (from: string, sign: string, to: string, words: string): Line => ({
      of: [from, to],
      text: `${from}${sign}${to}: ${mermaidText(`${at} ${words}`)}`,
    })
    const note = (over: string, words = this.told(entry)): Line => ({
      of: [over],
      text: `Note over ${over}: ${mermaidText(`${at} ${words}`)}`,
    })
    const producer = 'producer' in entry ? `P${entry.producer}` : ''
    const consumer = 'consumer' in entry ? `C${entry.consumer}` : ''
    const broker = 'group' in entry ? `B${entry.group}` : ''
    switch (entry.kind) {
      case 'send':
        return arrow(producer, '->>', broker, m.sequence.send(entry.message, entry.queueId, entry.attempt))
      case 'sendOk': {
        const words = m.sequence.answer(entry.message, entry.status, entry.latencyMs)
        return arrow(broker, '-->>', producer, words)
      }
      case 'sendFailed': {
        const cause = m.exceptions.failure(entry.failure, entry.code, entry.latencyMs)
        const words = m.sequence.failed(entry.message, cause)
        return SILENT_FAILURES.includes(entry.failure) ? note(producer, words) : arrow(broker, '--x', producer, words)
      }
      case 'routeRequest':
        this.askedOf[entry.producer] = entry.nameServer
        return arrow(producer, '->>', `N${entry.nameServer}`, m.sequence.askRoute)
      case 'route': {
        const asked = this.askedOf[entry.producer]
        const unanswered = entry.outcome === 'keptUnreachable' || entry.outcome === 'keptTimedOut'
        if (unanswered || asked === undefined) return note(producer, unanswered ? m.sequence.noRouteAnswer : undefined)
        const words =
          entry.outcome === 'keptNotExist'
            ? m.sequence.noTopic
            : m.sequence.route(entry.queues, entry.outcome === 'changed')
        return arrow(`N${asked}`, '-->>', producer, words)
      }
      case 'brokerProcess':
      case 'masterReady':
      case 'topicCreated':
        return note(broker)
      case 'nameServerProcess':
        return note(`N${entry.nameServer}`)
      case 'avoided':
        // Nothing changes for anybody when a fast send opens a window of no length.
        return entry.windowMs > 0 ? note(producer) : null
      case 'consumerProcess':
      case 'queueAssigned':
      case 'queueRevoked':
      case 'offsetMoved':
      case 'pullFailed':
      case 'consumed':
        return note(consumer)
      case 'memberLeft':
      case 'sentBack':
      case 'retryReady':
      case 'deadLettered':
      case 'skipped':
        return note(broker)
      case 'pulled':
        return entry.count > 0
          ? arrow(
              broker,
              '-->>',
              consumer,
              m.sequence.pulled(storeQueueName(entry.queueId), entry.queueOffset, entry.count),
            )
          : null
      case 'producerProcess':
      case 'messageFailed':
      case 'available':
      case 'queueRewritten':
        return note(producer)
      default:
        return null
    }
  }

  private told(entry: LogEntry): string {
    const context = narrationOf(this.run, settingsAt(this.run, entry.atMs))
    return narrate(entry, context, this.m)
  }

  /** How somebody is called above his line. */
  nameOf(id: string): string {
    const place = Number(id.slice(1))
    if (id.startsWith('B')) return brokerNameOf(this.run, place)
    const { producerCount, nameServerCount } = this.run.input.scenario.settings
    if (id.startsWith('P')) return this.m.sequence.producer(producerCount > 1 ? place + 1 : null)
    if (id.startsWith('C')) {
      const { number, group } = numberedProcess('consumer', place, this.run.input.scenario.settings)
      return this.m.names.consumer.title(number, group)[0] as string
    }
    return nameServerCount > 1 ? `NameServer ${place + 1}` : 'NameServer'
  }
}

/** Positions in the log of all about one message: its call, and what its producer learnt from it at the same moments. */
function* entriesOf(run: Run, message: number): Generator<number> {
  const { log } = run
  let producer = -1
  let touchedMs = -1
  for (let index = 0; index < logLength(log); index++) {
    const kind = entryKind(log, index)
    if (OF_MESSAGE.has(kind) && entryMessage(log, index) === message) {
      const entry = entryAt(log, index)
      if ('producer' in entry) producer = entry.producer
      touchedMs = entry.atMs
      yield index
      if (kind === 'messageFailed') return
    } else if ((kind === 'avoided' || kind === 'available') && entryTime(log, index) === touchedMs) {
      const entry = entryAt(log, index)
      if ('producer' in entry && entry.producer === producer) yield index
    }
  }
}

function* entriesIn(run: Run, fromMs: number, toMs: number): Generator<number> {
  const end = firstEntryAfter(run.log, toMs)
  for (let index = firstEntryAfter(run.log, fromMs - 1); index < end; index++) yield index
}

/** In the order in which they stand on the stage. */
const ORDER = 'PNBC'
const inOrder = (left: string, right: string): number =>
  ORDER.indexOf(left.charAt(0)) - ORDER.indexOf(right.charAt(0)) || Number(left.slice(1)) - Number(right.slice(1))

/**
 * A sequence diagram in Mermaid's language.
 *
 * @param run - computed as far as the subject reaches
 */
export function sequenceDiagram(
  run: Run,
  subject: SequenceSubject,
  m: MessagesWith<'exceptions' | 'sequence'>,
): Sequence {
  const drawing = new Drawing(run, m)
  const lines: string[] = []
  const taking = new Set<string>()
  let length = HEAD_ROOM
  let leftOut = 0
  const indexes =
    subject.kind === 'message' ? entriesOf(run, subject.message) : entriesIn(run, subject.fromMs, subject.toMs)
  for (const index of indexes) {
    if (UNTOLD.has(entryKind(run.log, index))) continue
    const line = drawing.line(entryAt(run.log, index))
    if (line === null) continue
    if (leftOut > 0 || length + line.text.length > MAX_SEQUENCE_LENGTH) {
      leftOut++
      continue
    }
    length += line.text.length + 3
    for (const id of line.of) taking.add(id)
    lines.push(line.text)
  }
  const ids = [...taking].sort(inOrder)
  const last = ids.at(-1)
  const all = [
    ...ids.map(
      (id) => `${'PC'.includes(id.charAt(0)) ? 'actor' : 'participant'} ${id} as ${mermaidText(drawing.nameOf(id))}`,
    ),
    ...lines,
    ...(leftOut > 0 && last
      ? [`Note over ${ids[0]}${last === ids[0] ? '' : `,${last}`}: ${mermaidText(m.sequence.leftOut(leftOut))}`]
      : []),
  ]
  return { text: `sequenceDiagram\n${all.map((line) => `  ${line}\n`).join('')}`, shown: lines.length, leftOut }
}
