// What is known of recordings before one is loaded: how their text looks, and which of them a text names that this page has not loaded yet. What reads a text cannot wait; whoever asked for it can, and
// then has it read once more.

/** Whether a text gives itself out as a recording. In a text inside of JSON the quotes would be written otherwise. */
export const isRecordingText = (text: string): boolean => /"format"\s*:\s*"rocketscope-recording"/.test(text)

const missing = new Set<string>()

/** The gate has met an id that it does not know. */
export const noteMissing = (id: string): void => void missing.add(id)

/** The ids that have been met since the last time. */
export function takeMissing(): string[] {
  const ids = [...missing]
  missing.clear()
  return ids
}
