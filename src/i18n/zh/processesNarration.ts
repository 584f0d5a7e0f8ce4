import { processOfEntry } from '../../projections/numberedProcess'
import type { Outlook } from '../../projections/outlook'
import type { EntryOf } from '../entryTraits'
import { formatTime } from '../format'
import { type Entry, type NarrationContext, nodeName } from '../narrationContext'
import type { ProcessesNarrationMessages } from '../processesNarration'
import { processName } from './narrationContext'

const PROCESS: Record<Entry<'brokerProcess'>['to'], (name: string) => string> = {
  running: (name) => `${name} 在运行。`,
  killed: (name) => `${name} 的进程已终止；新连接会被拒绝。`,
  poweredOff: (name) => `${name} 的主机已断电；不再有任何回应，已有连接也不会断开。`,
  frozen: (name) => `${name} 已冻结：还能连上，但不回复。`,
  stopping: (name) => `${name} 正在优雅停机：先处理完剩余请求，再关闭端口。`,
  stopped: (name) => `${name} 已停机。`,
  starting: (name) => `${name} 正在启动，还不能服务。`,
  dying: (name) => `${name} 已被杀，但还没退干净：主机仍收下请求，却没有进程去读。`,
  portClosed: (name) => `${name} 已关闭端口，新连接会被拒绝；进程还在收尾。`,
}

/** No process connects to a producer or a consumer: its end or pause shows in other ways. */
const CLIENT: Partial<typeof PROCESS> = {
  killed: (name) => `${name} 的进程已终止。`,
  frozen: (name) => `${name} 已冻结（如长 GC）：不再发送，也不读回复。`,
}

const CONSUMER: Partial<typeof PROCESS> = {
  frozen: (name) => `${name} 已冻结（如长 GC）：不拉取，也不处理，队列仍归它。`,
  stopping: (name) => `${name} 正在停机：提交位点，然后注销。`,
  starting: (name) => `${name} 正在启动。`,
}

const becameWords = (name: string, to: Entry<'brokerProcess'>['to']): string => PROCESS[to](name)

const VOTE_ANSWER: Record<Entry<'vote'>['result'], string> = {
  ACCEPT: '投了赞成票',
  REJECT_ALREADY_VOTED: '拒绝：这一任期的票已经投给别人',
  REJECT_ALREADY_HAS_LEADER: '拒绝：它认为 Leader 还在',
  REJECT_EXPIRED_VOTE_TERM: '拒绝：这个任期已过期',
  REJECT_TERM_NOT_READY: '还没进入这个任期，请稍后再问',
  REJECT_SMALL_LEDGER_END_INDEX: '拒绝：候选者的日志比它短',
  REJECT_EXPIRED_LEDGER_TERM: '拒绝：候选者的日志停在更早的任期',
}

function processWords(entry: EntryOf<'process'>, context: NarrationContext): string {
  if (entry.kind === 'brokerProcess') return becameWords(nodeName(context, entry.group, entry.node), entry.to)
  if ('to' in entry) {
    const process = processOfEntry(entry, context.settings)
    const name = processName(process)
    const isClient = process.kind === 'producer' || process.kind === 'consumer'
    const own =
      (process.kind === 'consumer' ? CONSUMER[entry.to] : undefined) ?? (isClient ? CLIENT[entry.to] : undefined)
    return own ? own(name) : becameWords(name, entry.to)
  }
  switch (entry.kind) {
    case 'role': {
      const node = nodeName(context, entry.group, entry.node)
      switch (entry.role) {
        case 'LEADER':
          return `${node} 当选 Leader（任期 ${entry.term}）。`
        case 'CANDIDATE':
          return `${node} 等不到 Leader 的心跳，成为候选者（任期 ${entry.term}）。`
        case 'FOLLOWER':
          return `${node} 成为 Follower（任期 ${entry.term}）。`
      }
      break
    }
    case 'vote': {
      const broker = context.brokerName(entry.group)
      const answer = VOTE_ANSWER[entry.result]
      return entry.candidate === entry.voter
        ? `${broker} 任期 ${entry.term}：n${entry.voter} 投自己一票。`
        : `${broker} 任期 ${entry.term}：n${entry.candidate} 请求投票，n${entry.voter} ${answer}。`
    }
    case 'masterReady':
      return `${nodeName(context, entry.group, entry.node)} 成为 Master，${context.brokerName(entry.group)} 又可以写入了。`
  }
}

function masterStory(entry: Entry<'masterReady'>, outlook: Outlook | null, context: NarrationContext): string {
  const plain = processWords(entry, context)
  if (!outlook) return plain
  const several = context.settings.producerCount > 1
  const node = nodeName(context, entry.group, entry.node)
  const producer = '生产者'
  const window = several ? undefined : outlook.waitsFor.find(({ what }) => what === 'window')
  const avoids = window?.atMs ? `，而且 ${formatTime(window.atMs, 1)} 之前都在规避它` : ''
  const is = `${node} 已是 Master，可以写入`
  if (!outlook.listed) {
    return `${is}；${producer}的列表里还没有它的队列，要等取到新路由${avoids}。`
  }
  if (outlook.address === 'right') {
    return `${is}；${producer}已有它的地址${avoids}。`
  }
  const old = outlook.knownMaster === null ? null : `n${outlook.knownMaster}`
  return `${is}；${producer}${old ? `只有 ${old} 的地址` : '还没有它的地址'}，要等取到新路由${avoids}。`
}

export const processesNarration: ProcessesNarrationMessages = {
  process: processWords,
  masterStory,
}
