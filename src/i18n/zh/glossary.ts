import { SINCE, UNTIL } from '../../projections/releaseFacts'
import type { GlossaryMessages } from '../glossary'

export const glossary: GlossaryMessages = {
  nameServer: {
    name: 'NameServer',
    meaning:
      '注册中心：Broker 向它注册，客户端向它查询 Topic 在哪些 Broker 上。NameServer 之间互不通信，也不会主动通知生产者。',
  },
  brokerGroup: {
    name: 'Broker 组',
    meaning:
      '同一个 brokerName 下的一台 Master 和它的几台 Slave 是一组。规避窗口记在 brokerName 上，所以换了新 Master，窗口照样有效。',
  },
  master: {
    name: 'Master',
    meaning: 'brokerId 为 0 的节点，全组只有它接受写入。没有 Master，组内队列暂时不可写。',
  },
  slave: {
    name: 'Slave',
    meaning:
      'brokerId 大于 0 的节点，保存 Master 的副本。经典主从不会自动切换；DLedger 或 Controller 模式支持主从切换。',
  },
  brokerId: {
    name: 'brokerId',
    meaning: '节点在组内的编号：0 是 Master，其余是 Slave。角色变化时编号随之变化，主机不变。',
  },
  topic: {
    name: 'Topic',
    meaning:
      '消息的分类名：生产者向 Topic 发送，消费者从 Topic 消费。它的数据分成若干个 MessageQueue，分布在各个 Broker 组上。',
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
    meaning: '消息在所属队列里的序号，从 0 开始，每写一条加 1。每个队列单独计数。',
  },
  route: {
    name: '路由（TopicRouteData）',
    meaning:
      'NameServer 的回答：这个 Topic 在哪些 Broker 组上、各有几个队列、每台的地址。生产者定时取路由，两次之间可能已经过时。',
  },
  topicPublishInfo: {
    name: 'TopicPublishInfo',
    meaning:
      '生产者从路由整理出的可发送队列列表，只收有 Master 的 Broker 组。路由一变就换成全新的一份，轮转序号也重新开始。',
  },
  sendWhichQueue: {
    name: 'sendWhichQueue',
    meaning: `每个线程自己的轮转序号，从一个随机数开始；对列表长度取余，就是轮到的队列。旧版客户端每次选择只加 1，新版客户端每检查一个队列加 1，开关开着时重试前还会换一个随机数（${SINCE.newFaultTable} 起）。`,
  },
  sendLatencyFaultEnable: {
    name: 'sendLatencyFaultEnable',
    meaning: '故障规避的总开关，默认关闭。打开后，发送变慢或失败，生产者会在一段时间内规避那组 Broker。',
  },
  avoidanceWindow: {
    name: '规避窗口',
    meaning: '生产者不选某组 Broker 的那段时间。窗口只是生产者的看法：Broker 可能早已恢复，也可能仍未恢复。',
  },
  latencyMax: {
    name: 'latencyMax',
    meaning: '耗时的各级门槛，单位 ms。从最高一级往下比，第一个达到的级别决定规避多久。',
  },
  notAvailableDuration: {
    name: 'notAvailableDuration',
    meaning: '与 latencyMax 一一对应的规避时长，单位 ms。0 表示这一级不规避。',
  },
  faultItem: {
    name: 'FaultItem',
    meaning:
      '故障表里的一行：brokerName、最近一次耗时、重新可用的时刻（startTimestamp）。每次发送后都会更新，包括成功的发送。',
  },
  isolation: {
    name: '隔离（isolation）',
    meaning: `发送失败时不按实际耗时查表，而按一个固定的大数：${UNTIL.oldFaultTable} 及以前是 30 秒，${SINCE.newFaultTable} 起是 10 秒。所以失败得再快，规避时间也很长。`,
  },
  reachable: {
    name: '可达标记（reachable）',
    meaning: `${SINCE.newFaultTable} 起，故障项多了一个标记：这台 Broker 是否可达。没有可用的 Broker 时，选择器退一步，只看这个标记。`,
  },
  detector: {
    name: '探测（startDetectorEnable）',
    meaning: '后台定期探测故障表里的 Broker，连得上就标记为可达；默认关闭。它不会缩短规避窗口。',
  },
  retryTimes: {
    name: 'retryTimesWhenSendFailed',
    meaning: '同步发送失败后最多再试几次，默认 2，也就是一共 3 次。重试之间没有等待，但时间预算用完就不再试。',
  },
  sendMsgTimeout: {
    name: 'sendMsgTimeout',
    meaning: `一次 send 调用的时间预算，默认 3000 ms，从 ${SINCE.budgetOfCall} 起包括所有重试。第一次尝试就用完预算时，不会再重试。`,
  },
  maxTimeoutPerRequest: {
    name: 'sendMsgMaxTimeoutPerRequest',
    meaning: `${SINCE.maxTimeoutPerRequest} 起可以给单次尝试设上限，-1 为不限。有了它，一台无应答的 Broker 就不会耗尽整个预算。`,
  },
  pollNameServerInterval: {
    name: 'pollNameServerInterval',
    meaning: '生产者多久取一次路由，默认 30 秒，从客户端启动时算起。发送失败不会提前触发刷新。',
  },
  dledger: {
    name: 'DLedger',
    meaning: `基于 Raft 的副本方案：Master 失效后，同组节点投票选出新的 Master。需要过半数节点存活；进程被杀后要 4 到 7 秒，${SINCE.waitsForDeadPeer} 起要 7 到 9 秒。`,
  },
  term: {
    name: '任期（term）',
    meaning: '选举的轮次编号，只增不减。同一任期里每个节点只有一票，过半数才能当选。',
  },
  candidate: {
    name: '候选者（CANDIDATE）',
    meaning:
      '长时间没有收到 Leader 心跳的节点，开始请求投票。票数不够就随机等待一段时间再试，避免多个节点总是同时参选。',
  },
  sendResult: {
    name: 'SendResult',
    meaning: 'send 正常返回的结果：存入哪个队列、位点是多少。没有它只说明没有等到应答，消息可能其实已经存入。',
  },
  heartbeat: {
    name: '心跳',
    meaning: '客户端定期发给 Broker 的请求，同时建立连接。它不影响选队列。',
  },
  registration: {
    name: '注册',
    meaning:
      'Broker 在启动、角色变化时以及每隔 30 秒，向所有 NameServer 注册。连接断开时 NameServer 立刻摘除它，主机断电则要约 120 秒后才发现。',
  },
  commitLog: {
    name: 'CommitLog',
    meaning:
      'Broker 把所有 Topic 的消息按到达顺序追加到同一组文件里，这就是 CommitLog。消息写到这里才算存储成功，其余文件都是它的索引。',
  },
  consumeQueue: {
    name: 'ConsumeQueue',
    meaning:
      '一个队列的索引：每条消息 20 字节，记录它在 CommitLog 里的偏移量、大小和 tag 哈希。消费者通过它找消息，所以还没有分发的消息对消费者不可见。',
  },
  indexFile: {
    name: 'IndexFile',
    meaning: '按 key 或时间范围查消息的索引。它和 ConsumeQueue 一样由 CommitLog 生成，崩溃后可以重建。',
  },
  sendQueue: {
    name: '发送队列',
    meaning: '发送请求在 Broker 里等待线程处理的地方。默认容纳 1 万个请求，在这里等多久，生产者感受到的延迟就有多长。',
  },
  fastFailure: {
    name: '快速失败',
    meaning:
      'Broker 繁忙时立即返回 SYSTEM_BUSY，不让请求一直等到超时。[TIMEOUT_CLEAN_QUEUE]、[PCBUSY_CLEAN_QUEUE]、[REJECTREQUEST] 和 [OVERLOAD] 说明触发了哪一个限制。',
  },
  pageCache: {
    name: '页缓存（page cache）',
    meaning: '内核在内存里保存已写入、还没有落盘的文件页。kill -9 不会丢失页缓存，断电会丢失。',
  },
  flush: {
    name: '刷盘（flush）',
    meaning: '把已写入的页强制写到磁盘。ASYNC_FLUSH 先返回、后台刷盘，SYNC_FLUSH 刷盘后才返回。',
  },
  dispatch: {
    name: '分发（reput）',
    meaning:
      '读取 CommitLog 的新消息，写入 ConsumeQueue 和 IndexFile。它紧跟在追加之后，落后多久，消息就有多久对消费者不可见。',
  },
  transientStorePool: {
    name: 'transientStorePool',
    meaning:
      '堆外缓冲池：消息先写到这里，再提交到页缓存，高负载下写入更平稳。进程一旦退出，还没有提交的数据就会丢失，kill -9 也不例外。',
  },
  checkpoint: {
    name: 'checkpoint',
    meaning: '一个小文件，记录 CommitLog、ConsumeQueue 和 IndexFile 确定已落盘的时间点。崩溃后从这里开始恢复。',
  },
  abortFile: {
    name: 'abort 文件',
    meaning: 'Broker 运行期间存在的空文件，正常停止时删除。启动时发现它还在，就说明上次是崩溃，需要检查文件。',
  },
  highAvailability: {
    name: 'HA（经典主从复制）',
    meaning:
      'Slave 连接 Master，上报自己的位点，并从那里开始接收 CommitLog。ASYNC_MASTER 不等 Slave 就返回，SYNC_MASTER 要等。',
  },
  lag: {
    name: '复制延迟（lag）',
    meaning: 'Slave 的 CommitLog 比 Master 落后多少字节。在 ASYNC_MASTER 下丢失 Master，丢的正是这一段。',
  },
  syncStateSet: {
    name: 'SyncStateSet',
    meaning:
      'Controller 模式下跟上进度的副本集合，包括 Master 自己。只有其中的成员能当选 Master，所以全体成员都有的消息不会丢失。',
  },
  confirmOffset: {
    name: 'confirmOffset',
    meaning: 'Controller 模式下，SyncStateSet 的全体成员都已到达的 CommitLog 偏移量。只有它以下的消息对消费者可见。',
  },
  quorum: {
    name: '过半（quorum）',
    meaning: 'DLedger 组里超过半数的节点。消息写到过半节点才算提交，之后选出的 leader 一定有它。',
  },
  truncate: {
    name: '截断（truncate）',
    meaning: '把日志末尾与新 Master 不一致的部分删掉。这一段里的消息随之丢失，即使生产者收到过 SEND_OK。',
  },
  epoch: {
    name: 'epoch（任期）',
    meaning:
      '一任 Master 的编号：Controller 模式叫 epoch，DLedger 叫 term。两份日志在最后一个共同的 epoch 和偏移量之前完全相同。',
  },
  consumerGroup: {
    name: '消费组',
    meaning:
      '同名的一组消费者，分摊一个 Topic 的队列：一个队列只归其中一个，消费者多于队列时就有人闲着。每个消费组都会收到全部消息，各记各的位点。',
  },
  rebalance: {
    name: '重平衡（Rebalance）',
    meaning:
      '每个消费者把队列和组内成员排序，按同一条规则取自己那份。没有统一的分配者，所以某一刻一个队列可能有两个消费者在读，也可能一个都没有。',
  },
  pull: {
    name: '拉取与长轮询',
    meaning: 'Push 消费者其实是在拉取：从某个位点起要消息，Broker 没有就把请求挂起。消息到达或挂起到时，才返回。',
  },
  processQueue: {
    name: 'ProcessQueue',
    meaning: '消费者从一个队列拉来、还没处理完的消息。积得太多时，流控会暂停拉取这个队列。',
  },
  consumerOffset: {
    name: '消费位点',
    meaning: '一个队列里还没处理完的最小位点，每隔几秒提交给 Broker。位点之后已处理完的消息，崩溃后会再来一次。',
  },
  consumerLag: {
    name: '消费积压',
    meaning: '队列末尾与消费位点之间的消息数。只有消费比发送快，积压才会减少。',
  },
  retryTopic: {
    name: '重试 Topic（%RETRY%）',
    meaning:
      '消费组自己的 Topic，存放消费失败的消息。它们先在 SCHEDULE_TOPIC_XXXX 里等待，一次比一次久，回来时已没有顺序。',
  },
  deadLetterQueue: {
    name: '死信队列（%DLQ%）',
    meaning: '失败次数太多的消息最后进入的 Topic。消费者要另外订阅它，才能收到这些消息。',
  },
  orderly: {
    name: '顺序消费（ORDERLY）',
    meaning:
      '每个队列只有一个线程，由 Broker 加锁，所以队列内的消息按顺序处理。失败会停住整个队列；消费者崩溃后，要等锁过期才有人接手。',
  },
  broadcasting: {
    name: '广播消费（BROADCASTING）',
    meaning: '每个消费者都读全部队列，位点存在自己的文件里。没有重试：失败的消息直接丢弃。',
  },
}
