// A surprise that has been loaded: what it is, the number that proves it, and the same story under other conditions.
// Loaded with the first surprise.

// Gotchas of every chapter are computed here.
import '../../rocketmq/broker/store'
import '../../rocketmq/consumer'
import { useEffect, useMemo, useState } from 'react'
import { type Gotcha, variantOf } from '../../chapters/gotcha'
import { GOTCHAS } from '../../chapters/gotchas'
import { localize } from '../../i18n/localized'
import { extendRun, type Run, type RunInput, simulate } from '../../rocketmq'
import { useApp } from '../../session/appStore'
import { loadGotcha } from '../../session/restart'
import { Section } from '../kit/Surface'
import { useMessages } from '../shell/useMessages'
import { IssueLinks } from './IssueLinks'

/** ms of real time that counting may take at a stretch: it must not be seen on the stage. */
const STRETCH_MS = 5
/** Events per call of the engine. */
const EVENTS = 1000

/** Whether there is more to compute. */
const isComing = (run: Run, untilMs: number): boolean => run.endMs < untilMs && run.endedBy === null

const counted = new WeakMap<RunInput, number>()

/** Computes a run bit by bit and reads the number from it. @returns a function that gives it up */
function count({ untilMs, proof }: Gotcha, input: RunInput, done: () => void): () => void {
  const run = simulate(input, 0)
  let timer = setTimeout(goOn)
  function goOn() {
    const stopAt = performance.now() + STRETCH_MS
    while (isComing(run, untilMs) && performance.now() < stopAt) extendRun(run, untilMs, EVENTS)
    if (isComing(run, untilMs)) {
      timer = setTimeout(goOn)
      return
    }
    counted.set(input, proof.compute(run))
    done()
  }
  return () => clearTimeout(timer)
}

/** Number of each input, in order; null while it is being counted. */
function useNumbers(surprise: Gotcha, inputs: readonly RunInput[]): (number | null)[] {
  const [, setDone] = useState(0)
  const next = inputs.find((input) => !counted.has(input))
  useEffect(() => (next ? count(surprise, next, () => setDone((done) => done + 1)) : undefined), [surprise, next])
  return inputs.map((input) => counted.get(input) ?? null)
}

export default function GotchaCard({ id }: { id: string }) {
  const surprise = GOTCHAS.find((one) => one.id === id)
  return surprise ? <Card surprise={surprise} /> : null
}

function Card({ surprise }: { surprise: Gotcha }) {
  const m = useMessages()
  const input = useApp((state) => state.input)
  const { id, title, say, issues, proof, variants } = surprise
  const now = useMemo(() => variantOf(surprise, input), [surprise, input])
  // First the number that is asked for, then the ones to compare it with.
  const asked = now.changed ? input : (variants[now.variant]?.input ?? input)
  const [number, ...others] = useNumbers(surprise, [asked, ...variants.map((variant) => variant.input)])
  const shown = (value: number | null | undefined) =>
    value === null || value === undefined ? '…' : m.proof.figure(value, proof.unit)
  return (
    <Section
      className="surprise mb-9.5 px-8.5 pt-7 pb-8! border border-line border-l-[0.25rem] border-l-vote rounded-lg bg-card [&_h2]:pb-3 [&_h2]:text-balance [&>.text-muted]:pt-4"
      aria-label={m.proof.surprise(id)}
    >
      <h2>
        <span className="mr-1.5 text-vote">{id}</span> {localize(title, m)}
      </h2>
      <p>{localize(say, m)}</p>
      <p
        className="surprise-proof flex flex-wrap items-baseline gap-x-6 pt-4.5 pb-5 [&_b]:text-[1.7rem] [&_b]:leading-[1.2] [&_b]:text-vote [&_b]:whitespace-nowrap [&_span]:flex-[1_1_9rem] [&_span]:min-w-0"
        aria-live="polite"
      >
        <b>{shown(number)}</b> <span>{localize(proof.words, m)}</span>
      </p>
      {/* biome-ignore lint/a11y/useSemanticElements: a fieldset would add nothing but its own layout rules */}
      <div
        className="surprise-variants grid gap-3 [&_button]:flex [&_button]:items-center [&_button]:justify-between [&_button]:gap-7 [&_button]:min-h-20 [&_button]:px-6 [&_button]:py-2 [&_button]:border [&_button]:border-line [&_button]:rounded-md [&_button]:bg-inset [&_button]:text-start [&_button]:wrap-anywhere [&_button:hover]:border-line-strong [&_button[aria-pressed='true']]:border-vote [&_button[aria-pressed='true']]:bg-vote-soft [&_b]:flex-none [&_b]:font-semibold max-wide:[&_button]:min-h-30"
        role="group"
        aria-label={m.proof.variants}
      >
        {variants.map((variant, index) => (
          <button
            key={localize(variant.label, m)}
            type="button"
            aria-pressed={!now.changed && now.variant === index}
            onClick={() => loadGotcha(surprise, index)}
          >
            <span>{localize(variant.label, m)}</span> <b>{shown(others[index])}</b>
          </button>
        ))}
      </div>
      {now.changed && <p className="text-muted">{m.proof.changed}</p>}
      {issues.length > 0 && (
        <p className="flex flex-wrap items-baseline gap-x-7 pt-5 text-muted text-small max-wide:[&_a]:px-0 max-wide:[&_a]:py-4">
          {m.proof.issues} <IssueLinks issues={issues} />
        </p>
      )}
    </Section>
  )
}
