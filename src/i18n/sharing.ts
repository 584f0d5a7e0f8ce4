// Words about links and files.

export interface SharingMessages {
  makeLesson: string
  embed: string
  copyLink: string
  copyPicture: string
  showQrCode: string
  saveFile: string
  openFile: string
  exporting: string
  ownCluster: string
  linkOpened: string
  fileOpened: string
  saved: string
  copiedOnlyHere: string
  copyTitle: string
  copyHint: string
  linkHalfRead: string
  linkNotRead: string
  fileHalfRead: string
  fileNotRead: string
  restOpened: string
  nothingOpened: string
  dropHere: string
  copied(length: number): string
  more(count: number): string
}
