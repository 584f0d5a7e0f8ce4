// What the teaching values leave out: the tables of real releases, and the time budget of a call.

import { SINCE } from '../../../projections/releaseFacts'
import { countOf, type Figure, storedIn } from '../../figure'
import type { Lesson } from '../../lesson'
import { kill, lessonInput } from '../../lessonInput'

const KILL_MS = 5050
const oldClient = lessonInput('real-4.9', {}, [kill(KILL_MS)])
const window: Figure = { kind: 'windowOf', brokerName: 'broker-a', afterMs: KILL_MS }
const powerCut = lessonInput('2m-noslave', { writeQueueNums: 2 })

export const releasesLesson: Lesson = {
  id: 'releases',
  kind: 'lesson',
  title: { zh: '真实版本，真实数值', en: 'Real releases, real values' },
  summary: {
    zh: '说得清 4.9.7 和 5.x 规避多久、差在哪里，以及什么会用完时间预算。',
    en: 'You can say how long 4.9.7 and 5.x avoid a Broker, and what uses up the time budget.',
  },
  minutes: 2.5,
  issues: [],
  terms: ['isolation', 'latencyMax', 'sendMsgTimeout', 'retryTimes'],
  steps: [
    {
      id: 'old',
      title: { zh: '客户端 4.9.7', en: 'Client 4.9.7' },
      say: {
        zh: '换成真实数值，客户端 4.9.7，开关打开。broker-a 的 Master 在 5.05 秒被杀，下一条轮到它的消息会失败。',
        en: "Real values now, client 4.9.7, the switch on. broker-a's Master is killed at 5.05 s, and the next message with its turn there will fail.",
      },
      input: oldClient,
      atMs: 5000,
      untilMs: 6000,
      speed: 0.5,
      ask: {
        kind: 'choice',
        prompt: {
          zh: '几秒之后新 Master 就绪。它什么时候收到第一条消息？',
          en: 'A new Master is ready within seconds. When does it get its first message?',
        },
        answer: storedIn('broker-a', 6000, 60_000),
        options: [
          { text: { zh: '一就绪就收到', en: 'As soon as it is ready' }, atLeast: 200 },
          { text: { zh: '30 秒那次取路由之后', en: 'After the poll of 30 s' }, atLeast: 100, atMost: 199 },
          { text: { zh: '一分钟之内都收不到', en: 'Not within the first minute' }, equals: 0 },
        ],
        explain: {
          zh: '到 60 秒它存入 {stored} 条：失败按 {standIn} 查表，达到最高一级，规避 {window}。',
          en: 'It has {stored} messages by 60 s: the failure is looked up as {standIn} and reaches the highest step, {window} of avoidance.',
        },
      },
      meaning: {
        zh: '窗口记在 brokerName 上，换了 Master 也照样规避。打开开关之前，先确认客户端版本。',
        en: 'The window belongs to the brokerName, so a new Master is avoided like the old one. Know the release of your client before you turn the switch on.',
      },
      figures: {
        standIn: { kind: 'isolationOf', atMs: 5500 },
        window,
        stored: storedIn('broker-a', 6000, 60_000),
      },
      claims: [
        { figure: window, equals: 600_000 },
        { figure: storedIn('broker-a', 6000, 60_000), equals: 0 },
      ],
    },
    {
      id: 'new',
      title: { zh: '换成 5.3.3', en: 'Now 5.3.3' },
      say: {
        zh: '同一次故障。用 4.9.7，它打开的窗口是 {before}。',
        en: 'The same failure. With 4.9.7 its window is {before}.',
      },
      input: oldClient,
      atMs: 5000,
      untilMs: 6000,
      speed: 0.5,
      task: {
        prompt: {
          zh: '把客户端版本改成 5.3.3。',
          en: 'Set the client release to 5.3.3.',
        },
        act: { kind: 'setting', name: 'clientVersion', value: '5.3.3' },
      },
      meaning: {
        zh: `从 {before} 变成 {now}：${SINCE.newFaultTable} 起内置的规避表短了。代价是更早用一条真实的消息去试。`,
        en: `{now} instead of {before}: from ${SINCE.newFaultTable} on, the built-in table is shorter. The price is an earlier trial with a real message.`,
      },
      figures: { now: window },
      otherFigures: { before: window },
      claims: [
        { figure: window, equals: 10_000 },
        { figure: window, inOther: true, equals: 600_000 },
      ],
    },
    {
      id: 'power-cut',
      title: { zh: '断电，不是 kill', en: 'A power cut, not a kill' },
      say: {
        zh: '换了集群：两组 Broker，没有 Slave；客户端 5.3.3，开关关闭。sendMsgTimeout 3 秒，可以重试两次。进程被杀，连接会被拒绝；主机断电，则没有任何应答。',
        en: 'A new cluster: two Broker groups without Slaves, client 5.3.3, the switch off. sendMsgTimeout is 3 s, with two retries. A killed process refuses the connection; a host without power does not answer at all.',
      },
      input: powerCut,
      atMs: KILL_MS,
      untilMs: 8300,
      task: {
        prompt: {
          zh: '点击 broker-a 的 Master，选“断电”。',
          en: 'Click broker-a\'s Master and choose "Power off the host".',
        },
        actions: [
          { type: 'powerOff', target: 'broker-a/master' },
          { type: 'powerOff', target: 'broker-a/n0' },
        ],
      },
      meaning: {
        zh: '消息 {message} 等了 {waited} 后失败，只尝试了 {attempts} 次：sendMsgTimeout 是整次调用的预算，一次等待就用完，没有时间重试。',
        en: 'Message {message} waits {waited} and fails after {attempts} attempt: sendMsgTimeout is the budget of the whole call, one wait uses it up, and no time is left for a retry.',
      },
      figures: {
        message: { kind: 'messageOf', mark: { mark: 'messageFailed', afterMs: KILL_MS } },
        waited: { kind: 'elapsedOf', message: 52 },
        attempts: { kind: 'attemptsOf', message: 52 },
      },
      claims: [
        { figure: { kind: 'messageOf', mark: { mark: 'messageFailed', afterMs: KILL_MS } }, equals: 52 },
        { figure: { kind: 'attemptsOf', message: 52 }, equals: 1 },
        { figure: { kind: 'elapsedOf', message: 52 }, atLeast: 3000, atMost: 3001 },
        { figure: countOf('failedMessages', 0, 8300), atLeast: 1 },
      ],
    },
  ],
  quiz: [],
}
