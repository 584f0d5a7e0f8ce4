// Where the stage scrolls: that there is more below what is seen of it, and the way there.

import { type RefObject, useEffect, useState } from 'react'
import { createPortal } from 'react-dom'

/** @param within - anything inside of the stage */
export function MoreBelow({ text, within }: { text: string; within: RefObject<Element | null> }) {
  const [stage, setStage] = useState<Element | null>(null)
  const [isMore, setIsMore] = useState(false)
  useEffect(() => {
    const scrolled = within.current?.closest('.stage')
    if (!scrolled) return
    setStage(scrolled)
    const look = () => setIsMore(scrolled.scrollTop + scrolled.clientHeight < scrolled.scrollHeight - 8)
    const observer = new ResizeObserver(look)
    observer.observe(scrolled)
    if (scrolled.firstElementChild) observer.observe(scrolled.firstElementChild)
    scrolled.addEventListener('scroll', look, { passive: true })
    look()
    return () => {
      observer.disconnect()
      scrolled.removeEventListener('scroll', look)
    }
  }, [within])
  const area = stage?.parentElement
  return area && isMore
    ? createPortal(
        <button
          type="button"
          className="absolute bottom-2 left-1/2 z-10 -translate-x-1/2 cursor-pointer rounded-full border border-line-strong bg-card px-8 py-2 text-small text-text shadow-pop hover:border-flight"
          onClick={() => stage.scrollTo({ top: stage.scrollHeight })}
        >
          {text}
        </button>,
        area,
      )
    : null
}
