// What is known of recordings before one is loaded: how their text looks, and which of them a text names that this page has not loaded yet. What reads a text cannot wait; whoever asked for it can, and
// then has it read once more.

import type { Settings } from '../../rocketmq'

/** Whether a text gives itself out as a recording. In a text inside of JSON the quotes would be written otherwise. */
export const isRecordingText = (text: string): boolean => /"format"\s*:\s*"rocketscope-recording"/.test(text)

/** A part of the engine that only some inputs need, with the sentences about it; see storePart.ts. */
export type EnginePart = 'store' | 'consumers'

/** The parts that an input with these settings needs to be computed and told of. */
export const partsOf = ({ simulateStore, consumerGroupCount }: Settings): EnginePart[] => [
  ...(simulateStore ? (['store'] as const) : []),
  ...(consumerGroupCount > 0 ? (['consumers'] as const) : []),
]

const missing = new Set<string>()
const loadedParts = new Set<EnginePart>()
const missingParts = new Set<EnginePart>()

/** The gate has met an id that it does not know. */
export const noteMissing = (id: string): void => void missing.add(id)

export const isPartLoaded = (part: EnginePart): boolean => loadedParts.has(part)

export const markPartLoaded = (part: EnginePart): void => void loadedParts.add(part)

/** The gate has met an input with these settings. */
export function noteParts(settings: Settings): void {
  for (const part of partsOf(settings)) if (!loadedParts.has(part)) missingParts.add(part)
}

/** What has been met since the last time: ids of recordings, and parts of the engine that are wanted and not loaded. */
export function takeMissing(): { ids: string[]; parts: EnginePart[] } {
  const met = { ids: [...missing], parts: [...missingParts] }
  missing.clear()
  missingParts.clear()
  return met
}
