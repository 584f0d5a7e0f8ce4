// Words of the embedded page, and of the dialog that gives its code.

export interface EmbeddingMessages {
  frame: string
  openWhole: string
  openShort: string
  openHint: string
  linkHalfRead: string
  linkNotRead: string
  linkRefused: string
  optionsWrong: string
  // The dialog
  title: string
  intro: string
  height: string
  heightWrong: string
  theme: string
  themeSystem: string
  themeDark: string
  themeLight: string
  autoplay: string
  iframeCode: string
  scriptCode: string
  scriptHint: string
  copy: string
  copied: string
  copyByHand: string
  localAddress: string
}
