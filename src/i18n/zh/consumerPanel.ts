import type { AgainCause, NotYet } from '../../projections/consumerDecisions'
import type { SkipReason } from '../../projections/consumption'
import { deadLetterTopicName, delayOf, retryTopicName, storeQueueName } from '../../projections/queueNames'
import type { Settings } from '../../rocketmq'
import type { ConsumerNames, ConsumerPanelMessages } from '../consumerPanel'
import { formatTime } from '../format'
import { formatDuration, formatNumber } from './format'

const bytes = (value: number): string =>
  value < 1_000_000
    ? `${formatNumber(Math.round(value / 100) / 10)} KB`
    : `${formatNumber(Math.round(value / 100_000) / 10)} MB`

const ENDED: Partial<Record<Extract<AgainCause, { why: 'ownerEnded' }>['to'], string>> = {
  killed: '被杀',
  poweredOff: '断电',
  stopped: '停止',
}

const SKIPPED: Record<SkipReason, string> = {
  startOffset: '起始位点在它之后',
  offsetMoved: '位点被修正到它之后',
  filtered: '消费组没有订阅它的 Tag',
  sharedFilter: '组内成员订阅的 Tag 不同，读这个队列的成员不要它',
  broadcastFailure: '广播模式下，消费失败的消息直接丢弃',
  notSubscribed: '消费组没有订阅它的 Tag',
  copyLost: '它已发回 Broker，那份副本又丢失了',
  offsetReused: '日志截断后位点重新分配，消费组的位点早已越过它',
  passed: '消费组的位点已越过它',
}

const RESULT = {
  SUCCESS: '消费成功',
  RECONSUME_LATER: '消费失败，RECONSUME_LATER',
  SUSPEND: '消费失败，暂停这个队列',
  discarded: '处理完了，但队列已不归它，结果作废',
  timeout: '处理超时，发回 Broker',
} as const

function again(cause: AgainCause, names: ConsumerNames, time: string): string {
  switch (cause.why) {
    case 'sentBack':
      return `${time} ${names.consumer(cause.consumer)} 消费失败，发回 Broker，延时到期后再投递。`
    case 'timeout':
      return `${time} ${names.consumer(cause.consumer)} 处理超过 consumeTimeout，发回 Broker。`
    case 'suspended':
      return `${time} ${names.consumer(cause.consumer)} 消费失败：顺序消费在原位重试。`
    case 'notSentBack':
      return `${names.consumer(cause.consumer)} 没能把它发回 Broker，5 秒后在本地重试。`
    case 'ownerEnded':
      return `${names.consumer(cause.consumer)} 在 ${time}${ENDED[cause.to] ?? '停止'}，位点还没有提交到它之后。`
    case 'rebalanced':
      return `重平衡：${names.consumer(cause.consumer)} 在 ${time} 交出队列，位点还没有提交到它之后。`
    case 'ownerSilent':
      return `Broker 在 ${time} 把没有心跳的 ${names.consumer(cause.consumer)} 移出消费组，队列换了成员。`
    case 'storedTwice':
      return '生产者重试，存了两份：这是另一份。'
    case 'retriedTwice':
      return 'Broker 重启后，把同一次重试又投递了一遍。'
    case 'sharedQueue':
      return `${names.consumer(cause.consumer)} 和它同时持有这个队列。`
  }
}

function notYet(why: NotYet, names: ConsumerNames, settings: Settings): string {
  switch (why.why) {
    case 'noOwner':
      return '没有运行中的消费者持有它的队列。'
    case 'noRetryOwner':
      return '还没有消费者分到重试 Topic：要等取到新路由并重平衡。'
    case 'locating':
      return `${names.consumer(why.consumer)} 刚拿到队列，还在查起始位点。`
    case 'flowControl':
      return `${names.consumer(why.consumer)} 暂停拉取：${FLOW(why.reason, settings)}。`
    case 'behind':
      return `${names.consumer(why.consumer)} 还没有拉到：前面还有 ${formatNumber(why.messages)} 条。`
    case 'nextPull':
      return `${names.consumer(why.consumer)} 的下一次拉取会带回它。`
    case 'noThread':
      return `它在 ${names.consumer(why.consumer)} 的缓存里等线程：${formatNumber(why.threads)} 个线程都在忙。`
    case 'head':
      return why.sinceMs === null
        ? `顺序消费：排在前面的消息 ${why.message} 还没有处理完。`
        : `顺序消费：排在前面的消息 ${why.message} 从 ${formatTime(why.sinceMs)} 处理到现在。`
    case 'orderly':
      return `${ORDERLY[why.reason]}${why.untilMs === null ? '' : `，${formatTime(why.untilMs, 1)} 再试`}。`
    case 'running':
      return `${names.consumer(why.consumer)} 从 ${formatTime(why.sinceMs)} 处理到现在。`
    case 'delay':
      return why.untilMs === null ? 'Broker 恢复后才会再投递。' : `延时到 ${formatTime(why.untilMs, 1)}。`
  }
}

