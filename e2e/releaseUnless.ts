// Variants of one promise: one runs with every change, the others (another language, theme or size) before a release.

/** Details of a test or a group that runs with every change only if `isEveryChange`. */
export const releaseUnless = (isEveryChange: boolean): { tag?: string } => (isEveryChange ? {} : { tag: '@release' })
