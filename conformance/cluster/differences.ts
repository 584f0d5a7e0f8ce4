// What is left between recordings and the engine, by name. Each is asserted to be there still: an entry whose figure agrees fails the
// test, so whoever mends a rule takes its entry out.

/** Why figures differ. The table of docs/accuracy.md says it in these words. */
export const REASONS = {} as const

export type Reason = keyof typeof REASONS

/** By recording and figure. */
export const DIFFERENCES: readonly { recording: string; because: Reason; figures: readonly string[] }[] = []
