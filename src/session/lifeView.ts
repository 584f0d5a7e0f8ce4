// Going to the life of a message, from wherever one is: the chapter that has it, its panel, and its card.

import { createStore } from 'zustand/vanilla'
import { select, showPanel } from './actions'
import { loadCurrentMessages, useApp } from './appStore'
import { chapterShown } from './chapters'

/** The card takes the focus as soon as it is there, and takes the wish back. */
export const lifeView = createStore(() => ({ wanted: false }))

export async function showLife(): Promise<void> {
  const get = useApp.getState
  if (chapterShown(get()).id === 'sending') {
    const [{ chooseChapter }] = await Promise.all([import('./chooseChapter'), loadCurrentMessages('chapters')])
    await chooseChapter('storing')
  }
  // What is recorded of a real cluster does not tell: that has been said.
  if (!get().input.scenario.settings.simulateStore) return
  if (get().selection?.kind !== 'message') select(null)
  showPanel('story')
  lifeView.setState({ wanted: true })
}
