// The words of the explanations: why this queue, why avoided until then, why a message failed. Each explanation has one
// plain sentence and lines below it; what they say is computed in explain/.

import type {
  AttemptFailure,
  ClientException,
  CommunicationMode,
  PassRule,
  SendException,
  SendStatus,
  Verdict,
} from '../engine'
import { exceptionAndCause, failureWords, responseCodeName, statusWords } from './exceptions'
import { formatDuration, formatNumber, formatTime, spaced } from './format'
import type { Phrase } from './notices'
import type { Language, Words } from './words'

const said = (zh: string, en: string): Words => ({ zh: spaced(zh), en })

/** A number of ms as it stands in a calculation: "3,000 ms". */
const ms = (value: number): string => `${formatNumber(value, 'en')} ms`

/** A length of a table or a stand-in: whole seconds stay whole, "10 s". */
const length = (value: number, language: Language): string =>
  value % 1000 === 0 && value > 0 && value < 60_000
    ? `${value / 1000} ${language === 'zh' ? '秒' : 's'}`
    : formatDuration(value, language)

// --- one attempt -----------------------------------------------------------------------------------------------------

type Looked = { broker: string; queueId: number; verdict: Verdict; avoidedUntilMs: number | null }

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
        '轮到它了。sendLatencyFaultEnable 关着，第一次尝试什么都不查',
        'it was next in turn; with sendLatencyFaultEnable off, a first attempt checks nothing',
      )
    case 'plainNotLast':
      return skipped.length === 0
        ? said(
            `轮到它了，而且它不在刚刚失败的 ${lastBroker} 上`,
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
        return said(`${why.zh}，于是往后找到它`, `${why.en}, so the client looked on`)
      }
      if (again)
        return said(
          `轮到它了，它没有在规避；${rules.release} 不管它刚刚失败过`,
          `it was next in turn and is not avoided; ${rules.release} does not mind that it has just failed`,
        )
      return said('轮到它了，而且它没有在规避', 'it was next in turn and is not avoided')
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

// --- what an attempt cost --------------------------------------------------------------------------------------------

type Outcome =
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
      return said(`${broker} 从现在起规避到 ${until}。`, `${broker} is avoided from now until ${until}.`)
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

// --- a window --------------------------------------------------------------------------------------------------------

export interface WindowFacts {
  broker: string
  rules: { release: string }
  standing: 'avoided' | 'unreachable' | 'available' | 'off'
  untilMs: number | null
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
      `谁也不规避：sendLatencyFaultEnable 关着，既不记录也不查。`,
      `Nobody is avoided: sendLatencyFaultEnable is off, so nothing is recorded and nothing is asked.`,
    )
  if (standing === 'avoided' && untilMs !== null)
    return said(
      `${broker} 规避到 ${formatTime(untilMs)}：${why.zh}。`,
      `${broker} is avoided until ${formatTime(untilMs)}: ${why.en}.`,
    )
  if (standing === 'unreachable')
    return said(
      `${broker} 的窗口已经结束，但仍不会被选：5.1.4 还要求可达标记，而上次失败把它标成了不可达。`,
      `The window of ${broker} is over, but it is still not chosen: 5.1.4 also asks for the reachable flag, which the last failure took away.`,
    )
  switch (end?.why) {
    case 'windowEnded':
      return said(
        `${broker} 又可用了：它的窗口在 ${formatTime(end.atMs)} 到期。`,
        `${broker} is available again: its window ended at ${formatTime(end.atMs)}.`,
      )
    case 'success':
      return said(
        `${broker} 又可用了：消息 ${end.message} 在它上面只用了 ${ms(end.latencyMs)}，${rules.release} 里一次快的成功就结束窗口（${formatTime(end.atMs)}）。`,
        `${broker} is available again: message ${end.message} took only ${ms(end.latencyMs)} there at ${formatTime(end.atMs)}, and in ${rules.release} one fast success ends the window.`,
      )
    case 'removed':
      return said(
        `${broker} 又可用了：${formatTime(end.atMs)} 探测器发现它没有地址，就把它从故障表里删了。`,
        `${broker} is available again: at ${formatTime(end.atMs)} the detector found no address for it and deleted its item.`,
      )
    case 'restarted':
      return said(
        `${broker} 没有被规避：生产者在 ${formatTime(end.atMs)} 重新启动，故障表是空的。`,
        `${broker} is not avoided: the producer was started again at ${formatTime(end.atMs)}, with an empty fault table.`,
      )
    case 'forgotten':
      return said(
        `${broker} 没有被规避：回退时发现它没有可写的队列，就把它从故障表里删了。`,
        `${broker} is not avoided: the fallback found no writable queue on it and dropped its item.`,
      )
    default:
      return said(
        `${broker} 没有被规避：到现在为止没有哪次发送慢到或失败到要规避它。`,
        `${broker} is not avoided: so far no send to it was slow enough or failed.`,
      )
  }
}

