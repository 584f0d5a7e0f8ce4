// Log entries as sentences for people, one for each entry. What each subject has to say is in …Narration.ts.
// Pure: it knows the entries and the names it is given, and looks at nothing else.

import type { LogEntry } from '../rocketmq'
import type { ActionsNarrationMessages } from './actionsNarration'
import type { FormatMessages } from './format'
import type { NarrationContext, Tone } from './narrationContext'
import type { ProcessesNarrationMessages } from './processesNarration'
import type { RoutesNarrationMessages } from './routesNarration'
import type { SendsNarrationMessages } from './sendsNarration'
import type { WindowsNarrationMessages } from './windowsNarration'

/** Every sentence about what is in the log. */
export interface NarrationMessages
  extends ActionsNarrationMessages,
    ProcessesNarrationMessages,
    RoutesNarrationMessages,
    SendsNarrationMessages,
    WindowsNarrationMessages {}

/** The sections of a language that tell a run. */
export interface Narrator {
  narration: NarrationMessages
  format: FormatMessages
}

export function entrySentence(entry: LogEntry, context: NarrationContext, narration: NarrationMessages): string {
  switch (entry.kind) {
    case 'action': {
      const action = context.actions[entry.action]
      return action ? narration.action(action, context) : narration.unknownAction
    }
    case 'brokerProcess':
    case 'nameServerProcess':
    case 'producerProcess':
    case 'role':
    case 'vote':
    case 'masterReady':
      return narration.process(entry, context)
    case 'registered':
    case 'unregistered':
    case 'routeRequest':
    case 'route':
    case 'topicCreated':
    case 'queueRewritten':
      return narration.route(entry, context)
    case 'send':
    case 'stored':
    case 'sendOk':
    case 'sendFailed':
    case 'messageFailed':
      return narration.send(entry, context)
    case 'avoided':
    case 'available':
    case 'reachable':
      return narration.window(entry, context)
  }
}

/** One short sentence about one entry of the log. */
export const narrate = (entry: LogEntry, context: NarrationContext, { narration, format }: Narrator): string =>
  format.joined(entrySentence(entry, context, narration))

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
