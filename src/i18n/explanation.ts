// Words that the explanations share: numbers as they stand in a calculation, what came of an attempt, and what it wrote into the
// fault table. The sentences are in the explanationOf....ts beside it; what they say is computed in explain/.

import type { AttemptFailure, CommunicationMode, SendStatus } from '../rocketmq'
import { failureWords, statusWords } from './exceptions'
import { formatDuration, formatNumber, formatTime, spaced } from './format'
import type { Language, Words } from './words'

/** A sentence in both languages; Chinese gets its spaces. */
export const said = (zh: string, en: string): Words => ({ zh: spaced(zh), en })

/** A number of ms as it stands in a calculation: "3,000 ms". */
export const ms = (value: number): string => `${formatNumber(value, 'en')} ms`

/** A length of a table or a stand-in: whole seconds stay whole, "10 s". */
export const length = (value: number, language: Language): string =>
  value % 1000 === 0 && value > 0 && value < 60_000
    ? `${value / 1000} ${language === 'zh' ? '秒' : 's'}`
    : formatDuration(value, language)

export type Outcome =
  | { kind: 'under way' }
  | { kind: 'failed'; tookMs: number; failure: AttemptFailure; className: string; code: number }
  | { kind: 'stored'; tookMs: number; status: SendStatus | null }
  | { kind: 'abandoned'; tookMs: number }

/** What came of an attempt, as one line. */
export function outcomeWords(outcome: Outcome, mode: CommunicationMode): Words {
  switch (outcome.kind) {
    case 'under way':
      return said('还在等回复。', 'Still waiting for the answer.')
    case 'abandoned':
      return said(`${ms(outcome.tookMs)} 后不再等它。`, `Given up after ${ms(outcome.tookMs)}.`)
    case 'stored':
      if (mode === 'ONEWAY')
        return said(
          `交给网络就返回了；${ms(outcome.tookMs)} 后进了队列，没有人会告诉生产者。`,
          `send() returned at once; the copy reached the queue after ${ms(outcome.tookMs)}, and nobody tells the producer.`,
        )
      return outcome.status === null || outcome.status === 'SEND_OK'
        ? said(`${ms(outcome.tookMs)} 后存好，SEND_OK。`, `Stored after ${ms(outcome.tookMs)}, SEND_OK.`)
        : said(
            `${ms(outcome.tookMs)} 后存下，但是 ${outcome.status}：${statusWords[outcome.status].zh}。`,
            `Stored after ${ms(outcome.tookMs)}, but ${outcome.status}: ${statusWords[outcome.status].en}.`,
          )
    case 'failed': {
      const why = failureWords(outcome.failure, outcome.code, outcome.tookMs)
      return said(`失败，${why.zh}：${outcome.className}。`, `Failed, ${why.en}: ${outcome.className}.`)
    }
  }
}

export interface LessonFacts {
  broker: string
  latencyMs: number
  isolation: boolean
  lookedUpMs: number
  thresholdMs: number | null
  windowMs: number
  untilBeforeMs: number
  untilMs: number
  effect: 'opened' | 'longer' | 'shorter' | 'ended' | 'kept' | 'none'
  reachable: boolean | null
}

/** The look into the latency table: "Failed, so it counts as 10 s: from 5 s on, avoid for 10 s." */
export function lookupWords(facts: LessonFacts): Words {
  const { isolation, lookedUpMs, thresholdMs, windowMs } = facts
  const zhWhat = isolation
    ? `失败，不看实际耗时，一律按 ${length(lookedUpMs, 'zh')} 查表`
    : `实际耗时 ${ms(lookedUpMs)}，查表`
  const enWhat = isolation
    ? `A failure is looked up as ${length(lookedUpMs, 'en')}, however long it took`
    : `It took ${ms(lookedUpMs)}`
  if (thresholdMs === null)
    return said(
      `${zhWhat}：不到最低一级，不规避。`,
      `${enWhat}: less than every step of the latency table, so it opens no window.`,
    )
  return windowMs === 0
    ? said(
        `${zhWhat}：≥ ${ms(thresholdMs)} 这一级对应 0，不规避。`,
        `${enWhat}: in the latency table that is the step from ${ms(thresholdMs)}, which opens no window.`,
      )
    : said(
        `${zhWhat}：≥ ${ms(thresholdMs)} 这一级，规避 ${length(windowMs, 'zh')}。`,
        `${enWhat}: in the latency table that is the step from ${ms(thresholdMs)}, avoid for ${length(windowMs, 'en')}.`,
      )
}

/** What the write into the fault table did to the window. */
export function effectWords(facts: LessonFacts, successEndsWindow: boolean): Words {
  const { broker, effect, untilMs, untilBeforeMs } = facts
  const until = formatTime(untilMs)
  const before = formatTime(untilBeforeMs)
  switch (effect) {
    case 'opened':
      return said(`${broker} 从那一刻起规避到 ${until}。`, `${broker} is avoided from that moment until ${until}.`)
    case 'longer':
      return said(
        `${broker} 的窗口从 ${before} 推迟到 ${until}${successEndsWindow ? '：每次都覆盖' : '：只会变长'}。`,
        `The window of ${broker} moves from ${before} to ${until}: ${successEndsWindow ? 'each send overwrites it' : 'it can only grow'}.`,
      )
    case 'shorter':
      return said(
        `${broker} 的窗口从 ${before} 提前到 ${until}：这个版本每次都覆盖。`,
        `The window of ${broker} moves back from ${before} to ${until}: in this release each send overwrites it.`,
      )
    case 'ended':
      return said(
        `${broker} 的窗口原本到 ${before}，立刻结束：这个版本每次都覆盖。`,
        `The window of ${broker}, open until ${before}, ends at once: in this release each send overwrites it.`,
      )
    case 'kept':
      return said(
        `${broker} 仍规避到 ${until}：窗口只会变长，不会变短。`,
        `${broker} stays avoided until ${until}: a window never gets shorter.`,
      )
    case 'none':
      return said(`${broker} 照常可用。`, `${broker} stays available.`)
  }
}