// --- a message -------------------------------------------------------------------------------------------------------

export interface MessageFacts {
  message: number
  mode: CommunicationMode
  release: string
  elapsedMs: number
  timeoutMs: number
  each: boolean
  attempts: readonly { broker: string; queueId: number; cost: { outcome: Outcome } }[]
  end:
    | { kind: 'returned'; status: SendStatus | null }
    | { kind: 'threw'; exception: SendException; code: number }
    | null
  exception: ClientException | null
}

/** How the application hears of a failure. */
function heard(exception: ClientException | null): Words {
  if (!exception) return said('应用听不到任何消息', 'the application hears nothing')
  const name = exceptionAndCause(exception)
  return exception.via === 'throw'
    ? said(`应用收到 ${name.zh}`, `the application gets ${name.en}`)
    : said(`回调收到 ${name.zh}`, `the callback gets ${name.en}`)
}

const times = (count: number) => (count === 1 ? '1 attempt' : `${count} attempts`)

/** Why a message failed, or how it got through, in one sentence. */
export function messageSentence(facts: MessageFacts): Words {
  const { message, mode, elapsedMs, timeoutMs, each, attempts, end, exception, release } = facts
  const last = attempts.at(-1)
  if (!end)
    return attempts.length === 0
      ? said(`消息 ${message} 还没有发出。`, `Message ${message} has not been sent yet.`)
      : said(
          `消息 ${message} 还在路上：第 ${attempts.length} 次尝试，已经 ${ms(elapsedMs)}。`,
          `Message ${message} is under way: attempt ${attempts.length}, ${ms(elapsedMs)} so far.`,
        )
  if (end.kind === 'returned') return returnedSentence(facts)
  const get = heard(exception)
  const why = last?.cost.outcome.kind === 'failed' ? last.cost.outcome : null
  const whyWords = why ? failureWords(why.failure, why.code, why.tookMs) : null
  switch (end.exception) {
    case 'attemptsUsedUp':
      return said(
        attempts.length > 1
          ? `消息 ${message} 失败：${attempts.length} 次尝试都没成功，共 ${ms(elapsedMs)}${last && whyWords ? `，最后一次在 ${last.broker}：${whyWords.zh}` : ''}；${get.zh}。`
          : `消息 ${message} 失败：唯一的一次尝试在 ${last?.broker ?? ''} 没成功${whyWords ? `（${whyWords.zh}）` : ''}；${get.zh}。`,
        attempts.length > 1
          ? `Message ${message} failed: ${times(attempts.length)} in ${ms(elapsedMs)}${last && whyWords ? `, the last on ${last.broker} (${whyWords.en})` : ''}; ${get.en}.`
          : `Message ${message} failed: its only attempt, on ${last?.broker ?? ''}, did not succeed${whyWords ? ` (${whyWords.en})` : ''}; ${get.en}.`,
      )
    case 'callTimeout':
      return said(
        `消息 ${message} 失败：${attempts.length} 次尝试用掉 ${ms(elapsedMs)}，${ms(timeoutMs)} 的预算没了，轮不到下一次；${get.zh}${why ? `，它盖住了真正的 ${why.className}` : ''}。`,
        `Message ${message} failed: ${times(attempts.length)} took ${ms(elapsedMs)}, the budget of ${ms(timeoutMs)}${each ? ' each' : ''} was gone, and no other came; ${get.en}${why ? `, which hides the real ${why.className}` : ''}.`,
      )
    case 'notRetried':
      return said(
        `消息 ${message} 失败：${last?.broker ?? 'Broker'} 回了错误码 ${responseCodeName(end.code)}，${mode === 'ASYNC' ? '异步发送从不重试错误码' : `${release} 不重试它`}；${get.zh}。`,
        `Message ${message} failed: ${last?.broker ?? 'the Broker'} answered ${responseCodeName(end.code)}, which ${mode === 'ASYNC' ? 'an ASYNC send never retries' : `${release} does not retry`}; ${get.en}.`,
      )
    case 'noRoute':
      return said(
        `消息 ${message} 失败：没有这个 Topic 的路由，一次也没有发出；${get.zh}。`,
        `Message ${message} failed: there is no route for the Topic, so nothing was sent; ${get.en}.`,
      )
    case 'noNameServer':
      return said(
        `消息 ${message} 失败：没有 NameServer 回答，拿不到路由，一次也没有发出；${get.zh}。`,
        `Message ${message} failed: no NameServer answered, so there was no route and nothing was sent; ${get.en}.`,
      )
    case 'producerDied':
      return said(
        `消息 ${message} 失败：生产者进程在调用途中没了。`,
        `Message ${message} failed: the producer process died during the call.`,
      )
    case 'lostUnseen':
      return said(
        `消息 ${message} 丢了：单向发送没有进入任何队列，没有人会知道。`,
        `Message ${message} is lost: the one-way send reached no queue, and nobody is told.`,
      )
  }
}

