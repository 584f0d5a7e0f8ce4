import type { AgainCause, NotYet } from '../../projections/consumerDecisions'
import type { SkipReason } from '../../projections/consumption'
import { deadLetterTopicName, delayOf, retryTopicName, storeQueueName } from '../../projections/queueNames'
import type { Settings } from '../../rocketmq'
import type { ConsumerNames, ConsumerPanelMessages } from '../consumerPanel'
import { formatTime } from '../format'
import { formatDuration, formatNumber } from './format'

const bytes = (value: number): string =>
  value < 1_000_000
    ? `${formatNumber(Math.round(value / 100) / 10)} KB`
    : `${formatNumber(Math.round(value / 100_000) / 10)} MB`
const counted = (count: number, noun: string): string => `${formatNumber(count)} ${noun}${count === 1 ? '' : 's'}`
const none = (value: number | null): string => (value === null ? 'none' : formatNumber(value))

const ENDED: Partial<Record<Extract<AgainCause, { why: 'ownerEnded' }>['to'], string>> = {
  killed: 'was killed',
  poweredOff: 'lost power',
  stopped: 'was stopped',
}

const SKIPPED: Record<SkipReason, string> = {
  startOffset: 'the group started behind it',
  offsetMoved: 'the offset was corrected to one behind it',
  filtered: 'the group does not subscribe to its Tag',
  sharedFilter: 'members subscribe to different Tags, and the one that read the queue did not want it',
  broadcastFailure: 'in BROADCASTING a failed message is dropped',
  notSubscribed: 'the group does not subscribe to its Tag',
  copyLost: 'it was sent back to the Broker, which has lost that copy',
  offsetReused: 'the log was cut and its offset used again, when the group was already past it',
  passed: 'the offset of the group is past it',
}

const RESULT = {
  SUCCESS: 'consumes it',
  RECONSUME_LATER: 'fails: RECONSUME_LATER',
  SUSPEND: 'fails and suspends the queue',
  discarded: 'finishes, but has lost the queue: the result does not count',
  timeout: 'takes too long and sends it back',
} as const

const ORDERLY = {
  suspended: 'Its listener has suspended the queue',
  notLocked: 'It does not have the lock of the queue',
  yields: 'It leaves the thread to other queues',
} as const

function again(cause: AgainCause, names: ConsumerNames, time: string): string {
  switch (cause.why) {
    case 'sentBack':
      return `${names.consumer(cause.consumer)} failed at ${time} and sent it back: the Broker delivers it again after a delay.`
    case 'timeout':
      return `${names.consumer(cause.consumer)} took longer than consumeTimeout and sent it back at ${time}.`
    case 'suspended':
      return `${names.consumer(cause.consumer)} failed at ${time}: an orderly queue tries it again in place.`
    case 'notSentBack':
      return `${names.consumer(cause.consumer)} could not send it back and tries again by itself after 5 s.`
    case 'ownerEnded':
      return `${names.consumer(cause.consumer)} ${ENDED[cause.to] ?? 'ended'} at ${time}, before an offset behind it was committed.`
    case 'rebalanced':
      return `Rebalance: ${names.consumer(cause.consumer)} gave up the queue at ${time}, before an offset behind it was committed.`
    case 'ownerSilent':
      return `The Broker removed ${names.consumer(cause.consumer)} from the group at ${time}, without heartbeats, and the queue went to another member.`
    case 'storedTwice':
      return 'The producer retried and stored it twice: this is the other copy.'
    case 'retriedTwice':
      return 'After a restart the Broker delivered the same retry once more.'
    case 'sharedQueue':
      return `${names.consumer(cause.consumer)} has the queue at the same time.`
  }
}

const FLOW: ConsumerPanelMessages['flowControl'] = (reason, settings) => {
  switch (reason) {
    case 'count':
      return `more than ${counted(settings.pullThresholdForQueue, 'message')} cached (pullThresholdForQueue)`
    case 'size':
      return `more than ${formatNumber(settings.pullThresholdSizeForQueue)} MiB cached (pullThresholdSizeForQueue)`
    case 'span':
      return `cached offsets span more than ${formatNumber(settings.consumeConcurrentlyMaxSpan)} (consumeConcurrentlyMaxSpan)`
    case 'notLocked':
      return 'the Broker has not locked the queue for it'
  }
}

