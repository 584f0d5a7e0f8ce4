// The frame of the page: bar, stage, sentence, time, panel. Which part goes where is in app.css.

import { Component, lazy, type ReactNode, Suspense, useEffect } from 'react'
import { useApp } from '../store/appStore'
import { noticeWords } from '../text/notices'
import { Stage } from './stage/Stage'

// Asked for at once, but not waited for: the stage comes first.
const later = import('./later')
const TopBar = lazy(async () => ({ default: (await later).TopBar }))
const NoticeBar = lazy(async () => ({ default: (await later).NoticeBar }))
const Sentence = lazy(async () => ({ default: (await later).Sentence }))
const Transport = lazy(async () => ({ default: (await later).Transport }))
const Timeline = lazy(async () => ({ default: (await later).Timeline }))
const SidePanel = lazy(async () => ({ default: (await later).SidePanel }))
const LiveRegion = lazy(async () => ({ default: (await later).LiveRegion }))
const TwoStages = lazy(() => import('./compare/TwoStages'))
const HelpDialog = lazy(() => import('./HelpDialog'))
const TruthDialog = lazy(() => import('./TruthDialog'))
const LibraryDialog = lazy(() => import('./lessons/LibraryDialog'))
const Presenter = lazy(() => import('./presenting/Presenter'))

export function App() {
  const language = useApp((state) => state.language)
  const helpOpen = useApp((state) => state.helpOpen)
  const truthOpen = useApp((state) => state.truthOpen)
  const libraryOpen = useApp((state) => state.libraryOpen)
  const comparing = useApp((state) => state.comparison !== null)
  const presenting = useApp((state) => state.presenting !== null)
  useEffect(() => {
    let stop: (() => void) | null = null
    let over = false
    later.then(({ startKeyboard, startKeepingHistory, takeUpTalk }) => {
      if (over) return
      takeUpTalk()
      const stops = [startKeyboard(), startKeepingHistory()]
      stop = () => {
        for (const one of stops) one()
      }
    })
    return () => {
      over = true
      stop?.()
    }
  }, [])
  return (
    <div className="app" data-presenting={presenting || undefined}>
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
      {helpOpen && (
        <Suspense>
          <HelpDialog />
        </Suspense>
      )}
      {truthOpen && (
        <Suspense>
          <TruthDialog />
        </Suspense>
      )}
      {libraryOpen && (
        <Suspense>
          <LibraryDialog />
        </Suspense>
      )}
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
