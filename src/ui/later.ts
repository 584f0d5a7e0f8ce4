// Everything that explains and steers the stage, in one piece that is loaded while the stage is already drawn.

export { startKeepingHistory } from '../store/keepHistory'
export { startKeyboard } from './keyboard'
export { LiveRegion } from './LiveRegion'
export { NoticeBar } from './NoticeBar'
export { Sentence } from './Sentence'
export { SidePanel } from './SidePanel'
export { TopBar } from './TopBar'
export { Transport } from './Transport'
export { takeUpTalk } from './takeUpTalk'
export { Timeline } from './timeline/Timeline'
