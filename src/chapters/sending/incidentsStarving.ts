// Incidents about Brokers that are well and get nothing, or too much: told from the symptom, solved on the stage.

import { KEEPS_LIST_BEFORE, NEEDS_REACHABLE, SINCE } from '../../projections/releaseFacts'
import type { Figure } from '../figure'
import { incident } from '../incident'
import type { Lesson } from '../lesson'

const stored = (brokerName: string, fromMs: number, toMs: number, queueId?: number): Figure => ({
  kind: 'count',
  what: 'stored',
  brokerName,
  queueId,
  fromMs,
  toMs,
})
const share = (brokerName: string, fromMs: number, toMs: number, queueId?: number): Figure => ({
  kind: 'share',
  brokerName,
  queueId,
  fromMs,
  toMs,
})

export const starvingIncidents: readonly Lesson[] = [
  incident(
    {
      id: 'starving-after-restart',
      surprise: 'S2',
      title: { zh: '重启之后十分钟没有流量', en: 'No traffic for ten minutes after a restart' },
      summary: {
        zh: '“broker-a 20 秒就重启好了，监控上它的写入却整整十分钟是零。”',
        en: '"broker-a was back after 20 seconds, but its writes stayed at zero for ten minutes."',
      },
      minutes: 3,
      terms: ['avoidanceWindow', 'isolation', 'sendLatencyFaultEnable'],
    },
    {
      id: 'symptom',
      title: { zh: '现象', en: 'The symptom' },
      say: {
        zh: '客户端 4.9.7，开关开着。broker-a 在 60 秒挂掉，80 秒重启完毕。从 80 秒到 10 分钟，它存进 {stored} 条消息。',
        en: 'Client 4.9.7 with the switch on. broker-a dies at 60 s and is back at 80 s. From 80 s to 10 min it stores {stored} messages.',
      },
      atMs: 100_000,
      untilMs: 102_000,
      view: { select: { brokerName: 'broker-a' } },
      meaning: {
        zh: 'Broker 好好的，路由里也有它：是生产者自己不发。',
        en: 'The Broker is well and in the route: it is the producer that does not send.',
      },
      figures: { stored: stored('broker-a', 80_000, 600_000) },
      claims: [{ figure: stored('broker-a', 80_000, 600_000), equals: 0 }],
    },
    {
      id: 'cause',
      title: { zh: '谁在拦着', en: 'What holds it back' },
      say: {
        zh: '回到挂掉之后的第一次失败，看故障表。',
        en: 'Go back to the first failure after the crash and look at the fault table.',
      },
      atMs: 60_150,
      untilMs: 60_400,
      speed: 0.2,
      ask: {
        kind: 'number',
        prompt: {
          zh: '这一次失败打开了多长的窗口？',
          en: 'How long is the window that this one failure opens?',
        },
        answer: { kind: 'windowOf', brokerName: 'broker-a', afterMs: 60_000 },
        options: [10_000, 30_000, 180_000, 600_000],
        explain: {
          zh: '失败按 {standIn} 查表，到了最高一级：{window}。',
          en: 'A failure is looked up as {standIn}, which is the highest step: {window}.',
        },
      },
      meaning: {
        zh: '窗口只看时间，不看 Broker 是不是已经好了，路由更新也不会清掉它。',
        en: 'A window goes by the clock alone: neither a healthy Broker nor a fresh route ends it.',
      },
      figures: {
        window: { kind: 'windowOf', brokerName: 'broker-a', afterMs: 60_000 },
        standIn: { kind: 'isolationOf', atMs: 60_200 },
      },
      claims: [{ figure: { kind: 'windowOf', brokerName: 'broker-a', afterMs: 60_000 }, equals: 600_000 }],
    },
    {
      id: 'fix',
      variant: 1,
      title: { zh: '换个版本再来一遍', en: 'The same with another release' },
      say: {
        zh: '客户端换成 5.3.3，别的都不变：同样的失败只规避 {window}，{back} 就又用上 broker-a 了。',
        en: 'Client 5.3.3, everything else the same: the failure means {window}, and broker-a is in use again at {back}.',
      },
      atMs: 80_500,
      untilMs: 83_000,
      meaning: {
        zh: `${SINCE.newFaultTable} 起，失败按 10 秒查表，窗口从十分钟变成十秒。升级客户端，或者自己调小 notAvailableDuration。`,
        en: `From ${SINCE.newFaultTable} a failure is looked up as 10 s, and ten minutes become ten seconds. Upgrade the client, or lower notAvailableDuration yourself.`,
      },
      figures: {
        window: { kind: 'windowOf', brokerName: 'broker-a', afterMs: 60_000 },
        back: { kind: 'momentOf', mark: { mark: 'firstUse', brokerName: 'broker-a', afterMs: 80_500 } },
      },
      claims: [
        { figure: { kind: 'windowOf', brokerName: 'broker-a', afterMs: 60_000 }, equals: 10_000 },
        {
          figure: { kind: 'momentOf', mark: { mark: 'firstUse', brokerName: 'broker-a', afterMs: 80_500 } },
          atMost: 91_000,
        },
      ],
    },
  ),
  incident(
    {
      id: 'one-queue-overloaded',
      surprise: 'S1',
      title: { zh: '一个队列被压垮', en: 'One queue takes it all' },
      summary: {
        zh: '“broker-a 一挂，broker-b 的 q0 积压暴涨，旁边的 q1 却没什么事。”',
        en: '"When broker-a went down, q0 of broker-b piled up, while q1 beside it was fine."',
      },
      minutes: 3,
      terms: ['sendWhichQueue', 'avoidanceWindow'],
    },
    {
      id: 'symptom',
      title: { zh: '现象', en: 'The symptom' },
      say: {
        zh: '客户端 4.9.7。broker-a 从 5.1 秒起被规避；到 15 秒为止，broker-b 的 q0 分到 {q0}，q1 只有 {q1}。',
        en: 'Client 4.9.7. broker-a is avoided from 5.1 s on, and until 15 s q0 of broker-b gets {q0} and q1 only {q1}.',
      },
      atMs: 6000,
      untilMs: 8000,
      meaning: {
        zh: '少了一组 Broker，剩下的两个队列本该一人一半。',
        en: 'With one group gone, the two queues left should have shared evenly.',
      },
      figures: { q0: share('broker-b', 5100, 15_000, 0), q1: share('broker-b', 5100, 15_000, 1) },
      claims: [
        { figure: share('broker-b', 5100, 15_000, 0), atLeast: 73, atMost: 77 },
        { figure: share('broker-b', 5100, 15_000, 1), atLeast: 23, atMost: 27 },
      ],
    },
    {
      id: 'cause',
      title: { zh: '序号怎么走', en: 'How the index moves' },
      say: {
        zh: '在“为什么”面板里一条一条看：轮到 broker-a 的两格时，最后停在哪里？',
        en: 'Go from message to message in the panel Why: when it is the turn of the two fields of broker-a, where does the look end?',
      },
      atMs: 6000,
      untilMs: 6500,
      speed: 0.2,
      view: { panel: 'story' },
      ask: {
        kind: 'number',
        prompt: {
          zh: '4 条消息里，有几条落到 broker-b 的 q0？',
          en: 'Of 4 messages, how many land on q0 of broker-b?',
        },
        answer: stored('broker-b', 6001, 6400, 0),
        options: [1, 2, 3, 4],
        explain: {
          zh: '{hits} 条：跳过两格也只算走了一格，跳过的都落在后面第一个能用的队列上。',
          en: '{hits}: skipping two fields still counts as one step, so every skipped turn lands on the first field after them.',
        },
      },
      meaning: {
        zh: '老版本每条消息序号只加 1，规避一组 Broker，它的份额就全落到紧跟着的队列上。',
        en: 'An old client moves its index by one for each message, so the share of an avoided group falls on the queue right behind it.',
      },
      figures: { hits: stored('broker-b', 6001, 6400, 0) },
      claims: [{ figure: stored('broker-b', 6001, 6400, 0), equals: 3 }],
    },
    {
      id: 'fix',
      variant: 1,
      title: { zh: '新版本怎么走', en: 'How a new release does it' },
      say: {
        zh: '客户端 5.3.3：q0 分到 {q0}，q1 分到 {q1}。',
        en: 'Client 5.3.3: q0 gets {q0}, q1 {q1}.',
      },
      atMs: 6000,
      untilMs: 8000,
      meaning: {
        zh: '每看一格序号就加 1，跳过的格子也算数，剩下的队列重新均匀。',
        en: 'Here every look moves the index, skipped fields included, so what is left is shared evenly again.',
      },
      figures: { q0: share('broker-b', 5300, 14_900, 0), q1: share('broker-b', 5300, 14_900, 1) },
      claims: [{ figure: share('broker-b', 5300, 14_900, 0), atLeast: 48, atMost: 52 }],
    },
  ),
  incident(
    {
      id: 'queues-lost',
      surprise: 'S4',
      title: { zh: '有个 Broker 再也收不到消息', en: 'One Broker never gets a message again' },
      summary: {
        zh: '“两台 Broker 都抖了一下，恢复以后 broker-b 的流量再也没回来，重启生产者才好。”',
        en: '"Both Brokers had a hiccup. broker-b never got its traffic back until we restarted the producer."',
      },
      minutes: 3,
      terms: ['topicPublishInfo', 'avoidanceWindow'],
    },
    {
      id: 'symptom',
      title: { zh: '现象', en: 'The symptom' },
      say: {
        zh: '两台都慢了 10 秒，15 秒起就恢复了。可从 60 秒到 100 秒，broker-a 分到 {a}，broker-b 分到 {b}。',
        en: 'Both are slow for 10 s and well again from 15 s on. Yet from 60 s to 100 s broker-a gets {a} and broker-b {b}.',
      },
      atMs: 60_000,
      untilMs: 62_000,
      meaning: {
        zh: '窗口早就过了，故障表里谁也没被规避：问题不在故障表。',
        en: 'The windows are long over and nobody is avoided: it is not the fault table.',
      },
      figures: { a: share('broker-a', 60_000, 100_000), b: share('broker-b', 60_000, 100_000) },
      claims: [
        { figure: share('broker-a', 60_000, 100_000), equals: 100 },
        { figure: share('broker-b', 60_000, 100_000), equals: 0 },
      ],
    },
    {
      id: 'cause',
      title: { zh: '看看那张列表', en: 'Look at the list' },
      say: {
        zh: '两台都被规避的时候，4.9.7 用兜底规则挑一台，并把它写进队列列表里原来的那一格。',
        en: 'While both were avoided, 4.9.7 picked one by its fallback and wrote it into the field of the list it had come to.',
      },
      atMs: 5600,
      untilMs: 15_000,
      speed: 2,
      ask: {
        kind: 'number',
        prompt: {
          zh: '恢复以后，20 秒到 40 秒之间 broker-b 存进几条？',
          en: 'After the recovery, how many messages does broker-b store from 50 s to 60 s?',
        },
        answer: stored('broker-b', 50_000, 60_000),
        options: [0, 25, 50],
        explain: {
          zh: '{count} 条：列表里已经没有 broker-b 的格子了，轮多少圈也轮不到它。',
          en: '{count}: the list has no field of broker-b any more, so its turn never comes.',
        },
      },
      meaning: {
        zh: '列表只有在路由变化或重启时才重建，被改掉的格子就一直错下去。',
        en: 'The list is rebuilt only when the route changes or the producer restarts; until then the wrong fields stay.',
      },
      figures: { count: stored('broker-b', 50_000, 60_000) },
      claims: [{ figure: stored('broker-b', 50_000, 60_000), equals: 0 }],
    },
    {
      id: 'fix',
      variant: 1,
      title: { zh: '4.9.8 的同一次故障', en: 'The same hiccup with 4.9.8' },
      say: {
        zh: '客户端 4.9.8：60 秒以后 broker-a {a}，broker-b {b}。',
        en: 'Client 4.9.8: after 60 s broker-a gets {a}, broker-b {b}.',
      },
      atMs: 60_000,
      untilMs: 62_000,
      meaning: {
        zh: `${KEEPS_LIST_BEFORE} 和 ${SINCE.keepsList} 起，兜底只借用那一格，不改列表。`,
        en: `${KEEPS_LIST_BEFORE}, and the 5.x line from ${SINCE.keepsList}, leave the list as it is.`,
      },
      figures: { a: share('broker-a', 60_000, 100_000), b: share('broker-b', 60_000, 100_000) },
      claims: [{ figure: share('broker-b', 60_000, 100_000), equals: 50 }],
    },
  ),
  incident(
    {
      id: 'one-broker-topic',
      surprise: 'S9',
      title: { zh: '新 Topic 只在一台 Broker 上', en: 'A new Topic lives on one Broker only' },
      summary: {
        zh: '“Topic 是自动创建的，上线一周，broker-b 上一条它的消息都没有。”',
        en: '"The Topic was created automatically. A week later broker-b had not one message of it."',
      },
      minutes: 3,
      terms: ['topic', 'route'],
    },
    {
      id: 'symptom',
      title: { zh: '现象', en: 'The symptom' },
      say: {
        zh: '一开始列表有 {before} 个队列。40 秒以后，broker-a 分到 {a}，broker-b 分到 {b}。',
        en: 'The list begins with {before} queues. After 40 s broker-a gets {a} and broker-b {b}.',
      },
      atMs: 45_000,
      untilMs: 47_000,
      meaning: {
        zh: '开头的列表是按默认 Topic 猜的，第一次取到真正的路由就变了。',
        en: 'The first list was a guess from the default Topic; the first real route replaced it.',
      },
      figures: {
        before: { kind: 'queuesKnown', atMs: 20_000 },
        a: share('broker-a', 40_000, 65_000),
        b: share('broker-b', 40_000, 65_000),
      },
      claims: [
        { figure: { kind: 'queuesKnown', atMs: 20_000 }, equals: 8 },
        { figure: share('broker-b', 40_000, 65_000), equals: 0 },
      ],
    },
    {
      id: 'cause',
      title: { zh: '谁创建了它', en: 'Who created it' },
      say: {
        zh: 'Topic 不是一次建在所有 Broker 上的：哪台先收到它的消息，哪台才创建它。取路由之前只发了 4 条。',
        en: 'The Topic is not created everywhere at once: a Broker creates it when the first message for it arrives. Only 4 were sent before the poll.',
      },
      atMs: 0,
      untilMs: 2000,
      ask: {
        kind: 'number',
        prompt: {
          zh: '取到真正的路由以后，列表有几个队列？',
          en: 'How many queues are in the list once the real route has come?',
        },
        answer: { kind: 'queuesKnown', atMs: 40_000 },
        options: [4, 8, 16],
        explain: {
          zh: '{after} 个，都在 broker-a：前 4 条正好都轮到它，broker-b 从来没有机会创建。',
          en: '{after}, all on broker-a: the first 4 turns were its own, and broker-b never had a reason to create the Topic.',
        },
      },
      meaning: {
        zh: '路由里没有 broker-b，就不会发给它；不发给它，它就永远不会创建。',
        en: 'Nothing is sent to broker-b because it is not in the route, and it is not in the route because nothing is sent to it.',
      },
      figures: { after: { kind: 'queuesKnown', atMs: 40_000 } },
      claims: [{ figure: { kind: 'queuesKnown', atMs: 40_000 }, equals: 4 }],
    },
    {
      id: 'fix',
      variant: 1,
      title: { zh: '多发一条就不一样', en: 'One message more' },
      say: {
        zh: '取路由之前发 5 条：列表有 {after} 个队列，broker-b 分到 {b}。',
        en: 'With 5 messages before the poll the list keeps {after} queues, and broker-b gets {b}.',
      },
      atMs: 45_000,
      untilMs: 47_000,
      meaning: {
        zh: '别让运气决定分布：生产环境关掉 autoCreateTopicEnable，用 mqadmin updateTopic 建好再用。',
        en: 'Do not leave it to luck: switch autoCreateTopicEnable off in production and create Topics with mqadmin updateTopic.',
      },
      figures: { after: { kind: 'queuesKnown', atMs: 40_000 }, b: share('broker-b', 40_000, 65_000) },
      claims: [{ figure: { kind: 'queuesKnown', atMs: 40_000 }, equals: 8 }],
    },
  ),
  incident(
    {
      id: 'never-forgiven',
      surprise: 'S14',
      title: { zh: '一个错误码之后再也没有流量', en: 'Never forgiven for one error code' },
      summary: {
        zh: '“升到 5.1.4 以后，broker-a 抖了一次，从此一条消息都收不到。”',
        en: '"After we went to 5.1.4, broker-a had one hiccup and has not seen a message since."',
      },
      minutes: 3,
      terms: ['reachable', 'detector'],
    },
    {
      id: 'symptom',
      title: { zh: '现象', en: 'The symptom' },
      say: {
        zh: 'broker-a 只回了一次错误码。从 4.1 秒到 40 秒，它存进 {stored} 条消息。',
        en: 'broker-a answered with one error code. From 4.1 s to 40 s it stores {stored} messages.',
      },
      atMs: 20_000,
      untilMs: 22_000,
      view: { select: { brokerName: 'broker-a' } },
      meaning: {
        zh: '窗口只有 10 秒，早就过了，还是不选它。',
        en: 'The window was ten seconds and is long over. Still it is not chosen.',
      },
      figures: { stored: stored('broker-a', 4100, 40_000) },
      claims: [
        { figure: stored('broker-a', 4100, 40_000), equals: 0 },
        { figure: { kind: 'windowOf', brokerName: 'broker-a', afterMs: 3000 }, equals: 10_000 },
      ],
    },
    {
      id: 'cause',
      title: { zh: '还差一个标记', en: 'One flag more' },
      say: {
        zh: `${SINCE.detector} 的故障项多了一个可达标记。失败把它清掉，只有后台探测能把它立回来，而探测默认是关的。`,
        en: `${SINCE.detector} added a reachable flag to the fault item. A failure clears it, and only the detector sets it again; the detector is off by default.`,
      },
      atMs: 3950,
      untilMs: 4300,
      speed: 0.2,
      ask: {
        kind: 'broker',
        prompt: { zh: '消息 141 会先去哪组 Broker？', en: 'Which Broker group does message 141 go to?' },
        answer: { kind: 'brokerOf', message: 141 },
        options: ['broker-a', 'broker-b'],
        explain: {
          zh: '{broker}：窗口虽然过了，broker-a 仍然标着不可达。',
          en: '{broker}: the window is over, but broker-a is still marked as unreachable.',
        },
      },
      meaning: {
        zh: `“可用”要求窗口已过并且可达，后一半在 ${NEEDS_REACHABLE} 里没有人负责恢复。`,
        en: `Available means: window over and reachable. In ${NEEDS_REACHABLE} nobody takes care of the second half.`,
      },
      figures: { broker: { kind: 'brokerOf', message: 141 } },
      claims: [{ figure: { kind: 'brokerOf', message: 141 }, equals: 'broker-b' }],
    },
    {
      id: 'fix',
      variant: 2,
      title: { zh: '5.2.0 里', en: 'With 5.2.0' },
      say: {
        zh: '客户端 5.2.0：{back} 又用上 broker-a，到 40 秒存进 {stored} 条。',
        en: 'Client 5.2.0: broker-a is in use again at {back} and has stored {stored} messages by 40 s.',
      },
      atMs: 13_900,
      untilMs: 15_000,
      meaning: {
        zh: `升级到 ${SINCE.availableByTimeAlone} 以上，或者在 ${NEEDS_REACHABLE} 里打开 startDetectorEnable。`,
        en: `Go to ${SINCE.availableByTimeAlone} or later, or turn startDetectorEnable on in ${NEEDS_REACHABLE}.`,
      },
      figures: {
        back: { kind: 'momentOf', mark: { mark: 'firstUse', brokerName: 'broker-a', afterMs: 4100 } },
        stored: stored('broker-a', 4100, 40_000),
      },
      claims: [
        { figure: stored('broker-a', 4100, 40_000), atLeast: 120 },
        {
          figure: { kind: 'momentOf', mark: { mark: 'firstUse', brokerName: 'broker-a', afterMs: 4100 } },
          atLeast: 14_000,
          atMost: 14_500,
        },
      ],
    },
  ),
]
