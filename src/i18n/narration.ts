// Log entries as sentences for people, one for each entry. What each subject has to say is in …Narration.ts.
// Pure: it knows the entries and the names it is given, and looks at nothing else.

import type { LogEntry } from '../rocketmq'
import type { ActionsNarrationMessages } from './actionsNarration'
import type { ConsumerNarrationMessages } from './consumerNarration'
import { traitsOf } from './entryTraits'
import type { FormatMessages } from './format'
import type { Entry, NarrationContext } from './narrationContext'
import type { ProcessesNarrationMessages } from './processesNarration'
import type { RoutesNarrationMessages } from './routesNarration'
import type { SendsNarrationMessages } from './sendsNarration'
import type { StoreNarrationMessages } from './storeNarration'
import type { WindowsNarrationMessages } from './windowsNarration'

/** Every sentence about what is in the log. */
export interface NarrationMessages
  extends ActionsNarrationMessages,
    ProcessesNarrationMessages,
    RoutesNarrationMessages,
    SendsNarrationMessages,
    Partial<StoreNarrationMessages>,
    Partial<ConsumerNarrationMessages>,
    WindowsNarrationMessages {}

/** The sections of a language that tell a run. */
export interface Narrator {
  narration: NarrationMessages
  format: FormatMessages
}

export function entrySentence(entry: LogEntry, context: NarrationContext, narration: NarrationMessages): string {
  const { section } = traitsOf(entry)
  if (section !== null) {
    const sentence = narration[section] as ((entry: never, context: NarrationContext) => string) | undefined
    if (!sentence) throw new TypeError(`the sentences about ${section} have not been loaded`)
    return sentence(entry as never, context)
  }
  const action = context.actions[(entry as Entry<'action'>).action]
  return action ? narration.action(action, context) : narration.unknownAction
}

/** One short sentence about one entry of the log. */
export const narrate = (entry: LogEntry, context: NarrationContext, { narration, format }: Narrator): string =>
  format.joined(entrySentence(entry, context, narration))
