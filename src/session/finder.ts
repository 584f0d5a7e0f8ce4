// Whether the command list is open, and the setting that it wants shown. Small, so that the page can watch it; what the list
// holds is loaded when it is opened.

import { createStore } from 'zustand/vanilla'
import type { SettingName } from '../rocketmq'
import { showPanel } from './actions'

interface Finder {
  open: boolean
  setting: SettingName | null
  /** The settings that a challenge permits, to be marked as long as it is open; empty for none. */
  permitted: readonly SettingName[]
}

export const finder = createStore<Finder>(() => ({ open: false, setting: null, permitted: [] }))

export const showFinder = (open: boolean): void => finder.setState({ open })

/** Opens the settings at one of them; the panel puts the focus on it when it is there, and takes the wish back. */
export function showSetting(setting: SettingName | null): void {
  if (setting !== null) showPanel('settings')
  finder.setState({ setting })
}
