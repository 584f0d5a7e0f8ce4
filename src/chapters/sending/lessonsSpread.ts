// Lessons 1 to 4: what a Topic is made of, where its queues are, how the producer knows, and how it spreads.

import type { Lesson } from '../lesson'
import { kill, lessonInput } from '../lessonInput'

const oneBroker = lessonInput('article', { brokerGroupCount: 1, writeQueueNums: 4 })
const article = lessonInput('article')
const twenty = lessonInput('article', { messageLimit: 20 })
const twentyOne = lessonInput('article', { messageLimit: 21 })
const killedBeforePoll = lessonInput('article-off', {}, [kill(6600)])
const unequal = {
  ...twentyOne,
  scenario: { ...twentyOne.scenario, brokerGroups: [{ writeQueueNums: 1 }] },
}
const withoutNameServer = lessonInput('article', {}, [kill(4000, 'nameserver/0')])
const tenThousand = lessonInput('article', {
  brokerGroupCount: 1,
  writeQueueNums: 4,
  messageLimit: 10_000,
  sendIntervalMs: 1,
  networkLatencyMs: 1,
  brokerServiceTimeMs: 0,
})

export const topicLesson: Lesson = {
  id: 'topic',
  kind: 'lesson',
  title: { zh: 'Topic 和它的 MessageQueue', en: 'A Topic and its MessageQueues' },
  summary: {
    zh: '说得清 MessageQueue 是什么：Topic 的一个分片。',
    en: 'You can say what a MessageQueue is: one shard of a Topic.',
  },
  minutes: 3,
  issues: [],
  terms: ['topic', 'messageQueue', 'queueOffset'],
  steps: [
    {
      id: 'four-queues',
      title: { zh: '四个队列', en: 'Four queues' },
      say: {
        zh: '订单系统建了 Topic“TopicOrderPaySuccess”，带 {queues} 个 MessageQueue。左边的转盘就是生产者手里的队列列表。',
        en: 'The order system has created the Topic TopicOrderPaySuccess with {queues} MessageQueues. The wheel on the left is the list of queues the producer holds.',
      },
      input: oneBroker,
      atMs: 300,
      untilMs: 960,
      view: { panel: 'story' },
      meaning: {
        zh: '消息不是发到“Topic”这个整体，而是每次挑其中一个队列发。',
        en: 'A message is not sent to the Topic as a whole: each goes to one of its queues.',
      },
      notes: {
        zh: '先只看一个 Broker。指给大家看转盘上的四格和右边的 q0 到 q3 一一对应。',
        en: 'One Broker only, for now. Point at the four fields of the wheel and at q0 to q3 on the right: they are the same four.',
      },
      figures: { queues: { kind: 'queuesKnown', atMs: 300 } },
      claims: [{ figure: { kind: 'queuesKnown', atMs: 300 }, equals: 4 }],
    },
    {
      id: 'which-queue',
      title: { zh: '猜一猜：消息 3 去哪里', en: 'Your guess: where does message 3 go?' },
      say: {
        zh: '消息 1 进了 {first}，消息 2 进了 {second}。',
        en: 'Message 1 went to {first}, message 2 to {second}.',
      },
      input: oneBroker,
      atMs: 975,
      untilMs: 1720,
      ask: {
        kind: 'queue',
        prompt: { zh: '消息 3 会进哪个队列？', en: 'Which queue will message 3 go to?' },
        answer: { kind: 'queueOf', message: 3 },
        explain: {
          zh: '序号每次加 1，除以队列数取余：轮到第三格，就是 {third}。',
          en: 'The index grows by one, and its remainder by the number of queues picks the field: the third one, {third}.',
        },
      },
      meaning: {
        zh: '生产者一格一格轮着来，谁也不多，谁也不少。',
        en: 'The producer takes the fields in turn, so that none gets more than the others.',
      },
      notes: {
        zh: '让大家先说答案，再点下一步。',
        en: 'Let them answer aloud before you go on.',
      },
      figures: {
        first: { kind: 'queueOf', message: 1 },
        second: { kind: 'queueOf', message: 2 },
        third: { kind: 'queueOf', message: 3 },
      },
      claims: [{ figure: { kind: 'queueOf', message: 3 }, equals: 'broker-a q2' }],
    },
    {
      id: 'shard',
      title: { zh: '一个队列就是一个分片', en: 'A queue is a shard' },
      say: {
        zh: '8 条消息发完，存进了 {all} 条，q0 里有 {one} 条。',
        en: 'Of 8 messages {all} are stored by now, {one} of them in q0.',
      },
      input: lessonInput('article', { brokerGroupCount: 1, writeQueueNums: 4, messageLimit: 8 }),
      atMs: 3000,
      untilMs: 4000,
      meaning: {
        zh: '每个队列只放 Topic 的一部分数据：MessageQueue 就是 Topic 的数据分片，在自己队列里按 queueOffset 从 0 编号。',
        en: "Each queue holds a part of the Topic's data. That is what a MessageQueue is: a shard, with its own numbering from queueOffset 0.",
      },
      notes: {
        zh: '这一句是整堂课的地基：分片。后面讲的分布式存储、负载均摊都从这里来。',
        en: 'This is the sentence to remember: a shard. Distributed storage and shared load both follow from it.',
      },
      figures: {
        all: { kind: 'count', what: 'stored', toMs: 4000 },
        one: { kind: 'count', what: 'stored', queueId: 0, toMs: 4000 },
      },
      claims: [
        { figure: { kind: 'count', what: 'stored', toMs: 4000 }, equals: 8 },
        { figure: { kind: 'count', what: 'stored', queueId: 0, toMs: 4000 }, equals: 2 },
      ],
    },
  ],
  quiz: [
    {
      id: 'ten-thousand',
      input: tenThousand,
      atMs: 100,
      ask: {
        kind: 'number',
        prompt: {
          zh: '往 4 个队列均匀地发 10,000 条消息，一个队列里大约有多少条？',
          en: '10,000 messages are spread evenly over 4 queues. How many are in one queue?',
        },
        answer: { kind: 'count', what: 'stored', brokerName: 'broker-a', queueId: 0, toMs: 60_000 },
        options: [1000, 2500, 5000, 10_000],
        explain: {
          zh: '发完数一数：一个队列里是 {one} 条。前提是生产者轮着发，写入策略说了算。',
          en: 'Counted at the end: {one} in one queue. That holds because the producer takes turns: the way of choosing decides.',
        },
      },
      figures: { one: { kind: 'count', what: 'stored', brokerName: 'broker-a', queueId: 0, toMs: 60_000 } },
    },
  ],
}

