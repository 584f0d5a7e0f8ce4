import type { EmbeddingMessages } from '../embedding'

export const embedding: EmbeddingMessages = {
  frame: 'RocketScope: how a RocketMQ producer sends',
  openWhole: 'Open in RocketScope',
  openShort: 'Open',
  openHint: 'Opens this run at this moment in a new tab',
  linkHalfRead: 'Parts of the link are unreadable: ',
  linkNotRead: 'The link is unreadable; this is the default run: ',
  linkRefused: 'The new link is unreadable; the run stays as it was: ',
  optionsWrong: 'The address of this frame has an error: ',
  title: 'Embed this run',
  intro:
    'Puts this run at this moment into an article or a slide. It pauses when it is out of sight and leaves the keys to the page around it.',
  height: 'Height (px)',
  heightWrong: 'Enter a height from 200 to 2,000, a whole number.',
  theme: 'Colours',
  themeSystem: "The reader's",
  themeDark: 'Dark',
  themeLight: 'Light',
  autoplay: 'Play when visible',
  iframeCode: 'As an iframe',
  scriptCode: 'As a script',
  scriptHint: 'Writes the same iframe, lets your page control it, and hands keys back to your slides.',
  copy: 'Copy',
  copied: 'Copied.',
  copyByHand: 'The browser blocked the clipboard. The code is selected: copy it yourself.',
  localAddress:
    'Note: only this computer can open the current address. To show it to others, put RocketScope on a web server and copy the code there.',
}
