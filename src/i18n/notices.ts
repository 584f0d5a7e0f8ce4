// The few words the page needs before anything but the stage is there, and those the program says by itself.

import type { Language, Words } from './words'

/** A text with blanks to fill in. */
export type Phrase<Arguments extends unknown[]> = Record<Language, (...values: Arguments) => string>

export const noticeWords = {
  stage: { zh: '舞台', en: 'Stage' },
  partFailed: {
    zh: '这一部分此刻没有画出来，换个时刻会再试。',
    en: 'This part could not be drawn at this moment. At any other it is tried again.',
  },
  notLoaded: {
    zh: '有一部分没有加载出来：可能断网了，也可能网站刚更新过。请再试一次，或者联网后刷新，当前的过程会保留。',
    en: 'A part could not be loaded: you may be offline, or this site has just been updated. Try again, or reload once you are online; your run is kept.',
  },
  tryAgain: { zh: '再试一次', en: 'Try again' },
  pageFailed: {
    zh: '页面没有画出来，这是 RocketScope 的缺陷。过程还在：请刷新；仍然不行，就从默认场景开始。',
    en: 'The page could not be drawn; this is a defect of RocketScope. Your run is still there: reload, or reset to the default scenario if that does not help.',
  },
  reload: { zh: '刷新', en: 'Reload' },
  startAnew: { zh: '从默认场景开始', en: 'Reset' },
  timeline: { zh: '时间轴', en: 'Timeline' },
  brokenRun: {
    zh: '这个标签页保存的过程读不出来了，已从默认场景开始。',
    en: 'The run kept in this tab could not be read; this is the default one.',
  },
} satisfies Record<string, Words>

export const noticePhrases = {
  pageTitle: {
    zh: () => 'RocketScope · RocketMQ 生产者发送过程可视化',
    en: () => 'RocketScope · how a RocketMQ producer really sends',
  },
  dropped: {
    zh: (count: number) => `你改动了过去：其后的 ${count} 个操作已取消，原过程已存为分支。`,
    en: (count: number) =>
      count === 1
        ? 'A change in the past begins a new future: one later action was dropped; the old future is a branch now.'
        : `A change in the past begins a new future: ${count} later actions were dropped; the old future is a branch now.`,
  },
  startedAgain: {
    zh: (name: string) => `${name} 管整个过程，已从头开始。`,
    en: (name: string) => `${name} holds for the whole run, so it started again from the beginning.`,
  },
} satisfies Record<string, Phrase<never[]>>