export const shardsLesson: Lesson = {
  id: 'shards',
  kind: 'lesson',
  title: { zh: '分片分布在各台 Broker 上', en: 'Shards over Brokers' },
  summary: {
    zh: '说得清数据怎么成为分布式存储：队列分布在几组 Broker 上。',
    en: 'You can say how the data becomes distributed: the queues live on several Broker groups.',
  },
  minutes: 3,
  issues: [],
  terms: ['brokerGroup', 'master', 'slave', 'writeQueueNums'],
  steps: [
    {
      id: 'two-and-two',
      title: { zh: '两组 Broker，各两个队列', en: 'Two Broker groups, two queues each' },
      say: {
        zh: '还是 {queues} 个队列，这次分在两组 Broker 上：broker-a 有 q0、q1，broker-b 也有自己的 q0、q1。',
        en: 'Still {queues} queues, now on two Broker groups: broker-a has q0 and q1, and broker-b has a q0 and q1 of its own.',
      },
      input: article,
      atMs: 300,
      untilMs: 1960,
      meaning: {
        zh: '光说 q0 不够：一个 MessageQueue 要由 Topic、brokerName 和 queueId 一起确定。',
        en: 'q0 alone says too little: a MessageQueue is known by its Topic, its brokerName and its queueId together.',
      },
      notes: {
        zh: '强调：两个 q0 是两个不同的队列。',
        en: 'Stress that the two q0 are two different queues.',
      },
      figures: { queues: { kind: 'queuesKnown', atMs: 300 } },
      claims: [{ figure: { kind: 'queuesKnown', atMs: 300 }, equals: 4 }],
    },
    {
      id: 'which-broker',
      title: { zh: '猜一猜：消息 7 存到哪里', en: 'Your guess: where is message 7 stored?' },
      say: {
        zh: '列表的次序是 broker-a q0、broker-a q1、broker-b q0、broker-b q1，消息 5 又轮回到了 {fifth}。',
        en: 'The list runs broker-a q0, broker-a q1, broker-b q0, broker-b q1, and message 5 began it again with {fifth}.',
      },
      input: article,
      atMs: 2390,
      untilMs: 2700,
      ask: {
        kind: 'queue',
        prompt: { zh: '消息 7 会进哪个队列？', en: 'Which queue will message 7 go to?' },
        answer: { kind: 'queueOf', message: 7 },
        explain: {
          zh: '消息 5、6 用掉了 broker-a 的两个队列，轮到 {seventh}。',
          en: 'Messages 5 and 6 took the two queues of broker-a, so it is the turn of {seventh}.',
        },
      },
      meaning: {
        zh: '一半的消息在 broker-a，一半在 broker-b：Topic 的数据就这样成了分布式存储。',
        en: 'Half of the messages are on broker-a and half on broker-b: that is how the data of a Topic becomes distributed storage.',
      },
      figures: { fifth: { kind: 'queueOf', message: 5 }, seventh: { kind: 'queueOf', message: 7 } },
      claims: [{ figure: { kind: 'queueOf', message: 7 }, equals: 'broker-b q0' }],
    },
    {
      id: 'master-and-slaves',
      title: { zh: '一组里谁接收写入', en: 'Who takes the writes' },
      say: {
        zh: '每组有一个 Master 和两个 Slave。消息只写给 Master，Slave 保存副本。',
        en: 'Each group has one Master and two Slaves. Only the Master is written to; the Slaves keep copies.',
      },
      input: article,
      atMs: 2800,
      untilMs: 4400,
      view: { select: { brokerName: 'broker-a' } },
      meaning: {
        zh: '所以 Master 没了，这组的队列就暂时没有地方写，直到 Slave 选出新的 Master（这里是 DLedger 模式）：后面的课都从这里开始。',
        en: 'So without its Master a group has nowhere to write to, until its Slaves have elected another: these groups run in DLedger mode. The later lessons begin there.',
      },
      claims: [{ figure: { kind: 'count', what: 'stored', toMs: 4400 }, atLeast: 10 }],
    },
  ],
  quiz: [
    {
      id: 'share-of-broker',
      input: twenty,
      atMs: 300,
      ask: {
        kind: 'number',
        prompt: {
          zh: '发完 20 条消息，broker-b 上有多少条？',
          en: 'After 20 messages, how many are on broker-b?',
        },
        answer: { kind: 'count', what: 'stored', brokerName: 'broker-b', toMs: 12_000 },
        options: [5, 10, 15, 20],
        explain: {
          zh: 'broker-b 有 4 个队列里的 2 个，所以是一半：{half} 条。',
          en: 'broker-b has 2 of the 4 queues and so gets half: {half}.',
        },
      },
      figures: { half: { kind: 'count', what: 'stored', brokerName: 'broker-b', toMs: 12_000 } },
    },
  ],
}

