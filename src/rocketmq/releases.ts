// What each release of rocketmq-client does differently, as data. The code that reads it is the same for all.

import { frozen } from '../sim/frozen'
import type { SendStatus } from './state'

/** Releases that behave alike; docs/engine-rules.md says what each changes. */
export type Family = 'A' | 'B' | 'C' | "C'" | 'D' | 'E' | 'F' | 'G'

export interface ClientRules {
  release: string
  family: Family
  /** RocketMQ: MQFaultStrategy.latencyMax and .notAvailableDuration, ms */
  latencyMax: readonly number[]
  notAvailableDuration: readonly number[]
  /** ms looked up instead of the measured latency when a send failed. RocketMQ: MQFaultStrategy#updateFaultItem */
  isolationLatency: number
  /** A fast success ends the window (up to 5.1.3). RocketMQ: LatencyFaultToleranceImpl#updateFaultItem */
  successEndsWindow: boolean
  /** How a Broker is chosen while sendLatencyFaultEnable is on. */
  faultSelector: /** Up to 4.7.1: on a retry only the Broker that has just failed passes. */
    | 'sameBrokerOnRetry'
    /** 4.8.0 to 5.1.0 and 4.9.8: availability only. */
    | 'available'
    /** 5.1.1 to 5.1.3 */
    | 'availableNotLast'
    /** From 5.1.4: filters, every look takes an index. */
    | 'filters'
  /** With the switch off, a retry walks with a copy of the index (up to 4.7.1) or with the shared one. */
  retryWalk: 'copiedIndex' | 'sharedIndex'
  /** The fallback overwrites the list entry in place (up to 5.1.3, not 4.9.8). */
  fallbackRewritesList: boolean
  /** The fallback counts only Brokers with write permission (4.9.8). */
  fallbackNeedsWritePerm: boolean
  /** Before 4.9.4 the items are shuffled before they are sorted. RocketMQ: LatencyFaultToleranceImpl#pickOneAtLeast */
  pickShuffles: boolean
  /** How a counter that may be negative is used as an index. RocketMQ: ThreadLocalIndex */
  indexUse: /** Up to 4.7.x it is kept positive and goes on from 0 after 2^31-1. */
    | 'keptPositive'
    /** 4.8.x keeps the absolute value, so 2^31-1 is followed by the one negative int and that by 2^31-1. */
    | 'keptAbsolute'
    /** 4.9.0 to 4.9.3: its absolute value. */
    | 'absolute'
    /** From 4.9.4: its lower 31 bits. */
    | 'masked'
  /** 5.0.0 to 5.1.3: the walk of the selector fails when its index passes 2^31-1. RocketMQ: MQFaultStrategy#selectOneMessageQueue */
  walkTripsOnOverflow: boolean
  /** 5.1.4 only: available means reachable too. */
  availableNeedsReachable: boolean
  /** From 5.1.4 there is a detector and a reachable flag. */
  hasDetector: boolean
  /** 4.2.0: every attempt has the whole sendMsgTimeout. */
  budgetPerAttempt: boolean
  /** From 5.3.3. */
  hasMaxTimeoutPerRequest: boolean
  /** From 4.3.0 a reset fails the requests of its connection at once; in 4.2.0 they wait. RocketMQ: NettyRemotingAbstract#failFast */
  failsInFlightOnReset: boolean
  /** From 5.1.3 a closed connection fails its requests at once; before, a plain FIN leaves them to their timeout. */
  failsInFlightOnClose: boolean
  /** From 4.9.1 one timeout closes the connection for all. RocketMQ: NettyClientConfig.clientCloseSocketIfTimeout */
  closesSocketOnTimeout: boolean
  /** From 5.1.4 a very short wait does not close it. RocketMQ: NettyRemotingClient.MIN_CLOSE_TIMEOUT_MILLIS */
  sparesShortTimeouts: boolean
  /** RocketMQ: DefaultMQProducer.retryResponseCodes */
  retryResponseCodes: readonly number[]
  /** Up to 4.6.1 an ASYNC retry has no time at all; later the rest of the budget. RocketMQ: MQClientAPIImpl#onExceptionImpl */
  asyncRetryHasNoTime: boolean
  /**
   * Up to 4.9.2 an ASYNC retry that cannot connect counts with this latency, whatever it took; later with the measured
   * one, null. RocketMQ: MQClientAPIImpl#onExceptionImpl
   */
  asyncRetryConnectLatency: number | null
  /** From 4.9.3 an ASYNC attempt that cannot connect is retried. RocketMQ: MQClientAPIImpl#sendMessageAsync */
  asyncRetriesConnect: boolean
  /** From 5.3.0 ASYNC connects in the background and has been handed over before it is known to fail. */
  asyncConnectsLater: boolean
  /** From 5.3.2 ASYNC does not retry without time left. */
  asyncRetryNeedsTime: boolean
  /** 5.3.0 and 5.3.1: a retry without time fails twice, and the callback is called twice. RocketMQ: NettyRemotingClient#invokeAsync */
  asyncNoTimeFailsTwice: boolean
  /** 4.2.0 sends ASYNC in the thread of the application, which gets what is thrown there. RocketMQ: DefaultMQProducerImpl#send */
  asyncThrows: boolean
  /** From 4.3.0 a pool of threads sends ASYNC, as many as the machine has cores. RocketMQ: DefaultMQProducerImpl.defaultAsyncSenderExecutor */
  asyncPool: boolean
  /** How an ASYNC failure reaches the callback. RocketMQ: MQClientAPIImpl#sendMessageAsync, #onExceptionImpl */
  asyncFailure: /** Up to 5.2.0: a bare remoting exception if it happened before sending, later without its cause. */
    | 'bare'
    /** 5.3.0 and 5.3.1: after sending, the cause is a CompletionException around it. */
    | 'wrappedTwice'
    /** From 5.3.2: MQClientException with its cause. */
    | 'wrapped'
  /** When the client looks for ASYNC requests whose time is over, ms after its start. RocketMQ: NettyRemotingClient#start */
  firstSweepMs: number
  /** From 5.1.1 a HashedWheelTimer sets itself again, so that every period is one tick of 100 ms longer. */
  sweepPeriodMs: number
  /** From 5.2.0 GO_AWAY makes the client send again over a new connection. RocketMQ: NettyRemotingClient#invokeImpl */
  resendsOnGoAway: boolean
  /** From 5.3.2 the second GO_AWAY is a RemotingSendRequestException; before, an ordinary error code. */
  secondGoAwayIsSendFailure: boolean
  /** From 4.6.0 send() throws when no NameServer answers. RocketMQ: MQClientInstance#updateTopicRouteInfoFromNameServer */
  throwsWithoutNameServer: boolean
  /** Period of a NameServer's look for silent Brokers: 10 s in 4.x, 5 s in 5.x. RocketMQ: NamesrvController */
  nameServerScanMs: number
  /** A Broker that registers under another brokerId leaves its former one. RocketMQ: RouteInfoManager#registerBroker */
  forgetsFormerBrokerId: boolean
  /**
   * 5.x takes Brokers out in batches, by their addresses; an address that lost its brokerId to another is not found when its
   * channel closes or it falls silent. In 4.x a Broker that signs off takes away whoever has its brokerId now.
   * RocketMQ: RouteInfoManager#unRegisterBroker, #setupUnRegisterRequest; 4.x #unregisterBroker
   */
  unregistersInBatches: boolean
  /** 5.x: without a Master the lowest brokerId may update the Topic. RocketMQ: RouteInfoManager#registerBroker */
  lowestBrokerUpdatesTopic: boolean
  /** It then offers its queues for reading only: always up to 5.1.4, later as an acting Master. RocketMQ: the same method */
  lowestBrokerOnlyOffersReading: boolean
  /** 5.x has acting Masters and the Controller. */
  serverMayActAsMaster: boolean
  /** From 5.x SYNC_MASTER waits only when inSyncReplicas asks for it. RocketMQ: CommitLog#handleHA */
  waitsForInSyncReplicas: boolean
  /** Brokers from 5.3.2 refuse an unknown queueId with INVALID_PARAMETER instead of SYSTEM_ERROR. */
  refusesWithInvalidParameter: boolean
  /** From 4.3.0 the time limit of a route call covers connecting, too. RocketMQ: NettyRemotingClient#invokeSync */
  callTimeoutCoversConnecting: boolean
  /** Up to 5.2.x one route call may ask every NameServer. RocketMQ: NettyRemotingClient#getAndCreateNameserverChannel */
  asksEveryNameServer: boolean
  /**
   * Up to 5.2.x a DLedger candidate counts a peer that refuses the connection as unknown at once. From 5.3.0 the connection is
   * made in the background and its failure told by a callback that the library dledger does not have, so the candidate waits.
   * RocketMQ: NettyRemotingClient#invokeAsync, InvokeCallback#operationFail
   */
  candidateNoticesRefusal: boolean
  /**
   * When a Broker that is stopped signs off, closes its port and is over, ms after the signal. RocketMQ: BrokerController#shutdown,
   * whose order this is; the times are those of a running cluster.
   */
  gracefulStop: { signsOffMs: number; portClosesMs: number; endsMs: number }
  /** Response code of "[PC_SYNCHRONIZED]". RocketMQ: SendMessageProcessor#handlePutMessageResult */
  storeBusyCode: number
  /** From 5.0.0 a Slave that does not act as Master refuses writes as busy. RocketMQ: SendMessageProcessor#rejectRequest */
  slaveRejectsAsBusy: boolean
  /** Threads that take requests to send: 1 up to 4.9.0, later min(cores, 4), here of 4 cores. RocketMQ: BrokerConfig.sendMessageThreadPoolNums */
  sendThreads: number
  /** Up to 4.6.1 a send thread waits with its message for the disk and the Slave. RocketMQ: CommitLog#putMessage */
  sendThreadWaits: boolean
  /** From 4.9.1 the flush loop sleeps its interval; before, every put wakes it. RocketMQ: MessageStoreConfig.flushCommitLogTimed */
  flushTimed: boolean
  /** From 5.3.0 SYNC_FLUSH shows consumers only what is on disk. RocketMQ: DefaultMessageStore.ReputMessageService */
  hidesUnflushed: boolean
  /**
   * How long SYNC_MASTER waits for a Slave: 5,000 ms up to 4.6.1, later syncFlushTimeout, from 4.9.3 slaveTimeout. RocketMQ:
   * CommitLog.GroupTransferService, HAService
   */
  replicaWaitLimit: 'fiveSeconds' | 'syncFlushTimeout' | 'slaveTimeout'
  /** Up to 4.9.2 the wait of a message begins when the one before it is over. RocketMQ: HAService.GroupTransferService */
  replicaWaitsInTurn: boolean
  /** 4.x: a Slave that has connected waits haSendHeartbeatInterval before it reports. RocketMQ: HAClient#isTimeToReportOffset */
  haReportsLate: boolean
  /** 4.x dials again at once after an error, 5.x after 5,000 ms. RocketMQ: HAClient#run, DefaultHAClient#run */
  haRedialsAtOnce: boolean
  /** 4.9.3 to 4.9.8 close the connection of a Slave that has more than the Master. RocketMQ: HAConnection.ReadSocketService */
  haClosesSlaveAhead: boolean
  /** Up to 5.1.4 the confirmOffset is what the whole SyncStateSet has; later so only with allAckInSyncStateSet. RocketMQ: #7657 */
  confirmsBySyncStateSet: boolean
  /** From 5.2.0 a Slave to which nothing is left to send counts as caught up. RocketMQ: AutoSwitchHAConnection#transferToSlave */
  sentCountsAsCaughtUp: boolean
  /** Before 5.3.3 a clean start reads the last three files again; then from where the ConsumeQueues end. RocketMQ: CommitLog#recoverNormally */
  recoversFromConsumeQueue: boolean
  /** 4.x: a second look every 10 s takes a disk for full above 90 %, and for free below it. RocketMQ: CleanCommitLogService#isSpaceFull */
  clearsDiskFullAtWarning: boolean
  /**
   * Bytes of the properties that a message gets on its way: 100 bytes to the Topic "TopicTest" took 274 in 4.9.7 (UNIQ_KEY, WAIT and
   * CLUSTER are those 74), 324 in 5.3.3. Simplified: each holds for its whole line.
   */
  propertiesBytes: number
}

