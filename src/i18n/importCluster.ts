// Words of "Your own cluster": the dialog, what was read, what was left out and why, what had to be assumed.

import { OLDEST_RELEASE } from '../projections/releaseFacts'
import { exactNumber } from './format'
import type { Words } from './words'

export const importClusterWords = {
  title: { zh: '你自己的集群', en: 'Your own cluster' },
  lead: {
    zh: '把 mqadmin clusterList、topicRoute 或 topicStatus 的输出贴进来，或者贴生产者的配置：Java 代码、Spring 的 properties 与 YAML、Maven 与 Gradle 依赖。可以一次全贴，也可以一段接一段，各段会自动认出来。',
    en: "Paste what mqadmin clusterList, topicRoute or topicStatus prints, or a producer's configuration: Java code, Spring properties and YAML, Maven and Gradle dependencies. All at once or one after another; each part is recognised by itself.",
  },
  staysHere: {
    zh: '内容只在这个浏览器里处理，不会发出去；为了刷新后还在，会留在这个标签页里，关掉标签页即清除。',
    en: 'It is handled in this browser and sent nowhere. It stays in this tab so that a reload does not lose it, and goes when the tab is closed.',
  },
  box: { zh: '贴在这里', en: 'Paste here' },
  examples: { zh: '看例子：', en: 'Try an example:' },
  exampleJava: { zh: 'Java 代码', en: 'Java code' },
  everything: { zh: '合在一起', en: 'All together' },
  clear: { zh: '清空', en: 'Clear' },
  show: { zh: '显示我的集群', en: 'Show my cluster' },
  result: { zh: '认出了什么', en: 'What was recognised' },
  empty: { zh: '还没有内容。', en: 'Nothing here yet.' },
  nothingFound: {
    zh: '没有找到 Broker、Topic、NameServer 或生产者的设置。舞台保持不变。',
    en: 'No Broker, Topic, NameServer or producer setting was found. The stage stays as it is.',
  },
  readHead: { zh: '已读取', en: 'Read' },
  unreadHead: { zh: '没读懂', en: 'Not understood' },
  assumedHead: { zh: '文本里没有、只好假定的', en: 'Not in the text, so assumed' },
  ignoredHead: { zh: '读到了，但没有用上', en: 'Read, but not used' },
  loaded: { zh: '现在是你的集群，从头开始。', en: 'This is your cluster now, from the beginning.' },
} satisfies Record<string, Words>

const plural = (count: number, one: string, many = `${one}s`): string => `${count} ${count === 1 ? one : many}`

export const importClusterPhrases = {
  line: { zh: (line: number) => `第 ${line} 行`, en: (line: number) => `line ${line}` },
  summary: {
    zh: (groups: number, queues: number, settings: number, unread: number) =>
      `${groups} 组 Broker，共 ${queues} 个队列；读到 ${settings} 项设置；${unread === 0 ? '每一行都读懂了' : `${unread} 行没读懂`}。`,
    en: (groups: number, queues: number, settings: number, unread: number) =>
      `${plural(groups, 'Broker group')}, ${plural(queues, 'queue')}, ${plural(settings, 'setting')} read; ${
        unread === 0 ? 'every line understood' : `${plural(unread, 'line')} not understood`
      }.`,
  },
  unreadOnly: {
    zh: (unread: number) => `${unread} 行没读懂。`,
    en: (unread: number) => `${plural(unread, 'line')} not understood.`,
  },
  more: { zh: (count: number) => `还有 ${count} 条`, en: (count: number) => `and ${count} more` },
  tooLarge: {
    zh: (length: number, most: number) =>
      `内容有 ${exactNumber(Math.ceil(length / 1000))} kB，最多处理 ${most / 1000} kB。请只留集群和生产者的部分。`,
    en: (length: number, most: number) =>
      `This is ${exactNumber(Math.ceil(length / 1000))} kB; at most ${most / 1000} kB are handled. Keep only the parts about the cluster and the producer.`,
  },
}