function returnedSentence({ message, mode, elapsedMs, attempts, end }: MessageFacts): Words {
  const last = attempts.at(-1)
  const queue = last ? `${last.broker} q${last.queueId}` : ''
  const status = end?.kind === 'returned' ? end.status : null
  const warning =
    status === null || status === 'SEND_OK' ? said('', '') : said(`，但只是 ${status}`, `, but only with ${status}`)
  if (mode === 'ONEWAY')
    return said(
      `消息 ${message} 进了 ${queue}，用了 ${ms(elapsedMs)}；生产者自己并不知道。`,
      `Message ${message} reached ${queue} in ${ms(elapsedMs)}; the producer itself does not know.`,
    )
  if (attempts.length <= 1)
    return said(
      `消息 ${message} 一次就存进 ${queue}，共 ${ms(elapsedMs)}${warning.zh}。`,
      `Message ${message} was stored on ${queue} at the first attempt, in ${ms(elapsedMs)}${warning.en}.`,
    )
  const first = attempts[0]
  const why = first?.cost.outcome.kind === 'failed' ? first.cost.outcome : null
  const whyWords = why && failureWords(why.failure, why.code, why.tookMs)
  return said(
    `消息 ${message} 第 ${attempts.length} 次才成功：${whyWords ? `第 1 次在 ${first?.broker} 失败（${whyWords.zh}），` : ''}最后存进 ${queue}，共 ${ms(elapsedMs)}${warning.zh}。`,
    `Message ${message} got through at attempt ${attempts.length}: ${whyWords ? `attempt 1 failed on ${first?.broker} (${whyWords.en}), and ` : ''}${queue} stored it after ${ms(elapsedMs)} in all${warning.en}.`,
  )
}

// --- labels of the cards ---------------------------------------------------------------------------------------------

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

