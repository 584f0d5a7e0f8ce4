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
    cause: {
      zh: '建立连接占用发送线程：几个线程都在等一台不应答的主机，发给健康 Broker 的消息也排不上。',
      en: 'Connecting blocks a thread of the pool: while all of them wait for one silent host, messages for healthy Brokers get no thread.',
    },
    fix: {
      zh: '升级客户端；升级之前打开 sendLatencyFaultEnable。',
      en: 'Upgrade the client; until then, turn sendLatencyFaultEnable on.',
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
    atMs: 300,
    untilMs: 6300,
    speed: 1,
    ask: {
      kind: 'choice',
      prompt: {
        zh: '消息 40 在第 4 秒调用 send。它的时间花在哪里？',
        en: 'Message 40 is sent at 4 s. Where does it spend its time?',
      },
      answer: { kind: 'attemptsOf', message: 40 },
      options: [
        {
          text: { zh: '在客户端里排队，等一个空闲的线程', en: 'In a queue of the client, waiting for a free thread' },
          equals: 0,
        },
        { text: { zh: '在 broker-b 上排队', en: 'In the send queue of broker-b' }, equals: 1 },
        { text: { zh: '先试 broker-a，再重试', en: 'On broker-a first, then on a retry' }, atLeast: 2 },
      ],
      explain: {
        zh: '它等了 {waited}，轮到时预算早已用完：一次也没有尝试（{attempts} 次）。',
        en: 'It waits {waited}, longer than its budget, and fails after {attempts} attempts.',
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
    title: { zh: '打开规避', en: 'Avoidance on' },
    say: {
      zh: '规避关闭时，前 20 秒开始的发送失败 {before} 条。',
      en: 'With avoidance off, {before} of the sends of the first 20 s fail.',
    },
    atMs: 0,
    untilMs: 5000,
    speed: 0.5,
    task: {
      prompt: {
        zh: '在生产者的卡片上打开 sendLatencyFaultEnable。',
        en: 'Turn sendLatencyFaultEnable on, on the card of the producer.',
      },
      act: { kind: 'setting', name: 'sendLatencyFaultEnable', value: true },
    },
    meaning: {
      zh: '失败 {failed} 条，不是 {before} 条：第一次连接失败之后，broker-a 就在窗口内，没有线程再去连它。',
      en: '{failed} instead of {before}: after the first failed connect broker-a is avoided, and no thread tries it again.',
    },
    figures: { failed: failed(0, 20_000) },
    otherFigures: { before: failed(0, 20_000) },
    claims: [
      { figure: failed(0, 20_000), atMost: 5 },
      { figure: failed(0, 20_000), inOther: true, atLeast: 130 },
    ],
  },
  {
    id: 'fix',
    title: { zh: '客户端 5.3.1', en: 'Client 5.3.1' },
    say: { zh: '4.9.7，规避关闭：失败 {before} 条。', en: 'Client 4.9.7, avoidance off: {before} fail.' },
    atMs: 0,
    untilMs: 5000,
    speed: 0.5,
    task: {
      prompt: {
        zh: '把客户端版本改成 5.3.1，同一次故障重放一遍。',
        en: 'Set the client release to 5.3.1: the same failure is replayed.',
      },
      act: { kind: 'setting', name: 'clientVersion', value: '5.3.1' },
    },
    meaning: {
      zh: `失败 {failed} 条，不是 {before} 条：从 ${SINCE.connectsInBackground} 起连接也在后台建立，不占线程。`,
      en: `{failed} instead of {before}: from ${SINCE.connectsInBackground} the client connects in the background and blocks no thread.`,
    },
    figures: { failed: failed(0, 20_000) },
    otherFigures: { before: failed(0, 20_000) },
    claims: [
      { figure: failed(0, 20_000), atMost: 15 },
      { figure: failed(0, 20_000), inOther: true, atLeast: 130 },
    ],
  },
)
