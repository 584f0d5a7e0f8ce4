// Everything that explains and steers the stage, in one piece that is loaded while the stage is already drawn.

export { TwoStages } from './compare/TwoStagesPart'
export { LiveRegion } from './LiveRegion'
export { NoticeBar } from './NoticeBar'
export { AboveStage, BelowStage } from './PageParts'
export { Sentence } from './Sentence'
export { startSteering } from './steering'
export { Timeline } from './timeline/Timeline'
