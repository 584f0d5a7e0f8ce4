import { processOfEntry } from '../../projections/numberedProcess'
import type { Outlook } from '../../projections/outlook'
import type { EntryOf } from '../entryTraits'
import { formatTime } from '../format'
import { type Entry, type NarrationContext, nodeName } from '../narrationContext'
import type { ProcessesNarrationMessages } from '../processesNarration'
import { processName, startOf } from './narrationContext'

const PROCESS: Record<Entry<'brokerProcess'>['to'], (name: string) => string> = {
  running: (name) => `${name} is running.`,
  killed: (name) => `The process of ${name} is gone; its host refuses connections.`,
  poweredOff: (name) => `The host of ${name} is gone; nothing answers, and open connections stay open.`,
  frozen: (name) => `${name} is frozen: it accepts connections but does not answer.`,
  stopping: (name) => `${name} is stopping: it finishes its open requests, then closes its port.`,
  stopped: (name) => `${name} has stopped.`,
  starting: (name) => `${name} is starting and does not serve yet.`,
  dying: (name) =>
    `${name} has been killed but is not gone yet: its host still accepts requests, which no process will read.`,
  portClosed: (name) => `${name} has closed its port and refuses connections; the process is still shutting down.`,
}

/** No process connects to a producer or a consumer: its end or pause shows in other ways. */
const CLIENT: Partial<typeof PROCESS> = {
  killed: (name) => `The process of ${name} is gone.`,
  frozen: (name) => `${name} is frozen, as by a long GC: it sends nothing and reads no answers.`,
}

const CONSUMER: Partial<typeof PROCESS> = {
  frozen: (name) => `${name} is frozen, as by a long GC: it neither pulls nor consumes, and its queues stay its own.`,
  stopping: (name) => `${name} is stopping: it stores its offsets and unregisters.`,
  starting: (name) => `${name} is starting.`,
}

const becameWords = (name: string, to: Entry<'brokerProcess'>['to']): string => startOf(PROCESS[to](name))

const VOTE_ANSWER: Record<Entry<'vote'>['result'], string> = {
  ACCEPT: 'votes for it',
  REJECT_ALREADY_VOTED: 'refuses: it has already voted in this term',
  REJECT_ALREADY_HAS_LEADER: 'refuses: it still has a Leader',
  REJECT_EXPIRED_VOTE_TERM: 'refuses: the term is outdated',
  REJECT_TERM_NOT_READY: 'has not reached this term yet; ask again later',
  REJECT_SMALL_LEDGER_END_INDEX: 'refuses: the candidate has the shorter log',
  REJECT_EXPIRED_LEDGER_TERM: "refuses: the candidate's log ends in an older term",
}

function processWords(entry: EntryOf<'process'>, context: NarrationContext): string {
  if (entry.kind === 'brokerProcess') return becameWords(nodeName(context, entry.group, entry.node), entry.to)
  if ('to' in entry) {
    const process = processOfEntry(entry, context.settings)
    const name = processName(process)
    const isClient = process.kind === 'producer' || process.kind === 'consumer'
    const own =
      (process.kind === 'consumer' ? CONSUMER[entry.to] : undefined) ?? (isClient ? CLIENT[entry.to] : undefined)
    return own ? startOf(own(name)) : becameWords(name, entry.to)
  }
  switch (entry.kind) {
    case 'role': {
      const node = nodeName(context, entry.group, entry.node)
      switch (entry.role) {
        case 'LEADER':
          return `${node} is elected Leader (term ${entry.term}).`
        case 'CANDIDATE':
          return `${node} hears no heartbeat from a Leader and becomes a candidate (term ${entry.term}).`
        case 'FOLLOWER':
          return `${node} becomes a follower (term ${entry.term}).`
      }
      break
    }
    case 'vote': {
      const broker = context.brokerName(entry.group)
      const answer = VOTE_ANSWER[entry.result]
      return entry.candidate === entry.voter
        ? `${broker}, term ${entry.term}: n${entry.voter} votes for itself.`
        : `${broker}, term ${entry.term}: n${entry.candidate} asks, n${entry.voter} ${answer}.`
    }
    case 'masterReady':
      return `${nodeName(context, entry.group, entry.node)} is Master: ${context.brokerName(entry.group)} accepts writes.`
  }
}

function masterStory(entry: Entry<'masterReady'>, outlook: Outlook | null, context: NarrationContext): string {
  const plain = processWords(entry, context)
  if (!outlook) return plain
  const several = context.settings.producerCount > 1
  const node = nodeName(context, entry.group, entry.node)
  const producer = several ? 'the producers' : 'the producer'
  const have = several ? 'have' : 'has'
  const window = several ? undefined : outlook.waitsFor.find(({ what }) => what === 'window')
  const avoids = window?.atMs ? `, and avoids it until ${formatTime(window.atMs, 1)}` : ''
  const is = `${node} is now Master`
  if (!outlook.listed) {
    return `${is}; ${producer} ${have} no queue of it until a route poll brings them${avoids}.`
  }
  if (outlook.address === 'right') {
    return `${is}; ${producer} still ${have} its address${avoids}.`
  }
  const old = outlook.knownMaster === null ? null : `n${outlook.knownMaster}`
  return `${is}; ${producer} ${old ? `${several ? 'know' : 'knows'} only ${old}` : `${have} no address of it`} until a route poll brings the new one${avoids}.`
}

export const processesNarration: ProcessesNarrationMessages = {
  process: processWords,
  masterStory,
}
