// Going to another chapter. A run that knows nothing of the inside of Brokers gets it as an edit that can be undone: same
// faults, same moment. Loaded with the switch.

import type { ChapterId } from '../chapters/frame'
import { lateText } from '../i18n/load'
import type { Text } from '../i18n/messages'
import { loadStore, needsStore } from '../io/storePart'
import { forkRun, type RunInput, recordingOf } from '../rocketmq'
import { showLater } from './actions'
import { useApp } from './appStore'
import { chapterShown } from './chapters'
import { afterChange } from './computeJob'
import { EVENTS_AT_ONCE } from './computing'
import { made } from './failures'
import { record } from './history'
import { notify } from './notices'
import { showEdited } from './undo'

const get = useApp.getState

/** They are loaded with the switch. */
const words = (text: Text<'chapters'>): Text => lateText(['chapters'], text)

const withInside = (input: RunInput): RunInput => {
  const { scenario } = input
  return { ...input, scenario: { ...scenario, settings: { ...scenario.settings, simulateStore: true } } }
}

/** What a chapter is about is inside of a Broker: the first one opens, where none is open. */
function show(chapter: ChapterId): void {
  const { openBroker } = get()
  useApp.setState({ chapter, openBroker: chapter === 'sending' ? null : (openBroker ?? 0) })
}

export async function chooseChapter(id: ChapterId): Promise<void> {
  const { input, run } = get()
  if (id === chapterShown(get()).id) return
  if (id === 'sending' || input.scenario.settings.simulateStore) {
    show(id)
    return
  }
  if (recordingOf(run)) {
    notify(
      'problem',
      words((m) => m.chapters.recording(m.chapters.names[id])),
    )
    return
  }
  if (needsStore(withInside(input)))
    notify(
      'info',
      words((m) => m.chapters.loading),
    )
  await loadStore()
  // Somebody has gone on to something else meanwhile.
  if (get().input === input) afterChange(() => simulateInside(id))
}

function simulateInside(id: ChapterId): void {
  const { input, run: before, playheadMs, seenMs } = get()
  const next = withInside(input)
  const run = made(next, () => forkRun(before, next, 0, EVENTS_AT_ONCE))
  showLater(run, playheadMs, (shownMs) => {
    record()
    showEdited(run, shownMs, seenMs)
    show(id)
    notify(
      'info',
      words((m) => m.chapters.simulated(m.chapters.names[id])),
      { undo: true },
    )
  })
}