const ORDERLY = {
  suspended: '监听器暂停了这个队列',
  notLocked: '没有这个队列的锁',
  yields: '让出线程给其他队列',
} as const

const FLOW: ConsumerPanelMessages['flowControl'] = (reason, settings) => {
  switch (reason) {
    case 'count':
      return `缓存超过 ${formatNumber(settings.pullThresholdForQueue)} 条（pullThresholdForQueue）`
    case 'size':
      return `缓存超过 ${formatNumber(settings.pullThresholdSizeForQueue)} MiB（pullThresholdSizeForQueue）`
    case 'span':
      return `位点跨度超过 ${formatNumber(settings.consumeConcurrentlyMaxSpan)}（consumeConcurrentlyMaxSpan）`
    case 'notLocked':
      return 'Broker 还没有为它锁住这个队列'
  }
}

const none = (value: number | null): string => (value === null ? '无' : formatNumber(value))

export const consumerPanel: ConsumerPanelMessages = {
  which: '消费者',
  summary: (clientId, subscription, threads, waiting) =>
    `clientId ${clientId}，订阅 ${subscription}，${formatNumber(threads)} 个线程在处理${waiting > 0 ? `，${formatNumber(waiting)} 批等待线程` : ''}`,
  queuesHeading: (count) => `${formatNumber(count)} 个队列，各自的位点`,
  noQueues: '它没有队列。',
  lag: (count) => `积压 ${formatNumber(count)}`,
  next: (offset, cached) =>
    `下次拉取 ${offset === null ? '未定' : formatNumber(offset)}，缓存 ${formatNumber(cached)} 条`,
  offsets: ({ inMemory, committed, onDisk }, broadcasting) =>
    broadcasting
      ? `位点：内存 ${none(inMemory)}，本地文件 ${none(onDisk)}`
      : `位点：内存 ${none(inMemory)}，Broker ${none(committed)}，Broker 文件 ${none(onDisk)}`,
  source({ brokerId, heldUntilMs }, node) {
    const from = `从 ${node}（${brokerId === 0 ? 'Master' : 'Slave'}）拉取`
    return heldUntilMs === null ? from : `${from}，挂起到 ${formatTime(heldUntilMs, 1)}`
  },
  noSource: '此刻没有拉取请求在途',
  flowControl: FLOW,
  orderly: (reason) => ORDERLY[reason],
  head: ({ offset, message, finishedBehind }, since) =>
    `位点停在 ${formatNumber(offset)}：消息 ${formatNumber(message)} ${since === null ? '还没有开始处理' : `从 ${since} 处理到现在`}${finishedBehind > 0 ? `，后面 ${formatNumber(finishedBehind)} 条已处理完也不能提交` : ''}。`,
  noHead: (pending, intervalMs) =>
    `拉到的都已处理完${pending ? `，Broker 等下一次提交（每 ${formatDuration(intervalMs)}）` : '，也已提交'}。`,
  more: (count) => `还有 ${formatNumber(count)} 个队列`,
  shareHeading: '为什么是这些队列？',
  share({ strategy, members, member, queues, due, average, broadcasting }, has) {
    if (broadcasting) return `广播模式：每个成员都读全部 ${formatNumber(queues)} 个队列。`
    if (member < 0) return `Broker 返回 ${members.length} 个成员，其中没有它：它分不到队列。`
    const place = `成员 ${members.length} 个，按 clientId 排序，它排第 ${member + 1}。`
    const rule = average
      ? average.left === 0
        ? `${queues} 个队列平分，每个成员 ${average.each} 个`
        : `${queues} 个队列，每个成员 ${average.each} 个，余下的 ${average.left} 个给前 ${average.left} 个成员`
      : strategy === 'CONSISTENT_HASH'
        ? `哈希环上每个成员有 10 个虚拟节点，${queues} 个队列各归顺时针第一个节点`
        : `${queues} 个队列按成员轮流分`
    const result = due === 0 ? '它分不到' : average ? `它从第 ${average.start + 1} 个起拿 ${due} 个` : `它拿 ${due} 个`
    const differs = has === due ? '' : `此刻它有 ${has} 个，等下一次重平衡。`
    return `${place}${rule}：${result}（${strategy}）。${differs}`
  },
  noShare: '它还没有问到组内成员，或者没有路由。',
  slaveHeading: '为什么从 Slave 拉取？',
  slave({ why }, node, { logBytes, memoryBytes, ratio }) {
    return why === 'noMaster'
      ? `路由里没有 Master 的地址，只能从 ${node} 拉取。`
      : `上一次应答建议从 Slave 拉取：要读的消息之后还有超过 ${bytes(memoryBytes)}（内存的 ${ratio}%，accessMessageInMemoryMaxRatio）。这个节点的日志共 ${bytes(logBytes)}。`
  },
  againHeading: '为什么又投递一次？',
  again,
  lastAgain: (message, time) => `${time} 再次投递消息 ${formatNumber(message)}。`,
  goTo: (message) => `看消息 ${formatNumber(message)}`,
  groupHeading: (group) => `${group} 的消费`,
  consumption(one, names) {
    switch (one.is) {
      case 'notPulled':
        return one.deliveries > 0 ? `还没有消费成功，投递过 ${one.deliveries} 次，还要再拉取` : '还没有拉取'
      case 'inProcessQueue':
        return one.runsSinceMs === null
          ? `在 ${names.consumer(one.consumer)} 的 ProcessQueue 里等待`
          : `${names.consumer(one.consumer)} 正在处理`
      case 'consumed':
        return one.times === 1 ? '消费了 1 次' : `重复消费，共 ${formatNumber(one.times)} 次`
      case 'inRetry':
        return `等待第 ${one.times} 次重试`
      case 'deadLettered':
        return '进入死信队列，不再投递'
      case 'skipped':
        return `跳过：${SKIPPED[one.reason]}`
    }
  },
  notYet,
  step(step, names) {
    switch (step.step) {
      case 'pulled': {
        const { consumer, group, node, queueOffset, count } = step.entry
        return {
          what: `${names.consumer(consumer)} 从 ${names.node(group, node)} 拉到`,
          detail: `${formatNumber(count)} 条，从位点 ${formatNumber(queueOffset)} 起`,
        }
      }
      case 'begun': {
        const { consumer, queueId, times } = step.entry
        return {
          what: `${names.consumer(consumer)} 开始处理${step.number > 1 ? `，第 ${step.number} 次投递` : ''}`,
          detail: times === 0 ? '' : `${storeQueueName(queueId)}，第 ${times} 次重试`,
        }
      }
      case 'ended':
        return { what: `${names.consumer(step.entry.consumer)} ${RESULT[step.entry.result]}`, detail: '' }
      case 'sentBack': {
        const { group, node, level } = step.entry
        return {
          what: `${names.node(group, node)} 收回它`,
          detail: `延时级别 ${level}：${formatDuration(delayOf(level))} 后再投递`,
        }
      }
      case 'retryReady': {
        const { group, node, consumerGroup } = step.entry
        return { what: `${names.node(group, node)} 延时到期`, detail: `写入 ${retryTopicName(consumerGroup)}` }
      }
      case 'deadLettered':
        return {
          what: `${names.node(step.entry.group, step.entry.node)} 写入死信队列`,
          detail: deadLetterTopicName(step.entry.consumerGroup),
        }
      case 'skipped':
        return { what: '跳过', detail: SKIPPED[step.entry.cause] }
      case 'committed':
        return {
          what: `${names.node(step.entry.group, step.entry.node)} 存下它之后的位点`,
          detail: `位点 ${formatNumber(step.entry.queueOffset)}`,
        }
    }
  },
  willBe: (time) => `将在 ${time}`,
  endsHeading: '如果现在……这条消息会再消费一次吗？',
  ends: {
    kill: (consumer) => `kill -9 ${consumer}`,
    stop: (consumer) => `正常停止 ${consumer}`,
    powerOff: (consumer) => `${consumer} 的主机断电`,
  },
  endsAnswer({ consumption, deliveriesAfter, deliveriesBefore }) {
    if (!consumption) return '消息丢失'
    switch (consumption.is) {
      case 'consumed':
        if (deliveriesAfter === 0) return '不会，已消费完'
        return deliveriesBefore === 0 ? '消费一次' : `会，再投递 ${formatNumber(deliveriesAfter)} 次`
      case 'deadLettered':
        return '进入死信队列'
      case 'inRetry':
        return '还在等待重试'
      case 'skipped':
        return '不再投递'
      default:
        return deliveriesAfter > 0 ? `再投递 ${formatNumber(deliveriesAfter)} 次，还没有消费成功` : '没有消费者处理它'
    }
  },
}
