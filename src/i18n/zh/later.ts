import type { LateParts } from '../messages'

export { breakpoints } from './breakpoints'
export { computing } from './computing'
export { editing } from './editing'
export { format } from './format'
export { page } from './interface'
export { log } from './log'
export { narration } from './narration'
export { offline } from './offline'
export { outlook } from './outlook'
export { proof } from './proof'
export { sharing } from './sharing'
export { stageMenu } from './stageMenu'

const decisions = () => import('./decisions')

export const late: LateParts = {
  accuracy: () => import('./accuracy'),
  attempts: decisions,
  challenges: () => import('./challenges'),
  chapters: () => import('./chapters'),
  charts: () => import('./charts'),
  compare: () => import('./compare'),
  consumerNarration: () => import('./consumerNarration'),
  embedding: () => import('./embedding'),
  exceptions: decisions,
  explanation: decisions,
  exporting: () => import('./exporting'),
  failures: () => import('./failures'),
  finder: () => import('./finder'),
  glossary: () => import('./glossary'),
  importCluster: () => import('./importCluster'),
  introduced: () => import('./introduced'),
  legend: () => import('./legend'),
  lessonDraft: () => import('./lessonDraft'),
  life: () => import('./life'),
  lessons: () => import('./lessons'),
  luck: () => import('./luck'),
  messages: decisions,
  more: () => import('./more'),
  ownLessons: () => import('./ownLessons'),
  openedBroker: () => import('./openedBroker'),
  consumerPanel: () => import('./consumerPanel'),
  consumerStage: () => import('./consumerStage'),
  presenting: () => import('./presenting'),
  problems: () => import('./problems'),
  pseudocode: () => import('./pseudocode'),
  questions: () => import('./questions'),
  qrCode: () => import('./qrCode'),
  recordings: () => import('./recordings'),
  sequence: () => import('./sequence'),
  settings: () => import('./settings'),
  storeNarration: () => import('./storeNarration'),
  waits: () => import('./waits'),
  why: decisions,
  windows: decisions,
}
