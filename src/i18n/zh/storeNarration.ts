import { type Confirmation, confirmationOf } from '../../projections/confirmation'
import { storeQueueName } from '../../projections/queueNames'
import { type Entry, nodeName } from '../narrationContext'
import type { StoreNarrationMessages } from '../storeNarration'
import { formatNumber } from './format'

const BUSY: Record<Entry<'busy'>['reason'], string> = {
  REJECTREQUEST: '有写入占锁太久，新请求一律拒绝',
  OVERLOAD: '发送队列已满',
  TIMEOUT_CLEAN_QUEUE: '消息在发送队列里等待太久',
  PCBUSY_CLEAN_QUEUE: '有写入占锁太久，发送队列被清空',
  PC_SYNCHRONIZED: '有写入占锁太久',
  IN_SYNC_REPLICAS_NOT_ENOUGH: '同步副本不足',
}

const CUT: Record<Entry<'cut'>['cause'], string> = {
  powerOff: '断电，未落盘的数据丢失',
  killed: '进程被杀，还在进程内存里的数据丢失',
  damaged: '遇到损坏的消息，日志到此为止',
  divergence: '新 Master 没有的数据被截断',
}

const CONFIRMED_BY: Record<Confirmation['by'], string> = {
  slave: '已有 Slave 复制',
  syncStateSet: 'SyncStateSet 全员都有',
  majority: '多数节点都有',
}

const CONNECTION: Record<Entry<'haState'>['connection'], string> = {
  OFF: '没有连上 Master',
  DIAL: '正在连接 Master',
  SILENT: '已连上 Master，还没有上报位点',
  STREAM: '已上报位点，Master 开始传输缺少的数据',
}

export const storeNarration: StoreNarrationMessages = {
  store(entry, context) {
    if (entry.kind === 'lost') {
      const name = context.brokerName(entry.group)
      return `消息 ${entry.message} 已确认，却丢了：${name} 提供服务的日志里没有它（${formatNumber(entry.count)} 条）。`
    }
    if (entry.kind === 'regained') {
      const name = context.brokerName(entry.group)
      return `丢失的消息 ${entry.message} 又回来了：${name} 现在提供服务的日志里有它（${formatNumber(entry.count)} 条）。`
    }
    const node = nodeName(context, entry.group, entry.node)
    switch (entry.kind) {
      case 'queued':
        return `消息 ${entry.message} 在 ${node} 的发送队列里排队，前面有 ${formatNumber(entry.ahead)} 条。`
      case 'busy':
        return `${node} 繁忙，拒绝消息 ${entry.message}：${BUSY[entry.reason]}（[${entry.reason}]，${formatNumber(entry.waitedMs)} ms）。`
      case 'appended':
        return `${node} 把消息 ${entry.message} 追加到 CommitLog 的 ${formatNumber(entry.offset)} 处（${storeQueueName(entry.queueId, '级别')}，${formatNumber(entry.count)} 条，每条 ${formatNumber(entry.size)} 字节）。`
      case 'committed':
        return `${node} 把缓冲区提交到页缓存，到 ${formatNumber(entry.offset)} 为止。`
      case 'flushed':
        return `${node} 的 CommitLog 已刷盘到 ${formatNumber(entry.offset)}。`
      case 'dispatched':
        return `${node} 已分发到 ConsumeQueue 和 IndexFile，到 ${formatNumber(entry.offset)} 为止。`
      case 'replicated':
        return `${node} 已复制 Master 的 CommitLog 到 ${formatNumber(entry.offset)}。`
      case 'confirmed': {
        const { by, isAwaited } = confirmationOf(context.settings)
        const also = isAwaited ? '' : '；应答不等副本'
        return `${node} 到 ${formatNumber(entry.offset)} 为止的数据，${CONFIRMED_BY[by]}${also}。`
      }
      case 'haState':
        return `${node} ${CONNECTION[entry.connection]}。`
      case 'syncStateSet':
        return `${node} ${entry.isIn ? '加入' : '退出'} SyncStateSet。`
      case 'cut':
        return `${CUT[entry.cause]}：${node} 的 CommitLog 现在到 ${formatNumber(entry.offset)} 为止。`
      case 'recovered':
        return `${node} ${entry.abnormal ? '发现 abort 文件' : '没有发现 abort 文件'}，把 CommitLog 恢复到 ${formatNumber(entry.offset)}。`
      case 'filesDeleted':
        return `${node} 删除 ${formatNumber(entry.offset)} 以前的 CommitLog 文件。`
    }
  },
  lostStory(lost, context) {
    const [first, last] = [lost[0]?.message, lost.at(-1)?.message]
    const count = lost.reduce((sum, one) => sum + one.count, 0)
    const name = context.brokerName(lost[0]?.group ?? 0)
    const which = first === last ? `消息 ${first}` : `第一条是 ${first}，最后一条是 ${last}`
    return `${formatNumber(count)} 条已确认的消息丢了（${which}）：${name} 提供服务的日志里没有它们。`
  },
}
