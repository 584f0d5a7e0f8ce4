// What differs by release for consumers and for what Brokers do for them: the part of releases.ts that is loaded with them.

import { frozen } from '../sim/frozen'
import type { Simulation } from './context'
import { isFrom, RELEASES } from './releases'

/** Codes that only consumers get. RocketMQ: ResponseCode */
export const CONSUMER_CODE = frozen({ SUBSCRIPTION_NOT_EXIST: 24, SUBSCRIPTION_NOT_LATEST: 25, FLOW_CONTROL: 215 })

export interface ConsumerRules {
  /** Least time between two rebalances, ms: from 5.2.0. RocketMQ: RebalanceService.minInterval */
  rebalanceMinMs: number
  /** What replaces rebalanceWaitInterval while the last result is not in place, ms: from 5.2.0; null: nothing does. */
  rebalanceUnbalancedMs: number | null
  /** In 4.x the members of a broadcasting group are notified of each other, too. RocketMQ: DefaultConsumerIdsChangeListener */
  notifiesBroadcasting: boolean
  /** A queue that is new to a client is pulled so many ms later: from 5.0.0. RocketMQ: RebalancePushImpl#dispatchPullRequest */
  firstPullMs: number
  /** 5.0.0 to 5.1.4: a refused lock makes the client rebalance again after so many ms; later rebalanceUnbalancedMs does; null: nothing. */
  refusedLockMs: number | null
  /** From 4.9.5 an orderly client takes a new queue's lock when it gets the queue; before, with the next round of lockAll. */
  locksNewQueue: boolean
  /** Orderly: a client that loses a queue waits so long for its running listener, ms. */
  unlockWaitMs: number
  /** From 5.2.0 it unlocks then at once; before, 20,000 ms later where messages are cached. RocketMQ: unlockDelayTimeMills */
  unlocksAtOnce: boolean
  /** Delay after an exception, ms: 3,000 up to 4.5.x. RocketMQ: pullTimeDelayMillsWhenException */
  pullExceptionMs: number
  /** From 4.9.7 and 5.1.0 a Broker's FLOW_CONTROL delays by 20 ms only. */
  knowsFlowControl: boolean
  /** Up to 4.9.3 an offset beyond the end goes to the first one where that is 0. RocketMQ: DefaultMessageStore#getMessage, nextOffsetCorrection */
  overflowGoesToMin: boolean
  /** From 5.2.0 a corrected offset is used at once; before, the queue is given up for 10,000 ms and comes with a later rebalance. */
  correctsAtOnce: boolean
  /** From 4.8.0 a missing Slave is replaced by the next brokerId. RocketMQ: MQClientInstance#findBrokerAddressInSubscribe */
  triesNextBrokerId: boolean
  /** From 5.0.0 a Slave with slaveReadEnable off refuses pulls as busy. RocketMQ: PullMessageProcessor#rejectRequest */
  slaveRefusesPulls: boolean
  /** 4.x: a Slave does not wake held pulls when messages arrive. RocketMQ: ReputMessageService */
  slaveWakesPulls: boolean
  /** 4.x takes any error of an offset query for "none". RocketMQ: RemoteBrokerOffsetStore#readOffset */
  anyErrorMeansNoOffset: boolean
  /** Where no offset is stored a Broker answers 0 as long as message 0 is `near` the log's end, from 5.1.0 where its page is `resident`. */
  zeroWhere: 'near' | 'resident'
  /** Before 5.1.0 it does so of an empty queue, too. */
  emptyQueueIsZero: boolean
  /** From 5.1.0 a message that took too long, and was sent back for it, is not sent back again when its listener fails. */
  expiredIsSentBackOnce: boolean
  /** How often a classic Slave copies its Master's offsets, ms: 5.x has 60,000 where neither DLedger nor a Controller is on. RocketMQ: SlaveSynchronize */
  slaveOffsetSyncMs: number
}

const build = (release: string): ConsumerRules => {
  const from = (other: string) => isFrom(release, other)
  return {
    rebalanceMinMs: from('5.2.0') ? 1000 : 0,
    rebalanceUnbalancedMs: from('5.2.0') ? 1000 : null,
    notifiesBroadcasting: !from('5.0.0'),
    firstPullMs: from('5.0.0') ? 500 : 0,
    refusedLockMs: from('5.0.0') && !from('5.2.0') ? 500 : null,
    locksNewQueue: from('4.9.5'),
    unlockWaitMs: from('5.2.0') ? 500 : 1000,
    unlocksAtOnce: from('5.2.0'),
    pullExceptionMs: from('4.6.0') ? 1000 : 3000,
    knowsFlowControl: from('4.9.7') && (from('5.1.0') || !from('5.0.0')),
    overflowGoesToMin: !from('4.9.4'),
    correctsAtOnce: from('5.2.0'),
    triesNextBrokerId: from('4.8.0'),
    slaveRefusesPulls: from('5.0.0'),
    slaveWakesPulls: from('5.0.0'),
    anyErrorMeansNoOffset: !from('5.0.0'),
    zeroWhere: from('5.1.0') ? 'resident' : 'near',
    emptyQueueIsZero: !from('5.1.0'),
    expiredIsSentBackOnce: from('5.1.0'),
    slaveOffsetSyncMs: from('5.0.0') ? 60_000 : 10_000,
  }
}

const RULES = new Map(RELEASES.map((release) => [release as string, frozen(build(release))]))

export const consumerRules = ({ rules }: Pick<Simulation, 'rules'>): ConsumerRules =>
  RULES.get(rules.release) as ConsumerRules
