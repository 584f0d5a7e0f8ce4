import type { Confirmation } from '../../projections/confirmation'
import type { LifeStep } from '../../projections/messageLife'
import type { LifeMessages, LifeNames, StepWords } from '../life'
import { formatNumber } from './format'

const offset = (value: number): string => `offset ${formatNumber(value)}`

function entryWords({ entry }: Extract<LifeStep, { step: 'entry' }>, names: LifeNames): StepWords {
  switch (entry.kind) {
    case 'send':
      return {
        what: `${names.queue(entry.group, entry.queueId)} chosen`,
        detail: entry.attempt > 1 ? `attempt ${entry.attempt}` : `index ${formatNumber(entry.index)}`,
      }
    case 'queued':
      return {
        what: `In the send queue of ${names.node(entry.group, entry.node)}`,
        detail: `behind ${formatNumber(entry.ahead)} ${entry.ahead === 1 ? 'message' : 'messages'}`,
      }
    case 'busy':
      return { what: `Turned away by ${names.node(entry.group, entry.node)}`, detail: `[${entry.reason}]` }
    case 'sendOk':
      return { what: 'Acknowledged', detail: `${entry.status} after ${formatNumber(entry.elapsedMs)} ms` }
    case 'sendFailed':
      return {
        what: `Attempt ${entry.attempt} fails`,
        detail: `${entry.className} after ${formatNumber(entry.latencyMs)} ms`,
      }
    case 'messageFailed':
      return { what: 'The call ends without a result', detail: `after ${formatNumber(entry.elapsedMs)} ms` }
  }
}

const CONFIRMED_BY: Record<Confirmation['by'], string> = {
  slave: 'a Slave has it',
  syncStateSet: 'all of the SyncStateSet have it',
  majority: 'a majority has it',
}

export const life: LifeMessages = {
  heading: (message) => `Life of message ${formatNumber(message)}`,
  title: 'Life of a message',
  follows: 'The newest acknowledged message. Click any message to see its life instead.',
  stay: 'Stay with it',
  follow: 'Follow the newest',
  choose: 'Choose a message on the stage or in the log to follow it to every copy.',
  notStored: 'No CommitLog has it at this moment.',
  step(step, names) {
    switch (step.step) {
      case 'entry':
        return entryWords(step, names)
      case 'appended': {
        const { group, node, queueId } = step.entry
        return {
          what: `Appended to the CommitLog of ${names.node(group, node)}`,
          detail: `${offset(step.entry.offset)}, q${queueId}, page cache`,
        }
      }
      case 'committed':
        return {
          what: `Committed to the page cache of ${names.node(step.group, step.node)}`,
          detail: 'transientStorePool',
        }
      case 'flushed':
        return { what: `On the disk of ${names.node(step.group, step.node)}`, detail: 'flush' }
      case 'replicated':
        return { what: `Copied to ${names.node(step.group, step.node)}`, detail: 'page cache' }
      case 'confirmed':
        return {
          what: `${names.node(step.group, step.node)} knows that ${CONFIRMED_BY[step.confirmation.by]}`,
          detail: `${step.confirmation.by === 'slave' ? 'push2SlaveMaxOffset' : 'confirmOffset'}${step.confirmation.isAwaited ? '' : '; no answer waits for a copy'}`,
        }
      case 'dispatched':
        return {
          what: `In ConsumeQueue q${step.place.queueId} of ${names.node(step.group, step.node)}`,
          detail: '20 bytes: offset, size, tag hash',
        }
      case 'cut':
        return {
          what: `Gone from ${names.node(step.entry.group, step.entry.node)}`,
          detail: `log cut at ${formatNumber(step.entry.offset)}`,
        }
      case 'lost':
        return { what: `Lost in ${names.broker(step.entry.group)}`, detail: 'acknowledged, in no log that serves' }
    }
  },
  willBe: (time) => `at ${time}`,
  notYet: 'not yet',
  survivalHeading: 'If it happened now: is the message still there?',
  survivalHint: 'Each answer comes from a fork of this run at this millisecond. Click one to see that future.',
  paused: 'Pause to compute the answers.',
  event: {
    processKilled: (master) => `kill -9 of ${master}`,
    hostPower: (master) => `The host of ${master} loses power and returns`,
    hostLost: (master) => `The host of ${master} never returns`,
    groupPower: (_, group) => `All hosts of ${group} lose power at once`,
    masterCutOff: (master) => `${master} is cut off from its group for 30 s`,
  },
  singleNode: (group) => `${group} is a single node: it has no other hosts, and no replicas to be cut off from.`,
  answer({ kept, count, readOnly, nodes }) {
    if (kept === 0) return nodes.length > 0 ? `lost; only ${nodes.join(', ')} has it, and does not serve it` : 'lost'
    const where = nodes.join(', ')
    if (kept < count) return `${formatNumber(kept)} of ${formatNumber(count)} kept (${where})`
    return readOnly ? `kept, read-only (${where})` : `kept (${where})`
  },
  computing: 'computing…',
  tooFar: 'too long to compute',
  show: (event) => `Show what happens: ${event}`,
}
