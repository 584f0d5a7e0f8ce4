// The page "Accuracy": what the engine is compared with, what it leaves out and where that would show, and where
// its rules come from. Keep the list honest: whatever the engine simplifies stands here.

import { NEWEST_RELEASE, OLDEST_RELEASE } from '../projections/releaseFacts'
import type { Phrase } from './notices'
import type { Words } from './words'

export const accuracyWords = {
  lead: {
    zh: '画面上的每一步都由引擎算出，规则逐个版本照着 Apache RocketMQ 的源码写成。',
    en: 'Every step on the stage is computed, by rules written from the source of Apache RocketMQ, release by release.',
  },
  comparedHead: { zh: '与真实客户端逐条比对', en: 'Compared with the real client' },
  columnRelease: { zh: '版本', en: 'Release' },
  columnSequences: { zh: '选择序列', en: 'Sequences' },
  columnSteps: { zh: '步', en: 'Steps' },
  columnDecisions: { zh: '选队列', en: 'Queue choices' },
  columnScripts: { zh: '发送剧本', en: 'Send scripts' },
  columnMessages: { zh: '消息', en: 'Messages' },
  columnAttempts: { zh: '尝试', en: 'Attempts' },
  sum: { zh: '合计', en: 'In all' },
  selector: {
    zh: '选择序列：队列选择和故障表，一步一步重放，一个毫秒、一个序号也不许差。客户端抽到的随机数也录了下来，作为输入。',
    en: 'Sequences: queue choices and fault table, played again step by step; not one ms or index may differ. What the client drew at random was recorded too and goes in.',
  },
  sendLoop: {
    zh: '发送剧本：真的 DefaultMQProducer 对着照剧本应答的 Broker。去了哪台、等了多久、故障表记了什么、应用得到什么，都要一样；它们是实时跑的，时间只能比到误差以内。已知一处不同：5.3.1 客户端内部同一毫秒里的一次竞态，测试里写明了。',
    en: 'Send scripts: the real DefaultMQProducer against Brokers that follow a script. Where each attempt went, what the fault table was told and what the caller got must agree; they ran in real time, so times compare within a tolerance. One difference is known, a race inside the 5.3.1 client within one millisecond; the test names it.',
  },
  notRecorded: {
    zh: '没有录到的：断电的主机（本机网络演不出来，用“接了连接却不应答”代替），以及 Broker、DLedger 和 Controller。这些只照源码写成，选举用时另与源码推出的分布核对过。',
    en: 'Not recorded: hosts without power (one machine cannot act them; a peer that accepts and never answers stands in), and Broker, DLedger and Controller. Those are written from the source alone; how long elections take is checked against the distribution that follows from it.',
  },
  missingHead: { zh: '没有模拟的，以及会在哪里看出差别', en: 'What is not simulated, and where it would show' },
  sourcesHead: { zh: '依据', en: 'Sources' },
  sourceTags: {
    zh: `apache/rocketmq 从 rocketmq-all-${OLDEST_RELEASE} 到 ${NEWEST_RELEASE} 的源码，以及 openmessaging/dledger 0.1 到 0.3.1.2`,
    en: `the source of apache/rocketmq, rocketmq-all-${OLDEST_RELEASE} to ${NEWEST_RELEASE}, and of openmessaging/dledger, 0.1 to 0.3.1.2`,
  },
  sourceIssues: {
    zh: '官方 issue 和 PR 里的讨论，每个“意外”都附了编号',
    en: 'issues and pull requests of apache/rocketmq; each surprise names its own',
  },
  sourceRules: {
    zh: '源码目录里的 docs/engine-rules.md：每条规则一个编号，写明出自哪个类、哪个方法；conformance/ 里是录音和录音程序',
    en: "in this project's source: docs/engine-rules.md numbers every rule and names its class and method; conformance/ has the recordings and the recorder",
  },
} satisfies Record<string, Words>

export const accuracyPhrases = {
  nameServer: {
    zh: (releases: string, steps: string) =>
      `NameServer：${releases} 自己的路由表（RouteInfoManager）在虚拟时钟上走了 ${steps} 步：注册、断开、注销、静默、换角色、代理 Master、写权限。每一步之后都问一次路由，答案必须一样。`,
    en: (releases: string, steps: string) =>
      `NameServer: ${steps} steps of its own RouteInfoManager on a virtual clock, ${releases}: registrations, closed channels, sign-offs, silence, changes of role, acting Masters, write permission. After each step the route is asked for, and the answers must agree.`,
  },
  compared: {
    zh: (releases: string, decisions: string, attempts: string) =>
      `我们让 Apache 发布的客户端自己跑，录下它做的每个决定，再让引擎做同样的事来比。共 ${releases} 个版本、${decisions} 次队列选择、${attempts} 次发送尝试。`,
    en: (releases: string, decisions: string, attempts: string) =>
      `Apache's own client classes were run and every decision recorded; the engine does the same, and a test compares: ${releases} releases, ${decisions} queue choices, ${attempts} attempts to send.`,
  },
} satisfies Record<string, Phrase<never[]>>

