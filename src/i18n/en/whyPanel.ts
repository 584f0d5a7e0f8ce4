import type { MissingReason } from '../../projections/missingGroups'
import { named, type WhyMessages } from '../whyPanel'
import { ms } from './explanation'

const UNLISTED: Record<MissingReason, string> = {
  noMaster: 'the last route had no Master address.',
  acting: 'a Slave acts as Master for reads only, so the last route gave no write permission.',
  readOnly: 'the last route gave no write permission.',
  notInRoute: 'absent from the last route.',
  noTopic: 'the Topic does not exist there; updateTopic creates it.',
  overwritten: 'the fallback overwrote every entry.',
  unknown: 'the route it came from had no Master, no write permission, or no such Topic.',
}

const HELD_BACK: string = ' The Controller elects only from the SyncStateSet, and no node in it is running.'

const WAITED_FOR = {
  route: ', for the route',
  poolOrRoute: ", for a thread of the client's pool or for the route",
  unknown: '',
}

export const why: WhyMessages = {
  whyThisQueue: 'Why this queue?',
  cost: 'What it cost',
  lesson: 'Into the fault table',
  previousAttempt: 'Previous attempt of this message',
  nextAttempt: 'Next attempt of this message',
  previousMessage: 'Previous message',
  nextMessage: 'Next message',
  toItsMoment: 'Jump to',
  toNewest: 'Back to the newest',
  chosen: 'chosen',
  available: 'available',
  unreachable: 'not reachable',
  reachable: 'reachable',
  justFailed: 'just failed',
  notJustFailed: 'not the one that failed',
  nothingFound: 'This pass chose none.',
  tripped: 'The index passed 2^31-1 and this pass stopped.',
  noItems: 'The fault table is empty: nothing to pick.',
  whyAvoided: 'Why is it avoided?',
  effect: 'Written',
  flag: 'Reachable flag',
  showCause: 'Show that attempt',
  endsByTimeOrSuccess:
    'It ends when its time is up. Before that, a fast success ends it at once and another failure restarts it.',
  endsByTime: 'Only time ends it: neither a success nor the detector shortens it; another failure may extend it.',
  endsByRestart:
    'A new Master or a new route changes nothing: the window belongs to the brokerName, not to the machine.',
  whyFailed: 'Why did this message fail?',
  howItWent: 'What happened to this message?',
  attempts: 'Its attempts',
  copies: 'Stored copies',
  application: 'The application gets',
  nothing: 'nothing',
  candidateOrder: 'In the order in which the client looked',
  closeWindow: 'Back to the choice',
  code: 'What the client does',
  codeHint: "Our own pseudo-code, not RocketMQ's source. This attempt executed the highlighted lines.",
  compareWith: 'Compare with',
  noComparison: 'no comparison',
  sameCode: 'Both releases do exactly the same here.',
  added: 'added',
  removed: 'removed',
  executed: 'executed',
  loading: 'Loading…',
  attemptOf: (message, attempt, limit, thread) =>
    `message ${message} · attempt ${attempt}${limit > 1 ? ` of at most ${limit}` : ''}${thread === null ? '' : ` · thread ${thread}`}`,
  avoidedUntil: (time) => `avoided until ${time}`,
  reset: (value) => `Before the retry the client resets the index to a random value, ${value}.`,
  moreLooks: (count) => `… ${count} more, all skipped`,
  picked: (broker, position) => `pickOneAtLeast picks ${broker}, which takes the turn of entry ${position}`,
  pickedUnwritable: (broker) =>
    `pickOneAtLeast picks ${broker}, which has no writable queue, so the client deletes its fault item.`,
  unlisted: (brokers, reason, heldBack) =>
    `The list has no queue of ${named(brokers, ' and ', (count) => `${count} Broker groups`)}: ${UNLISTED[reason]}${heldBack ? HELD_BACK : ''}`,
  rewritten: (position, was, now) =>
    `Entry ${position} of the list was ${was} and is now ${now}, until a changed route repairs it.`,
  dropped: (chosen, kept) =>
    `The client chose q${chosen}, but an ASYNC retry takes only its Broker and writes to q${kept}.`,
  budget: (timeout, spent, budget) =>
    `Budget ${ms(timeout)}, ${ms(spent)} used before, at most ${ms(budget)} for this attempt.`,
  waitedFirst: (waited, cause) => `Waited ${ms(waited)} before the first attempt${WAITED_FOR[cause]}.`,
  budgetEach: (timeout) => `In this release every attempt has ${ms(timeout)}.`,
  budgetCapped: (budget) => `sendMsgMaxTimeoutPerRequest limits this one to ${ms(budget)}.`,
  left: (left) => `The call has ${ms(left)} left.`,
  overdrawn: (over) => `The call is ${ms(over)} over its budget.`,
  whyAvoidedUntil: (broker, time) => `Why is ${broker} avoided until ${time}?`,
  whyNotAvoided: (broker) => `Why is ${broker} not avoided?`,
  flagNow: (reachable, since) =>
    `Now ${reachable ? 'reachable' : 'not reachable'}${since === null ? '' : `, since ${since}`}.`,
  copyAt: (queue, offset, time) => `${queue}, queueOffset ${offset}, at ${time}`,
  comparedCode: (from, to) => `from ${from} to ${to}`,
}
