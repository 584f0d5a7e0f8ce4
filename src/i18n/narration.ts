// Log entries as sentences for people, one for each entry. The words of each subject are in narrationOf….ts.
// Pure: it knows the entries and the names it is given, and looks at nothing else.

import type { LogEntry } from '../rocketmq'
import { actionWords } from './actionsNarration'
import { type NarrationContext, say, type Tone } from './narrationContext'
import { processWords } from './processesNarration'
import { routeWords } from './routesNarration'
import { sendWords } from './sendsNarration'
import { windowWords } from './windowsNarration'
import type { Language, Words } from './words'

export function entryWords(entry: LogEntry, context: NarrationContext): Words {
  switch (entry.kind) {
    case 'action': {
      const action = context.actions[entry.action]
      return action ? actionWords(action, context) : { zh: '有人动了手。', en: 'Somebody acted.' }
    }
    case 'brokerProcess':
    case 'nameServerProcess':
    case 'producerProcess':
    case 'role':
    case 'vote':
    case 'masterReady':
      return processWords(entry, context)
    case 'registered':
    case 'unregistered':
    case 'routeRequest':
    case 'route':
    case 'topicCreated':
    case 'queueRewritten':
      return routeWords(entry, context)
    case 'send':
    case 'stored':
    case 'sendOk':
    case 'sendFailed':
    case 'messageFailed':
      return sendWords(entry, context)
    case 'avoided':
    case 'available':
    case 'reachable':
      return windowWords(entry, context)
  }
}

/** One short sentence about one entry of the log. */
export function narrate(entry: LogEntry, context: NarrationContext, language: Language): string {
  return say(entryWords(entry, context), language)
}

/** What kind of thing an entry is. */
export function toneOf(entry: LogEntry): Tone {
  switch (entry.kind) {
    case 'brokerProcess':
    case 'nameServerProcess':
    case 'producerProcess':
      return entry.to === 'running' ? 'good' : entry.to === 'starting' ? 'flight' : 'bad'
    case 'sendFailed':
    case 'messageFailed':
    case 'unregistered':
    case 'queueRewritten':
      return 'bad'
    case 'route':
      return entry.outcome === 'changed' || entry.outcome === 'unchanged' ? 'flight' : 'bad'
    case 'avoided':
      return 'avoid'
    case 'reachable':
      return entry.reachable ? 'good' : 'avoid'
    case 'role':
    case 'vote':
      return 'vote'
    case 'sendOk':
      return entry.status === 'SEND_OK' ? 'good' : 'avoid'
    case 'available':
    case 'masterReady':
    case 'topicCreated':
    case 'stored':
    case 'registered':
      return 'good'
    case 'action':
    case 'send':
    case 'routeRequest':
      return 'flight'
  }
}
