// Lines for the person: see Notice. A part of its own, because what cannot be loaded is told before actions.ts is there.

import type { Text } from '../i18n/messages'
import { type Notice, useApp } from './appStore'

let lastNotice = 1

export function notify(
  tone: Notice['tone'],
  text: Text,
  offers: Partial<Pick<Notice, 'undo' | 'saveLater' | 'reload'>> = {},
): void {
  useApp.setState({ notice: { id: ++lastNotice, tone, text, undo: false, saveLater: false, ...offers } })
}

export const dismissNotice = (): void => useApp.setState({ notice: null })
