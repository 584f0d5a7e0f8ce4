import type { FinderMessages } from '../finder'

export const finder: FinderMessages = {
  title: 'Find anything',
  placeholder: 'Type what you want to do, see or know',
  results: 'Results',
  back: 'Back to the list',
  explainedIn: 'Explained in',
  groups: {
    recent: 'Recent',
    run: 'Playback',
    break: 'Break something',
    see: 'View',
    share: 'Share and files',
    page: 'Page',
    settings: 'Settings',
    releases: 'Client version',
    terms: 'Glossary',
    lessons: 'Lessons',
    incidents: 'Incidents',
  },
  play: 'Play / pause',
  killFirst: 'Kill the Master of the first Broker group',
  openPanel: (panel) => `Open “${panel}”`,
  nodeAction: (node, action) => `${node}: ${action}`,
  found: (count) => (count === 1 ? '1 result' : `${count} results`),
  nothing: (typed) => `Nothing matches “${typed}”. Try one word, or a RocketMQ name such as sendMsgTimeout.`,
  all: (count) => `Show all ${count}`,
}
