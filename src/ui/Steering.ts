// Keys, what is kept of the person's changes, and what is told of failures. It shows nothing: it is a part of the page so that it begins with the others,
// also where they could only be loaded later.

import { useEffect } from 'react'
import { startKeepingHistory } from '../store/keepHistory'
import { startTellingFailures } from '../store/shownFailure'
import { startKeyboard } from './keyboard'
import { takeUpTalk } from './takeUpTalk'

export function Steering() {
  useEffect(() => {
    const stopTelling = startTellingFailures()
    takeUpTalk()
    const stops = [stopTelling, startKeyboard(), startKeepingHistory()]
    return () => {
      for (const stop of stops) stop()
    }
  }, [])
  return null
}
