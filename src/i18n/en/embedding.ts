import type { EmbeddingMessages } from '../embedding'

export const embedding: EmbeddingMessages = {
  frame: 'RocketScope: how a RocketMQ producer sends',
  openWhole: 'Open in RocketScope',
  openShort: 'Open',
  openHint: 'Opens this run at this moment in a new tab',
  linkHalfRead: 'Not all of the link could be read: ',
  linkNotRead: 'The link could not be read; this is the default run: ',
  linkRefused: 'The new link could not be read, and the run stays as it was: ',
  optionsWrong: 'Something in the address of this frame is wrong: ',
  embed: 'Embed…',
  title: 'Embed this run',
  intro:
    'Puts this run at this moment into an article or a slide. It stops when it is out of sight and leaves the keys of the page around it alone.',
  height: 'Height (px)',
  heightWrong: 'The height is a whole number from 200 to 2,000.',
  theme: 'Colours',
  themeSystem: "The reader's",
  themeDark: 'Dark',
  themeLight: 'Light',
  autoplay: 'Play as soon as it is seen',
  iframeCode: 'As an iframe',
  scriptCode: 'As a script',
  scriptHint: 'Writes the same iframe, lets your page steer it, and hands keys back to your slides.',
  copy: 'Copy',
  copied: 'Copied.',
  copyByHand: 'This browser does not let the page use the clipboard. The code is selected: copy it yourself.',
  localAddress:
    'Note: only this computer can open the present address. To show it to others, put RocketScope on a web server and copy the code there.',
}