export const routeLesson: Lesson = {
  id: 'route',
  kind: 'lesson',
  title: { zh: '生产者怎么知道有哪些队列', en: 'How the producer knows its queues' },
  summary: {
    zh: '说得清路由从哪里来、为什么会过时。',
    en: 'You can say where the route comes from, and why it can be stale.',
  },
  minutes: 4,
  issues: [],
  terms: ['nameServer', 'route', 'topicPublishInfo'],
  steps: [
    {
      id: 'first-question',
      title: { zh: '第一条消息之前先问路', en: 'First it asks the way' },
      say: {
        zh: '发第一条消息之前，生产者先问 NameServer：这个 Topic 在哪些 Broker 上？{at} 拿到答案。',
        en: 'Before the first message the producer asks the NameServer where the Topic lives. The answer arrives at {at}.',
      },
      input: article,
      atMs: 0,
      untilMs: 620,
      speed: 0.2,
      meaning: {
        zh: '没有路由就没有队列可选：第一次发送一定先取路由。',
        en: 'Without a route there is no queue to choose: the first send always waits for it.',
      },
      figures: { at: { kind: 'momentOf', mark: { mark: 'routeChanged', afterMs: 0 } } },
      claims: [
        { figure: { kind: 'momentOf', mark: { mark: 'routeChanged', afterMs: 0 } }, equals: 240 },
        { figure: { kind: 'momentOf', mark: { mark: 'firstUse', afterMs: 0 } }, equals: 240 },
      ],
    },
    {
      id: 'stale',
      title: { zh: '手里的路由会过时', en: 'What it holds goes stale' },
      say: {
        zh: 'broker-a 的 Master 在 6.6 秒被杀掉，NameServer 马上就知道了。可生产者不会被通知。',
        en: "broker-a's Master is killed at 6.6 s, and the NameServer knows at once. But nobody tells the producer.",
      },
      input: killedBeforePoll,
      atMs: 6500,
      untilMs: 9000,
      ask: {
        kind: 'number',
        prompt: {
          zh: '9 秒的时候，生产者手里的列表有几个队列？',
          en: 'At 9 s, how many queues are in the list the producer holds?',
        },
        answer: { kind: 'queuesKnown', atMs: 9000 },
        options: [0, 2, 4],
        explain: {
          zh: '还是 {known} 个：下次取路由之前，它用的都是旧列表。',
          en: 'Still {known}: until the next poll it works with the old list.',
        },
      },
      meaning: {
        zh: '路由是自己定时去取的，两次之间手里的可能是过去的样子。卡片上的三块牌子就是这三方各自知道的：实际、NameServer、生产者；说法不一时标 ≠。',
        en: 'The producer fetches the route itself, at fixed intervals; in between, what it holds may be out of date. The three chips on a card say what is so, what the NameServer knows and what the producer believes; ≠ marks that they differ.',
      },
      figures: { known: { kind: 'queuesKnown', atMs: 9000 } },
      claims: [{ figure: { kind: 'queuesKnown', atMs: 9000 }, equals: 4 }],
    },
    {
      id: 'poll',
      title: { zh: '下一次取路由', en: 'The next poll' },
      say: {
        zh: '{at} 的回答里没有 broker-a 的队列：没有 Master 的组不进列表。列表变成 {known} 个队列。',
        en: 'The answer of {at} has no queues of broker-a, because a group without a Master is left out. The list is down to {known} queues.',
      },
      input: killedBeforePoll,
      atMs: 9900,
      untilMs: 12_600,
      meaning: {
        zh: '教学数值里 10 秒取一次路由，真实的客户端是 30 秒一次。发送失败再多，也不会让它提前去取。',
        en: 'Teaching values poll every 10 s; the real client does so every 30 s. No failed send makes it ask sooner.',
      },
      figures: {
        at: { kind: 'momentOf', mark: { mark: 'routeChanged', afterMs: 9000 } },
        known: { kind: 'queuesKnown', atMs: 10_300 },
      },
      claims: [
        { figure: { kind: 'queuesKnown', atMs: 10_300 }, equals: 2 },
        { figure: { kind: 'momentOf', mark: { mark: 'routeChanged', afterMs: 9000 } }, atMost: 10_300 },
      ],
    },
    {
      id: 'no-name-server',
      title: { zh: 'NameServer 全没了呢', en: 'And without any NameServer?' },
      say: {
        zh: '换一次运行：唯一的 NameServer 在 4 秒被杀掉，10 秒那次取路由没有人回答。Broker 都好好的。',
        en: 'Another run: the only NameServer is killed at 4 s, and nobody answers the poll at 10 s. All Brokers are well.',
      },
      input: withoutNameServer,
      atMs: 10_750,
      untilMs: 11_500,
      ask: {
        kind: 'outcome',
        prompt: { zh: '接下来的消息 28 会怎样？', en: 'What will happen to message 28, which is next?' },
        answer: { kind: 'outcomeOf', message: 28 },
        explain: {
          zh: '照常存进了 {queue}：没有人回答，它就继续用手里的路由。',
          en: 'It is stored in {queue} as always: where nobody answers, the producer goes on with the route it has.',
        },
      },
      meaning: {
        zh: 'NameServer 只管指路。它们全没了，已知的 Topic 照发不误，只是再也看不到变化；没取过路由的 Topic 才发不出去。',
        en: 'A NameServer only shows the way. Without any, known Topics go on and changes are no longer seen; only a Topic without a route cannot be sent to.',
      },
      figures: { queue: { kind: 'queueOf', message: 28 } },
      claims: [
        { figure: { kind: 'outcomeOf', message: 28 }, equals: 'stored' },
        { figure: { kind: 'count', what: 'failedMessages', toMs: 60_000 }, equals: 0 },
        { figure: { kind: 'count', what: 'routeChanges', fromMs: 4000, toMs: 60_000 }, equals: 0 },
      ],
    },
  ],
  quiz: [
    {
      id: 'back-in-the-list',
      input: killedBeforePoll,
      atMs: 12_400,
      ask: {
        kind: 'number',
        prompt: {
          zh: 'broker-a 的新 Master 在 12.333 秒就绪。15 秒时列表里有几个队列？',
          en: "broker-a's new Master is ready at 12.333 s. How many queues are in the list at 15 s?",
        },
        answer: { kind: 'queuesKnown', atMs: 15_000 },
        options: [0, 2, 4],
        explain: {
          zh: '还是 {known} 个：要等 20 秒那次取路由，它才重新看到 broker-a。',
          en: 'Still {known}: only the poll at 20 s shows it broker-a again.',
        },
      },
      figures: { known: { kind: 'queuesKnown', atMs: 15_000 } },
    },
  ],
}

