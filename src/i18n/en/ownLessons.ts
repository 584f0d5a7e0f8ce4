import { exactNumber } from '../format'
import type { OwnLessonsMessages } from '../ownLessons'

export const ownLessons: OwnLessonsMessages = {
  hint: 'Drop a lesson file on the page to open it, or make a lesson of the run on the stage and edit its file. Stored on this device only.',
  openFile: 'Open a lesson file…',
  saveFile: 'Save as a file',
  copyLink: 'Copy a link',
  rename: 'Rename',
  newName: 'Name of the lesson',
  keepName: 'OK',
  keepOldName: 'Cancel',
  remove: 'Delete',
  undo: 'Undo',
  checking: 'Checking what this lesson claims…',
  opened: 'The lesson is open and saved in "Your lessons". Undo brings your run back.',
  openedFromLink: 'The lesson in this link is open and saved in "Your lessons".',
  notKept:
    'The lesson works, but this device cannot store it (storage is full or switched off): save it as a file before you leave.',
  refused: 'Opening this lesson failed',
  broken: 'Some claims of this lesson do not hold',
  brokenHint: 'The lesson is open; the numbers in its text come from the run in any case. What does not hold:',
  nothingYet: 'Nothing has happened yet that makes a lesson: play for a while, or break something.',
  tooMuch: 'Too much has happened by now for a lesson: go back to an earlier moment and try again.',
  saved: 'Saved as a file.',
  linkLeavesOut: 'Link copied, but the open lesson is too long for it: send the lesson as a file as well.',
  copied: 'Link copied. Anyone who opens it can take this lesson.',
  beforeLesson: 'Before the lesson',
  made: (title, steps) => `Made "${title}", with ${steps} steps. It is in "Your lessons", and saved as a file.`,
  tooLong: (length, most) =>
    `This lesson is too long for a link (${exactNumber(length)} characters; ${exactNumber(most)} at most). Send it as a file:`,
  deleted: (title) => `Deleted "${title}".`,
  unreadable: (count) =>
    count === 1
      ? 'One more lesson on this device is unreadable; it may be from a newer version. It stays as it is.'
      : `${count} more lessons on this device are unreadable; they may be from a newer version. They stay as they are.`,
  toolOf: (tool, title) => `${tool}: ${title}`,
}
