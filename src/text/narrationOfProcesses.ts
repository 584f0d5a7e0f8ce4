// Processes and hosts, elections and new Masters in words.

import { type EntryList, findBack } from './entryList'
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

/** A group that can be written to again, and whether a producer can know it yet. */
export function masterStory(
  entry: Entry<'masterReady'>,
  index: number,
  entries: EntryList,
  context: NarrationContext,
): Words {
  const lost = findBack(
    entries,
    index - 1,
    (other): other is Entry<'unregistered'> =>
      other.kind === 'unregistered' && other.group === entry.group && other.brokerId === 0,
  )
  const died = findBack(
    entries,
    index - 1,
    (other): other is Entry<'brokerProcess'> =>
      other.kind === 'brokerProcess' &&
      other.group === entry.group &&
      other.to !== 'running' &&
      other.to !== 'starting',
  )
  const before = lost ?? died
  if (!before) return processWords(entry, context)
  const node = nodeName(context, entry.group, entry.node)
  const broker = context.brokerName(entry.group)
  const noticed = findBack(
    entries,
    index - 1,
    (other): other is Entry<'route'> => other.kind === 'route' && other.outcome === 'changed',
    (other) => other === before || other.atMs < before.atMs,
  )
  if (before.node !== entry.node) {
    return {
      zh: `${node} 已是 ${broker} 的新 Master；生产者要到下一次取路由才知道。`,
      en: `${node} is the new Master of ${broker}; the producer learns of it at its next route poll.`,
    }
  }
  return noticed
    ? {
        zh: `${broker} 的 Master 回来了；生产者要到下一次取路由才知道。`,
        en: `The Master of ${broker} is back; the producer learns of it at its next route poll.`,
      }
    : {
        zh: `${broker} 的 Master 回来了；生产者一直没取路由，还留着它的地址。`,
        en: `The Master of ${broker} is back; the producer never refreshed its route and still has the address.`,
      }
}
