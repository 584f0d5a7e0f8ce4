// Why this queue: the sentence about one attempt, and what each pass of the choice asks of a queue.

import type { PassRule, QueueVerdict } from '../rocketmq'
import { said } from './explanation'
import { formatTime } from './format'
import type { Words } from './words'

type Looked = { broker: string; queueId: number; verdict: QueueVerdict; avoidedUntilMs: number | null }

/** What the sentence about an attempt needs to know. */
export interface AttemptFacts {
  message: number
  attempt: number
  attemptLimit: number
  broker: string
  queueId: number
  lastBroker: string | null
  decidedBy: PassRule
  passes: readonly { rule: PassRule; candidates: readonly Looked[]; tripped: boolean }[]
  rules: { release: string }
  rewritten: { position: number } | null
  droppedQueueId: number | null
  oneBroker: boolean
}

/** Why one Broker was passed over. */
function skippedWords({ broker, verdict, avoidedUntilMs }: Looked, release: string): Words {
  switch (verdict) {
    case 'avoided':
      return avoidedUntilMs === null
        ? said(`${broker} 被标成不可达`, `${broker} counts as unreachable`)
        : said(
            `${broker} 规避到 ${formatTime(avoidedUntilMs)}`,
            `${broker} is avoided until ${formatTime(avoidedUntilMs)}`,
          )
    case 'unreachable':
      return said(`${broker} 不可达`, `${broker} is not reachable`)
    case 'sameBroker':
      return said(`${broker} 刚刚失败`, `${broker} has just failed`)
    case 'notSameBroker':
      return said(
        `${broker} 不是刚失败的那个（${release} 重试时反而只认它）`,
        `${broker} is not the one that has just failed (on a retry ${release} takes only that one)`,
      )
    case 'chosen':
      return said('', '')
  }
}

/** The queues of the deciding pass that were passed over, one of each Broker. */
function skippedBrokers(facts: AttemptFacts): Looked[] {
  const looked = facts.passes.at(-1)?.candidates ?? []
  const skipped = looked.filter(({ verdict }) => verdict !== 'chosen')
  return skipped.filter((one, at) => skipped.findIndex(({ broker }) => broker === one.broker) === at)
}

/** "broker-a is avoided until 00:12.900 and broker-c has just failed"; many are counted. */
function listed(skipped: readonly Looked[], release: string): Words {
  if (skipped.length > 2) {
    const avoided = skipped.filter(({ verdict }) => verdict === 'avoided').length
    return avoided === skipped.length
      ? said(`${skipped.length} 个 Broker 都在规避`, `${skipped.length} Brokers are avoided`)
      : said(
          `${skipped.length} 个 Broker 在规避或刚刚失败`,
          `${skipped.length} Brokers are avoided or have just failed`,
        )
  }
  const each = skipped.map((one) => skippedWords(one, release))
  return said(each.map(({ zh }) => zh).join('，'), each.map(({ en }) => en).join(' and '))
}

