import type { AttemptFailure, ClientException } from '../../rocketmq'
import { classAndCode, type ExceptionsMessages, responseCodeName } from '../exceptions'
import { formatDuration } from './format'

export function failureWords(failure: AttemptFailure, code: number, latencyMs: number): string {
  const words = sayFailure(failure, code, latencyMs)
  return words
}

function sayFailure(failure: AttemptFailure, code: number, latencyMs: number): string {
  const time = formatDuration(latencyMs)
  switch (failure) {
    case 'connectRefused':
      return `connection refused after ${time}`
    case 'connectTimeout':
      return `no connection after ${time}`
    case 'connectionClosed':
      return `connection closed after ${time}`
    case 'timeout':
      return `no answer after ${time}`
    case 'brokerError':
      return `error code ${responseCodeName(code)} after ${time}`
    case 'noMaster':
      return 'the route has no Master address for it'
    case 'noTime':
      return 'no time left for a retry'
  }
}

export function failureWordsShort(failure: AttemptFailure, code: number, latencyMs: number, broker: string): string {
  const time = formatDuration(latencyMs)
  switch (failure) {
    case 'connectRefused':
      return `could not reach ${broker} (connection refused)`
    case 'connectTimeout':
      return `could not connect to ${broker} in ${time}`
    case 'connectionClosed':
      return `lost its connection to ${broker}`
    case 'timeout':
      return `got no answer from ${broker} in ${time}`
    case 'brokerError':
      return `got an error from ${broker} (${responseCodeName(code)})`
    case 'noMaster':
      return `cannot go to ${broker}: the route has no Master address`
    case 'noTime':
      return `had no time left to try ${broker}`
  }
}

export function exceptionAndCause(exception: ClientException): string {
  const { cause } = exception
  const name = classAndCode(exception)
  return cause === null ? name : `${name}, caused by ${cause}`
}

export const exceptions: ExceptionsMessages = {
  status: {
    FLUSH_DISK_TIMEOUT: 'the flush to disk did not finish in time',
    FLUSH_SLAVE_TIMEOUT: 'no Slave confirmed it in time',
    SLAVE_NOT_AVAILABLE: 'no Slave is available',
  },
  failure: failureWords,
  failureOf: failureWordsShort,
  exceptionAndCause,
}
