// What lies over the first picture of the stage: what moves, signs, buttons, and what a click finds. Loaded beside it, in
// one piece.

export { PacketCanvas } from './packets/PacketCanvas'
export { pickMessage } from './packets/pickMessage'
export { StageButtons } from './StageButtons'
export { StageSigns } from './StageSigns'
