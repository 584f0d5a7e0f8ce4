// What Brokers do for consumers, as the rest of the engine calls it: see Consumption.

import type { Consumption } from '../../context'
import { arriving } from './arriving'
import { hostChanged, moved, nodeCreated } from './brokerSide'
import { channelScanTimer, consumerClosed } from './consumerManager'
import { offsetFileTimer, offsetSyncTimer } from './consumerOffsetManager'
import { pullRequest } from './pullMessageProcessor'
import { dispatched, pullHoldTimer } from './pullRequestHold'
import { consumerRequest } from './requests'
import { scheduleStarted, scheduleTimer } from './scheduleMessage'

export const brokerConsumption: Omit<Consumption, 'consumer'> = {
  packets: arriving({ consumerRequest, pullRequest, consumerClosed }),
  timers: { pullHoldTimer, channelScanTimer, offsetFileTimer, offsetSyncTimer, scheduleTimer },
  nodeCreated,
  dispatched,
  hostChanged,
  masterChanged: scheduleStarted,
  moved,
}