/** What is left out, and where one would notice. */
export const notSimulated: readonly { what: Words; shows: Words }[] = [
  {
    what: { zh: '事务消息、批量消息、请求—应答', en: 'Transactions, batches, request–reply' },
    shows: {
      zh: '事务多一次提交，批量一个请求装多条：这里都没有，计数只适用于普通消息。',
      en: 'A second request to commit, several messages in one request: neither is here. Counters are of plain messages.',
    },
  },
  {
    what: { zh: '用选择器的顺序发送', en: 'Ordered sends with a selector' },
    shows: {
      zh: '真的只试一次，不换 Broker，也不碰故障表；队列数一变，同一个 key 就换队列。',
      en: 'They make one attempt, keep to their Broker and never touch the fault table; a key moves when the list changes.',
    },
  },
  {
    what: { zh: '多个 Topic，5.x 静态 Topic', en: 'Several Topics, 5.x static Topics' },
    shows: {
      zh: '故障表是整个生产者共用的：别的 Topic 上的失败，也会让这里规避同一台 Broker。',
      en: 'The fault table is shared by all Topics of a producer: a failure on another one would avoid a Broker here as well.',
    },
  },
  {
    what: { zh: '真实网络的抖动、带宽和重传', en: 'Jitter, bandwidth and retransmission' },
    shows: {
      zh: '每条链路的延迟固定不变；设了丢包，丢掉的就真没了，而 TCP 会重传。真实环境里成功的耗时参差不齐，偶尔一次就会越过 550 ms。',
      en: 'Every link has one fixed latency, and what a lossy link loses stays lost, where TCP would send again. Real successes scatter, and now and then one crosses 550 ms.',
    },
  },
  {
    what: { zh: '客户端自己的停顿', en: 'Pauses of the client itself' },
    shows: {
      zh: 'GC 或 CPU 打满时，生产者会把自己的停顿算进耗时，规避一台无辜的 Broker。这里的客户端从不停顿，线程也从不抢。',
      en: 'In a GC pause a producer counts its own time as latency and avoids an innocent Broker. Here the client never pauses and threads never compete.',
    },
  },
  {
    what: { zh: '异步发送的线程池和背压信号量', en: 'Thread pool and back-pressure semaphores of ASYNC' },
    shows: {
      zh: '异步发得太快，真的客户端会阻塞或拒绝，这里照单全收。队列序号用的是调用线程的，真的用客户端自己线程的，所以落到哪个队列会不同，均匀程度相同。',
      en: "When it sends too fast the real client blocks or refuses; here everything is taken. The index is the calling thread's, not one of the client's own threads': other queues, equally even.",
    },
  },
  {
    what: { zh: 'VIP 通道、TLS、ACL、命名空间', en: 'VIP channel, TLS, ACL, namespaces' },
    shows: {
      zh: '没有握手耗时，也没有鉴权失败；VIP 通道另有端口和连接，那条连接断开不影响这一条。',
      en: 'No handshake costs and no refused credentials. The VIP channel has a port and connections of its own, which can fail apart.',
    },
  },
  {
    what: { zh: 'Broker 的容量', en: 'What a Broker can take' },
    shows: {
      zh: '每个请求耗时相同，多少都不排队。过载要由人来按，不会因为发得多而自己出现。',
      en: 'Each request takes the same time and none waits in line. Overload is something a person switches on; it does not come from sending much.',
    },
  },
  {
    what: { zh: '磁盘格式，主从复制的进度', en: 'The disk, and how far replication is' },
    shows: {
      zh: '只数每个队列存了几条。Slave 总是跟上的：看不到异步复制时 Master 一死就丢的那几条。',
      en: 'Only the messages in each queue are counted, and Slaves are never behind: the few that die with an asynchronous Master are not seen.',
    },
  },
  {
    what: { zh: '别的客户端：gRPC、Go、C++', en: 'Other clients: gRPC, Go, C++' },
    shows: {
      zh: '这里只有 Java 的 remoting 客户端。别的客户端各有各的规则，画面不能拿来推断它们。',
      en: 'Only the Java remoting client is here. The others have rules of their own, and nothing here says what they do.',
    },
  },
  {
    what: { zh: '消费者', en: 'Consumers' },
    shows: {
      zh: '没人拉取、确认或重平衡；从 Slave 读也不在画面里。',
      en: 'Nobody pulls, acknowledges or rebalances, and nothing is read from a Slave.',
    },
  },
  {
    what: { zh: 'Broker 启动和停止的细节', en: 'Details of starting and stopping a Broker' },
    shows: {
      zh: '启动是一段固定时间，没有恢复 CommitLog 的过程；正常停止最多等 1 秒，真的要依次等好几样，更久。',
      en: 'Starting is a fixed time without recovering the CommitLog. A graceful stop waits 1 s at most; the real one waits for several things in a row.',
    },
  },
  {
    what: { zh: 'DLedger 的注册和成员变更', en: 'Registration and membership in DLedger' },
    shows: {
      zh: '节点一启动就注册，真的要等到第一次角色变化；此后只在 brokerId 真变时才注册。新成员自带最新的数据，没有追赶日志的过程。',
      en: 'A node registers as soon as it starts, the real one after its first change of role; later it registers again only if the brokerId changes. A new member brings the newest data and has nothing to catch up.',
    },
  },
  {
    what: { zh: 'Controller 自身的故障', en: 'A Controller that fails' },
    shows: {
      zh: '只有一个，永远健在：看不到 Controller 自己的选举，也看不到 jRaft 版本漏扫失联节点的缺陷（#9717）。',
      en: 'There is one and it never fails: neither its own election nor the defect of the jRaft variant that misses silent nodes (#9717) can be seen.',
    },
  },
  {
    what: { zh: '未录制的小版本', en: 'Releases without a recording' },
    shows: {
      zh: '规则由相邻的源码推出。要是差错，多半在这里。',
      en: 'Their rules are read from the source between two recorded ones. If something is wrong, it is most likely here.',
    },
  },
]
