// The frame of the page: the stage first, and around it what is loaded meanwhile. Which part goes where is in app.css.

import { Suspense } from 'react'
import { loadCurrentMessages, useApp } from '../../session/appStore'
import { Stage } from '../stage/Stage'
import { Boundary } from './Boundary'
import { lazyPart } from './lazyPart'
import { useFirstMessages } from './useMessages'

// One promise for all, so that they come together.
let later: Promise<typeof import('./later')> | null = null

/** Everything that explains and steers the stage; asked for again where it could not be had. */
export function requestLater() {
  later ??= Promise.all([import('./later'), loadCurrentMessages()])
    .then(([parts]) => parts)
    .catch((error: unknown) => {
      later = null
      throw error
    })
  return later
}

/** Asks for everything that explains the stage. Where it cannot be had, whoever needs it says so. */
export const askForExplanation = (): void => void requestLater().catch(() => null)

async function loadLater() {
  const parts = await requestLater()
  parts.startSteering()
  return parts
}

const AboveStage = lazyPart(async () => ({ default: (await loadLater()).AboveStage }), null)
const NoticeBar = lazyPart(async () => ({ default: (await loadLater()).NoticeBar }), null)
const RecordingMark = lazyPart(async () => ({ default: (await requestLater()).RecordingMark }), null)
const BelowStage = lazyPart(async () => ({ default: (await loadLater()).BelowStage }))
const TwoStages = lazyPart(async () => ({ default: (await loadLater()).TwoStages }), <Stage />)

export function App() {
  const m = useFirstMessages()
  const comparing = useApp((state) => state.comparison !== null)
  const presenting = useApp((state) => state.presenting !== null)
  return (
    <div className="app" data-presenting={presenting || undefined}>
      <Suspense fallback={!presenting && <header className="top-bar" />}>
        <AboveStage />
      </Suspense>
      <main className="stage-area" aria-label={m.notices.stage}>
        <Boundary instead={<p className="part-failed px-12 py-10 text-bad">{m.notices.partFailed}</p>}>
          {comparing ? (
            <Suspense fallback={<Stage />}>
              <TwoStages />
            </Suspense>
          ) : (
            <Stage />
          )}
        </Boundary>
        <Boundary>
          <Suspense>
            <RecordingMark />
          </Suspense>
        </Boundary>
      </main>
      <Boundary>
        <Suspense>
          <NoticeBar />
        </Suspense>
      </Boundary>
      <Suspense fallback={!presenting && <Awaited />}>
        <BelowStage />
      </Suspense>
    </div>
  )
}

/** Keeps the room of what is still to come, so that the stage stays where it is. */
function Awaited() {
  return (
    <>
      <section className="sentence" />
      <section className="time-area">
        <div className="time-wait" />
      </section>
      <aside className="side-panel" />
    </>
  )
}
