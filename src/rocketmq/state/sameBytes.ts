// Where two CommitLogs have the same bytes, and where they have others at the same offsets. RocketMQ: EpochFileCache#findConsistentPoint

import type { EpochPart, NodeStore } from './store'

/** What is looked at of a CommitLog. */
export interface LogParts {
  parts: readonly EpochPart[]
  minOffset: number
}

export interface ByteRange {
  from: number
  to: number
}

/** The stretches that both logs have, in order, and whether their bytes are the same. */
function* shared(one: LogParts, other: LogParts): Generator<ByteRange & { same: boolean }> {
  let from = Math.max(one.minOffset, other.minOffset)
  let [index, otherIndex] = [0, 0]
  while (true) {
    while (index < one.parts.length && (one.parts[index] as EpochPart).endOffset <= from) index++
    while (otherIndex < other.parts.length && (other.parts[otherIndex] as EpochPart).endOffset <= from) otherIndex++
    const part = one.parts[index]
    const otherPart = other.parts[otherIndex]
    if (!part || !otherPart) return
    const to = Math.min(part.endOffset, otherPart.endOffset)
    yield { from, to, same: part.epoch === otherPart.epoch }
    from = to
  }
}

/** Where two logs, equal from where both begin, end to be equal. */
export function commonEnd(one: LogParts, other: LogParts): number {
  let end = Math.max(one.minOffset, other.minOffset)
  for (const { to, same } of shared(one, other)) {
    if (!same) break
    end = to
  }
  return end
}

/** Offsets at which two logs have different bytes, ascending. */
export function divergentRanges(one: LogParts, other: LogParts): ByteRange[] {
  const ranges: ByteRange[] = []
  for (const { from, to, same } of shared(one, other)) {
    if (same) continue
    const last = ranges.at(-1)
    if (last?.to === from) last.to = to
    else ranges.push({ from, to })
  }
  return ranges
}

/** The parts of a log between two offsets. */
export function partsBetween({ parts, minOffset }: LogParts, from: number, to: number): EpochPart[] {
  const found: EpochPart[] = []
  let partFrom = minOffset
  for (const { epoch, endOffset } of parts) {
    if (endOffset > from && partFrom < to) found.push({ epoch, endOffset: Math.min(endOffset, to) })
    partFrom = endOffset
  }
  return found
}

/** A node's log as it is looked at; of one that has never been up an empty one. */
export const logOf = (store: NodeStore | null): LogParts => store ?? { parts: [], minOffset: 0 }
