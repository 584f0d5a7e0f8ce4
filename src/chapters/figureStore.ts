// How figures about the inside of Brokers are answered: where a message comes by, what it was answered, why a Broker refused.

import type { LogEntry, LogKind, Run } from '../rocketmq'
import type { Figure, Station } from './figure'
import type { Answer, Watch } from './figureWatch'

type Entry<K extends LogKind> = Extract<LogEntry, { kind: K }>
type StoreFigure = Extract<
  Figure,
  { kind: 'stationOf' | 'stationGap' | 'offsetOf' | 'statusOf' | 'busyReason' | 'queuePeak' }
>

/** Looks through all of the log until `see` is done. */
const watch = (kinds: readonly LogKind[], see: (entry: LogEntry) => boolean, fromMs = 0): Watch => ({
  kinds,
  fromMs,
  toMs: Number.POSITIVE_INFINITY,
  see,
})

export function storeAnswer(run: Run, figure: StoreFigure): Answer {
  switch (figure.kind) {
    case 'stationOf': {
      const { watches, atMs } = stationAnswer(figure.message, figure.station, figure.node)
      return { watches, value: atMs }
    }
    case 'stationGap': {
      const from = stationAnswer(figure.message, figure.from, figure.node)
      const to = stationAnswer(figure.message, figure.to, figure.node)
      return {
        watches: [...from.watches, ...to.watches],
        value() {
          const [fromMs, toMs] = [from.atMs(), to.atMs()]
          return fromMs === null || toMs === null ? null : toMs - fromMs
        },
      }
    }
    case 'offsetOf': {
      let offset: number | null = null
      const found = watch(['appended'], (entry) => {
        if (entry.kind === 'appended' && entry.message === figure.message) offset = entry.offset
        return offset !== null
      })
      return { watches: [found], value: () => offset }
    }
    case 'statusOf': {
      let status: string | null = null
      let failure: string | null = null
      const ended = watch(['sendOk', 'sendFailed', 'messageFailed'], (entry) => {
        if (!('message' in entry) || entry.message !== figure.message) return false
        if (entry.kind === 'sendFailed') failure = entry.failure
        if (entry.kind === 'sendOk') status = entry.status
        if (entry.kind === 'messageFailed') status = failure ?? entry.exception
        return status !== null
      })
      return { watches: [ended], value: () => status }
    }
    case 'busyReason': {
      let reason: string | null = null
      const refused = watch(
        ['busy'],
        (entry) => {
          if (entry.kind === 'busy') reason = entry.reason
          return true
        },
        figure.afterMs,
      )
      return { watches: [refused], value: () => reason }
    }
    case 'queuePeak': {
      let peak = 0
      const { fromMs = 0, toMs } = figure
      const waits: Watch = {
        kinds: ['queued'],
        fromMs,
        toMs,
        see(entry) {
          if (entry.kind === 'queued') peak = Math.max(peak, entry.ahead)
          return false
        },
      }
      return { watches: [waits], value: () => (toMs > run.endMs ? null : peak) }
    }
  }
}

/**
 * A node's position has passed the message. A node that had other bytes there when the message was appended does not get it,
 * unless it is cut first; a message that was cut from a node has to come again.
 */
function stationAnswer(message: number, station: Station, node?: number): { watches: Watch[]; atMs(): number | null } {
  let copy: Entry<'appended'> | null = null
  let atMs: number | null = null
  if (station === 'chosen' || station === 'acknowledged') {
    const kind = station === 'chosen' ? 'send' : 'sendOk'
    const one = watch([kind], (entry) => {
      if ('message' in entry && entry.message === message) atMs = entry.atMs
      return atMs !== null
    })
    return { watches: [one], atMs: () => atMs }
  }
  /** By "group node": where its log ends, as far as copies have come; and who had something else in the place. */
  const ends = new Map<string, number>()
  const others = new Set<string>()
  const keyOf = (one: { group: number; node: number }) => `${one.group} ${one.node}`
  const isAsked = (one: { group: number; node: number }, master: Entry<'appended'>): boolean => {
    if (one.group !== master.group) return false
    if (node !== undefined) return one.node === node
    return (one.node === master.node) === (station !== 'replicated')
  }
  const one = watch(['appended', station, 'cut'], (entry) => {
    if (entry.kind === 'appended') {
      if (entry.message !== message || copy) return false
      copy = entry
      if (station === 'appended') atMs = entry.atMs
      for (const [key, end] of ends) if (end > entry.offset) others.add(key)
      return atMs !== null
    }
    if (!('offset' in entry)) return false
    const key = keyOf(entry)
    if (entry.kind === 'replicated' || entry.kind === 'cut') ends.set(key, entry.offset)
    if (!copy || !isAsked(entry, copy)) return false
    if (entry.kind === 'cut') {
      if (entry.offset <= copy.offset) others.delete(key)
    } else if (entry.offset >= copy.offset + copy.count * copy.size && !others.has(key)) atMs = entry.atMs
    return atMs !== null
  })
  return { watches: [one], atMs: () => atMs }
}
