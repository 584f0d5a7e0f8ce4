// A line of the log and the thing it is about: picking the one picks the other.

import type { Selection } from '../../../io/viewFields'
import { entryAt, type LogEntry, type Run } from '../../../rocketmq'
import { select } from '../../../session/actions'
import { pickLine } from '../../../session/logView'

/** What an entry is about on the stage; null where there is no such thing. */
export function subjectOf(entry: LogEntry, logIndex: number): Selection | null {
  if ('message' in entry) return { kind: 'message', message: entry.message, logIndex }
  if ('consumer' in entry) return { kind: 'consumer', index: entry.consumer }
  if ('node' in entry) return { kind: 'broker', group: entry.group, node: entry.node }
  if ('candidate' in entry) return { kind: 'broker', group: entry.group, node: entry.candidate }
  if ('group' in entry) return { kind: 'group', group: entry.group }
  if ('producer' in entry) return { kind: 'producer', index: entry.producer }
  return 'nameServer' in entry ? { kind: 'nameServer', index: entry.nameServer } : null
}

/** Picks a line and what it is about; the playhead stays. */
export function selectEntry(run: Run, logIndex: number): void {
  select(subjectOf(entryAt(run.log, logIndex), logIndex))
  pickLine(logIndex)
}
