import type { NoticesMessages } from '../notices'

export const notices: NoticesMessages = {
  stage: 'Stage',
  partFailed: 'This part could not be drawn at this moment. At any other it is tried again.',
  notLoaded:
    'A part could not be loaded: you may be offline, or this site has just been updated. Try again, or reload once you are online; your run is kept.',
  tryAgain: 'Try again',
  pageFailed:
    'The page could not be drawn; this is a defect of RocketScope. Your run is still there: reload, or reset to the default scenario if that does not help.',
  reload: 'Reload',
  startAnew: 'Reset',
  timeline: 'Timeline',
  brokenRun: 'The run kept in this tab could not be read; this is the default one.',
  pageTitle: () => 'RocketScope · how a RocketMQ producer really sends',
  dropped: (count) =>
    count === 1
      ? 'A change in the past begins a new future: one later action was dropped; the old future is a branch now.'
      : `A change in the past begins a new future: ${count} later actions were dropped; the old future is a branch now.`,
  startedAgain: (name) => `${name} holds for the whole run, so it started again from the beginning.`,
  languageNotLoaded: (name) =>
    `${name} could not be loaded: you may be offline, or this site has just been updated. The page stays in English.`,
}
