// Recordings that inputs can name. An id is made of what is in a recording, so an input that names one still gives the same
// run everywhere; where it is not at hand, there is none.

import { frozen } from '../sim/frozen'
import type { System } from '../sim/run'
import type { Simulation } from './context'
import type { Recording } from './recording'
import type { RunInput } from './scenario'
import type { ClusterState } from './state'

type Playback = System<RunInput, Simulation, ClusterState>

/** What plays them comes with them: who opens none does not load it. */
const known = new Map<string, { recording: Recording; system: Playback }>()

/** recordedRun.ts is where a recording is added. */
export function setRecording(recording: Recording, system: Playback): void {
  if (!known.has(recording.id)) known.set(recording.id, { recording: frozen(recording) as Recording, system })
}

export const recordingNamed = (id: string): Recording | null => known.get(id)?.recording ?? null

/** What plays the recording that an input names; null for an input that is simulated. */
export const playbackOf = ({ recording: id }: RunInput): Playback | null =>
  id === undefined ? null : (known.get(id)?.system ?? null)

/** The input of the run that plays a recording. */
export const inputOf = ({ id, input }: Recording): RunInput => ({ ...input, recording: id })

/** The recording that a run plays, or null for one that is simulated. */
export const recordingOf = ({ input }: { input: RunInput }): Recording | null =>
  input.recording === undefined ? null : recordingNamed(input.recording)

const same = (one: unknown, other: unknown): boolean => one === other || JSON.stringify(one) === JSON.stringify(other)

/**
 * What has happened cannot be changed: an input in which anything is not as the recording has it is simulated.
 *
 * @throws RangeError for a recording that is not at hand
 */
export function playedOrSimulated(input: RunInput): RunInput {
  const { recording: id, ...simulated } = input
  if (id === undefined) return input
  const recording = recordingNamed(id)
  if (!recording) throw new RangeError(`recording must be one that is at hand, not ${JSON.stringify(id.slice(0, 60))}`)
  const { scenario, seed, actions } = recording.input
  const isAsRecorded = input.seed === seed && same(input.scenario, scenario) && same(input.actions, actions)
  return isAsRecorded ? input : simulated
}
