// Registrations, routes and lists of queues in words.

import type { LogEntry } from '../rocketmq'
import { type EntryList, findBack } from './entryList'
import {
  countWords,
  type Entry,
  inSentence,
  type NarrationContext,
  nameServerName,
  nodeName,
  producerName,
  queueName,
  startOf,
} from './narrationContext'
import type { Words } from './words'

/** "Master" or "Slave 1" by brokerId. */
const roleName = (brokerId: number): string => (brokerId === 0 ? 'Master' : `Slave ${brokerId}`)

const UNREGISTERED_CAUSE: Record<Entry<'unregistered'>['cause'], Words> = {
  channelClosed: { zh: '连接断了', en: 'its connection closed' },
  unregister: { zh: '它自己来注销', en: 'it signed off' },
  expired: { zh: '太久没有心跳', en: 'it was silent for too long' },
}

/** One entry about what a NameServer or a producer knows of the Topic. */
export function routeWords(
  entry: Entry<'registered' | 'unregistered' | 'routeRequest' | 'route' | 'topicCreated' | 'queueRewritten'>,
  context: NarrationContext,
): Words {
  switch (entry.kind) {
    case 'registered': {
      const server = nameServerName(context, entry.nameServer)
      const node = nodeName(context, entry.group, entry.node)
      const role = roleName(entry.brokerId)
      return {
        zh: `${server} 登记了 ${node}，身份是 ${role}。`,
        en: `${server} registers ${node} as ${role}.`,
      }
    }
    case 'unregistered': {
      const server = nameServerName(context, entry.nameServer)
      const node = nodeName(context, entry.group, entry.node)
      const cause = UNREGISTERED_CAUSE[entry.cause]
      const role = roleName(entry.brokerId)
      return {
        zh: `${server} 摘除了 ${node}（${role}）：${cause.zh}。`,
        en: `${server} drops ${node} (${role}): ${cause.en}.`,
      }
    }
    case 'routeRequest': {
      const producer = producerName(context, entry.producer)
      const server = nameServerName(context, entry.nameServer)
      return entry.cause === 'poll'
        ? {
            zh: `到了定时刷新，${producer.zh}向 ${server} 要路由。`,
            en: `${producer.en} asks ${server} for the route: its regular poll.`,
          }
        : {
            zh: `${producer.zh}手里没有路由，发送前先向 ${server} 要。`,
            en: `${producer.en} has no route and asks ${server} before it can send.`,
          }
    }
    case 'route': {
      const producer = producerName(context, entry.producer)
      switch (entry.outcome) {
        case 'changed':
          return {
            zh: `路由变了：${producer.zh}的列表现在有 ${entry.queues} 个 MessageQueue。`,
            en: `The route has changed: ${inSentence(producer).en} now lists ${countWords(entry.queues)}.`,
          }
        case 'unchanged':
          return {
            zh: `路由没有变化，仍是 ${entry.queues} 个 MessageQueue。`,
            en: `The route is the same as before: ${countWords(entry.queues)}.`,
          }
        case 'keptNotExist':
          return {
            zh: `NameServer 说没有这个 Topic（TOPIC_NOT_EXIST，17），${producer.zh}保留旧路由：${entry.queues} 个 MessageQueue。`,
            en: `The NameServer knows no such Topic (TOPIC_NOT_EXIST, 17); ${inSentence(producer).en} keeps its old route: ${countWords(entry.queues)}.`,
          }
        case 'keptUnreachable':
          return {
            zh: `问不到 NameServer，${producer.zh}继续用旧路由：${entry.queues} 个 MessageQueue。`,
            en: `No NameServer answers; ${inSentence(producer).en} keeps its old route: ${countWords(entry.queues)}.`,
          }
      }
      break
    }
    case 'topicCreated': {
      const broker = context.brokerName(entry.group)
      return {
        zh: `${broker} 收到这个 Topic 的第一条消息，当场建好它：${entry.queues} 个队列，只在这一组上。`,
        en: `${broker} gets its first message for the Topic and creates it: ${countWords(entry.queues)}, on this group alone.`,
      }
    }
    case 'queueRewritten': {
      const queue = queueName(context, entry.group, entry.queueId)
      return {
        zh: `兜底选择改写了列表：第 ${entry.position} 项变成 ${queue}，以后也不会自动改回来。`,
        en: `The fallback overwrites the list: entry ${entry.position} is now ${queue} and stays so.`,
      }
    }
  }
}

/** What a new route changed for its producer. */
export function routeStory(route: Entry<'route'>, index: number, entries: EntryList, context: NarrationContext): Words {
  const isChange = (entry: LogEntry): entry is Entry<'route'> =>
    entry.kind === 'route' && entry.producer === route.producer && entry.outcome === 'changed'
  const before = findBack(entries, index - 1, isChange)
  const producer = inSentence(producerName(context, route.producer)).en
  const zhProducer = producerName(context, route.producer).zh
  if (!before) {
    return {
      zh: `${zhProducer}拿到了路由：${route.queues} 个 MessageQueue。`,
      en: `${startOf(producer)} has its route: ${countWords(route.queues)}.`,
    }
  }
  const change = context.routeChange?.(route.atMs, route.producer)
  if (!change) return routeWords(route, context)
  const name = (group: number) => context.brokerName(group)
  const { gained, lost, masterless, moved } = change
  const zh: string[] = []
  const en: string[] = []
  for (const group of lost) {
    const gone = masterless.includes(group)
    zh.push(gone ? `${name(group)} 没有 Master，它的队列不见了` : `${name(group)} 的队列不能再写`)
    en.push(
      gone ? `${name(group)} has no Master and its queues are gone` : `${name(group)} may not be written to any more`,
    )
  }
  for (const group of gained) {
    zh.push(`有了 ${name(group)} 的队列`)
    en.push(`the queues of ${name(group)} are there`)
  }
  for (const { group, node } of moved) {
    zh.push(`${name(group)} 的 Master 是 n${node}`)
    en.push(`n${node} is Master of ${name(group)}`)
  }
  // More than two are not read in a headline.
  if (zh.length === 0 || zh.length > 2) return routeWords(route, context)
  if (lost.length + gained.length === 0) {
    return {
      zh: `路由已刷新：${zhProducer}知道了，${zh.join('，')}。`,
      en: `Route refreshed: ${producer} knows now that ${en.join(', and ')}.`,
    }
  }
  return {
    zh: `路由已刷新：${zh.join('，')}；${zhProducer}现在${gained.length > 0 ? '有' : '只有'} ${route.queues} 个 MessageQueue 可选。`,
    en: `Route refreshed: ${en.join(', ')}; ${producer} now lists ${countWords(route.queues)}.`,
  }
}
