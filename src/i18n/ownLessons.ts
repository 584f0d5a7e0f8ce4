// Words about lessons of the person's own: opening, keeping, sharing and making them.

import { exactNumber } from './format'
import type { Phrase } from './notices'
import type { Words } from './words'

export const ownLessonWords = {
  hint: {
    zh: '把课程文件拖到页面上就能打开；也可以把舞台上的过程做成课程，再改文件里的文字。只保存在这台设备上。',
    en: 'Drop a lesson file on the page to open it, or make a lesson of the run on the stage and edit its file. Kept on this device only.',
  },
  make: { zh: '把当前过程做成课程', en: 'Make a lesson of this run' },
  openFile: { zh: '打开课程文件…', en: 'Open a lesson file…' },
  saveFile: { zh: '存为文件', en: 'Save as a file' },
  copyLink: { zh: '复制链接', en: 'Copy a link' },
  rename: { zh: '改名', en: 'Rename' },
  newName: { zh: '课程名', en: 'Name of the lesson' },
  keepName: { zh: '确定', en: 'OK' },
  keepOldName: { zh: '取消', en: 'Cancel' },
  remove: { zh: '删除', en: 'Delete' },
  undo: { zh: '撤销', en: 'Undo' },
  checking: { zh: '正在核对这一课的断言…', en: 'Checking what this lesson claims…' },
  opened: {
    zh: '课程已打开，并收进“你的课程”。撤销一次，就回到刚才的过程。',
    en: 'The lesson is open, and kept in "Your lessons". Undo brings your run back.',
  },
  openedFromLink: {
    zh: '链接里的课程已打开，并收进“你的课程”。',
    en: 'The lesson in this link is open, and kept in "Your lessons".',
  },
  notKept: {
    zh: '课程能用，但这台设备存不下它（存储已满或被禁用）：关掉页面前请存为文件。',
    en: 'The lesson works, but this device cannot keep it (storage is full or switched off): save it as a file before you leave.',
  },
  refused: { zh: '这一课打不开', en: 'This lesson could not be opened' },
  broken: { zh: '这一课有些断言不成立', en: 'Not everything this lesson claims is so' },
  brokenHint: {
    zh: '课程已经打开；文字里的数字始终从过程里读出。不成立的是：',
    en: 'The lesson is open; the numbers in its words are read from the run in any case. What does not hold:',
  },
  nothingYet: {
    zh: '还没发生什么可讲的：先播放一会儿，或者弄坏点什么。',
    en: 'Nothing has happened yet that could be told: play for a while, or break something.',
  },
  tooMuch: {
    zh: '到这一刻发生的事太多，做不成一课：请退回早一点的时刻再试。',
    en: 'Too much has happened by now for a lesson: go back to an earlier moment and try again.',
  },
  saved: { zh: '已存为文件。', en: 'Saved as a file.' },
  linkLeavesOut: {
    zh: '链接已复制，但装不下正在上的这一课：请另外把课程文件发过去。',
    en: 'Link copied, but the open lesson is too long for it: send the lesson as a file as well.',
  },
  copied: { zh: '链接已复制，打开它就能上这一课。', en: 'Link copied. Whoever opens it can take this lesson.' },
  beforeLesson: { zh: '打开课程之前', en: 'Before the lesson' },
} satisfies Record<string, Words>

export const ownLessonPhrases = {
  made: {
    zh: (title: string, steps: number) => `“${title}”做好了，共 ${steps} 步，已收进“你的课程”，文件也存了一份。`,
    en: (title: string, steps: number) =>
      `Made "${title}", with ${steps} steps. It is in "Your lessons", and saved as a file.`,
  },
  tooLong: {
    zh: (length: number, most: number) =>
      `这一课装不进链接（${exactNumber(length)} 个字符，最多 ${exactNumber(most)}）。请发文件：`,
    en: (length: number, most: number) =>
      `This lesson is too long for a link (${exactNumber(length)} characters; ${exactNumber(most)} at most). Send it as a file:`,
  },
  deleted: {
    zh: (title: string) => `已删除“${title}”。`,
    en: (title: string) => `Deleted "${title}".`,
  },
  unreadable: {
    zh: (count: number) => `这台设备上还有 ${count} 课读不出来，可能来自更新的版本；没有动它们。`,
    en: (count: number) =>
      count === 1
        ? 'One more lesson on this device cannot be read; it may be from a newer version, and was left alone.'
        : `${count} more lessons on this device cannot be read; they may be from a newer version, and were left alone.`,
  },
  toolOf: {
    zh: (tool: string, title: string) => `${tool}：${title}`,
    en: (tool: string, title: string) => `${tool}: ${title}`,
  },
} satisfies Record<string, Phrase<never[]>>
