// What the client of a release does, as short pseudo-code of our own: lines with ids, so that it can be said which of them
// an attempt has executed. It is a telling of the rules in clientVersion.ts, not RocketMQ's source.

import type { Text } from '../i18n/messages'
import type { CodeComment } from '../i18n/pseudocode'

import type { ClientRules } from '../rocketmq'

/** The functions, in the order in which they are shown: the choice comes first, since it is asked for most. */
export type CodeBlock = 'choose' | 'available' | 'reachable' | 'pick' | 'send' | 'route' | 'learn' | 'answer'

export interface CodeLine {
  /** The same in every release that has a line for the same thing. */
  id: string
  block: CodeBlock
  /** Steps to the right. */
  indent: number
  text: string
  comment: Text<'pseudocode'> | null
  /** RocketMQ's class#method, on the first line of a block. */
  method: string | null
}

type Sketch = [id: string, indent: number, text: string, comment?: CodeComment]

/** The whole code of a release. */
export function codeOf(rules: ClientRules): CodeLine[] {
  return [
    ...block('choose', 'MQFaultStrategy#selectOneMessageQueue', chooseLines(rules)),
    ...block('available', 'LatencyFaultToleranceImpl#isAvailable', availableLines(rules)),
    ...(rules.hasDetector ? block('reachable', 'LatencyFaultToleranceImpl#isReachable', REACHABLE) : []),
    ...(rules.faultSelector === 'filters'
      ? []
      : block('pick', 'LatencyFaultToleranceImpl#pickOneAtLeast', pickLines(rules))),
    ...block('send', 'DefaultMQProducerImpl#sendDefaultImpl', sendLines(rules)),
    ...block('route', 'MQClientInstance#updateTopicRouteInfoFromNameServer', routeLines(rules)),
    ...block('learn', 'LatencyFaultToleranceImpl#updateFaultItem', learnLines(rules)),
    ...block('answer', 'MQClientAPIImpl#onExceptionImpl', answerLines(rules)),
  ]
}

const block = (name: CodeBlock, method: string, lines: Sketch[]): CodeLine[] =>
  lines.map(([id, indent, text, comment], place) => ({
    id,
    block: name,
    indent,
    text,
    comment: comment ? (m) => m.pseudocode[comment] : null,
    method: place === 0 ? method : null,
  }))

/** Lines that only some releases have. */
const only = (has: boolean, ...lines: Sketch[]): Sketch[] => (has ? lines : [])

function sendLines(rules: ClientRules): Sketch[] {
  const { hasDetector, budgetPerAttempt } = rules
  const codes = rules.retryResponseCodes.join(', ')
  return [
    ['send', 0, 'send(message):'],
    ['send.began', 1, 'began = now;  last = none'],
    ...only(rules.asyncPool, [
      'send.pool',
      1,
      'ASYNC: go on in a thread of the pool, when one is free',
      rules.asyncConnectsLater ? 'poolFetches' : 'poolConnects',
    ]),
    ['send.route', 1, 'list = route(topic)', 'inTheBudget'],
    ['send.attempts', 1, 'attempts = SYNC ? 1 + retryTimesWhenSendFailed : 1', 'asyncRetriesElsewhere'],
    ['send.loop', 1, 'for attempt in 1 .. attempts:', 'noBackOff'],
    ['send.choose', 2, `queue = choose(last${rules.faultSelector === 'filters' ? ', attempt > 1' : ''})`],
    ...only(
      !budgetPerAttempt,
      ['send.spent', 2, 'spent = now - began'],
      ['send.over', 2, 'if spent > sendMsgTimeout:', 'chosenBeforeBudget'],
      ['send.giveUp', 3, 'throw RemotingTooMuchRequestException'],
    ),
    [
      'send.budget',
      2,
      budgetPerAttempt ? 'budget = sendMsgTimeout' : 'budget = sendMsgTimeout - spent',
      budgetPerAttempt ? 'wholeEachTime' : 'oneBudget',
    ],
    ...only(
      rules.hasMaxTimeoutPerRequest,
      ['send.cap', 2, 'if cap > -1 and attempt < attempts and budget > cap:', 'cap'],
      ['send.capped', 3, 'budget = cap'],
    ),
    ['send.last', 2, 'last = queue.broker'],
    ['send.request', 2, 'send to queue, wait at most budget'],
    ['send.stored', 2, 'when a SendResult comes back (SYNC):'],
    [
      'send.learnStored',
      3,
      `learn(last, took, failed = no${hasDetector ? ', reachable = yes' : ''})`,
      'successTeaches',
    ],
    ['send.notOk', 3, 'if status != SEND_OK and retryAnotherBrokerWhenNotStoreOK:'],
    ['send.again', 4, 'next attempt'],
    ['send.return', 3, 'return the SendResult'],
    ['send.handed', 2, 'when handed to the network (ASYNC, ONEWAY):'],
    [
      'send.learnHanded',
      3,
      `learn(last, took, failed = no${hasDetector ? ', reachable = yes' : ''})`,
      'nothingKnownYet',
    ],
    ['send.returnHanded', 3, 'return'],
    ['send.code', 2, 'when the Broker answers with an error code:'],
    [
      'send.learnCode',
      3,
      `learn(last, took, failed = yes${hasDetector ? ', reachable = no' : ''})`,
      hasDetector ? 'codeUnreachable' : 'codeTeaches',
    ],
    ['send.codeTest', 3, `if code is none of ${codes}:`],
    ['send.codeThrow', 4, 'throw MQBrokerException'],
    ['send.noMaster', 2, 'when the route names no Master for it:'],
    [
      'send.learnNoMaster',
      3,
      hasDetector ? 'learn(last, took, failed = no, reachable = yes)' : 'learn(last, took, failed = yes)',
    ],
    ['send.remoting', 2, 'when it cannot connect, loses the connection or waits in vain:'],
    [
      'send.learnRemoting',
      3,
      `learn(last, took, failed = yes${hasDetector ? ', reachable = not startDetectorEnable' : ''})`,
    ],
    ['send.throw', 1, 'throw MQClientException'],
  ]
}

