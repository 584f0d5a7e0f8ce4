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
    say: string
    noNotes: string
    nextPress: string
    nextCue: string
    theEnd: string
    clock: string
    start: string
    reset: string
    cueTime(spent: string, planned: string): string
    controls: string
  }
  placeOf(now: number, all: number): string
  planned(until: string, all: string): string
  premise: {
    client(version: string): string
    switchIs(on: boolean): string
    /** Of two runs side by side. */
    switchBoth(left: boolean, right: boolean): string
    teachingTable: string
    ownTable: string
    clock: string
    label: string
  }
  options: string
  right: string
  chooseLength: string
  minutes(minutes: number): string
  begin: string
  onlyHere: string
  qrLabel: string
  /** What a key does while nothing is presented. */
  outside(what: string): string
  outsideKeys: Record<'step' | 'reset' | 'breakpoints' | 'language' | 'settings' | 'fast' | 'present', string>
  presentThis(title: string): string
}
