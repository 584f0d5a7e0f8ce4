import type { EntryOf } from '../entryTraits'
import { type Entry, type NarrationContext, nodeName, queueName } from '../narrationContext'
import { type RoutesNarrationMessages, roleName } from '../routesNarration'
import { countWords, inSentence, nameServerName, producerName, startOf } from './narrationContext'

const UNREGISTERED_CAUSE: Record<Entry<'unregistered'>['cause'], string> = {
  channelClosed: 'its connection closed',
  unregister: 'it signed off',
  expired: 'it was silent for too long',
}

function routeWords(entry: EntryOf<'route'>, context: NarrationContext): string {
  switch (entry.kind) {
    case 'registered': {
      const server = nameServerName(context, entry.nameServer)
      const node = nodeName(context, entry.group, entry.node)
      const role = roleName(entry.brokerId)
      return `${server} registers ${node} as ${role}.`
    }
    case 'unregistered': {
      const server = nameServerName(context, entry.nameServer)
      const node = nodeName(context, entry.group, entry.node)
      const cause = UNREGISTERED_CAUSE[entry.cause]
      const role = roleName(entry.brokerId)
      return `${server} drops ${node} (${role}): ${cause}.`
    }
    case 'routeRequest': {
      const producer = producerName(context, entry.producer)
      const server = nameServerName(context, entry.nameServer)
      return entry.cause === 'poll'
        ? `${producer} asks ${server} for the route: its regular poll.`
        : `${producer} has no route and asks ${server} before it can send.`
    }
    case 'route': {
      const producer = producerName(context, entry.producer)
      switch (entry.outcome) {
        case 'changed':
          return `The route has changed: ${inSentence(producer)} now lists ${countWords(entry.queues)}.`
        case 'unchanged':
          return `The route is the same as before: ${countWords(entry.queues)}.`
        case 'keptNotExist':
          return `The NameServer knows no such Topic (TOPIC_NOT_EXIST, 17); ${inSentence(producer)} keeps its old route: ${countWords(entry.queues)}.`
        case 'keptUnreachable':
          return `No NameServer answers; ${inSentence(producer)} keeps its old route: ${countWords(entry.queues)}.`
      }
      break
    }
    case 'topicCreated': {
      const broker = context.brokerName(entry.group)
      return `${broker} gets its first message for the Topic and creates it: ${countWords(entry.queues)}, on this group alone.`
    }
    case 'queueRewritten': {
      const queue = queueName(context, entry.group, entry.queueId)
      return `The fallback overwrites the list: entry ${entry.position} is now ${queue} and stays so.`
    }
  }
}

function routeStory(route: Entry<'route'>, isFirst: boolean, context: NarrationContext): string {
  const producer = inSentence(producerName(context, route.producer))
  if (isFirst) {
    return `${startOf(producer)} has its route: ${countWords(route.queues)}.`
  }
  const change = context.routeChange?.(route.atMs, route.producer)
  if (!change) return routeWords(route, context)
  const name = (group: number) => context.brokerName(group)
  const { gained, lost, masterless, moved } = change
  const parts: string[] = []
  for (const group of lost) {
    const gone = masterless.includes(group)
    parts.push(
      gone ? `${name(group)} has no Master and its queues are gone` : `${name(group)} may not be written to any more`,
    )
  }
  for (const group of gained) {
    parts.push(`the queues of ${name(group)} are there`)
  }
  for (const { group, node } of moved) {
    parts.push(`n${node} is Master of ${name(group)}`)
  }
  // More than two are not read in a headline.
  if (parts.length === 0 || parts.length > 2) return routeWords(route, context)
  if (lost.length + gained.length === 0) {
    return `Route refreshed: ${producer} knows now that ${parts.join(', and ')}.`
  }
  return `Route refreshed: ${parts.join(', ')}; ${producer} now lists ${countWords(route.queues)}.`
}

export const routesNarration: RoutesNarrationMessages = {
  route: routeWords,
  routeStory,
}
