// What lies over the first picture of the stage: what moves, signs, buttons, and what a click finds. Loaded beside it, in
// one piece.

export { pickMessage } from './pickMessage'
export { StageCanvas } from './StageCanvas'
export { StageButtons, StageSigns } from './StageOverlay'
