// What is said beside the bar of a copy. Lists are wordings, the longest first; the last of each fits into every place, so that no
// figure is ever cut.

import type { MessagesWith } from '../../../i18n/messages'
import type { CopyView } from '../../../projections/brokerStore'
import { shortCount } from '../../../stage/boxes'
import { bytesText } from './drawn'

type Words = MessagesWith<'openedBroker'>

export interface Said {
  title: readonly string[]
  detail: readonly string[]
  tone: string
}

/** Wordings with a count: with all of its digits, then with a short one. */
export const counted = (
  wordings: (count: string) => readonly string[],
  count: number,
  number: (value: number) => string,
): string[] => [number(count), shortCount(count)].flatMap(wordings)

/** A node that is down is on no way to anywhere: only what it has is said. */
function downWords({ divergent, maxOffset }: CopyView, { openedBroker: w, format: { number } }: Words): Said {
  return {
    title: w.down,
    detail: divergent > 0 ? counted(w.divergent, divergent, number) : w.endsAt(number(maxOffset)),
    tone: 'var(--bad)',
  }
}

/** The node whose CommitLog the tape is. @param unanswered - messages that it has stored and not answered */
export function masterWords(copy: CopyView, unanswered: number, m: Words): Said {
  if (!copy.isRunning) return downWords(copy, m)
  const { openedBroker: w, format } = m
  const { number } = format
  const { unflushed, disk } = copy
  const detail = unanswered > 0 ? counted(w.unanswered, unanswered, number) : w.flushedTo(number(copy.flushedOffset))
  if (disk === 'stalled') return { title: counted(w.diskStalled, unflushed, number), detail, tone: 'var(--bad)' }
  if (unflushed === 0) return { title: w.allFlushed, detail, tone: 'var(--good)' }
  if (disk === 'flushing') return { title: counted(w.flushing, unflushed, number), detail, tone: 'var(--good)' }
  return { title: counted(w.notFlushed, unflushed, number), detail, tone: 'var(--avoid)' }
}

/** Any other node. */
export function slaveWords(copy: CopyView, _unanswered: number, m: Words): Said {
  if (!copy.isRunning) return downWords(copy, m)
  const { openedBroker: w, format } = m
  const { number } = format
  const ha = copy.ha && w.ha[copy.ha]
  const detail = ha ?? w.endsAt(number(copy.maxOffset))
  if (copy.divergent > 0) return { title: counted(w.divergent, copy.divergent, number), detail, tone: 'var(--bad)' }
  const { messages, bytes } = copy.lag
  if (messages === 0) return { title: w.caughtUp, detail, tone: 'var(--good)' }
  const lag = bytesText(bytes, number)
  return {
    title: counted(w.behind, messages, number),
    detail: [...w.lagBytes(lag, ha?.[0] ?? null), ...(ha?.[1] ? w.lagBytes(lag, ha[1]) : [])],
    tone: 'var(--avoid)',
  }
}
