// A made-up log of any length: messages in the order of their numbers, some copies much later, those of message 3 last.

import { createLog, type EventLog, sealLog } from '../rocketmq'
import { log as write } from '../rocketmq/entryCodec'

const LATE_BY = 40_000

export function madeUpLog(entries: number): EventLog {
  const log = createLog()
  const writing = { log, state: { nowMs: 0 } }
  const copy = (message: number) =>
    write.stored(writing, { message, group: 0, node: 0, queueId: message & 7, queueOffset: message })
  const ended = (message: number) => {
    copy(message)
    const place = { producer: 0, thread: message & 3, attempt: 1, group: 0, queueId: message & 7 }
    write.sendOk(writing, { ...place, message, latencyMs: 3, elapsedMs: 3, status: 'SEND_OK' })
  }
  write.action(writing, { action: 0 })
  for (let message = 1; log.written < entries - 2; message++) {
    writing.state.nowMs = message
    const place = { producer: 0, thread: message & 3, attempt: 1, group: 0, queueId: message & 7 }
    write.send(writing, { ...place, message, index: message })
    if (message % 501 === 0 && message > LATE_BY) copy(message - LATE_BY)
    if (message !== 3) ended(message)
  }
  ended(3)
  sealLog(log)
  return log
}