/** What a line was read as. */
export const readAs = {
  broker: (brokerName: string, brokerId: number | null, address: string): Words => {
    const role = brokerId === null ? 'Broker' : brokerId === 0 ? 'Master' : `Slave (brokerId ${brokerId})`
    return { zh: `${brokerName}：${role} ${address}`.trim(), en: `${brokerName}: ${role} ${address}`.trim() }
  },
  queues: (brokerName: string, writeQueueNums: number, perm: number | null): Words => {
    const permission = perm === null ? '' : ` perm ${perm}`
    return {
      zh: `${brokerName}：${writeQueueNums} 个写队列${permission && `，${permission.trim()}`}`,
      en: `${brokerName}: ${plural(writeQueueNums, 'write queue')}${permission && `,${permission}`}`,
    }
  },
  queue: (brokerName: string, queueId: number): Words => ({
    zh: `${brokerName} 的队列 ${queueId}`,
    en: `queue ${queueId} of ${brokerName}`,
  }),
  topic: (name: string): Words => ({ zh: `Topic ${name}`, en: `Topic ${name}` }),
  nameServers: (addresses: readonly string[]): Words => ({
    zh: `${addresses.length} 个 NameServer：${addresses.join('、')}`,
    en: `${plural(addresses.length, 'NameServer')}: ${addresses.join(', ')}`,
  }),
  setting: (name: string, value: string): Words => ({ zh: `${name} = ${value}`, en: `${name} = ${value}` }),
  release: (release: string): Words => ({ zh: `rocketmq-client ${release}`, en: `rocketmq-client ${release}` }),
}

/** Why something that was read is not on the stage. */
export const ignoredBecause = {
  groupName: {
    zh: '生产者组名：普通消息的发送不看它',
    en: 'the producer group: plain sends do not depend on it',
  },
  security: {
    zh: '身份与加密：模拟器里没有',
    en: 'identity and encryption: the simulator has none',
  },
  size: { zh: '消息大小与压缩：模拟器里的消息没有大小', en: 'size and compression: messages have no size here' },
  trace: { zh: '消息轨迹：没有模拟', en: 'message trace: not simulated' },
  instance: { zh: '实例与命名空间：只影响名字', en: 'instance and namespace: they only change names' },
  vip: { zh: 'VIP 端口：模拟器里每个 Broker 只有一个端口', en: 'the VIP port: every Broker has one port here' },
  threads: { zh: '客户端的线程池：没有模拟', en: 'thread pools of the client: not simulated' },
  store: { zh: '存储与文件：模拟器里没有磁盘', en: 'storage and files: there is no disk here' },
  consumer: { zh: '消费者：舞台上只有生产者', en: "a consumer's: only producers are on the stage" },
  foreign: { zh: '与 RocketMQ 的发送无关，或者这里不认识', en: 'no part of sending with RocketMQ, or not known here' },
  noise: { zh: 'JVM 或日志库打印的，不是结果', en: 'printed by the JVM or a logger, no result' },
  code: { zh: '代码，但不是生产者的设置', en: 'code, but no setting of a producer' },
  tableRest: { zh: '被终端折断的上一行表格的剩余', en: 'the rest of the table row above, cut by the terminal' },
  otherCommand: { zh: '这个命令的输出这里用不上', en: 'what this command prints is not used here' },
  starter: {
    zh: 'starter 自己的版本号；请贴 rocketmq-client 的版本',
    en: "the starter's own version; paste the one of rocketmq-client",
  },
  otherClient: {
    zh: 'gRPC 客户端（rocketmq-client-java）：它由 Proxy 选队列，不是这里模拟的客户端',
    en: 'the gRPC client (rocketmq-client-java): another client than the one simulated, it sends through a Proxy',
  },
  placeholder: {
    zh: '占位符，值不在文本里',
    en: 'a placeholder: its value is not in the text',
  },
  brokerQueueNums: {
    zh: 'Broker 一侧自动建 Topic 的上限：模拟器固定为 8',
    en: "the Broker's own limit for Topics created by themselves: 8 in the simulator",
  },
  addressTable: { zh: '静态 Topic 与过滤服务：没有模拟', en: 'static Topics and filter servers: not simulated' },
  tooDeep: {
    zh: '这一段 YAML 嵌套太深，没有读',
    en: 'this piece of YAML is nested too deeply and was not read',
  },
  zone: { zh: '机房与区域：没有模拟', en: 'zones: not simulated' },
} satisfies Record<string, Words>

