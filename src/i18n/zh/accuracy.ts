import { NEWEST_RELEASE, OLDEST_RELEASE } from '../../projections/releaseFacts'
import type { AccuracyMessages } from '../accuracy'

export const accuracy: AccuracyMessages = {
  lead: '画面上的每一步都由引擎算出，规则逐个版本照着 Apache RocketMQ 的源码写成。',
  cluster: ({ releases, producers, figures, agree }) =>
    `真实集群（${releases}）在 ${producers} 个生产者发送时被杀死、停机、冻结、失联，同样的故障再注入模拟：录下的 ${figures} 个数里，${agree} 个在误差范围内一致；误差写在 docs/accuracy.md 每个数旁边，其余的也都在那里列出原因。`,
  worst: (recorded, simulated) =>
    `已知最大的差别：20 个线程正在发送时冻结一台 Broker，重试会压垮小机器上健康的那台。录制中 ${recorded} 次调用失败，模拟中 ${simulated} 次：这里的 Broker 不会因为压力变慢。`,
  electionsHead: '从 kill -9 到新 Master',
  elections: (kills) =>
    `杀死 Master 共 ${kills} 次，计时到 NameServer 给出新 Master 为止，单位秒。多数机器与别人共用，零点几秒的出入说明不了什么。`,
  columnGroup: 'Broker 组',
  columnKills: '次数',
  columnRecorded: '录制：最短 / 居中 / 最长',
  columnSimulated: '模拟：p10 / p50 / p90',
  electionGroup: (mode, release, underLoad) =>
    `${mode === 'dledger' ? 'DLedger' : 'Controller'} ${release}，${underLoad ? '有流量' : '空闲'}`,
  recordingsOpen: '录制可以像模拟一样打开：在场景列表末尾选一个，再与它的模拟对比。',
  comparedHead: '与真实客户端逐条比对',
  columnRelease: '版本',
  columnSequences: '选择序列',
  columnSteps: '步',
  columnDecisions: '选队列',
  columnScripts: '发送剧本',
  columnMessages: '消息',
  columnAttempts: '尝试',
  sum: '合计',
  selector: '选择序列：队列选择和故障表，逐步重放，毫秒和序号必须完全一致。客户端抽到的随机数也一并录制，作为输入。',
  sendLoop:
    '发送剧本：真实的 DefaultMQProducer 对着按剧本应答的 Broker。发往哪台、等了多久、故障表记了什么、应用得到什么，都必须一致；它们实时运行，时间只在误差范围内比对。已知一处不同：5.3.1 客户端内部同一毫秒里的一次竞态，测试里已写明。',
  notRecorded:
    '没有录制的：断电的主机，以及断开或丢包的网络，一台没有特权的机器做不到。代替它们的是冻结的进程，和连接队列已满、不再应答的主机。',
  missingHead: '没有模拟的，以及会在哪里看出差别',
  sourcesHead: '依据',
  sourceTags: `apache/rocketmq 从 rocketmq-all-${OLDEST_RELEASE} 到 ${NEWEST_RELEASE} 的源码，以及 openmessaging/dledger 0.1 到 0.3.1.2`,
  sourceIssues: '官方 issue 和 PR 里的讨论，每个“意外”都附了编号',
  sourceRules:
    '源码目录里的 docs/engine-rules.md：每条规则一个编号，写明出自哪个类、哪个方法；conformance/ 里是录制结果和录制程序',
  nameServer: (releases, steps) =>
    `NameServer：${releases} 自己的路由表（RouteInfoManager）在虚拟时钟上走了 ${steps} 步：注册、断开、注销、失去心跳、换角色、代理 Master、写权限。每一步之后都取一次路由，结果必须一致。`,
  compared: (releases, decisions, attempts) =>
    `运行 Apache 发布的客户端，录制它的每个决定，再让引擎做同样的事，逐条比对。共 ${releases} 个版本、${decisions} 次队列选择、${attempts} 次发送尝试。`,
  notSimulated: [
    {
      what: '发送线程自身的耗时，包内的逐条排队',
      shows:
        '开启 simulateStore 后，限制 Broker 的只有追加锁；sendsPerPacket 大于 1 时，一个包只占一个线程，按其中第一次发送的情况应答。',
    },
    {
      what: '事务消息、批量消息、请求—应答',
      shows: '事务多一次提交，批量一个请求装多条：这里都没有，计数只适用于普通消息。',
    },
    {
      what: 'ASYNC 配合 MessageQueueSelector 发送',
      shows: '这里和 SYNC 一样只发一次；真实的回调可能在同一台 Broker 上重试。',
    },
    {
      what: '多个 Topic，5.x 静态 Topic',
      shows: '故障表是整个生产者共用的：别的 Topic 上的失败，也会让这里规避同一台 Broker。',
    },
    {
      what: '真实网络的抖动、带宽和重传',
      shows:
        '每条链路的延迟固定不变；丢失的报文不再重传，而 TCP 会重传。真实环境里成功的耗时有波动，偶尔会超过 550 ms。',
    },
    {
      what: '线程争用 CPU',
      shows:
        '生产者只在你暂停它时停顿。真实机器 CPU 打满时，各个线程会一点点变慢，算进耗时，让它规避一台无辜的 Broker。',
    },
    {
      what: '异步发送的背压信号量，回调所用的线程',
      shows:
        '异步发得太快，真实客户端会阻塞或拒绝，这里线程池的队列没有上限。网络回调里的重试沿用首次尝试那个线程的序号，建连时也不占住线程。',
    },
    {
      what: '共用一次握手',
      shows:
        '等同一次握手的调用会一起超时，但只要主机应答，就逐个应答。4.3.x 的线程池还负责执行回调，线程全被占住时成功的结果也会推迟：这里看不到。',
    },
    {
      what: '与 NameServer 的首次连接',
      shows: 'NameServer 只要应答，就不算握手的时间，所以第一份路由早到一个往返。',
    },
    {
      what: '争用 NameServer 连接时的先后',
      shows:
        '某些版本里，两台 NameServer 有一台失联时，新生产者的调用一次次失败，这里到下一次轮询为止；真实客户端由一次竞争结束，1 到 9 次不等。',
    },
    {
      what: '预算用完那一刻的零点几毫秒',
      shows:
        '等待用掉整个预算，这里调用就此结束。真实客户端有百分之几的概率还会再试一次，剩余 0 ms，落在健康的 Broker 上：开关打开时，它随即被规避。',
    },
    {
      what: 'VIP 通道、TLS、ACL、命名空间',
      shows: '没有握手耗时，也没有鉴权失败；VIP 通道另有端口和连接，那条连接断开不影响这一条。',
    },
    {
      what: 'Broker 的容量',
      shows: '不开启 simulateStore 时，每个请求耗时相同，再多也不排队；过载由你手动注入，不会因为发得多而出现。',
    },
    {
      what: '磁盘格式，主从复制的进度',
      shows:
        '不开启 simulateStore 时，只统计每个队列存了几条，Slave 从不落后：看不到异步复制时随 Master 宕机丢失的那几条。',
    },
    {
      what: '同组 Broker 之间、与 Controller 之间的报文',
      shows:
        '新角色不经报文直接生效，Slave 也立刻知道谁是 Master：不会因延迟或丢包而推迟。只有模拟 Broker 内部时，日志和副本才是报文。',
    },
    {
      what: '复制的细节',
      shows:
        '同时发出的各帧算一个报文，最多占用网络 100 ms；TCP 逐个重传丢失的报文；慢的 Slave 读每个报文都多花同样的时间。空闲的发送线程发完后等 99 ms，使它的时刻像真实时钟那样漂移。DLedger 只问一次就比对完两份日志，同一毫秒内的条目一起推送，序号用字节位点代替；SyncStateSet 一变，Controller 立刻知道。',
    },
    {
      what: '其他客户端：gRPC、Go、C++',
      shows: '这里只有 Java 的 remoting 客户端。其他客户端各有各的规则。',
    },
    {
      what: '其他消费方式：POP、Pull 类消费者、gRPC',
      shows: '这里只有 DefaultMQPushConsumer。POP 模式下 Broker 分的是消息，不是队列。',
    },
    {
      what: 'SQL92 过滤、生产者的延时消息、消费侧的事务',
      shows: '订阅只能写 Tag。延时只用于重试，所以延时级别的队列里没有别的消息；这里每个组有自己的级别队列。',
    },
    {
      what: '消费者怎样建立连接',
      shows:
        '连接不需要握手，宕机的 Broker 立刻拒绝，没有按时应答的 NameServer 会换成下一个。优雅停止不花时间，并中断正在运行的 listener。',
    },
    {
      what: '一次拉取占用的 Broker 资源',
      shows:
        '拉取不占 Broker 的时间和线程，所以消费者很多时 Broker 变慢的程度比真实的小。在 Slave 上空转的客户端每 100 ms 问一次。',
    },
    {
      what: '消息 0 何时算在内存里',
      shows:
        '较早的发行版比较位点，较新的向内核询问消息 0 所在的页。这里只要整个日志放得进 Broker 的内存就算在内存里。',
    },
    {
      what: '组成员只问一次',
      shows: '一次重平衡只向一台 Broker 问一次，Topic 和重试 Topic 共用；RocketMQ 各问一次，可能得到不同的答案。',
    },
    {
      what: '发回消息的细节',
      shows:
        '发不回去的消息 5,000 ms 后在本地再处理；RocketMQ 会先把它像普通消息一样发到 %RETRY%。一批消息整体失败（没有 ackIndex），Broker 相信客户端报的重试次数，consumeTimeout 的清理一次看完所有队列。需要等磁盘的追加会被拒绝。',
    },
    {
      what: '消费者缓存的大小',
      shows: 'pullThresholdSizeForQueue 在这里按整条记录计，RocketMQ 按消息体计：这里会稍早触发。',
    },
    {
      what: '广播模式下的顺序消费',
      shows: '广播消费者不加锁，顺序消费和并发消费读法一样。',
    },
    {
      what: 'Slave 上的位点',
      shows: '复制 Master 的位点不花时间；没有新内容的那几次不显示。',
    },
    {
      what: 'Broker 启动和停止的细节',
      shows:
        '启动是一段固定时间，没有恢复 CommitLog 的过程；优雅停机各步的用时也是固定的（实测值），真实的 Broker 待刷盘的数据多时会更久，磁盘卡死时会一直等。',
    },
    {
      what: 'DLedger 的注册和成员变更',
      shows:
        '节点有了第一个角色才注册，此后只在 brokerId 变化时再注册，真实的每次换角色都注册。新 Leader 第一次比对日志是否太早（会多等 0.5 秒）由随机数决定，真实的取决于线程先后。新成员自带最新的数据，没有追赶日志的过程。',
    },
    {
      what: 'Controller 自身的故障',
      shows: '只有一个，永不出故障：看不到 Controller 自己的选举，也看不到 jRaft 版本漏扫失联节点的缺陷（#9717）。',
    },
    {
      what: '未录制的小版本',
      shows: '规则由相邻版本的源码推出。如有差错，多半在这里。',
    },
    {
      what: 'Broker 恢复和删除文件的耗时',
      shows:
        '不管磁盘上有多少数据，启动都只用 brokerStartupMs，过期文件一次删完。真实 Broker 的 CommitLog 很大时，恢复要几分钟；删除则每 100 ms 一个文件。对 deleteWhen 来说，每次运行都从零点开始。',
    },
    {
      what: '磁盘上的其他数据，内核自己的回写',
      shows: '断电会丢掉所有还没刷盘的数据，这是上限：内核可能已经写下更多。磁盘使用率只算 CommitLog。',
    },
    {
      what: '各版本的消息属性',
      shows: '4.x 的消息都按 4.9.7 实测的属性字节数计算，5.x 都按 5.3.3 计算；其他版本的偏移量可能略有不同。',
    },
  ],
}
