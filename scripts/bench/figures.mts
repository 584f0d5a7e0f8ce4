// What the bench measures: every figure with its unit, its goal and how it is found. And how figures are kept in
// docs/bench.md and compared with those kept there.

/** A number that can be told from another one of the same id. */
export interface Measured {
  id: FigureId
  value: number
  /** What else was seen, in a few words. */
  detail: string
}

interface Figure {
  what: string
  unit: string
  /** Beside the figure for a person to judge by; null where there is none. */
  goal: string | null
  better: 'higher' | 'lower'
  how: string
  /** What others of the kind had when they were measured in the same way, or what other ways to build it came to. */
  others?: string
}

const SMALL = 'small: 2 groups, 1 producer with 1 thread that sends every 10 ms'
const LARGE = 'large: 16 groups, 8 producers with 16 threads each that send every 100 ms'
const LARGEST =
  'largest: 16 groups with 48 queues each, 64 producers with 4 threads that send every 100 ms, a Master killed at 9.6 s'
const ENGINE_HOW =
  '1 M events with real settings, log and checkpoints kept; the engine built into one script, in plain Node; median of 5 after warm-up'
const STATE_HOW = '95th percentile over 300 random moments of a run of 1 M events, in plain Node'
const FLIGHT_HOW =
  '8 producers with 128 threads, 500 ms each way: about 1,000 requests in flight; built page in Chromium, 1600 x 900, no GPU, 5 s'
const CROWD_HOW =
  '64 producers with 32 threads that send ASYNC every 280 ms to 16 groups, 1.4 s each way: about 20,000 requests in flight; built page in Chromium, 1600 x 900, no GPU, 5 s'
const STORE_HOW = `by CPU time; the small scenario without Slaves, with simulateStore; ${ENGINE_HOW}`
const DEFAULT_HOW = 'the page as it opens, built, in Chromium, 1280 x 900, no GPU'

