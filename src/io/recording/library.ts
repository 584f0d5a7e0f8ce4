// Where recordings are: those that come with the page, each in a file of its own, and those that somebody has opened, in this
// browser's storage.

import { type Recording, recordingNamed } from '../../rocketmq'
import { addRecording } from '../../rocketmq/recordedRun'
import { get, put } from '../browserStorage'
import { parsedJson } from '../outsideJson'
import { MAX_RECORDING_LENGTH, type RecordingReading, readRecordingText, recordingText } from './recordingFile'

/** By the beginning of their ids; chapters/recordings.ts says what they are. */
const BUILT_IN: readonly [experiment: string, load: () => Promise<{ default: string }>][] = [
  ['abc-4.9.7/a-off-30', () => import('./builtIn/abc-4.9.7-a-off-30.recording?raw')],
  ['abc-4.9.7/a-on-30', () => import('./builtIn/abc-4.9.7-a-on-30.recording?raw')],
  ['abc-5.3.3/a-on-5', () => import('./builtIn/abc-5.3.3-a-on-5.recording?raw')],
  ['d-4.9.7/on-5', () => import('./builtIn/d-4.9.7-on-5.recording?raw')],
  ['f-5.2.0/off-30', () => import('./builtIn/f-5.2.0-off-30.recording?raw')],
]

const BUILT_IN_EXPERIMENTS: readonly string[] = BUILT_IN.map(([experiment]) => experiment)

const OWN_KEY = 'rocketscope.recordings'
/** Recordings of the person's own that are kept; of more, the oldest goes. */
const MAX_OWN = 8

interface OwnRecording {
  id: string
  text: string
}

const isOwn = (data: unknown): data is OwnRecording =>
  typeof data === 'object' && data !== null && 'id' in data && 'text' in data && typeof data.text === 'string'

/** Newest first. What cannot be read is not there. */
function ownRecordings(): OwnRecording[] {
  const data = parsedJson(get('localStorage', OWN_KEY), MAX_OWN * MAX_RECORDING_LENGTH)
  return Array.isArray(data) ? data.filter(isOwn).slice(0, MAX_OWN) : []
}

/** Reads a recording and makes it known. */
export function takeRecordingText(text: string): RecordingReading {
  const read = readRecordingText(text)
  if (read.ok) addRecording(read.recording)
  return read
}

/** Saves a recording that did not come with the page for reloads and links. @returns whether there was room for it */
export function saveOwnRecording(recording: Recording): boolean {
  if (isBuiltIn(recording.id)) return true
  const others = ownRecordings().filter(({ id }) => id !== recording.id)
  const all = [{ id: recording.id, text: recordingText(recording) }, ...others].slice(0, MAX_OWN)
  // Where there is no room for all, the oldest give way.
  for (let count = all.length; count > 0; count--) {
    if (put('localStorage', OWN_KEY, JSON.stringify(all.slice(0, count)))) return true
  }
  return false
}

/** An id is the experiment, and what follows from what is in the recording. */
const isOf = (id: string, experiment: string): boolean => id.startsWith(`${experiment.replaceAll('/', '.')}.`)

export const isBuiltIn = (id: string): boolean => BUILT_IN_EXPERIMENTS.some((experiment) => isOf(id, experiment))

/** @throws if its file cannot be loaded, or holds no recording */
export async function loadBuiltIn(experiment: string): Promise<Recording> {
  const found = BUILT_IN.find(([one]) => one === experiment)
  if (!found) throw new RangeError(`no recording ${experiment}`)
  const read = takeRecordingText((await found[1]()).default)
  if (!read.ok) throw new Error(`${experiment} is no recording: ${JSON.stringify(read.problems[0])}`)
  return read.recording
}

/** Makes recordings known by their ids, wherever they are. @returns whether any of them could be found */
export async function loadRecordings(ids: readonly string[]): Promise<boolean> {
  const own = ownRecordings()
  for (const id of ids) {
    const builtIn = BUILT_IN_EXPERIMENTS.find((experiment) => isOf(id, experiment))
    // Without a network it is as good as not there, and the reader says so.
    if (builtIn) await loadBuiltIn(builtIn).catch((error: unknown) => console.error(error))
    const text = own.find((one) => one.id === id)?.text
    if (text !== undefined) takeRecordingText(text)
  }
  return ids.some((id) => recordingNamed(id) !== null)
}
