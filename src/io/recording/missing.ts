// What is known of recordings before one is loaded: how their text looks, and which of them a text names that this page has not loaded yet. What reads a text cannot wait; whoever asked for it can, and
// then has it read once more.

/** Whether a text gives itself out as a recording. In a text inside of JSON the quotes would be written otherwise. */
export const isRecordingText = (text: string): boolean => /"format"\s*:\s*"rocketscope-recording"/.test(text)

const missing = new Set<string>()

/** The gate has met an id that it does not know. */
export const noteMissing = (id: string): void => void missing.add(id)

let isStoreLoaded = false
let isStoreMissing = false

/** Whether an input that simulates the inside of Brokers can be computed and told of; see storePart.ts. */
export const hasStore = (): boolean => isStoreLoaded

export const markStoreLoaded = (): void => {
  isStoreLoaded = true
}

/** The gate has met an input that simulates the inside of Brokers. */
export const noteStore = (): void => {
  isStoreMissing = !isStoreLoaded
}

/** What has been met since the last time: ids of recordings, and whether the inside of Brokers is wanted. */
export function takeMissing(): { ids: string[]; store: boolean } {
  const met = { ids: [...missing], store: isStoreMissing }
  missing.clear()
  isStoreMissing = false
  return met
}
