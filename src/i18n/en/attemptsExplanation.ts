import { type AttemptFacts, type AttemptsMessages, type Looked, skippedBrokers } from '../attemptsExplanation'
import { formatTime } from '../format'

/** Why one Broker was passed over. */
function skippedWords({ broker, verdict, avoidedUntilMs }: Looked, release: string): string {
  switch (verdict) {
    case 'avoided':
      return avoidedUntilMs === null
        ? `${broker} counts as unreachable`
        : `${broker} is avoided until ${formatTime(avoidedUntilMs)}`
    case 'unreachable':
      return `${broker} is not reachable`
    case 'sameBroker':
      return `${broker} has just failed`
    case 'notSameBroker':
      return `${broker} is not the one that has just failed (on a retry ${release} takes only that one)`
    case 'chosen':
      return ''
  }
}

/** "broker-a is avoided until 00:12.900 and broker-c has just failed"; many are counted. */
function listed(skipped: readonly Looked[], release: string): string {
  if (skipped.length > 2) {
    const avoided = skipped.filter(({ verdict }) => verdict === 'avoided').length
    return avoided === skipped.length
      ? `${skipped.length} Brokers are avoided`
      : `${skipped.length} Brokers are avoided or have just failed`
  }
  const each = skipped.map((one) => skippedWords(one, release))
  return each.join(' and ')
}

/** The reason behind the colon. */
function reason(facts: AttemptFacts): string {
  const { decidedBy, broker, lastBroker, rules, oneBroker } = facts
  const skipped = skippedBrokers(facts)
  const again = lastBroker === broker
  switch (decidedBy) {
    case 'plainFirst':
      return 'it was next in turn; with sendLatencyFaultEnable off, the first attempt checks nothing'
    case 'plainNotLast':
      return skipped.length === 0
        ? `it was next in turn, and not on ${lastBroker}, which has just failed`
        : `the queue next in turn is on ${lastBroker}, which has just failed, so the client moved on`
    case 'available':
    case 'availableNotLast':
    case 'availableAndSame':
      if (decidedBy === 'availableAndSame' && lastBroker !== null)
        return `on a retry ${rules.release} takes only the Broker that has just failed, and ${lastBroker} is not avoided`
      if (skipped.length > 0) {
        const why = listed(skipped, rules.release)
        return `${why}, so the client moved on`
      }
      if (again)
        return `it was next in turn and is not avoided; ${rules.release} does not check whether it has just failed`
      return 'it was next in turn and is not avoided'
    case 'reachableNotLast':
      return lastBroker === null
        ? 'every Broker is avoided, so the second pass checked reachability only'
        : 'every other Broker is avoided, so the second pass checked reachability only'
    case 'fallback':
      return `no queue passed, so pickOneAtLeast took the least bad Broker of the fault table, ${broker}`
    case 'byHash':
      return `the hash of its key, ${facts.index}, mod ${facts.listLength} queues chooses it; the fault table is not consulted`
    case 'recorded':
      return 'this was recorded; which queues the client looked at before was not'
    case 'plain':
      if (facts.passes.some(({ tripped }) => tripped))
        return 'the index passed 2^31-1 and the search stopped, so it was simply next in turn'
      return oneBroker
        ? `all queues are on ${broker}, so it was simply next in turn`
        : 'no queue passed, so it was simply next in turn'
  }
}

function attemptSentence(facts: AttemptFacts): string {
  const { message, attempt, attemptLimit, broker, queueId, rewritten, droppedQueueId } = facts
  const queue = `${broker} q${queueId}`
  const why = reason(facts)
  const head =
    attempt === 1
      ? `Message ${message} went to ${queue}`
      : `Attempt ${attempt} of ${attemptLimit} of message ${message} went to ${queue}`
  const kept = droppedQueueId === null ? '' : `. An ASYNC retry changes only the Broker and keeps the queueId`
  const wrote = rewritten === null ? '' : `, and overwrote entry ${rewritten.position} of the list with it`
  return `${head}: ${why}${wrote}${kept}.`
}

export const attempts: AttemptsMessages = {
  sentence: attemptSentence,
  rules: {
    plainFirst: 'Simply next in turn',
    plainNotLast: 'Checks: not on the Broker that has just failed',
    available: 'Checks: not avoided',
    availableNotLast: 'Checks: not avoided, and not the Broker that has just failed',
    availableAndSame:
      'Checks: not avoided; on a retry also the very Broker that has just failed (an inverted condition)',
    reachableNotLast: 'Second best, checks: reachable, and not the Broker that has just failed',
    fallback: 'No queue passed: the least bad Broker of the fault table',
    plain: 'No choice left: simply next in turn',
    byHash: 'MessageQueueSelector: the hash of the key mod the number of queues',
    recorded: 'Recorded: only the choice itself',
  },
}
