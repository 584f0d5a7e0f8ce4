// One attempt: why it went to this queue, every queue the client looked at, and what the attempt cost.

import { Fragment, memo, type ReactNode } from 'react'
import type {
  AttemptExplanation,
  ExplainedCandidate,
  ExplainedLesson,
  ExplainedMissing,
  ExplainedPass,
} from '../../../explain/attempt'
import type { MessageExplanation } from '../../../explain/message'
import { formatTime } from '../../../i18n/format'
import type { MessagesWith } from '../../../i18n/messages'
import { firstAttempt } from '../../../projections/findAttempt'
import type { Run } from '../../../rocketmq'
import { LinkButton } from '../../kit/Button'
import { KeptTogether } from '../../kit/KeptTogether'
import { useMessages } from '../../shell/useMessages'
import { goToAttempt, showAttempt } from './going'

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
  <code className="block font-mono text-[0.8rem] wrap-anywhere">{name.replaceAll('#', '#\u200b')}</code>
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
  const m = useMessages('attempts', 'explanation', 'why')
  const thread = threads > 1 ? attempt.thread + 1 : null
  return (
    <>
      <p className="flex justify-between gap-4 text-muted pb-2">
        <span>
          {m.why
            .attemptOf(attempt.message, attempt.attempt, attempt.attemptLimit, thread)
            .split(' · ')
            .map((part, at) => (
              <Fragment key={part}>
                {at > 0 && ' · '}
                <span className="whitespace-nowrap">{part}</span>
              </Fragment>
            ))}
        </span>
        <span>{formatTime(attempt.atMs)}</span>
      </p>
      <p className="leading-[1.45] text-pretty wrap-anywhere pb-3.5" data-testid="why-sentence">
        <KeptTogether text={attempt.sentence(m)} />
      </p>
      <Steps run={run} attempt={attempt} message={message} pinned={pinned} />
      {attempt.resetTo !== null && <Line method="TopicPublishInfo#resetIndex">{m.why.reset(attempt.resetTo)}</Line>}
      {attempt.passes.map((pass, number) => (
        <Pass key={`${pass.rule} ${String(number)}`} pass={pass} attempt={attempt} m={m} />
      ))}
      {attempt.unlisted.map(({ brokers, reason, heldBack }) => (
        <Line key={brokers[0]} method={UNLISTED_BY[reason]}>
          {m.why.unlisted(brokers, reason, heldBack)}
        </Line>
      ))}
      {attempt.rewritten && (
        <Line method="MQFaultStrategy#selectOneMessageQueue">
          {m.why.rewritten(
            attempt.rewritten.position,
            `${attempt.rewritten.wasBroker} q${attempt.rewritten.wasQueueId}`,
            `${attempt.rewritten.broker} q${attempt.rewritten.queueId}`,
          )}
        </Line>
      )}
      {attempt.droppedQueueId !== null && (
        <Line method="MQClientAPIImpl#onExceptionImpl">{m.why.dropped(attempt.droppedQueueId, attempt.queueId)}</Line>
      )}
      <Cost attempt={attempt} m={m} />
    </>
  )
})

type Words = MessagesWith<'attempts' | 'explanation' | 'why'>

/** Text of a line, and RocketMQ's name for what it tells. */
export const Line = ({ method, children }: { method: string; children: ReactNode }) => (
  <div className="py-2">
    <p>{typeof children === 'string' ? <KeptTogether text={children} /> : children}</p>
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
  const m = useMessages('why')
  const at = message.attempts.findIndex(({ logIndex }) => logIndex === attempt.logIndex)
  const before = message.attempts[at - 1]?.logIndex ?? null
  const after = message.attempts[at + 1]?.logIndex ?? null
  const messageBefore = attempt.message > 1 ? firstAttempt(run, attempt.message - 1) : null
  const messageAfter = firstAttempt(run, attempt.message + 1)
  const step = (sign: string, label: string, to: number | null, number: number) => (
    <button
      type="button"
      className="min-w-20 h-19 border border-line rounded-md text-text leading-none hover:enabled:bg-inset disabled:text-muted disabled:opacity-50"
      aria-label={label}
      title={label}
      disabled={to === null}
      onClick={() => to !== null && showAttempt(run, number, to)}
    >
      {sign}
    </button>
  )
  return (
    <div className="flex items-center gap-2.5 pb-4 [&_.link]:ml-auto">
      {step('«', m.why.previousMessage, messageBefore, attempt.message - 1)}
      {step('‹', m.why.previousAttempt, before, attempt.message)}
      {step('›', m.why.nextAttempt, after, attempt.message)}
      {step('»', m.why.nextMessage, messageAfter, attempt.message + 1)}
      <LinkButton data-pinned={pinned} onClick={() => goToAttempt(run, attempt.message, attempt.logIndex)}>
        {m.why.toItsMoment}
      </LinkButton>
    </div>
  )
}