export const spreadLesson: Lesson = {
  id: 'spread',
  kind: 'lesson',
  title: { zh: '均匀地发，压力就均摊', en: 'Even sends share the load' },
  summary: {
    zh: '算得出几台 Broker 一共能扛多少写入，以及什么会让它变少。',
    en: 'You can work out how many writes a cluster takes, and what makes it fewer.',
  },
  minutes: 4,
  issues: [],
  terms: ['sendWhichQueue', 'writeQueueNums'],
  steps: [
    {
      id: 'five-each',
      title: { zh: '20 条消息，每个队列几条', en: '20 messages: how many in each queue?' },
      say: {
        zh: '生产者要发 20 条消息，列表里有 {queues} 个队列。',
        en: 'The producer has 20 messages to send, and {queues} queues in its list.',
      },
      input: twenty,
      atMs: 300,
      untilMs: 9000,
      speed: 2,
      ask: {
        kind: 'number',
        prompt: { zh: '发完以后，broker-a 的 q0 里有几条？', en: "How many will be in broker-a's q0 in the end?" },
        answer: { kind: 'count', what: 'stored', brokerName: 'broker-a', queueId: 0, toMs: 12_000 },
        options: [4, 5, 10, 20],
        explain: {
          zh: '每轮给四个队列各发一条，20 条正好五轮：{each} 条。',
          en: 'Each turn gives every one of the four queues a message, and 20 messages are five turns: {each}.',
        },
      },
      meaning: { zh: '发送均匀，数据就均匀。', en: 'Even sends make even data.' },
      figures: {
        queues: { kind: 'queuesKnown', atMs: 300 },
        each: { kind: 'count', what: 'stored', brokerName: 'broker-a', queueId: 0, toMs: 12_000 },
      },
      claims: ['broker-a', 'broker-b'].flatMap((brokerName) =>
        [0, 1].map((queueId) => ({
          figure: { kind: 'count' as const, what: 'stored' as const, brokerName, queueId, toMs: 12_000 },
          equals: 5,
        })),
      ),
    },
    {
      id: 'capacity',
      title: { zh: '一台扛这么多，两台呢', en: 'One takes so many: what do two take?' },
      say: {
        zh: '假设一台 Broker 每秒能写 {one} 条。两组各分到 {share}，整个集群每秒能写 {all} 条。换成你们自己的数字试试。',
        en: 'Say one Broker takes {one} writes a second. Each of the two groups gets {share}, so the cluster takes {all}. Put in your own number.',
      },
      input: twenty,
      atMs: 9000,
      perBroker: 70_000,
      meaning: {
        zh: '负载随队列分到各台 Broker 上，加一组 Broker 就多一份容量：集群就这样超过单机的上限。',
        en: 'The load follows the queues, so every Broker group adds its share: that is how a cluster takes more than one machine can.',
      },
      notes: {
        zh: '七万是文章里的数，不是 RocketMQ 的上限：两台十四万，就过了文章要的每秒十万。换成自己压测的结果。',
        en: "70,000 is the article's figure, not a limit of RocketMQ: two of them pass the 100,000 a second it asks for. Put in what you have measured.",
      },
      figures: {
        one: { kind: 'perBroker', perBroker: 70_000 },
        share: { kind: 'share', brokerName: 'broker-a', toMs: 9000 },
        all: { kind: 'capacity', perBroker: 70_000, toMs: 9000 },
      },
      claims: [
        { figure: { kind: 'capacity', perBroker: 70_000, toMs: 9000 }, equals: 140_000 },
        { figure: { kind: 'share', brokerName: 'broker-a', toMs: 9000 }, equals: 50 },
      ],
    },
    {
      id: 'uneven',
      title: { zh: '队列数不一样，就不均匀', en: 'Unequal queues, unequal load' },
      say: {
        zh: '这次 broker-a 只有 1 个队列，broker-b 有 2 个。发 21 条：broker-a 分到 {a}，broker-b 分到 {b}。',
        en: 'Now broker-a has one queue and broker-b two. Of 21 messages broker-a gets {a}, broker-b {b}.',
      },
      input: unequal,
      atMs: 300,
      untilMs: 9000,
      speed: 2,
      perBroker: 70_000,
      meaning: {
        zh: 'broker-b 每三条占两条，先到顶，整个集群只剩每秒 {all} 条：按队列轮，不按机器轮。',
        en: 'broker-b gets two of every three and is full first, so the cluster takes only {all} a second: turns go by queue, not by machine.',
      },
      figures: {
        a: { kind: 'share', brokerName: 'broker-a', toMs: 9000 },
        b: { kind: 'share', brokerName: 'broker-b', toMs: 9000 },
        all: { kind: 'capacity', perBroker: 70_000, toMs: 9000 },
      },
      claims: [
        { figure: { kind: 'count', what: 'stored', brokerName: 'broker-a', toMs: 9000 }, equals: 7 },
        { figure: { kind: 'count', what: 'stored', brokerName: 'broker-b', toMs: 9000 }, equals: 14 },
      ],
    },
  ],
  quiz: [
    {
      id: 'three-groups',
      input: lessonInput('article', { brokerGroupCount: 3, messageLimit: 60 }),
      atMs: 300,
      ask: {
        kind: 'number',
        prompt: {
          zh: '三组 Broker，每台每秒扛 70,000 条，队列数都一样：集群每秒能写多少条？',
          en: 'Three Broker groups with equal queues, 70,000 writes a second each: what does the cluster take?',
        },
        answer: { kind: 'capacity', perBroker: 70_000, toMs: 30_000 },
        options: [70_000, 140_000, 210_000, 280_000],
        explain: { zh: '每组各分三分之一，一共 {all} 条。', en: 'Each gets a third, so it is {all}.' },
      },
      figures: { all: { kind: 'capacity', perBroker: 70_000, toMs: 30_000 } },
    },
  ],
}
