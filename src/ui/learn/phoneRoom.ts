// The room of a lesson on a phone.

/** On a phone the words lie over the foot of the page: what the other parts take on meanwhile, so that the stage stays above. */
const MAKING_ROOM: Record<string, string> = {
  '.app': 'max-wide:pb-[46svh]',
  '.stage-area': 'max-wide:sticky max-wide:top-0 max-wide:z-4 max-wide:h-[44svh] max-wide:bg-(--ground)',
  '.time-area': 'max-wide:scroll-mt-[44svh]',
}

/** Beside the stage, and on a phone a sheet over the foot of the page. */
export const SHEET =
  'lesson flex flex-col min-h-full max-wide:fixed max-wide:inset-x-0 max-wide:bottom-0 max-wide:z-20 max-wide:min-h-0 max-wide:max-h-[46svh] max-wide:overflow-y-auto max-wide:border-t-2 max-wide:border-flight max-wide:bg-panel max-wide:px-9'

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
