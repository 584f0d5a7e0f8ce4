// The beginning of the talk: the symptom, and how a producer chooses a queue as long as nothing fails.

import { formatTime } from '../../../i18n/format'
import { type Figure, shareOf, storedIn } from '../../figure'
import type { Cue } from '../../talk'
import { gotcha } from '../gotchas'
import { calm, twenty, uneven } from './inputs'

/** broker-a dies at 60 s and is back at 80 s; real values, client 4.9.7. */
const starving = gotcha('S2').variants[0].input
const QUIET = { fromMs: 80_500, toMs: 540_000 }
const QUIET_UNTIL = formatTime(QUIET.toMs, 0)
const starved = storedIn('broker-a', QUIET.fromMs, QUIET.toMs)

/** Messages per second that one Broker is said to take. */
const PER_BROKER = 70_000
const ALL_SENT_MS = 9000
const each: Figure = { kind: 'count', what: 'stored', brokerName: 'broker-a', queueId: 0, toMs: ALL_SENT_MS }
const capacity: Figure = { kind: 'capacity', perBroker: PER_BROKER, toMs: ALL_SENT_MS }
const stored = (brokerName: string): Figure => ({ kind: 'count', what: 'stored', brokerName, toMs: ALL_SENT_MS })

export const OPENING_CUES = {
  title: {
    title: { zh: 'Broker 回来了，流量为什么没回来？', en: 'The Broker is back. Why is its traffic not?' },
    say: {
      zh: 'RocketMQ 的生产者怎样选队列，怎样避开出故障的 Broker，又在什么时候重新使用它。',
      en: 'How a RocketMQ producer chooses a queue, how it avoids a Broker that has failed, and when it uses it again.',
    },
    meaning: { zh: '先看一次真实的现象。', en: 'We begin with what people really see.' },
    card: {
      kind: 'title',
      audience: {
        zh: '适合用 RocketMQ 发消息、或者要为它值班的人，不需要读过源码。',
        en: 'For everyone who sends with RocketMQ or is on call for it. No source code needed.',
      },
    },
    input: starving,
    atMs: QUIET.fromMs,
    minutes: 0.75,
    notes: {
      zh: '大家好。今天只讲一个问题：Broker 明明已经恢复了，流量为什么迟迟不回来？屏幕上的一切都是现场算出来的：左边是生产者，上面是 NameServer，右边是 Broker，每一条消息都按 RocketMQ 客户端的规则走，不是动画。我会经常停下来让大家猜，猜错没有关系，猜错的地方最值得记。我们先从现象开始。',
      en: 'Hello everyone. Today has one question: a Broker has recovered, so why does its traffic stay away? Everything on this screen is computed as we watch: the producer on the left, the NameServer above, the Brokers on the right, and each message follows the rules of the real client. I will stop often and ask you to guess. Wrong guesses are welcome, because those are the parts you will remember. We start with the symptom.',
    },
    claims: [{ figure: starved, equals: 0 }],
  },
  symptom: {
    title: { zh: '现象', en: 'The symptom' },
    say: {
      zh: 'broker-a 重启只用了 20 秒。现在两组 Broker 都正常，路由里也都有。',
      en: 'broker-a was back after 20 s. Both Broker groups are healthy now, and both are in the route.',
    },
    input: starving,
    atMs: QUIET.fromMs,
    untilMs: QUIET.toMs,
    speed: 50,
    ask: {
      kind: 'number',
      prompt: {
        zh: `从现在到 ${QUIET_UNTIL}，broker-a 会存入几条消息？`,
        en: `From now to ${QUIET_UNTIL}, how many messages will broker-a store?`,
      },
      answer: starved,
      options: [0, 1150, 2300],
      explain: {
        zh: '{stored} 条，同一段时间 broker-b 存了 {other} 条。是什么拦住了流量？',
        en: '{stored}, while broker-b stored {other}. What holds the traffic back?',
      },
    },
    meaning: {
      zh: '再重启一次没有用，翻 Broker 的日志也没有用：原因在发送的一方。',
      en: 'Another restart does not help, nor do the logs of the Broker: the cause is on the sending side.',
    },
    minutes: 1,
    notes: {
      zh: '先看这个现场。broker-a 的进程被杀，二十秒就拉起来了。现在 Broker 正常，NameServer 上也有它，值班的同事以为没事了。生产者每秒发十条，两组 Broker 本来各收一半。请大家猜：从现在到九分钟整，broker-a 会收到几条？（等人回答，再按一下。）一条都没有。画面五十倍快进，全部消息都去了 broker-b。这就是线上那个最让人摸不着头脑的现象：什么都正常，就是没有流量。橙色的斜纹先不解释，讲到后面，大家自己就能说出它是什么。',
      en: 'Look at this scene. The process of broker-a was killed and was back twenty seconds later. The Broker is healthy, the NameServer lists it, and the producer sends ten messages a second, normally half to each group. Please guess: from now until nine minutes on the clock, how many will broker-a get? (Wait for answers, then press.) Not one. You see those minutes at fifty times the speed, and everything goes to broker-b. It is the most puzzling picture in production: everything is healthy, and there is no traffic. Leave the amber hatching aside for now. By the end you will be able to explain it yourselves.',
    },
    figures: { stored: starved, other: storedIn('broker-b', QUIET.fromMs, QUIET.toMs) },
    claims: [
      { figure: starved, equals: 0 },
      { figure: storedIn('broker-b', QUIET.fromMs, QUIET.toMs), atLeast: 4500 },
      { figure: { kind: 'queuesKnown', atMs: QUIET.fromMs }, equals: 4 },
    ],
  },
  route: {
    title: { zh: '路由', en: 'The route' },
    say: {
      zh: '从头开始。发第一条消息之前，生产者一个队列也不知道。',
      en: 'From the beginning. Before its first message, the producer knows no queue at all.',
    },
    input: calm,
    atMs: 0,
    untilMs: 620,
    speed: 0.2,
    opensStill: true,
    meaning: {
      zh: '它向 NameServer 取路由，得到 {queues} 个队列，两组 Broker 各两个。到下一次取路由为止，它只看这份列表。',
      en: 'It asks the NameServer for the route: {queues} queues, two on each Broker group. Until its next poll it relies on this list.',
    },
    minutes: 0.5,
    notes: {
      zh: '我们从头来。生产者刚启动，手里什么都没有。（按一下。）它向 NameServer 取路由，应答里写着哪些队列、在哪组 Broker 上。请记住一点：它取到的是一份副本，过一段时间才再取一次。后面的麻烦，都从这里来。',
      en: 'Back to the start. The producer has just begun and knows nothing. (Press.) It asks the NameServer for the route, and the answer names the queues and the Broker group of each. Keep one thing in mind: this is a copy, and the producer fetches it again only now and then. Later trouble starts here.',
    },
    figures: { queues: { kind: 'queuesKnown', atMs: 620 } },
    claims: [
      { figure: { kind: 'queuesKnown', atMs: 620 }, equals: 4 },
      { figure: { kind: 'momentOf', mark: { mark: 'routeChanged', afterMs: 0 } }, atMost: 620 },
    ],
  },
  wheel: {
    title: { zh: '轮到谁', en: 'Whose turn' },
    say: {
      zh: '转盘上的四格，就是列表里的四个队列。消息 1 去了 {first}，消息 2 去了 {second}。',
      en: 'The four fields of the wheel are the four queues of the list. Message 1 went to {first}, message 2 to {second}.',
    },
    input: calm,
    atMs: 975,
    untilMs: 1720,
    ask: {
      kind: 'queue',
      prompt: { zh: '消息 3 去哪个队列？', en: 'Which queue does message 3 go to?' },
      answer: { kind: 'queueOf', message: 3 },
      explain: {
        zh: '{third}：序号加 1，除以队列数取余。',
        en: '{third}: add 1 to the index, and take the remainder by the number of queues.',
      },
    },
    meaning: {
      zh: '开关关闭时，首次尝试不做任何过滤，轮到哪个就是哪个。',
      en: 'With the switch off, the first attempt filters nothing: it takes the next queue in order.',
    },
    minutes: 0.75,
    notes: {
      zh: '左边的转盘就是那份列表：先是 broker-a 的两个队列，再是 broker-b 的两个。后面不管出什么事，看的都是这个转盘。消息 1、消息 2 已经发出去了，请大家说：消息 3 去哪儿？（按一下。）规则只有一句：序号加一，除以队列数取余。它不看谁忙谁闲，也不看谁是死是活，轮到谁就是谁。简单、均匀，平时很好用；麻烦也正是从这里来的。',
      en: 'The wheel on the left is that list: first both queues of broker-a, then both of broker-b. Whatever happens from now on, we look at this wheel. Messages 1 and 2 are out. Where does message 3 go? (Press.) The rule is one line: add one to the index and take the remainder by the number of queues. It does not ask who is busy, nor who is alive. A turn is a turn, and that simple rule is what hurts us later.',
    },
    figures: {
      first: { kind: 'queueOf', message: 1 },
      second: { kind: 'queueOf', message: 2 },
      third: { kind: 'queueOf', message: 3 },
    },
    claims: [{ figure: { kind: 'queueOf', message: 3 }, equals: 'broker-b q0' }],
  },
  even: {
    title: { zh: '轮流就均匀', en: 'Turns are even' },
    say: { zh: '生产者一共发 20 条，然后停下。', en: 'The producer sends 20 messages and stops.' },
    input: twenty,
    atMs: 300,
    untilMs: ALL_SENT_MS,
    speed: 2,
    ask: {
      kind: 'number',
      prompt: { zh: '发完以后，每个队列有几条？', en: 'How many are in each queue afterwards?' },
      answer: each,
      options: [4, 5, 10],
      explain: {
        zh: '{each} 条，一条不差：轮流发送，数据就均匀。',
        en: '{each}, exactly: taking turns spreads the data evenly.',
      },
    },
    meaning: {
      zh: '两组 Broker 各存 {half}，写入的压力也各占一半。',
      en: 'Each Broker group stores {half}, so each takes half of the write load.',
    },
    minutes: 0.75,
    notes: {
      zh: '轮流的好处一眼就能看出来。发二十条，四个队列，每个几条？很好算，但请大家看着它发生。（按一下，等画面走完。）每个队列一样多，一条不差。数据均匀，写入的压力就均匀，两组 Broker 各占一半。所以平时完全不用操心。今天要讲的，是有一组 Broker 突然不在了以后，这个“均匀”会变成什么，又要过多久才能恢复。',
      en: 'You can see at once what turns are good for. Twenty messages, four queues: how many in each? It is easy arithmetic, but watch it happen. (Press, and wait for the picture.) Each queue has the same number. Even data means even load, so each Broker group takes half of the writes, and on a normal day there is nothing to worry about. Today is about what becomes of "even" when one group is suddenly gone, and about how long that lasts.',
    },
    figures: { each, half: { kind: 'share', brokerName: 'broker-a', toMs: ALL_SENT_MS } },
    claims: ['broker-a', 'broker-b'].flatMap((brokerName) =>
      [0, 1].map((queueId) => ({ figure: { ...each, brokerName, queueId } as Figure, equals: 5 })),
    ),
  },
  shard: {
    title: { zh: '队列就是分片', en: 'A queue is a shard' },
    say: {
      zh: '同一个 Topic 的 {all} 条消息，现在分在四个队列里。',
      en: 'The {all} messages of one Topic are in four queues now.',
    },
    input: twenty,
    atMs: ALL_SENT_MS,
    meaning: {
      zh: 'MessageQueue 就是 Topic 的分片：每个队列只有一部分消息，各自从 0 开始编号。',
      en: 'A MessageQueue is a shard of the Topic: each holds a part of the messages and numbers them from 0.',
    },
    minutes: 1,
    notes: {
      zh: '停在这里多说一句，因为这是最常被误会的地方。有人以为四个队列是四份一样的数据，不是的。（按一下。）MessageQueue 就是 Topic 的分片，每个队列只有一部分消息，各自从零开始编号。还有，大家看右边有两个 q0：它们是两个不同的队列，一个在 broker-a，一个在 broker-b。要说清一个队列，Topic、brokerName、queueId 三样都不能少。分布式存储、水平扩容，靠的都是“分片”这两个字。',
      en: 'Let me stay here for a moment, because this is often misunderstood. Some people think of four queues as four copies of the same data. They are not. (Press.) A MessageQueue is a shard of the Topic: each one holds only a part of the messages and numbers them from zero. Look at the right: there are two queues called q0, one on broker-a and one on broker-b, and they have nothing to do with each other. To name a queue you need three things: the Topic, the brokerName and the queueId. Distributed storage and scaling out both follow from that single word, shard.',
    },
    figures: { all: { kind: 'count', what: 'stored', toMs: ALL_SENT_MS } },
    claims: [{ figure: { kind: 'count', what: 'stored', toMs: ALL_SENT_MS }, equals: 20 }],
  },
  capacity: {
    title: { zh: '容量相加', en: 'Capacity adds up' },
    say: {
      zh: '假设一台 Broker 每秒能写 {one} 条。这是举例，请换成你们压测的结果。',
      en: 'Say one Broker takes {one} writes a second. This is an example: put in your own measurements.',
    },
    input: twenty,
    atMs: ALL_SENT_MS,
    perBroker: PER_BROKER,
    ask: {
      kind: 'number',
      prompt: {
        zh: '两组 Broker，整个集群每秒能写多少条？',
        en: 'With two groups, how many a second does the cluster take?',
      },
      answer: capacity,
      options: [70_000, 105_000, 140_000],
      explain: {
        zh: '{all} 条：写入均匀，容量就能相加。',
        en: '{all}: the writes are even, so the capacities add up.',
      },
    },
    meaning: {
      zh: '要突破单机的上限，就加 Broker，并在新 Broker 上建队列。',
      en: 'To grow beyond one machine, add Brokers, and create queues on them.',
    },
    minutes: 1.25,
    notes: {
      zh: '均匀还有一个更实际的好处。假设压测下来，一台 Broker 每秒能写七万条。强调一下，这个数是举例，不是 RocketMQ 的上限，磁盘、消息大小、刷盘方式都会改变它，请换成你们自己的数。问题是：两组 Broker，整个集群每秒能写多少？（按一下。）两份容量直接相加。大家可能觉得这是理所当然，其实有一个前提：写入必须是均匀的。只要有一组先满，整个集群就到头了，另一组再空闲也没有用。下一幕就是一个反例。一个集群要写到每秒十万以上，靠的就是这个办法：加 Broker，再在上面建队列。',
      en: 'Evenness has a more practical side. Suppose you measured that one Broker takes seventy thousand writes a second. I stress that this is an example and no limit of RocketMQ: disks, message size and flushing all change it, so put in your own number. The question: with two groups, how many writes a second does the whole cluster take? (Press.) The two capacities simply add up. That may sound obvious, but it has a condition: the writes must be even. As soon as one group is full, the cluster is full, however idle the other one is. This is how a cluster goes beyond a hundred thousand writes a second: add Brokers, and create queues on them. The next picture shows what happens if you forget the second half.',
    },
    figures: { one: { kind: 'perBroker', perBroker: PER_BROKER }, all: capacity },
    claims: [{ figure: capacity, equals: 140_000 }],
  },
  uneven: {
    title: { zh: '轮流的是队列，不是机器', en: 'Queues take turns, machines do not' },
    say: {
      zh: '换一种布局：broker-a 一个队列，broker-b 两个，一共发 21 条。',
      en: 'Another layout: one queue on broker-a, two on broker-b, and 21 messages in all.',
    },
    input: uneven,
    atMs: 300,
    untilMs: ALL_SENT_MS,
    speed: 2,
    perBroker: PER_BROKER,
    ask: {
      kind: 'number',
      prompt: { zh: '有几条会存到 broker-b？', en: 'How many of them does broker-b store?' },
      answer: stored('broker-b'),
      options: [7, 10, 14],
      explain: {
        zh: '{b} 条，broker-a 只有 {a} 条：轮流的是队列，不是机器。',
        en: '{b}, and broker-a only {a}: the turns go by queue, not by machine.',
      },
    },
    meaning: {
      zh: '机器还是两台，集群每秒却只能写 {all} 条：扩容以后，别忘了建队列。',
      en: 'The machines are the same, yet the cluster takes only {all} a second: after adding one, create its queues.',
    },
    minutes: 1.25,
    notes: {
      zh: '现在换一种布局，在线上非常常见。集群扩容，加了一台新机器，但是队列只建了一个；旧机器上有两个。请大家猜：二十一条消息，有几条会到 broker-b？（按一下，等画面走完。）broker-b 拿了两份，broker-a 只拿了一份。很多人以为 RocketMQ 会按机器均摊，不是的，轮流的是队列。后果很具体：两台一样的机器，本来每秒能写十四万，现在 broker-b 先满，整个集群就停在十万零五千。所以扩容的步骤里一定要有一条：用 updateTopic 在新 Broker 上建好队列，数量和老 Broker 一样。',
      en: 'Now another layout, one that is common in production. You add a machine to the cluster, but you create one queue on it, while the old one has two. Please guess: of twenty-one messages, how many end on broker-b? (Press, and wait for the picture.) broker-b takes two parts and broker-a one. Many people believe that RocketMQ shares by machine. It does not: queues take turns. The consequence is concrete. Two equal machines could take a hundred and forty thousand writes a second, but now broker-b is full first, and the cluster ends at a hundred and five thousand. So your checklist for scaling out needs one more line: create the queues on the new Broker with updateTopic, as many as the old one has, before you call it done.',
    },
    figures: { a: stored('broker-a'), b: stored('broker-b'), all: capacity },
    claims: [
      { figure: stored('broker-a'), equals: 7 },
      { figure: stored('broker-b'), equals: 14 },
      { figure: capacity, equals: 105_000 },
      { figure: shareOf('broker-b', 0, ALL_SENT_MS), atLeast: 66, atMost: 67 },
    ],
  },
} satisfies Record<string, Omit<Cue, 'id'>>
