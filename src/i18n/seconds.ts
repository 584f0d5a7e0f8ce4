// Seconds as people read them: all of format.ts that the first diagram needs.

/**
 * Seconds with one decimal, of every duration on the page: 1050 -> "1.0". Cut off, as moments are, so that nothing seems to
 * have lasted longer than it has. A countdown goes up to the next tenth first: see countdownText.
 */
export const secondsText = (ms: number): string => {
  const tenths = Math.max(0, Math.floor(ms / 100))
  return `${Math.floor(tenths / 10)}.${tenths % 10}`
}

/** 21 -> "2.1", 1234 -> "124": what is left in seconds, from tenths, shorter when long. */
export const countdownSeconds = (tenths: number): string =>
  tenths >= 1000 ? String(Math.ceil(tenths / 10)) : secondsText(tenths * 100)
