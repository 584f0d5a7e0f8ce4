import { exactNumber } from '../format'
import type { SharingMessages } from '../sharing'

export const sharing: SharingMessages = {
  copyLink: 'Copy a link to this moment',
  saveFile: 'Save as a file',
  openFile: 'Open a file…',
  exporting: 'Export pictures, films, the log…',
  ownCluster: 'Your own cluster…',
  linkOpened: 'Opened from a link, paused at its moment. Press Play to go on.',
  fileOpened: 'Opened the file. Press Play to start.',
  saved: 'Saved as a file.',
  copiedOnlyHere:
    'Link copied, but it only opens on this computer. For others, save the run as a file, or put what follows from # on behind the address of a RocketScope they can open.',
  copyTitle: 'Link to this moment',
  copyHint: 'This browser does not let the page use the clipboard. The link is selected: copy it yourself.',
  linkHalfRead: 'Not all of this link could be read',
  linkNotRead: 'This link could not be read',
  fileHalfRead: 'Not all of this file could be read',
  fileNotRead: 'This file could not be opened',
  restOpened: 'The rest is open. This could not be read:',
  nothingOpened: 'The run on the screen stays as it was. What is wrong:',
  dropHere: 'Drop the file to open it',
  copied: (length) =>
    length > 2000
      ? `Link copied; it has ${exactNumber(length)} characters. Some programs cut off links this long: then send a file.`
      : 'Link copied. Whoever opens it sees this moment and this picture.',
  more: (count) => (count === 1 ? 'And one more.' : `And ${count} more.`),
}
