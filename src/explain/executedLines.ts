// Which lines of the pseudo-code one attempt has executed, and the values they had. Computed from the explanation alone.

import { formatTime } from '../i18n/format'
import type { AttemptExplanation, ExplainedCandidate, ExplainedLesson, ExplainedPass } from './attempt'

/** By line id: the values of that line, as "26 mod 4 = 2"; an empty text where there is nothing to say. */
export type ExecutedLines = Map<string, string>

/** Values of one line that are shown; of more, the last ones. */
const SHOWN_VALUES = 4

const list = (values: readonly string[]): string =>
  values.length <= SHOWN_VALUES ? values.join(', ') : `… ${values.slice(-SHOWN_VALUES).join(', ')}`

export function executedLines(attempt: AttemptExplanation): ExecutedLines {
  const lit: ExecutedLines = new Map()
  const light = (id: string, value = '') => lit.set(id, lit.get(id) ? `${lit.get(id)}; ${value}` : value)
  const asyncRetry = attempt.mode === 'ASYNC' && attempt.attempt > 1
  if (asyncRetry) lightAsyncRetry(attempt, light)
  else lightLoop(attempt, light)
  lightChoice(attempt, light)
  lightOutcome(attempt, light, asyncRetry)
  return lit
}

type Light = (id: string, value?: string) => void

/** The turn of the retry loop up to the request. */
function lightLoop(attempt: AttemptExplanation, light: Light): void {
  const { cost, rules } = attempt
  light('send')
  if (attempt.attempt === 1) {
    light('send.began')
    const waited = cost.spentBeforeMs > 0 ? `${cost.spentBeforeMs} ms` : ''
    if (attempt.mode === 'ASYNC' && rules.asyncPool) light('send.pool', cost.fetchedRoute ? '' : waited)
    light('send.route', cost.fetchedRoute ? waited : '')
    light('route')
    light('route.known', cost.fetchedRoute ? '✕' : '✓')
    if (cost.fetchedRoute) for (const id of ['route.lock', 'route.ask', 'route.return']) light(id)
    light('send.attempts', `attempts = ${attempt.mode === 'SYNC' ? attempt.attemptLimit : 1}`)
  }
  light('send.loop', `attempt = ${attempt.attempt}`)
  light('send.choose', `${attempt.broker} q${attempt.queueId}`)
  if (!rules.budgetPerAttempt) {
    light('send.spent', `spent = ${cost.spentBeforeMs}`)
    light('send.over', `${cost.spentBeforeMs} > ${cost.timeoutMs}: no`)
  }
  light('send.budget', `budget = ${cost.each ? cost.timeoutMs : cost.timeoutMs - cost.spentBeforeMs}`)
  if (rules.hasMaxTimeoutPerRequest) {
    light('send.cap', `cap = ${attempt.settings.sendMsgMaxTimeoutPerRequest}`)
    if (cost.capped) light('send.capped', `budget = ${cost.budgetMs}`)
  }
  light('send.last', `last = ${attempt.broker}`)
  light('send.request', `${attempt.broker} q${attempt.queueId}, ${cost.budgetMs} ms`)
}

/** The network callback of the attempt before, up to the request. */
function lightAsyncRetry(attempt: AttemptExplanation, light: Light): void {
  light('answer')
  light('answer.test', `${attempt.attempt - 1} <= ${attempt.attemptLimit - 1}`)
  light('answer.choose', `broker = ${attempt.broker}`)
  light('answer.budget', `budget = ${attempt.cost.budgetMs}`)
  // With less than nothing left the request is not made.
  if (attempt.cost.outcome.kind !== 'failed' || attempt.cost.outcome.failure !== 'noMaster')
    light('answer.request', `${attempt.broker} q${attempt.queueId}`)
}

const sums = (attempt: AttemptExplanation, { candidates }: ExplainedPass): string =>
  list(candidates.map(({ index, position }) => `${index} mod ${attempt.listLength} = ${position}`))

const tested = (pass: ExplainedPass): string =>
  list(pass.candidates.map(({ broker, verdict }) => `${broker} ${verdict === 'chosen' ? '✓' : '✕'}`))

/** What was asked about each Broker, once each. */
const asked = (
  passes: readonly ExplainedPass[],
  name: string,
  answer: (look: ExplainedCandidate) => boolean,
): string => {
  const answers = new Map<string, boolean>()
  for (const { candidates } of passes) for (const look of candidates) answers.set(look.broker, answer(look))
  return list([...answers].map(([broker, value]) => `${name}(${broker}) = ${value}`))
}

