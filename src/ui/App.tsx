// The frame of the page: bar, stage, sentence, time, panel. Which part goes where is in app.css.

import { Suspense } from 'react'
import { useApp } from '../store/appStore'
import { noticeWords } from '../text/notices'
import { Boundary } from './Boundary'
import { lazyPart } from './lazyPart'
import { Stage } from './stage/Stage'

// Asked for at once, but not waited for: the stage comes first. One promise for all, so that they come together.
let later: Promise<typeof import('./later')> | null = import('./later')
async function loadLater() {
  later ??= import('./later')
  try {
    const parts = await later
    parts.startSteering()
    return parts
  } catch (error) {
    later = null
    throw error
  }
}
const TopBar = lazyPart(async () => ({ default: (await loadLater()).TopBar }), null)
const NoticeBar = lazyPart(async () => ({ default: (await loadLater()).NoticeBar }), null)
const Sentence = lazyPart(async () => ({ default: (await loadLater()).Sentence }), null)
const Transport = lazyPart(async () => ({ default: (await loadLater()).Transport }), null)
const Timeline = lazyPart(async () => ({ default: (await loadLater()).Timeline }), null)
const SidePanel = lazyPart(async () => ({ default: (await loadLater()).SidePanel }))
const Dialogs = lazyPart(async () => ({ default: (await loadLater()).Dialogs }), null)
const FailurePanel = lazyPart(async () => ({ default: (await loadLater()).FailurePanel }), null)
const Presenter = lazyPart(async () => ({ default: (await loadLater()).Presenter }), null)
const LiveRegion = lazyPart(async () => ({ default: (await loadLater()).LiveRegion }), null)
const TwoStages = lazyPart(async () => ({ default: (await loadLater()).TwoStages }), <Stage />)

export function App() {
  const language = useApp((state) => state.language)
  const comparing = useApp((state) => state.comparison !== null)
  const presenting = useApp((state) => state.presenting !== null)
  const failed = <p className="part-failed">{noticeWords.partFailed[language]}</p>
  return (
    <div className="app" data-presenting={presenting || undefined}>
      <Suspense>
        <FailurePanel />
      </Suspense>
      {!presenting && (
        <Boundary instead={<header className="top-bar">{failed}</header>}>
          <Suspense fallback={<header className="top-bar" />}>
            <TopBar />
          </Suspense>
        </Boundary>
      )}
      <main className="stage-area" aria-label={noticeWords.stage[language]}>
        <Boundary instead={failed}>
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
            <NoticeBar />
          </Suspense>
        </Boundary>
      </main>
      {presenting ? (
        <Boundary instead={failed}>
          <Suspense>
            <Presenter />
            <LiveRegion />
          </Suspense>
        </Boundary>
      ) : (
        <>
          <Boundary instead={<section className="sentence">{failed}</section>}>
            <Suspense fallback={<section className="sentence" />}>
              <Sentence />
            </Suspense>
          </Boundary>
          <section className="time-area" aria-label={noticeWords.timeline[language]}>
            <Suspense fallback={<div className="time-wait" />}>
              <Boundary instead={failed}>
                <Transport />
              </Boundary>
              <Boundary instead={failed}>
                <Timeline />
              </Boundary>
            </Suspense>
          </section>
          <Suspense fallback={<aside className="side-panel" />}>
            <Boundary instead={<aside className="side-panel">{failed}</aside>}>
              <SidePanel />
            </Boundary>
            <Boundary>
              <LiveRegion />
            </Boundary>
          </Suspense>
        </>
      )}
      <Boundary>
        <Suspense>
          <Dialogs />
        </Suspense>
      </Boundary>
    </div>
  )
}
