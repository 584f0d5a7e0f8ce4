// What is known of recordings before one is loaded: how their text looks, and which of them a text names that this page has not loaded yet. What reads a text cannot wait; whoever asked for it can, and
// then has it read once more.

/** Whether a text gives itself out as a recording. In a text inside of JSON the quotes would be written otherwise. */
export const isRecordingText = (text: string): boolean => /"format"\s*:\s*"rocketscope-recording"/.test(text)

const missing = new Set<string>()

/** The gate has met an id that it does not know. */
export const noteMissing = (id: string): void => void missing.add(id)

/**
 * Reads something that may name recordings, and goes on with it: at once, or once those recordings are loaded that can be had.
 *
 * @param read - called once or twice
 */
export function withRecordings<Read, End>(read: () => Read, goOn: (read: Read) => End): End | Promise<End> {
  missing.clear()
  const first = read()
  if (missing.size === 0) return goOn(first)
  const ids = [...missing]
  missing.clear()
  return import('./library')
    .then(({ loadRecordings }) => loadRecordings(ids))
    .then((areLoaded) => goOn(areLoaded ? read() : first))
}