export const FIGURES = {
  machine: {
    what: 'This machine just now',
    unit: 'M steps/s',
    goal: null,
    better: 'higher',
    how: 'a loop of integer arithmetic between the repetitions of the engine; median of 10; what else is compared moves with it',
  },
  'engine-small': {
    what: 'Engine, small scenario',
    unit: 'M events/s',
    goal: '>= 2',
    better: 'higher',
    how: `${SMALL}; ${ENGINE_HOW}`,
    others: 'simjs 0.26 to 0.33 M customers/s, simscript 0.02; events kept as objects 1.8',
  },
  'engine-large': {
    what: 'Engine, large scenario',
    unit: 'M events/s',
    goal: '>= 2',
    better: 'higher',
    how: `${LARGE}; ${ENGINE_HOW}`,
    others: 'simjs 0.26 to 0.33 M customers/s, simscript 0.02; events kept as objects 1.8',
  },
  'engine-small-cpu': {
    what: 'Engine, small scenario, CPU time',
    unit: 'M events/s',
    goal: null,
    better: 'higher',
    how: 'the same by the CPU time of all threads of the process: hardly changed by other work on the machine',
  },
  'engine-large-cpu': {
    what: 'Engine, large scenario, CPU time',
    unit: 'M events/s',
    goal: null,
    better: 'higher',
    how: 'the same by the CPU time of all threads of the process: hardly changed by other work on the machine',
  },
  'engine-store': { what: 'Engine, Brokers opened', unit: 'M events/s', goal: null, better: 'higher', how: STORE_HOW },
  'full-minute': {
    what: 'A minute at 140,000 sends a second',
    unit: 'ms',
    goal: '< 60,000 (speed 1)',
    better: 'lower',
    how: '2 groups with simulateStore, 4 producers that send ASYNC every 10 ms, a packet stands for 350 sends; simulate to 60 s, in plain Node; median of 5',
  },
  'log-entry': {
    what: 'Log, per entry',
    unit: 'bytes',
    goal: null,
    better: 'lower',
    how: 'size of all blocks / entries, large scenario',
    others: 'objects of 5 to 7 fields 90 to 130',
  },
  'log-event': {
    what: 'Log, per event',
    unit: 'bytes',
    goal: '<= 32',
    better: 'lower',
    how: 'size of all blocks / events, large scenario; not every event writes an entry',
  },
  'run-event': {
    what: 'Whole run, per event',
    unit: 'bytes',
    goal: null,
    better: 'lower',
    how: 'heap and buffers given back when a run of the large scenario is let go: log, checkpoints and all',
  },
  'state-small': {
    what: 'stateAt, small scenario, p95',
    unit: 'ms',
    goal: '<= 4',
    better: 'lower',
    how: STATE_HOW,
    others: 'checkpoints every 10,000 events in a simpler model 1.5',
  },
  'state-large': {
    what: 'stateAt, large scenario, p95',
    unit: 'ms',
    goal: '<= 4',
    better: 'lower',
    how: STATE_HOW,
  },
  'log-memory': {
    what: '10 million log entries, memory at most',
    unit: 'MB',
    goal: '< 500',
    better: 'lower',
    how: `maximum resident set of a Node process that computes them in steps of 1 s; ${LARGEST}`,
    others: 'the same entries as objects of 5 to 7 fields: 900 to 1,300',
  },
  'log-memory-page': {
    what: 'The same with charts, marks, verdict',
    unit: 'MB',
    goal: '< 500',
    better: 'lower',
    how: 'maximum resident set of the same process after all that the page derives from a log has been derived from these 10 million entries',
  },
  'largest-speed': {
    what: 'Engine, largest cluster',
    unit: 'M events/s',
    goal: null,
    better: 'higher',
    how: `while those 10 million entries are computed; ${LARGEST}`,
    others: 'simjs 0.26 to 0.33 M customers/s, simscript 0.02',
  },
  'largest-state': {
    what: 'stateAt, 10 million entries, p95',
    unit: 'ms',
    goal: null,
    better: 'lower',
    how: '100 moments all over that run; its checkpoints have thinned out to stay within 48 MB',
  },
  'day-memory': {
    what: 'A day at speed 50, growth per hour',
    unit: 'MB',
    goal: '< 1 (flat)',
    better: 'lower',
    how: "heap and buffers after garbage collection, without the log, from virtual hour 12 to 24: the page's first scenario computed ahead and looked at every 833 ms as at speed 50 (29 minutes to watch; a run ends there)",
  },
  fork: {
    what: 'A fault moved in a run of 10 min, engine',
    unit: 'ms',
    goal: '< 100',
    better: 'lower',
    how: 'preset real-5.3, killed at 9.6 s and then 100 ms later each time: forkRun to 600 s and stateAt there, in plain Node; median of 40',
  },
  'fork-largest': {
    what: 'The same in the largest cluster',
    unit: 'ms',
    goal: null,
    better: 'lower',
    how: `all but the first 9.6 s are computed again; ${LARGEST}`,
  },
  'js-needed': {
    what: 'JavaScript the first diagram waits for',
    unit: 'kB gzip',
    goal: '<= 130',
    better: 'lower',
    how: 'gzip -9 of the scripts that index.html names: the entry and all it imports at once; kB of 1000 bytes',
    others: 'raftscope 57.5, secretlives 132.7, RabbitMQSimulator 187.3',
  },
  'js-diagram': {
    what: 'JavaScript there by the first diagram',
    unit: 'kB gzip',
    goal: '<= 130',
    better: 'lower',
    how: 'gzip -9 of every script that had arrived when the first diagram was there; most of 5 loads; kB of 1000 bytes',
  },
  'js-total': {
    what: 'JavaScript, all of it',
    unit: 'kB gzip',
    goal: null,
    better: 'lower',
    how: 'gzip -9 of every script in the built folder; kB of 1000 bytes',
  },
  diagram: {
    what: 'First diagram on loopback, cold',
    unit: 'ms',
    goal: '< 370',
    better: 'lower',
    how: "from the start of navigation until the stage's SVG has a Broker card; empty cache each time, in a browser that is running; median of 5",
    others: 'raftscope 370, RabbitMQSimulator 771, secretlives 837',
  },
  'flight-frame': {
    what: '1,000 in flight, frame interval, median',
    unit: 'ms',
    goal: '<= 16.7 (60 fps)',
    better: 'lower',
    how: `time between frames of the app; ${FLIGHT_HOW}`,
    others: 'raftscope at its most 33.3 (418 elements); RabbitMQSimulator 16.7 with about 60',
  },
  'flight-frame-p95': {
    what: '1,000 in flight, frame interval, p95',
    unit: 'ms',
    goal: null,
    better: 'lower',
    how: `time between frames of the app; ${FLIGHT_HOW}`,
  },
  'flight-main': {
    what: '1,000 in flight, main thread per frame',
    unit: 'ms',
    goal: '<= 10',
    better: 'lower',
    how: `all tasks (CDP TaskDuration) / frames; ${FLIGHT_HOW}`,
    others: 'raftscope 11.7 in its first scene, 17 to 23 at its most',
  },
  'flight-main-cpu': {
    what: '1,000 in flight, CPU per frame',
    unit: 'ms',
    goal: null,
    better: 'lower',
    how: 'CPU time of the main thread (CDP ThreadTime) / frames: hardly changed by other work on the machine',
  },
  'crowd-frame': {
    what: '20,000 in flight, frame interval, median',
    unit: 'ms',
    goal: '<= 16.7 (60 fps)',
    better: 'lower',
    how: `time between frames of the app; ${CROWD_HOW}`,
  },
  'crowd-frame-p95': {
    what: '20,000 in flight, frame interval, p95',
    unit: 'ms',
    goal: null,
    better: 'lower',
    how: `time between frames of the app; ${CROWD_HOW}`,
  },
  'crowd-main': {
    what: '20,000 in flight, main thread per frame',
    unit: 'ms',
    goal: null,
    better: 'lower',
    how: `all tasks (CDP TaskDuration) / frames; ${CROWD_HOW}`,
  },
  'crowd-main-cpu': {
    what: '20,000 in flight, CPU per frame',
    unit: 'ms',
    goal: null,
    better: 'lower',
    how: 'CPU time of the main thread (CDP ThreadTime) / frames: hardly changed by other work on the machine',
  },
  playing: {
    what: 'Default scene playing, main thread busy',
    unit: '%',
    goal: '<= 10',
    better: 'lower',
    how: `all tasks (CDP TaskDuration) / time over 5 s; ${DEFAULT_HOW}`,
    others: 'raftscope 68, secretlives 11 to 16, RabbitMQSimulator 9',
  },
  'playing-cpu': {
    what: 'Default scene playing, CPU per frame',
    unit: 'ms',
    goal: null,
    better: 'lower',
    how: 'CPU time of the main thread (CDP ThreadTime) / frames: hardly changed by other work on the machine',
  },
  paused: {
    what: 'Default scene paused, frames requested',
    unit: 'in 3 s',
    goal: '0',
    better: 'lower',
    how: `calls of requestAnimationFrame from 0.5 s after the Space key; ${DEFAULT_HOW}`,
  },
  'paused-style': {
    what: 'Default scene paused, styles computed',
    unit: 'in 3 s',
    goal: '0',
    better: 'lower',
    how: 'CDP RecalcStyleCount over the same 3 s: it sees what makes the browser draw without asking for a frame',
  },
  hidden: {
    what: 'Playing in a hidden tab, frames requested',
    unit: 'in 3 s',
    goal: '0',
    better: 'lower',
    how: 'default scene; calls of requestAnimationFrame from 0.5 s after a faked visibility change, so that the browser itself would still give frames',
  },
  'out-of-sight': {
    what: 'Playing out of sight, frames requested',
    unit: 'in 3 s',
    goal: '0',
    better: 'lower',
    how: 'the same in a frame of a page of the same origin, from 0.5 s after it was scrolled out of sight there: the browser itself would still give frames',
  },
  edit: {
    what: 'A fault moved in a run of 10 min',
    unit: 'ms',
    goal: '< 100',
    better: 'lower',
    how: 'preset real-5.3, killed at 9.6 s, playhead at 600 s; from the key on the mark until the changed stage is drawn; median of 40; built page in Chromium, 1280 x 900, no GPU',
  },
  'edit-cpu': {
    what: 'A fault moved in a run of 10 min, CPU',
    unit: 'ms',
    goal: null,
    better: 'lower',
    how: 'CPU time of the main thread (CDP ThreadTime) / edits: hardly changed by other work on the machine',
  },
} as const satisfies Record<string, Figure>

