// Incidents about sends that fail, wait or arrive twice: told from the symptom, solved on the stage.

import { SINCE } from '../../projections/releaseFacts'
import type { Figure } from '../figure'
import { incident } from '../incident'
import type { Lesson } from '../lesson'

const count = (what: Extract<Figure, { kind: 'count' }>['what'], fromMs: number, toMs: number): Figure => ({
  kind: 'count',
  what,
  fromMs,
  toMs,
})

export const failingIncidents: readonly Lesson[] = [
  incident(
    {
      id: 'retries-that-never-happen',
      surprise: 'S6',
      title: { zh: '配了重试，却从来没重试', en: 'The retries that never happen' },
      summary: {
        zh: '“机器断电那会儿，应用收到一堆超时异常。不是有两次重试吗？”',
        en: '"When the machine lost power the application got timeouts. Were there not two retries?"',
      },
      minutes: 3,
      terms: ['retryTimes', 'sendMsgTimeout'],
    },
    {
      id: 'symptom',
      title: { zh: '现象', en: 'The symptom' },
      say: {
        zh: '客户端 5.3.3，5 秒时 broker-a 所在的机器断电。到 20 秒为止，{failed} 次调用抛出异常。',
        en: 'Client 5.3.3; at 5 s the machine of broker-a loses power. By 20 s, {failed} calls have thrown.',
      },
      atMs: 4950,
      untilMs: 8600,
      meaning: {
        zh: '每次都卡整整 3 秒，然后失败。broker-b 一直好好的。',
        en: 'Each hangs for 3 s and fails, while broker-b is well all the time.',
      },
      figures: { failed: count('failedMessages', 0, 20_000) },
      claims: [{ figure: count('failedMessages', 0, 20_000), equals: 4 }],
    },
    {
      id: 'cause',
      title: { zh: '数一数尝试了几次', en: 'Count the attempts' },
      say: {
        zh: '消息 53 是第一条轮到 broker-a 的。断电的机器不会回“拒绝连接”，什么都不会回。',
        en: 'Message 53 is the first whose turn it was on broker-a. A machine without power does not refuse; it says nothing at all.',
      },
      atMs: 5250,
      untilMs: 8600,
      ask: {
        kind: 'number',
        prompt: { zh: '消息 53 一共尝试了几次？', en: 'How many attempts does message 53 make?' },
        answer: { kind: 'attemptsOf', message: 53 },
        options: [1, 2, 3],
        explain: {
          zh: '{attempts} 次，花了 {elapsed}：时间预算是整次调用的，一次等待就用光了。',
          en: '{attempts}, in {elapsed}: the time budget is for the whole call, and one wait has used it up.',
        },
      },
      meaning: {
        zh: '重试次数是上限，不是保证：没有时间就没有重试。',
        en: 'The number of retries is a limit, not a promise: no time, no retry.',
      },
      figures: {
        attempts: { kind: 'attemptsOf', message: 53 },
        elapsed: { kind: 'elapsedOf', message: 53 },
      },
      claims: [
        { figure: { kind: 'attemptsOf', message: 53 }, equals: 1 },
        { figure: { kind: 'elapsedOf', message: 53 }, atLeast: 3000, atMost: 3001 },
      ],
    },
    {
      id: 'fix',
      variant: 2,
      title: { zh: '给每次尝试设个上限', en: 'A limit for each attempt' },
      say: {
        zh: '同样的断电，sendMsgMaxTimeoutPerRequest 设成 1000：消息 53 尝试了 {attempts} 次，{outcome}。',
        en: 'The same power cut with sendMsgMaxTimeoutPerRequest at 1000: message 53 makes {attempts} attempts and is {outcome}.',
      },
      atMs: 5250,
      untilMs: 6600,
      meaning: {
        zh: `等 1 秒就放弃这一次，剩下的时间够去 broker-b。这个设置 ${SINCE.maxTimeoutPerRequest} 起才有，而且不管建连接的时间。`,
        en: `It gives up an attempt after 1 s, and the rest of the budget is enough for broker-b. The setting exists from ${SINCE.maxTimeoutPerRequest} and does not cover connecting.`,
      },
      figures: {
        attempts: { kind: 'attemptsOf', message: 53 },
        outcome: { kind: 'outcomeOf', message: 53 },
      },
      claims: [
        { figure: { kind: 'attemptsOf', message: 53 }, equals: 2 },
        { figure: { kind: 'outcomeOf', message: 53 }, equals: 'retried' },
      ],
    },
  ),
  incident(
    {
      id: 'slow-for-half-a-minute',
      surprise: 'S7',
      title: { zh: '挂一台 Broker，慢半分钟', en: 'Slow for half a minute' },
      summary: {
        zh: '“broker-a 重启，NameServer 控制台上它一秒就没了，应用却有半分钟一半的发送都变慢。”',
        en: '"broker-a vanished from the NameServer within a second, yet half of our sends were slow for half a minute."',
      },
      minutes: 3,
      terms: ['route', 'pollNameServerInterval'],
    },
    {
      id: 'symptom',
      title: { zh: '现象', en: 'The symptom' },
      say: {
        zh: '开关关着。broker-a 在一次取路由之后马上被杀，{failed} 次尝试撞在它上面，到 {until} 突然停止。',
        en: 'The switch is off. broker-a is killed right after a poll; {failed} attempts run into it, and at {until} they suddenly end.',
      },
      atMs: 30_000,
      untilMs: 31_500,
      meaning: {
        zh: '应用没有收到异常，重试救了它们，只是多走了一趟。',
        en: 'The application sees no exception, for the retries save every message; each only takes one more trip.',
      },
      figures: {
        failed: count('failedAttempts', 29_000, 65_000),
        until: { kind: 'momentOf', mark: { mark: 'routeChanged', afterMs: 30_100 } },
      },
      claims: [
        { figure: count('failedAttempts', 29_000, 65_000), atLeast: 145, atMost: 155 },
        { figure: count('failedMessages', 29_000, 65_000), equals: 0 },
        { figure: count('failedAttempts', 60_100, 65_000), equals: 0 },
      ],
    },
    {
      id: 'cause',
      title: { zh: '谁还不知道', en: 'Who does not know yet' },
      say: {
        zh: '看 NameServer：它马上就划掉了 broker-a。再看生产者手里的列表。',
        en: 'Look at the NameServer: it has struck broker-a off at once. Now look at the list the producer holds.',
      },
      atMs: 30_500,
      untilMs: 32_000,
      ask: {
        kind: 'number',
        prompt: {
          zh: '40 秒的时候，生产者的列表有几个队列？',
          en: "At 40 s, how many queues are in the producer's list?",
        },
        answer: { kind: 'queuesKnown', atMs: 40_000 },
        options: [0, 2, 4],
        explain: {
          zh: '还是 {known} 个：NameServer 不会通知生产者，要等它 30 秒一次来取。',
          en: 'Still {known}: the NameServer tells no producer; each comes and asks every 30 s.',
        },
      },
      meaning: {
        zh: '路由过时多久，取决于挂的那一刻离下一次取路由有多远。',
        en: 'How long the route is stale depends on how far the next poll is at the moment of the crash.',
      },
      figures: { known: { kind: 'queuesKnown', atMs: 40_000 } },
      claims: [{ figure: { kind: 'queuesKnown', atMs: 40_000 }, equals: 4 }],
    },
    {
      id: 'fix',
      variant: 1,
      title: { zh: '同样的故障，换个时刻', en: 'The same crash at another moment' },
      say: {
        zh: '如果在取路由前 1 秒挂掉，只有 {failed} 次尝试撞上。',
        en: 'Had it died one second before a poll, only {failed} attempts would have met it.',
      },
      atMs: 29_000,
      untilMs: 30_500,
      meaning: {
        zh: '靠运气不行：打开 sendLatencyFaultEnable，一次失败之后就绕开它；计划内的重启，先 wipeWritePerm 再停。',
        en: 'Do not rely on luck: sendLatencyFaultEnable steers around it after one failure, and before a planned restart take the write permission away first.',
      },
      figures: { failed: count('failedAttempts', 29_000, 65_000) },
      claims: [{ figure: count('failedAttempts', 29_000, 65_000), atMost: 6 }],
    },
  ),
  incident(
    {
      id: 'no-route-never-said',
      surprise: 'S8',
      title: { zh: '只剩一台，它也挂了', en: 'The last Broker goes' },
      summary: {
        zh: '“唯一的 Broker 挂了，异常却是连接失败，不是没有路由。新启动的应用又说没有路由。”',
        en: '"Our only Broker died. The running application said it could not connect; a fresh one said there was no route."',
      },
      minutes: 3,
      terms: ['route', 'retryTimes'],
    },
    {
      id: 'symptom',
      title: { zh: '现象', en: 'The symptom' },
      say: {
        zh: '只有一组 Broker。它挂掉以后 5 秒里 {failed} 条消息失败，每条都试了 {attempts} 次。',
        en: 'There is one Broker group only. In the 5 s after its death {failed} messages fail, each after {attempts} attempts.',
      },
      atMs: 29_900,
      untilMs: 30_300,
      speed: 0.2,
      meaning: {
        zh: '三次都敲同一扇门：没有别的 Broker 可以换。',
        en: 'Three knocks on the same door: there is no other Broker to turn to.',
      },
      figures: { failed: count('failedMessages', 29_000, 35_000), attempts: { kind: 'attemptsOf', message: 301 } },
      claims: [
        { figure: count('failedMessages', 29_000, 35_000), equals: 50 },
        { figure: { kind: 'attemptsOf', message: 301 }, equals: 3 },
      ],
    },
    {
      id: 'cause',
      title: { zh: '它为什么不放弃旧路由', en: 'Why it keeps the old route' },
      say: {
        zh: '30 秒那次取路由，NameServer 回答：没有这个 Topic。',
        en: 'At the poll of 30 s the NameServer answers that there is no such Topic.',
      },
      atMs: 30_000,
      untilMs: 31_000,
      ask: {
        kind: 'number',
        prompt: { zh: '35 秒时，生产者的列表有几个队列？', en: "At 35 s, how many queues are in the producer's list?" },
        answer: { kind: 'queuesKnown', atMs: 35_000 },
        options: [0, 1, 2],
        explain: {
          zh: '还是 {known} 个：回答“没有”时，客户端留着旧路由继续用。',
          en: 'Still {known}: when the answer is "none", the client keeps the route it has.',
        },
      },
      meaning: {
        zh: '所以老的生产者报连接失败，新起的生产者报没有路由：说的是同一件事。',
        en: 'So the old producer cannot connect and the new one has no route. Both mean the same.',
      },
      figures: { known: { kind: 'queuesKnown', atMs: 35_000 } },
      claims: [{ figure: { kind: 'queuesKnown', atMs: 35_000 }, equals: 2 }],
    },
    {
      id: 'fix',
      variant: 1,
      title: { zh: '旁边起一个新的', en: 'A fresh one beside it' },
      say: {
        zh: '31 秒多起一个生产者：从那时到 35 秒，两个一共失败 {failed} 条。',
        en: 'At 31 s a second producer starts: from then to 35 s the two fail {failed} times between them.',
      },
      atMs: 30_900,
      untilMs: 32_500,
      meaning: {
        zh: '看异常先看是谁抛的：带 10005 的是没有路由，带 10001 的是连不上。解法只有一个：每个 Topic 至少分布在两组 Broker 上。',
        en: 'See who throws: 10005 is no route, 10001 is no connection. The remedy is the same: every Topic on at least two Broker groups.',
      },
      figures: { failed: count('failedMessages', 31_000, 35_000) },
      claims: [{ figure: count('failedMessages', 31_000, 35_000), atLeast: 60 }],
    },
  ),
  incident(
    {
      id: 'one-bad-message',
      surprise: 'S12',
      title: { zh: '一条坏消息，封了一台好 Broker', en: 'One bad message bans a good Broker' },
      summary: {
        zh: '“有人发了一条属性超长的消息，之后十分钟 broker-a 都没有流量。”',
        en: '"Somebody sent one message with oversized properties. For ten minutes broker-a had no traffic."',
      },
      minutes: 3,
      terms: ['isolation', 'avoidanceWindow'],
    },
    {
      id: 'symptom',
      title: { zh: '现象', en: 'The symptom' },
      say: {
        zh: '客户端 4.9.7。只有 {failed} 条消息失败，可 broker-a 从 4.1 秒到 14 秒只存进 {stored} 条。',
        en: 'Client 4.9.7. Only {failed} message fails, yet from 4.1 s to 14 s broker-a stores {stored}.',
      },
      atMs: 5000,
      untilMs: 7000,
      view: { select: { brokerName: 'broker-a' } },
      meaning: { zh: 'broker-a 从头到尾都没有故障。', en: 'broker-a was never in trouble.' },
      figures: {
        failed: count('failedMessages', 0, 15_000),
        stored: { kind: 'count', what: 'stored', brokerName: 'broker-a', fromMs: 4100, toMs: 14_000 },
      },
      claims: [
        { figure: count('failedMessages', 0, 15_000), equals: 1 },
        { figure: { kind: 'count', what: 'stored', brokerName: 'broker-a', fromMs: 4100, toMs: 14_000 }, equals: 0 },
      ],
    },
    {
      id: 'cause',
      title: { zh: '是谁的错', en: 'Whose fault was it' },
      say: {
        zh: '消息 41 被 broker-a 拒收：MESSAGE_ILLEGAL。这种错误码不重试，直接抛给应用。',
        en: 'broker-a refuses message 41: MESSAGE_ILLEGAL. Such a code is not retried; the application gets it at once.',
      },
      atMs: 3980,
      untilMs: 4200,
      speed: 0.2,
      ask: {
        kind: 'number',
        prompt: {
          zh: '生产者把 broker-a 规避多久？',
          en: 'For how long does the producer avoid broker-a?',
        },
        answer: { kind: 'windowOf', brokerName: 'broker-a', afterMs: 3900 },
        options: [0, 10_000, 600_000],
        explain: {
          zh: '{window}：只要这次调用抛异常，就算这台 Broker 的账。',
          en: '{window}: whatever makes the attempt throw is charged to the Broker.',
        },
      },
      meaning: {
        zh: '故障表分不清是 Broker 坏了，还是消息坏了。',
        en: 'The fault table cannot tell a bad Broker from a bad message.',
      },
      figures: { window: { kind: 'windowOf', brokerName: 'broker-a', afterMs: 3900 } },
      claims: [{ figure: { kind: 'windowOf', brokerName: 'broker-a', afterMs: 3900 }, equals: 600_000 }],
    },
    {
      id: 'fix',
      variant: 1,
      title: { zh: '新版本里', en: 'With a new release' },
      say: {
        zh: '客户端 5.3.3：窗口 {window}，14 秒以后 broker-a 又有流量了。',
        en: 'Client 5.3.3: a window of {window}, and after 14 s broker-a has traffic again.',
      },
      atMs: 13_900,
      untilMs: 15_000,
      meaning: {
        zh: '规则没变，窗口短了。治本的办法是在发送前把消息检查好。',
        en: 'The rule is the same, the window is shorter. The real remedy is to check messages before sending them.',
      },
      figures: { window: { kind: 'windowOf', brokerName: 'broker-a', afterMs: 3900 } },
      claims: [
        { figure: { kind: 'windowOf', brokerName: 'broker-a', afterMs: 3900 }, equals: 10_000 },
        {
          figure: { kind: 'count', what: 'stored', brokerName: 'broker-a', fromMs: 14_100, toMs: 15_000 },
          atLeast: 4,
        },
      ],
    },
  ),
  incident(
    {
      id: 'busy-broker',
      surprise: 'S13',
      title: { zh: 'Broker 一忙，应用就报错', en: 'A busy Broker throws at the application' },
      summary: {
        zh: '“大促时 broker-a 忙了一秒，应用收到 SYSTEM_BUSY。broker-b 明明闲着，为什么不重试？”',
        en: '"broker-a was busy for a second and we got SYSTEM_BUSY. broker-b was idle: why was there no retry?"',
      },
      minutes: 3,
      terms: ['retryTimes'],
    },
    {
      id: 'symptom',
      title: { zh: '现象', en: 'The symptom' },
      say: {
        zh: '客户端 5.2.0。broker-a 的发送队列堵了一秒，{failed} 条消息失败，靠重试救回 {rescued} 条。',
        en: 'Client 5.2.0. The send queue of broker-a is jammed for a second: {failed} messages fail, {rescued} are saved by a retry.',
      },
      atMs: 4950,
      untilMs: 6500,
      meaning: {
        zh: '一次重试都没有：异常直接到了应用手里。',
        en: 'There was not a single retry: the exception went straight to the application.',
      },
      figures: { failed: count('failedMessages', 4900, 12_000), rescued: count('rescuedMessages', 4900, 12_000) },
      claims: [
        { figure: count('failedMessages', 4900, 12_000), equals: 4 },
        { figure: count('rescuedMessages', 4900, 12_000), equals: 0 },
      ],
    },
    {
      id: 'cause',
      title: { zh: '哪些错误码会重试', en: 'Which codes are retried' },
      say: {
        zh: '客户端手里有一张会重试的错误码名单。5.2.0 的名单里没有 SYSTEM_BUSY。',
        en: 'The client holds a list of codes that are worth a retry. In 5.2.0 SYSTEM_BUSY is not on it.',
      },
      atMs: 5150,
      untilMs: 5600,
      speed: 0.2,
      ask: {
        kind: 'outcome',
        prompt: {
          zh: '消息 53 轮到忙着的 broker-a，会怎样？',
          en: 'Message 53 has its turn on the busy broker-a. What happens?',
        },
        answer: { kind: 'outcomeOf', message: 53 },
        explain: {
          zh: '只尝试了 {attempts} 次就抛给应用了。',
          en: 'After {attempts} attempt the application gets the exception.',
        },
      },
      meaning: {
        zh: '“失败会重试”要看是哪种失败：名单因版本而异。',
        en: '"Failures are retried" depends on the failure, and the list depends on the release.',
      },
      figures: { attempts: { kind: 'attemptsOf', message: 53 } },
      claims: [
        { figure: { kind: 'outcomeOf', message: 53 }, equals: 'failed' },
        { figure: { kind: 'attemptsOf', message: 53 }, equals: 1 },
      ],
    },
    {
      id: 'fix',
      variant: 1,
      title: { zh: `${SINCE.retriesSystemBusy} 起`, en: `From ${SINCE.retriesSystemBusy}` },
      say: {
        zh: '客户端 5.3.0，同样堵一秒：失败 {failed} 条，重试救回 {rescued} 条。',
        en: 'Client 5.3.0 and the same second: {failed} fail, {rescued} are saved by a retry.',
      },
      atMs: 5150,
      untilMs: 6500,
      meaning: {
        zh: 'SYSTEM_BUSY 上了名单，应用什么都没察觉。',
        en: 'SYSTEM_BUSY is on the list now, and the application notices nothing.',
      },
      figures: { failed: count('failedMessages', 4900, 12_000), rescued: count('rescuedMessages', 4900, 12_000) },
      claims: [
        { figure: count('failedMessages', 4900, 12_000), equals: 0 },
        { figure: count('rescuedMessages', 4900, 12_000), equals: 4 },
      ],
    },
  ),
  incident(
    {
      id: 'stored-twice',
      surprise: 'S20',
      title: { zh: '没有报错，消息却重复了', en: 'Stored twice, and no error' },
      summary: {
        zh: '“日志里全是 SEND_OK，消费端却收到了重复的订单。”',
        en: '"Every send was SEND_OK, and still the consumer got orders twice."',
      },
      minutes: 3,
      terms: ['sendResult', 'maxTimeoutPerRequest'],
    },
    {
      id: 'symptom',
      title: { zh: '现象', en: 'The symptom' },
      say: {
        zh: '每次尝试最多等 1 秒（sendMsgMaxTimeoutPerRequest），broker-a 却慢了 1.5 秒。到 12 秒，失败的消息有 {failed} 条，多存的副本却有 {extra} 份。',
        en: 'An attempt may take 1 s (sendMsgMaxTimeoutPerRequest), and broker-a is 1.5 s late. By 12 s, {failed} messages have failed, and yet {extra} extra copies are stored.',
      },
      atMs: 5000,
      untilMs: 12_000,
      speed: 2,
      meaning: {
        zh: '应用看到的每一次都是成功。',
        en: 'All the application ever sees is success.',
      },
      figures: { failed: count('failedMessages', 0, 12_000), extra: count('extraCopies', 0, 12_000) },
      claims: [
        { figure: count('failedMessages', 0, 12_000), equals: 0 },
        { figure: count('extraCopies', 0, 12_000), atLeast: 1 },
      ],
    },
    {
      id: 'cause',
      title: { zh: '第一次去哪了', en: 'What became of the first attempt' },
      say: {
        zh: '消息 53 在 broker-a 上等了 1 秒没有回复，于是改发 broker-b。',
        en: 'Message 53 waits 1 s for broker-a, gets no answer, and goes to broker-b.',
      },
      atMs: 5150,
      untilMs: 7200,
      ask: {
        kind: 'outcome',
        prompt: { zh: '消息 53 最后怎样了？', en: 'How does message 53 end?' },
        answer: { kind: 'outcomeOf', message: 53 },
        explain: {
          zh: '{outcome}，尝试了 {attempts} 次，应用只看到 SEND_OK。可 broker-a 其实已经存了，只是回复来晚了。',
          en: 'It was {outcome}, after {attempts} attempts, and all the application sees is SEND_OK. But broker-a had stored it as well; only its answer was late.',
        },
      },
      meaning: {
        zh: '超时不等于没存：重试就可能重复，消费端必须幂等。',
        en: 'No answer does not mean not stored: a retry can duplicate, so consumers have to be idempotent.',
      },
      figures: {
        outcome: { kind: 'outcomeOf', message: 53 },
        attempts: { kind: 'attemptsOf', message: 53 },
      },
      claims: [
        { figure: { kind: 'outcomeOf', message: 53 }, equals: 'retried' },
        { figure: { kind: 'attemptsOf', message: 53 }, equals: 2 },
      ],
    },
    {
      id: 'fix',
      variant: 1,
      title: { zh: '不限制单次尝试', en: 'Without the limit per attempt' },
      say: {
        zh: '不设 sendMsgMaxTimeoutPerRequest：多存的副本 {extra} 份，但每次都要等满 1.5 秒。',
        en: 'Without sendMsgMaxTimeoutPerRequest there are {extra} extra copies, but every such send waits the full 1.5 s.',
      },
      atMs: 5150,
      untilMs: 8000,
      meaning: {
        zh: '快速重试和不重复，只能选一个；幂等的消费者两个都能要。',
        en: 'A fast retry or no duplicate: you can have one. With an idempotent consumer you can have both.',
      },
      figures: { extra: count('extraCopies', 0, 12_000) },
      claims: [
        { figure: count('extraCopies', 0, 12_000), equals: 0 },
        { figure: count('failedMessages', 0, 12_000), equals: 0 },
      ],
    },
  ),
]