function Pass({ pass, attempt, m }: { pass: ExplainedPass; attempt: AttemptExplanation; m: Words }) {
  // An index that began at random is long: what it is divided by is said once then, not in every line.
  const long = attempt.index > 99_999
  return (
    <div className="pb-3.5">
      <p className="text-text text-base pt-1.5">
        {m.attempts.rules[pass.rule]}
        {long && <span className="text-muted"> · {`index mod ${attempt.listLength}`}</span>}
      </p>
      <Method name={pass.method} />
      {pass.picked !== null && pass.candidates[0] && (
        <p className="py-1.5">{m.why.picked(pass.picked, pass.candidates[0].position)}</p>
      )}
      {pass.candidates.length > 0 && (
        <ol className="pt-2" aria-label={m.why.candidateOrder}>
          {shorten(pass.candidates).map((look, place) =>
            typeof look === 'number' ? (
              <li key="more" className="px-6 py-1 text-muted">
                {m.why.moreLooks(look)}
              </li>
            ) : (
              <li
                key={String(place)}
                className="look max-[1101px]:wide:grid-cols-[max-content_minmax(0,1fr)_auto] max-[1101px]:wide:gap-5 max-[1101px]:wide:px-3 max-[1101px]:wide:text-small grid items-baseline gap-6 px-6 py-[0.22rem] rounded-md grid-cols-[minmax(6.4rem,max-content)_fit-content(42%)_minmax(5rem,1fr)] data-[verdict=chosen]:bg-flight-soft/55"
                data-verdict={look.verdict}
              >
                <span className="text-muted whitespace-nowrap in-data-[verdict=chosen]:text-text">
                  {pass.rule === 'recorded'
                    ? `→ ${look.position}`
                    : long
                      ? `${look.index} → ${look.position}`
                      : `${look.index} mod ${attempt.listLength} = ${look.position}`}
                </span>
                <span className="min-w-0 font-semibold wrap-anywhere">{`${look.broker} q${look.queueId}`}</span>
                <span className="text-right break-keep text-muted in-data-[verdict=avoided]:text-avoid in-data-[verdict=sameBroker]:text-bad in-data-[verdict=unreachable]:text-bad in-data-[verdict=chosen]:text-text in-data-[verdict=chosen]:font-semibold">
                  {summaryTextOf(look, pass, attempt, m)}
                </span>
              </li>
            ),
          )}
        </ol>
      )}
      {!pass.found && pass.rule === 'fallback' && (
        <p className="py-1.5">{pass.picked === null ? m.why.noItems : m.why.pickedUnwritable(pass.picked)}</p>
      )}
      {!pass.found && pass.rule !== 'fallback' && (
        <p className="py-1.5">{pass.tripped ? m.why.tripped : m.why.nothingFound}</p>
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
  m: Words,
): string {
  const parts: string[] = []
  const chosen = look.verdict === 'chosen'
  if (switchOn && look.avoidedUntilMs !== null) parts.push(m.why.avoidedUntil(formatTime(look.avoidedUntilMs, 1)))
  if (look.reachable === false) parts.push(m.why.unreachable)
  if (look.sameAsLast && pass.rule !== 'plainFirst') parts.push(m.why.justFailed)
  if (look.verdict === 'notSameBroker') parts.push(m.why.notJustFailed)
  if (!chosen) return parts.join(' · ')
  const passed = pass.rule.startsWith('available')
    ? m.why.available
    : pass.rule === 'reachableNotLast'
      ? m.why.reachable
      : m.why.chosen
  return [`✓ ${passed}`, ...parts].join(' · ')
}

function Cost({ attempt, m }: { attempt: AttemptExplanation; m: Words }) {
  const { cost, mode, rules } = attempt
  const sent =
    mode === 'ASYNC' && attempt.attempt > 1
      ? 'MQClientAPIImpl#onExceptionImpl'
      : `DefaultMQProducerImpl#${attempt.decidedBy === 'byHash' ? 'sendSelectImpl' : 'sendDefaultImpl'}`
  const said = [
    cost.each ? m.why.budgetEach(cost.timeoutMs) : m.why.budget(cost.timeoutMs, cost.spentBeforeMs, cost.budgetMs),
    ...(cost.capped ? [m.why.budgetCapped(cost.budgetMs)] : []),
    m.explanation.outcome(cost.outcome, mode),
    ...(cost.leftMs === null ? [] : [cost.leftMs < 0 ? m.why.overdrawn(-cost.leftMs) : m.why.left(cost.leftMs)]),
  ]
  return (
    <>
      <h3 className="pt-4 text-base font-semibold">{m.why.cost}</h3>
      <Line method={sent}>{m.format.sentences(...said)}</Line>
      {cost.lessons.map((lesson) => (
        <Lesson
          key={`${lesson.atMs} ${String(lesson.isolation)}`}
          lesson={lesson}
          endsBySuccess={rules.successEndsWindow}
          m={m}
        />
      ))}
    </>
  )
}

/** The look into the table and the write into the fault table. */
function Lesson({ lesson, endsBySuccess, m }: { lesson: ExplainedLesson; endsBySuccess: boolean; m: Words }) {
  // Where nothing came of it, one line is enough.
  if (lesson.effect === 'none')
    return <Line method="MQFaultStrategy#updateFaultItem">{m.explanation.lookup(lesson)}</Line>
  return (
    <>
      <Line method="MQFaultStrategy#computeNotAvailableDuration">{m.explanation.lookup(lesson)}</Line>
      <Line method="LatencyFaultToleranceImpl#updateFaultItem">{m.explanation.effect(lesson, endsBySuccess)}</Line>
    </>
  )
}
