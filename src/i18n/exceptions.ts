// Why an attempt or a call failed: in words, and in the names of the client's own exceptions.

import type { AttemptFailure, ClientException, SendStatus } from '../rocketmq'

/** Names of response codes a Broker may answer with. RocketMQ: ResponseCode */
const RESPONSE_CODE_NAMES: Record<number, string> = {
  1: 'SYSTEM_ERROR',
  2: 'SYSTEM_BUSY',
  10: 'FLUSH_DISK_TIMEOUT',
  11: 'SLAVE_NOT_AVAILABLE',
  12: 'FLUSH_SLAVE_TIMEOUT',
  13: 'MESSAGE_ILLEGAL',
  14: 'SERVICE_NOT_AVAILABLE',
  16: 'NO_PERMISSION',
  17: 'TOPIC_NOT_EXIST',
  29: 'INVALID_PARAMETER',
}

/** "2 SYSTEM_BUSY" */
export const responseCodeName = (code: number): string => {
  const name = RESPONSE_CODE_NAMES[code]
  return name ? `${code} ${name}` : String(code)
}

export const classAndCode = ({ className, responseCode }: ClientException): string => {
  // A code of -1 says nothing.
  if (responseCode === null || responseCode < 0) return className
  return `${className} (${className === 'MQBrokerException' ? responseCodeName(responseCode) : responseCode})`
}

/** What the application gets, by class, code and text, and by its cause where nothing else tells: "MQClientException (10001)". */
export function exceptionName(exception: ClientException): string {
  const { className, cause, responseCode, text } = exception
  if (text !== null) return `${className} "${text}"`
  if (responseCode === -1 && cause !== null) return `${className} (-1, cause ${cause})`
  return classAndCode(exception)
}

export interface ExceptionsMessages {
  /** What a SendResult that is not SEND_OK warns of: the copy is stored all the same. */
  status: Record<Exclude<SendStatus, 'SEND_OK'>, string>
  /** Why one attempt failed and when, as a clause: "connection refused after 240 ms". */
  failure(failure: AttemptFailure, code: number, latencyMs: number): string
  /** The same as what follows "Message 34 ..." in a headline. */
  failureOf(failure: AttemptFailure, code: number, latencyMs: number, broker: string): string
  /** The same with the cause in any case: "MQClientException (10001), caused by RemotingConnectException". */
  exceptionAndCause(exception: ClientException): string
}
