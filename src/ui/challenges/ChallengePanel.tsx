// The challenge that is open: goal, rules, how it goes so far, and at its end the verdict, with the moment that decided it.

import { type ReactNode, useEffect, useRef, useState } from 'react'
import { type Challenge, createProgress, movesOf, type Verdict } from '../../chapters/challenge'
import { CHALLENGES } from '../../chapters/chapters'
import { figureText } from '../../chapters/fill'
import { GOTCHAS } from '../../chapters/gotchas'
import { localize } from '../../i18n/localized'
import { showLibrary } from '../../session/actions'
import { useApp } from '../../session/appStore'
import { readBestResults } from '../../session/bestResults'
import {
  challengeById,
  checkChallenge,
  goTo,
  isGuest,
  leaveChallenge,
  openChallenge,
  type Score,
  scoreOf,
} from '../../session/challengeActions'
import { showSetting } from '../../session/finder'
import { Button, LinkButton } from '../kit/Button'
import { KeptTogether } from '../kit/KeptTogether'
import { IssueLinks } from '../learn/IssueLinks'
import { lazyPart } from '../shell/lazyPart'
import { useClusterState } from '../shell/useClusterState'
import { useMessages } from '../shell/useMessages'
import { boundText, breachText, momentText, moveLines, starSigns, verbText } from './words'

const ResultDialog = lazyPart<{ challenge: Challenge; verdict: Verdict; onClose: () => void }>(
  () => import('./ResultDialog'),
  ({ onClose }) => onClose(),
  'challenges',
  'openedBroker',
)

export default function ChallengePanel() {
  const open = useApp((state) => state.challenge)
  if (open === null) return null
  const { id } = open
  const challenge = challengeById(id)
  return challenge ? <Opened key={id} challenge={challenge} /> : <NotHere id={id} />
}

function NotHere({ id }: { id: string }) {
  const m = useMessages('challenges')
  return (
    <section className="flex flex-col gap-7 pt-9 pb-10 [&_p]:m-0">
      <p role="alert">{m.challenges.notHere(id)}</p>
      <p className="flex flex-wrap gap-6">
        <Button onClick={() => showLibrary(true)}>{m.challenges.toLibrary}</Button>
        <Button onClick={leaveChallenge}>{m.challenges.leave}</Button>
      </p>
    </section>
  )
}

function Opened({ challenge }: { challenge: Challenge }) {
  const m = useMessages('challenges')
  const { level, title, situation, goal } = challenge
  // What the score is made of: the input, and how far it has been seen.
  useApp((state) => `${state.runVersion} ${state.seenMs >= challenge.endMs}`)
  const state = useApp.getState()
  const score = scoreOf(challenge, state)
  const guest = isGuest(state)
  const best = readBestResults()[challenge.id]
  const words = m.challenges
  const top = useRef<HTMLParagraphElement>(null)
  const opensAtTop = score.verdict === null && score.breaches.length === 0
  // biome-ignore lint/correctness/useExhaustiveDependencies: where it opens, and nowhere later
  useEffect(() => {
    if (opensAtTop) top.current?.scrollIntoView({ block: 'start' })
  }, [])
  return (
    <section className="lesson challenge flex flex-col min-h-full" aria-label={localize(title, m)}>
      <div className="flex-1 flex flex-col gap-7 pt-9 pb-10 [&_p]:m-0 [&_ul]:m-0 [&_ul]:pl-0 [&_ul]:list-none split:gap-5 split:pt-3">
        <p ref={top} className="text-muted scroll-mt-30">
          <span className="text-flight font-semibold">{words.challenge}</span> {words.level(level)}
          {best && <> · {words.best(starSigns(best.stars), words.moves(best.moves))}</>}
        </p>
        <h2 className="lesson-title text-[1.3rem] font-bold">{localize(title, m)}</h2>
        {guest && (
          <p className="border-l-4 border-flight py-2 pl-8">
            {words.guest} <LinkButton onClick={() => void openChallenge(challenge.id)}>{words.playIt}</LinkButton>
          </p>
        )}
        {score.breaches.length > 0 && <Broken challenge={challenge} score={score} />}
        <p>
          <KeptTogether text={localize(situation, m)} />
        </p>
        <p className="lesson-ask border border-line border-l-4 border-l-flight rounded-lg p-8 text-large leading-[1.5] [&_b]:text-flight">
          <b>{words.goal}</b> <KeptTogether text={localize(goal, m)} />
        </p>
        {score.breaches.length === 0 && <Conditions challenge={challenge} verdict={score.verdict} />}
        <EndsEarly challenge={challenge} />
        {score.verdict && (
          <Judged challenge={challenge} verdict={score.verdict} knowsPar={best !== undefined || !guest} guest={guest} />
        )}
        <MovesMade challenge={challenge} />
        <Rules challenge={challenge} />
        <Hint challenge={challenge} />
      </div>
      <div className="sticky bottom-0 grid grid-cols-[1fr_auto_1fr] gap-6 py-7 bg-panel border-t border-line [&_.button]:min-h-28 [&_.button]:justify-center">
        <Button onClick={() => void openChallenge(challenge.id)}>{words.again}</Button>
        <Button className="border-transparent bg-transparent text-muted" onClick={leaveChallenge}>
          {words.leave}
        </Button>
        <Button
          className="border-flight font-bold"
          title={words.checkHint}
          disabled={score.breaches.length > 0}
          onClick={checkChallenge}
        >
          {words.check}
        </Button>
      </div>
    </section>
  )
}

