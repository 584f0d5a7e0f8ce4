// Going to another chapter. A run that knows nothing of the inside of Brokers, or has no consumers, gets them as an edit that can
// be undone: same faults, same moment. Loaded with the switch.

import { type ChapterFrame, type ChapterId, frameOf } from '../chapters/frame'
import { lateText } from '../i18n/load'
import type { Text } from '../i18n/messages'
import { loadStore, needsStore } from '../io/storePart'
import { forkRun, type RunInput, recordingOf } from '../rocketmq'
import { showLater } from './actions'
import { useApp } from './appStore'
import { chapterShown, opensBroker } from './chapters'
import { afterChange } from './computeJob'
import { EVENTS_AT_ONCE } from './computing'
import { made } from './failures'
import { record } from './history'
import { notify } from './notices'
import { showEdited } from './undo'

const get = useApp.getState

/** They are loaded with the switch. */
const words = (text: Text<'chapters'>): Text => lateText(['chapters'], text)

const consumes = ({ shows }: ChapterFrame): boolean => shows.includes('consuming')

/** By eye a listener of a slowed-down run can only be followed if it is slow as well. */
const SLOW_LISTENER_MS = 800

/** The input with what the chapter is about; itself where it has that. */
function inputFor(frame: ChapterFrame): RunInput {
  const { input, values } = get()
  const { scenario } = input
  const { settings } = scenario
  const needsConsumers = consumes(frame) && settings.consumerGroupCount === 0
  if (frame.shows.length === 0 || (settings.simulateStore && !needsConsumers)) return input
  const added = needsConsumers
    ? { consumerGroupCount: 1, ...(values === 'teaching' ? { consumeTimeMs: SLOW_LISTENER_MS } : {}) }
    : {}
  return { ...input, scenario: { ...scenario, settings: { ...settings, simulateStore: true, ...added } } }
}

/** Where what a chapter is about is inside of a Broker, the first one opens, unless one is open. */
function show(frame: ChapterFrame): void {
  const { openBroker } = get()
  const shown = frame.shows.length === 0 ? null : opensBroker(frame) ? (openBroker ?? 0) : openBroker
  useApp.setState({ chapter: frame.id, openBroker: shown })
}

export async function chooseChapter(id: ChapterId): Promise<void> {
  const { input, run } = get()
  if (id === chapterShown(get()).id) return
  const frame = frameOf(id)
  const next = inputFor(frame)
  if (next === input) {
    show(frame)
    return
  }
  if (recordingOf(run)) {
    notify(
      'problem',
      words((m) => m.chapters.recording(m.chapters.names[id])),
    )
    return
  }
  if (needsStore(next))
    notify(
      'info',
      words((m) => (consumes(frame) ? m.chapters.loadingConsumers : m.chapters.loading)),
    )
  await loadStore(next)
  // Somebody has gone on to something else meanwhile.
  if (get().input === input) afterChange(() => simulateInside(frame))
}

function simulateInside(frame: ChapterFrame): void {
  const { run: before, playheadMs, seenMs } = get()
  const next = inputFor(frame)
  const { consumerGroupCount, consumerCount } = next.scenario.settings
  const run = made(next, () => forkRun(before, next, 0, EVENTS_AT_ONCE))
  showLater(run, playheadMs, (shownMs) => {
    record()
    showEdited(run, shownMs, seenMs)
    show(frame)
    notify(
      'info',
      words((m) =>
        consumes(frame)
          ? m.chapters.simulatedConsumers(m.chapters.names[frame.id], consumerGroupCount * consumerCount)
          : m.chapters.simulated(m.chapters.names[frame.id]),
      ),
      { undo: true },
    )
  })
}
