// What one consumer group does with a message, in order of time: pulled, delivered, sent back, dead-lettered, committed.

import { entryAt, isTopicQueue, type LogEntry, type LogKind, logLength, type Run } from '../rocketmq'
import { firstFrom, messageEntries, newestBefore } from './messageIndex'

type EntryOf<K extends LogKind> = Extract<LogEntry, { kind: K }>

/** One step; `atMs` may lie behind the moment that is shown: if nothing else happens, it comes then. */
export type GroupStep = { atMs: number } & (
  | { step: 'pulled'; entry: EntryOf<'pulled'> }
  /** `number`: which call of a listener it is, from 1. */
  | { step: 'begun'; entry: EntryOf<'consumeBegun'>; number: number }
  | { step: 'ended'; entry: EntryOf<'consumed'> }
  | { step: 'sentBack'; entry: EntryOf<'sentBack'> }
  | { step: 'retryReady'; entry: EntryOf<'retryReady'> }
  | { step: 'deadLettered'; entry: EntryOf<'deadLettered'> }
  | { step: 'skipped'; entry: EntryOf<'skipped'> }
  /** The group's offset at the Broker is behind it. */
  | { step: 'committed'; entry: EntryOf<'offsetCommitted'> }
)

/** Entries that are looked at for a commit. */
const MAX_LOOKED_AT = 200_000

/** All steps as far as the run is computed. Broadcasting: of all members. */
export function groupLife(run: Run, message: number, consumerGroup: number): GroupStep[] {
  const { log } = run
  const groups = Math.max(1, run.input.scenario.settings.consumerGroupCount)
  const isOfGroup = (consumer: number): boolean => consumer % groups === consumerGroup
  const steps: GroupStep[] = []
  let number = 0
  let pulledBefore: string | null = null
  for (const index of messageEntries(log, message)) {
    const entry = entryAt(log, index)
    const { atMs } = entry
    if (entry.kind === 'consumeBegun' && isOfGroup(entry.consumer)) {
      const pulled = pullOf(run, entry, index)
      const key = pulled && `${pulled.atMs} ${entry.consumer} ${entry.queueId}`
      if (pulled && key !== pulledBefore) steps.push({ step: 'pulled', atMs: pulled.atMs, entry: pulled })
      pulledBefore = key
      number++
      steps.push({ step: 'begun', atMs, entry, number })
      const committed = isTopicQueue(entry.queueId) ? commitOf(run, entry, index, consumerGroup) : null
      if (committed && !steps.some((one) => one.step === 'committed'))
        steps.push({ step: 'committed', atMs: committed.atMs, entry: committed })
    } else if (entry.kind === 'consumed' && isOfGroup(entry.consumer)) steps.push({ step: 'ended', atMs, entry })
    else if (!('consumerGroup' in entry) || entry.consumerGroup !== consumerGroup) continue
    else if (entry.kind === 'sentBack') steps.push({ step: 'sentBack', atMs, entry })
    else if (entry.kind === 'retryReady') steps.push({ step: 'retryReady', atMs, entry })
    else if (entry.kind === 'deadLettered') steps.push({ step: 'deadLettered', atMs, entry })
    else if (entry.kind === 'skipped') steps.push({ step: 'skipped', atMs, entry })
  }
  const order = steps.map((step, at) => ({ step, at }))
  order.sort((one, other) => one.step.atMs - other.step.atMs || one.at - other.at)
  return order.map(({ step }) => step)
}

/** The answer that brought what a listener gets. */
function pullOf(run: Run, { consumer, group, queueId, queueOffset }: EntryOf<'consumeBegun'>, before: number) {
  const at = newestBefore(run.log, ['pulled'], before, (index) => {
    const entry = entryAt(run.log, index)
    return (
      entry.kind === 'pulled' &&
      entry.count > 0 &&
      entry.consumer === consumer &&
      entry.group === group &&
      entry.queueId === queueId &&
      entry.queueOffset <= queueOffset
    )
  })
  return at < 0 ? null : (entryAt(run.log, at) as EntryOf<'pulled'>)
}

/** The first commit behind it. */
function commitOf(
  run: Run,
  { group, queueId, queueOffset }: EntryOf<'consumeBegun'>,
  from: number,
  consumerGroup: number,
) {
  const end = Math.min(logLength(run.log), from + MAX_LOOKED_AT)
  const at = firstFrom(run.log, ['offsetCommitted'], from, end, (index) => {
    const entry = entryAt(run.log, index)
    return (
      entry.kind === 'offsetCommitted' &&
      entry.consumerGroup === consumerGroup &&
      entry.group === group &&
      entry.queueId === queueId &&
      entry.queueOffset > queueOffset
    )
  })
  return at === null ? null : (entryAt(run.log, at) as EntryOf<'offsetCommitted'>)
}
