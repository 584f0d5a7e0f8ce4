import { OLDEST_RELEASE } from '../../projections/releaseFacts'
import { exactNumber } from '../format'
import type { ImportClusterMessages } from '../importCluster'

export const importCluster: ImportClusterMessages = {
  title: '你自己的集群',
  lead: '粘贴集群一侧的资料：mqadmin（clusterList、topicRoute、topicStatus）的输出，rocketmq-dashboard 的表格与 JSON，broker.conf，Docker Compose，Kubernetes，rocketmq_client.log 里的路由；以及生产者一侧的：Java 或 Kotlin 代码、Spring 配置、Maven 与 Gradle 依赖。可以一次全贴，也可以分段粘贴，各段会自动识别。',
  staysHere: '内容只在这个浏览器里处理，不会上传。标签页会记住它，刷新后还在，关闭标签页即清除。',
  box: '粘贴到这里',
  examples: '看例子：',
  exampleJava: 'Java 代码',
  everything: '合在一起',
  clear: '清空',
  show: '显示我的集群',
  result: '识别结果',
  empty: '还没有内容。',
  nothingFound: '没有找到 Broker、Topic、NameServer 或生产者的设置。舞台保持不变。',
  readHead: '已读取',
  unreadHead: '无法识别',
  releasesHead: '未知版本',
  assumedHead: '文本里没有，采用假定',
  ignoredHead: '已读取，但未使用',
  loaded: '现在是你的集群，从头开始。',
  line: (line) => `第 ${line} 行`,
  summary: (groups, queues, settings, unread) =>
    `${groups} 组 Broker，共 ${queues} 个队列；读到 ${settings} 项设置；${unread === 0 ? '每一行都已识别' : `${unread} 行无法识别`}。`,
  unreadOnly: (unread) => `${unread} 行无法识别。`,
  more: (count) => `还有 ${count} 条`,
  tooLarge: (length, most) =>
    `内容有 ${exactNumber(Math.ceil(length / 1000))} kB，最多处理 ${most / 1000} kB。请只粘贴集群和生产者的部分。`,
  readAs: {
    broker: (brokerName: string, brokerId: number | null, address: string): string => {
      const role = brokerId === null ? 'Broker' : brokerId === 0 ? 'Master' : `Slave (brokerId ${brokerId})`
      return `${brokerName}：${role} ${address}`.trim()
    },
    queues: (brokerName: string, writeQueueNums: number, perm: number | null): string => {
      const permission = perm === null ? '' : ` perm ${perm}`
      return `${brokerName}：${writeQueueNums} 个写队列${permission && `，${permission.trim()}`}`
    },
    queue: (brokerName: string, queueId: number): string => `${brokerName} 的队列 ${queueId}`,
    topic: (name: string): string => `Topic ${name}`,
    nameServers: (addresses: readonly string[]): string => `${addresses.length} 个 NameServer：${addresses.join('、')}`,
    setting: (name: string, value: string): string => `${name} = ${value}`,
    release: (release: string): string => `rocketmq-client ${release}`,
    starter: (name: string, version: string): string => `${name} ${version}`,
  },
  releases: {
    unknown: (version: string, nearest: string, known: readonly string[]): string =>
      `这里没有模拟 ${version}，最接近的版本是 ${nearest}。已知版本：${known.join('、')}。`,
    none: (written: string, known: readonly string[]): string =>
      `“${written}”不是版本号，没有采用。请写成 ${known.at(-1)} 这样。已知版本：${known.join('、')}。`,
  },
  ignoredBecause: {
    groupName: '生产者组名：普通消息的发送与它无关',
    security: '身份与加密：模拟器里没有',
    size: '消息大小与压缩：模拟器里的消息没有大小',
    trace: '消息轨迹：没有模拟',
    instance: '实例与命名空间：只影响名字',
    vip: 'VIP 端口：模拟器里每个 Broker 只有一个端口',
    threads: '线程池：没有模拟',
    store: '存储与文件：模拟器里没有磁盘',
    consumer: '消费者：舞台上只有生产者',
    foreign: '与 RocketMQ 的发送无关，或无法识别',
    noise: 'JVM 或日志库打印的，不是结果',
    code: '代码，但不是生产者的设置',
    tableRest: '被终端折断的上一行表格的剩余',
    otherCommand: '本页不使用这个命令的输出',
    otherClient: 'gRPC 客户端（rocketmq-client-java）：经 Proxy 发送，不是这里模拟的客户端',
    placeholder: '占位符，值不在文本里',
    brokerQueueNums: 'Broker 一侧自动建 Topic 的上限：模拟器固定为 8',
    addressTable: '静态 Topic 与过滤服务：没有模拟',
    tooDeep: '已跳过：这段 YAML 嵌套太深',
    zone: '机房与区域：没有模拟',
    comment: '已注释掉，不生效',
    ordered: '顺序发送（selector 或 …Orderly）：只试一次，不换 Broker。尚未模拟，舞台上发送的是普通消息',
    oneQueue: '发往指定队列：只试一次，不换 Broker。尚未模拟，舞台上发送的是普通消息',
    transaction: '事务消息（先发半消息，再提交或回滚）：尚未模拟，舞台上发送的是普通消息',
    request: '请求–应答（request-reply）：没有模拟，舞台上发送的是普通消息',
    slaveSetting: 'Slave 自己的设置：发送只看 Master 的',
  },
  ignored: {
    outOfRange: (name: string, value: string, min: number, max: number): string =>
      `${name} = ${value} 超出模拟器的范围 ${exactNumber(min)} 到 ${exactNumber(max)}，保留默认值`,
    notInList: (name: string, value: string, list: readonly string[]): string =>
      `${name} = ${value} 不受支持；可以是 ${list.join('、')}`,
    badTable: (name: string): string =>
      `${name} 应当是从小到大的毫秒数，1 到 16 项，并与另一半一样长；用客户端版本自带的表`,
    overwritten: (name: string, line: number): string => `${name} 又在第 ${line} 行设了一次，以后面的为准`,
    noQueues: (brokerName: string, topic: string): string =>
      `${brokerName} 上没有 ${topic} 的写队列，生产者从不发往它：没有放上舞台`,
    otherTopic: (brokerName: string): string =>
      `${brokerName}：属于前一个 Topic 的路由；舞台上只有一个 Topic，取最后一个`,
    tooManyGroups: (brokerName: string, most: number): string =>
      `${brokerName}：最多放 ${most} 组 Broker（按名字排序），这一组没有放上`,
    tooManySlaves: (brokerName: string, found: number, most: number): string =>
      `${brokerName} 有 ${found} 个 Slave，放上了 ${most} 个`,
    tooManyQueues: (brokerName: string, found: number, most: number): string =>
      `${brokerName} 有 ${exactNumber(found)} 个写队列，放上了 ${most} 个`,
    tooManyNameServers: (found: number, most: number): string => `有 ${found} 个 NameServer，放上了 ${most} 个`,
    badTopic: (name: string): string => `“${name}”不是合法的 Topic 名`,
    tooOld: (version: string): string => `${version} 早于模拟的最老版本 ${OLDEST_RELEASE}`,
    callComesFirst: (name: string, line: number): string => `${name}：第 ${line} 行的发送调用自带超时，以它为准`,
    foreignKey: (key: string): string => `${key}：与 RocketMQ 的发送无关，或无法识别`,
    otherMiddleware: (key: string): string => `${key}：其他中间件的配置，如 Kafka、RabbitMQ、MQTT 或 Spring Bus`,
    needs: (name: string, other: string): string => `${name} 只有在 ${other}=true 时才生效`,
    systemTopic: (topic: string): string => `${topic} 是 RocketMQ 内部的 Topic，应用不向它发送`,
    guessedBroker: (brokerName: string): string => `${brokerName}：只是服务的名字；以文本里别处的 Broker 名为准`,
    otherServer: (name: string): string => `${name}：既不是 NameServer 也不是 Broker，不在舞台上`,
    otherLanguage: (client: string, from: number, to: number): string =>
      `第 ${from} 到 ${to} 行：${client} 客户端，不是这里模拟的客户端（Java remoting），没有采用`,
    cloudStarter: (name: string): string =>
      `${name}：从它的版本看不出 rocketmq-client 的版本；请贴 mvn dependency:tree 的输出`,
    starterOverridden: (starter: string, line: number): string =>
      `${starter}：第 ${line} 行直接写了 rocketmq-client 的版本，以它为准`,
    unknownStarter: (name: string, version: string): string =>
      `${name} ${version}：不知道它带的 rocketmq-client 是哪个版本；请贴出那个版本`,
    managedVersion: (name: string): string =>
      `${name}：版本在别处管理（父 POM 或 BOM）；请贴 mvn dependency:tree 的输出`,
  },
  assumed: {
    cluster: (): string =>
      '没有 Broker 的信息：假定两组 Broker，各一个 Slave、4 个队列（RocketMQ 的 2m-2s-async 示例）。',
    queues: (names: string, count: number): string =>
      `没有 ${names} 的队列数：假定各 ${count} 个（updateTopic 的默认值）。topicRoute 的输出里有准确的数字。`,
    statusQueues: (): string => 'topicStatus 列出的是读、写队列中较多的那一种：假定两者一样多。',
    slaves: (names: string): string => `没有 ${names} 的 Master 与 Slave 信息：假定只有 Master。`,
    noMaster: (brokerName: string): string =>
      `${brokerName} 没有 Master（没有 brokerId 0）：它的 Master 从 0 秒起宕机。`,
    noWritePerm: (brokerName: string, perm: number): string =>
      `${brokerName} 的 perm 是 ${perm}，不可写：从 0 秒起收回它的写权限。`,
    dledger: (): string =>
      'brokerId 有空缺，说明组内会自动切换 Master：按 DLedger 模拟。如果不是，请在设置里关闭 enableDLegerCommitLog。',
    controller: (): string =>
      'brokerId 有空缺，说明组内会自动切换 Master：按 5.x 的 Controller 模式模拟。如果是 DLedger，请在设置里修改。',
    clientLikeBroker: (release: string): string => `没有客户端版本：假定与 Broker 一样，${release}。`,
    clientDefault: (release: string): string => `没有可用的版本号：假定客户端是 ${release}。`,
    topic: (name: string): string => `没有 Topic 名：舞台上叫 ${name}。连同命令行（-t）一起粘贴即可。`,
    nameServers: (): string => '没有 NameServer 地址：假定一个。',
    producerDefaults: (): string => '没有生产者的设置：都取 RocketMQ 的默认值（sendLatencyFaultEnable 默认关）。',
    clusters: (names: string): string =>
      `有几个集群（${names}），全部放在一起；一个 Topic 通常只在其中一个上，topicRoute 会说明。`,
    renamed: (from: string, to: string): string => `Broker 组 ${from} 在舞台上叫 ${to}。`,
    cutJson: (line: number): string => `第 ${line} 行开始的 JSON 不完整，只取能读的部分。`,
    unreachable: (brokerName: string, brokerId: number): string =>
      `mqadmin 没有连上 ${brokerName}（brokerId ${brokerId}）：没有版本，也没有负载。它可能已经宕机；舞台上它是正常的。`,
    clientOfStarter: (starter: string, client: string): string =>
      `${starter} 带的是 rocketmq-client ${client}；除非构建里另外指定。`,
    valueDefault: (line: number, name: string, key: string, value: string): string =>
      `第 ${line} 行：${name} 取 @Value 的默认值 ${value}。如果配置里设了 ${key}，以配置为准。`,
    callTimeout: (line: number, timeout: number): string =>
      `第 ${line} 行：这次发送调用自带超时 ${exactNumber(timeout)} ms；舞台上每次发送都用它。`,
    masterElsewhere: (brokerName: string): string => `文本里只有 ${brokerName} 的 Slave：假定它的 Master 正常运行。`,
    noBrokerName: (line: number, name: string): string =>
      `第 ${line} 行开始的 broker.conf 没有 brokerName（RocketMQ 会用主机名）：舞台上叫 ${name}。`,
    copies: (line: number, name: string, count: number): string =>
      `第 ${line} 行：${name} 有 ${count} 个副本，假定每个副本是单独一组 Broker。`,
    pace: (): string =>
      '发送频率、处理耗时和网络延迟不在文本里：每 100 ms 发一条，Broker 用 3 ms，单程 1 ms。都可以在设置里改。',
  },
}