function lightChoice(attempt: AttemptExplanation, light: Light): void {
  // Which way a recorded choice went was not seen; a MessageQueueSelector is not part of this code.
  if (attempt.decidedBy === 'recorded' || attempt.decidedBy === 'byHash') return
  const { switchOn, passes, rules, lastBroker } = attempt
  light('choose', `last = ${lastBroker ?? 'none'}`)
  light('choose.off', `sendLatencyFaultEnable = ${switchOn}`)
  if (switchOn) lightOn(attempt, light)
  else {
    const filters = rules.faultSelector === 'filters'
    for (const pass of passes) {
      if (pass.rule === 'plainFirst' && !filters) {
        light('off.first', 'last = none')
        light('off.firstReturn', sums(attempt, pass))
      } else if (pass.rule === 'plainNotLast' || pass.rule === 'plainFirst') {
        if (!filters) light('off.first', `last = ${lastBroker}`)
        if (rules.retryWalk === 'copiedIndex') light('off.index', `i = ${pass.candidates[0]?.index}`)
        light('off.walk', `n = ${attempt.listLength}`)
        light('off.look', sums(attempt, pass))
        light('off.test', tested(pass))
      } else light('off.plain', sums(attempt, pass))
    }
  }
}

function lightOn(attempt: AttemptExplanation, light: Light): void {
  const { passes, rules } = attempt
  const filters = rules.faultSelector === 'filters'
  if (filters) light('reset', attempt.resetTo === null ? 'retry = no' : `index = ${attempt.resetTo}`)
  const walks = passes.filter(({ rule }) => rule.startsWith('available'))
  const seconds = passes.filter(({ rule }) => rule === 'reachableNotLast')
  for (const pass of passes) {
    switch (pass.rule) {
      case 'available':
      case 'availableNotLast':
      case 'availableAndSame':
        if (!filters) light('walk.index', `i = ${pass.candidates[0]?.index}`)
        light('walk', `n = ${attempt.listLength}`)
        light('walk.look', sums(attempt, pass))
        if (rules.walkTripsOnOverflow) light('walk.trip', pass.tripped ? '✓' : '✕')
        light('walk.test', tested(pass))
        break
      case 'reachableNotLast':
        light('second', `n = ${attempt.listLength}`)
        light('second.look', sums(attempt, pass))
        light('second.test', tested(pass))
        break
      case 'fallback':
        lightFallback(attempt, pass, light)
        break
      default:
        light('plain', sums(attempt, pass))
    }
  }
  if (walks.some(({ candidates }) => candidates.length > 0)) {
    light('available')
    light(
      'available.test',
      asked(walks, 'available', ({ available }) => available),
    )
  }
  if (seconds.length > 0) {
    light('reachable')
    light(
      'reachable.test',
      asked(seconds, 'reachable', ({ reachable }) => reachable !== false),
    )
  }
}

function lightFallback(attempt: AttemptExplanation, pass: ExplainedPass, light: Light): void {
  light('pick.call', `broker = ${pass.picked ?? 'none'}`)
  light('pickOne')
  light('pickOne.none', pass.picked === null ? '✓' : '✕')
  if (pass.picked !== null) {
    light('pickOne.sort')
    light('pickOne.half', pass.picked)
  }
  light('pick.writable', pass.found ? '✓' : '✕')
  const look = pass.candidates[0]
  if (look) {
    light('pick.entry', `${look.index} mod ${attempt.listLength} = ${look.position}`)
    light('pick.queueId', `queueId = ${look.queueId}`)
    light(
      'pick.take',
      `list[${look.position}] ${attempt.rules.fallbackRewritesList ? '= ' : ''}${look.broker} q${look.queueId}`,
    )
  } else if (pass.picked !== null) light('pick.forget', pass.picked)
}

function lightOutcome(attempt: AttemptExplanation, light: Light, asyncRetry: boolean): void {
  const { cost, mode, switchOn } = attempt
  const { outcome } = cost
  const lessons = [...cost.lessons]
  const ended = outcome.kind !== 'under way' && outcome.kind !== 'abandoned'
  // What ASYNC and ONEWAY learn when the request has left is one lesson, what the answer teaches another.
  const handed = mode !== 'SYNC' && lessons.some(({ isolation, atMs }) => !isolation && !answeredAt(attempt, atMs))
  const left = mode !== 'SYNC' && !asyncRetry && leftTheClient(attempt)
  if (handed || left) {
    light('send.handed')
    light('send.learnHanded')
    light('send.returnHanded')
  }
  if (lessons.length > 0 || (!switchOn && (ended || left))) {
    light('learn')
    light('learn.off', `sendLatencyFaultEnable = ${lessons.length > 0 || switchOn}`)
  }
  for (const lesson of lessons) lightLesson(lesson, attempt, light)
  if (!ended) {
    if (cost.exception === 'callTimeout') light('send.giveUp')
    return
  }
  if (mode === 'ASYNC' && !endsInLoop(attempt)) lightAnswer(attempt, light)
  else if (mode !== 'ONEWAY' || outcome.kind === 'failed') lightReturn(attempt, light)
  if (cost.exception === 'callTimeout')
    light('send.giveUp', `${cost.timeoutMs - (cost.leftMs ?? 0)} of ${cost.timeoutMs} ms spent`)
}

