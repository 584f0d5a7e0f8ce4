import { SINCE, UNTIL } from '../../projections/releaseFacts'
import type { GlossaryMessages } from '../glossary'

export const glossary: GlossaryMessages = {
  nameServer: {
    name: 'NameServer',
    meaning:
      'NameServer 是登记处：Broker 来登记自己，客户端来问某个 Topic 在哪些 Broker 上。几台 NameServer 之间互不通信，也不会主动通知生产者。',
  },
  brokerGroup: {
    name: 'Broker 组',
    meaning:
      '同一个 brokerName 下的一台 Master 和它的几台 Slave 是一组。规避窗口记在 brokerName 上，所以换了新 Master，窗口照样有效。',
  },
  master: {
    name: 'Master',
    meaning: 'brokerId 为 0 的节点，全组只有它接受写入。它没了，组里的队列就暂时写不进去。',
  },
  slave: {
    name: 'Slave',
    meaning:
      'brokerId 大于 0 的节点，保存 Master 的副本。普通主从不会自动切换，DLedger 模式下 Slave 可以选成新 Master。',
  },
  brokerId: {
    name: 'brokerId',
    meaning: '节点在组内的编号：0 是 Master，其余是 Slave。角色换了，编号也跟着换，主机还是那台主机。',
  },
  topic: {
    name: 'Topic',
    meaning:
      '消息的分类名，生产者往 Topic 发，消费者从 Topic 收。它的数据分成若干个 MessageQueue，散布在各个 Broker 组上。',
  },
  messageQueue: {
    name: 'MessageQueue（消息队列分片）',
    meaning:
      'Topic 在一组 Broker 上的一个分片，由 Topic、brokerName、queueId 三者确定。broker-a 的 q0 和 broker-b 的 q0 是两个不同的队列。',
  },
  writeQueueNums: {
    name: 'writeQueueNums',
    meaning: 'Topic 在每组 Broker 上可写的队列数，按组配置。总数是各组之和：每组 2 个、2 组就是 4 个。',
  },
  queueOffset: {
    name: 'queueOffset',
    meaning: '消息在它那个队列里的序号，从 0 开始，每写一条加 1。每个队列各数各的。',
  },
  route: {
    name: '路由（TopicRouteData）',
    meaning:
      'NameServer 的回答：这个 Topic 在哪些 Broker 组上、各有几个队列、每台的地址。生产者定时来取，两次之间手里的可能已经过时。',
  },
  topicPublishInfo: {
    name: 'TopicPublishInfo',
    meaning:
      '生产者从路由整理出的可发送队列列表，只收有 Master 的 Broker 组。路由一变就换成全新的一份，轮转序号也重新开始。',
  },
  sendWhichQueue: {
    name: 'sendWhichQueue',
    meaning: `每个线程自己的轮转序号，从一个随机数开始；对列表长度取余，就是轮到的队列。老客户端每次选择只加 1，新客户端每看一个队列加 1，开关开着时重试前还会换一个随机数（${SINCE.newFaultTable} 起）。`,
  },
  sendLatencyFaultEnable: {
    name: 'sendLatencyFaultEnable',
    meaning: '故障规避的总开关，默认关闭。打开后，发送慢了或失败了，生产者会有一阵子不选那组 Broker。',
  },
  avoidanceWindow: {
    name: '规避窗口',
    meaning:
      '一组 Broker 从被记下到可以再选之间的那段时间。窗口只是生产者自己的看法，Broker 也许早就好了，也许还没好。',
  },
  latencyMax: {
    name: 'latencyMax',
    meaning: '耗时的一级级门槛，单位 ms。从最高一级往下比，第一个够到的那级决定规避多久。',
  },
  notAvailableDuration: {
    name: 'notAvailableDuration',
    meaning: '与 latencyMax 一一对应的规避时长，单位 ms。0 表示这一级不规避。',
  },
  faultItem: {
    name: 'FaultItem',
    meaning:
      '故障表里的一行：brokerName、最近一次耗时、可以再选的时刻（startTimestamp）。每次发送完都会更新，成功的也算。',
  },
  isolation: {
    name: '隔离（isolation）',
    meaning: `发送失败时不按实际耗时查表，而按一个固定的大数：${UNTIL.oldFaultTable} 及以前是 30 秒，${SINCE.newFaultTable} 起是 10 秒。所以失败得再快，规避时间也很长。`,
  },
  reachable: {
    name: '可达标记（reachable）',
    meaning: `${SINCE.newFaultTable} 起故障项里多了一个标记：这台 Broker 连得上吗。所有可用的都挑不出来时，选择器退而求其次，只看这个标记。`,
  },
  detector: {
    name: '探测（startDetectorEnable）',
    meaning: '后台定期去连故障表里的 Broker，连上了就标记为可达，默认关闭。它不会缩短规避窗口。',
  },
  retryTimes: {
    name: 'retryTimesWhenSendFailed',
    meaning: '同步发送失败后最多再试几次，默认 2，也就是一共 3 次。重试之间没有等待，但时间预算用完就不再试。',
  },
  sendMsgTimeout: {
    name: 'sendMsgTimeout',
    meaning: `一次 send 调用的时间预算，默认 3000 ms，从 ${SINCE.budgetOfCall} 起包括所有重试。第一次尝试就等满 3 秒，后面的重试便不会发生。`,
  },
  maxTimeoutPerRequest: {
    name: 'sendMsgMaxTimeoutPerRequest',
    meaning: `${SINCE.maxTimeoutPerRequest} 起可以给单次尝试设上限，-1 是不设。有了它，一台没反应的 Broker 就吃不掉整个预算。`,
  },
  pollNameServerInterval: {
    name: 'pollNameServerInterval',
    meaning: '生产者多久取一次路由，默认 30 秒，从客户端启动时算起。发送失败不会提前触发刷新。',
  },
  dledger: {
    name: 'DLedger',
    meaning: '基于 Raft 的副本方案：Master 没了，同组节点投票选出新的。需要过半数节点活着，通常要 4 到 7 秒。',
  },
  term: {
    name: '任期（term）',
    meaning: '选举的轮次编号，只增不减。同一任期里每个节点只有一票，过半数才能当选。',
  },
  candidate: {
    name: '候选者（CANDIDATE）',
    meaning: '太久没收到 Leader 心跳的节点，开始为自己拉票。票不够就随机等一会儿再来，免得大家总是同时参选。',
  },
  sendResult: {
    name: 'SendResult',
    meaning: 'send 正常返回时拿到的结果：存进了哪个队列、位点是多少。没有它只说明没等到回复，消息也可能其实已经存下。',
  },
  heartbeat: {
    name: '心跳',
    meaning: '客户端定期和 Broker 打的招呼，也顺便建好连接。它不影响选队列。',
  },
  registration: {
    name: '注册',
    meaning:
      'Broker 启动、换角色、以及每隔 30 秒，都会向所有 NameServer 报到。连接一断 NameServer 立刻摘除它，主机断电则要等 120 秒左右才发现。',
  },
}
