// Lines for the person: see Notice. A part of its own, because what cannot be loaded is reported before actions.ts is there.

import { isLoaded, lateText } from '../i18n/load'
import type { LateSection, Text } from '../i18n/messages'
import { loadCurrentMessages, type Notice, useApp } from './appStore'

let lastNotice = 1

export function notify(
  tone: Notice['tone'],
  text: Text,
  offers: Partial<Pick<Notice, 'undo' | 'saveLater' | 'reload'>> = {},
): void {
  useApp.setState({ notice: { id: ++lastNotice, tone, text, undo: false, saveLater: false, ...offers } })
}

/** The same with words of late sections: at once where they are there, else once they are. Where they cannot be had, that is said. */
export function notifyLate<Section extends LateSection>(
  sections: Section[],
  tone: Notice['tone'],
  text: Text<Section>,
): void {
  const now = () => notify(tone, lateText(sections, text))
  if (isLoaded(useApp.getState().language, ...sections)) now()
  else loadCurrentMessages(...sections).then(now, () => notify('problem', (m) => m.notices.notLoaded))
}

export const dismissNotice = (): void => useApp.setState({ notice: null })