/** One line of a list with a head. */
const Line = ({ head, children }: { head: string; children: ReactNode }) => (
  <div className="grid grid-cols-[minmax(5rem,auto)_1fr] gap-x-7 gap-y-1 [&>dt]:text-muted [&>dd]:m-0">
    <dt>{head}</dt>
    <dd>{children}</dd>
  </div>
)

function Rules({ challenge: { rules } }: { challenge: Challenge }) {
  const m = useMessages('challenges')
  const words = m.challenges
  const verbs = m.format.list(rules.actions.map((type) => verbText(type, m)))
  return (
    <dl className="m-0 flex flex-col gap-4">
      <Line head={words.rules}>
        {verbs && `${verbs} `}
        {verbs && <span className="text-muted">{words.onBrokers(m.format.list(rules.brokers))}</span>}
        {rules.settings.length > 0 && (
          <>
            <span className="font-mono break-words">{rules.settings.join(' · ')}</span>{' '}
            <LinkButton onClick={() => showSetting(rules.settings[0] ?? null)}>{words.openSettings}</LinkButton>
          </>
        )}
      </Line>
    </dl>
  )
}

const SIGNS = { open: '○', met: '✓', missed: '✕' } as const

/** Only for a run that keeps the rules: those of any other may be as long as they like, and are not read. */
function Conditions({ challenge, verdict }: { challenge: Challenge; verdict: Verdict | null }) {
  const m = useMessages('challenges')
  const [progress] = useState(() => createProgress(challenge))
  const { endMs } = challenge
  // As JSON, because what is drawn depends on nothing but the values.
  const text = useClusterState((_, tMs) => {
    const { run } = useApp.getState()
    return JSON.stringify(progress(run, Math.floor(Math.min(tMs, run.endMs, endMs) / 100) * 100))
  })
  const now = JSON.parse(text) as ReturnType<typeof progress>
  return (
    <div>
      <p className="text-muted">{verdict ? m.challenges.judged : m.challenges.soFar}</p>
      <ul className="flex flex-col gap-3">
        {challenge.judge.map((condition, at) => {
          const result = verdict?.results[at]
          const value = result ? result.value : (now[at] ?? null)
          const { figure, equals, atMost } = condition.claim
          // What is too much already stays so; the rest is open until the end.
          const most = equals ?? atMost
          const over = figure.kind === 'count' && typeof value === 'number' && value > Number(most)
          const sign = result ? (result.holds ? 'met' : 'missed') : over ? 'missed' : 'open'
          return (
            <li
              key={condition.label.en}
              className="grid grid-cols-[1.2rem_1fr_auto] gap-x-4 data-[sign=met]:text-good data-[sign=missed]:text-bad"
              data-sign={sign}
            >
              <b aria-hidden="true">{SIGNS[sign]}</b>
              <span className="text-text">
                <KeptTogether text={localize(condition.label, m)} />{' '}
                <span className="text-muted whitespace-nowrap">{boundText(condition, m)}</span>
              </span>
              <b className="whitespace-nowrap">{value === null ? '–' : figureText(figure, value, m)}</b>
              {result && result.missedMs !== null && (
                <LinkButton className="col-start-2 justify-self-start" onClick={() => goTo(result.missedMs as number)}>
                  {m.challenges.missedAt(momentText(result.missedMs))}
                </LinkButton>
              )}
            </li>
          )
        })}
      </ul>
    </div>
  )
}

function MovesMade({ challenge }: { challenge: Challenge }) {
  const m = useMessages('challenges')
  const input = useApp((state) => state.input)
  const { moves } = movesOf(challenge, input)
  const lines = moveLines(moves, input, m)
  const { most, untilMs } = challenge.rules
  return (
    <div>
      <p className="text-muted">
        {m.challenges.yourMoves}
        {m.format.colon}
        <b className="text-text">{m.challenges.movesUsed(lines.length, most)}</b>
        {untilMs < challenge.endMs && ` · ${m.challenges.until(momentText(untilMs))}`}
      </p>
      {lines.length === 0 ? (
        <p className="text-muted">{m.challenges.noMovesYet}</p>
      ) : (
        // Linear, however many a link brings: only the first ones are drawn.
        <ul className="flex flex-col gap-2">
          {lines.slice(0, 2 * most).map(({ text, atMs }, at) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: two moves may be the same
            <li key={at}>
              {text}{' '}
              {atMs !== null && (
                <LinkButton
                  aria-label={`${m.challenges.jumpTo} ${momentText(atMs)}`}
                  onClick={() => goTo(Math.min(atMs, challenge.endMs))}
                >
                  {momentText(atMs)}
                </LinkButton>
              )}
            </li>
          ))}
        </ul>
      )}
    </div>
  )
}