export type FigureId = keyof typeof FIGURES

export const figureOf = (id: FigureId): Figure => FIGURES[id]

/** @param share - 0.5 for the median; the value at or below which that share lies */
export function percentile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((one, other) => one - other)
  return sorted[Math.max(0, Math.ceil(sorted.length * share) - 1)]
}

/** Three or four digits that count. */
export const shorten = (value: number): string => {
  if (value >= 1000 || Number.isInteger(value)) return String(Math.round(value))
  return value.toFixed(value >= 10 ? 1 : 2)
}

/** Machines that others use as well vary this much by themselves. */
const NOISE = 1.3

/** @returns such as "1.12 x recorded"; beyond the usual noise it says better or worse */
export function compare(id: FigureId, value: number, recorded: number | undefined): string {
  if (recorded === undefined) return 'not recorded yet'
  if (recorded === 0) return value === 0 ? 'as recorded' : 'recorded 0: worse'
  const ratio = value / recorded
  const gain = figureOf(id).better === 'higher' ? ratio : 1 / ratio
  const word = gain > NOISE ? ': better' : gain < 1 / NOISE ? ': worse' : ''
  return `${ratio.toFixed(2)} x recorded${word}`
}

// ------------------------------------------------------------------------------------------------ docs/bench.md

const BEGIN = '<!-- recorded figures: begin -->'
const END = '<!-- recorded figures: end -->'

