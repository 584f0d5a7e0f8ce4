import type { TargetWord } from '../../rocketmq'
import { type NarrationContext, nameServerName } from '../narrationContext'

/** The producer, with its number only where there are several; counted from 1, as on the stage. */
export const producerName = (context: NarrationContext, producer: number): string =>
  context.settings.producerCount > 1 ? `Producer ${producer + 1}` : 'The producer'

export const inSentence = (words: string): string => words.replace(/^The /, 'the ').replace(/^Producer/, 'producer')

/** A sentence begins with a capital, except with the name of a Broker: that is written as it is. */
export const startOf = (sentence: string): string => sentence.replace(/^(?:the|producer) /, (word) => startLetter(word))

const startLetter = (word: string): string => word.charAt(0).toUpperCase() + word.slice(1)

const NUMBERED: Record<TargetWord, (context: NarrationContext, index: number) => string> = {
  nameserver: nameServerName,
  producer: (context, index) => inSentence(producerName(context, index)),
}

/** A target of an action, as it is said inside a sentence. */
export const targetName = (context: NarrationContext, target: string): string => {
  const slash = target.lastIndexOf('/')
  const name = target.slice(0, slash)
  const which = target.slice(slash + 1)
  if (Object.hasOwn(NUMBERED, name)) return NUMBERED[name as TargetWord](context, Number(which))
  if (which === 'master') return `the Master of ${name}`
  return `${name} ${which}`
}

/** "1 queue", "4 queues" */
export const countWords = (queues: number): string => `${queues} ${queues === 1 ? 'queue' : 'queues'}`
