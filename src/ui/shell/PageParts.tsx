// All of the page but the stage: what stands above it, and what explains and steers it below. Which part goes where is in
// app.css. What these parts load in their turn is waited for in its own place.

import { Suspense, useDeferredValue } from 'react'
import { useApp } from '../../session/appStore'
import { isGuided } from '../../session/signs'
import { Presenter } from '../present/PresenterPart'
import { Timeline } from '../timeline/Timeline'
import { Transport } from '../timeline/Transport'
import { Boundary } from './Boundary'
import { Dialogs } from './Dialogs'
import { FailurePanel } from './FailurePanel'
import { HeadlineBar } from './Headline'
import { LiveRegion } from './LiveRegion'
import { lazyPart } from './lazyPart'
import { SidePanel } from './SidePanel'
import { TopBar } from './TopBar'
import { useMessages } from './useMessages'

const FirstVisit = lazyPart(() => import('../guide/FirstVisit'), null, 'introduced')

/** Stands where a part could not be drawn. */
function Failed() {
  const m = useMessages()
  return <p className="part-failed px-12 py-10 text-bad">{m.notices.partFailed}</p>
}

export function AboveStage() {
  const presenting = useApp((state) => state.presenting !== null)
  const failed = (
    <header className="top-bar">
      <Failed />
    </header>
  )
  return (
    <>
      <FailurePanel />
      {!presenting && (
        <Boundary instead={failed}>
          <Suspense fallback={<header className="top-bar" />}>
            <TopBar />
          </Suspense>
        </Boundary>
      )}
    </>
  )
}

export function BelowStage() {
  const presenting = useApp((state) => state.presenting !== null)
  return (
    <>
      {presenting ? <PresentedParts /> : <WorkingParts />}
      <Boundary>
        <Dialogs />
      </Boundary>
    </>
  )
}

function PresentedParts() {
  return (
    <Boundary instead={<Failed />}>
      <Suspense>
        <Presenter />
        <LiveRegion />
      </Suspense>
    </Boundary>
  )
}

function WorkingParts() {
  const m = useMessages()
  // One after the other: all at once would keep a slow phone from answering a finger.
  const withTime = useDeferredValue(true, false)
  const withPanel = useDeferredValue(withTime, false)
  const guided = useApp(isGuided)
  const failed = <Failed />
  return (
    <>
      <Boundary instead={<section className="sentence">{failed}</section>}>
        <HeadlineBar />
      </Boundary>
      {guided && (
        <Boundary>
          <Suspense fallback={<section className="guide" />}>
            <FirstVisit />
          </Suspense>
        </Boundary>
      )}
      <section className="time-area" aria-label={m.notices.timeline}>
        <Suspense fallback={<div className="time-wait" />}>
          {withTime ? (
            <>
              <Boundary instead={failed}>
                <Transport />
              </Boundary>
              <Boundary instead={failed}>
                <Timeline />
              </Boundary>
            </>
          ) : (
            <div className="time-wait" />
          )}
        </Suspense>
      </section>
      <Boundary instead={<aside className="side-panel">{failed}</aside>}>
        <Suspense fallback={<aside className="side-panel" />}>
          {withPanel ? <SidePanel /> : <aside className="side-panel" />}
        </Suspense>
      </Boundary>
      <Boundary>
        <LiveRegion />
      </Boundary>
    </>
  )
}
