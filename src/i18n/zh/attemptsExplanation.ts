import { type AttemptFacts, type AttemptsMessages, type Looked, skippedBrokers } from '../attemptsExplanation'
import { formatTime } from '../format'
import { spaced } from './format'

/** Why one Broker was passed over. */
function skippedWords({ broker, verdict, avoidedUntilMs }: Looked, release: string): string {
  switch (verdict) {
    case 'avoided':
      return avoidedUntilMs === null
        ? spaced(`${broker} 已标记为不可达`)
        : spaced(`${broker} 规避到 ${formatTime(avoidedUntilMs)}`)
    case 'unreachable':
      return spaced(`${broker} 不可达`)
    case 'sameBroker':
      return spaced(`${broker} 刚刚失败`)
    case 'notSameBroker':
      return spaced(`${broker} 不是刚失败的那个（${release} 重试时反而只认它）`)
    case 'chosen':
      return ''
  }
}

/** "broker-a is avoided until 00:12.900 and broker-c has just failed"; many are counted. */
function listed(skipped: readonly Looked[], release: string): string {
  if (skipped.length > 2) {
    const avoided = skipped.filter(({ verdict }) => verdict === 'avoided').length
    return avoided === skipped.length
      ? spaced(`${skipped.length} 个 Broker 都在规避`)
      : spaced(`${skipped.length} 个 Broker 在规避或刚刚失败`)
  }
  const each = skipped.map((one) => skippedWords(one, release))
  return spaced(each.join('，'))
}

/** The reason behind the colon. */
function reason(facts: AttemptFacts): string {
  const { decidedBy, broker, lastBroker, rules, oneBroker } = facts
  const skipped = skippedBrokers(facts)
  const again = lastBroker === broker
  switch (decidedBy) {
    case 'plainFirst':
      return spaced('正好轮到它。sendLatencyFaultEnable 已关闭，首次尝试不做任何过滤')
    case 'plainNotLast':
      return skipped.length === 0
        ? spaced(`正好轮到它，且它不在刚刚失败的 ${lastBroker} 上`)
        : spaced(`轮到的队列在刚刚失败的 ${lastBroker} 上，于是往后找`)
    case 'available':
    case 'availableNotLast':
    case 'availableAndSame':
      if (decidedBy === 'availableAndSame' && lastBroker !== null)
        return spaced(`${rules.release} 重试时只认刚刚失败的 ${lastBroker}，而它没有在规避`)
      if (skipped.length > 0) {
        const why = listed(skipped, rules.release)
        return spaced(`${why}，于是跳过，顺延到它`)
      }
      if (again) return spaced(`正好轮到它，Broker 不在规避期；${rules.release} 不管它刚刚失败过`)
      return spaced('正好轮到它，且 Broker 不在规避期')
    case 'reachableNotLast':
      return spaced(
        lastBroker === null
          ? '所有 Broker 都在规避，于是第二轮只看是否可达'
          : '除了刚刚失败的，其他 Broker 都在规避，于是第二轮只看是否可达',
      )
    case 'fallback':
      return spaced(`没有队列通过检查，pickOneAtLeast 从故障表里挑出情况最好的 ${broker}`)
    case 'byHash':
      return spaced(`由键的哈希值 ${facts.index} 对 ${facts.listLength} 个队列取模选出，不查故障表`)
    case 'recorded':
      return '这是录下来的结果；客户端在此之前看过哪些队列，没有录下'
    case 'plain':
      if (facts.passes.some(({ tripped }) => tripped)) return spaced('序号越过 2^31-1，查找中断，于是轮到谁就是谁')
      return oneBroker
        ? spaced(`所有队列都在 ${broker} 上，轮到谁就是谁`)
        : spaced('没有队列通过检查，于是轮到谁就是谁')
  }
}

function attemptSentence(facts: AttemptFacts): string {
  const { message, attempt, attemptLimit, broker, queueId, lastBroker, rewritten, droppedQueueId } = facts
  const queue = `${broker} q${queueId}`
  const why = reason(facts)
  const head =
    attempt === 1
      ? spaced(`消息 ${message} 发往 ${queue}`)
      : spaced(
          `消息 ${message} 的第 ${attempt} 次尝试（共 ${attemptLimit} 次）${lastBroker === broker ? '仍发往' : '改发'} ${queue}`,
        )
  const kept = droppedQueueId === null ? '' : spaced(`。异步重试只换 Broker，队列号不变`)
  const wrote = rewritten === null ? '' : spaced(`，还把它写进了列表的第 ${rewritten.position} 位`)
  return spaced(`${head}：${why}${wrote}${kept}。`)
}

export const attempts: AttemptsMessages = {
  sentence: attemptSentence,
  rules: {
    plainFirst: '轮到谁就是谁',
    plainNotLast: '要求：不在刚刚失败的 Broker 上',
    available: '要求：不在规避期',
    availableNotLast: '要求：不在规避期，也不是刚刚失败的 Broker',
    availableAndSame: '要求：不在规避期；重试时还必须是刚刚失败的那个 Broker（条件写反了）',
    reachableNotLast: '退一步，要求：可达，也不是刚刚失败的 Broker',
    fallback: '都不符合：从故障表里挑情况最好的 Broker',
    plain: '没有可挑的：轮到谁就是谁',
    byHash: 'MessageQueueSelector：键的哈希值对队列数取模',
    recorded: '录制：只录下了选中的队列',
  },
}
