import { exactNumber } from '../format'
import type { SharingMessages } from '../sharing'

export const sharing: SharingMessages = {
  makeLesson: 'Make a lesson of this run',
  embed: 'Embed…',
  copyLink: 'Copy a link to this moment',
  copyPicture: 'Copy a picture of this moment',
  showQrCode: 'Show a QR code…',
  saveFile: 'Save as a file',
  openFile: 'Open a file…',
  exporting: 'Export pictures, films, the log…',
  ownCluster: 'Your own cluster…',
  linkOpened: 'Opened from a link, paused at its moment. Press Play to continue.',
  fileOpened: 'Opened the file. Press Play to start.',
  saved: 'Saved as a file.',
  copiedOnlyHere:
    'Link copied, but it only opens on this computer. For others, save the run as a file, or append the part from # on to the address of a RocketScope they can open.',
  copyTitle: 'Link to this moment',
  copyHint: 'The browser blocked the clipboard. The link is selected: copy it yourself.',
  linkHalfRead: 'Parts of this link are unreadable',
  linkNotRead: 'This link is unreadable',
  fileHalfRead: 'Parts of this file are unreadable',
  fileNotRead: 'Opening this file failed',
  restOpened: 'The rest is open. Unreadable:',
  nothingOpened: 'The run on the screen stays as it was. The problem:',
  dropHere: 'Drop the file to open it',
  copied: (length) =>
    length > 2000
      ? `Link copied; it has ${exactNumber(length)} characters. Some programs cut off links this long: then send a file.`
      : 'Link copied. Whoever opens it sees this moment and this picture.',
  more: (count) => (count === 1 ? 'And one more.' : `And ${count} more.`),
}
