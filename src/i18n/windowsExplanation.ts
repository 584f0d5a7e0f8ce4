// Why a Broker is avoided until a moment, or why it is not, in one sentence.

import type { Outlook } from '../projections/outlook'
import { failureWords } from './exceptions'
import { type LessonFacts, length, ms, type Outcome, said } from './explanation'
import { formatTime } from './format'
import { blockedWords } from './outlook'
import type { Words } from './words'

export interface WindowFacts {
  broker: string
  rules: { release: string }
  standing: 'avoided' | 'unreachable' | 'available' | 'off' | 'stopped'
  untilMs: number | null
  outlook: Outlook | null
  cause: { message: number; attempt: number; outcome: Outcome; lesson: LessonFacts; rules: { release: string } } | null
  end:
    | { why: 'never' | 'forgotten' }
    | { why: 'windowEnded' | 'removed' | 'restarted'; atMs: number }
    | { why: 'success'; atMs: number; message: number; latencyMs: number }
    | null
}

/** Which send opened it, in the middle of a sentence. */
function causeWords({ cause }: WindowFacts): Words {
  if (!cause) return said('有一次发送把它写进了故障表', 'a send put it into the fault table')
  const { message, attempt, outcome, lesson, rules } = cause
  const window = { zh: length(lesson.windowMs, 'zh'), en: length(lesson.windowMs, 'en') }
  const zhWho = `消息 ${message} 的第 ${attempt} 次尝试`
  const enWho = `attempt ${attempt} of message ${message}`
  if (!lesson.isolation)
    return said(
      `${zhWho}在它上面用了 ${ms(lesson.latencyMs)}，查表规避 ${window.zh}`,
      `${enWho} took ${ms(lesson.latencyMs)} there, for which the table says ${window.en}`,
    )
  const failed = outcome.kind === 'failed' ? failureWords(outcome.failure, outcome.code, outcome.tookMs) : null
  return said(
    `${zhWho}在它上面失败${failed ? `（${failed.zh}）` : ''}，${rules.release} 把失败按 ${length(lesson.lookedUpMs, 'zh')} 查表，规避 ${window.zh}`,
    `${enWho} failed there${failed ? ` (${failed.en})` : ''}, ${rules.release} looks a failure up as ${length(lesson.lookedUpMs, 'en')}, and the table says ${window.en}`,
  )
}

/** Why a Broker is avoided, or why it is not, in one sentence. */
export function windowSentence(facts: WindowFacts): Words {
  const { broker, standing, untilMs, end, rules } = facts
  const why = causeWords(facts)
  if (standing === 'off')
    return said(
      `没有规避：sendLatencyFaultEnable 已关闭，既不记录也不查表。`,
      `Nothing is avoided: sendLatencyFaultEnable is off, so no send is recorded and no table is read.`,
    )
  if (standing === 'stopped')
    return said(
      `${broker} 没有被规避：生产者没有在运行，重新启动后故障表是空的。`,
      `${broker} is not avoided: the producer does not run, and starts again with an empty fault table.`,
    )
  if (standing === 'avoided' && untilMs !== null)
    return said(
      `${broker} 规避到 ${formatTime(untilMs)}：${why.zh}。`,
      `${broker} is avoided until ${formatTime(untilMs)}: ${why.en}.`,
    )
  if (standing === 'unreachable')
    return said(
      `${broker} 的窗口已经结束，但仍不会被选：${rules.release} 还要求可达标记，而上次失败把它标成了不可达。`,
      `The window of ${broker} is over, but it is still not chosen: ${rules.release} also asks for the reachable flag, which the last failure took away.`,
    )
  // Nothing is "available" that the producer could not reach with success.
  const blocked = facts.outlook && blockedWords(facts.outlook)
  const but = { zh: blocked ? `；${blocked.zh}` : '', en: blocked ? `, ${blocked.en}` : '' }
  const again = {
    zh: blocked ? `${broker} 不再被规避` : `${broker} 又可用了`,
    en: blocked ? `${broker} is no longer avoided` : `${broker} is available again`,
  }
  const not = { zh: `${broker} 没有被规避`, en: `${broker} is not avoided` }
  switch (end?.why) {
    case 'windowEnded':
      return said(
        `${again.zh}：它的窗口在 ${formatTime(end.atMs)} 到期${but.zh}。`,
        `${again.en}: its window ended at ${formatTime(end.atMs)}${but.en}.`,
      )
    case 'success':
      return said(
        `${again.zh}：消息 ${end.message} 在它上面只用了 ${ms(end.latencyMs)}，${rules.release} 里一次快的成功就结束窗口（${formatTime(end.atMs)}）${but.zh}。`,
        `${again.en}: message ${end.message} took only ${ms(end.latencyMs)} there at ${formatTime(end.atMs)}, and in ${rules.release} one fast success ends the window${but.en}.`,
      )
    case 'removed':
      return said(
        `${again.zh}：${formatTime(end.atMs)} 探测器发现它没有地址，就把它从故障表里删了${but.zh}。`,
        `${again.en}: at ${formatTime(end.atMs)} the detector found no address for it and deleted its item${but.en}.`,
      )
    case 'restarted':
      return said(
        `${not.zh}：生产者在 ${formatTime(end.atMs)} 重新启动，故障表是空的${but.zh}。`,
        `${not.en}: the producer was started again at ${formatTime(end.atMs)}, with an empty fault table${but.en}.`,
      )
    case 'forgotten':
      return said(
        `${not.zh}：兜底发现它没有可写的队列，就把它从故障表里删了${but.zh}。`,
        `${not.en}: the fallback found no writable queue on it and dropped its item${but.en}.`,
      )
    default:
      return said(
        `${not.zh}：到现在为止没有哪次发送慢到或失败到要规避它${but.zh}。`,
        `${not.en}: so far no send to it was slow enough or failed${but.en}.`,
      )
  }
}
