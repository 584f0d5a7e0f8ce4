// Lessons 5 to 7: a Master dies, the switch that steers around it, and what a training article leaves out.

import { SINCE } from '../../projections/releaseFacts'
import { presetInput } from '../../rocketmq'
import type { Figure } from '../figure'
import type { Lesson } from '../lesson'
import { kill, lessonInput, powerOff } from '../lessonInput'

const KILL_MS = 10_600
const off = lessonInput('article-off')
const offKilled = lessonInput('article-off', {}, [kill(KILL_MS)])
const onKilled = lessonInput('article', {}, [kill(KILL_MS)])
const noSwitchOver = lessonInput('article-off', { enableDLegerCommitLog: false }, [kill(KILL_MS)])
const oldClient = lessonInput('real-4.9', {}, [kill(5050)])
const newClient = lessonInput('real-5.3', {}, [kill(5050)])
const killedAfterPoll = lessonInput('2m-noslave', { writeQueueNums: 2 }, [kill(10_550)])
const poweredOff = lessonInput('2m-noslave', { writeQueueNums: 2 }, [powerOff(5050)])

const failedAttempts = (toMs: number): Figure => ({ kind: 'count', what: 'failedAttempts', toMs })

export const masterLesson: Lesson = {
  id: 'master-dies',
  kind: 'lesson',
  title: { zh: '一台 Master 挂了', en: 'A Master dies' },
  summary: {
    zh: '说得清 Master 挂掉以后，哪些发送会失败、为什么、到什么时候为止。',
    en: 'You can say which sends fail after a Master has died, why, and until when.',
  },
  minutes: 5,
  issues: [],
  terms: ['master', 'retryTimes'],
  steps: [
    {
      id: 'kill',
      title: { zh: '你来杀掉它', en: 'Kill it yourself' },
      say: {
        zh: 'sendLatencyFaultEnable 关着。点一下 broker-a 的 Master，选 kill -9。',
        en: "sendLatencyFaultEnable is off. Click broker-a's Master and choose kill -9.",
      },
      input: off,
      atMs: KILL_MS,
      untilMs: 11_690,
      task: {
        prompt: { zh: '杀掉 broker-a 的 Master', en: "Kill broker-a's Master" },
        actions: [
          { type: 'kill', target: 'broker-a/master' },
          { type: 'kill', target: 'broker-a/n0' },
        ],
      },
      meaning: {
        zh: '轮到 broker-a 的消息 {message} 连不上了，{failedAt} 失败，马上改发 broker-b。',
        en: 'Message {message}, whose turn it was to go to broker-a, could not connect: it failed at {failedAt} and was sent to broker-b at once.',
      },
      notes: {
        zh: '杀完先暂停一下，让大家看清：Broker 已经死了，转盘上 broker-a 还在。',
        en: 'Pause after the kill. Everybody should see that the Broker is dead while broker-a is still on the wheel.',
      },
      figures: {
        message: { kind: 'messageOf', mark: { mark: 'attemptFailed', afterMs: KILL_MS } },
        failedAt: { kind: 'momentOf', mark: { mark: 'attemptFailed', afterMs: KILL_MS } },
      },
      claims: [
        { figure: { kind: 'messageOf', mark: { mark: 'attemptFailed', afterMs: KILL_MS } }, equals: 29 },
        { figure: { kind: 'outcomeOf', message: 29 }, equals: 'retried' },
      ],
    },
    {
      id: 'again',
      title: { zh: '还会再撞上吗', en: 'Will it happen again?' },
      say: {
        zh: '消息 29 靠重试存进了 {rescue}。消息 31 又轮到 broker-a。',
        en: 'Message 29 was saved by a retry, in {rescue}. Message 31 has its turn on broker-a again.',
      },
      input: offKilled,
      atMs: 11_950,
      untilMs: 12_500,
      ask: {
        kind: 'outcome',
        prompt: { zh: '消息 31 会怎样？', en: 'What will happen to message 31?' },
        answer: { kind: 'outcomeOf', message: 31 },
        explain: {
          zh: '上一次失败，它一点没记住：先去 broker-a 失败，再重试到 {second}。',
          en: 'It has learnt nothing from the last failure: first broker-a, in vain, then a retry to {second}.',
        },
      },
      meaning: {
        zh: '一次调用之内它会躲开刚失败的 Broker；下一条照旧轮转，不记得上次失败。',
        en: 'Within one call it keeps away from the Broker that has just failed; the next message takes its turn as if nothing had been.',
      },
      figures: {
        rescue: { kind: 'queueOf', message: 29, attempt: 2 },
        second: { kind: 'queueOf', message: 31, attempt: 2 },
      },
      claims: [
        { figure: { kind: 'outcomeOf', message: 31 }, equals: 'retried' },
        { figure: { kind: 'brokerOf', message: 31 }, equals: 'broker-a' },
      ],
    },
    {
      id: 'how-long',
      title: { zh: '要撞到什么时候', en: 'Until when?' },
      say: {
        zh: '{ready} 有一个 Slave 选成了新 Master。可生产者要到 20 秒取路由时才知道它的地址。',
        en: 'At {ready} a Slave has been elected as the new Master. But the producer learns its address only with the poll at 20 s.',
      },
      input: offKilled,
      atMs: 15_900,
      untilMs: 20_400,
      speed: 2,
      meaning: {
        zh: '从挂掉到取到新路由，一共白跑了 {failed} 次；应用没有看到异常，只是慢了。',
        en: 'From the death to the new route {failed} attempts were in vain. The application saw no exception; its calls only took longer.',
      },
      figures: {
        ready: { kind: 'momentOf', mark: { mark: 'masterReady', afterMs: KILL_MS } },
        failed: failedAttempts(30_000),
      },
      claims: [
        { figure: failedAttempts(30_000), equals: 12 },
        { figure: { kind: 'count', what: 'failedMessages', toMs: 30_000 }, equals: 0 },
        { figure: { kind: 'count', what: 'failedAttempts', fromMs: 20_500, toMs: 30_000 }, equals: 0 },
      ],
    },
    {
      id: 'no-switch-over',
      title: { zh: '没有 DLedger 呢', en: 'And without DLedger?' },
      say: {
        zh: '刚才选得出新 Master，是因为这几组跑在 DLedger 模式。换成普通主从：Slave 活着，但不会自己变成 Master。下一次取路由以后，列表只剩 {known} 个队列。',
        en: 'There was an election because the groups run in DLedger mode. With plain Master and Slave the Slaves live on, but none becomes Master by itself. After the next poll the list is down to {known} queues.',
      },
      input: noSwitchOver,
      atMs: 19_900,
      untilMs: 21_500,
      meaning: {
        zh: '失败停了，代价是所有写入都压到 broker-b，直到有人把 broker-a 重启。',
        en: 'The failures end, at a price: all writes go to broker-b until somebody restarts broker-a.',
      },
      figures: { known: { kind: 'queuesKnown', atMs: 21_000 } },
      claims: [
        { figure: { kind: 'queuesKnown', atMs: 21_000 }, equals: 2 },
        {
          figure: { kind: 'momentOf', mark: { mark: 'firstUse', brokerName: 'broker-b', afterMs: 21_000 } },
          atMost: 21_500,
        },
      ],
    },
  ],
  quiz: [
    {
      id: 'exceptions',
      input: offKilled,
      atMs: KILL_MS,
      ask: {
        kind: 'number',
        prompt: {
          zh: '到 30 秒为止，应用收到几次异常？',
          en: 'How many exceptions does the application get until 30 s?',
        },
        answer: { kind: 'count', what: 'failedMessages', toMs: 30_000 },
        options: [0, 3, 12],
        explain: {
          zh: '{failed} 次：默认最多重试两次，第二次总能落到 broker-b 上。',
          en: '{failed}: two retries are allowed, and the first of them always reaches broker-b.',
        },
      },
      figures: { failed: { kind: 'count', what: 'failedMessages', toMs: 30_000 } },
    },
  ],
}

