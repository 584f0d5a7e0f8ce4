// Tells a screen reader what happens: only what matters, and never faster than it can be listened to.

import { useEffect, useRef, useState } from 'react'
import { useApp } from '../../session/appStore'
import { useHeadline } from './useHeadline'
import { useOpenQuestion } from './useOpenQuestion'

/** ms of real time between two announcements. */
const PAUSE_MS = 2500

export function LiveRegion() {
  const story = useHeadline()
  const playing = useApp((state) => state.playing)
  const [said, setSaid] = useState('')
  const lastSaidAt = useRef(Number.NEGATIVE_INFINITY)
  // What happens may be what a lesson asks.
  const asked = useOpenQuestion()
  const text = !asked && (story.matters || !playing) ? story.headline : ''
  useEffect(() => {
    if (text === '') return
    const wait = Math.max(0, lastSaidAt.current + PAUSE_MS - performance.now())
    const timer = setTimeout(() => {
      lastSaidAt.current = performance.now()
      setSaid(text)
    }, wait)
    return () => clearTimeout(timer)
  }, [text])
  return (
    <div className="sr-only" role="status" aria-live="polite">
      {said}
    </div>
  )
}
