// The raw lines that a recorder leaves behind (README.md), and what they say in the engine's words.

import { readFileSync } from 'node:fs'
import { type ATTEMPT_OUTCOMES, REAL_SETTINGS, type SendException } from '../../src/rocketmq/index.ts'

export interface Line {
  t: number
  [field: string]: unknown
}

export const linesOf = (file: string): Line[] =>
  readFileSync(file, 'utf8')
    .split('\n')
    .filter((line) => line.trim() !== '')
    .map((line) => JSON.parse(line) as Line)

export const text = (value: unknown): string => (typeof value === 'string' ? value : '')
export const number = (value: unknown): number => (typeof value === 'number' ? value : 0)

/** What each act is as a user action; all else in the lines is what was seen. */
export const ACTIONS: Record<string, 'kill' | 'freeze' | 'resume' | 'stop' | 'restart' | 'powerOff'> = {
  'kill -9': 'kill',
  SIGSTOP: 'freeze',
  SIGCONT: 'resume',
  SIGTERM: 'stop',
  silence: 'powerOff',
  start: 'restart',
}

/** How an attempt ended, by the exception of the client. */
export function outcomeOf(line: Line): (typeof ATTEMPT_OUTCOMES)[number] {
  switch (line.ex) {
    case undefined:
      // Without an address it threw before there was anything to connect to.
      return line.addr === undefined ? 'noMaster' : 'ok'
    case 'MQClientException':
      return 'noMaster'
    case 'RemotingConnectException':
      return number(line.ms) < REAL_SETTINGS.connectTimeoutMillis ? 'connectRefused' : 'connectTimeout'
    case 'RemotingSendRequestException':
      return 'connectionClosed'
    case 'RemotingTimeoutException':
      return 'timeout'
    case 'MQBrokerException':
      return 'brokerError'
    default:
      throw new Error(`an attempt with an unknown exception: ${JSON.stringify(line)}`)
  }
}

export function exceptionOf(line: Line): SendException {
  const { ex, code, x } = line
  if (ex === 'RemotingTooMuchRequestException') return 'callTimeout'
  if (ex === 'MQBrokerException') return 'notRetried'
  if (ex === 'IllegalStateException') return 'noNameServer'
  if (ex === 'MQClientException' && (code === 10005 || text(x).startsWith('No route'))) return 'noRoute'
  if (ex === 'MQClientException') return 'attemptsUsedUp'
  throw new Error(`a call with an unknown exception: ${JSON.stringify(line)}`)
}

export const brokerCode = (x: unknown): number => Number(/^CODE: (\d+)/.exec(text(x))?.[1] ?? 0)

/** "a0": host 0 of broker-a. */
export const hostOf = (who: unknown): { group: number; node: number } | null => {
  const found = /^([a-p])(\d)$/.exec(text(who))
  return found ? { group: (found[1] as string).charCodeAt(0) - 97, node: Number(found[2]) } : null
}
export const groupOf = (brokerName: string): number => brokerName.charCodeAt('broker-'.length) - 97

export const argumentsOf = (started: Line): Record<string, string> =>
  Object.fromEntries(
    text(started.args)
      .slice(1, -1)
      .split(', ')
      .map((one) => one.split('=') as [string, string]),
  )
