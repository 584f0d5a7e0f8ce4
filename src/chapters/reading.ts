// Questions to the log of a run, for the numbers that prove a gotcha.

import { entryAt, entryKind, entryTime, type LogEntry, type LogKind, logLength, type Run } from '../rocketmq'

export type Entry<K extends LogKind> = Extract<LogEntry, { kind: K }>

/** Entries of one kind in a stretch of virtual time, oldest first. */
export function entries<K extends LogKind>(run: Run, kind: K, fromMs = 0, toMs = run.endMs): Entry<K>[] {
  const found: Entry<K>[] = []
  for (let index = 0; index < logLength(run.log); index++) {
    const atMs = entryTime(run.log, index)
    if (atMs > toMs) break
    if (atMs >= fromMs && entryKind(run.log, index) === kind) found.push(entryAt(run.log, index) as Entry<K>)
  }
  return found
}

/** NaN where there is nothing to count. */
export const percent = (part: number, whole: number): number => (whole === 0 ? Number.NaN : (100 * part) / whole)

/** When the story's own event happens: the first user action, or never. */
export const firstActionMs = (run: Run): number => run.input.actions[0]?.atMs ?? Number.NaN

/** First attempts of send calls, oldest first. */
export const firstAttempts = (run: Run, fromMs = 0, toMs = run.endMs): Entry<'send'>[] =>
  entries(run, 'send', fromMs, toMs).filter((entry) => entry.attempt === 1)

/** How a send call ended: its SendResult or its exception. */
export const endings = (run: Run, fromMs = 0, toMs = run.endMs): (Entry<'sendOk'> | Entry<'messageFailed'>)[] =>
  [...entries(run, 'sendOk', fromMs, toMs), ...entries(run, 'messageFailed', fromMs, toMs)].sort(
    (one, other) => one.atMs - other.atMs,
  )

/** Copies that Brokers have written of one message. */
export const copiesOf = (run: Run, message: number): number =>
  entries(run, 'stored').filter((entry) => entry.message === message).length
