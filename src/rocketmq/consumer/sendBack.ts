// Failed messages go back to the Broker. RocketMQ: DefaultMQPushConsumerImpl#sendMessageBack
import type { Simulation } from '../context'
import type { ConsumerResponseBody } from '../events'
import type { ConsumerCall } from '../state'

/** An answer to CONSUMER_SEND_MSG_BACK, or its failure (null). */
export function sendBackAnswered(
  sim: Simulation,
  index: number,
  call: ConsumerCall,
  body: ConsumerResponseBody | null,
): void {
  void [sim, index, call, body]
  throw new TypeError('not built yet')
}
