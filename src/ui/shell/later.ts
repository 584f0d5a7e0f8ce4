// Everything that explains and steers the stage, in one piece that is loaded while the stage is already drawn.

import './later.css'

export { TwoStages } from '../panels/compare/TwoStagesPart'
export { RecordingMark } from '../recording/RecordingMark'
export { Timeline } from '../timeline/Timeline'
export { HeadlineBar } from './Headline'
export { LiveRegion } from './LiveRegion'
export { NoticeBar } from './NoticeBar'
export { AboveStage, BelowStage } from './PageParts'
export { startSteering } from './steering'
