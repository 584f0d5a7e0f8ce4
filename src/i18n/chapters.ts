// The switch between chapters, and what is said where one is gone to.

export type ChapterId = 'sending' | 'storing' | 'replicating'

export interface ChaptersMessages {
  label: string
  names: Record<ChapterId, string>
  hints: Record<ChapterId, string>
  loading: string
  simulated(name: string): string
  recording(name: string): string
}
