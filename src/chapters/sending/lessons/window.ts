// What sendLatencyFaultEnable changes: the avoidance window, what ends it, when a Broker is used again, and the price.

import { SINCE } from '../../../projections/releaseFacts'
import { countOf, type Figure, shareOf } from '../../figure'
import type { Lesson } from '../../lesson'
import { kill, lessonInput } from '../../lessonInput'

const KILL_MS = 10_600
/** ms at which the second window of the run is over, the new Master is ready and its address is known. */
const LATE_MS = 19_900
const offKilled = lessonInput('article-off', {}, [kill(KILL_MS)])
const onKilled = lessonInput('article', {}, [kill(KILL_MS)])
const window: Figure = { kind: 'windowOf', brokerName: 'broker-a', afterMs: KILL_MS }
const ends: Figure = { kind: 'momentOf', mark: { mark: 'available', brokerName: 'broker-a', afterMs: KILL_MS } }
const ready: Figure = { kind: 'momentOf', mark: { mark: 'masterReady', brokerName: 'broker-a', afterMs: KILL_MS } }
const polled: Figure = { kind: 'momentOf', mark: { mark: 'routeChanged', afterMs: KILL_MS } }
const lastEnds: Figure = { kind: 'momentOf', mark: { mark: 'available', brokerName: 'broker-a', afterMs: LATE_MS } }
const usedAgain: Figure = { kind: 'momentOf', mark: { mark: 'stored', brokerName: 'broker-a', afterMs: LATE_MS } }

