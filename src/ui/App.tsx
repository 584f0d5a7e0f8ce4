// The frame of the page: bar, stage, sentence, time, panel. Which part goes where is in app.css.

import { Component, lazy, type ReactNode, Suspense, useEffect } from 'react'
import { useApp } from '../store/appStore'
import { startKeyboard } from './keyboard'
import { LiveRegion } from './LiveRegion'
import { NoticeBar } from './NoticeBar'
import { Sentence } from './Sentence'
import { SidePanel } from './SidePanel'
import { Stage } from './stage/Stage'
import { TopBar } from './TopBar'
import { Transport } from './Transport'
import { useTexts } from './useWords'

// Asked for at once, but not waited for: the stage comes first.
const timeline = import('./Timeline')
const Timeline = lazy(() => timeline)
const HelpDialog = lazy(() => import('./HelpDialog'))

export function App() {
  const { words } = useTexts()
  const helpOpen = useApp((state) => state.helpOpen)
  useEffect(startKeyboard, [])
  return (
    <div className="app">
      <TopBar />
      <main className="stage-area" aria-label={words.stage}>
        <Boundary text={words.stageFailed}>
          <Stage />
        </Boundary>
        <NoticeBar />
      </main>
      <Sentence />
      <section className="time-area" aria-label={words.timeline}>
        <Transport />
        <Suspense fallback={<div className="timeline-wait" />}>
          <Timeline />
        </Suspense>
      </section>
      <SidePanel />
      <LiveRegion />
      {helpOpen && (
        <Suspense>
          <HelpDialog />
        </Suspense>
      )}
    </div>
  )
}

/** A defect in the stage must not take the controls with it. */
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
