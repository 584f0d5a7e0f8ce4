// What the decision card says, in one file: it asks for all of it at once.

export { attempts } from './attemptsExplanation'
export { exceptions } from './exceptions'
export { explanation } from './explanation'
export { messages } from './messagesExplanation'
export { why } from './whyPanel'
export { windows } from './windowsExplanation'
