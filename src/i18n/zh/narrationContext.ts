import type { TargetWord } from '../../rocketmq'
import { type NarrationContext, nameServerName } from '../narrationContext'

/** The producer, with its number only where there are several; counted from 1, as on the stage. */
export const producerName = (context: NarrationContext, producer: number): string =>
  context.settings.producerCount > 1 ? `生产者 ${producer + 1}` : '生产者'

const NUMBERED: Record<TargetWord, (context: NarrationContext, index: number) => string> = {
  nameserver: nameServerName,
  producer: producerName,
}

/** A target of an action, as it is said inside a sentence. */
export const targetName = (context: NarrationContext, target: string): string => {
  const slash = target.lastIndexOf('/')
  const name = target.slice(0, slash)
  const which = target.slice(slash + 1)
  if (Object.hasOwn(NUMBERED, name)) return NUMBERED[name as TargetWord](context, Number(which))
  if (which === 'master') return `${name} 的 Master`
  return `${name} ${which}`
}
