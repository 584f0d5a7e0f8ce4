// The canvas of a stage: what moves with each frame. Loaded right after the first picture, in which nothing moves yet.

import { type RefObject, Suspense, useEffect, useRef } from 'react'
import { useApp } from '../../../session/appStore'
import { onFrame } from '../../../session/clock'
import { watchSight } from '../../../session/visibility'
import { collectMarks, createMarks, type Marks } from '../../../stage/packets'
import { lazyPart } from '../../shell/lazyPart'
import { useRunView } from '../../shell/useClusterState'
import type { Scene } from '../nodeKind'
import { countsDown, paintedAs, paintWheel } from '../nodes/producer/paintWheel'
import { clearNames, isMoving, type Palette, paintMarks, readPalette } from './paintPackets'

/** What has gone wrong, in words and marks: nothing of it is there as a run begins. */
const TroubleSigns = lazyPart(() => import('../TroubleSigns'), null)

interface PacketCanvasProps extends Scene {
  shortNames: readonly string[]
  /** Given what is painted, so that a click can find what it hit. */
  marks: RefObject<Marks | null>
}

export function PacketCanvas({ marks: painting, shortNames, ...scene }: PacketCanvasProps) {
  const { layout } = scene
  const theme = useApp((state) => state.theme)
  const reducedMotion = useApp((state) => state.reducedMotion)
  const view = useRunView()
  const canvas = useRef<HTMLCanvasElement>(null)
  useEffect(() => {
    const element = canvas.current
    const context = element?.getContext('2d')
    if (!element || !context) return
    const marks = createMarks()
    painting.current = marks
    const ratio = Math.min(3, window.devicePixelRatio || 1)
    element.width = Math.round(layout.width * ratio)
    element.height = Math.round(layout.height * ratio)
    let palette: Palette | null = null
    let paletteTheme = ''
    let painted = ''
    let inSight = true
    /** @returns whether the very next frame would be another picture */
    const paint = (): boolean => {
      // On a phone the page is longer than the screen. Time goes on for what is read below, but the dots are not visible.
      if (!inSight) return false
      const state = view.state()
      const tMs = useApp.getState().playheadMs
      // The page's attribute, not the store, says which colours the variables have now.
      const now = document.documentElement.dataset.theme ?? theme
      if (!palette || paletteTheme !== now) {
        palette = readPalette(element)
        paletteTheme = now
      }
      const { log } = view.run()
      // While paused the pointer is where the numbers say.
      const isStill = reducedMotion || !useApp.getState().playing
      collectMarks(state, layout, tMs, reducedMotion, marks)
      // Between two messages nothing on the canvas moves: the last picture is still right.
      const moves = isMoving(log, marks, tMs)
      const picture = moves || countsDown(state, tMs) ? '' : `${paintedAs(state)} ${now} ${isStill}`
      if (picture !== '' && picture === painted) return false
      painted = picture
      context.setTransform(ratio, 0, 0, ratio, 0, 0)
      context.clearRect(0, 0, layout.width, layout.height)
      paintWheel(context, state, log, layout, tMs, isStill, palette)
      paintMarks(context, marks, layout, palette)
      clearNames(context, layout)
      return moves
    }
    paint()
    const soon = requestAnimationFrame(paint)
    const stop = onFrame(paint)
    const stopWatching = watchSight(element, (now) => {
      const comesBack = now && !inSight
      inSight = now
      if (comesBack) paint()
    })
    return () => {
      cancelAnimationFrame(soon)
      stop()
      stopWatching()
    }
  }, [layout, theme, reducedMotion, view, painting])
  return (
    <>
      <canvas ref={canvas} style={{ width: layout.width, height: layout.height }} />
      {/* Above the packets: none travels over what is to be read. */}
      <Suspense>
        <TroubleSigns {...scene} shortNames={shortNames} />
      </Suspense>
    </>
  )
}
