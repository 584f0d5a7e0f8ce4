// All that a consumer is sent, its timers, and what a person does to it. RocketMQ: DefaultMQPushConsumerImpl

import type { Consumption } from '../context'
import { pollTimer, routeAnswered, routeTimeout } from './clientRoute'
import { consumeLaterTimer, consumeTimer } from './concurrently'
import { create, onAction, onCommand, pausable } from './consumerLife'
import { expireTimer } from './expire'
import { heartbeatTimer } from './heartbeat'
import { lockTimer } from './locks'
import { persistTimer } from './offsets'
import { orderlyTimer } from './orderly'
import { correctionTimer, pullAnswered, pullTimer } from './pull'
import { membersChanged, rebalanceTimer } from './rebalance'
import { brokerClosed, callTimeout, responded } from './remoting'

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
    orderlyTimer,
    expireTimer,
    consumerCallTimeout: callTimeout,
    correctionTimer,
    consumerRouteTimeout: routeTimeout,
  }),
  onAction,
  onCommand,
}