const routeLines = (rules: ClientRules): Sketch[] => [
  ['route', 0, 'route(topic):'],
  ['route.known', 1, 'if the client has a list with queues: return it', 'pollRenews'],
  ['route.lock', 1, 'wait for the lock, at most 3000 ms', 'oneAtATime'],
  [
    'route.ask',
    1,
    `ask ${rules.asksEveryNameServer ? 'the NameServers in turn' : 'one NameServer'}, wait at most 3000 ms${rules.callTimeoutCoversConnecting ? ', connecting included' : ''}`,
    rules.throwsWithoutNameServer ? 'noNameServerThrows' : 'noNameServerNoRoute',
  ],
  ['route.return', 1, 'return the list of the answer'],
]

function answerLines(rules: ClientRules): Sketch[] {
  const { hasDetector } = rules
  return [
    ['answer', 0, 'answered(attempt):', 'asyncOnly'],
    ['answer.stored', 1, 'if a SendResult came back:'],
    ['answer.learnStored', 2, `learn(last, took, failed = no${hasDetector ? ', reachable = yes' : ''})`],
    ['answer.result', 2, 'callback(SendResult)'],
    [
      'answer.learn',
      1,
      `learn(last, took, failed = yes${hasDetector ? (rules.asyncConnectsLater ? ', reachable = yes' : ', reachable = was it sent?') : ''})`,
    ],
    ['answer.code', 1, 'if the Broker answered with an error code:'],
    ['answer.codeEnd', 2, 'callback(exception)', 'asyncCodesNever'],
    [
      'answer.test',
      1,
      `if retries <= retryTimesWhenSendAsyncFailed${rules.asyncRetryNeedsTime ? ' and time is left' : ''}:`,
    ],
    [
      'answer.choose',
      2,
      `broker = choose(last${rules.faultSelector === 'filters' ? ', no' : ''}).broker`,
      'asyncKeepsQueueId',
    ],
    [
      'answer.budget',
      2,
      rules.asyncRetryHasNoTime ? 'budget = 0' : 'budget = sendMsgTimeout - (now - began)',
      rules.asyncRetryHasNoTime ? 'asyncNoTime' : undefined,
    ],
    ['answer.request', 2, 'send to the same queueId on broker, wait at most budget'],
    ['answer.fail', 1, 'else: callback(exception)'],
  ]
}

function chooseLines(rules: ClientRules): Sketch[] {
  const filters = rules.faultSelector === 'filters'
  return [
    ['choose', 0, `choose(last${filters ? ', retry' : ''}):`],
    ['choose.off', 1, 'if not sendLatencyFaultEnable:', 'offByDefault'],
    ...offLines(rules),
    ...(filters ? filterLines() : walkLines(rules)),
    ['plain', 1, 'return list[next() mod n]', 'plainLast'],
  ]
}

/** Switch off. RocketMQ: TopicPublishInfo#selectOneMessageQueue */
function offLines(rules: ClientRules): Sketch[] {
  const filters = rules.faultSelector === 'filters'
  const copied = rules.retryWalk === 'copiedIndex'
  return [
    ...only(
      !filters,
      ['off.first', 2, 'if last = none:'],
      ['off.firstReturn', 3, 'return list[next() mod n]', 'noChecks'],
    ),
    ...only(copied, ['off.index', 2, 'i = next()', 'copied']),
    ['off.walk', 2, 'n times:'],
    [
      'off.look',
      3,
      copied ? 'queue = list[i mod n];  i = i + 1' : 'queue = list[next() mod n]',
      copied ? undefined : 'shared',
    ],
    [
      'off.test',
      3,
      filters ? 'if last = none or queue.broker != last: return queue' : 'if queue.broker != last: return queue',
    ],
    ['off.plain', 2, 'return list[next() mod n]'],
  ]
}

