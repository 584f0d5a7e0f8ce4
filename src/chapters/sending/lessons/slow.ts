// A send that succeeds slowly opens a window as well: only its latency counts.

import { countOf, type Figure } from '../../figure'
import type { Lesson } from '../../lesson'
import { lessonInput } from '../../lessonInput'

const SLOW_MS = 4700
const slowed = (ms: number, atMs = SLOW_MS) => ({ type: 'slow', atMs, target: 'broker-a/master', ms }) as const
const window: Figure = { kind: 'windowOf', brokerName: 'broker-a', afterMs: SLOW_MS }

export const slowLesson: Lesson = {
  id: 'slow',
  kind: 'lesson',
  title: { zh: '慢，但成功', en: 'Slow, but successful' },
  summary: {
    zh: '说得清没有任何失败时，窗口为什么也会打开，latencyMax 的门槛在哪里。',
    en: 'You can say why a window opens although nothing failed, and where the threshold of latencyMax is.',
  },
  minutes: 2,
  issues: [],
  terms: ['latencyMax', 'notAvailableDuration', 'faultItem'],
  steps: [
    {
      id: 'slow-down',
      title: { zh: '让它变慢', en: 'Slow it down' },
      say: {
        zh: '没有故障时，一次发送耗时 {usual}，其中大半是网络往返。开关打开。',
        en: 'Without any fault a send takes {usual}, most of it the round trip. The switch is on.',
      },
      input: lessonInput('article'),
      atMs: SLOW_MS,
      untilMs: 5700,
      speed: 0.5,
      task: {
        prompt: {
          zh: '点击 broker-a 的 Master，选“变慢”，调到 300 至 600 ms。',
          en: "Click broker-a's Master, choose Slow it down, and set 300 to 600 ms.",
        },
        actions: [
          { type: 'slow', target: 'broker-a/master', ms: 300 },
          ...[300, 350, 400, 450, 500, 550, 600].map((ms) => ({ type: 'slow' as const, target: 'broker-a/n0', ms })),
        ],
      },
      meaning: {
        zh: '消息 13 存进去了，SEND_OK，只是慢。耗时达到 latencyMax 的 500 ms，照样打开 {window} 的窗口：成功也按耗时查表。',
        en: 'Message 13 is stored, SEND_OK, but slowly. Its latency reaches the 500 ms of latencyMax, and a window of {window} opens all the same: a success is looked up by its latency, too.',
      },
      figures: { window, usual: { kind: 'elapsedOf', message: 8 } },
      claims: [
        { figure: { kind: 'outcomeOf', message: 13 }, equals: 'stored' },
        { figure: { kind: 'elapsedOf', message: 13 }, equals: 550 },
        { figure: window, equals: 3000 },
      ],
    },
    {
      id: 'below',
      title: { zh: '只慢一点', en: 'A little slow' },
      say: {
        zh: '这次只慢 200 ms：发往 broker-a 的耗时 {took}。',
        en: 'Another run, only 200 ms slower: every send to broker-a takes {took}.',
      },
      input: lessonInput('article', {}, [slowed(200)]),
      atMs: 4750,
      untilMs: 9000,
      speed: 4,
      ask: {
        kind: 'choice',
        prompt: { zh: '生产者会怎么对待 broker-a？', en: 'How does the producer treat broker-a?' },
        answer: countOf('windows', SLOW_MS, 20_000),
        options: [
          { text: { zh: '照常轮流，一次也不跳过', en: 'It takes its turns as before' }, equals: 0 },
          { text: { zh: '规避，只是时间短一些', en: 'It avoids it, for a shorter time' }, equals: 1 },
          { text: { zh: '连着慢几次之后规避', en: 'It avoids it after a few slow sends' }, atLeast: 2 },
        ],
        explain: {
          zh: '20 秒内打开 {windows} 个窗口：慢了将近一倍，却没到门槛。',
          en: '{windows} windows within 20 s: almost twice as slow, but below the threshold.',
        },
      },
      meaning: {
        zh: 'latencyMax 是各级门槛，notAvailableDuration 是对应的时长。不到最低的有效门槛，慢的 Broker 照样分到一半消息。',
        en: 'latencyMax is a row of thresholds and notAvailableDuration their windows. A latency under the lowest threshold that opens a window changes nothing: half of the messages still go to the slow Broker.',
      },
      figures: { took: { kind: 'elapsedOf', message: 13 }, windows: countOf('windows', SLOW_MS, 20_000) },
      claims: [
        { figure: { kind: 'elapsedOf', message: 13 }, equals: 450 },
        { figure: countOf('windows', SLOW_MS, 20_000), equals: 0 },
      ],
    },
    {
      id: 'real-table',
      title: { zh: '真实的规避表', en: 'The real tables' },
      say: {
        zh: '换成真实数值，broker-a 慢 560 ms：用客户端 4.9.7，一次成功的发送就打开 {before} 的窗口。',
        en: 'Real values now, and broker-a is 560 ms slower. With client 4.9.7, one successful send opens a window of {before}.',
      },
      input: lessonInput('real-4.9', {}, [slowed(560, 1000)]),
      atMs: 900,
      untilMs: 2200,
      task: {
        prompt: {
          zh: '把客户端版本改成 5.3.3，再看同一次变慢。',
          en: 'Set the client release to 5.3.3 and watch the same delay.',
        },
        act: { kind: 'setting', name: 'clientVersion', value: '5.3.3' },
      },
      meaning: {
        zh: '从 {before} 变成 {now}：门槛都是 550 ms，时长各版本不同。一次 GC 停顿就够了，日志里没有任何错误。',
        en: '{now} instead of {before}: the threshold is 550 ms in both, the windows differ. A pause of the garbage collector or a slow disk is enough, without any error in a log.',
      },
      figures: { now: { kind: 'windowOf', brokerName: 'broker-a', afterMs: 1000 } },
      otherFigures: { before: { kind: 'windowOf', brokerName: 'broker-a', afterMs: 1000 } },
      claims: [
        { figure: { kind: 'windowOf', brokerName: 'broker-a', afterMs: 1000 }, equals: 2000 },
        { figure: { kind: 'windowOf', brokerName: 'broker-a', afterMs: 1000 }, inOther: true, equals: 30_000 },
        { figure: countOf('failedAttempts', 0, 4000), equals: 0 },
      ],
    },
  ],
  quiz: [],
}
