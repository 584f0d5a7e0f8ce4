// What lies over the first picture of the stage: marks on links, notes, and the buttons. Loaded beside it, in one piece.

export { LinkMarks } from './LinkMarks'
export { Notes } from './Notes'
export { GroupButtons, NameServerButton, ProducerButtons } from './StageButtons'
