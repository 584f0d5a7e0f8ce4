// The room of a lesson on a phone.

/** On a phone the words lie over the foot of the page: what the other parts take on meanwhile, so that the stage stays above. */
const MAKING_ROOM: Record<string, string> = {
  '.app': 'max-wide:pb-[46svh]',
  '.stage-area': 'max-wide:sticky max-wide:top-0 max-wide:z-4 max-wide:h-[44svh] max-wide:bg-(--ground)',
  '.time-area': 'max-wide:scroll-mt-[44svh]',
}

/** @returns a function that gives the room back */
export function makeRoom(): () => void {
  const parts = Object.entries(MAKING_ROOM).map(([part, names]) => ({
    list: document.querySelector(part)?.classList,
    names: names.split(' '),
  }))
  for (const { list, names } of parts) list?.add(...names)
  return () => {
    for (const { list, names } of parts) list?.remove(...names)
  }
}

export const isNarrow = (): boolean => window.matchMedia?.('(max-width: 859px)').matches ?? false