interface Recorded {
  value: number
  on: string
}

/** @throws Error if the page has lost the marks around its table */
function splitPage(page: string): { before: string; table: string; after: string } {
  const begin = page.indexOf(BEGIN)
  const end = page.indexOf(END)
  if (begin < 0 || end < begin) throw new Error(`docs/bench.md has no "${BEGIN}" before "${END}".`)
  return { before: page.slice(0, begin), table: page.slice(begin, end), after: page.slice(end) }
}

/** The figures in the page's table. */
export function readRecorded(page: string): Map<FigureId, Recorded> {
  const recorded = new Map<FigureId, Recorded>()
  for (const line of splitPage(page).table.split('\n')) {
    const cells = line.split('|').map((cell) => cell.trim())
    const id = cells[1]?.replaceAll('`', '')
    const value = Number.parseFloat(cells[4] ?? '')
    if (Object.hasOwn(FIGURES, id ?? '') && Number.isFinite(value)) {
      recorded.set(id as FigureId, { value, on: cells[5] ?? '' })
    }
  }
  return recorded
}

/**
 * The page with these figures in its table; figures that were not measured stay as they were.
 *
 * @param on - the day, such as 2026-11-22
 */
export function writeRecorded(page: string, measured: readonly Measured[], on: string): string {
  const { before, after } = splitPage(page)
  const recorded = readRecorded(page)
  for (const { id, value } of measured) recorded.set(id, { value: Number(shorten(value)), on })
  const rows = (Object.keys(FIGURES) as FigureId[]).flatMap((id) => {
    const { what, unit, goal, how, others } = figureOf(id)
    const last = recorded.get(id)
    return last
      ? [`| \`${id}\` | ${what} | ${goal ?? '-'} | ${last.value} ${unit} | ${last.on} | ${how} | ${others ?? ''} |`]
      : []
  })
  const head = ['| id | what | goal | recorded | on | how | others |', '|---|---|---|---|---|---|---|']
  return `${before}${[BEGIN, ...head, ...rows, ''].join('\n')}${after}`
}
