// Words for what went wrong inside the page.

type FailureKind = 'stopped' | 'besideStopped' | 'refused' | 'drawing' | 'page'

export interface FailuresMessages {
  titles: Record<FailureKind, string>
  /** What that means for what is on the screen. */
  means: Record<FailureKind, string>
  whose: string
  reproduce: string
  reproducePlay: string
  copyLink: string
  saveFile: string
  undo: string
  endComparing: string
  startAnew: string
  details: string
  /** Time and release are given as they are to be read. */
  facts(time: string, seed: number, client: string, page: string): string
}
