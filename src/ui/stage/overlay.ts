// What lies over the first picture of the stage: what moves, marks on links, notes, the buttons, and what a click finds. Loaded beside
// it, in one piece.

export { LinkMarks } from './LinkMarks'
export { Notes } from './Notes'
export { pickMessage } from './pickMessage'
export { GroupButtons, NameServerButton, ProducerButtons } from './StageButtons'
export { StageCanvas } from './StageCanvas'