function notYet(why: NotYet, names: ConsumerNames, settings: Settings): string {
  switch (why.why) {
    case 'noOwner':
      return 'No running consumer has its queue.'
    case 'noRetryOwner':
      return 'No consumer has the retry Topic yet: it comes with the next route poll and rebalance.'
    case 'locating':
      return `${names.consumer(why.consumer)} has just got the queue and asks where to begin.`
    case 'flowControl':
      return `${names.consumer(why.consumer)} does not pull: ${FLOW(why.reason, settings)}.`
    case 'behind':
      return `${names.consumer(why.consumer)} has not pulled it: ${counted(why.messages, 'message')} come${why.messages === 1 ? 's' : ''} first.`
    case 'nextPull':
      return `The next pull of ${names.consumer(why.consumer)} brings it.`
    case 'noThread':
      return `It waits for a thread of ${names.consumer(why.consumer)}: ${why.threads === 1 ? 'the only one is' : `all ${formatNumber(why.threads)} are`} busy.`
    case 'head':
      return why.sinceMs === null
        ? `In order: message ${why.message} comes first and is not finished.`
        : `In order: message ${why.message} comes first and has been running since ${formatTime(why.sinceMs)}.`
    case 'orderly':
      return `${ORDERLY[why.reason]}${why.untilMs === null ? '' : ` and tries again at ${formatTime(why.untilMs, 1)}`}.`
    case 'running':
      return `${names.consumer(why.consumer)} has been working on it since ${formatTime(why.sinceMs)}.`
    case 'delay':
      return why.untilMs === null
        ? 'The Broker delivers it again once it is back.'
        : `Its delay ends at ${formatTime(why.untilMs, 1)}.`
  }
}