export const ignoredPhrases = {
  outOfRange: (name: string, value: string, min: number, max: number): Words => ({
    zh: `${name} = ${value} 超出模拟器的范围 ${exactNumber(min)} 到 ${exactNumber(max)}，保留默认值`,
    en: `${name} = ${value} is outside of what the simulator does, ${exactNumber(min)} to ${exactNumber(max)}; the default stays`,
  }),
  notInList: (name: string, value: string, list: readonly string[]): Words => ({
    zh: `${name} = ${value} 不能用；可以是 ${list.join('、')}`,
    en: `${name} = ${value} cannot be used; it may be ${list.join(', ')}`,
  }),
  badTable: (name: string): Words => ({
    zh: `${name} 应当是从小到大的毫秒数，1 到 16 项，并与另一半一样长；用客户端版本自带的表`,
    en: `${name} must be 1 to 16 ascending ms values, as many as its other half has; the release's own table stays`,
  }),
  overwritten: (name: string, line: number): Words => ({
    zh: `${name} 又在第 ${line} 行设了一次，以后面的为准`,
    en: `${name} is set again in line ${line}; the later one counts`,
  }),
  noQueues: (brokerName: string, topic: string): Words => ({
    zh: `${brokerName} 上没有 ${topic} 的写队列，生产者从不发往它：没有放上舞台`,
    en: `${brokerName} has no write queue of ${topic}, so the producer never sends there: left out`,
  }),
  otherTopic: (brokerName: string): Words => ({
    zh: `${brokerName}：属于前一个 Topic 的路由；舞台上只有一个 Topic，取最后一个`,
    en: `${brokerName}: of an earlier Topic's route; the stage has one Topic, the last one counts`,
  }),
  tooManyGroups: (brokerName: string, most: number): Words => ({
    zh: `${brokerName}：最多放 ${most} 组 Broker（按名字排序），这一组没有放上`,
    en: `${brokerName}: at most ${most} Broker groups fit (in the order of their names), this one was left out`,
  }),
  tooManySlaves: (brokerName: string, found: number, most: number): Words => ({
    zh: `${brokerName} 有 ${found} 个 Slave，放上了 ${most} 个`,
    en: `${brokerName} has ${found} Slaves; ${most} are shown`,
  }),
  tooManyQueues: (brokerName: string, found: number, most: number): Words => ({
    zh: `${brokerName} 有 ${exactNumber(found)} 个写队列，放上了 ${most} 个`,
    en: `${brokerName} has ${exactNumber(found)} write queues; ${most} are shown`,
  }),
  tooManyNameServers: (found: number, most: number): Words => ({
    zh: `有 ${found} 个 NameServer，放上了 ${most} 个`,
    en: `There are ${found} NameServers; ${most} are shown`,
  }),
  badTopic: (name: string): Words => ({
    zh: `“${name}”不是合法的 Topic 名`,
    en: `“${name}” is no valid Topic name`,
  }),
  tooOld: (version: string): Words => ({
    zh: `${version} 早于模拟的最老版本 ${OLDEST_RELEASE}`,
    en: `${version} is older than the oldest release simulated, ${OLDEST_RELEASE}`,
  }),
}

