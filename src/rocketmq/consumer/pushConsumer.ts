// All that a consumer is sent, its timers, and what a person does to it. RocketMQ: DefaultMQPushConsumerImpl

import type { Consumption } from '../context'
import { brokerClosed, callTimeout, responded } from './answers'
import { consumeLaterTimer, consumeTimer } from './concurrently'
import { create, onAction, onCommand, starts } from './consumerLife'
import { expireTimer } from './expire'
import { heartbeatTimer } from './heartbeat'
import { lockTimer, unlockTimer } from './locks'
import { persistTimer } from './offsets'
import { orderlyTimer } from './orderly'
import { pausable } from './pausable'
import { correctionTimer, pullAnswered, pullTimer } from './pull'
import { membersChanged, rebalanceTimer } from './rebalanceImpl'
import { pollTimer, routeAnswered, routeTimeout } from './routePoll'

export const pushConsumer: Consumption['consumer'] = {
  create,
  packets: pausable({
    consumerRouteAnswer: routeAnswered,
    consumerResponse: responded,
    pullResponse: pullAnswered,
    membersChanged,
    brokerClosed,
  }),
  timers: pausable({
    consumerPollTimer: pollTimer,
    consumerHeartbeatTimer: heartbeatTimer,
    persistTimer,
    rebalanceTimer,
    pullTimer,
    consumeTimer,
    consumeLaterTimer,
    lockTimer,
    unlockTimer,
    orderlyTimer,
    expireTimer,
    consumerCallTimeout: callTimeout,
    consumerStarts: starts,
    correctionTimer,
    consumerRouteTimeout: routeTimeout,
  }),
  onAction,
  onCommand,
}
