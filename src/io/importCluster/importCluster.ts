// Pasted text of a real cluster or producer as the input of a run: what was read, what could not be, and what had to be
// assumed. Pure: nothing leaves this file but its result.

import type { Text } from '../../i18n/messages'
import type { RunInput } from '../../rocketmq'
import { parseRunInput } from '../inputSchema'
import { Assembly } from './assembly'
import { gather } from './gather'

/** More letters than this are not looked at. */
export const MAX_PASTE_LENGTH = 200_000

export interface Reading {
  /** Null if nothing was found that could be shown. */
  input: RunInput | null
  counts: { brokerGroups: number; queues: number; settings: number }
  read: { line: number; what: Text<'importCluster'> }[]
  /** In the order of the lines; null is the text as a whole. */
  ignored: { line: number | null; why: Text<'importCluster'> }[]
  unread: { line: number; text: string }[]
  assumptions: Text<'importCluster'>[]
  /** Versions that are no release known here, and what is shown instead. */
  releases: { line: number; what: Text<'importCluster'> }[]
}

/** @throws RangeError if the text is longer than MAX_PASTE_LENGTH: the caller says so instead */
export function readImportedCluster(text: string): Reading {
  if (text.length > MAX_PASTE_LENGTH) throw new RangeError(`${text.length} letters are too many`)
  const gathered = gather(text)
  const counts = { brokerGroups: 0, queues: 0, settings: 0 }
  const { read, unread } = gathered
  const { brokers, routes, settings, topics, nameServers, clients } = gathered
  const found = [brokers, settings, topics, nameServers, clients].some((facts) => facts.length > 0)
  const put = new Assembly(gathered)
  put.unknownReleases()
  const { releases } = put
  if (!found && !routes.some((route) => route.queues.length > 0)) {
    return { input: null, counts, read, ignored: gathered.ignored, unread, assumptions: [], releases }
  }

  const input = put.input()
  const checked = parseRunInput(input)
  if (!checked.ok) throw new Error(`not a valid input: ${JSON.stringify(checked.problems)}`)
  const sizes = groupSizes(checked.input)
  return {
    input: checked.input,
    counts: {
      brokerGroups: sizes.length,
      queues: sizes.reduce((sum, queues) => sum + queues, 0),
      settings: new Set(settings.map(({ name }) => name)).size + (clients.length > 0 ? 1 : 0),
    },
    read: read.toSorted((one, other) => one.line - other.line),
    ignored: [...gathered.ignored, ...put.ignored].toSorted((one, other) => (one.line ?? 1e9) - (other.line ?? 1e9)),
    unread,
    assumptions: [...put.assumptions, ...gathered.assumptions],
    releases,
  }
}

/** Queues of each Broker group. */
const groupSizes = ({ scenario: { settings, brokerGroups } }: RunInput): number[] =>
  Array.from(
    { length: settings.brokerGroupCount },
    (_, index) => brokerGroups[index]?.writeQueueNums ?? settings.writeQueueNums,
  )
