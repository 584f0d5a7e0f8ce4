// The frame of a lesson or a question: beside the stage a page of the panel, on a phone a sheet over the foot of the page. There
// only its words scroll, between a head and a foot that stay, and it can be folded to see what is under it.

import { type ReactNode, useEffect, useRef, useState } from 'react'
import { IconButton } from '../kit/Button'
import { icons } from '../shell/icons'
import { useMessages } from '../shell/useMessages'
import { makeRoom, type Room, showRoom } from './phoneRoom'

interface SheetProps {
  label: string
  /** Another page is read from its top, unfolded. */
  page: string
  room?: Room
  head: ReactNode
  foot: ReactNode
  children: ReactNode
}

export function Sheet({ label, page, room = 'stage', head, foot, children }: SheetProps) {
  const m = useMessages('lessons')
  const [folded, setFolded] = useState(false)
  const top = useRef<HTMLDivElement>(null)
  useEffect(() => makeRoom(room), [room])
  // biome-ignore lint/correctness/useExhaustiveDependencies: with each page
  useEffect(() => {
    setFolded(false)
    top.current?.scrollIntoView({ block: 'nearest' })
    showRoom(room)
  }, [page, room])
  return (
    <section
      className="lesson flex flex-col min-h-full max-wide:fixed max-wide:inset-x-0 max-wide:bottom-0 max-wide:z-20 max-wide:min-h-0 max-wide:max-h-[54svh] max-wide:data-[room=timeline]:max-h-[47svh] max-wide:border-t-2 max-wide:border-flight max-wide:bg-panel max-wide:px-9"
      data-room={room}
      aria-label={label}
    >
      <div ref={top} className="flex gap-5 pt-9 split:pt-3 max-wide:items-center max-wide:pt-1">
        <div className="flex-1 min-w-0 flex flex-col gap-7 [&_p]:m-0 split:gap-5 max-wide:flex-row max-wide:flex-wrap max-wide:items-baseline max-wide:justify-between max-wide:gap-x-7 max-wide:gap-y-0">
          {head}
        </div>
        <IconButton
          className="wide:hidden"
          quiet
          label={folded ? m.lessons.unfold : m.lessons.fold}
          aria-expanded={!folded}
          onClick={() => setFolded(!folded)}
        >
          {folded ? icons.up : icons.down}
        </IconButton>
      </div>
      {/* Only the page is replaced: the focus stays on its button. What is cut at its end fades: there is more. */}
      <div
        key={page}
        className="lesson-words flex-1 flex flex-col gap-7 pt-7 pb-10 [&_p]:m-0 split:gap-5 split:pt-3 max-wide:gap-4 max-wide:pt-2 max-wide:pb-7 max-wide:min-h-0 max-wide:overflow-y-auto max-wide:overscroll-contain max-wide:[mask-image:linear-gradient(black_calc(100%-0.9rem),transparent)] max-wide:data-[folded=true]:hidden [&>*]:max-wide:flex-none"
        data-folded={folded}
      >
        {children}
      </div>
      <div className="sticky bottom-0 grid grid-cols-[1fr_auto_1fr] gap-6 py-7 bg-panel border-t border-line max-wide:static max-wide:flex-none max-wide:py-4 [&_.button]:min-h-28 [&_.button]:justify-center">
        {foot}
      </div>
    </section>
  )
}
