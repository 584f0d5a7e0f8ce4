import type { NoticesMessages } from '../notices'

export const notices: NoticesMessages = {
  stage: 'Stage',
  partFailed: 'The page could not draw this part at this moment. It tries again at any other.',
  notLoaded:
    'The page could not load a part of itself: you may be offline, or this site has a new version. Try again, or reload when you are online. Your run stays.',
  tryAgain: 'Try again',
  pageFailed:
    'RocketScope failed to draw the page: this is a defect. Your run is still there: reload, or reset to the default scenario if that does not help.',
  reload: 'Reload',
  startAnew: 'Reset',
  timeline: 'Timeline',
  brokenRun: 'The run saved in this tab is unreadable. The default scenario is open instead.',
  pageTitle: () => 'RocketScope · how a RocketMQ producer really sends',
  dropped: (count) =>
    count === 1
      ? 'You changed the past: 1 later action is dropped, and the old future is saved as a branch.'
      : `You changed the past: ${count} later actions are dropped, and the old future is saved as a branch.`,
  startedAgain: (name) => `${name} applies to the whole run, so the run has restarted.`,
  languageNotLoaded: (name) =>
    `The page could not load ${name}: you may be offline, or this site has a new version. The page stays in English.`,
}
