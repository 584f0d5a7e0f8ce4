// Why an attempt or a call failed: in words, and in the names of the client's own exceptions.

import type { AttemptFailure, ClientException, SendStatus } from '../rocketmq'
import { formatDuration, spaced } from './format'
import type { Words } from './words'

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

/** What a SendResult that is not SEND_OK warns of: the copy is stored all the same. */
export const statusWords: Record<Exclude<SendStatus, 'SEND_OK'>, Words> = {
  FLUSH_DISK_TIMEOUT: { zh: '没等到写进磁盘', en: 'the disk has not confirmed it' },
  FLUSH_SLAVE_TIMEOUT: { zh: '没等到 Slave 确认', en: 'no Slave has confirmed it' },
  SLAVE_NOT_AVAILABLE: { zh: '没有可用的 Slave', en: 'there is no Slave to copy it to' },
}

/** Why one attempt failed and when, as a clause: "connection refused after 240 ms". */
export function failureWords(failure: AttemptFailure, code: number, latencyMs: number): Words {
  const words = sayFailure(failure, code, latencyMs)
  return { zh: spaced(words.zh), en: words.en }
}

function sayFailure(failure: AttemptFailure, code: number, latencyMs: number): Words {
  const zh = formatDuration(latencyMs, 'zh')
  const en = formatDuration(latencyMs, 'en')
  switch (failure) {
    case 'connectRefused':
      return { zh: `${zh} 后被拒绝连接`, en: `connection refused after ${en}` }
    case 'connectTimeout':
      return { zh: `等了 ${zh} 也没有连上`, en: `no connection after ${en}` }
    case 'connectionClosed':
      return { zh: `${zh} 后连接断开`, en: `connection closed after ${en}` }
    case 'timeout':
      return { zh: `等了 ${zh} 没有回复`, en: `no answer after ${en}` }
    case 'brokerError':
      return {
        zh: `${zh} 后收到错误码 ${responseCodeName(code)}`,
        en: `error code ${responseCodeName(code)} after ${en}`,
      }
    case 'noMaster':
      return { zh: '路由里没有它的 Master 地址', en: 'the route has no Master address for it' }
    case 'noTime':
      return { zh: '重试时已经没有剩余时间', en: 'no time was left for a retry' }
  }
}

/** The same as what follows "Message 34 ..." in a headline. */
export function failureWordsShort(failure: AttemptFailure, code: number, latencyMs: number, broker: string): Words {
  const zh = formatDuration(latencyMs, 'zh')
  const en = formatDuration(latencyMs, 'en')
  switch (failure) {
    case 'connectRefused':
      return { zh: `连不上 ${broker}（被拒绝连接）`, en: `could not reach ${broker} (connection refused)` }
    case 'connectTimeout':
      return { zh: `等了 ${zh} 也没连上 ${broker}`, en: `could not connect to ${broker} in ${en}` }
    case 'connectionClosed':
      return { zh: `在等回复时，与 ${broker} 的连接断了`, en: `lost its connection to ${broker}` }
    case 'timeout':
      return { zh: `等了 ${zh} 没有等到 ${broker} 的回复`, en: `got no answer from ${broker} in ${en}` }
    case 'brokerError':
      return {
        zh: `被 ${broker} 拒收（${responseCodeName(code)}）`,
        en: `was refused by ${broker} (${responseCodeName(code)})`,
      }
    case 'noMaster':
      return { zh: `发不到 ${broker}：路由里没有它的 Master`, en: `cannot go to ${broker}: the route names no Master` }
    case 'noTime':
      return { zh: `来不及改发 ${broker}：时间用完了`, en: `had no time left to try ${broker}` }
  }
}

const classAndCode = ({ className, responseCode }: ClientException): string => {
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

/** The same with the cause in any case: "MQClientException (10001), caused by RemotingConnectException". */
export function exceptionAndCause(exception: ClientException): Words {
  const { cause } = exception
  const name = classAndCode(exception)
  return cause === null ? { zh: name, en: name } : { zh: `${name}，起因 ${cause}`, en: `${name}, caused by ${cause}` }
}
