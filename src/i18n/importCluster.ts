// Words of "Your own cluster": the dialog, what was read, what was left out and why, what had to be assumed.

export interface ImportClusterMessages {
  title: string
  lead: string
  staysHere: string
  box: string
  examples: string
  exampleJava: string
  everything: string
  clear: string
  show: string
  result: string
  empty: string
  nothingFound: string
  readHead: string
  unreadHead: string
  releasesHead: string
  assumedHead: string
  ignoredHead: string
  loaded: string
  line(line: number): string
  summary(groups: number, queues: number, settings: number, unread: number): string
  unreadOnly(unread: number): string
  more(count: number): string
  tooLarge(length: number, most: number): string
  /** What a line was read as. */
  readAs: {
    broker(brokerName: string, brokerId: number | null, address: string): string
    queues(brokerName: string, writeQueueNums: number, perm: number | null): string
    queue(brokerName: string, queueId: number): string
    topic(name: string): string
    nameServers(addresses: readonly string[]): string
    setting(name: string, value: string): string
    release(release: string): string
    starter(name: string, version: string): string
  }
  /** A version that is no release known here. */
  releases: {
    unknown(version: string, nearest: string, known: readonly string[]): string
    none(written: string, known: readonly string[]): string
  }
  /** Why something that was read is not on the stage. */
  ignoredBecause: {
    groupName: string
    security: string
    size: string
    trace: string
    instance: string
    vip: string
    threads: string
    store: string
    consumer: string
    foreign: string
    noise: string
    code: string
    tableRest: string
    otherCommand: string
    otherClient: string
    placeholder: string
    brokerQueueNums: string
    addressTable: string
    tooDeep: string
    zone: string
    comment: string
    ordered: string
    oneQueue: string
    transaction: string
    request: string
    slaveSetting: string
  }
  ignored: {
    outOfRange(name: string, value: string, min: number, max: number): string
    notInList(name: string, value: string, list: readonly string[]): string
    badTable(name: string): string
    overwritten(name: string, line: number): string
    noQueues(brokerName: string, topic: string): string
    otherTopic(brokerName: string): string
    tooManyGroups(brokerName: string, most: number): string
    tooManySlaves(brokerName: string, found: number, most: number): string
    tooManyQueues(brokerName: string, found: number, most: number): string
    tooManyNameServers(found: number, most: number): string
    badTopic(name: string): string
    tooOld(version: string): string
    callComesFirst(name: string, line: number): string
    foreignKey(key: string): string
    otherMiddleware(key: string): string
    needs(name: string, other: string): string
    systemTopic(topic: string): string
    guessedBroker(brokerName: string): string
    otherServer(name: string): string
    otherLanguage(client: string, from: number, to: number): string
    cloudStarter(name: string): string
    starterOverridden(starter: string, line: number): string
    unknownStarter(name: string, version: string): string
    managedVersion(name: string): string
  }
  /** What the text did not say. */
  assumed: {
    cluster(): string
    queues(names: string, count: number): string
    statusQueues(): string
    slaves(names: string): string
    noMaster(brokerName: string): string
    noWritePerm(brokerName: string, perm: number): string
    dledger(): string
    controller(): string
    clientLikeBroker(release: string): string
    clientDefault(release: string): string
    topic(name: string): string
    nameServers(): string
    producerDefaults(): string
    clusters(names: string): string
    renamed(from: string, to: string): string
    cutJson(line: number): string
    unreachable(brokerName: string, brokerId: number): string
    clientOfStarter(starter: string, client: string): string
    valueDefault(line: number, name: string, key: string, value: string): string
    callTimeout(line: number, timeout: number): string
    masterElsewhere(brokerName: string): string
    noBrokerName(line: number, name: string): string
    copies(line: number, name: string, count: number): string
    pace(): string
  }
}