/** The reason behind the colon. */
function reason(facts: AttemptFacts): Words {
  const { decidedBy, broker, lastBroker, rules, oneBroker } = facts
  const skipped = skippedBrokers(facts)
  const again = lastBroker === broker
  switch (decidedBy) {
    case 'plainFirst':
      return said(
        '正好轮到它。sendLatencyFaultEnable 已关闭，首次尝试不做任何过滤',
        'it was next in turn; with sendLatencyFaultEnable off, a first attempt checks nothing',
      )
    case 'plainNotLast':
      return skipped.length === 0
        ? said(
            `正好轮到它，且它不在刚刚失败的 ${lastBroker} 上`,
            `it was next in turn, and not on ${lastBroker}, which has just failed`,
          )
        : said(
            `轮到的队列在刚刚失败的 ${lastBroker} 上，于是往后找`,
            `the queue next in turn is on ${lastBroker}, which has just failed, so the client looked on`,
          )
    case 'available':
    case 'availableNotLast':
    case 'availableAndSame':
      if (decidedBy === 'availableAndSame' && lastBroker !== null)
        return said(
          `${rules.release} 重试时只认刚刚失败的 ${lastBroker}，而它没有在规避`,
          `on a retry ${rules.release} takes only the Broker that has just failed, and ${lastBroker} is not avoided`,
        )
      if (skipped.length > 0) {
        const why = listed(skipped, rules.release)
        return said(`${why.zh}，于是跳过，顺延到它`, `${why.en}, so the client looked on`)
      }
      if (again)
        return said(
          `正好轮到它，Broker 不在规避期；${rules.release} 不管它刚刚失败过`,
          `it was next in turn and is not avoided; ${rules.release} does not mind that it has just failed`,
        )
      return said('正好轮到它，且 Broker 不在规避期', 'it was next in turn and is not avoided')
    case 'reachableNotLast':
      return said(
        lastBroker === null
          ? '所有 Broker 都在规避，于是第二轮只问是否可达'
          : '没有一个 Broker 既不在规避又不是刚刚失败的，于是第二轮只问是否可达',
        lastBroker === null
          ? 'every Broker is avoided, so the second pass asked only who is reachable'
          : 'every other Broker is avoided, so the second pass asked only who is reachable',
      )
    case 'fallback':
      return said(
        `没有一个队列通过检查，pickOneAtLeast 就从故障表里挑了最不坏的 ${broker}`,
        `no queue passed, so pickOneAtLeast took the least bad Broker of the fault table, ${broker}`,
      )
    case 'plain':
      if (facts.passes.some(({ tripped }) => tripped))
        return said(
          '序号越过 2^31-1，遍历中断了，于是轮到谁就是谁',
          'the index passed 2^31-1 and broke the walk, so it was simply the next in turn',
        )
      return oneBroker
        ? said(
            `所有队列都在 ${broker} 上，没有别处可投，轮到谁就是谁`,
            `all queues are on ${broker}, so there is nowhere else to go, and it was simply the next in turn`,
          )
        : said('没有一个队列通过检查，于是轮到谁就是谁', 'no queue passed, so it was simply the next in turn')
  }
}

/** "Message 7 went to broker-b q1: it was next in turn and is not avoided." */
export function attemptSentence(facts: AttemptFacts): Words {
  const { message, attempt, attemptLimit, broker, queueId, lastBroker, rewritten, droppedQueueId } = facts
  const queue = `${broker} q${queueId}`
  const why = reason(facts)
  const head =
    attempt === 1
      ? said(`消息 ${message} 发往 ${queue}`, `Message ${message} went to ${queue}`)
      : said(
          `消息 ${message} 的第 ${attempt} 次尝试（共 ${attemptLimit} 次）${lastBroker === broker ? '仍发往' : '改发'} ${queue}`,
          `Attempt ${attempt} of ${attemptLimit} of message ${message} went to ${queue}`,
        )
  const kept =
    droppedQueueId === null
      ? said('', '')
      : said(`。异步重试只换 Broker，队列号不变`, `. An ASYNC retry changes only the Broker and keeps the queueId`)
  const wrote =
    rewritten === null
      ? said('', '')
      : said(
          `，还把它写进了列表的第 ${rewritten.position} 位`,
          `, and wrote it over entry ${rewritten.position} of the list`,
        )
  return said(`${head.zh}：${why.zh}${wrote.zh}${kept.zh}。`, `${head.en}: ${why.en}${wrote.en}${kept.en}.`)
}

/** What each pass asks of a queue. */
export const ruleWords: Record<PassRule, Words> = {
  plainFirst: { zh: '轮到谁就是谁', en: 'Simply the next in turn' },
  plainNotLast: { zh: '要求：不在刚刚失败的 Broker 上', en: 'Asks: not on the Broker that has just failed' },
  available: { zh: '要求：不在规避', en: 'Asks: not avoided' },
  availableNotLast: {
    zh: '要求：不在规避，也不是刚刚失败的 Broker',
    en: 'Asks: not avoided, and not the Broker that has just failed',
  },
  availableAndSame: {
    zh: '要求：不在规避；重试时还必须是刚刚失败的那个 Broker（写反了的条件）',
    en: 'Asks: not avoided; on a retry also the very Broker that has just failed (an inverted condition)',
  },
  reachableNotLast: {
    zh: '退一步，要求：可达，也不是刚刚失败的 Broker',
    en: 'Second best, asks: reachable, and not the Broker that has just failed',
  },
  fallback: { zh: '都不行，从故障表里挑最不坏的', en: 'Nobody passed: the least bad of the fault table' },
  plain: { zh: '没得挑了，轮到谁就是谁', en: 'No choice left: simply the next in turn' },
}
