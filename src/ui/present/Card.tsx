// The two pictures of a talk that are no stage: what it is and for whom, with its length to choose, and what to do on Monday,
// with a code that opens the run.

import { TALKS } from '../../chapters/chapters'
import type { Cue } from '../../chapters/talk'
import { localize } from '../../i18n/localized'
import { linkText } from '../../io/writeLink'
import { useApp } from '../../session/appStore'
import { isOwnComputer } from '../../session/ownComputer'
import { switchTalk } from '../../session/presenting'
import { KeptTogether } from '../kit/KeptTogether'
import { QrCode } from '../share/QrCode'
import { useMessages } from '../shell/useMessages'

const FRAME =
  'presenter-card [grid-area:stage] z-25 min-h-0 overflow-auto grid content-center justify-items-start gap-12 px-[9vw] py-10 bg-ground'

export function CueCard({ cue, talkId }: { cue: Cue; talkId: string }) {
  const { kind, audience, points = [] } = cue.card ?? { kind: 'title' }
  if (kind === 'title') return <TitleCard cue={cue} audience={audience} talkId={talkId} />
  return <ClosingCard cue={cue} points={points} />
}

type Words = Cue['say']

function TitleCard({ cue, audience, talkId }: { cue: Cue; audience: Words | undefined; talkId: string }) {
  const m = useMessages('presenting')
  return (
    <section className={FRAME} aria-label={localize(cue.title, m)}>
      <h1
        className="text-[3.4rem] leading-[1.15] font-bold text-balance"
        // Between its parts a reader would hear pauses.
        aria-label={localize(cue.title, m)}
      >
        <KeptTogether text={localize(cue.title, m)} />
      </h1>
      <p className="max-w-[48rem] text-[1.7rem] leading-[1.4]">
        <KeptTogether text={localize(cue.say, m)} />
      </p>
      {audience && (
        <p className="max-w-[48rem] text-[1.3rem] leading-[1.4] text-muted">
          <KeptTogether text={localize(audience, m)} />
        </p>
      )}
      <div className="flex flex-wrap items-center gap-8 text-[1.3rem]">
        {/* biome-ignore lint/a11y/useSemanticElements: a fieldset would add nothing but its own layout rules */}
        <div className="flex gap-4" role="group" aria-label={m.presenting.chooseLength}>
          {TALKS.map(({ id, minutes, title }) => (
            <button
              key={id}
              type="button"
              className="px-8 py-3 rounded-lg border border-line-strong whitespace-nowrap hover:bg-inset aria-pressed:border-flight aria-pressed:bg-flight-soft aria-pressed:font-bold"
              aria-pressed={id === talkId}
              title={localize(title, m)}
              onClick={() => switchTalk(id)}
            >
              {id === talkId && '✓ '}
              {m.presenting.minutes(minutes)}
            </button>
          ))}
        </div>
        <span className="text-muted">{m.presenting.begin}</span>
      </div>
    </section>
  )
}

function ClosingCard({ cue, points }: { cue: Cue; points: readonly Words[] }) {
  const m = useMessages('presenting')
  const language = useApp((state) => state.language)
  const url = new URL(location.href)
  url.hash = linkText({ input: cue.input, view: { tMs: cue.atMs, language } })
  return (
    <section
      className={`${FRAME} grid-cols-[minmax(0,1fr)_auto] gap-x-24 max-wide:grid-cols-1`}
      aria-label={localize(cue.title, m)}
    >
      <h1 className="col-span-full text-[2.8rem] leading-[1.15] font-bold">{localize(cue.title, m)}</h1>
      <ol className="grid content-start gap-12 text-[1.7rem] leading-[1.4] list-decimal pl-[1.4em]">
        {points.map((point) => (
          <li key={point.en}>
            <KeptTogether text={localize(point, m)} />
          </li>
        ))}
      </ol>
      <figure className="grid gap-5 justify-items-center w-[19rem] text-[1.1rem] leading-[1.35] [&_.qr-code]:w-full">
        <QrCode text={url.href} label={m.presenting.qrLabel} />
        <figcaption className="text-center text-balance">
          <KeptTogether text={localize(cue.say, m)} />
          {isOwnComputer() && <p className="mt-3 text-avoid">{m.presenting.onlyHere}</p>}
        </figcaption>
      </figure>
    </section>
  )
}
