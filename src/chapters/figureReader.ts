// Answers many figures in one pass over the log of a run: a little at a time, going on where it stopped when the run has
// been computed further. What it costs is counted, not measured: the same lesson is too much on every machine.

import { entryAt, entryTime, firstEntryAfter, type LogEntry, type LogKind, type Run } from '../rocketmq'
import type { Figure, FigureValue, Mark } from './figure'
import { createAnswers, markKey } from './figureAnswers'
import type { Answer, ReadAnswer, Seen, Watch } from './figureWatch'

export interface FigureReader {
  /** Whether it answers this figure. */
  has(figure: Figure): boolean
  /**
   * Reads on.
   *
   * @param most - what it may cost: each entry one, and one more for each figure that looks at it
   * @param toMs - ms of virtual time beyond which nothing is read; left out: as far as the figures ask
   * @returns what it did cost; less than `most` where there is nothing more to read as yet
   */
  read(most: number, toMs?: number): number
  /** @returns null where the run, as far as it was read, has no answer. @throws RangeError as readFigure */
  value(figure: Figure): FigureValue | null
  /** All answers by figure, without the run they were read from: see `valueIn`. */
  all(): ReadonlyMap<string, ReadAnswer>
  /** The entry a mark of one of its figures stands for. */
  entry(mark: Mark): LogEntry | null
}

/** A figure's value among answers that were read. @returns undefined where the figure is not among them */
export function valueIn(answers: ReadonlyMap<string, ReadAnswer>, figure: Figure): FigureValue | null | undefined {
  const answer = answers.get(keyOf(figure))
  if (typeof answer !== 'object' || answer === null) return answer
  return figure.kind === 'capacity' ? Math.floor((figure.perBroker * answer.stored) / answer.most) : null
}

/** A number by message, growing with the highest one. */
class ByMessage {
  private values = new Int32Array(1024).fill(-1)

  /** Puts a value in the place of the last one. @returns that one */
  swap(message: number, value: number): number {
    if (message >= this.values.length) {
      const larger = new Int32Array(Math.max(message + 1, 2 * this.values.length)).fill(-1)
      larger.set(this.values)
      this.values = larger
    }
    const before = this.values[message] as number
    this.values[message] = value
    return before
  }
}

const keyOf = (figure: Figure): string =>
  // Capacity is a share and a number: only the share has to be read.
  JSON.stringify(figure.kind === 'capacity' ? { ...figure, perBroker: 0 } : figure)

export function createFigureReader(run: Run, figures: readonly Figure[]): FigureReader {
  const answers = new Map<string, Answer>()
  const { answerOf, marks } = createAnswers(run)
  const byKind = new Map<LogKind, Watch[]>()
  /** Those that begin later, the earliest last. */
  const toCome: Watch[] = []
  const copies = new ByMessage()
  const attempts = new ByMessage()
  let scanned = 0

  for (const figure of figures) {
    const key = keyOf(figure)
    if (!answers.has(key)) answers.set(key, answerOf(figure))
  }
  for (const { watches } of answers.values()) toCome.push(...watches)
  for (const { watch } of marks.values()) toCome.push(watch)
  toCome.sort((one, other) => other.fromMs - one.fromMs)
  // Who has copies and attempts of a message behind it needs all of the log; the others begin where they begin.
  const needsCopies = figures.some(
    (one) =>
      one.kind === 'share' ||
      one.kind === 'capacity' ||
      (one.kind === 'count' && (one.what === 'stored' || one.what === 'extraCopies')),
  )
  const needsAttempts = figures.some((one) => one.kind === 'count' && one.what === 'retriedMessages')
  const lastMs = toCome.reduce((last, { toMs }) => Math.max(last, toMs), -1)
  if (!needsCopies && !needsAttempts)
    scanned = firstEntryAfter(run.log, (toCome.at(-1)?.fromMs ?? Number.POSITIVE_INFINITY) - 1)

  /** Those whose time has come look at what happens from now on. */
  function begin(atMs: number): void {
    for (let next = toCome.at(-1); next && next.fromMs <= atMs; next = toCome.at(-1)) {
      toCome.pop()
      for (const kind of next.kinds) byKind.set(kind, [...(byKind.get(kind) ?? []), next])
    }
  }

  /** @returns how many looked */
  function show(entry: LogEntry): number {
    const seen: Seen = { copyMs: -1, attemptMs: -1 }
    if (needsCopies && entry.kind === 'stored') seen.copyMs = copies.swap(entry.message, entry.atMs)
    if (needsAttempts && entry.kind === 'send') seen.attemptMs = attempts.swap(entry.message, entry.atMs)
    const watches = byKind.get(entry.kind)
    if (!watches) return 0
    let over = false
    for (const watch of watches) {
      if (entry.atMs > watch.toMs || watch.see(entry, seen)) {
        over = true
        watch.toMs = -1
      }
    }
    if (over)
      byKind.set(
        entry.kind,
        watches.filter(({ toMs }) => toMs >= 0),
      )
    return watches.length
  }

  const isAnswered = (): boolean => toCome.length === 0 && [...byKind.values()].every((watches) => watches.length === 0)

  return {
    has: (figure) => answers.has(keyOf(figure)),
    read(most, toMs = lastMs) {
      let cost = 0
      // Looked at where it may have changed, not with every entry.
      if (isAnswered()) return 0
      while (scanned < run.log.length && cost < most) {
        const atMs = entryTime(run.log, scanned)
        if (atMs > Math.min(lastMs, toMs)) return cost
        if (toCome.length > 0) begin(atMs)
        cost += 1 + show(entryAt(run.log, scanned))
        scanned++
        if ((scanned & 1023) === 0 && isAnswered()) break
      }
      return cost
    },
    value: (figure) => valueIn(new Map([[keyOf(figure), answers.get(keyOf(figure))?.value() ?? null]]), figure) ?? null,
    all: () => new Map([...answers].map(([key, answer]) => [key, answer.value()])),
    entry: (mark) => marks.get(markKey(mark))?.found ?? null,
  }
}
