import { formatTime } from '../format'
import type { WindowFacts, WindowsMessages } from '../windowsExplanation'
import { failureWords } from './exceptions'
import { length, ms } from './explanation'
import { spaced } from './format'
import { blockedWords } from './outlook'

/** Which send opened it, in the middle of a sentence. */
function causeWords({ cause }: WindowFacts): string {
  if (!cause) return spaced('有一次发送把它写进了故障表')
  const { message, attempt, outcome, lesson, rules } = cause
  const window = length(lesson.windowMs)
  const zhWho = `消息 ${message} 的第 ${attempt} 次尝试`
  if (!lesson.isolation) return spaced(`${zhWho}在它上面用了 ${ms(lesson.latencyMs)}，查表规避 ${window}`)
  const failed = outcome.kind === 'failed' ? failureWords(outcome.failure, outcome.code, outcome.tookMs) : null
  return spaced(
    `${zhWho}在它上面失败${failed ? `（${failed}）` : ''}，${rules.release} 把失败按 ${length(lesson.lookedUpMs)} 查表，规避 ${window}`,
  )
}

function windowSentence(facts: WindowFacts): string {
  const { broker, standing, untilMs, end, rules } = facts
  const why = causeWords(facts)
  if (standing === 'off') return spaced(`没有规避：sendLatencyFaultEnable 已关闭，既不记录也不查表。`)
  if (standing === 'stopped') return spaced(`没有规避 ${broker}：生产者没有运行，重新启动后故障表是空的。`)
  if (standing === 'avoided' && untilMs !== null) return spaced(`${broker} 规避到 ${formatTime(untilMs)}：${why}。`)
  if (standing === 'unreachable')
    return spaced(
      `${broker} 的窗口已经结束，但生产者仍不选它：${rules.release} 还要求可达标记，而上次失败已把它标为不可达。`,
    )
  // Nothing is "available" that the producer could not reach with success.
  const blocked = facts.outlook && blockedWords(facts.outlook)
  const but = blocked ? `；${blocked}` : ''
  const again = blocked ? `${broker} 的规避已结束` : `${broker} 重新可用`
  const not = `没有规避 ${broker}`
  switch (end?.why) {
    case 'windowEnded':
      return spaced(`${again}：它的窗口在 ${formatTime(end.atMs)} 到期${but}。`)
    case 'success':
      return spaced(
        `${again}：消息 ${end.message} 在它上面只用了 ${ms(end.latencyMs)}，${rules.release} 里一次快的成功就结束窗口（${formatTime(end.atMs)}）${but}。`,
      )
    case 'removed':
      return spaced(`${again}：${formatTime(end.atMs)} 探测器发现它没有地址，把它从故障表里删除${but}。`)
    case 'restarted':
      return spaced(`${not}：生产者在 ${formatTime(end.atMs)} 重新启动，故障表是空的${but}。`)
    case 'forgotten':
      return spaced(`${not}：兜底发现它没有可写的队列，把它从故障表里删除${but}。`)
    default:
      return spaced(`${not}：到目前为止，发给它的消息没有失败，也没有慢到需要规避${but}。`)
  }
}

export const windows: WindowsMessages = {
  sentence: windowSentence,
}
