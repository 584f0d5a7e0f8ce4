// What a person did to the cluster or to the settings, in words.

import type { Settings, UserAction } from '../rocketmq'
import type { Entry, NarrationContext } from './narrationContext'

/** A setting's value as a person would type it. */
export const valueText = (value: Settings[keyof Settings]): string => {
  if (value === null) return 'null'
  return Array.isArray(value) ? value.join(' / ') : String(value)
}

export interface ActionsNarrationMessages {
  /** What a person did. */
  action(action: UserAction, context: NarrationContext): string
  /** "broker-a's Master (n0) is killed": the action, with the host it hit. */
  actionStory(action: UserAction, entry: Entry<'brokerProcess'>, context: NarrationContext): string
  /** An action that is not in the input. */
  unknownAction: string
}
