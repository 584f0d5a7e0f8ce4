// One attempt: why it went to this queue, every queue the client looked at, and what the attempt cost.

import { memo, type ReactNode } from 'react'
import type {
  AttemptExplanation,
  ExplainedCandidate,
  ExplainedLesson,
  ExplainedMissing,
  ExplainedPass,
} from '../../../explain/attempt'
import type { MessageExplanation } from '../../../explain/message'
import { ruleWords } from '../../../i18n/attemptsExplanation'
import { effectWords, lookupWords, outcomeWords } from '../../../i18n/explanation'
import { formatTime } from '../../../i18n/format'
import { firstAttempt } from '../../../projections/findAttempt'
import type { Run } from '../../../rocketmq'
import { KeptTogether } from '../../shell/Headline'
import { goToAttempt, showAttempt } from './going'
import { useWhyTexts, type WhyTexts } from './words'

/** Lines of one pass that are shown; the rest is counted. */
const SHOWN_LOOKS = 6

/** What has kept a group out of the list. */
const UNLISTED_BY: Record<ExplainedMissing['reason'], string> = {
  noMaster: 'MQClientInstance#topicRouteData2TopicPublishInfo',
  acting: 'RouteInfoManager#pickupTopicRouteData',
  readOnly: 'MQClientInstance#topicRouteData2TopicPublishInfo',
  notInRoute: 'RouteInfoManager#pickupTopicRouteData',
  noTopic: 'RouteInfoManager#pickupTopicRouteData',
  overwritten: 'MQFaultStrategy#selectOneMessageQueue',
  unknown: 'MQClientInstance#topicRouteData2TopicPublishInfo',
}

/** A name of RocketMQ's own, small. */
export const Method = ({ name }: { name: string }) => (
  <code className="why-method">{name.replaceAll('#', '#\u200b')}</code>
)

export const DecisionCard = memo(function DecisionCard({
  run,
  attempt,
  message,
  threads,
  pinned,
}: {
  run: Run
  attempt: AttemptExplanation
  message: MessageExplanation
  threads: number
  pinned: boolean
}) {
  const texts = useWhyTexts()
  const { tell, language } = texts
  const thread = threads > 1 ? attempt.thread + 1 : null
  return (
    <>
      <p className="looks-about">
        {tell.attemptOf(attempt.message, attempt.attempt, attempt.attemptLimit, thread)}
        <span>{formatTime(attempt.atMs)}</span>
      </p>
      <p className="why-sentence" data-testid="why-sentence">
        <KeptTogether text={attempt.sentence[language]} />
      </p>
      <Steps run={run} attempt={attempt} message={message} pinned={pinned} />
      {attempt.resetTo !== null && <Line method="TopicPublishInfo#resetIndex">{tell.reset(attempt.resetTo)}</Line>}
      {attempt.passes.map((pass, number) => (
        <Pass key={`${pass.rule} ${String(number)}`} pass={pass} attempt={attempt} texts={texts} />
      ))}
      {attempt.unlisted.map(({ brokers, reason, heldBack }) => (
        <Line key={brokers[0]} method={UNLISTED_BY[reason]}>
          {tell.unlisted(brokers, reason, heldBack)}
        </Line>
      ))}
      {attempt.rewritten && (
        <Line method="MQFaultStrategy#selectOneMessageQueue">
          {tell.rewritten(
            attempt.rewritten.position,
            `${attempt.rewritten.wasBroker} q${attempt.rewritten.wasQueueId}`,
            `${attempt.rewritten.broker} q${attempt.rewritten.queueId}`,
          )}
        </Line>
      )}
      {attempt.droppedQueueId !== null && (
        <Line method="MQClientAPIImpl#onExceptionImpl">{tell.dropped(attempt.droppedQueueId, attempt.queueId)}</Line>
      )}
      <Cost attempt={attempt} texts={texts} />
    </>
  )
})

/** Text of a line, and RocketMQ's name for what it tells. */
export const Line = ({ method, children }: { method: string; children: ReactNode }) => (
  <div className="why-line">
    <p>{children}</p>
    <Method name={method} />
  </div>
)

/** To the attempts and messages beside this one. */
function Steps({
  run,
  attempt,
  message,
  pinned,
}: {
  run: Run
  attempt: AttemptExplanation
  message: MessageExplanation
  pinned: boolean
}) {
  const { say } = useWhyTexts()
  const at = message.attempts.findIndex(({ logIndex }) => logIndex === attempt.logIndex)
  const before = message.attempts[at - 1]?.logIndex ?? null
  const after = message.attempts[at + 1]?.logIndex ?? null
  const messageBefore = attempt.message > 1 ? firstAttempt(run, attempt.message - 1) : null
  const messageAfter = firstAttempt(run, attempt.message + 1)
  const step = (sign: string, label: string, to: number | null, number: number) => (
    <button
      type="button"
      className="why-step"
      aria-label={label}
      title={label}
      disabled={to === null}
      onClick={() => to !== null && showAttempt(run, number, to)}
    >
      {sign}
    </button>
  )
  return (
    <div className="why-steps">
      {step('«', say.previousMessage, messageBefore, attempt.message - 1)}
      {step('‹', say.previousAttempt, before, attempt.message)}
      {step('›', say.nextAttempt, after, attempt.message)}
      {step('»', say.nextMessage, messageAfter, attempt.message + 1)}
      <button
        type="button"
        className="link"
        data-pinned={pinned}
        onClick={() => goToAttempt(run, attempt.message, attempt.logIndex)}
      >
        {say.toItsMoment}
      </button>
    </div>
  )
}