export const switchLesson: Lesson = {
  id: 'switch',
  kind: 'lesson',
  title: { zh: '打开 sendLatencyFaultEnable', en: 'Turning sendLatencyFaultEnable on' },
  summary: {
    zh: '说得清规避窗口怎么来、多长、什么时候结束，以及它要付出什么。',
    en: 'You can say where an avoidance window comes from, how long it is, what ends it, and what it costs.',
  },
  minutes: 5,
  issues: [],
  terms: ['sendLatencyFaultEnable', 'avoidanceWindow', 'faultItem', 'latencyMax', 'notAvailableDuration', 'isolation'],
  steps: [
    {
      id: 'window',
      title: { zh: '一次失败，躲一阵子', en: 'One failure, a while of avoidance' },
      say: {
        zh: '开关开着，同样在 10.6 秒杀掉 broker-a 的 Master。消息 29 很快被拒绝。教学用的规避表：耗时 ≥ 500 ms 规避 3 秒，否则不规避。',
        en: "The switch is on, and broker-a's Master is killed at 10.6 s as before. Message 29 is refused quickly. The teaching table says: from 500 ms on avoid for 3 s, below that not at all.",
      },
      input: onKilled,
      atMs: 11_300,
      untilMs: 11_900,
      speed: 0.5,
      ask: {
        kind: 'number',
        prompt: {
          zh: 'broker-a 会被规避多久？',
          en: 'For how long will broker-a be avoided?',
        },
        answer: { kind: 'windowOf', brokerName: 'broker-a', afterMs: KILL_MS },
        options: [0, 500, 3000, 10_000],
        explain: {
          zh: '死掉的 Broker 拒绝得很快，不能因此当它健康：失败不看实际耗时，一律按 {standIn} 查表，所以规避 {window}。',
          en: 'A dead Broker refuses fast and must not look healthy for it: a failure is looked up as if it had taken {standIn}, and that means {window}.',
        },
      },
      meaning: {
        zh: '窗口里，轮到 broker-a 就跳过：橙色的格子还在列表里，只是暂时不选。',
        en: 'Inside the window the turns of broker-a are skipped: the amber fields stay in the list, they are only not chosen.',
      },
      figures: {
        window: { kind: 'windowOf', brokerName: 'broker-a', afterMs: KILL_MS },
        standIn: { kind: 'isolationOf', atMs: 11_500 },
      },
      claims: [{ figure: { kind: 'windowOf', brokerName: 'broker-a', afterMs: KILL_MS }, equals: 3000 }],
    },
    {
      id: 'next-message',
      title: { zh: '下一条去哪里', en: 'Where does the next one go?' },
      say: {
        zh: '开关关着的时候，消息 31 又撞上了 broker-a。现在窗口还没结束。',
        en: 'With the switch off, message 31 ran into broker-a again. Now the window is still open.',
      },
      input: onKilled,
      atMs: 11_950,
      untilMs: 12_600,
      ask: {
        kind: 'broker',
        prompt: { zh: '消息 31 先去哪组 Broker？', en: 'Which Broker group does message 31 try first?' },
        answer: { kind: 'brokerOf', message: 31 },
        options: ['broker-a', 'broker-b'],
        explain: {
          zh: '直接发往 {queue}，一次成功。',
          en: 'It goes straight to {queue} and is stored at the first attempt.',
        },
      },
      meaning: {
        zh: '这就是开关的用处：同样的错误，窗口里不再犯第二次。',
        en: 'That is what the switch is for: inside the window the same mistake is not made twice.',
      },
      figures: { queue: { kind: 'queueOf', message: 31 } },
      claims: [
        { figure: { kind: 'brokerOf', message: 31 }, equals: 'broker-b' },
        { figure: { kind: 'outcomeOf', message: 31 }, equals: 'stored' },
      ],
    },
    {
      id: 'try-again',
      title: { zh: '窗口结束，再试一次', en: 'The window ends, and it tries again' },
      say: {
        zh: '窗口 {ends} 结束。新 Master 要 {ready} 才就绪：这一试又失败，于是再躲一个窗口。',
        en: 'The window ends at {ends}. The new Master is not ready before {ready}, so the next try fails too and opens another window.',
      },
      input: onKilled,
      atMs: 14_300,
      untilMs: 15_500,
      meaning: {
        zh: '它不知道 broker-a 好了没有，只能隔一会儿拿一条消息去试。',
        en: 'It cannot know whether broker-a is well again; it can only risk a message now and then.',
      },
      figures: {
        ends: { kind: 'momentOf', mark: { mark: 'available', brokerName: 'broker-a', afterMs: KILL_MS } },
        ready: { kind: 'momentOf', mark: { mark: 'masterReady', brokerName: 'broker-a', afterMs: KILL_MS } },
      },
      claims: [
        {
          figure: { kind: 'momentOf', mark: { mark: 'available', brokerName: 'broker-a', afterMs: KILL_MS } },
          equals: 14_440,
        },
        { figure: { kind: 'count', what: 'windows', fromMs: KILL_MS, toMs: 20_000 }, equals: 3 },
      ],
    },
    {
      id: 'side-by-side',
      title: { zh: '同一次故障，开和关', en: 'The same failure, on and off' },
      say: {
        zh: '左右两边是同一次运行，只差这个开关：开着白跑 {on} 次，关着 {off} 次。',
        en: 'The same run on both sides, but for the switch: {on} attempts in vain with it on, {off} with it off.',
      },
      input: onKilled,
      atMs: 20_300,
      view: { compare: { name: 'sendLatencyFaultEnable', value: false } },
      meaning: {
        zh: '省下的是白跑的尝试和多花的时间；消息一条都没丢，两边都一样。',
        en: 'What it saves is attempts in vain and the time they take. No message is lost on either side.',
      },
      figures: { on: failedAttempts(20_300) },
      otherFigures: { off: failedAttempts(20_300) },
      claims: [
        { figure: failedAttempts(20_300), equals: 3 },
        { figure: failedAttempts(20_300), inOther: true, equals: 12 },
        { figure: { kind: 'count', what: 'failedMessages', toMs: 20_300 }, equals: 0 },
        { figure: { kind: 'count', what: 'failedMessages', toMs: 20_300 }, inOther: true, equals: 0 },
      ],
    },
    {
      id: 'price',
      title: { zh: '代价', en: 'The price' },
      say: {
        zh: '窗口里所有消息都压到 broker-b 上：一台每秒扛 {one} 条，集群此刻就只有 {all} 条。',
        en: 'Inside the window everything lands on broker-b. If one Broker takes {one} a second, the cluster takes {all} right now.',
      },
      input: onKilled,
      atMs: 12_000,
      untilMs: 13_600,
      perBroker: 70_000,
      meaning: {
        zh: '规避不增加容量：剩下的 Broker 要扛得住全部写入。',
        en: 'Avoidance adds no capacity: what is left must bear all the writes.',
      },
      figures: {
        one: { kind: 'perBroker', perBroker: 70_000 },
        all: { kind: 'capacity', perBroker: 70_000, fromMs: 11_500, toMs: 13_500 },
      },
      claims: [{ figure: { kind: 'capacity', perBroker: 70_000, fromMs: 11_500, toMs: 13_500 }, equals: 70_000 }],
    },
  ],
  quiz: [
    {
      id: 'still-needed',
      input: onKilled,
      atMs: 16_400,
      ask: {
        kind: 'number',
        prompt: {
          zh: '新 Master 在 16.353 秒就绪。从那时到 20 秒，broker-a 存进几条消息？',
          en: 'The new Master is ready at 16.353 s. How many messages does broker-a store from then until 20 s?',
        },
        answer: { kind: 'count', what: 'stored', brokerName: 'broker-a', fromMs: 16_353, toMs: 20_000 },
        options: [0, 5, 9],
        explain: {
          zh: '{stored} 条：生产者手里还是旧地址，要等下一次取路由。',
          en: '{stored}: the producer still holds the old address and waits for its next poll.',
        },
      },
      figures: {
        stored: { kind: 'count', what: 'stored', brokerName: 'broker-a', fromMs: 16_353, toMs: 20_000 },
      },
    },
  ],
}

