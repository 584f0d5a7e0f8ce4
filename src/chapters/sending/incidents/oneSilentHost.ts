import { SINCE } from '../../../projections/releaseFacts'
import { countOf } from '../../figure'
import { incident } from '../../incident'
import { gotcha } from '../gotchas'

const failed = (fromMs: number, toMs: number) => countOf('failedMessages', fromMs, toMs)

export const oneSilentHost = incident(
  {
    id: 'one-silent-host',
    gotcha: gotcha('S29'),
    title: { zh: '一台主机不应答，异步发送全站超时', en: 'One silent host, and ASYNC sends to healthy Brokers fail' },
    summary: {
      zh: '“两台 Broker 断电一台，异步发送几乎全部超时，连发给好的那台也是。同步发送的应用反而没事。”',
      en: '"One of two Broker hosts lost power. Nearly all our asynchronous sends timed out, even those to the healthy Broker."',
    },
    minutes: 4,
    terms: ['sendMsgTimeout', 'sendLatencyFaultEnable'],
  },
  {
    id: 'symptom',
    title: { zh: '现象', en: 'The symptom' },
    say: {
      zh: '4.9.7，ASYNC，机器 4 核。前 20 秒开始的发送里 {failed} 条失败，只存下 {stored} 条。',
      en: 'Client 4.9.7, ASYNC, 4 cores. Of the sends that begin in the first 20 s {failed} fail, and {stored} are stored.',
    },
    atMs: 0,
    untilMs: 3300,
    speed: 0.5,
    meaning: {
      zh: '盯住生产者卡片上的线程池：4 个线程一个接一个停在“连接 broker-a”上。',
      en: 'Watch the pool on the card of the producer: one thread after another stops at connecting to broker-a.',
    },
    figures: { failed: failed(0, 20_000), stored: countOf('stored', 0, 20_000) },
    claims: [
      { figure: failed(0, 20_000), atLeast: 130 },
      { figure: countOf('stored', 0, 20_000), atMost: 20 },
    ],
  },
  {
    id: 'cause',
    title: { zh: '谁在等谁', en: 'Who waits for whom' },
    say: {
      zh: '不应答的主机和拒绝连接的进程不同：拒绝只要一个来回，不应答要等满 connectTimeoutMillis。',
      en: 'A host that does not answer is not a process that refuses: a refusal takes one round trip, silence takes all of connectTimeoutMillis.',
    },
    atMs: 3100,
    untilMs: 6300,
    speed: 0.5,
    ask: {
      kind: 'outcome',
      prompt: {
        zh: '消息 40 在第 4 秒调用 send，规避关着。它会怎样？',
        en: 'Message 40 is sent at 4 s, with avoidance off. What happens to it?',
      },
      answer: { kind: 'outcomeOf', message: 40 },
      explain: {
        zh: '没有线程可用：它在队列里等了 {waited}，轮到时预算早已用完，一次也没有尝试（{attempts} 次）。',
        en: 'No thread is free. It waits {waited} in the queue, longer than its budget: it fails after {attempts} attempts.',
      },
    },
    meaning: {
      zh: '所以大多数失败的消息，目标根本不是那台断电的主机。',
      en: 'So most of the messages that fail never had anything to do with the silent host.',
    },
    figures: { waited: { kind: 'elapsedOf', message: 40 }, attempts: { kind: 'attemptsOf', message: 40 } },
    claims: [
      { figure: { kind: 'outcomeOf', message: 40 }, equals: 'failed' },
      { figure: { kind: 'attemptsOf', message: 40 }, equals: 0 },
    ],
  },
  {
    id: 'on',
    variant: 1,
    title: { zh: '打开规避', en: 'Avoidance on' },
    say: {
      zh: '同一版本，sendLatencyFaultEnable 打开：失败 {failed} 条。',
      en: 'The same release with sendLatencyFaultEnable: {failed} fail.',
    },
    atMs: 0,
    untilMs: 5000,
    speed: 0.5,
    meaning: {
      zh: '第一次连接失败之后，broker-a 就在窗口内，没有线程再去连它。',
      en: 'After the first failed connect broker-a is avoided, and no thread tries it again.',
    },
    figures: { failed: failed(0, 20_000) },
    claims: [{ figure: failed(0, 20_000), atMost: 5 }],
  },
  {
    id: 'fix',
    variant: 2,
    title: { zh: '客户端 5.3.1', en: 'Client 5.3.1' },
    say: {
      zh: `从 ${SINCE.connectsInBackground} 起连接也在后台建立，不占线程：失败 {failed} 条。`,
      en: `From ${SINCE.connectsInBackground} the client connects in the background and blocks no thread: {failed} fail.`,
    },
    atMs: 0,
    untilMs: 5000,
    speed: 0.5,
    meaning: {
      zh: '升级客户端；升级之前打开规避。',
      en: 'Upgrade the client; until then, turn avoidance on.',
    },
    figures: { failed: failed(0, 20_000) },
    claims: [{ figure: failed(0, 20_000), atMost: 15 }],
  },
)
