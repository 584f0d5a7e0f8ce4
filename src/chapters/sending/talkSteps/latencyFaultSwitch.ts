// What sendLatencyFaultEnable changes, and what it costs.

import type { Figure } from '../../figure'
import type { Lesson } from '../../lesson'
import { kill, lessonInput } from '../../lessonInput'

const KILL_MS = 10_600
const onKilled = lessonInput('article', {}, [kill(KILL_MS)])
const failedAttempts = (toMs: number): Figure => ({ kind: 'count', what: 'failedAttempts', toMs })

export const switchLesson: Lesson = {
  id: 'switch',
  kind: 'lesson',
  title: { zh: '打开 sendLatencyFaultEnable', en: 'Turning sendLatencyFaultEnable on' },
  summary: {
    zh: '说得清规避窗口怎么来、多长、什么时候结束，以及代价是什么。',
    en: 'You can say where an avoidance window comes from, how long it is, what ends it, and what it costs.',
  },
  minutes: 5,
  issues: [],
  terms: ['sendLatencyFaultEnable', 'avoidanceWindow', 'faultItem', 'latencyMax', 'notAvailableDuration', 'isolation'],
  steps: [
    {
      id: 'window',
      title: { zh: '一次失败，规避一段时间', en: 'One failure opens a window' },
      say: {
        zh: '开关打开，同样在 10.6 秒杀掉 broker-a 的 Master。消息 29 很快连接失败。教学用的规避表：耗时 ≥ 500 ms 规避 3 秒，否则不规避。',
        en: "The switch is on, and broker-a's Master is killed at 10.6 s as before. Message 29 fails fast: connection refused. The teaching table: 500 ms or more, avoid for 3 s; less, do not avoid.",
      },
      input: onKilled,
      atMs: 11_300,
      untilMs: 11_900,
      speed: 0.5,
      ask: {
        kind: 'number',
        prompt: {
          zh: '生产者会规避 broker-a 多久？',
          en: 'For how long will the producer avoid broker-a?',
        },
        answer: { kind: 'windowOf', brokerName: 'broker-a', afterMs: KILL_MS },
        options: [0, 500, 3000, 10_000],
        explain: {
          zh: '宕机的 Broker 拒绝得很快，不能因此认为它健康：失败不看实际耗时，一律按 {standIn} 查表，所以规避 {window}。',
          en: 'A dead Broker refuses fast, which must not make it look healthy: the client looks up a failure as {standIn}, and that means {window}.',
        },
      },
      meaning: {
        zh: '窗口内，轮到 broker-a 就跳过：橙色的格子还在列表里，只是暂时不选。',
        en: 'During the window the producer skips the turns of broker-a: its amber fields stay in the list.',
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
        zh: '开关关闭时，消息 31 又发往 broker-a 失败。现在窗口还没结束。',
        en: 'With the switch off, message 31 failed on broker-a again. Now the window is still open.',
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
          en: 'It goes straight to {queue} and succeeds at the first attempt.',
        },
      },
      meaning: {
        zh: '这就是开关的用处：窗口内不重复同样的失败。',
        en: 'That is the purpose of the switch: during the window the producer does not repeat the failure.',
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
        zh: '窗口 {ends} 结束。新 Master 要 {ready} 才就绪：这次尝试又失败，于是再打开一个窗口。',
        en: 'The window ends at {ends}. The new Master is not ready before {ready}, so the next try fails too and opens another window.',
      },
      input: onKilled,
      atMs: 14_300,
      untilMs: 15_500,
      meaning: {
        zh: '它不知道 broker-a 是否恢复，只能隔一段时间用一条消息去试。',
        en: 'It cannot know whether broker-a has recovered; it can only try a message now and then.',
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
        zh: '左右两边是同一次运行，只差这个开关：打开时 {on} 次尝试失败，关闭时 {off} 次。',
        en: 'Both sides run the same input except for the switch: {on} failed attempts with it on, {off} with it off.',
      },
      input: onKilled,
      atMs: 20_300,
      view: { compare: { name: 'sendLatencyFaultEnable', value: false } },
      meaning: {
        zh: '省下的是失败的尝试和多花的时间；两边都没有丢消息。',
        en: 'It saves failed attempts and the time they take. Neither side loses a message.',
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
        zh: '窗口内所有消息都发往 broker-b：一台每秒承受 {one} 条，集群此刻就只有 {all} 条。',
        en: 'During the window everything goes to broker-b. If one Broker takes {one} a second, the cluster takes {all} right now.',
      },
      input: onKilled,
      atMs: 12_000,
      untilMs: 13_600,
      perBroker: 70_000,
      meaning: {
        zh: '规避不增加容量：剩下的 Broker 要能承受全部写入。',
        en: 'Avoidance adds no capacity: the remaining Brokers must take all the writes.',
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
          zh: '{stored} 条：生产者用的还是旧地址，要等下一次取路由。',
          en: '{stored}: the producer still uses the old address until its next poll.',
        },
      },
      figures: {
        stored: { kind: 'count', what: 'stored', brokerName: 'broker-a', fromMs: 16_353, toMs: 20_000 },
      },
    },
  ],
}
