import type { AttemptFailure, ClientException } from '../../rocketmq'
import { classAndCode, type ExceptionsMessages, responseCodeName } from '../exceptions'
import { formatDuration, spaced } from './format'

export function failureWords(failure: AttemptFailure, code: number, latencyMs: number): string {
  const words = sayFailure(failure, code, latencyMs)
  return spaced(words)
}

function sayFailure(failure: AttemptFailure, code: number, latencyMs: number): string {
  const time = formatDuration(latencyMs)

  switch (failure) {
    case 'connectRefused':
      return `${time} 后被拒绝连接`
    case 'connectTimeout':
      return `等了 ${time} 也没有连上`
    case 'connectionClosed':
      return `${time} 后连接断开`
    case 'timeout':
      return `等了 ${time} 没有回复`
    case 'brokerError':
      return `${time} 后收到错误码 ${responseCodeName(code)}`
    case 'noMaster':
      return '路由里没有它的 Master 地址'
    case 'noTime':
      return '没有剩余时间重试'
  }
}

export function failureWordsShort(failure: AttemptFailure, code: number, latencyMs: number, broker: string): string {
  const time = formatDuration(latencyMs)

  switch (failure) {
    case 'connectRefused':
      return `连不上 ${broker}（被拒绝连接）`
    case 'connectTimeout':
      return `等了 ${time} 也没连上 ${broker}`
    case 'connectionClosed':
      return `等回复时与 ${broker} 的连接断开`
    case 'timeout':
      return `等了 ${time} 没有等到 ${broker} 的回复`
    case 'brokerError':
      return `被 ${broker} 拒收（${responseCodeName(code)}）`
    case 'noMaster':
      return `无法发往 ${broker}：路由里没有它的 Master`
    case 'noTime':
      return `来不及改发 ${broker}：时间预算用完`
  }
}

export function exceptionAndCause(exception: ClientException): string {
  const { cause } = exception
  const name = classAndCode(exception)
  return cause === null ? name : `${name}，起因 ${cause}`
}

export const exceptions: ExceptionsMessages = {
  status: {
    FLUSH_DISK_TIMEOUT: '刷盘超时',
    FLUSH_SLAVE_TIMEOUT: '等待 Slave 确认超时',
    SLAVE_NOT_AVAILABLE: '没有可用的 Slave',
  },
  failure: failureWords,
  failureOf: failureWordsShort,
  exceptionAndCause,
}
