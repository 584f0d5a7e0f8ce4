// Words of presenter mode: what stands beside the sentence on the stage, the keys, and the window with the notes.

import type { Phrase } from './notices'
import type { Words } from './words'

export const presentingWords = {
  talks: { zh: '现成的演讲', en: 'Ready-made talks' },
  talksHint: {
    zh: '拿着翻页器就能讲，另开一个窗口看讲稿。任何一课、任何一个案例也都能拿来讲。',
    en: 'Give them with a clicker, with your notes in a second window. Any lesson or incident can be presented, too.',
  },
  talk: { zh: '演讲', en: 'Talk' },
  keyPresent: { zh: '把打开的课程讲给大家看', en: 'Present the open lesson' },
  present: { zh: '开讲', en: 'Present' },
  presenter: { zh: '演讲', en: 'Presentation' },
  place: { zh: '讲到哪里', en: 'How far the talk has come' },
  forward: { zh: '下一步', en: 'Forward' },
  back: { zh: '上一步', en: 'Back' },
  putBack: { zh: '回到这一幕', en: 'Reset cue' },
  black: { zh: '黑屏', en: 'Black' },
  lock: { zh: '锁定舞台', en: 'Lock the stage' },
  locked: { zh: '舞台已锁定', en: 'The stage is locked' },
  spotlight: { zh: '聚光', en: 'Spotlight' },
  notes: { zh: '讲稿窗口', en: 'Notes window' },
  keys: { zh: '按键', en: 'Keys' },
  fullScreen: { zh: '全屏', en: 'Full screen' },
  kill: { zh: '杀掉第一个 Master', en: 'Kill the first Master' },
  play: { zh: '播放或暂停', en: 'Play or pause' },
  leave: { zh: '结束演讲', en: 'Leave' },
  closeKeys: { zh: '收起按键', en: 'Close the keys' },
  notesBlocked: {
    zh: '浏览器拦住了讲稿窗口，请允许本页打开窗口。',
    en: 'The browser has blocked the notes window. Allow this page to open windows.',
  },
} satisfies Record<string, Words>

export const notesWords = {
  title: { zh: '讲稿', en: 'Notes' },
  waiting: { zh: '正在找舞台窗口……', en: 'Looking for the stage …' },
  notFound: {
    zh: '一直没找到舞台窗口。有些浏览器不让从文件打开的两个窗口通话：请换一个浏览器，或者从网站打开 RocketScope。',
    en: 'The stage has not been found. Some browsers do not let two windows opened from a file talk to each other: use another browser, or open RocketScope from a website.',
  },
  noTalk: {
    zh: '没有找到对应的演讲。请回到正在演讲的页面，按 N 重新打开讲稿窗口。',
    en: 'No talk has been found. Press N on the page that is presenting to open its notes again.',
  },
  gone: {
    zh: '舞台窗口关了，或者演讲已经结束。重新开讲，这里会自己跟上。',
    en: 'The stage is closed, or the talk has been left. Begin it again, and this window follows.',
  },
  onScreen: { zh: '屏幕上', en: 'On the screen' },
  answer: { zh: '答案：', en: 'Answer:' },
  tellFirst: { zh: '先交代', en: 'Tell first' },
  say: { zh: '讲稿', en: 'Say' },
  noNotes: { zh: '这一幕没有讲稿。', en: 'There are no notes for this cue.' },
  nextPress: { zh: '再按一下', en: 'The next press' },
  nextCue: { zh: '下一幕', en: 'Next cue' },
  theEnd: { zh: '讲完了', en: 'That is the end' },
  clock: { zh: '计时', en: 'Clock' },
  start: { zh: '开始计时', en: 'Start the clock' },
  reset: { zh: '清零', en: 'Reset' },
  controls: { zh: '遥控', en: 'Controls' },
} satisfies Record<string, Words>

export const presentingPhrases = {
  place: {
    zh: (now: number, all: number) => `第 ${now} 幕，共 ${all} 幕`,
    en: (now: number, all: number) => `Cue ${now} of ${all}`,
  },
  planned: {
    zh: (until: string, all: string) => `计划讲到 ${until}，全长 ${all}`,
    en: (until: string, all: string) => `planned until ${until} of ${all}`,
  },
  presentThis: {
    zh: (title: string) => `开讲：${title}`,
    en: (title: string) => `Present: ${title}`,
  },
} satisfies Record<string, Phrase<never[]>>
