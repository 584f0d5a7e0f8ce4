// Words of presenter mode: what stands beside the sentence on the stage, the keys, and the window with the notes.

export interface PresentingMessages {
  talks: string
  talksHint: string
  talk: string
  keyPresent: string
  present: string
  presenter: string
  place: string
  forward: string
  back: string
  putBack: string
  black: string
  lock: string
  locked: string
  spotlight: string
  notes: string
  keys: string
  fullScreen: string
  kill: string
  play: string
  leave: string
  closeKeys: string
  notesBlocked: string
  notesWindow: {
    title: string
    waiting: string
    notFound: string
    noTalk: string
    gone: string
    onScreen: string
    answer: string
    tellFirst: string
    say: string
    noNotes: string
    nextPress: string
    nextCue: string
    theEnd: string
    clock: string
    start: string
    reset: string
    controls: string
  }
  placeOf(now: number, all: number): string
  planned(until: string, all: string): string
  presentThis(title: string): string
}