/** Response codes the model uses. RocketMQ: ResponseCode */
export const RESPONSE_CODE = frozen({
  SUCCESS: 0,
  SYSTEM_ERROR: 1,
  SYSTEM_BUSY: 2,
  FLUSH_DISK_TIMEOUT: 10,
  SLAVE_NOT_AVAILABLE: 11,
  FLUSH_SLAVE_TIMEOUT: 12,
  MESSAGE_ILLEGAL: 13,
  SERVICE_NOT_AVAILABLE: 14,
  NO_PERMISSION: 16,
  TOPIC_NOT_EXIST: 17,
  INVALID_PARAMETER: 29,
  GO_AWAY: 1500,
})

/** What the SendResult says of an answer with this code; null if no copy is stored. RocketMQ: MQClientAPIImpl#processSendResponse */
export function sendStatusOf(code: number): SendStatus | null {
  switch (code) {
    case RESPONSE_CODE.SUCCESS:
      return 'SEND_OK'
    case RESPONSE_CODE.FLUSH_DISK_TIMEOUT:
      return 'FLUSH_DISK_TIMEOUT'
    case RESPONSE_CODE.FLUSH_SLAVE_TIMEOUT:
      return 'FLUSH_SLAVE_TIMEOUT'
    case RESPONSE_CODE.SLAVE_NOT_AVAILABLE:
      return 'SLAVE_NOT_AVAILABLE'
    default:
      return null
  }
}

