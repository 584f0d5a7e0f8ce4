import { OLDEST_RELEASE } from '../../projections/releaseFacts'
import { exactNumber } from '../format'
import type { ImportClusterMessages } from '../importCluster'

const plural = (count: number, one: string, many = `${one}s`): string => `${count} ${count === 1 ? one : many}`

export const importCluster: ImportClusterMessages = {
  title: 'Your own cluster',
  lead: "Paste what mqadmin clusterList, topicRoute or topicStatus prints, or a producer's configuration: Java code, Spring properties and YAML, Maven and Gradle dependencies. All at once or one after another; each part is recognised by itself.",
  staysHere:
    'It is handled in this browser and sent nowhere. It stays in this tab so that a reload does not lose it, and goes when the tab is closed.',
  box: 'Paste here',
  examples: 'Try an example:',
  exampleJava: 'Java code',
  everything: 'All together',
  clear: 'Clear',
  show: 'Show my cluster',
  result: 'What was recognised',
  empty: 'Nothing here yet.',
  nothingFound: 'No Broker, Topic, NameServer or producer setting was found. The stage stays as it is.',
  readHead: 'Read',
  unreadHead: 'Not understood',
  assumedHead: 'Not in the text, so assumed',
  ignoredHead: 'Read, but not used',
  loaded: 'This is your cluster now, from the beginning.',
  line: (line) => `line ${line}`,
  summary: (groups, queues, settings, unread) =>
    `${plural(groups, 'Broker group')}, ${plural(queues, 'queue')}, ${plural(settings, 'setting')} read; ${
      unread === 0 ? 'every line understood' : `${plural(unread, 'line')} not understood`
    }.`,
  unreadOnly: (unread) => `${plural(unread, 'line')} not understood.`,
  more: (count) => `and ${count} more`,
  tooLarge: (length, most) =>
    `This is ${exactNumber(Math.ceil(length / 1000))} kB; at most ${most / 1000} kB are handled. Keep only the parts about the cluster and the producer.`,
  readAs: {
    broker: (brokerName: string, brokerId: number | null, address: string): string => {
      const role = brokerId === null ? 'Broker' : brokerId === 0 ? 'Master' : `Slave (brokerId ${brokerId})`
      return `${brokerName}: ${role} ${address}`.trim()
    },
    queues: (brokerName: string, writeQueueNums: number, perm: number | null): string => {
      const permission = perm === null ? '' : ` perm ${perm}`
      return `${brokerName}: ${plural(writeQueueNums, 'write queue')}${permission && `,${permission}`}`
    },
    queue: (brokerName: string, queueId: number): string => `queue ${queueId} of ${brokerName}`,
    topic: (name: string): string => `Topic ${name}`,
    nameServers: (addresses: readonly string[]): string =>
      `${plural(addresses.length, 'NameServer')}: ${addresses.join(', ')}`,
    setting: (name: string, value: string): string => `${name} = ${value}`,
    release: (release: string): string => `rocketmq-client ${release}`,
  },
  ignoredBecause: {
    groupName: 'the producer group: plain sends do not depend on it',
    security: 'identity and encryption: the simulator has none',
    size: 'size and compression: messages have no size here',
    trace: 'message trace: not simulated',
    instance: 'instance and namespace: they only change names',
    vip: 'the VIP port: every Broker has one port here',
    threads: 'thread pools of the client: not simulated',
    store: 'storage and files: there is no disk here',
    consumer: "a consumer's: only producers are on the stage",
    foreign: 'no part of sending with RocketMQ, or not known here',
    noise: 'printed by the JVM or a logger, no result',
    code: 'code, but no setting of a producer',
    tableRest: 'the rest of the table row above, cut by the terminal',
    otherCommand: 'what this command prints is not used here',
    starter: "the starter's own version; paste the one of rocketmq-client",
    otherClient:
      'the gRPC client (rocketmq-client-java): another client than the one simulated, it sends through a Proxy',
    placeholder: 'a placeholder: its value is not in the text',
    brokerQueueNums: "the Broker's own limit for Topics created by themselves: 8 in the simulator",
    addressTable: 'static Topics and filter servers: not simulated',
    tooDeep: 'this piece of YAML is nested too deeply and was not read',
    zone: 'zones: not simulated',
  },
  ignored: {
    outOfRange: (name: string, value: string, min: number, max: number): string =>
      `${name} = ${value} is outside of what the simulator does, ${exactNumber(min)} to ${exactNumber(max)}; the default stays`,
    notInList: (name: string, value: string, list: readonly string[]): string =>
      `${name} = ${value} cannot be used; it may be ${list.join(', ')}`,
    badTable: (name: string): string =>
      `${name} must be 1 to 16 ascending ms values, as many as its other half has; the release's own table stays`,
    overwritten: (name: string, line: number): string => `${name} is set again in line ${line}; the later one counts`,
    noQueues: (brokerName: string, topic: string): string =>
      `${brokerName} has no write queue of ${topic}, so the producer never sends there: left out`,
    otherTopic: (brokerName: string): string =>
      `${brokerName}: of an earlier Topic's route; the stage has one Topic, the last one counts`,
    tooManyGroups: (brokerName: string, most: number): string =>
      `${brokerName}: at most ${most} Broker groups fit (in the order of their names), this one was left out`,
    tooManySlaves: (brokerName: string, found: number, most: number): string =>
      `${brokerName} has ${found} Slaves; ${most} are shown`,
    tooManyQueues: (brokerName: string, found: number, most: number): string =>
      `${brokerName} has ${exactNumber(found)} write queues; ${most} are shown`,
    tooManyNameServers: (found: number, most: number): string => `There are ${found} NameServers; ${most} are shown`,
    badTopic: (name: string): string => `“${name}” is no valid Topic name`,
    tooOld: (version: string): string => `${version} is older than the oldest release simulated, ${OLDEST_RELEASE}`,
  },
  assumed: {
    cluster: (): string =>
      "No Brokers in the text: two Broker groups with one Slave and 4 queues each, like RocketMQ's example 2m-2s-async.",
    queues: (names: string, count: number): string =>
      `No queue numbers for ${names}: ${count} each, the default of updateTopic. What topicRoute prints would tell.`,
    statusQueues: (): string =>
      'topicStatus lists as many queues as there are to read or to write, whichever is more: taken as write queues.',
    slaves: (names: string): string => `Nothing about Masters and Slaves of ${names}: Masters only.`,
    noMaster: (brokerName: string): string =>
      `${brokerName} has no Master (no brokerId 0): its Master is dead from second 0 on.`,
    noWritePerm: (brokerName: string, perm: number): string =>
      `${brokerName} has perm ${perm}, no writing: its write permission is off from second 0 on.`,
    dledger: (): string =>
      'The brokerIds have gaps, so the groups switch their Master by themselves: simulated as DLedger. If not, turn enableDLegerCommitLog off in the settings.',
    controller: (): string =>
      'The brokerIds have gaps, so the groups switch their Master by themselves: simulated with the Controller of 5.x. If it is DLedger, change it in the settings.',
    clientLikeBroker: (release: string): string => `No client version in the text: ${release}, like the Brokers.`,
    clientDefault: (release: string): string => `No version in the text: client ${release}.`,
    nearRelease: (version: string, release: string): string =>
      `${version} is not simulated by itself; the nearest is ${release}.`,
    topic: (name: string): string =>
      `No Topic name: it is called ${name} here. Paste the command line (-t) as well to have it.`,
    nameServers: (): string => 'No NameServer addresses: one of them.',
    producerDefaults: (): string =>
      "No settings of a producer: all of them are RocketMQ's defaults (sendLatencyFaultEnable is off).",
    clusters: (names: string): string =>
      `Several clusters (${names}) are shown together; a Topic usually lives on one of them, which topicRoute would tell.`,
    renamed: (from: string, to: string): string => `Broker group ${from} is called ${to} here.`,
    cutJson: (line: number): string => `The JSON from line ${line} on is incomplete; what can be read was taken.`,
    pace: (): string =>
      'How often it sends and how fast the Brokers and the network are is not in the text: one message per 100 ms, 3 ms in the Broker, 1 ms one way. The settings can change it.',
  },
}
