// Tones are names of colour variables.

export type Tone = 'good' | 'avoid' | 'bad' | 'vote' | 'flight' | 'muted'

export const toneVar = (tone: Tone): string => `var(--${tone})`
export const softVar = (tone: Tone): string => (tone === 'muted' ? 'var(--inset)' : `var(--${tone}-soft)`)
