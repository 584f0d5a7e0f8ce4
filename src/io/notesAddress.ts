// The address of a notes window, which names the talk it belongs to. Small, because every opening of the page asks it.

/** How a tab that presents may be called; see newChannel in presenting.ts. */
export const isChannel = (name: string): boolean => /^[\w.-]{1,100}$/.test(name)

/** @returns the channel; null where the address asks for notes but names no talk; undefined where it is none of a notes window */
export function readNotesAddress(hash: string): string | null | undefined {
  const name = /^#notes(?:=(.*))?$/s.exec(hash)
  if (name === null) return undefined
  const channel = name[1] ?? ''
  return isChannel(channel) ? channel : null
}

/** What stands behind the # for a channel. */
export const notesHash = (channel: string): string => `#notes=${channel}`
