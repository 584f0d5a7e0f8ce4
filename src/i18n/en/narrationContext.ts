import { type NumberedProcess, numberedProcess, processOfTarget } from '../../projections/numberedProcess'
import type { NarrationContext } from '../narrationContext'
import { names } from './names'

/** The producer, with its number only where there are several; counted from 1, as on the stage. */
export const producerName = (context: NarrationContext, producer: number): string =>
  startOf(processName(numberedProcess('producer', producer, context.settings)))

export const inSentence = (words: string): string => words.replace(/^The /, 'the ').replace(/^Producer/, 'producer')

/** A sentence begins with a capital, except with the name of a Broker: that is written as it is. */
export const startOf = (sentence: string): string => sentence.replace(/^(?:the|producer) /, (word) => startLetter(word))

const startLetter = (word: string): string => word.charAt(0).toUpperCase() + word.slice(1)

/** "consumer-2", with its group where there are several. */
export const consumerName = (context: NarrationContext, consumer: number): string =>
  processName(numberedProcess('consumer', consumer, context.settings))

export const nameServerName = (context: NarrationContext, nameServer: number): string =>
  processName(numberedProcess('nameServer', nameServer, context.settings))

export const processName = ({ kind, number, group }: NumberedProcess): string => names[kind].sentence(number, group)

/** A target of an action, as it is said inside a sentence. */
export const targetName = (context: NarrationContext, target: string): string => {
  const numbered = processOfTarget(target, context.settings)
  if (numbered) return processName(numbered)
  const slash = target.lastIndexOf('/')
  const name = target.slice(0, slash)
  const which = target.slice(slash + 1)
  if (which === 'master') return `the Master of ${name}`
  return `${name} ${which}`
}

/** "1 queue", "4 queues" */
export const countWords = (queues: number): string => `${queues} ${queues === 1 ? 'queue' : 'queues'}`
