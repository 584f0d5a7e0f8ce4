// Opening recordings of a real cluster, and what is said where something is wanted that a recording cannot do. Loaded with
// the first one.

import type { Difference } from '../explain/difference'
import { simulationOf } from '../explain/difference'
import { lateText } from '../i18n/load'
import { saveText } from '../io/files'
import { isBuiltIn, loadBuiltIn, saveOwnRecording, takeRecordingText } from '../io/recording/library'
import { recordingText } from '../io/recording/recordingFile'
import { inputOf, type Recording, recordingOf } from '../rocketmq'
import { begin, pause, setSpeed } from './actions'
import { useApp } from './appStore'
import { notify, notifyLate } from './notices'
import { closeReport, sharing } from './sharingState'

/** Opens one that comes with the page, and plays it. */
export async function openBuiltIn(experiment: string): Promise<void> {
  let recording: Recording
  try {
    recording = await loadBuiltIn(experiment)
  } catch (error) {
    console.error(error)
    notifyLate(['recordings'], 'problem', (m) => m.recordings.notLoaded)
    return
  }
  setSpeed(1)
  begin(inputOf(recording))
  useApp.setState({ playing: true })
}

/** Opens the text of a file, paused. What cannot be read is said, and nothing changes. */
export async function openRecordingText(text: string): Promise<void> {
  const read = takeRecordingText(text)
  if (!read.ok) {
    sharing.setState({ report: { source: 'file', opened: false, problems: read.problems } })
    return
  }
  closeReport()
  pause()
  begin(inputOf(read.recording))
  const kept = saveOwnRecording(read.recording)
  if (kept) notifyLate(['recordings'], 'info', (m) => m.recordings.opened)
  else notifyLate(['recordings'], 'problem', (m) => m.recordings.notKept)
}

export function saveRecordingFile(recording: Recording): void {
  saveText(recordingText(recording), `rocketscope-recording-${recording.id}.json`)
  notify('info', (m) => m.sharing.saved)
}

/** A link names a recording; one of the person's own is not in it, which is said. @returns whether it was */
export function warnOfLink(): boolean {
  const recording = recordingOf(useApp.getState().run)
  if (recording === null || isBuiltIn(recording.id)) return false
  notifyLate(['recordings'], 'problem', (m) => m.recordings.notInLink)
  return true
}

/** The simulation of the same input beside the recording that is open, under one clock. */
export async function compareWithSimulation(): Promise<void> {
  const difference: Difference | null = simulationOf(useApp.getState().input)
  if (difference) (await import('./comparison')).startComparing(difference)
}

let watching = false

/** From the first recording on: says when what is shown has become a simulation, because somebody did something in it. */
export function watchChanges(): void {
  if (watching) return
  watching = true
  useApp.subscribe(({ input }, { input: before }) => {
    if (input === before || before.recording === undefined || input.recording !== undefined) return
    if (input.scenario.preset !== before.scenario.preset) return
    // After what the change itself has to say.
    queueMicrotask(() =>
      notify(
        'info',
        lateText(['recordings'], (m) => m.recordings.simulatedNow),
        { undo: true },
      ),
    )
  })
}
