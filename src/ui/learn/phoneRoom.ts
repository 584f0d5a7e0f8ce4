// The room of a lesson on a phone: its words are a sheet over the foot of the page, and what they are about is above it.

/** What is worked with while the sheet is open: the stage, or the track of the timeline beneath it. */
export type Room = 'stage' | 'timeline'

/** What the other parts of the page take on meanwhile. Stage, track and sheet (Sheet.tsx) share the height of the screen. */
const MAKING_ROOM: Record<Room, Record<string, string>> = {
  stage: {
    '.app': 'max-wide:pb-[54svh]',
    '.stage-area': 'max-wide:sticky max-wide:top-0 max-wide:z-6 max-wide:h-[44svh] max-wide:bg-(--ground)',
  },
  timeline: {
    '.app': 'max-wide:pb-[47svh]',
    '.stage-area': 'max-wide:sticky max-wide:top-0 max-wide:z-6 max-wide:h-[36svh] max-wide:bg-(--ground)',
    '.timeline': 'max-wide:scroll-mt-[36svh]',
  },
}

/** @returns a function that gives the room back */
export function makeRoom(room: Room): () => void {
  const parts = Object.entries(MAKING_ROOM[room]).map(([part, names]) => ({
    list: document.querySelector(part)?.classList,
    names: names.split(' '),
  }))
  for (const { list, names } of parts) list?.add(...names)
  return () => {
    for (const { list, names } of parts) list?.remove(...names)
  }
}

/** Brings into sight what is worked with. */
export function showRoom(room: Room): void {
  if (!window.matchMedia?.('(max-width: 859px)').matches) return
  document.querySelector(room === 'timeline' ? '.timeline' : '.stage-area')?.scrollIntoView()
}