function Pass({ pass, attempt, texts }: { pass: ExplainedPass; attempt: AttemptExplanation; texts: WhyTexts }) {
  const { say, tell, language } = texts
  // An index that began at random is long: what it is divided by is said once then, not in every line.
  const long = attempt.index > 99_999
  return (
    <div className="pass">
      <p className="pass-rule">
        {ruleWords[pass.rule][language]}
        {long && <span className="soft"> · {`index mod ${attempt.listLength}`}</span>}
      </p>
      <Method name={pass.method} />
      {pass.picked !== null && pass.candidates[0] && (
        <p className="why-note">{tell.picked(pass.picked, pass.candidates[0].position)}</p>
      )}
      {pass.candidates.length > 0 && (
        <ol className="looks" aria-label={say.candidateOrder}>
          {shorten(pass.candidates).map((look, place) =>
            typeof look === 'number' ? (
              <li key="more" className="look-more">
                {tell.moreLooks(look)}
              </li>
            ) : (
              <li key={String(place)} className="look" data-verdict={look.verdict}>
                <span className="look-sum">
                  {long
                    ? `${look.index} → ${look.position}`
                    : `${look.index} mod ${attempt.listLength} = ${look.position}`}
                </span>
                <span className="look-queue">{`${look.broker} q${look.queueId}`}</span>
                <span className="look-verdict">{summaryTextOf(look, pass, attempt, texts)}</span>
              </li>
            ),
          )}
        </ol>
      )}
      {!pass.found && pass.rule === 'fallback' && (
        <p className="why-note">{pass.picked === null ? say.noItems : tell.pickedUnwritable(pass.picked)}</p>
      )}
      {!pass.found && pass.rule !== 'fallback' && (
        <p className="why-note">{pass.tripped ? say.tripped : say.nothingFound}</p>
      )}
    </div>
  )
}

/** The first few and the last; a number stands for those between. */
function shorten(looks: readonly ExplainedCandidate[]): (ExplainedCandidate | number)[] {
  const last = looks.at(-1)
  if (looks.length <= SHOWN_LOOKS || !last) return [...looks]
  const head = looks.slice(0, SHOWN_LOOKS - 2)
  return [...head, looks.length - head.length - 1, last]
}

/** What the client asked of a queue and what it found. */
function summaryTextOf(
  look: ExplainedCandidate,
  pass: ExplainedPass,
  { switchOn }: AttemptExplanation,
  { say, tell }: WhyTexts,
): string {
  const parts: string[] = []
  const chosen = look.verdict === 'chosen'
  if (switchOn && look.avoidedUntilMs !== null) parts.push(tell.avoidedUntil(formatTime(look.avoidedUntilMs, 1)))
  if (look.reachable === false) parts.push(say.unreachable)
  if (look.sameAsLast && pass.rule !== 'plainFirst') parts.push(say.justFailed)
  if (look.verdict === 'notSameBroker') parts.push(say.notJustFailed)
  if (!chosen) return parts.join(' · ')
  const passed = pass.rule.startsWith('available')
    ? say.available
    : pass.rule === 'reachableNotLast'
      ? say.reachable
      : say.chosen
  return [`✓ ${passed}`, ...parts].join(' · ')
}

function Cost({ attempt, texts }: { attempt: AttemptExplanation; texts: WhyTexts }) {
  const { say, tell, language } = texts
  const { cost, mode, rules } = attempt
  const sent =
    mode === 'ASYNC' && attempt.attempt > 1
      ? 'MQClientAPIImpl#onExceptionImpl'
      : 'DefaultMQProducerImpl#sendDefaultImpl'
  const said = [
    cost.each ? tell.budgetEach(cost.timeoutMs) : tell.budget(cost.timeoutMs, cost.spentBeforeMs, cost.budgetMs),
    ...(cost.capped ? [tell.budgetCapped(cost.budgetMs)] : []),
    outcomeWords(cost.outcome, mode)[language],
    ...(cost.leftMs === null ? [] : [cost.leftMs < 0 ? tell.overdrawn(-cost.leftMs) : tell.left(cost.leftMs)]),
  ]
  return (
    <>
      <h3 className="why-part">{say.cost}</h3>
      <Line method={sent}>{said.join(language === 'zh' ? '' : ' ')}</Line>
      {cost.lessons.map((lesson) => (
        <Lesson
          key={`${lesson.atMs} ${String(lesson.isolation)}`}
          lesson={lesson}
          endsBySuccess={rules.successEndsWindow}
          texts={texts}
        />
      ))}
    </>
  )
}

/** The look into the table and the write into the fault table. */
function Lesson({
  lesson,
  endsBySuccess,
  texts: { language },
}: {
  lesson: ExplainedLesson
  endsBySuccess: boolean
  texts: WhyTexts
}) {
  // Where nothing came of it, one line is enough.
  if (lesson.effect === 'none')
    return <Line method="MQFaultStrategy#updateFaultItem">{lookupWords(lesson)[language]}</Line>
  return (
    <>
      <Line method="MQFaultStrategy#computeNotAvailableDuration">{lookupWords(lesson)[language]}</Line>
      <Line method="LatencyFaultToleranceImpl#updateFaultItem">{effectWords(lesson, endsBySuccess)[language]}</Line>
    </>
  )
}
