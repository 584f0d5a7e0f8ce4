// Production incidents: first Brokers that are healthy and get nothing or too much, then sends that fail, wait or arrive twice.

import type { Lesson } from '../lesson'
import { backAsSlave } from './incidents/backAsSlave'
import { busyAndDead } from './incidents/busyAndDead'
import { busyBroker } from './incidents/busyBroker'
import { lastBrokerDies } from './incidents/lastBrokerDies'
import { neverForgiven } from './incidents/neverForgiven'
import { oneBadMessage } from './incidents/oneBadMessage'
import { oneBrokerTopic } from './incidents/oneBrokerTopic'
import { oneQueueOverloaded } from './incidents/oneQueueOverloaded'
import { oneSilentHost } from './incidents/oneSilentHost'
import { queuesLost } from './incidents/queuesLost'
import { retriesThatNeverHappen } from './incidents/retriesThatNeverHappen'
import { slowForHalfAMinute } from './incidents/slowForHalfAMinute'
import { starvingAfterRestart } from './incidents/starvingAfterRestart'
import { storedTwice } from './incidents/storedTwice'

export const SENDING_INCIDENTS: readonly Lesson[] = [
  starvingAfterRestart,
  oneQueueOverloaded,
  queuesLost,
  oneBrokerTopic,
  neverForgiven,
  retriesThatNeverHappen,
  slowForHalfAMinute,
  lastBrokerDies,
  oneBadMessage,
  busyBroker,
  busyAndDead,
  backAsSlave,
  oneSilentHost,
  storedTwice,
]
