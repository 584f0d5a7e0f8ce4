import { consumerGroupName, storeQueueName } from '../../projections/queueNames'
import { DELAY_LEVELS_MS, deadLetterQueue, retryQueue } from '../../rocketmq'
import type { ConsumerNarrationMessages } from '../consumerNarration'
import type { EntryOf } from '../entryTraits'
import { responseCodeName } from '../exceptions'
import { type Entry, type NarrationContext, nodeName } from '../narrationContext'
import { formatDuration, formatNumber } from './format'
import { consumerName } from './narrationContext'

const ROUTE: Record<Entry<'consumerRoute'>['outcome'], (name: string, queues: number) => string> = {
  changed: (name, queues) => `${name} 取到新路由：${queues} 个队列可读。`,
  unchanged: (name, queues) => `${name} 取到的路由没有变化：${queues} 个队列。`,
  keptNotExist: (name, queues) => `${name} 沿用原路由（${queues} 个队列）：NameServer 没有这个 Topic。`,
  keptUnreachable: (name, queues) => `${name} 沿用原路由（${queues} 个队列）：连不上 NameServer。`,
  keptTimedOut: (name, queues) => `${name} 沿用原路由（${queues} 个队列）：NameServer 没有按时应答。`,
}

const LEFT: Record<Entry<'memberLeft'>['cause'], (expiredMs: number) => string> = {
  heartbeat: () => '另一个进程用同一个 clientId 发来心跳',
  unregister: () => '它已注销',
  channelClosed: () => '连接已断开',
  expired: (expiredMs) => `超过 ${formatDuration(expiredMs)} 没有心跳`,
}

const START: Record<Entry<'startOffset'>['cause'], string> = {
  stored: '消费组提交过的位点',
  zero: '消费组没有提交过位点，Broker 却返回 0',
  max: '没有位点，从末尾开始',
  min: '没有位点，从头开始',
  timestamp: '没有位点，从 consumeTimestamp 开始',
  local: '本地文件里的位点',
}

const PULL_FAILURE: Record<Entry<'pullFailed'>['failure'], (code: number) => string> = {
  error: (code) => `Broker 返回 ${responseCodeName(code)}`,
  connectRefused: () => '连接被拒绝',
  connectionClosed: () => '连接已断开',
  timeout: () => '没有按时应答',
}

const FLOW: Record<Entry<'flowControl'>['reason'], (settings: NarrationContext['settings']) => string> = {
  count: (settings) => `未处理完的消息超过 ${formatNumber(settings.pullThresholdForQueue)} 条（pullThresholdForQueue）`,
  size: (settings) =>
    `未处理完的消息超过 ${formatNumber(settings.pullThresholdSizeForQueue)} MiB（pullThresholdSizeForQueue）`,
  span: (settings) =>
    `未处理完的位点跨度超过 ${formatNumber(settings.consumeConcurrentlyMaxSpan)}（consumeConcurrentlyMaxSpan）`,
  notLocked: () => 'Broker 还没有为它锁住这个队列',
  none: () => '',
}

const RESULT: Record<Entry<'consumed'>['result'], (name: string, message: number, limitMs: number) => string> = {
  SUCCESS: (name, message) => `${name} 消费完消息 ${message}。`,
  RECONSUME_LATER: (name, message) => `${name} 消费消息 ${message} 失败：监听器返回 RECONSUME_LATER。`,
  SUSPEND: (name, message) =>
    `${name} 消费消息 ${message} 失败：监听器暂停这个队列（SUSPEND_CURRENT_QUEUE_A_MOMENT）。`,
  discarded: (name, message) => `${name} 处理完消息 ${message} 时，队列已不归它，结果作废。`,
  timeout: (name, message, limitMs) =>
    `${name} 发回消息 ${message}：监听器处理超过 ${formatDuration(limitMs)}（consumeTimeout），而且还在运行。`,
}

const SKIPPED: Record<Entry<'skipped'>['cause'], string> = {
  startOffset: '起始位点在它之后',
  offsetMoved: '位点被修正到它之后',
  filtered: '消费组没有订阅它的 Tag',
  sharedFilter: '持有队列的成员与组内其他成员订阅的 Tag 不同',
  broadcastFailure: '广播模式下，消费失败的消息直接丢弃',
}

const queueNamed = (queueId: number): string => storeQueueName(queueId, '级别')

const queueOf = (context: NarrationContext, { group, queueId }: { group: number; queueId: number }): string =>
  `${context.brokerName(group)} ${queueNamed(queueId)}`

