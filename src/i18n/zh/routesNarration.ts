import type { EntryOf } from '../entryTraits'
import { type Entry, type NarrationContext, nodeName, queueName } from '../narrationContext'
import { type RoutesNarrationMessages, roleName } from '../routesNarration'
import { nameServerName, producerName } from './narrationContext'

const UNREGISTERED_CAUSE: Record<Entry<'unregistered'>['cause'], string> = {
  channelClosed: '连接断开',
  unregister: '它主动注销',
  expired: '太久没有心跳',
}

function routeWords(entry: EntryOf<'route'>, context: NarrationContext): string {
  switch (entry.kind) {
    case 'registered': {
      const server = nameServerName(context, entry.nameServer)
      const node = nodeName(context, entry.group, entry.node)
      const role = roleName(entry.brokerId)
      return `${server} 登记了 ${node}，身份是 ${role}。`
    }
    case 'unregistered': {
      const server = nameServerName(context, entry.nameServer)
      const node = nodeName(context, entry.group, entry.node)
      const cause = UNREGISTERED_CAUSE[entry.cause]
      const role = roleName(entry.brokerId)
      return `${server} 摘除了 ${node}（${role}）：${cause}。`
    }
    case 'routeRequest': {
      const producer = producerName(context, entry.producer)
      const server = nameServerName(context, entry.nameServer)
      return entry.cause === 'poll'
        ? `${producer}定时向 ${server} 取路由。`
        : `${producer}还没有路由，发送前先向 ${server} 取。`
    }
    case 'route': {
      const producer = producerName(context, entry.producer)
      switch (entry.outcome) {
        case 'changed':
          return `路由变了：${producer}的列表现在有 ${entry.queues} 个 MessageQueue。`
        case 'unchanged':
          return `路由没有变化，仍是 ${entry.queues} 个 MessageQueue。`
        case 'keptNotExist':
          return `NameServer 没有这个 Topic（TOPIC_NOT_EXIST，17），${producer}保留旧路由：${entry.queues} 个 MessageQueue。`
        case 'keptTimedOut':
          return `NameServer 未按时应答，${producer}继续用旧路由：${entry.queues} 个 MessageQueue。`
        case 'keptUnreachable':
          return `${producer}连不上 NameServer，继续用旧路由：${entry.queues} 个 MessageQueue。`
      }
      break
    }
    case 'topicCreated': {
      const broker = context.brokerName(entry.group)
      return `${broker} 收到这个 Topic 的第一条消息，随即创建：${entry.queues} 个队列，只在这一组上。`
    }
    case 'queueRewritten': {
      const queue = queueName(context, entry.group, entry.queueId)
      return `兜底改写了列表：第 ${entry.position} 项变成 ${queue}，直到路由变化才恢复。`
    }
  }
}

function routeStory(route: Entry<'route'>, isFirst: boolean, context: NarrationContext): string {
  const producer = producerName(context, route.producer)
  if (isFirst) {
    return `${producer}取到路由：${route.queues} 个 MessageQueue。`
  }
  const change = context.routeChange?.(route.atMs, route.producer)
  if (!change) return routeWords(route, context)
  const name = (group: number) => context.brokerName(group)
  const { gained, lost, masterless, moved } = change
  const parts: string[] = []
  for (const group of lost) {
    const gone = masterless.includes(group)
    parts.push(gone ? `${name(group)} 没有 Master，它的队列已移出` : `${name(group)} 的队列不能再写`)
  }
  if (gained.length > 0) parts.push(`新增 ${gained.map(name).join('、')} 的队列`)
  for (const { group, node } of moved) {
    parts.push(`${name(group)} 的 Master 是 n${node}`)
  }
  // More than two are not read in a headline.
  const changes = lost.length + gained.length + moved.length
  if (changes === 0 || changes > 2) return routeWords(route, context)
  if (lost.length + gained.length === 0) {
    return `路由已刷新：${producer}得知 ${parts.join('，')}。`
  }
  return `路由已刷新：${parts.join('，')}；${producer}现在${gained.length > 0 ? '有' : '只有'} ${route.queues} 个 MessageQueue 可选。`
}

export const routesNarration: RoutesNarrationMessages = {
  route: routeWords,
  routeStory,
}
