// Tones are names of colour variables.

export type Tone = 'good' | 'avoid' | 'bad' | 'vote' | 'flight' | 'muted'

export const toneVar = (tone: Tone): string => `var(--${tone})`
export const softVar = (tone: Tone): string => (tone === 'muted' ? 'var(--inset)' : `var(--${tone}-soft)`)

/** 21 -> "2.1", 1234 -> "124": seconds from tenths, shorter when long. */
export const secondsText = (tenths: number): string =>
  tenths >= 1000 ? String(Math.ceil(tenths / 10)) : (tenths / 10).toFixed(1)
