import type { SequenceMessages } from '../sequence'

export const sequence: SequenceMessages = {
  askRoute: '取路由',
  noTopic: '没有这个 Topic',
  noRouteAnswer: '没有应答，沿用旧路由',
  producer: (number) => (number === null ? 'Producer' : `Producer ${number}`),
  send: (message, queueId, attempt) => `消息 ${message} → q${queueId}${attempt > 1 ? `（第 ${attempt} 次尝试）` : ''}`,
  answer: (message, status, latencyMs) => `消息 ${message}：${status}，${latencyMs} ms`,
  failed: (message, cause) => `消息 ${message}：${cause}`,
  route: (queues, changed) => `路由：${queues} 个队列${changed ? '，有变化' : '，没变'}`,
  pulled: (queue, offset, count) => `${queue} 从位点 ${offset} 起 ${count} 条消息`,
  leftOut: (count) => `后面还有 ${count} 个事件没有画出`,
}
