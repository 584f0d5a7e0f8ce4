import type { LateParts } from '../messages'

export { attempts } from './attemptsExplanation'
export { breakpoints } from './breakpoints'
export { computing } from './computing'
export { editing } from './editing'
export { embedding } from './embedding'
export { exceptions } from './exceptions'
export { explanation } from './explanation'
export { failures } from './failures'
export { format } from './format'
export { page } from './interface'
export { log } from './log'
export { messages } from './messagesExplanation'
export { narration } from './narration'
export { offline } from './offline'
export { outlook } from './outlook'
export { ownLessons } from './ownLessons'
export { problems } from './problems'
export { proof } from './proof'
export { sharing } from './sharing'
export { stageMenu } from './stageMenu'
export { why } from './whyPanel'
export { windows } from './windowsExplanation'

export const late: LateParts = {
  accuracy: () => import('./accuracy'),
  charts: () => import('./charts'),
  compare: () => import('./compare'),
  exporting: () => import('./exporting'),
  glossary: () => import('./glossary'),
  importCluster: () => import('./importCluster'),
  legend: () => import('./legend'),
  lessonDraft: () => import('./lessonDraft'),
  lessons: () => import('./lessons'),
  presenting: () => import('./presenting'),
  pseudocode: () => import('./pseudocode'),
  sequence: () => import('./sequence'),
  settings: () => import('./settings'),
}
