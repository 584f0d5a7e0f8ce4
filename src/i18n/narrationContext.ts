// What every sentence about a log entry needs: what it may know besides the entry, and how things are called in it.

import type { ProducerOutlook, RouteChange } from '../projections/producersAt'
import type { LogEntry, Settings, UserAction } from '../rocketmq'
import { spaced } from './format'
import type { Language, Words } from './words'

/** What the sentences need to know besides the entry. */
export interface NarrationContext {
  /** brokerName of a Broker group, by its position. */
  brokerName: (group: number) => string
  /** The settings at the moment of the entry. */
  settings: Settings
  /** RunInput.actions, which 'action' entries point into. */
  actions: readonly UserAction[]
  /** How every producer that ran stood to a Broker group at a moment; without it, nothing is said of what they know. */
  outlooks?: (atMs: number, group: number) => readonly ProducerOutlook[]
  /** What the route applied at a moment changed for a producer; without it, only the number of queues is told. */
  routeChange?: (atMs: number, producer: number) => RouteChange
}

/** What kind of thing happened; chooses icon and colour. */
export type Tone = 'good' | 'bad' | 'avoid' | 'vote' | 'flight'

export type Entry<K extends LogEntry['kind']> = Extract<LogEntry, { kind: K }>

/** "broker-a q1" */
export const queueName = (context: NarrationContext, group: number, queueId: number): string =>
  `${context.brokerName(group)} q${queueId}`

/** "broker-a n0": the host, whatever its role. */
export const nodeName = (context: NarrationContext, group: number, node: number): string =>
  `${context.brokerName(group)} n${node}`

/** The producer, with its number only where there are several; counted from 1, as on the stage. */
export const producerName = (context: NarrationContext, producer: number): Words =>
  context.settings.producerCount > 1
    ? { zh: `生产者 ${producer + 1}`, en: `Producer ${producer + 1}` }
    : { zh: '生产者', en: 'The producer' }

export const inSentence = (words: Words): Words => ({
  zh: words.zh,
  en: words.en.replace(/^The /, 'the ').replace(/^Producer/, 'producer'),
})

export const nameServerName = (context: NarrationContext, nameServer: number): string =>
  context.settings.nameServerCount > 1 ? `NameServer ${nameServer + 1}` : 'NameServer'

/** A sentence begins with a capital, except with the name of a Broker: that is written as it is. */
export const startOf = (sentence: string): string => sentence.replace(/^(?:the|producer) /, (word) => startLetter(word))

const startLetter = (word: string): string => word.charAt(0).toUpperCase() + word.slice(1)

/** A target of an action, as it is said inside a sentence. */
export const targetName = (context: NarrationContext, target: string): Words => {
  const slash = target.lastIndexOf('/')
  const name = target.slice(0, slash)
  const which = target.slice(slash + 1)
  if (name === 'nameserver') {
    const said = nameServerName(context, Number(which))
    return { zh: said, en: said }
  }
  if (name === 'producer') return inSentence(producerName(context, Number(which)))
  if (which === 'master') return { zh: `${name} 的 Master`, en: `the Master of ${name}` }
  return { zh: `${name} ${which}`, en: `${name} ${which}` }
}

/** "1 queue", "4 queues" */
export const countWords = (queues: number): string => `${queues} ${queues === 1 ? 'queue' : 'queues'}`

export const say = (words: Words, language: Language): string => (language === 'zh' ? spaced(words.zh) : words.en)
