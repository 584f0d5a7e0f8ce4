// Everything that explains and steers the stage, in one piece that is loaded while the stage is already drawn.

export { TwoStages } from './compare/TwoStagesPart'
export { Dialogs } from './Dialogs'
export { FailurePanel } from './FailurePanel'
export { LiveRegion } from './LiveRegion'
export { NoticeBar } from './NoticeBar'
export { Presenter } from './presenting/PresenterPart'
export { Sentence } from './Sentence'
export { SidePanel } from './SidePanel'
export { startSteering } from './steering'
export { TopBar } from './TopBar'
export { Transport } from './Transport'
export { Timeline } from './timeline/Timeline'
