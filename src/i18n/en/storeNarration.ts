import { type Confirmation, confirmationOf } from '../../projections/confirmation'
import { storeQueueName } from '../../projections/queueNames'
import { type Entry, nodeName } from '../narrationContext'
import type { StoreNarrationMessages } from '../storeNarration'
import { formatNumber } from './format'

const BUSY: Record<Entry<'busy'>['reason'], string> = {
  REJECTREQUEST: 'an append has held the lock for too long, so no request is let in',
  OVERLOAD: 'its send queue is full',
  TIMEOUT_CLEAN_QUEUE: 'the message waited too long in the send queue',
  PCBUSY_CLEAN_QUEUE: 'an append has held the lock for too long, so the send queue is emptied',
  PC_SYNCHRONIZED: 'an append has held the lock for too long',
  IN_SYNC_REPLICAS_NOT_ENOUGH: 'too few copies are in sync',
}

const CUT: Record<Entry<'cut'>['cause'], string> = {
  powerOff: 'The power cut took what was not on disk',
  killed: 'The kill took what was still in the memory of the process',
  damaged: 'A damaged message ends the log',
  divergence: 'What the new Master does not have is truncated',
}

const CONNECTION: Record<Entry<'haState'>['connection'], string> = {
  OFF: 'has no connection to its Master',
  DIAL: 'connects to its Master',
  SILENT: 'is connected to its Master and has not reported its offset yet',
  STREAM: 'has reported its offset; its Master sends what is missing',
}

const CONFIRMED_BY: Record<Confirmation['by'], string> = {
  slave: 'A Slave has',
  syncStateSet: 'All of the SyncStateSet have',
  majority: 'A majority has',
}

const messages = (count: number): string => `${formatNumber(count)} ${count === 1 ? 'message' : 'messages'}`

export const storeNarration: StoreNarrationMessages = {
  store(entry, context) {
    if (entry.kind === 'lost') {
      const name = context.brokerName(entry.group)
      return `Message ${entry.message} was acknowledged and is gone: no log that serves in ${name} has it (${messages(entry.count)}).`
    }
    if (entry.kind === 'regained') {
      const name = context.brokerName(entry.group)
      return `Message ${entry.message}, which was lost, is back: the log that serves in ${name} now has it (${messages(entry.count)}).`
    }
    const node = nodeName(context, entry.group, entry.node)
    switch (entry.kind) {
      case 'queued':
        return `Message ${entry.message} waits in the send queue of ${node}, behind ${messages(entry.ahead)}.`
      case 'busy':
        return `${node} is busy and turns message ${entry.message} away: ${BUSY[entry.reason]} ([${entry.reason}], ${formatNumber(entry.waitedMs)} ms).`
      case 'appended':
        return `${node} appends message ${entry.message} to its CommitLog at ${formatNumber(entry.offset)} (${storeQueueName(entry.queueId)}, ${messages(entry.count)} of ${formatNumber(entry.size)} bytes).`
      case 'committed':
        return `${node} commits its buffers to the page cache, up to ${formatNumber(entry.offset)}.`
      case 'flushed':
        return `${node} has flushed its CommitLog to disk up to ${formatNumber(entry.offset)}.`
      case 'dispatched':
        return `${node} has dispatched to ConsumeQueue and IndexFile up to ${formatNumber(entry.offset)}.`
      case 'replicated':
        return `${node} has copied the Master's CommitLog up to ${formatNumber(entry.offset)}.`
      case 'confirmed': {
        const { by, isAwaited } = confirmationOf(context.settings)
        const also = isAwaited ? '' : '; no answer waits for a copy'
        return `${CONFIRMED_BY[by]} what ${node} has up to ${formatNumber(entry.offset)}${also}.`
      }
      case 'haState':
        return `${node} ${CONNECTION[entry.connection]}.`
      case 'syncStateSet':
        return `${node} ${entry.isIn ? 'joins' : 'leaves'} the SyncStateSet.`
      case 'cut':
        return `${CUT[entry.cause]}: the CommitLog of ${node} now ends at ${formatNumber(entry.offset)}.`
      case 'recovered':
        return `${node} finds ${entry.abnormal ? 'the' : 'no'} abort file and recovers its CommitLog up to ${formatNumber(entry.offset)}.`
      case 'filesDeleted':
        return `${node} deletes CommitLog files up to ${formatNumber(entry.offset)}.`
    }
  },
  lostStory(lost, context) {
    const [first, last] = [lost[0]?.message, lost.at(-1)?.message]
    const count = lost.reduce((sum, one) => sum + one.count, 0)
    const name = context.brokerName(lost[0]?.group ?? 0)
    const which = first === last ? `message ${first}` : `the first is ${first}, the last ${last}`
    return `Acknowledged and gone: ${messages(count)} (${which}). No log that serves in ${name} has them.`
  },
}
