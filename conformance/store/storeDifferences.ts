// Where the engine's replay of a recorded store differs from the recording, and within which tolerances it may.

import { isV5 } from './parts.mts'
import type { StoreLook, StorePut, StoreRecording, StoreStep } from './recording'
import type { Replayed } from './replayStore'

/** Acts that the engine has no counterpart for, and why. A recording with one of them is not played. */
export const NOT_SIMULATED = {
  damage: 'single bytes of a disk are not simulated',
  entry: 'the engine knows offsets, not the bytes of ConsumeQueue files',
  pull: 'consumers are not simulated yet',
  age: 'files have no age in a run of a day',
  clean: 'CommitLog files are not deleted yet',
}

/** A difference that is known: in which experiment, of which releases, and part of the lines that tell of it; '' is every line. */
interface Known {
  experiment: string
  releases: readonly string[]
  line: string
  because: string
}

/** Whoever mends a rule takes its entry out. */
export const KNOWN: readonly Known[] = [
  {
    ...{ experiment: 'haGap', releases: ['4.7.1'], line: 'look queues' },
    because: 'the recorder looked within 3 ms of the put, and the Slave had not dispatched it yet',
  },
  {
    ...{ experiment: 'transientStorePool', releases: ['5.3.3'], line: ' 12864 at' },
    because: 'the first 90 puts of this process took the recording machine half a second, the engine one moment',
  },
  {
    ...{ experiment: 'transientStorePool', releases: ['5.3.3'], line: ' 17472 at' },
    because: 'the same',
  },
]

type StepOf<Act extends StoreStep['act']> = Extract<StoreStep, { act: Act }>
type Row = StepOf<'watched'>['saw']['rows'][number]

/** How far a moment may lie beside the recorded one, ms: threads of the recording machine wake late, and its disk takes time. */
export const TOLERANCE_MS = 150
/** An idle Master looks for new data every 100 ms; when it does is not in the recording. RocketMQ: HAConnection.WriteSocketService */
const HA_PHASE_MS = 100
/** 4.x looks once a second at those that wait behind the first: the fraction of a ms decides who is seen in time. */
const WAIT_LOOP_MS = 1000
/** The first message of a process is slower than any other: classes are loaded. */
const FIRST_PUT_MS = 200

/**
 * Is it said by a look how much is on disk? A pass of the flush writes into one file only, so where files are tiny it comes to their
 * end late; and a look at two nodes comes at any moment between two passes.
 */
const MIN_FILE_BYTES = 1_048_576
const tellsOfDisk = ({ nodes }: StoreRecording, node: string) =>
  Object.keys(nodes).length === 1 && Number(nodes[node]?.mappedFileSizeCommitLog) >= MIN_FILE_BYTES

const hasPool = ({ nodes }: StoreRecording, node: string) => nodes[node]?.transientStorePoolEnable === true

/** Each a line: which step, what was recorded, what was replayed. */
export function storeDifferences(recording: StoreRecording, replayed: Replayed): string[] {
  const found: string[] = []
  for (const [at, step] of recording.steps.entries()) {
    const own = replayed[at] ?? null
    const tell = (what: string, recorded: unknown, simulated: unknown) => {
      const [one, other] = [JSON.stringify(recorded), JSON.stringify(simulated)]
      if (one !== other) found.push(`${at} ${step.act} ${what}: ${one}, replayed ${other}`)
    }
    switch (step.act) {
      case 'put':
        comparePut(recording.release, step, own as StorePut | null, tell)
        break
      case 'look':
        compareLook(recording, step, own as StoreLook, tell)
        break
      case 'watched':
        compareRows(recording, step, (own as StepOf<'watched'>['saw']).rows, tell)
        break
      case 'disk':
        tell('abort', step.saw.abort, (own as StepOf<'disk'>['saw']).abort)
        break
      case 'ask':
        if (own) tell(JSON.stringify(step.asked), step.saw, own)
        break
      default:
        break
    }
  }
  return found
}

type Tell = (what: string, recorded: unknown, simulated: unknown) => void

function comparePut(release: string, { id, saw }: StepOf<'put'>, own: StorePut | null, tell: Tell): void {
  const { ms, ...places } = saw
  const { ms: ownMs, ...ownPlaces } = own ?? { ms: 0, status: 'no answer' }
  tell(id, inOrder(places), inOrder(ownPlaces))
  const waits = saw.status === 'FLUSH_SLAVE_TIMEOUT' && !isV5(release) ? WAIT_LOOP_MS : 0
  const toleranceMs = waits + (saw.queueOffset === 0 ? FIRST_PUT_MS : TOLERANCE_MS)
  if (Math.abs(ms - ownMs) > toleranceMs) tell(`${id} ms`, ms, ownMs)
}

const inOrder = ({ status, physical, bytes, queueOffset }: Omit<StorePut, 'ms'>) => ({
  ...{ status, physical, bytes, queueOffset },
})

function compareLook(recording: StoreRecording, { node, saw }: StepOf<'look'>, own: StoreLook, tell: Tell): void {
  tell('end', [saw.min, saw.end], [own.min, own.end])
  const offsets = ({ queues }: StoreLook) => queues.map(([min, max]) => [min, max])
  tell('queues', offsets(saw), offsets(own))
  if (saw.held) tell('held', saw.held, own.held)
  if (hasPool(recording, node)) tell('committed', saw.committed, own.committed)
  if (tellsOfDisk(recording, node)) tell('flushed', saw.flushed, own.flushed)
}

/** Columns of a row, and when each reaches the end of what had been appended at some moment. */
const COLUMNS = { end: 1, committed: 2, flushed: 3 } as const

function compareRows(recording: StoreRecording, { node }: StepOf<'watched'>, own: Row[], tell: Tell): void {
  const step = recording.steps.find((one): one is StepOf<'watched'> => one.act === 'watched' && one.node === node)
  const rows = step?.saw.rows ?? []
  const isSlave = recording.nodes[node]?.brokerRole === 'SLAVE'
  const toleranceMs = TOLERANCE_MS + (isSlave ? HA_PHASE_MS : 0)
  for (const [name, column] of Object.entries(COLUMNS)) {
    if (name === 'committed' && !hasPool(recording, node)) continue
    // A Slave that has just started flushes by the clock of its own start, which is not watched.
    if (name === 'flushed' && isSlave) continue
    for (const end of new Set(rows.map((row) => row[column]))) {
      const reached = (of: Row[]) => of.find((row) => row[column] >= end)?.[0] ?? null
      const [recordedMs, ownMs] = [reached(rows), reached(own)]
      const agrees = recordedMs !== null && ownMs !== null && Math.abs(recordedMs - ownMs) <= toleranceMs
      if (!agrees) tell(`${name} ${end} at`, recordedMs, ownMs)
    }
  }
  const last = (of: Row[]) => {
    const [, end, committed, flushed, max] = of.at(-1) ?? []
    return [end, hasPool(recording, node) ? committed : null, isSlave ? null : flushed, max]
  }
  tell('last row', last(rows), last(own))
}
