// The moves that challenges write down most often, and the claims that several of them make.

import { defaultBrokerName, type SettingName, type Settings, type UserAction } from '../../../rocketmq'
import type { Condition } from '../../challenge'
import { countOf } from '../../figure'

export const inject = (atMs: number, target: string, code: number, times = 1): UserAction => ({
  atMs,
  type: 'injectResponse',
  target,
  code,
  times,
})

export const slow = (atMs: number, target: string, ms: number): UserAction => ({ atMs, type: 'slow', target, ms })

export const set = <Name extends SettingName>(atMs: number, name: Name, value: Settings[Name]): UserAction => ({
  atMs,
  type: 'set',
  name,
  value,
})

export const restart = (atMs: number, target: string): UserAction => ({ atMs, type: 'restart', target })

/** broker-a, broker-b and so on. */
export const firstBrokers = (count: number): string[] => Array.from({ length: count }, (_, at) => defaultBrokerName(at))

/** How many send calls failed from the start to a moment. */
export const failedSends = (toMs: number, bounds: Pick<Condition['claim'], 'equals' | 'atMost'>): Condition => ({
  claim: { figure: countOf('failedMessages', 0, toMs), ...bounds },
  label: { zh: '发送失败的消息', en: 'Failed sends' },
})

/** How many attempts failed from the start to a moment, retried or not. */
export const failedAttempts = (toMs: number, atMost: number): Condition => ({
  claim: { figure: countOf('failedAttempts', 0, toMs), atMost },
  label: { zh: '失败的尝试', en: 'Failed attempts' },
})

/** A new Master of a Broker group. */
export const elected = (brokerName: string, toMs: number): Condition => ({
  claim: { figure: { ...countOf('elections', 0, toMs), brokerName }, atLeast: 1 },
  label: { zh: `${brokerName} 选出新 Master`, en: `New Masters of ${brokerName}` },
})
