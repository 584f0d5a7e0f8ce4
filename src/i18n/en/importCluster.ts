import { OLDEST_RELEASE } from '../../projections/releaseFacts'
import { exactNumber } from '../format'
import type { ImportClusterMessages } from '../importCluster'

const plural = (count: number, one: string, many = `${one}s`): string => `${count} ${count === 1 ? one : many}`

export const importCluster: ImportClusterMessages = {
  title: 'Your own cluster',
  lead: 'Paste what you have of the cluster: output of mqadmin (clusterList, topicRoute, topicStatus), tables and JSON of rocketmq-dashboard, broker.conf, Docker Compose, Kubernetes, routes in rocketmq_client.log. And of the producer: Java or Kotlin code, Spring configuration, Maven and Gradle dependencies. All at once or one after another; the page recognises each part.',
  staysHere:
    'The text stays in this browser. This tab remembers it across a reload, and forgets it when you close the tab.',
  box: 'Paste here',
  examples: 'Try an example:',
  exampleJava: 'Java code',
  everything: 'All together',
  clear: 'Clear',
  show: 'Show my cluster',
  result: 'Recognised',
  empty: 'Nothing here yet.',
  nothingFound: 'No Broker, Topic, NameServer or producer setting found. The stage stays as it is.',
  readHead: 'Read',
  unreadHead: 'Not understood',
  releasesHead: 'Unknown release',
  assumedHead: 'Missing from the text, so assumed',
  ignoredHead: 'Read, but not used',
  loaded: 'This is your cluster now. The run has restarted.',
  line: (line) => `line ${line}`,
  summary: (groups, queues, settings, unread) =>
    `${plural(groups, 'Broker group')}, ${plural(queues, 'queue')}, ${plural(settings, 'setting')} read; ${
      unread === 0 ? 'every line understood' : `${plural(unread, 'line')} not understood`
    }.`,
  unreadOnly: (unread) => `${plural(unread, 'line')} not understood.`,
  more: (count) => `and ${count} more`,
  tooLarge: (length, most) =>
    `This is ${exactNumber(Math.ceil(length / 1000))} kB; the limit is ${most / 1000} kB. Paste only the parts about the cluster and the producer.`,
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
    starter: (name: string, version: string): string => `${name} ${version}`,
  },
  releases: {
    unknown: (version: string, nearest: string, known: readonly string[]): string =>
      `${version} is not simulated here; the nearest release is ${nearest}. Known: ${known.join(', ')}.`,
    none: (written: string, known: readonly string[]): string =>
      `“${written}” names no release, so it is not used. Write one such as ${known.at(-1)}. Known: ${known.join(', ')}.`,
  },
  ignoredBecause: {
    groupName: 'the producer group: plain sends do not depend on it',
    security: 'identity and encryption: the simulator has none',
    size: 'size and compression: messages have no size here',
    trace: 'message trace: not simulated',
    instance: 'instance and namespace: they only change names',
    vip: 'the VIP port: every Broker has one port here',
    threads: 'thread pools: not simulated',
    store: 'storage and files: there is no disk here',
    consumer: "a consumer's: only producers are on the stage",
    foreign: 'unrelated to sending with RocketMQ, or unknown here',
    noise: 'output of the JVM or a logger, not a result',
    code: 'code, but no setting of a producer',
    tableRest: 'the rest of the table row above, cut by the terminal',
    otherCommand: 'output of a command that this page does not use',
    otherClient:
      'the gRPC client (rocketmq-client-java): another client than the one simulated; it sends through a Proxy',
    placeholder: 'a placeholder: its value is not in the text',
    brokerQueueNums: "the Broker's own limit for automatically created Topics: 8 in the simulator",
    addressTable: 'static Topics and filter servers: not simulated',
    tooDeep: 'skipped: this YAML is nested too deeply',
    zone: 'zones: not simulated',
    comment: 'commented out, so not in force',
    ordered:
      'an ordered send (selector or …Orderly): one attempt, no other Broker. Not simulated yet: the stage sends plain messages',
    oneQueue:
      'a send to one given queue: one attempt, no other Broker. Not simulated yet: the stage sends plain messages',
    transaction:
      'transactional messages (half message, then commit or rollback): not simulated yet; the stage sends plain messages',
    request: 'request and reply: not simulated; the stage sends plain messages',
    slaveSetting: "a Slave's own setting: the Master's counts for sending",
  },
  ignored: {
    outOfRange: (name: string, value: string, min: number, max: number): string =>
      `${name} = ${value} is outside the range of the simulator, ${exactNumber(min)} to ${exactNumber(max)}; the default stays`,
    notInList: (name: string, value: string, list: readonly string[]): string =>
      `${name} = ${value} is not supported; allowed: ${list.join(', ')}`,
    badTable: (name: string): string =>
      `${name} must be 1 to 16 ascending ms values, as many as its other half has; the release's own table stays`,
    overwritten: (name: string, line: number): string => `${name} appears again in line ${line}; the later one counts`,
    noQueues: (brokerName: string, topic: string): string =>
      `${brokerName} has no write queue of ${topic}, so the producer never sends there: omitted`,
    otherTopic: (brokerName: string): string =>
      `${brokerName}: from an earlier Topic's route; the stage shows one Topic, the last one`,
    tooManyGroups: (brokerName: string, most: number): string =>
      `${brokerName}: at most ${most} Broker groups fit (in the order of their names); this one is omitted`,
    tooManySlaves: (brokerName: string, found: number, most: number): string =>
      `${brokerName} has ${found} Slaves; the stage shows ${most}`,
    tooManyQueues: (brokerName: string, found: number, most: number): string =>
      `${brokerName} has ${exactNumber(found)} write queues; the stage shows ${most}`,
    tooManyNameServers: (found: number, most: number): string =>
      `There are ${found} NameServers; the stage shows ${most}`,
    badTopic: (name: string): string => `"${name}" is not a valid Topic name`,
    tooOld: (version: string): string => `${version} is older than the oldest release simulated, ${OLDEST_RELEASE}`,
    callComesFirst: (name: string, line: number): string =>
      `${name}: the timeout of the send call in line ${line} comes before it`,
    foreignKey: (key: string): string => `${key}: unrelated to sending with RocketMQ, or unknown here`,
    otherMiddleware: (key: string): string =>
      `${key}: a key of other middleware, such as Kafka, RabbitMQ, MQTT or the Spring bus`,
    needs: (name: string, other: string): string => `${name} takes effect only with ${other}=true`,
    systemTopic: (topic: string): string =>
      `${topic} is one of RocketMQ's own Topics; the application does not send to it`,
    guessedBroker: (brokerName: string): string =>
      `${brokerName}: known only by the name of its service; the Broker names found elsewhere in the text count`,
    otherServer: (name: string): string => `${name}: neither a NameServer nor a Broker, so not on the stage`,
    otherLanguage: (client: string, from: number, to: number): string =>
      `lines ${from} to ${to}: the ${client} client, another client than the one simulated (Java, remoting); nothing of it is used`,
    cloudStarter: (name: string): string =>
      `${name}: its version does not tell that of rocketmq-client; paste the output of mvn dependency:tree`,
    starterOverridden: (starter: string, line: number): string =>
      `${starter}: line ${line} names rocketmq-client itself, and that version counts`,
    unknownStarter: (name: string, version: string): string =>
      `${name} ${version}: it is not known here which rocketmq-client it brings; paste that version`,
    managedVersion: (name: string): string =>
      `${name}: its version is managed elsewhere (parent POM or BOM); paste the output of mvn dependency:tree`,
  },
  assumed: {
    cluster: (): string =>
      "No Brokers in the text: two Broker groups with one Slave and 4 queues each, like RocketMQ's example 2m-2s-async.",
    queues: (names: string, count: number): string =>
      `No queue numbers for ${names}: ${count} each, the default of updateTopic. The output of topicRoute has the real numbers.`,
    statusQueues: (): string =>
      'topicStatus lists the read queues or the write queues, whichever are more: taken as write queues.',
    slaves: (names: string): string => `Nothing about Masters and Slaves of ${names}: Masters only.`,
    noMaster: (brokerName: string): string =>
      `${brokerName} has no Master (no brokerId 0): its Master is dead from second 0 on.`,
    noWritePerm: (brokerName: string, perm: number): string =>
      `${brokerName} has perm ${perm}, read-only: its write permission is off from second 0 on.`,
    dledger: (): string =>
      'The brokerIds have gaps, so the groups switch their Master automatically: simulated as DLedger. If they do not, turn enableDLegerCommitLog off in the settings.',
    controller: (): string =>
      'The brokerIds have gaps, so the groups switch their Master automatically: simulated with the Controller of 5.x. If it is DLedger, change it in the settings.',
    clientLikeBroker: (release: string): string => `No client version in the text: ${release}, like the Brokers.`,
    clientDefault: (release: string): string => `No usable version in the text: client ${release}.`,
    topic: (name: string): string =>
      `No Topic name: the stage calls it ${name}. Paste the command line (-t) too to get the real name.`,
    nameServers: (): string => 'No NameServer addresses: one of them.',
    producerDefaults: (): string =>
      "No producer settings: all have RocketMQ's defaults (sendLatencyFaultEnable is off).",
    clusters: (names: string): string =>
      `Several clusters (${names}) appear together; a Topic usually lives on one of them, which topicRoute names.`,
    renamed: (from: string, to: string): string => `The stage calls Broker group ${from} ${to}.`,
    cutJson: (line: number): string => `The JSON from line ${line} on is incomplete; the readable part counts.`,
    unreachable: (brokerName: string, brokerId: number): string =>
      `mqadmin could not reach ${brokerName} (brokerId ${brokerId}): no version, no load. It may be down; the stage shows it running.`,
    clientOfStarter: (starter: string, client: string): string =>
      `${starter} brings rocketmq-client ${client}, unless the build overrides it.`,
    valueDefault: (line: number, name: string, key: string, value: string): string =>
      `Line ${line}: ${name} is the default of @Value, ${value}. A configuration that sets ${key} overrides it.`,
    callTimeout: (line: number, timeout: number): string =>
      `Line ${line}: this send call has its own timeout, ${exactNumber(timeout)} ms; on the stage it holds for every send.`,
    masterElsewhere: (brokerName: string): string =>
      `Only Slaves of ${brokerName} are in the text: its Master is assumed to run.`,
    noBrokerName: (line: number, name: string): string =>
      `The broker.conf from line ${line} on has no brokerName (RocketMQ takes the name of the host): the stage calls it ${name}.`,
    copies: (line: number, name: string, count: number): string =>
      `Line ${line}: ${name} has ${count} replicas, each taken as a Broker group of its own.`,
    pace: (): string =>
      'Send rate, Broker speed and network latency: one message per 100 ms, 3 ms in the Broker, 1 ms one way. Change them in the settings.',
  },
}