/** Does an answer with this code mean that a copy is stored? */
export const isStoredCode = (code: number): boolean => sendStatusOf(code) !== null

/** Releases a person can choose, oldest first. */
export const RELEASES = frozen([
  '4.2.0',
  '4.3.0',
  '4.4.0',
  '4.5.1',
  '4.6.1',
  '4.7.1',
  '4.8.0',
  '4.9.0',
  '4.9.1',
  '4.9.2',
  '4.9.3',
  '4.9.4',
  '4.9.5',
  '4.9.6',
  '4.9.7',
  '4.9.8',
  '5.0.0',
  '5.1.0',
  '5.1.1',
  '5.1.2',
  '5.1.3',
  '5.1.4',
  '5.2.0',
  '5.3.0',
  '5.3.1',
  '5.3.2',
  '5.3.3',
  '5.3.4',
  '5.4.0',
  '5.5.0',
])

const OLD_TABLE = {
  latencyMax: [50, 100, 550, 1000, 2000, 3000, 15_000],
  notAvailableDuration: [0, 0, 30_000, 60_000, 120_000, 180_000, 600_000],
  isolationLatency: 30_000,
}
const NEW_TABLE = {
  latencyMax: [50, 100, 550, 1800, 3000, 5000, 15_000],
  notAvailableDuration: [0, 0, 2000, 5000, 6000, 10_000, 30_000],
  isolationLatency: 10_000,
}

