// Whether the command list is open, and the setting that it wants shown. Small, so that the page can watch it; what the list
// holds is loaded when it is opened.

import { createStore } from 'zustand/vanilla'
import type { SettingName } from '../rocketmq'
import { showPanel } from './actions'

export const finder = createStore<{ open: boolean; setting: SettingName | null }>(() => ({
  open: false,
  setting: null,
}))

export const showFinder = (open: boolean): void => finder.setState({ open })

/** Opens the settings at one of them; the panel puts the focus on it when it is there, and takes the wish back. */
export function showSetting(setting: SettingName | null): void {
  if (setting !== null) showPanel('settings')
  finder.setState({ setting })
}
