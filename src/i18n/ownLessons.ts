// Words about lessons of the person's own: opening, keeping, sharing and making them.

export interface OwnLessonsMessages {
  hint: string
  openFile: string
  saveFile: string
  copyLink: string
  rename: string
  newName: string
  keepName: string
  keepOldName: string
  remove: string
  undo: string
  checking: string
  opened: string
  openedFromLink: string
  notKept: string
  refused: string
  broken: string
  brokenHint: string
  nothingYet: string
  tooMuch: string
  saved: string
  linkLeavesOut: string
  copied: string
  beforeLesson: string
  made(title: string, steps: number): string
  tooLong(length: number, most: number): string
  deleted(title: string): string
  unreadable(count: number): string
  toolOf(tool: string, title: string): string
}
