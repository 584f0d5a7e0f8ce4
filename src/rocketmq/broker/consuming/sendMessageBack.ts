// Messages that come back from consumers. RocketMQ: AbstractSendMessageProcessor#consumerSendMsgBack
import type { Handler } from './handler'

export const consumerSendMsgBack: Handler<'CONSUMER_SEND_MSG_BACK'> = () => {
  throw new TypeError('not built yet')
}