export const windowLesson: Lesson = {
  id: 'window',
  kind: 'lesson',
  title: { zh: '打开 sendLatencyFaultEnable', en: 'Turning sendLatencyFaultEnable on' },
  summary: {
    zh: '说得清规避窗口怎么来、多长、什么时候结束、何时再用这台 Broker，以及代价。',
    en: 'You can say where an avoidance window comes from, how long it is, what ends it, when the Broker is used again, and the price.',
  },
  minutes: 3.5,
  issues: [],
  terms: ['sendLatencyFaultEnable', 'avoidanceWindow', 'faultItem', 'latencyMax', 'notAvailableDuration', 'isolation'],
  steps: [
    {
      id: 'on',
      title: { zh: '打开开关', en: 'Flip the switch' },
      say: {
        zh: '同一次故障：broker-a 的 Master 已在 10.6 秒被杀。开关关闭时，到取路由为止有 {off} 次尝试失败。',
        en: "The same failure: broker-a's Master was killed at 10.6 s. With the switch off, {off} attempts fail until the route poll.",
      },
      input: offKilled,
      atMs: 11_300,
      untilMs: 11_900,
      speed: 0.5,
      task: {
        prompt: {
          zh: '在生产者的卡片上打开 sendLatencyFaultEnable。',
          en: 'Turn sendLatencyFaultEnable on, on the card of the producer.',
        },
        act: { kind: 'setting', name: 'sendLatencyFaultEnable', value: true },
      },
      meaning: {
        zh: `一次失败就打开 {window} 的规避窗口，失败的尝试从 {off} 次减到 {on} 次。查表时，失败不论多快都算耗时 {standIn}，落在“500 ms 以上”一级，规避 3 秒。开关打开时，${SINCE.newFaultTable} 起的客户端从随机位置重试，序号会跳。`,
        en: `One failure opens an avoidance window of {window}: {on} failed attempts instead of {off}. In the table a failure counts as {standIn}, however fast it was, so it falls into the row “500 ms or more”: 3 s. With the switch on, clients from ${SINCE.newFaultTable} retry from a random place: the index jumps.`,
      },
      figures: { on: countOf('failedAttempts', 0, 20_300), window, standIn: { kind: 'isolationOf', atMs: 11_500 } },
      otherFigures: { off: countOf('failedAttempts', 0, 20_300) },
      claims: [
        { figure: window, equals: 3000 },
        { figure: countOf('failedAttempts', 0, 20_300), equals: 3 },
        { figure: countOf('failedAttempts', 0, 20_300), inOther: true, equals: 12 },
        { figure: countOf('failedMessages', 0, 20_300), equals: 0 },
        { figure: countOf('failedMessages', 0, 20_300), inOther: true, equals: 0 },
      ],
    },
    {
      id: 'next-message',
      title: { zh: '下一条消息', en: 'The next message' },
      say: {
        zh: '开关打开。消息 29 正发往 broker-a，会被拒绝。',
        en: 'With the switch on. Message 29 is on its way to broker-a, where it will be refused.',
      },
      input: onKilled,
      atMs: 11_300,
      untilMs: 12_600,
      speed: 0.5,
      ask: {
        kind: 'broker',
        prompt: {
          zh: '开关关闭时，消息 31 还是先发往 broker-a。现在呢？在舞台上点击它。',
          en: 'With the switch off, message 31 still tried broker-a first. And now? Click the group on the stage.',
        },
        answer: { kind: 'brokerOf', message: 31 },
        options: ['broker-a', 'broker-b'],
        explain: {
          zh: '直接进 {queue}，一次成功：序号越过 broker-a 的队列。',
          en: '{queue}, at the first attempt: the index passes the queues of broker-a.',
        },
      },
      meaning: {
        zh: '开关打开，生产者在消息之间也记得：故障表按 brokerName 记下窗口，窗口内不再选它。',
        en: 'With the switch on it remembers between messages: the fault table keeps a window for the brokerName, and skips it.',
      },
      figures: { queue: { kind: 'queueOf', message: 31 } },
      claims: [
        { figure: { kind: 'brokerOf', message: 31 }, equals: 'broker-b' },
        { figure: { kind: 'outcomeOf', message: 31 }, equals: 'stored' },
      ],
    },
    {
      id: 'ends',
      title: { zh: '窗口结束以后', en: 'When the window is over' },
      say: {
        zh: '窗口到 {ends} 结束，生产者手里的路由没有变。',
        en: 'The window is over at {ends}. The producer still has the same route.',
      },
      input: onKilled,
      atMs: 13_900,
      untilMs: 15_800,
      ask: {
        kind: 'choice',
        prompt: { zh: '接下来呢？', en: 'What happens next?' },
        answer: { kind: 'outcomeOf', message: 39 },
        options: [
          {
            text: { zh: '等 NameServer 说它恢复了再发', en: 'It waits for the NameServer to say that it is back' },
            equals: 'stored',
          },
          {
            text: { zh: '拿一条真实的消息去试，又失败', en: 'It tries a real message there, which fails' },
            equals: 'retried',
          },
          { text: { zh: '再也不选它', en: 'It never chooses it again' }, equals: 'failed' },
        ],
        explain: {
          zh: '消息 39 先发往 {tried}，失败后重试到 {rescue}，又打开一个窗口。',
          en: 'Message 39 goes to {tried}, fails, is retried on {rescue}, and opens another window.',
        },
      },
      meaning: {
        zh: '窗口只看时间，与 Broker 是否恢复、路由是否更新无关；结束后再试一次。',
        en: 'Neither a healthy Broker nor a fresh route ends the window: only time ends it. Then the producer tries once more.',
      },
      figures: {
        ends,
        tried: { kind: 'brokerOf', message: 39 },
        rescue: { kind: 'queueOf', message: 39, attempt: 2 },
      },
      claims: [
        { figure: ends, equals: 14_440 },
        { figure: { kind: 'brokerOf', message: 39 }, equals: 'broker-a' },
        { figure: countOf('windows', KILL_MS, 20_000), equals: 3 },
      ],
    },
    {
      id: 'used-again',
      title: { zh: '什么时候再用它', en: 'When is it used again?' },
      say: {
        zh: '选举：新 Master {ready} 就绪。取路由：{polled} 拿到它的地址。窗口：{lastEnds} 结束。',
        en: 'Election: the new Master is ready at {ready}. Poll: its address arrives at {polled}. Window: over at {lastEnds}.',
      },
      input: onKilled,
      atMs: 19_800,
      untilMs: 19_800,
      task: {
        prompt: {
          zh: '把播放头拖到 broker-a 重新存入消息的那一刻。',
          en: 'Drag the playhead to the moment when broker-a stores a message again.',
        },
        act: { kind: 'jump', to: usedAgain, withinMs: 700 },
      },
      meaning: {
        zh: '{usedAgain}：选举、取路由、窗口三者都要过去，由最晚的那个决定，这里是窗口。',
        en: 'At {usedAgain}: election, poll and window must all be over, and the latest decides. Here it is the window.',
      },
      figures: { ready, polled, lastEnds, usedAgain },
      claims: [
        { figure: ready, atMost: 20_000 },
        { figure: polled, atLeast: 20_000, atMost: 20_300 },
        { figure: lastEnds, equals: 22_440 },
        { figure: usedAgain, atLeast: 22_440, atMost: 23_500 },
      ],
    },
    {
      id: 'price',
      title: { zh: '代价', en: 'The price' },
      say: {
        zh: '回到第一个窗口之内。broker-a 的轮次都跳过了。',
        en: 'Back inside the first window. All turns of broker-a are skipped.',
      },
      input: onKilled,
      atMs: 11_700,
      untilMs: 14_400,
      speed: 2,
      ask: {
        kind: 'choice',
        prompt: { zh: 'broker-b 的写入会怎样？', en: 'What happens to the writes of broker-b?' },
        answer: shareOf('broker-b', 11_700, 14_300),
        options: [
          { text: { zh: '不变：生产者放慢一半', en: 'No change: the producer sends half as fast' }, atMost: 55 },
          { text: { zh: '增加一点', en: 'A little more' }, atLeast: 56, atMost: 90 },
          { text: { zh: '翻倍：全部由它承受', en: 'They double: it takes everything' }, atLeast: 95 },
        ],
        explain: {
          zh: '窗口内它分到 {share}：一台每秒能写 {one} 条，集群此刻就只有 {all} 条。',
          en: 'It gets {share} during the window. If one Broker takes {one} a second, the cluster takes {all} right now.',
        },
      },
      meaning: {
        zh: '规避不增加容量：剩下的 Broker 能不能承受全部写入？',
        en: 'Avoidance adds no capacity: can the remaining Brokers take all the writes?',
      },
      figures: {
        share: shareOf('broker-b', 11_700, 14_300),
        one: { kind: 'perBroker', perBroker: 70_000 },
        all: { kind: 'capacity', perBroker: 70_000, fromMs: 11_700, toMs: 14_300 },
      },
      claims: [{ figure: { kind: 'capacity', perBroker: 70_000, fromMs: 11_700, toMs: 14_300 }, equals: 70_000 }],
    },
  ],
  quiz: [],
}
