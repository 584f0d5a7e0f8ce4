// What the teaching values leave out: the tables of real releases, the poll, the time budget.

import { SINCE } from '../../../projections/releaseFacts'
import { presetInput } from '../../../rocketmq'
import type { Figure } from '../../figure'
import type { Lesson } from '../../lesson'
import { kill, lessonInput, powerOff } from '../../lessonInput'

const oldClient = lessonInput('real-4.9', {}, [kill(5050)])
const newClient = lessonInput('real-5.3', {}, [kill(5050)])
const killedAfterPoll = lessonInput('2m-noslave', { writeQueueNums: 2 }, [kill(10_550)])
const poweredOff = lessonInput('2m-noslave', { writeQueueNums: 2 }, [powerOff(5050)])

const failedAttempts = (toMs: number): Figure => ({ kind: 'count', what: 'failedAttempts', toMs })

export const beyondLesson: Lesson = {
  id: 'beyond',
  kind: 'lesson',
  title: { zh: '进阶：真实环境的差别', en: 'Advanced: real environments' },
  summary: {
    zh: '知道真实数值因版本而异，知道路由、时间预算和故障类型各自的影响。',
    en: 'You know that the real numbers depend on the release, and what the route, the time budget and the kind of failure add.',
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
        en: "Real values, client 4.9.7. broker-a's Master is killed at 5.05 s, and a new one is ready at {ready}. This release looks up a failure as {standIn}, in a table of its own.",
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
          zh: '达到表里最高的一级：{window}。新 Master 早已就绪，生产者仍一条都不发。整张表在“为什么”面板里，可以用 setLatencyMax、setNotAvailableDuration 替换。',
          en: 'It reaches the highest step of that table, {window}. The new Master is ready long before, but gets nothing. The whole table is in the panel Why, and setLatencyMax and setNotAvailableDuration can replace it.',
        },
      },
      meaning: {
        zh: '打开开关之前，先确认客户端版本：在这个版本里，跳过的轮次都落到同一个队列，broker-b q0 分到 {q0}。',
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
        zh: '同一次故障，客户端换成 5.3.3：规避 {window}，{back} 又开始使用 broker-a。',
        en: 'The same failure with client 5.3.3: {window} of avoidance, and the producer uses broker-a again at {back}.',
      },
      input: newClient,
      atMs: 14_800,
      untilMs: 16_000,
      meaning: {
        zh: `${SINCE.newFaultTable} 起窗口短得多，代价是更早用一条消息去试。`,
        en: `From ${SINCE.newFaultTable} the windows are far shorter; the price is an earlier trial with a real message.`,
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
        zh: '开关关闭，Master 在 10.55 秒被杀，离下一次取路由还有将近 20 秒。',
        en: 'The switch is off, and a Master is killed at 10.55 s: almost 20 s before the next poll.',
      },
      input: killedAfterPoll,
      atMs: 10_500,
      untilMs: 32_000,
      speed: 5,
      meaning: {
        zh: '到 30 秒取到新路由为止，{failed} 次尝试在 broker-a 上失败，之后一次也没有。',
        en: 'Until the poll at 30 s, {failed} attempts fail on broker-a; after it, none.',
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
        zh: '这次不是 kill，而是断电：主机不会返回“拒绝连接”。重试次数还是默认的两次。',
        en: 'This time it is a power cut, not a kill: no host answers "connection refused". The default of two retries applies.',
      },
      input: poweredOff,
      atMs: 5060,
      untilMs: 8300,
      ask: {
        kind: 'outcome',
        prompt: {
          zh: '消息 52 轮到 broker-a，会怎样？',
          en: 'The turn of message 52 is on broker-a. What happens to it?',
        },
        answer: { kind: 'outcomeOf', message: 52 },
        explain: {
          zh: '只尝试了 {attempts} 次：等待应答用完了 3 秒的时间预算，没有时间重试。',
          en: 'It made only {attempts} attempt: waiting for the answer used up the 3 s and left no time for a retry.',
        },
      },
      meaning: {
        zh: 'sendMsgTimeout 是整次调用的预算，不是每次尝试的。故障类型不同，结果就不同。',
        en: 'sendMsgTimeout is the budget of the whole call, not of each attempt. The kind of failure decides.',
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
          zh: '客户端 4.9.7，新 Master 11.677 秒就绪。到 60 秒为止它存入几条消息？',
          en: 'Client 4.9.7, the new Master ready at 11.677 s. How many messages has it stored by 60 s?',
        },
        answer: { kind: 'count', what: 'stored', brokerName: 'broker-a', fromMs: 11_677, toMs: 60_000 },
        options: [0, 100, 240],
        explain: {
          zh: '{stored} 条：窗口记在 brokerName 上，换了机器也照样规避。',
          en: '{stored}: the window belongs to the brokerName, so the producer avoids the new machine like the old one.',
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
          zh: 'RocketMQ 的默认配置，没有任何故障：20 秒内会打开几个规避窗口？',
          en: "RocketMQ's own defaults and no failure at all: how many avoidance windows open within 20 s?",
        },
        answer: { kind: 'count', what: 'windows', toMs: 20_000 },
        options: [0, 1, 4],
        explain: {
          zh: '{windows} 个：sendLatencyFaultEnable 默认关闭。',
          en: '{windows}: sendLatencyFaultEnable is off by default.',
        },
      },
      figures: { windows: { kind: 'count', what: 'windows', toMs: 20_000 } },
    },
  ],
}
