// The few words the page needs before anything but the stage is there, and those the program says by itself.

export interface NoticesMessages {
  stage: string
  partFailed: string
  notLoaded: string
  tryAgain: string
  pageFailed: string
  reload: string
  startAnew: string
  timeline: string
  brokenRun: string
  pageTitle(): string
  dropped(count: number): string
  startedAgain(name: string): string
  languageNotLoaded(name: string): string
}