function consume(entry: EntryOf<'consume'>, context: NarrationContext): string {
  const { settings } = context
  const name = 'consumer' in entry ? consumerName(context, entry.consumer) : consumerGroupName(entry.consumerGroup)
  const node = 'node' in entry ? nodeName(context, entry.group, entry.node) : ''
  switch (entry.kind) {
    case 'consumerRoute':
      return ROUTE[entry.outcome](name, entry.queues)
    case 'memberJoined':
      return `${name} 在 ${node} 上加入消费组。`
    case 'memberLeft':
      return `${node} 把 ${name} 移出消费组：${LEFT[entry.cause](settings.channelExpiredTimeout)}。`
    case 'rebalanced':
      return `${name} 对 ${context.brokerName(entry.group)} 重平衡：${node} 说有 ${entry.members} 个成员，它分到 ${entry.queues} 个队列。`
    case 'queueAssigned':
      return `${name} 分到 ${queueOf(context, entry)}。`
    case 'queueRevoked':
      return `${name} 交出 ${queueOf(context, entry)}。`
    case 'startOffset':
      return `${name} 从位点 ${formatNumber(entry.queueOffset)} 开始消费 ${queueOf(context, entry)}：${START[entry.cause]}。`
    case 'queueLocked':
      return `${name} 锁住 ${queueOf(context, entry)}。`
    case 'lockRefused':
      return `${name} 没能锁住 ${queueOf(context, entry)}：锁在另一个客户端手里。`
    case 'queueUnlocked':
      return `${name} 释放 ${queueOf(context, entry)} 的锁。`
    case 'pullHeld':
      return `${node} 挂起 ${name} 的拉取请求：${queueNamed(entry.queueId)} 从位点 ${formatNumber(entry.queueOffset)} 起还没有消息。`
    case 'pulled':
      return entry.count > 0
        ? `${name} 从 ${node} 拉到 ${queueNamed(entry.queueId)} 的 ${formatNumber(entry.count)} 条消息，起点是位点 ${formatNumber(entry.queueOffset)}。`
        : `${name} 没有从 ${node} 拉到 ${queueNamed(entry.queueId)} 的消息，接着从位点 ${formatNumber(entry.queueOffset)} 拉取。`
    case 'pullFailed':
      return `${name} 从 ${node} 拉取 ${queueNamed(entry.queueId)} 失败：${PULL_FAILURE[entry.failure](entry.code)}。`
    case 'flowControl':
      return entry.reason === 'none'
        ? `${name} 恢复拉取 ${queueOf(context, entry)}。`
        : `${name} 暂停拉取 ${queueOf(context, entry)}：${FLOW[entry.reason](settings)}。`
    case 'offsetMoved':
      return `${name} 在 ${queueOf(context, entry)} 的位点 ${formatNumber(entry.fromOffset)} 不存在，改从 ${formatNumber(entry.toOffset)} 拉取。`
    case 'consumeBegun':
      return `${name} 开始处理消息 ${entry.message}（${queueOf(context, entry)}，位点 ${formatNumber(entry.queueOffset)}${entry.times > 0 ? `，发回过 ${entry.times} 次` : ''}）。`
    case 'consumed':
      return RESULT[entry.result](name, entry.message, settings.consumeTimeout)
    case 'offsetCommitted':
      return `${node} 为 ${name} 存下 ${queueNamed(entry.queueId)} 的位点 ${formatNumber(entry.queueOffset)}。`
    case 'sentBack':
      return `${node} 收回消息 ${entry.message}：${formatDuration(DELAY_LEVELS_MS[entry.level - 1] ?? 0)} 后再投给 ${name}（延时级别 ${entry.level}）。`
    case 'retryReady':
      return `${node} 把消息 ${entry.message} 写入 ${queueNamed(retryQueue(entry.consumerGroup))}，位点 ${formatNumber(entry.queueOffset)}（发回过 ${entry.times} 次）。`
    case 'deadLettered':
      return `${node} 把消息 ${entry.message} 写入 ${queueNamed(deadLetterQueue(entry.consumerGroup))}：重试 ${entry.times} 次后，${name} 不再收到它。`
    case 'skipped':
      return `${name} 收不到 ${queueOf(context, entry)} 的消息 ${entry.message}：${SKIPPED[entry.cause]}。`
  }
}

export const consumerNarration: ConsumerNarrationMessages = { consume }
