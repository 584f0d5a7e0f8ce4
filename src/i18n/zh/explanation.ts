import type { CommunicationMode } from '../../rocketmq'
import type { ExplanationMessages, LessonFacts, Outcome } from '../explanation'
import { formatTime } from '../format'
import { exceptions, failureWords } from './exceptions'
import { formatDuration, formatNumber, spaced } from './format'

/** A number of ms as it stands in a calculation: "3,000 ms". */
export const ms = (value: number): string => `${formatNumber(value)} ms`

/** A length of a table or a stand-in: whole seconds stay whole, "10 s". */
export const length = (value: number): string =>
  value % 1000 === 0 && value > 0 && value < 60_000 ? `${value / 1000} ${'秒'}` : formatDuration(value)

function outcomeWords(outcome: Outcome, mode: CommunicationMode): string {
  switch (outcome.kind) {
    case 'under way':
      return spaced('还在等回复。')
    case 'abandoned':
      return spaced(`${ms(outcome.tookMs)} 后不再等它。`)
    case 'stored':
      if (mode === 'ONEWAY') return spaced(`send() 立即返回；消息 ${ms(outcome.tookMs)} 后写入队列，生产者收不到应答。`)
      return outcome.status === null || outcome.status === 'SEND_OK'
        ? spaced(`${ms(outcome.tookMs)} 后存入，SEND_OK。`)
        : spaced(`${ms(outcome.tookMs)} 后存入，但状态是 ${outcome.status}：${exceptions.status[outcome.status]}。`)
    case 'failed': {
      const why = failureWords(outcome.failure, outcome.code, outcome.tookMs)
      return spaced(`失败，${why}：${outcome.className}。`)
    }
  }
}

function lookupWords(facts: LessonFacts): string {
  const { isolation, lookedUpMs, thresholdMs, windowMs } = facts
  const zhWhat = isolation
    ? `失败，不看实际耗时，一律按 ${length(lookedUpMs)} 查表`
    : `实际耗时 ${ms(lookedUpMs)}，查表`
  if (thresholdMs === null) return spaced(`${zhWhat}：不到最低一级，不规避。`)
  return windowMs === 0
    ? spaced(`${zhWhat}：≥ ${ms(thresholdMs)} 这一级对应 0，不规避。`)
    : spaced(`${zhWhat}：≥ ${ms(thresholdMs)} 这一级，规避 ${length(windowMs)}。`)
}

function effectWords(facts: LessonFacts, successEndsWindow: boolean): string {
  const { broker, effect, untilMs, untilBeforeMs } = facts
  const until = formatTime(untilMs)
  const before = formatTime(untilBeforeMs)
  switch (effect) {
    case 'opened':
      return spaced(`${broker} 从那一刻起规避到 ${until}。`)
    case 'longer':
      return spaced(
        `${broker} 的窗口从 ${before} 推迟到 ${until}${successEndsWindow ? '：每次都覆盖' : '：只会变长'}。`,
      )
    case 'shorter':
      return spaced(`${broker} 的窗口从 ${before} 提前到 ${until}：这个版本每次都覆盖。`)
    case 'ended':
      return spaced(`${broker} 的窗口原本到 ${before}，立刻结束：这个版本每次都覆盖。`)
    case 'kept':
      return spaced(`${broker} 仍规避到 ${until}：窗口只会变长，不会变短。`)
    case 'none':
      return spaced(`${broker} 照常可用。`)
  }
}

export const explanation: ExplanationMessages = {
  outcome: outcomeWords,
  lookup: lookupWords,
  effect: effectWords,
}