export const consumerPanel: ConsumerPanelMessages = {
  which: 'Consumer',
  summary: (clientId, subscription, threads, waiting) =>
    `clientId ${clientId}, subscribes to ${subscription}, ${counted(threads, 'thread')} at work${waiting > 0 ? `, ${formatNumber(waiting)} ${waiting === 1 ? 'batch' : 'batches'} waiting for one` : ''}`,
  queuesHeading: (count) => `${counted(count, 'queue')} and every offset`,
  noQueues: 'It has no queue.',
  lag: (count) => `lag ${formatNumber(count)}`,
  next: (offset, cached) =>
    `next pull ${offset === null ? 'unknown' : formatNumber(offset)}, ${formatNumber(cached)} cached`,
  offsets: ({ inMemory, committed, onDisk }, broadcasting) =>
    broadcasting
      ? `offset: memory ${none(inMemory)}, own file ${none(onDisk)}`
      : `offset: memory ${none(inMemory)}, Broker ${none(committed)}, its file ${none(onDisk)}`,
  source({ brokerId, heldUntilMs }, node) {
    const from = `pulls from ${node} (${brokerId === 0 ? 'Master' : 'Slave'})`
    return heldUntilMs === null ? from : `${from}, held until ${formatTime(heldUntilMs, 1)}`
  },
  noSource: 'no pull request on its way',
  flowControl: FLOW,
  orderly: (reason) => ORDERLY[reason],
  head: ({ offset, message, finishedBehind }, since) =>
    `The offset stays at ${formatNumber(offset)}: message ${formatNumber(message)} ${since === null ? 'has not begun' : `has been running since ${since}`}${finishedBehind > 0 ? `; ${formatNumber(finishedBehind)} finished behind it cannot be committed` : ''}.`,
  noHead: (pending, intervalMs) =>
    `Everything pulled is finished${pending ? `; the Broker hears of it with the next commit (every ${formatDuration(intervalMs)})` : ' and committed'}.`,
  more: (count) => counted(count, 'more queue'),
  shareHeading: 'Why these queues?',
  share({ strategy, members, member, queues, due, average, broadcasting }, has) {
    if (broadcasting) return `BROADCASTING: every member reads all ${counted(queues, 'queue')}.`
    if (member < 0) return `The Broker named ${counted(members.length, 'member')}, and not this one: it gets no queue.`
    const place = `Number ${member + 1} of ${counted(members.length, 'member')}, sorted by clientId. `
    const rule = average
      ? average.left === 0
        ? `${counted(queues, 'queue')}, ${average.each} for each member`
        : `${counted(queues, 'queue')}: ${average.each} for each member, and the ${average.left} left over go to the first ${average.left}`
      : strategy === 'CONSISTENT_HASH'
        ? `each member has 10 places on a hash ring, and each of ${counted(queues, 'queue')} goes to the next place`
        : `${counted(queues, 'queue')} dealt out in turn`
    const result =
      due === 0
        ? 'none for this one'
        : average
          ? `this one gets ${due}, from number ${average.start + 1} on`
          : `this one gets ${due}`
    const differs = has === due ? '' : ` It has ${has} now, until it rebalances.`
    return `${place}${rule[0]?.toUpperCase()}${rule.slice(1)}: ${result} (${strategy}).${differs}`
  },
  noShare: 'It has not heard of the members of its group, or has no route.',
  slaveHeading: 'Why from a Slave?',
  slave({ why }, node, { logBytes, memoryBytes, ratio }) {
    return why === 'noMaster'
      ? `The route has no Master: only ${node} is left.`
      : `The last answer suggested a Slave: more than ${bytes(memoryBytes)} (${ratio}% of memory, accessMessageInMemoryMaxRatio) lie behind what it reads. The log of this node has ${bytes(logBytes)}.`
  },
  againHeading: 'Why delivered again?',
  again,
  lastAgain: (message, time) => `Message ${formatNumber(message)} was delivered again at ${time}.`,
  goTo: (message) => `See message ${formatNumber(message)}`,
  groupHeading: (group) => `Consumed by ${group}`,
  consumption(one, names) {
    switch (one.is) {
      case 'notPulled':
        return one.deliveries > 0
          ? `not consumed, delivered ${one.deliveries === 1 ? 'once' : `${one.deliveries} times`}, to be pulled again`
          : 'not yet pulled'
      case 'inProcessQueue':
        return one.runsSinceMs === null
          ? `waits in a ProcessQueue of ${names.consumer(one.consumer)}`
          : `${names.consumer(one.consumer)} is working on it`
      case 'consumed':
        return one.times === 1 ? 'consumed once' : `consumed ${formatNumber(one.times)} times`
      case 'inRetry':
        return `waits for retry ${one.times}`
      case 'deadLettered':
        return 'in the dead-letter queue, not delivered again'
      case 'skipped':
        return `skipped: ${SKIPPED[one.reason]}`
    }
  },
  notYet,
  step(step, names) {
    switch (step.step) {
      case 'pulled': {
        const { consumer, group, node, queueOffset, count } = step.entry
        return {
          what: `${names.consumer(consumer)} pulls it from ${names.node(group, node)}`,
          detail: `${counted(count, 'message')} from offset ${formatNumber(queueOffset)} on`,
        }
      }
      case 'begun': {
        const { consumer, queueId, times } = step.entry
        return {
          what: `${names.consumer(consumer)} begins${step.number > 1 ? `: delivery ${step.number}` : ''}`,
          detail: times === 0 ? '' : `${storeQueueName(queueId)}, retry ${times}`,
        }
      }
      case 'ended':
        return { what: `${names.consumer(step.entry.consumer)} ${RESULT[step.entry.result]}`, detail: '' }
      case 'sentBack': {
        const { group, node, level } = step.entry
        return {
          what: `${names.node(group, node)} takes it back`,
          detail: `delay level ${level}: again in ${formatDuration(delayOf(level))}`,
        }
      }
      case 'retryReady':
        return {
          what: `Its delay ends at ${names.node(step.entry.group, step.entry.node)}`,
          detail: `now in ${retryTopicName(step.entry.consumerGroup)}`,
        }
      case 'deadLettered':
        return {
          what: `Dead-lettered by ${names.node(step.entry.group, step.entry.node)}`,
          detail: deadLetterTopicName(step.entry.consumerGroup),
        }
      case 'skipped':
        return { what: 'Skipped', detail: SKIPPED[step.entry.cause] }
      case 'committed':
        return {
          what: `${names.node(step.entry.group, step.entry.node)} stores an offset behind it`,
          detail: `offset ${formatNumber(step.entry.queueOffset)}`,
        }
    }
  },
  willBe: (time) => `at ${time}`,
  endsHeading: 'If it happened now: is the message consumed again?',
  ends: {
    kill: (consumer) => `kill -9 of ${consumer}`,
    stop: (consumer) => `Clean stop of ${consumer}`,
    powerOff: (consumer) => `The host of ${consumer} loses power`,
  },
  endsAnswer({ consumption, deliveriesAfter, deliveriesBefore }) {
    if (!consumption) return 'the message is lost'
    switch (consumption.is) {
      case 'consumed':
        if (deliveriesAfter === 0) return 'no, it is done'
        if (deliveriesBefore === 0) return 'consumed once'
        return `yes, delivered ${deliveriesAfter === 1 ? 'once' : `${formatNumber(deliveriesAfter)} times`} more`
      case 'deadLettered':
        return 'dead-lettered'
      case 'inRetry':
        return 'still waits for a retry'
      case 'skipped':
        return 'never delivered again'
      default:
        return deliveriesAfter > 0 ? `delivered again, not consumed yet` : 'no consumer works on it'
    }
  },
}