export const whyWords = {
  whyThisQueue: { zh: '为什么是这个队列？', en: 'Why this queue?' },
  cost: { zh: '代价', en: 'What it cost' },
  lesson: { zh: '记进故障表', en: 'Into the fault table' },
  previousAttempt: { zh: '这条消息的上一次尝试', en: 'Previous attempt of this message' },
  nextAttempt: { zh: '这条消息的下一次尝试', en: 'Next attempt of this message' },
  previousMessage: { zh: '上一条消息', en: 'Previous message' },
  nextMessage: { zh: '下一条消息', en: 'Next message' },
  toItsMoment: { zh: '跳到那一刻', en: 'To its moment' },
  toNewest: { zh: '回到最新一次', en: 'Back to the newest' },
  chosen: { zh: '选它', en: 'chosen' },
  available: { zh: '可用', en: 'available' },
  unreachable: { zh: '不可达', en: 'not reachable' },
  reachable: { zh: '可达', en: 'reachable' },
  justFailed: { zh: '刚刚失败', en: 'just failed' },
  notJustFailed: { zh: '不是刚失败的那个', en: 'not the one that failed' },
  nothingFound: { zh: '这一轮一个也没选上。', en: 'This pass took none.' },
  tripped: { zh: '序号越过 2^31-1，这一轮中断了。', en: 'The index passed 2^31-1 and this pass broke off.' },
  noItems: { zh: '故障表是空的，没有可挑的。', en: 'The fault table is empty: nothing to pick.' },
  whyAvoided: { zh: '为什么规避？', en: 'Why is it avoided?' },
  effect: { zh: '写入', en: 'Written' },
  flag: { zh: '可达标记', en: 'Reachable flag' },
  showCause: { zh: '看那次尝试', en: 'Show that attempt' },
  endsByTimeOrSuccess: {
    zh: '到时间就结束；这之前，一次快的成功也会立刻结束它，再失败一次则重新计时。',
    en: 'It ends in time; before that a fast success ends it at once, and another failure starts it anew.',
  },
  endsByTime: {
    zh: '只会到时间结束：成功不会缩短它，探测器也不会；再失败一次可能推迟它。',
    en: 'Only time ends it: neither a success nor the detector makes it shorter; another failure may move it on.',
  },
  endsByRestart: {
    zh: '换新 Master、更新路由都不影响它：窗口跟着 brokerName 走，不跟着机器走。',
    en: 'A new Master or a new route changes nothing: the window belongs to the brokerName, not to the machine.',
  },
  whyFailed: { zh: '这条消息为什么失败？', en: 'Why did this message fail?' },
  howItWent: { zh: '这条消息怎么样了？', en: 'What became of this message?' },
  attempts: { zh: '各次尝试', en: 'Its attempts' },
  copies: { zh: '存下的副本', en: 'Stored copies' },
  application: { zh: '应用得到', en: 'The application gets' },
  nothing: { zh: '什么也没有', en: 'nothing' },
  candidateOrder: { zh: '按客户端查看的顺序', en: 'In the order in which the client looked' },
  closeWindow: { zh: '回到选队列', en: 'Back to the choice' },
  code: { zh: '客户端在做什么', en: 'What the client does' },
  codeHint: {
    zh: '我们自己写的伪代码，不是 RocketMQ 源码。亮的行是这次尝试执行过的。',
    en: "Pseudo-code of our own, not RocketMQ's source. Lit lines were executed by this attempt.",
  },
  compareWith: { zh: '与另一版本对比', en: 'Compare with' },
  noComparison: { zh: '不对比', en: 'no comparison' },
  sameCode: { zh: '两个版本在这里完全一样。', en: 'Both releases do exactly the same here.' },
  added: { zh: '多了', en: 'added' },
  removed: { zh: '没有', en: 'gone' },
  executed: { zh: '执行过', en: 'executed' },
  loading: { zh: '载入中…', en: 'Loading…' },
} satisfies Record<string, Words>

/** Two names at most; more are counted. */
const named = (brokers: string[], and: string, counted: (count: number) => string): string =>
  brokers.length > 2 ? counted(brokers.length) : brokers.join(and)

