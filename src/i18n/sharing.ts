// Words about links and files.

import { exactNumber } from './format'
import type { Phrase } from './notices'
import type { Words } from './words'

export const sharingWords = {
  copyLink: { zh: '复制此刻的链接', en: 'Copy a link to this moment' },
  saveFile: { zh: '保存为文件', en: 'Save as a file' },
  openFile: { zh: '打开文件…', en: 'Open a file…' },
  exporting: { zh: '导出图片、动画、日志…', en: 'Export pictures, films, the log…' },
  ownCluster: { zh: '你自己的集群…', en: 'Your own cluster…' },
  linkOpened: {
    zh: '已定位到链接指定的时刻。点“播放”继续。',
    en: 'Opened from a link, paused at its moment. Press Play to go on.',
  },
  fileOpened: { zh: '已打开文件。点“播放”开始。', en: 'Opened the file. Press Play to start.' },
  saved: { zh: '已保存为文件。', en: 'Saved as a file.' },
  copiedOnlyHere: {
    zh: '链接已复制，但只在这台电脑上打得开。要给别人看，就在分享菜单里保存为文件；或者把链接从 # 起的部分，接到对方能打开的 RocketScope 地址后面。',
    en: 'Link copied, but it only opens on this computer. For others, save the run as a file, or put what follows from # on behind the address of a RocketScope they can open.',
  },
  copyTitle: { zh: '这一刻的链接', en: 'Link to this moment' },
  copyHint: {
    zh: '浏览器不允许本页面写剪贴板。链接已选中，请自行复制。',
    en: 'This browser does not let the page use the clipboard. The link is selected: copy it yourself.',
  },
  linkHalfRead: { zh: '链接没有全部读出来', en: 'Not all of this link could be read' },
  linkNotRead: { zh: '这个链接读不出来', en: 'This link could not be read' },
  fileHalfRead: { zh: '文件没有全部读出来', en: 'Not all of this file could be read' },
  fileNotRead: { zh: '这个文件打不开', en: 'This file could not be opened' },
  restOpened: { zh: '其余部分已经打开。读不出来的是：', en: 'The rest is open. This could not be read:' },
  nothingOpened: { zh: '画面保持原样。问题在于：', en: 'The run on the screen stays as it was. What is wrong:' },
  dropHere: { zh: '松开鼠标，打开文件', en: 'Drop the file to open it' },
} satisfies Record<string, Words>

export const sharingPhrases = {
  copied: {
    zh: (length: number) =>
      length > 2000
        ? `链接已复制，有 ${exactNumber(length)} 个字符。有些聊天软件会截断这么长的链接，那就发文件。`
        : '链接已复制，打开它就能看到同一时刻、同一画面。',
    en: (length: number) =>
      length > 2000
        ? `Link copied; it has ${exactNumber(length)} characters. Some programs cut off links this long: then send a file.`
        : 'Link copied. Whoever opens it sees this moment and this picture.',
  },
  more: {
    zh: (count: number) => `还有 ${count} 处。`,
    en: (count: number) => (count === 1 ? 'And one more.' : `And ${count} more.`),
  },
} satisfies Record<string, Phrase<never[]>>