const familyOf = (release: string, from: (other: string) => boolean): Family => {
  if (release === '4.9.8') return "C'"
  if (from('5.3.3')) return 'G'
  if (from('5.2.0')) return 'F'
  if (from('5.1.4')) return 'E'
  if (from('5.1.1')) return 'D'
  if (from('4.8.0')) return 'C'
  return from('4.3.0') ? 'B' : 'A'
}

const FAULT_SELECTOR: Record<Family, ClientRules['faultSelector']> = {
  A: 'sameBrokerOnRetry',
  B: 'sameBrokerOnRetry',
  C: 'available',
  "C'": 'available',
  D: 'availableNotLast',
  E: 'filters',
  F: 'filters',
  G: 'filters',
}

/** "5.1.4" as a number that compares as releases do. */
const order = (release: string): number => release.split('.').reduce((sum, part) => sum * 1000 + Number(part), 0)

/** Is a release that one, or a later one? */
export const isFrom = (release: string, other: string): boolean => order(release) >= order(other)

const build = (release: string): ClientRules => {
  const from = (other: string) => isFrom(release, other)
  const family = familyOf(release, from)
  const filters = FAULT_SELECTOR[family] === 'filters'
  const retryResponseCodes = [17, 14, 1, 16, 204, 205]
  if (from('5.3.0')) retryResponseCodes.push(RESPONSE_CODE.SYSTEM_BUSY)
  if (from('5.3.1')) retryResponseCodes.push(RESPONSE_CODE.GO_AWAY)
  return {
    release,
    family,
    ...(filters ? NEW_TABLE : OLD_TABLE),
    successEndsWindow: !filters,
    faultSelector: FAULT_SELECTOR[family],
    retryWalk: from('4.8.0') ? 'sharedIndex' : 'copiedIndex',
    fallbackRewritesList: !filters && family !== "C'",
    fallbackNeedsWritePerm: family === "C'",
    pickShuffles: !from('4.9.4'),
    indexUse: from('4.9.4') ? 'masked' : from('4.9.0') ? 'absolute' : from('4.8.0') ? 'keptAbsolute' : 'keptPositive',
    walkTripsOnOverflow: from('5.0.0') && !filters,
    availableNeedsReachable: family === 'E',
    hasDetector: filters,
    budgetPerAttempt: family === 'A',
    hasMaxTimeoutPerRequest: family === 'G',
    failsInFlightOnReset: from('4.3.0'),
    failsInFlightOnClose: from('5.1.3'),
    closesSocketOnTimeout: from('4.9.1'),
    sparesShortTimeouts: from('5.1.4'),
    retryResponseCodes,
    asyncRetryHasNoTime: !from('4.7.0'),
    asyncRetryConnectLatency: from('4.9.3') ? null : 3000,
    asyncRetriesConnect: from('4.9.3'),
    asyncConnectsLater: from('5.3.0'),
    asyncRetryNeedsTime: from('5.3.2'),
    asyncNoTimeFailsTwice: from('5.3.0') && !from('5.3.2'),
    asyncThrows: !from('4.3.0'),
    asyncPool: from('4.3.0'),
    asyncFailure: from('5.3.2') ? 'wrapped' : from('5.3.0') ? 'wrappedTwice' : 'bare',
    firstSweepMs: from('5.1.1') ? 3100 : 3000,
    sweepPeriodMs: from('5.1.1') ? 1100 : 1000,
    resendsOnGoAway: from('5.2.0'),
    secondGoAwayIsSendFailure: from('5.3.2'),
    throwsWithoutNameServer: from('4.6.0'),
    nameServerScanMs: from('5.0.0') ? 5000 : 10_000,
    forgetsFormerBrokerId: from('4.5.1'),
    unregistersInBatches: from('5.0.0'),
    lowestBrokerUpdatesTopic: from('5.0.0'),
    lowestBrokerOnlyOffersReading: from('5.0.0') && !from('5.2.0'),
    serverMayActAsMaster: from('5.0.0'),
    waitsForInSyncReplicas: from('5.0.0'),
    refusesWithInvalidParameter: from('5.3.2'),
    callTimeoutCoversConnecting: from('4.3.0'),
    asksEveryNameServer: !from('5.3.0'),
    candidateNoticesRefusal: !from('5.3.0'),
    gracefulStop: from('5.0.0')
      ? { signsOffMs: 40, portClosesMs: 100, endsMs: 11_500 }
      : { signsOffMs: 3400, portClosesMs: 1, endsMs: 3800 },
    storeBusyCode: from('5.3.0') ? RESPONSE_CODE.SYSTEM_BUSY : RESPONSE_CODE.SYSTEM_ERROR,
    slaveRejectsAsBusy: from('5.0.0'),
    sendThreads: from('4.9.1') ? 4 : 1,
    sendThreadWaits: !from('4.7.0'),
    flushTimed: from('4.9.1'),
    hidesUnflushed: from('5.3.0'),
    replicaWaitLimit: from('4.9.3') ? 'slaveTimeout' : from('4.7.0') ? 'syncFlushTimeout' : 'fiveSeconds',
    replicaWaitsInTurn: !from('4.9.3'),
    haReportsLate: !from('5.0.0'),
    haRedialsAtOnce: !from('5.0.0'),
    haClosesSlaveAhead: from('4.9.3') && !from('5.0.0'),
    confirmsBySyncStateSet: !from('5.2.0'),
    sentCountsAsCaughtUp: from('5.2.0'),
    recoversFromConsumeQueue: from('5.3.3'),
    clearsDiskFullAtWarning: !from('5.0.0'),
    propertiesBytes: from('5.0.0') ? 124 : 74,
  }
}

const RULES = new Map(RELEASES.map((release) => [release as string, frozen(build(release))]))

/** @throws RangeError if the release is not in RELEASES: outside data is checked before it comes here */
export const clientRules = (release: string): ClientRules => {
  const rules = RULES.get(release)
  if (!rules) throw new RangeError(`no rules for release ${release}`)
  return rules
}