export const whyPhrases = {
  attemptOf: {
    zh: (message: number, attempt: number, limit: number, thread: number | null) =>
      `消息 ${message} · 第 ${attempt} 次${limit > 1 ? `，最多 ${limit} 次` : ''}${thread === null ? '' : ` · 线程 ${thread}`}`,
    en: (message: number, attempt: number, limit: number, thread: number | null) =>
      `message ${message} · attempt ${attempt}${limit > 1 ? ` of at most ${limit}` : ''}${thread === null ? '' : ` · thread ${thread}`}`,
  },
  avoidedUntil: {
    zh: (time: string) => `规避到 ${time}`,
    en: (time: string) => `avoided until ${time}`,
  },
  reset: {
    zh: (value: number) => `重试前，序号先随机重置为 ${value}。`,
    en: (value: number) => `Before the retry the index is reset to a random ${value}.`,
  },
  moreLooks: {
    zh: (count: number) => `…… 又看了 ${count} 个，也都跳过`,
    en: (count: number) => `… ${count} more, all passed over`,
  },
  picked: {
    zh: (broker: string, position: number) => `pickOneAtLeast 挑了 ${broker}，占用列表第 ${position} 位这一轮`,
    en: (broker: string, position: number) => `pickOneAtLeast names ${broker}; the turn is that of entry ${position}`,
  },
  pickedUnwritable: {
    zh: (broker: string) => `pickOneAtLeast 挑了 ${broker}，但它没有可写的队列，于是把它从故障表里删掉。`,
    en: (broker: string) => `pickOneAtLeast names ${broker}, which has no writable queue, so its item is deleted.`,
  },
  unlisted: {
    zh: (brokers: string[]) =>
      `列表里没有 ${named(brokers, '、', (count) => `${count} 组 Broker`)} 的队列：上次取到的路由里，没有它的 Master、不可写，或者没有这个 Topic。`,
    en: (brokers: string[]) =>
      `The list has no queue of ${named(brokers, ' and ', (count) => `${count} Broker groups`)}: in the last route there was no Master, no write permission, or not this Topic.`,
  },
  rewritten: {
    zh: (position: number, was: string, now: string) =>
      `列表第 ${position} 位从 ${was} 被改成 ${now}，直到路由变化才会恢复。`,
    en: (position: number, was: string, now: string) =>
      `Entry ${position} of the list was ${was} and is now ${now}, until a changed route repairs it.`,
  },
  dropped: {
    zh: (chosen: number, kept: number) => `选出的是 q${chosen}，但异步重试只用它的 Broker，仍写 q${kept}。`,
    en: (chosen: number, kept: number) =>
      `The choice was q${chosen}, but an ASYNC retry takes only its Broker and writes to q${kept}.`,
  },
  budget: {
    zh: (timeout: number, spent: number, budget: number) =>
      `预算 ${ms(timeout)}，之前用了 ${ms(spent)}，这次最多等 ${ms(budget)}。`,
    en: (timeout: number, spent: number, budget: number) =>
      `Budget ${ms(timeout)}, ${ms(spent)} used before, at most ${ms(budget)} for this attempt.`,
  },
  budgetEach: {
    zh: (timeout: number) => `这个版本每次尝试各有 ${ms(timeout)}。`,
    en: (timeout: number) => `In this release every attempt has ${ms(timeout)}.`,
  },
  budgetCapped: {
    zh: (budget: number) => `sendMsgMaxTimeoutPerRequest 把这次限制在 ${ms(budget)}。`,
    en: (budget: number) => `sendMsgMaxTimeoutPerRequest limits this one to ${ms(budget)}.`,
  },
  left: {
    zh: (left: number) => `整个调用还剩 ${ms(left)}。`,
    en: (left: number) => `The call has ${ms(left)} left.`,
  },
  overdrawn: {
    zh: (over: number) => `预算已经超出 ${ms(over)}。`,
    en: (over: number) => `The budget is overdrawn by ${ms(over)}.`,
  },
  whyAvoidedUntil: {
    zh: (broker: string, time: string) => `${broker} 为什么规避到 ${time}？`,
    en: (broker: string, time: string) => `Why is ${broker} avoided until ${time}?`,
  },
  whyNotAvoided: {
    zh: (broker: string) => `${broker} 为什么没有被规避？`,
    en: (broker: string) => `Why is ${broker} not avoided?`,
  },
  flagNow: {
    zh: (reachable: boolean, since: string | null) =>
      `现在${reachable ? '可达' : '不可达'}${since === null ? '' : `，从 ${since} 起`}。`,
    en: (reachable: boolean, since: string | null) =>
      `Now ${reachable ? 'reachable' : 'not reachable'}${since === null ? '' : `, since ${since}`}.`,
  },
  copyAt: {
    zh: (queue: string, offset: number, time: string) => `${queue}，位点 ${offset}，${time}`,
    en: (queue: string, offset: number, time: string) => `${queue}, queueOffset ${offset}, at ${time}`,
  },
  comparedCode: {
    zh: (from: string, to: string) => `从 ${from} 到 ${to}`,
    en: (from: string, to: string) => `from ${from} to ${to}`,
  },
} satisfies Record<string, Phrase<never[]>>
