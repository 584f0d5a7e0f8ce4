import type { Confirmation } from '../../projections/confirmation'
import type { LifeStep } from '../../projections/messageLife'
import type { LifeMessages, LifeNames, StepWords } from '../life'
import { formatNumber } from './format'

function entryWords({ entry }: Extract<LifeStep, { step: 'entry' }>, names: LifeNames): StepWords {
  switch (entry.kind) {
    case 'send':
      return {
        what: `选中 ${names.queue(entry.group, entry.queueId)}`,
        detail: entry.attempt > 1 ? `第 ${entry.attempt} 次尝试` : `index ${formatNumber(entry.index)}`,
      }
    case 'queued':
      return {
        what: `进入 ${names.node(entry.group, entry.node)} 的发送队列`,
        detail: `前面有 ${formatNumber(entry.ahead)} 条`,
      }
    case 'busy':
      return { what: `被 ${names.node(entry.group, entry.node)} 拒绝`, detail: `[${entry.reason}]` }
    case 'sendOk':
      return { what: '已确认', detail: `${entry.status}，耗时 ${formatNumber(entry.elapsedMs)} ms` }
    case 'sendFailed':
      return {
        what: `第 ${entry.attempt} 次尝试失败`,
        detail: `${entry.className}，耗时 ${formatNumber(entry.latencyMs)} ms`,
      }
    case 'messageFailed':
      return { what: '调用结束，没有发送结果', detail: `耗时 ${formatNumber(entry.elapsedMs)} ms` }
  }
}

const CONFIRMED_BY: Record<Confirmation['by'], string> = {
  slave: '有 Slave 已复制它',
  syncStateSet: ' SyncStateSet 全员都有它',
  majority: '多数节点都有它',
}

export const life: LifeMessages = {
  heading: (message) => `消息 ${formatNumber(message)} 的一生`,
  title: '消息的一生',
  follows: '最新确认的消息。点任意一条消息，改看那一条。',
  stay: '停在这一条',
  follow: '跟随最新',
  choose: '在舞台或日志里选一条消息，看它走到每个副本。',
  notStored: '此刻没有任何 CommitLog 存有它。',
  step(step, names) {
    switch (step.step) {
      case 'entry':
        return entryWords(step, names)
      case 'appended': {
        const { group, node, queueId } = step.entry
        return {
          what: `追加到 ${names.node(group, node)} 的 CommitLog`,
          detail: `物理位点 ${formatNumber(step.entry.offset)}，q${queueId}，页缓存`,
        }
      }
      case 'committed':
        return { what: `提交到 ${names.node(step.group, step.node)} 的页缓存`, detail: 'transientStorePool' }
      case 'flushed':
        return { what: `${names.node(step.group, step.node)} 已刷盘`, detail: '落盘' }
      case 'replicated':
        return { what: `复制到 ${names.node(step.group, step.node)}`, detail: '页缓存' }
      case 'confirmed':
        return {
          what: `${names.node(step.group, step.node)} 得知${CONFIRMED_BY[step.confirmation.by]}`,
          detail: `${step.confirmation.by === 'slave' ? 'push2SlaveMaxOffset' : 'confirmOffset'}${step.confirmation.isAwaited ? '' : '，应答不等副本'}`,
        }
      case 'dispatched':
        return {
          what: `写入 ${names.node(step.group, step.node)} 的 ConsumeQueue q${step.place.queueId}`,
          detail: '20 字节：位点、长度、tag 哈希',
        }
      case 'cut':
        return {
          what: `${names.node(step.entry.group, step.entry.node)} 丢失了它`,
          detail: `日志在 ${formatNumber(step.entry.offset)} 处截断`,
        }
      case 'lost':
        return { what: `${names.broker(step.entry.group)} 丢失了它`, detail: '已确认，但提供服务的日志里没有' }
    }
  },
  willBe: (time) => `将在 ${time}`,
  notYet: '还没有',
  survivalHeading: '如果现在……这条消息还在吗？',
  survivalHint: '每个答案都来自在这一毫秒分叉的运行。点一行，看那个未来。',
  paused: '暂停后计算答案。',
  event: {
    processKilled: (master) => `kill -9 ${master}`,
    hostPower: (master) => `${master} 的主机断电后恢复`,
    hostLost: (master) => `${master} 的主机再也不回来`,
    groupPower: (_, group) => `${group} 的主机同时断电`,
    masterCutOff: (master) => `${master} 与组内断开 30 s`,
  },
  singleNode: (group) => `${group} 只有一个节点：没有其他主机，也没有会与它断开的副本。`,
  answer({ kept, count, readOnly, nodes }) {
    const where = nodes.join('、')
    if (kept === 0) return nodes.length > 0 ? `丢失；只有 ${where} 存有，但不提供服务` : '丢失'
    if (kept < count) return `剩 ${formatNumber(kept)} / ${formatNumber(count)} 条（${where}）`
    return readOnly ? `还在，只能读（${where}）` : `还在（${where}）`
  },
  computing: '计算中……',
  tooFar: '太久，没有计算',
  show: (event) => `看看会怎样：${event}`,
}
