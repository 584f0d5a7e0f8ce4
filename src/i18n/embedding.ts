// Words of the embedded page, and of the dialog that gives its code.

import type { Words } from './words'

export const embedWords = {
  frame: { zh: 'RocketScope：RocketMQ 生产者发送过程', en: 'RocketScope: how a RocketMQ producer sends' },
  openWhole: { zh: '在 RocketScope 中打开', en: 'Open in RocketScope' },
  openShort: { zh: '打开', en: 'Open' },
  openHint: {
    zh: '在新标签页里打开同一个过程的同一时刻',
    en: 'Opens this run at this moment in a new tab',
  },
  linkHalfRead: { zh: '链接没有全部读出来：', en: 'Not all of the link could be read: ' },
  linkNotRead: { zh: '链接读不出来，显示的是默认场景：', en: 'The link could not be read; this is the default run: ' },
  linkRefused: {
    zh: '新的链接读不出来，画面保持原样：',
    en: 'The new link could not be read, and the run stays as it was: ',
  },
  optionsWrong: { zh: '嵌入地址里有写错的地方：', en: 'Something in the address of this frame is wrong: ' },

  // The dialog
  embed: { zh: '嵌入网页…', en: 'Embed…' },
  title: { zh: '嵌入网页', en: 'Embed this run' },
  intro: {
    zh: '把这个过程的这一刻放进博客、文档或幻灯片。滚出屏幕就停下，不抢外面页面的按键。',
    en: 'Puts this run at this moment into an article or a slide. It stops when it is out of sight and leaves the keys of the page around it alone.',
  },
  height: { zh: '高度（像素）', en: 'Height (px)' },
  heightWrong: { zh: '高度要填 200 到 2,000 之间的整数。', en: 'The height is a whole number from 200 to 2,000.' },
  theme: { zh: '配色', en: 'Colours' },
  themeSystem: { zh: '跟随系统', en: "The reader's" },
  themeDark: { zh: '深色', en: 'Dark' },
  themeLight: { zh: '浅色', en: 'Light' },
  autoplay: { zh: '看到时自动播放', en: 'Play as soon as it is seen' },
  iframeCode: { zh: 'iframe 代码', en: 'As an iframe' },
  scriptCode: { zh: 'script 代码', en: 'As a script' },
  scriptHint: {
    zh: '写出同样的 iframe，还能让网页控制播放，并把按键交还给幻灯片。',
    en: 'Writes the same iframe, lets your page steer it, and hands keys back to your slides.',
  },
  copy: { zh: '复制', en: 'Copy' },
  copied: { zh: '已复制。', en: 'Copied.' },
  copyByHand: {
    zh: '浏览器不允许写剪贴板。代码已选中，请自行复制。',
    en: 'This browser does not let the page use the clipboard. The code is selected: copy it yourself.',
  },
  localAddress: {
    zh: '注意：现在的地址只有这台电脑打得开。要给别人看，先把 RocketScope 放到网站上，再从那里复制代码。',
    en: 'Note: only this computer can open the present address. To show it to others, put RocketScope on a web server and copy the code there.',
  },
} satisfies Record<string, Words>
