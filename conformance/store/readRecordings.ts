// All recordings of stores and groups, read and checked once.

import { readdirSync, readFileSync } from 'node:fs'
import { type GroupRecording, type GroupStep, readGroupRecording } from './groupRecording'
import { readStoreRecording, type StoreLook, type StorePut, type StoreRecording, type StoreStep } from './recording'

const folder = new URL('./recordings/', import.meta.url)

const byRelease = (one: string, other: string) => one.localeCompare(other, 'en', { numeric: true })

export const RELEASES: readonly string[] = readdirSync(folder).sort(byRelease)

const textOf = (release: string, name: string) => readFileSync(new URL(`${release}/${name}.json`, folder), 'utf8')

export const experimentsOf = (release: string): string[] =>
  readdirSync(new URL(`${release}/`, folder)).map((name) => name.replace(/\.json$/, ''))

/** Releases of which everything is recorded. Of 4.7.1 only what came to differ later is. */
export const WHOLE_RELEASES: readonly string[] = RELEASES.filter((release) => release !== '4.7.1')

const isGroup = (text: string) => (JSON.parse(text) as { kind: string }).kind === 'group'

export const storeRecording = (release: string, name: string): StoreRecording =>
  readStoreRecording(textOf(release, name))

export const groupRecording = (release: string, name: string): GroupRecording =>
  readGroupRecording(textOf(release, name))

export const storeRecordings = (): StoreRecording[] =>
  RELEASES.flatMap((release) =>
    experimentsOf(release)
      .filter((name) => !isGroup(textOf(release, name)))
      .map((name) => storeRecording(release, name)),
  )

export const groupRecordings = (): GroupRecording[] =>
  RELEASES.flatMap((release) =>
    experimentsOf(release)
      .filter((name) => isGroup(textOf(release, name)))
      .map((name) => groupRecording(release, name)),
  )

type StepOf<Act extends StoreStep['act']> = Extract<StoreStep, { act: Act }>

export const stepsOf = <Act extends StoreStep['act']>({ steps }: StoreRecording, act: Act): StepOf<Act>[] =>
  steps.filter((step): step is StepOf<Act> => step.act === act)

export const looksOf = (recording: StoreRecording, node: string): StoreLook[] =>
  stepsOf(recording, 'look')
    .filter((step) => step.node === node)
    .map(({ saw }) => saw)

/** Puts whose id begins so. */
export const putsOf = (recording: StoreRecording, id: string): StorePut[] =>
  stepsOf(recording, 'put')
    .filter((step) => step.id.startsWith(id))
    .map(({ saw }) => saw)

/** Ids by queue, in the order of queue offsets. */
export function idsOf({ held = [] }: StoreLook): (string | null)[][] {
  const queues: (string | null)[][] = []
  for (const [queue, , , id] of held) {
    queues[queue] ??= []
    ;(queues[queue] as (string | null)[]).push(id)
  }
  return queues
}

type StepWith<Step, Act> = Step extends { act: infer Own } ? (Act extends Own ? Step : never) : never
type GroupStepOf<Act extends GroupStep['act']> = StepWith<GroupStep, Act>

export const groupStepsOf = <Act extends GroupStep['act']>({ steps }: GroupRecording, act: Act): GroupStepOf<Act>[] =>
  steps.filter((step): step is GroupStepOf<Act> => step.act === act)
