// Words of what a click on the stage brings, of what is said beside it, and of what is said aloud. The stage is drawn without
// them.

export interface StageMenuMessages {
  switchOn: string
  switchOff: string
  menuOf: string
  // The menu of a node
  kill: string
  powerOff: string
  freeze: string
  resume: string
  slow: string
  stop: string
  restart: string
  restartProducer: string
  // What a node may suffer from; each is ended by its opposite in the same place
  suffering: string
  linkOf: string
  overloaded: string
  overloadedEnds: string
  diskFull: string
  diskFullEnds: string
  diskStalled: string
  diskStalledEnds: string
  answer: string
  answerEnds: string
  answerTitle: string
  answerNext: string
  answerEvery: string
  slowTitle: string
  slowOff: string
  done: string
  /** Causes of a failed attempt, short enough to stand beside a Broker; the last is the shortest. */
  failures: {
    connectRefused: readonly string[]
    connectTimeout: readonly string[]
    connectionClosed: readonly string[]
    timeout: readonly string[]
    brokerError: readonly string[]
    noMaster: readonly string[]
    noTime: readonly string[]
  }
  /** Starts it again on another host. */
  relocate: string
  /** Opens a choice of links to any process. */
  links: string
  linksTitle: string
  linkTo: string
  linkWorks: string
  linkLoses(percent: number): string
  linkIsCut: string
  linkCut(producer: number | null): string
  linkLossy(producer: number | null, percent: number): string
  linkMended(producer: number | null): string
  writePermOff(broker: string): string
  writePermOn(broker: string): string
  /** For assistive technology: one sentence per thing on the stage. */
  labels: {
    node(group: string, role: string, node: number, condition: string): string
    nameServer(name: string, says: string): string
    producer(name: string, says: string): string
    openGroup(group: string, says: string): string
    whyAvoided(group: string): string
    closeGroup(group: string): string
    /** Shows the inside of its Broker, and puts it away. */
    openBroker(group: string): string
    explainConsumer(consumer: string): string
    closeBroker(group: string): string
  }
}
