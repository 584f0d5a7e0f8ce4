// Gotchas and recordings as lines of a list: in the library, and in the dialog of the scenario list.

import type { Gotcha } from '../../chapters/gotcha'
import type { BUILT_IN_RECORDINGS } from '../../chapters/gotchas'
import { localize } from '../../i18n/localized'
import type { Messages } from '../../i18n/messages'
import { useApp } from '../../session/appStore'
import { loadGotcha } from '../../session/restart'
import type { Topic } from './TopicList'

/** @param close - what the list is in */
export const gotchaTopics = (gotchas: readonly Gotcha[], m: Messages, close: () => void): Topic[] =>
  gotchas.map((gotcha) => ({
    id: gotcha.id,
    sign: gotcha.id,
    title: localize(gotcha.title, m),
    open: () => {
      close()
      useApp.setState({ lesson: null })
      loadGotcha(gotcha)
    },
  }))

/** @param close - what the list is in */
export const recordingTopics = (recordings: typeof BUILT_IN_RECORDINGS, m: Messages, close: () => void): Topic[] =>
  recordings.map(({ experiment, title }) => ({
    id: experiment,
    title: localize(title, m),
    open: () => {
      close()
      useApp.setState({ lesson: null })
      void import('../../session/recordings').then(({ openBuiltIn }) => openBuiltIn(experiment))
    },
  }))