/** Was this lesson learned from the answer? */
const answeredAt = ({ cost: { outcome } }: AttemptExplanation, atMs: number): boolean =>
  outcome.kind === 'stored' && outcome.atMs === atMs

/** ASYNC and ONEWAY: the request has left, whatever became of it. */
const leftTheClient = ({ cost: { outcome } }: AttemptExplanation): boolean =>
  outcome.kind === 'stored' ||
  (outcome.kind === 'failed' &&
    (outcome.failure === 'brokerError' || outcome.failure === 'timeout' || outcome.failure === 'connectionClosed'))

/** An ASYNC attempt that fails inside send(), where the loop hears of it. RocketMQ: DefaultMQProducerImpl#sendDefaultImpl */
function endsInLoop({ attempt, rules, cost: { outcome } }: AttemptExplanation): boolean {
  if (attempt !== 1 || outcome.kind !== 'failed') return false
  const connecting = outcome.failure === 'connectRefused' || outcome.failure === 'connectTimeout'
  return outcome.failure === 'noMaster' || (connecting && !rules.asyncRetriesConnect)
}

/** What the loop does with an outcome. */
function lightReturn(attempt: AttemptExplanation, light: Light): void {
  const { cost, settings } = attempt
  const { outcome } = cost
  if (outcome.kind === 'stored') {
    light('send.stored', outcome.status ?? '')
    light('send.learnStored', `took = ${outcome.tookMs}`)
    light('send.notOk', `${outcome.status}, ${settings.retryAnotherBrokerWhenNotStoreOK}`)
    light(cost.next === 'retried' ? 'send.again' : 'send.return')
  } else if (outcome.kind === 'failed') {
    const took = `took = ${outcome.tookMs}`
    if (outcome.failure === 'brokerError') {
      light('send.code', `code = ${outcome.code}`)
      light('send.learnCode', took)
      light('send.codeTest', `code = ${outcome.code}`)
      if (cost.exception === 'notRetried') light('send.codeThrow')
    } else if (outcome.failure === 'noMaster') {
      light('send.noMaster')
      light('send.learnNoMaster', took)
    } else {
      light('send.remoting', outcome.failure)
      light('send.learnRemoting', took)
    }
    if (cost.exception === 'attemptsUsedUp') light('send.throw')
  }
}

/** What the network callback does with an outcome. */
function lightAnswer(attempt: AttemptExplanation, light: Light): void {
  const { cost } = attempt
  const { outcome } = cost
  light('answer')
  light('answer.stored', outcome.kind === 'stored' ? (outcome.status ?? '') : '✕')
  if (outcome.kind === 'stored') {
    light('answer.learnStored', `took = ${outcome.tookMs}`)
    light('answer.result')
  } else if (outcome.kind === 'failed') {
    light('answer.learn', `took = ${outcome.tookMs}`)
    light('answer.code', outcome.failure === 'brokerError' ? `code = ${outcome.code}` : '✕')
    if (outcome.failure === 'brokerError') light('answer.codeEnd')
    else {
      light('answer.test', `${attempt.attempt} <= ${attempt.attemptLimit - 1}`)
      if (cost.next === 'threw') light('answer.fail')
    }
  }
}

function lightLesson(lesson: ExplainedLesson, { rules }: AttemptExplanation, light: Light): void {
  light('learn.latency', `latency = ${lesson.lookedUpMs}`)
  light(
    'learn.window',
    lesson.thresholdMs === null
      ? 'window = 0'
      : `${lesson.thresholdMs} <= ${lesson.lookedUpMs}: window = ${lesson.windowMs}`,
  )
  light('learn.item', `${lesson.broker}, ${lesson.latencyMs}`)
  const until = formatTime(lesson.atMs + lesson.windowMs)
  if (rules.successEndsWindow) {
    light('learn.write', until)
    return
  }
  const grows = lesson.effect === 'opened' || lesson.effect === 'longer'
  light('learn.grow', grows ? '✓' : '✕')
  if (grows) light('learn.write', until)
  light('learn.reachable', `reachable = ${lesson.reachable}`)
}
