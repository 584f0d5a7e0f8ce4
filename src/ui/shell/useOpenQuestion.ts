// Whether a lesson asks something that is not answered yet: signs that would answer it are hidden until then.

import { useEffect, useState } from 'react'
import { useApp } from '../../session/appStore'

/** Loaded with the first lesson: by then nobody waits for it. */
const loadPages = () => import('../../session/lessonPages')

/** A page whose questions are not known yet counts as one that asks. */
export function useOpenQuestion(): boolean {
  const lesson = useApp((state) => state.lesson)
  const revealed = useApp((state) => state.presenting?.revealed ?? null)
  const [asks, setAsks] = useState(true)
  const id = lesson?.id
  const number = lesson?.page
  useEffect(() => {
    setAsks(true)
    if (id === undefined || number === undefined) return
    let isOver = false
    loadPages().then(
      ({ lessonById, pageAt, questionOf }) => {
        const found = lessonById(id, useApp.getState().ownLessons)
        if (!isOver) setAsks(found !== undefined && questionOf(pageAt(found, number)) !== undefined)
      },
      // Without the pages no lesson is shown, and nothing is asked.
      () => !isOver && setAsks(false),
    )
    return () => {
      isOver = true
    }
  }, [id, number])
  if (!lesson || !asks) return false
  return revealed === null ? lesson.answer === null : !revealed
}
