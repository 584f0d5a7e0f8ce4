// What each setting does, in one line, and what a person calls it. Only the settings panel needs these, so they come with it.

import type { OwnSettingName, SettingGroup, SettingName } from '../rocketmq'

export interface SettingsMessages {
  /** Opens the luck strip. */
  otherSeeds: string
  /** Of a setting that means nothing where the inside of Brokers is not simulated. */
  onlyInside: string
  /** In an empty field: the release says the value. */
  ofRelease: string
  /** Of a setting while a challenge is open, and above them all. */
  permitted: string
  locked: string
  challengePermits(names: readonly SettingName[]): string
  groups: Record<SettingGroup, string>
  /** One line for each setting: what it does. Names that are RocketMQ's own are shown as they are. */
  hints: Record<SettingName, string>
  /** Names for settings that RocketMQ has no name for. */
  names: Record<OwnSettingName, string> & Partial<Record<SettingName, string>>
}
