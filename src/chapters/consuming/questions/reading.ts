// What people ask about how a group reads: who has which queue, pulls, Tags, start, broadcasting, Slaves.

import { consumption, type Figure } from '../../figure'
import { type AskedQuestion, question } from '../../question'
import { consumeInput } from '../inputs'

const burst = consumption('deliveries', 10_000, 12_500)
const wait: Figure = {
  kind: 'between',
  from: { mark: 'stored', message: 15, afterMs: 7000 },
  to: { mark: 'consumeBegun', message: 15, afterMs: 7000 },
}
const both = consumption('deliveries', 0, 9000, { message: 15 })
const tagsDone = consumption('consumed', 0, 30_000)
const idle: Figure = { kind: 'queuesOf', consumer: 4, atMs: 9000 }
const pulled = consumption('pulled', 0, 20_000)
const fromSlave = consumption('pulled', 5000, 20_000, { node: 1 })

export const READING_QUESTIONS: readonly AskedQuestion[] = [
  question({
    name: 'start-offset',
    title: {
      zh: '新的消费组从哪里开始，位点存在哪里？',
      en: 'Where does a new group begin, and where are its offsets?',
    },
    summary: {
      zh: '5.3.3，CONSUME_FROM_LAST_OFFSET，一个新组；消息每 500 毫秒一条。',
      en: '5.3.3, CONSUME_FROM_LAST_OFFSET, a new group, and a message every 500 ms.',
    },
    asked: { notes: 39, asQuestion: 3, threads: 12 },
    issues: [334, 1135, 4909, 9083],
    terms: ['consumerOffset', 'consumerGroup'],
    source: { method: 'ConsumerManageProcessor#queryConsumerOffset', release: '5.3.3', rules: ['M3', 'M6'] },
    step: {
      say: {
        zh: 'Topic 已经写了 10 秒。group-a 是新的，正在启动。',
        en: 'The Topic has been written to for 10 s. group-a is new and is starting.',
      },
      input: consumeInput({ consumersStartAtMs: 10_000, clientVersion: '5.3.3' }),
      atMs: 10_000,
      untilMs: 12_500,
      speed: 0.5,
      figures: { burst },
      claims: [{ figure: burst, atLeast: 20 }],
    },
    ask: {
      kind: 'choice',
      prompt: { zh: '它先得到哪些消息？', en: 'Which messages does it get first?' },
      answer: burst,
      options: [
        { text: { zh: '只有启动以后的', en: 'Only those from now on' }, atMost: 8 },
        { text: { zh: '全部旧消息', en: 'All old ones' }, atLeast: 20 },
      ],
      explain: {
        zh: '2.5 秒内 {burst} 条：第一条消息还在内存里，Broker 回答位点 0，客户端就不看 consumeFromWhere 了。',
        en: '{burst} within 2.5 s: the first message is in memory, so the Broker answers offset 0, and the client does not look at consumeFromWhere.',
      },
    },
    rule: {
      zh: '集群模式的位点存在 Broker（consumerOffset.json），客户端每 5 秒提交一次；要跳过旧消息，上线前用 mqadmin resetOffsetByTime。',
      en: 'With CLUSTERING the Broker has the offsets (consumerOffset.json), sent by clients every 5 s; to skip old messages, run mqadmin resetOffsetByTime beforehand.',
    },
  }),
  question({
    name: 'push-or-pull',
    title: { zh: '消费是推还是拉，长轮询是什么？', en: 'Push or pull, and what is long polling?' },
    summary: {
      zh: 'DefaultMQPushConsumer，网络单程 120 毫秒。',
      en: 'DefaultMQPushConsumer, and a network of 120 ms each way.',
    },
    asked: { notes: 38, asQuestion: 12, threads: null },
    issues: [],
    terms: ['pull', 'processQueue'],
    source: { method: 'PullRequestHoldService#notifyMessageArriving', release: '5.3.3', rules: ['M4', 'M5'] },
    step: {
      say: {
        zh: '队列已读到末尾，客户端的拉取请求在 Broker 上。消息 15 正要发出。',
        en: 'The queues are read to their end, and the pull requests are at the Brokers. Message 15 comes next.',
      },
      input: consumeInput(),
      atMs: 7000,
      untilMs: 8000,
      speed: 0.2,
      figures: { wait },
      claims: [{ figure: wait, atMost: 130 }],
    },
    ask: {
      kind: 'choice',
      prompt: { zh: '写入以后多久，监听器拿到它？', en: 'How long after it is stored does a listener get it?' },
      answer: wait,
      options: [
        { text: { zh: '一次网络单程', en: 'One way of the network' }, atMost: 150 },
        { text: { zh: '一个来回以上', en: 'A way there and back, or more' }, atLeast: 240, atMost: 1000 },
        { text: { zh: '要等下一次轮询，几秒', en: 'Seconds, with the next poll' }, atLeast: 1001 },
      ],
      explain: {
        zh: '{wait}：请求被挂起，消息一分发就用它应答。',
        en: '{wait}: the request was held, and it is answered once the message is dispatched.',
      },
    },
    rule: {
      zh: '是拉：Push 消费者自己循环拉取，没有新消息时 Broker 最多挂起 15 秒；积压超过 1,000 条就先不拉。',
      en: 'It pulls: a push consumer pulls in a loop, a Broker holds an empty pull for up to 15 s, and from 1,000 waiting messages on pulls are put off.',
    },
  }),
  question({
    name: 'broadcast',
    title: { zh: '集群消费和广播消费有什么不同？', en: 'Cluster or broadcast consumption?' },
    summary: { zh: '两个消费者，messageModel=BROADCASTING。', en: 'Two consumers, messageModel=BROADCASTING.' },
    asked: { notes: 41, asQuestion: 9, threads: null },
    issues: [],
    terms: ['broadcasting', 'consumerGroup'],
    source: { method: 'LocalFileOffsetStore#persistAll', release: '5.3.3', rules: ['M11'] },
    step: {
      say: {
        zh: '两个消费者都在 group-a。消息 15 正要发出。',
        en: 'Both consumers are in group-a. Message 15 comes next.',
      },
      input: consumeInput({ messageModel: 'BROADCASTING' }),
      atMs: 7000,
      untilMs: 9000,
      speed: 0.5,
      figures: { both },
      claims: [{ figure: both, equals: 2 }],
    },
    ask: {
      kind: 'choice',
      prompt: { zh: '消息 15 处理几次？', en: 'How often is message 15 processed?' },
      answer: both,
      options: [
        { text: { zh: '一次，归一个消费者', en: 'Once, by one of them' }, equals: 1 },
        { text: { zh: '每个消费者一次', en: 'Once by each' }, equals: 2 },
      ],
      explain: {
        zh: '{both} 次：每个客户端都有全部队列。',
        en: '{both} times: each client has all queues.',
      },
    },
    rule: {
      zh: '广播的位点存在客户端的文件里，失败不重试、不进死信，机器换了就从头定位；集群模式的位点存在 Broker。',
      en: 'With BROADCASTING offsets are in a file of the client, what fails is neither retried nor a dead letter, and a new machine has no offsets; with CLUSTERING the Broker has them.',
    },
  }),
  question({
    name: 'same-group',
    title: {
      zh: '同一个组订阅不同的 Tag，为什么丢消息？',
      en: 'One group, different Tags: why do messages vanish?',
    },
    summary: {
      zh: 'consumer-1 订阅 TagA，consumer-2 订阅 TagB，同在 group-a。',
      en: 'consumer-1 subscribes to TagA, consumer-2 to TagB, both in group-a.',
    },
    asked: { notes: 11, asQuestion: 1, threads: 12 },
    issues: [],
    terms: ['consumerGroup'],
    source: { method: 'ConsumerManager#registerConsumer', release: '5.3.3', rules: ['M1', 'M10'] },
    step: {
      say: {
        zh: '两个 Tag 轮流发送，30 秒里一共约 60 条。',
        en: 'Both Tags are sent in turn, some 60 messages in 30 s.',
      },
      input: consumeInput({ subscription: 'TagA', otherSubscription: 'TagB', tagCount: 2 }),
      atMs: 3000,
      untilMs: 30_000,
      speed: 3,
      figures: { done: tagsDone, skipped: consumption('skipped', 0, 30_000) },
      claims: [{ figure: tagsDone, atMost: 20 }],
    },
    ask: {
      kind: 'choice',
      prompt: { zh: '30 秒里处理多少条？', en: 'How many are processed in these 30 s?' },
      answer: tagsDone,
      options: [
        { text: { zh: '全部', en: 'All' }, atLeast: 50 },
        { text: { zh: '一半', en: 'Half of them' }, atLeast: 25, atMost: 35 },
        { text: { zh: '四分之一左右', en: 'About a quarter' }, atMost: 20 },
      ],
      explain: {
        zh: '{done} 条，跳过 {skipped} 条：队列按组分给两个消费者，每个只要一种 Tag，Broker 又只认最新的订阅。',
        en: '{done}, and {skipped} are skipped: queues are divided by group, each consumer wants one Tag, and a Broker keeps the newest subscription only.',
      },
    },
    rule: {
      zh: '同一个组的订阅必须完全一致（Topic 和 Tag）；不一致时不报错，位点照样前进。',
      en: 'A group needs one subscription, the same Topics and Tags in each instance; otherwise there is no error, and offsets move on.',
    },
  }),
  question({
    name: 'rebalance',
    title: {
      zh: '重平衡怎么分队列，消费者比队列多会怎样？',
      en: 'How does rebalancing divide queues, and what if there are more consumers?',
    },
    summary: { zh: '四个队列，六个消费者，AVERAGELY。', en: 'Four queues, six consumers, AVERAGELY.' },
    asked: { notes: 25, asQuestion: 8, threads: 5 },
    issues: [],
    terms: ['rebalance', 'consumerGroup'],
    source: { method: 'AllocateMessageQueueAveragely#allocate', release: '5.3.3', rules: ['M1', 'M2'] },
    step: {
      say: { zh: '六个消费者都已启动，同在 group-a。', en: 'Six consumers have started, all in group-a.' },
      input: consumeInput({ consumerCount: 6 }),
      atMs: 400,
      untilMs: 9000,
      speed: 2,
      figures: { idle, first: { kind: 'queuesOf', consumer: 0, atMs: 9000 } },
      claims: [{ figure: idle, equals: 0 }],
    },
    ask: {
      kind: 'choice',
      prompt: { zh: 'consumer-5 得到什么？', en: 'What does consumer-5 get?' },
      answer: idle,
      options: [
        { text: { zh: '和别人共用一个队列', en: 'A queue that it shares' }, equals: 1 },
        { text: { zh: '一个队列也分不到', en: 'No queue at all' }, equals: 0 },
      ],
      explain: {
        zh: '{idle} 个队列，consumer-1 有 {first} 个：一个队列只归组里的一个消费者。',
        en: '{idle} queues, and consumer-1 has {first}: a queue belongs to one consumer of its group.',
      },
    },
    rule: {
      zh: '每个客户端自己算：队列和 clientId 各自排序，平均切分。每 20 秒一次，收到 Broker 的通知时马上做。',
      en: 'Each client works it out: queues and clientIds are sorted and cut into equal parts, every 20 s and at once when a Broker notifies it.',
    },
  }),
  question({
    name: 'tag-filter',
    title: { zh: 'Tag 过滤在哪里做？', en: 'Where are Tags filtered?' },
    summary: {
      zh: '两个 Tag 轮流发送，两个消费者都只订阅 TagA；4.9.7。',
      en: 'Two Tags in turn, and both consumers subscribe to TagA; 4.9.7.',
    },
    asked: { notes: 33, asQuestion: 7, threads: null },
    issues: [],
    terms: ['pull'],
    source: { method: 'PullMessageProcessor#processRequest', release: '4.9.7', rules: ['M10'] },
    notShown: { zh: 'SQL92 过滤还看不到。', en: 'SQL92 filters are not shown yet.' },
    step: {
      say: {
        zh: 'TagA 和 TagB 轮流发送，约 40 条，一半一半。',
        en: 'TagA and TagB are sent in turn, some 40 messages, half and half.',
      },
      input: consumeInput({ subscription: 'TagA', tagCount: 2, clientVersion: '4.9.7' }),
      atMs: 3000,
      untilMs: 20_000,
      speed: 3,
      figures: { pulled },
      claims: [{ figure: pulled, atLeast: 17, atMost: 23 }],
    },
    ask: {
      kind: 'choice',
      prompt: { zh: 'TagB 的消息会传给客户端吗？', en: 'Do messages of TagB travel to the clients?' },
      answer: pulled,
      options: [
        { text: { zh: '会，由客户端丢掉', en: 'Yes, and clients drop them' }, atLeast: 35 },
        { text: { zh: '不会，Broker 先滤掉', en: 'No, the Broker filters first' }, atLeast: 15, atMost: 25 },
      ],
      explain: {
        zh: '只拉到 {pulled} 条：ConsumeQueue 里有 Tag 的哈希，Broker 不读消息就能跳过。',
        en: '{pulled} are pulled: the ConsumeQueue has the hash of the Tag, so the Broker skips without reading the message.',
      },
    },
    rule: {
      zh: '哈希可能相同，所以客户端按 Tag 的文字再滤一次；被滤掉的消息也算消费过。',
      en: 'Hashes may be equal, so the client filters again by the Tag itself; what is filtered out counts as consumed.',
    },
  }),
  question({
    name: 'master-or-slave',
    title: { zh: '消费者读 Master 还是 Slave？', en: 'Do consumers read from the Master or a Slave?' },
    summary: {
      zh: '5.3.3，一主一从，slaveReadEnable=true，accessMessageInMemoryMaxRatio=0。',
      en: '5.3.3, a Master and a Slave, slaveReadEnable=true, accessMessageInMemoryMaxRatio=0.',
    },
    asked: { notes: 12, asQuestion: 4, threads: 1 },
    issues: [],
    terms: ['pull'],
    source: { method: 'PullMessageProcessor#processRequest', release: '5.3.3', rules: ['M12'] },
    step: {
      say: {
        zh: 'Master 健康。比例设成 0，所以落后一条也算“不在内存里”。',
        en: 'The Master is healthy. With a ratio of 0 a reader that is behind at all counts as "not in memory".',
      },
      input: consumeInput({}, [], 'consume-slave'),
      atMs: 5000,
      untilMs: 20_000,
      speed: 3,
      figures: { fromSlave, fromMaster: consumption('pulled', 5000, 20_000, { node: 0 }) },
      claims: [{ figure: fromSlave, atLeast: 20 }],
    },
    ask: {
      kind: 'choice',
      prompt: { zh: '此后 15 秒，从 Slave 拉多少条？', en: 'How many are pulled from the Slave in the next 15 s?' },
      answer: fromSlave,
      options: [
        { text: { zh: '没有：Master 活着就读 Master', en: 'None: the Master lives' }, equals: 0 },
        { text: { zh: '几乎全部', en: 'Nearly all' }, atLeast: 20 },
      ],
      explain: {
        zh: '{fromSlave} 条，从 Master {fromMaster} 条：Master 的应答建议下一次去 Slave。',
        en: '{fromSlave}, and {fromMaster} from the Master: its answers suggest the Slave for the next pull.',
      },
    },
    rule: {
      zh: '默认落后超过内存的 40% 才建议 Slave，而且要 slaveReadEnable=true；位点总是提交给 Master。',
      en: 'By default a Slave is suggested from 40% of memory behind on, and only with slaveReadEnable=true; offsets go to the Master.',
    },
  }),
]
