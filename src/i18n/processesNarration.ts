// Processes and hosts, elections and new Masters in words.

import type { Outlook } from '../projections/outlook'
import { formatTime } from './format'
import {
  type Entry,
  inSentence,
  type NarrationContext,
  nameServerName,
  nodeName,
  producerName,
  startOf,
} from './narrationContext'
import type { Words } from './words'

const PROCESS: Record<Entry<'brokerProcess'>['to'], (name: string) => Words> = {
  running: (name) => ({ zh: `${name} 在运行。`, en: `${name} is running.` }),
  killed: (name) => ({
    zh: `${name} 的进程没了；连它的端口会被拒绝。`,
    en: `The process of ${name} is gone; its host refuses connections.`,
  }),
  poweredOff: (name) => ({
    zh: `${name} 的主机没了；没有任何回应，已有的连接也不会断开。`,
    en: `The host of ${name} is gone; nothing answers, and open connections stay open.`,
  }),
  frozen: (name) => ({
    zh: `${name} 被冻结；还能连上，但得不到回复。`,
    en: `${name} is frozen; it can be connected to and does not answer.`,
  }),
  stopping: (name) => ({
    zh: `${name} 正在优雅停机：已离开 NameServer，手头的请求做完为止。`,
    en: `${name} is stopping: it has left the NameServer and finishes what it has begun.`,
  }),
  stopped: (name) => ({ zh: `${name} 已停机。`, en: `${name} has stopped.` }),
  starting: (name) => ({ zh: `${name} 正在启动，还不能服务。`, en: `${name} is starting and does not serve yet.` }),
}

const becameWords = (name: Words, to: Entry<'brokerProcess'>['to']): Words => ({
  zh: PROCESS[to](name.zh).zh,
  en: startOf(PROCESS[to](name.en).en),
})

const VOTE_ANSWER: Record<Entry<'vote'>['result'], Words> = {
  ACCEPT: { zh: '投了赞成票', en: 'votes for it' },
  REJECT_ALREADY_VOTED: { zh: '拒绝：这一任期的票已经投给别人', en: 'refuses: its vote of this term is already given' },
  REJECT_ALREADY_HAS_LEADER: { zh: '拒绝：它认为 Leader 还在', en: 'refuses: it still has a Leader' },
  REJECT_EXPIRED_VOTE_TERM: { zh: '拒绝：这个任期已经过时', en: 'refuses: the term is out of date' },
  REJECT_TERM_NOT_READY: {
    zh: '还没进入这个任期，请稍后再问',
    en: 'has not reached this term yet and asks for another try',
  },
  REJECT_SMALL_LEDGER_END_INDEX: { zh: '拒绝：候选者的日志比它短', en: 'refuses: the candidate has the shorter log' },
}

/** One entry about a process, a role or a vote. */
export function processWords(
  entry: Entry<'brokerProcess' | 'nameServerProcess' | 'producerProcess' | 'role' | 'vote' | 'masterReady'>,
  context: NarrationContext,
): Words {
  switch (entry.kind) {
    case 'brokerProcess': {
      const name = nodeName(context, entry.group, entry.node)
      return becameWords({ zh: name, en: name }, entry.to)
    }
    case 'nameServerProcess': {
      const name = nameServerName(context, entry.nameServer)
      return becameWords({ zh: name, en: name }, entry.to)
    }
    case 'producerProcess':
      return becameWords(inSentence(producerName(context, entry.producer)), entry.to)
    case 'role': {
      const node = nodeName(context, entry.group, entry.node)
      switch (entry.role) {
        case 'LEADER':
          return {
            zh: `${node} 当选 Leader（任期 ${entry.term}）。`,
            en: `${node} is elected Leader (term ${entry.term}).`,
          }
        case 'CANDIDATE':
          return {
            zh: `${node} 等不到 Leader 的心跳，成为候选者（任期 ${entry.term}）。`,
            en: `${node} misses its Leader and becomes a candidate (term ${entry.term}).`,
          }
        case 'FOLLOWER':
          return {
            zh: `${node} 成为 Follower（任期 ${entry.term}）。`,
            en: `${node} becomes a follower (term ${entry.term}).`,
          }
      }
      break
    }
    case 'vote': {
      const broker = context.brokerName(entry.group)
      const answer = VOTE_ANSWER[entry.result]
      return entry.candidate === entry.voter
        ? {
            zh: `${broker} 任期 ${entry.term}：n${entry.voter} 投自己一票。`,
            en: `${broker}, term ${entry.term}: n${entry.voter} votes for itself.`,
          }
        : {
            zh: `${broker} 任期 ${entry.term}：n${entry.candidate} 请求投票，n${entry.voter} ${answer.zh}。`,
            en: `${broker}, term ${entry.term}: n${entry.candidate} asks, n${entry.voter} ${answer.en}.`,
          }
    }
    case 'masterReady':
      return {
        zh: `${nodeName(context, entry.group, entry.node)} 成为 Master，${context.brokerName(entry.group)} 又可以写入了。`,
        en: `${nodeName(context, entry.group, entry.node)} is Master: ${context.brokerName(entry.group)} can be written to.`,
      }
  }
}

/** What the producers that run know of a new Master, if they all know the same. */
function sharedOutlook(entry: Entry<'masterReady'>, context: NarrationContext): Outlook | null {
  const [first, ...others] = context.outlooks?.(entry.atMs, entry.group) ?? []
  if (!first) return null
  const same = others.every(
    ({ outlook }) =>
      outlook.listed === first.outlook.listed &&
      outlook.address === first.outlook.address &&
      outlook.knownMaster === first.outlook.knownMaster,
  )
  return same ? first.outlook : null
}

/** A group that can be written to again, and what its producers know of it at that moment. */
export function masterStory(entry: Entry<'masterReady'>, context: NarrationContext): Words {
  const outlook = entry.atMs > 0 ? sharedOutlook(entry, context) : null
  const plain = processWords(entry, context)
  if (!outlook) return plain
  const several = context.settings.producerCount > 1
  const node = nodeName(context, entry.group, entry.node)
  const producer = { zh: '生产者', en: several ? 'the producers' : 'the producer' }
  const have = several ? 'have' : 'has'
  const window = several ? undefined : outlook.waitsFor.find(({ what }) => what === 'window')
  const avoids = window?.atMs
    ? {
        zh: `，而且 ${formatTime(window.atMs, 1)} 之前都在规避它`,
        en: `, and avoids it until ${formatTime(window.atMs, 1)}`,
      }
    : { zh: '', en: '' }
  const is = { zh: `${node} 已是 Master，可以写入`, en: `${node} is now Master` }
  if (!outlook.listed) {
    return {
      zh: `${is.zh}；${producer.zh}的列表里还没有它的队列，要等取到新路由${avoids.zh}。`,
      en: `${is.en}; ${producer.en} ${have} no queue of it until a route poll brings them${avoids.en}.`,
    }
  }
  if (outlook.address === 'right') {
    return {
      zh: `${is.zh}；${producer.zh}手里的地址就是它${avoids.zh}。`,
      en: `${is.en}; ${producer.en} still ${have} its address${avoids.en}.`,
    }
  }
  const old = outlook.knownMaster === null ? null : `n${outlook.knownMaster}`
  return {
    zh: `${is.zh}；${producer.zh}${old ? `手里还是 ${old} 的地址` : '还没有它的地址'}，要等取到新路由${avoids.zh}。`,
    en: `${is.en}; ${producer.en} ${old ? `${several ? 'know' : 'knows'} only ${old}` : `${have} no address of it`} until a route poll brings the new one${avoids.en}.`,
  }
}
