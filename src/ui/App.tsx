// The frame of the page: bar, stage, sentence, time, panel. Which part goes where is in app.css.

import { Component, type ReactNode, Suspense } from 'react'
import { useApp } from '../store/appStore'
import { noticeWords } from '../text/notices'
import { lazyPart } from './lazyPart'
import { Stage } from './stage/Stage'

// Asked for at once, but not waited for: the stage comes first. One promise for all, so that they come together.
let later: Promise<typeof import('./later')> | null = import('./later')
async function loadLater() {
  later ??= import('./later')
  try {
    return await later
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
const Steering = lazyPart(async () => ({ default: (await loadLater()).Steering }), null)
const Presenter = lazyPart(async () => ({ default: (await loadLater()).Presenter }), null)
const LiveRegion = lazyPart(async () => ({ default: (await loadLater()).LiveRegion }), null)
const TwoStages = lazyPart(async () => ({ default: (await loadLater()).TwoStages }), <Stage />)

export function App() {
  const language = useApp((state) => state.language)
  const comparing = useApp((state) => state.comparison !== null)
  const presenting = useApp((state) => state.presenting !== null)
  return (
    <div className="app" data-presenting={presenting || undefined}>
      <Suspense>
        <Steering />
      </Suspense>
      {!presenting && (
        <Suspense fallback={<header className="top-bar" />}>
          <TopBar />
        </Suspense>
      )}
      <main className="stage-area" aria-label={noticeWords.stage[language]}>
        <Boundary text={noticeWords.stageFailed[language]}>
          {comparing ? (
            <Suspense fallback={<Stage />}>
              <TwoStages />
            </Suspense>
          ) : (
            <Stage />
          )}
        </Boundary>
        <Suspense>
          <NoticeBar />
        </Suspense>
      </main>
      {presenting ? (
        <Suspense>
          <Presenter />
          <LiveRegion />
        </Suspense>
      ) : (
        <>
          <Suspense fallback={<section className="sentence" />}>
            <Sentence />
          </Suspense>
          <section className="time-area" aria-label={noticeWords.timeline[language]}>
            <Suspense fallback={<div className="time-wait" />}>
              <Transport />
              <Timeline />
            </Suspense>
          </section>
          <Suspense fallback={<aside className="side-panel" />}>
            <Boundary text={noticeWords.panelFailed[language]}>
              <SidePanel />
            </Boundary>
            <LiveRegion />
          </Suspense>
        </>
      )}
      <Suspense>
        <Dialogs />
      </Suspense>
    </div>
  )
}

/** A defect in one part must not take the others with it. */
class Boundary extends Component<{ text: string; children: ReactNode }, { failed: boolean }> {
  override state = { failed: false }

  static getDerivedStateFromError() {
    return { failed: true }
  }

  override render() {
    return this.state.failed ? (
      <p className="stage-failed" role="alert">
        {this.props.text}
      </p>
    ) : (
      this.props.children
    )
  }
}
