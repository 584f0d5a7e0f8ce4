import type { EntryOf } from '../entryTraits'
import { type Entry, type NarrationContext, nodeName, queueName } from '../narrationContext'
import { type RoutesNarrationMessages, roleName } from '../routesNarration'
import { countWords, inSentence, nameServerName, producerName, startOf } from './narrationContext'

const UNREGISTERED_CAUSE: Record<Entry<'unregistered'>['cause'], string> = {
  channelClosed: 'its connection closed',
  unregister: 'it unregistered',
  expired: 'no heartbeat for too long',
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
        ? `${producer} polls ${server} for the route.`
        : `${producer} has no route and asks ${server} before it sends.`
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
        case 'keptTimedOut':
          return `The NameServer does not answer in time; ${inSentence(producer)} keeps its old route: ${countWords(entry.queues)}.`
        case 'keptUnreachable':
          return `${producer} cannot connect to a NameServer and keeps its old route: ${countWords(entry.queues)}.`
      }
      break
    }
    case 'topicCreated': {
      const broker = context.brokerName(entry.group)
      return `${broker} gets its first message for the Topic and creates it: ${countWords(entry.queues)}, on this group only.`
    }
    case 'queueRewritten': {
      const queue = queueName(context, entry.group, entry.queueId)
      return `The fallback overwrites the list: entry ${entry.position} is now ${queue}, until a changed route replaces the list.`
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
      gone ? `${name(group)} has no Master, and its queues are gone` : `${name(group)} has lost its write permission`,
    )
  }
  if (gained.length > 0) parts.push(`it adds the queues of ${gained.map(name).join(' and ')}`)
  for (const { group, node } of moved) {
    parts.push(`n${node} is Master of ${name(group)}`)
  }
  // More than two are not read in a headline.
  const changes = lost.length + gained.length + moved.length
  if (changes === 0 || changes > 2) return routeWords(route, context)
  if (lost.length + gained.length === 0) {
    return `Route refreshed: ${producer} now knows that ${parts.join(', and ')}.`
  }
  return `Route refreshed: ${parts.join(', ')}; ${producer} now lists ${countWords(route.queues)}.`
}

export const routesNarration: RoutesNarrationMessages = {
  route: routeWords,
  routeStory,
}
