// The page in somebody else's page: one sentence, the stage, a slim row to play with, and the timeline where there is room.

import { Suspense, useEffect, useRef, useState } from 'react'
import { askForExplanation, requestLater } from '../shell/App'
import { Boundary } from '../shell/Boundary'
import { lazyPart } from '../shell/lazyPart'
import { useMessages } from '../shell/useMessages'
import { Stage } from '../stage/Stage'
import { EmbedControls } from './EmbedControls'
import '../shell/later.css'

// The parts of the whole page as they are: browsers that have been there have them already.
askForExplanation()
const NoticeBar = lazyPart(async () => ({ default: (await requestLater()).NoticeBar }), null)
const RecordingMark = lazyPart(async () => ({ default: (await requestLater()).RecordingMark }), null)
const HeadlineBar = lazyPart(async () => ({ default: (await requestLater()).HeadlineBar }))
const Timeline = lazyPart(async () => ({ default: (await requestLater()).Timeline }), null)
const LiveRegion = lazyPart(async () => ({ default: (await requestLater()).LiveRegion }), null)

/** Where the timeline has room below the stage. */
const ROOM_FOR_TIMELINE = '(min-width: 600px) and (min-height: 520px)'

/** The smallest room the stage is laid out for, px. A smaller frame shows it smaller, not cut. */
const MIN_WIDTH = 620
const MIN_HEIGHT = 340

export default function EmbedApp() {
  const m = useMessages()
  const hasTimeline = useMatch(ROOM_FOR_TIMELINE)
  return (
    <div className="embed relative grid h-dvh grid-rows-[auto_minmax(0,1fr)_auto] overflow-hidden">
      <Suspense fallback={<section className="sentence" />}>
        <HeadlineBar />
      </Suspense>
      <main className="stage-area" aria-label={m.notices.stage}>
        <h1 className="sr-only">RocketScope</h1>
        <Boundary instead={<p className="part-failed px-12 py-10 text-bad">{m.notices.partFailed}</p>}>
          <FittedStage />
        </Boundary>
        <Suspense>
          <RecordingMark />
          <NoticeBar />
        </Suspense>
      </main>
      <section className="min-w-0 border-t border-line bg-panel" aria-label={m.notices.timeline}>
        <EmbedControls slider={!hasTimeline} />
        {hasTimeline && (
          <Suspense fallback={<div className="time-wait" />}>
            <Timeline />
          </Suspense>
        )}
      </section>
      <Suspense>
        <LiveRegion />
      </Suspense>
    </div>
  )
}

function useMatch(query: string): boolean {
  const [matches, setMatches] = useState(() => matchMedia(query).matches)
  useEffect(() => {
    const list = matchMedia(query)
    const onChange = () => setMatches(list.matches)
    onChange()
    list.addEventListener('change', onChange)
    return () => list.removeEventListener('change', onChange)
  }, [query])
  return matches
}

function FittedStage() {
  const room = useRef<HTMLDivElement>(null)
  const [size, setSize] = useState<{ width: number; height: number } | null>(null)
  useEffect(() => {
    const element = room.current
    if (!element) return
    const measure = () => {
      const { clientWidth: width, clientHeight: height } = element
      // A slide that is put away has no size; the stage keeps the one it had.
      if (width > 0 && height > 0) setSize({ width, height })
    }
    measure()
    const observer = new ResizeObserver(measure)
    observer.observe(element)
    return () => observer.disconnect()
  }, [])
  const times = size ? Math.max(1, MIN_WIDTH / size.width, MIN_HEIGHT / size.height) : 1
  return (
    <div ref={room} className="absolute inset-0 overflow-hidden">
      {size && (
        <div
          className="absolute overflow-hidden top-0 bottom-auto right-auto left-0 [transform-origin:0_0]"
          style={{ width: size.width * times, height: size.height * times, transform: `scale(${1 / times})` }}
        >
          <Stage />
        </div>
      )}
    </div>
  )
}