/** What the text did not say. */
export const assumed = {
  cluster: (): Words => ({
    zh: '没有 Broker 的信息：假定两组 Broker，各一个 Slave、4 个队列（RocketMQ 的 2m-2s-async 示例）。',
    en: "No Brokers in the text: two Broker groups with one Slave and 4 queues each, like RocketMQ's example 2m-2s-async.",
  }),
  queues: (names: string, count: number): Words => ({
    zh: `没有 ${names} 的队列数：假定各 ${count} 个（updateTopic 的默认值）。贴上 topicRoute 的输出就知道了。`,
    en: `No queue numbers for ${names}: ${count} each, the default of updateTopic. What topicRoute prints would tell.`,
  }),
  statusQueues: (): Words => ({
    zh: 'topicStatus 列出的是读、写队列中较多的那一种：假定两者一样多。',
    en: 'topicStatus lists as many queues as there are to read or to write, whichever is more: taken as write queues.',
  }),
  slaves: (names: string): Words => ({
    zh: `没有 ${names} 的 Master 与 Slave 信息：假定只有 Master。`,
    en: `Nothing about Masters and Slaves of ${names}: Masters only.`,
  }),
  noMaster: (brokerName: string): Words => ({
    zh: `${brokerName} 没有 Master（没有 brokerId 0）：它的 Master 从 0 秒起就是宕机的。`,
    en: `${brokerName} has no Master (no brokerId 0): its Master is dead from second 0 on.`,
  }),
  noWritePerm: (brokerName: string, perm: number): Words => ({
    zh: `${brokerName} 的 perm 是 ${perm}，不可写：从 0 秒起收回它的写权限。`,
    en: `${brokerName} has perm ${perm}, no writing: its write permission is off from second 0 on.`,
  }),
  dledger: (): Words => ({
    zh: 'brokerId 有空缺，说明组内会自动切换 Master：按 DLedger 模拟。不是的话，在设置里关掉 enableDLegerCommitLog。',
    en: 'The brokerIds have gaps, so the groups switch their Master by themselves: simulated as DLedger. If not, turn enableDLegerCommitLog off in the settings.',
  }),
  controller: (): Words => ({
    zh: 'brokerId 有空缺，说明组内会自动切换 Master：按 5.x 的 Controller 模式模拟。是 DLedger 的话，在设置里改。',
    en: 'The brokerIds have gaps, so the groups switch their Master by themselves: simulated with the Controller of 5.x. If it is DLedger, change it in the settings.',
  }),
  clientLikeBroker: (release: string): Words => ({
    zh: `没有客户端版本：假定与 Broker 一样，${release}。`,
    en: `No client version in the text: ${release}, like the Brokers.`,
  }),
  clientDefault: (release: string): Words => ({
    zh: `没有版本号：假定客户端是 ${release}。`,
    en: `No version in the text: client ${release}.`,
  }),
  nearRelease: (version: string, release: string): Words => ({
    zh: `${version} 没有单独模拟，取最接近的 ${release}。`,
    en: `${version} is not simulated by itself; the nearest is ${release}.`,
  }),
  topic: (name: string): Words => ({
    zh: `没有 Topic 名：舞台上叫 ${name}。连同命令行（-t）一起贴就有了。`,
    en: `No Topic name: it is called ${name} here. Paste the command line (-t) as well to have it.`,
  }),
  nameServers: (): Words => ({
    zh: '没有 NameServer 地址：假定一个。',
    en: 'No NameServer addresses: one of them.',
  }),
  producerDefaults: (): Words => ({
    zh: '没有生产者的设置：都取 RocketMQ 的默认值（sendLatencyFaultEnable 默认关）。',
    en: "No settings of a producer: all of them are RocketMQ's defaults (sendLatencyFaultEnable is off).",
  }),
  clusters: (names: string): Words => ({
    zh: `有几个集群（${names}），全部放在一起；一个 Topic 通常只在其中一个上，topicRoute 会说明。`,
    en: `Several clusters (${names}) are shown together; a Topic usually lives on one of them, which topicRoute would tell.`,
  }),
  renamed: (from: string, to: string): Words => ({
    zh: `Broker 组 ${from} 在舞台上叫 ${to}。`,
    en: `Broker group ${from} is called ${to} here.`,
  }),
  cutJson: (line: number): Words => ({
    zh: `第 ${line} 行开始的 JSON 不完整，取了能读的部分。`,
    en: `The JSON from line ${line} on is incomplete; what can be read was taken.`,
  }),
  pace: (): Words => ({
    zh: '发送频率、处理耗时和网络延迟不在文本里：每 100 ms 发一条，Broker 用 3 ms，单程 1 ms。都可以在设置里改。',
    en: 'How often it sends and how fast the Brokers and the network are is not in the text: one message per 100 ms, 3 ms in the Broker, 1 ms one way. The settings can change it.',
  }),
}