/** Of so many, the first ones say enough. */
const MAX_BREACHES = 6

function Broken({ challenge, score }: { challenge: Challenge; score: Score }) {
  const m = useMessages('challenges')
  const box = useRef<HTMLDivElement>(null)
  useEffect(() => {
    box.current?.scrollIntoView({ block: 'nearest' })
  }, [])
  return (
    <div ref={box} className="border border-bad border-l-4 rounded-lg p-8 flex flex-col gap-4" role="alert">
      <p className="font-bold text-bad">{m.challenges.broken}</p>
      <ul className="flex flex-col gap-2">
        {score.breaches.slice(0, MAX_BREACHES).map((breach) => {
          const text = breachText(breach, challenge, m)
          return <li key={text}>{text}</li>
        })}
      </ul>
      <p className="text-muted">{m.challenges.brokenHint}</p>
    </div>
  )
}

/** The run holds too much and ends by itself before it can be judged. */
function EndsEarly({ challenge }: { challenge: Challenge }) {
  const m = useMessages('challenges')
  const ends = useApp(({ run }) => run.endedBy !== null && run.endMs < challenge.endMs)
  return ends ? <p role="alert">{m.challenges.endsEarly}</p> : null
}

function Judged({
  challenge,
  verdict,
  knowsPar,
  guest,
}: {
  challenge: Challenge
  verdict: Verdict
  /** Whoever has only seen the result of another is not told how. */
  knowsPar: boolean
  guest: boolean
}) {
  const m = useMessages('challenges')
  const [sharing, setSharing] = useState(false)
  const box = useRef<HTMLDivElement>(null)
  const words = m.challenges
  const { won, stars, moves } = verdict
  const next = CHALLENGES[CHALLENGES.indexOf(challenge) + 1]
  useEffect(() => {
    box.current?.scrollIntoView({ block: 'nearest' })
  }, [])
  return (
    <div
      ref={box}
      className="[scroll-margin-bottom:5rem] border-l-4 border-bad data-[won]:border-good py-2 pl-8 flex flex-col gap-5"
      data-won={won || undefined}
      role="status"
    >
      <p className="text-large">
        <b>
          <span aria-hidden="true">{won ? '✓' : '✕'}</span> {won ? words.won : words.lost}
        </b>{' '}
        {won && (
          <>
            <span className="text-[1.4em] text-avoid" role="img" aria-label={words.stars(stars)}>
              {starSigns(stars)}
            </span>{' '}
            {words.moves(moves)}
          </>
        )}
      </p>
      {won && knowsPar && (
        <>
          <p>{words.par(words.moves(challenge.par))}</p>
          <p className="leading-[1.5] [&_b]:text-flight">
            <b>{words.why}</b> <KeptTogether text={localize(challenge.explain, m)} />
          </p>
          <Behind challenge={challenge} />
        </>
      )}
      {won && (
        <p className="flex flex-wrap gap-6">
          <Button className="border-flight font-bold" onClick={() => setSharing(true)}>
            {words.result}
          </Button>
          {next && !guest && <Button onClick={() => void openChallenge(next.id)}>{words.next}</Button>}
          <Button onClick={() => showLibrary(true)}>{words.toLibrary}</Button>
        </p>
      )}
      {sharing && <ResultDialog challenge={challenge} verdict={verdict} onClose={() => setSharing(false)} />}
    </div>
  )
}

/** The gotcha and the issues that the challenge was made of. */
function Behind({ challenge }: { challenge: Challenge }) {
  const m = useMessages('challenges')
  const gotcha = GOTCHAS.find(({ id }) => id === challenge.gotcha)
  if (!gotcha) return null
  return (
    <p className="text-muted">
      {m.challenges.behind} {gotcha.id} {localize(gotcha.title, m)} <IssueLinks issues={gotcha.issues} />
    </p>
  )
}

function Hint({ challenge }: { challenge: Challenge }) {
  const m = useMessages('challenges')
  return (
    <details className="[&_summary]:cursor-pointer [&_summary]:text-flight">
      <summary>{m.challenges.hint}</summary>
      <p>
        <KeptTogether text={localize(challenge.hint, m)} />
      </p>
    </details>
  )
}