export const beyondLesson: Lesson = {
  id: 'beyond',
  kind: 'lesson',
  title: { zh: '进阶：真实环境的差别', en: 'What the article leaves out' },
  summary: {
    zh: '知道真实数值因版本而异，知道路由、时间预算和死法各自带来什么。',
    en: 'You know that the real numbers depend on the release, and what the route, the time budget and the way of dying add.',
  },
  minutes: 6,
  issues: [],
  terms: ['isolation', 'route', 'sendMsgTimeout', 'retryTimes'],
  steps: [
    {
      id: 'ten-minutes',
      title: { zh: '同一次失败，在 4.9.7 里', en: 'The same failure in client 4.9.7' },
      say: {
        zh: '真实数值，客户端 4.9.7。broker-a 的 Master 在 5.05 秒被杀，{ready} 新 Master 已经就绪。这个版本把失败按 {standIn} 查它自己的规避表。',
        en: "Real values, client 4.9.7. broker-a's Master is killed at 5.05 s, and a new one is ready at {ready}. This release looks a failure up as {standIn}, in a table of its own.",
      },
      input: oldClient,
      atMs: 5000,
      untilMs: 12_000,
      speed: 1,
      ask: {
        kind: 'number',
        prompt: {
          zh: '4.9.7 会规避 broker-a 多久？',
          en: 'For how long will 4.9.7 avoid broker-a?',
        },
        answer: { kind: 'windowOf', brokerName: 'broker-a', afterMs: 5000 },
        options: [3000, 10_000, 30_000, 600_000],
        explain: {
          zh: '够到了表里最高的一级，{window}。新 Master 早就好了，它还是一条都不发。整张表在“为什么”面板里，自己也可以用 setLatencyMax、setNotAvailableDuration 换掉。',
          en: 'It reaches the highest step of that table, {window}. The new Master is long ready and still gets nothing. The whole table is in the panel Why, and setLatencyMax and setNotAvailableDuration can replace it.',
        },
      },
      meaning: {
        zh: '开关打开之前，先看清自己的客户端版本：在这个版本里，跳过的轮次都落到同一个队列，broker-b q0 分到 {q0}。',
        en: 'Before you turn the switch on, know the release of your client. In this one the skipped turns all land on one queue as well: broker-b q0 gets {q0}.',
      },
      figures: {
        standIn: { kind: 'isolationOf', atMs: 6000 },
        q0: { kind: 'share', brokerName: 'broker-b', queueId: 0, fromMs: 6000, toMs: 12_000 },
        ready: { kind: 'momentOf', mark: { mark: 'masterReady', brokerName: 'broker-a', afterMs: 5000 } },
        window: { kind: 'windowOf', brokerName: 'broker-a', afterMs: 5000 },
      },
      claims: [
        { figure: { kind: 'windowOf', brokerName: 'broker-a', afterMs: 5000 }, equals: 600_000 },
        { figure: { kind: 'count', what: 'stored', brokerName: 'broker-a', fromMs: 6000, toMs: 60_000 }, equals: 0 },
        {
          figure: { kind: 'share', brokerName: 'broker-b', queueId: 0, fromMs: 6000, toMs: 12_000 },
          atLeast: 70,
          atMost: 80,
        },
      ],
    },
    {
      id: 'ten-seconds',
      title: { zh: '换成 5.3.3', en: 'Now 5.3.3' },
      say: {
        zh: '同一次故障，客户端换成 5.3.3：规避 {window}，{back} 就又用上 broker-a 了。',
        en: 'The same failure with client 5.3.3: {window} of avoidance, and broker-a is tried again at {back}.',
      },
      input: newClient,
      atMs: 14_800,
      untilMs: 16_000,
      meaning: {
        zh: `${SINCE.newFaultTable} 起窗口短得多，代价是更早拿一条消息去试。`,
        en: `From ${SINCE.newFaultTable} the windows are far shorter; the price is that a message is risked earlier.`,
      },
      figures: {
        window: { kind: 'windowOf', brokerName: 'broker-a', afterMs: 5000 },
        back: { kind: 'momentOf', mark: { mark: 'firstUse', brokerName: 'broker-a', afterMs: 6000 } },
      },
      claims: [
        { figure: { kind: 'windowOf', brokerName: 'broker-a', afterMs: 5000 }, equals: 10_000 },
        {
          figure: { kind: 'momentOf', mark: { mark: 'firstUse', brokerName: 'broker-a', afterMs: 6000 } },
          atLeast: 15_000,
          atMost: 16_000,
        },
      ],
    },
    {
      id: 'poll-phase',
      title: { zh: '路由要等 30 秒', en: 'The route comes every 30 s' },
      say: {
        zh: '开关关着，Master 在 10.55 秒被杀，离下一次取路由还有将近 20 秒。',
        en: 'The switch is off, and a Master is killed at 10.55 s: almost 20 s before the next poll.',
      },
      input: killedAfterPoll,
      atMs: 10_500,
      untilMs: 32_000,
      speed: 5,
      meaning: {
        zh: '到 30 秒取到新路由为止，{failed} 次尝试撞在 broker-a 上，然后一次也没有了。',
        en: 'Until the poll at 30 s, {failed} attempts run into broker-a; after it, none.',
      },
      figures: { failed: failedAttempts(60_000) },
      claims: [
        { figure: { kind: 'count', what: 'failedAttempts', fromMs: 30_100, toMs: 60_000 }, equals: 0 },
        { figure: failedAttempts(60_000), atLeast: 90, atMost: 105 },
      ],
    },
    {
      id: 'budget',
      title: { zh: '重试也要时间', en: 'A retry needs time' },
      say: {
        zh: '这次不是 kill，是断电：没有人回“拒绝连接”。重试次数还是默认的两次。',
        en: 'This time it is not a kill but a power cut: nobody answers "connection refused". Two retries are allowed, as always.',
      },
      input: poweredOff,
      atMs: 5060,
      untilMs: 8300,
      ask: {
        kind: 'outcome',
        prompt: {
          zh: '消息 52 轮到 broker-a，会怎样？',
          en: 'Message 52 has its turn on broker-a. What happens to it?',
        },
        answer: { kind: 'outcomeOf', message: 52 },
        explain: {
          zh: '只试了 {attempts} 次：等回复用光了 3 秒的时间预算，没有时间重试了。',
          en: 'It made {attempts} attempt only: waiting for the answer used up the 3 s, and no time was left for a retry.',
        },
      },
      meaning: {
        zh: 'sendMsgTimeout 是整次调用的预算，不是每次尝试的。死法不同，结果就不同。',
        en: 'sendMsgTimeout is the budget of the whole call, not of each attempt. The way a Broker dies decides.',
      },
      figures: { attempts: { kind: 'attemptsOf', message: 52 } },
      claims: [
        { figure: { kind: 'outcomeOf', message: 52 }, equals: 'failed' },
        { figure: { kind: 'attemptsOf', message: 52 }, equals: 1 },
        { figure: { kind: 'elapsedOf', message: 52 }, atLeast: 3000, atMost: 3001 },
      ],
    },
  ],
  quiz: [
    {
      id: 'old-client',
      input: oldClient,
      atMs: 12_000,
      ask: {
        kind: 'number',
        prompt: {
          zh: '客户端 4.9.7，新 Master 11.677 秒就绪。到 60 秒为止它存进几条消息？',
          en: 'Client 4.9.7, the new Master ready at 11.677 s. How many messages has it stored by 60 s?',
        },
        answer: { kind: 'count', what: 'stored', brokerName: 'broker-a', fromMs: 11_677, toMs: 60_000 },
        options: [0, 100, 240],
        explain: {
          zh: '{stored} 条：窗口记在 brokerName 上，换了机器也照样规避。',
          en: '{stored}: the window goes by brokerName, so the new machine is avoided like the old one.',
        },
      },
      figures: { stored: { kind: 'count', what: 'stored', brokerName: 'broker-a', fromMs: 11_677, toMs: 60_000 } },
    },
    {
      id: 'default-off',
      input: presetInput('2m-noslave'),
      atMs: 1000,
      ask: {
        kind: 'number',
        prompt: {
          zh: 'RocketMQ 的默认配置，没有出任何故障：20 秒里会打开几个规避窗口？',
          en: "RocketMQ's own defaults and no failure at all: how many avoidance windows open within 20 s?",
        },
        answer: { kind: 'count', what: 'windows', toMs: 20_000 },
        options: [0, 1, 4],
        explain: {
          zh: '{windows} 个：sendLatencyFaultEnable 默认是关的。',
          en: '{windows}: sendLatencyFaultEnable is off by default.',
        },
      },
      figures: { windows: { kind: 'count', what: 'windows', toMs: 20_000 } },
    },
  ],
}