/** Switch on, up to 5.1.3. */
function walkLines(rules: ClientRules): Sketch[] {
  const test = {
    sameBrokerOnRetry: 'if available(queue.broker) and (last = none or queue.broker = last): return queue',
    available: 'if available(queue.broker): return queue',
    availableNotLast: 'if available(queue.broker) and queue.broker != last: return queue',
  }
  const why = { sameBrokerOnRetry: 'inverted', available: 'lastIgnored', availableNotLast: 'lastSkipped' } as const
  const selector = rules.faultSelector as keyof typeof test
  return [
    ['walk.index', 1, 'i = next()', 'copied'],
    ['walk', 1, 'n times:'],
    ['walk.look', 2, 'queue = list[i mod n];  i = i + 1'],
    ...only(rules.walkTripsOnOverflow, ['walk.trip', 2, 'if i passed 2^31 - 1: leave for the last line', 'trips']),
    ['walk.test', 2, test[selector], why[selector]],
    ['pick.call', 1, 'broker = pickOneAtLeast()', 'leastBad'],
    [
      'pick.writable',
      1,
      `if broker has write queues in the route${rules.fallbackNeedsWritePerm ? ' and may be written' : ''}:`,
    ],
    ['pick.entry', 2, 'entry = list[next() mod n]'],
    ['pick.queueId', 2, 'queueId = next() mod writeQueueNums(broker)'],
    rules.fallbackRewritesList
      ? ['pick.take', 2, 'entry.broker = broker;  entry.queueId = queueId;  return entry', 'rewrites']
      : ['pick.take', 2, 'return a new queue (broker, queueId)', 'rewritesNot'],
    ['pick.forget', 1, 'else: delete the fault item of broker'],
  ]
}

/** Switch on, from 5.1.4. */
const filterLines = (): Sketch[] => [
  ['reset', 1, 'if retry: index = random()', 'resets'],
  ['walk', 1, 'n times:'],
  ['walk.look', 2, 'queue = list[next() mod n]', 'shared'],
  ['walk.test', 2, 'if available(queue.broker) and queue.broker != last: return queue', 'lastSkipped'],
  ['second', 1, 'n times:'],
  ['second.look', 2, 'queue = list[next() mod n]'],
  ['second.test', 2, 'if reachable(queue.broker) and queue.broker != last: return queue', 'secondBest'],
]

const availableLines = (rules: ClientRules): Sketch[] => [
  ['available', 0, 'available(broker):'],
  [
    'available.test',
    1,
    `return no item, or now >= item.startTimestamp${rules.availableNeedsReachable ? ' and item.reachable' : ''}`,
    rules.availableNeedsReachable ? 'needsReachable' : 'byName',
  ],
]

const REACHABLE: Sketch[] = [
  ['reachable', 0, 'reachable(broker):'],
  ['reachable.test', 1, 'return no item, or item.reachable'],
]

const pickLines = (rules: ClientRules): Sketch[] => [
  ['pickOne', 0, 'pickOneAtLeast():'],
  ['pickOne.none', 1, 'if there are no items: return none'],
  [
    'pickOne.sort',
    1,
    `${rules.pickShuffles ? 'shuffle all items, then sort' : 'sort all items'}: available, then low latency, then early end`,
  ],
  ['pickOne.half', 1, 'return one of the better half, in turn'],
]

function learnLines(rules: ClientRules): Sketch[] {
  const { hasDetector } = rules
  const write: Sketch = [
    'learn.write',
    rules.successEndsWindow ? 1 : 2,
    'item.startTimestamp = now + window',
    rules.successEndsWindow ? 'overwrites' : undefined,
  ]
  return [
    ['learn', 0, `learn(broker, took, failed${hasDetector ? ', reachable' : ''}):`],
    ['learn.off', 1, 'if not sendLatencyFaultEnable: return'],
    ['learn.latency', 1, `latency = failed ? ${rules.isolationLatency} : took`, 'standIn'],
    ['learn.window', 1, 'window = notAvailableDuration of the highest latencyMax <= latency'],
    ['learn.item', 1, 'item = faultItems[broker];  item.currentLatency = took'],
    ...(rules.successEndsWindow
      ? [write]
      : ([
          ['learn.grow', 1, 'if window > 0 and now + window > item.startTimestamp:', 'onlyGrows'],
          write,
          ['learn.reachable', 1, 'item.reachable = reachable'],
        ] satisfies Sketch[])),
  ]
}
