// The switch between chapters, and what is said where one is gone to.

export type ChapterId = 'sending' | 'storing' | 'replicating' | 'consuming' | 'whole'

export interface ChaptersMessages {
  label: string
  names: Record<ChapterId, string>
  hints: Record<ChapterId, string>
  loading: string
  loadingConsumers: string
  simulated(name: string): string
  /** A run that had no consumers has so many now. */
  simulatedConsumers(name: string, consumers: number): string
  recording(name: string): string
}
