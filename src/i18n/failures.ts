// Words for what went wrong inside the page.

import type { Phrase } from './notices'
import type { Words } from './words'

type FailureKind = 'stopped' | 'besideStopped' | 'refused' | 'drawing' | 'page'

export const failureTitles = {
  stopped: { zh: '模拟到这里算不下去了', en: 'The simulation cannot go on from here' },
  besideStopped: { zh: '用来对比的过程到这里算不下去了', en: 'The run beside it cannot go on from here' },
  refused: { zh: '这一步算不出来', en: 'This could not be computed' },
  drawing: { zh: '页面有一部分没有画出来', en: 'A part of the page could not be drawn' },
  page: { zh: '页面出了错', en: 'Something went wrong on this page' },
} satisfies Record<FailureKind, Words>

/** What that means for what is on the screen. */
export const failureMeans = {
  stopped: {
    zh: '再往后一毫秒，模拟就出错了，所以停在这一刻；到这里为止的画面都是对的。',
    en: 'One millisecond later it fails, so time stops here. Everything up to this moment is right.',
  },
  besideStopped: {
    zh: '再往后一毫秒，它就出错了，所以两边都停在这一刻；到这里为止的画面都是对的。',
    en: 'One millisecond later it fails, so time stops here for both. Everything up to this moment is right.',
  },
  refused: { zh: '画面保持原样，什么也没有丢。', en: 'The run on the screen stays as it was; nothing is lost.' },
  drawing: {
    zh: '时间已停下，其余部分照常可用；换个时刻，这一部分会再画一次。',
    en: 'Time has been stopped; the rest of the page works. At any other moment this part is drawn again.',
  },
  page: { zh: '时间已停下，过程本身没有受影响。', en: 'Time has been stopped. The run itself is unharmed.' },
} satisfies Record<FailureKind, Words>

export const failureWords = {
  whose: {
    zh: '这是 RocketScope 的缺陷，不是 RocketMQ 的行为，也不是你的操作有误。',
    en: 'This is a defect of RocketScope: neither something RocketMQ does, nor a mistake of yours.',
  },
  reproduce: {
    zh: '链接和文件里都有全部输入和这一刻。反馈问题时，请附上其中一个。',
    en: 'The link and the file both hold the whole input and this moment. Please put one of them into your report.',
  },
  reproducePlay: {
    zh: '打开链接后按播放，就会再次出错。',
    en: 'Open the link and press Play, and it fails again.',
  },
  copyLink: { zh: '复制可重现的链接', en: 'Copy a link that shows it again' },
  saveFile: { zh: '保存为文件', en: 'Save as a file' },
  undo: { zh: '撤销上一步', en: 'Undo the last change' },
  endComparing: { zh: '结束对比', en: 'End the comparison' },
  startAnew: { zh: '从默认场景重新开始', en: 'Reset' },
  details: { zh: '技术细节', en: 'Technical details' },
} satisfies Record<string, Words>

export const failurePhrases = {
  /** Time and release are given as they are to be read. */
  facts: {
    zh: (time: string, seed: number, client: string, page: string) =>
      `时刻 ${time} · 种子 ${seed} · 客户端 ${client} · RocketScope ${page}`,
    en: (time: string, seed: number, client: string, page: string) =>
      `At ${time} · seed ${seed} · client ${client} · RocketScope ${page}`,
  },
} satisfies Record<string, Phrase<never[]>>
