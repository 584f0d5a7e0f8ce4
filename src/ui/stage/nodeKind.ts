// How a kind of node is drawn and what can be done to it: the half of its record that needs a page. Its layout is the other
// half, in stage/nodeKind.ts. How to add one: ARCHITECTURE.md.

import type { ComponentType } from 'react'
import type { FirstMessages, Messages } from '../../i18n/messages'
import type { ClusterState } from '../../rocketmq'
import type { Sign } from '../../session/signs'
import type { Box } from '../../stage/boxes'
import type { StageLayout } from '../../stage/layout'
import type { NodeKindName, PlaceOf } from '../../stage/nodeKinds'
import type { NodeMenuContent } from './menu/menuItems'

/** What all nodes of a stage share. */
export interface Scene {
  layout: StageLayout
  /** Position of the producer whose belief is shown. */
  producer: number
  /** What a first visit has not met yet. */
  hidden: readonly Sign[]
}

/** What buttons and menus need besides: they come behind the first picture. */
export interface ControlScene extends Scene {
  m: Messages
  /** The Broker group whose Master invites to be broken; none where nothing asks for it. */
  inviting?: number
}

export interface DrawnScene extends Scene {
  m: FirstMessages
  /** By Broker group. */
  shortNames: readonly string[]
  /** Id of the hatch pattern. */
  hatch: string
  /** A round number no queue's count is above: full length of a bar, full shade of a cell. */
  most: number
  /** The Broker group whose Master invites to be broken; -1 for none. */
  inviting: number
  /** The message that is lit up where it is stored; -1 for none. */
  chosenMessage: number
}

/** A real button over what is drawn, for fingers, keys and screen readers. */
export type Control = {
  key: string | number
  box: Box
  /** What a screen reader says. */
  label: string
} & (
  | { does: 'menu'; menu: NodeMenuContent }
  /** 'open' and 'close' replace each other, and the focus follows. */
  /** 'choose' is an answer to what a lesson asks. */
  | { does: 'press' | 'choose' | 'open' | 'close'; title?: string; onPress: () => void }
  | { does: 'switch'; title: string; isOn: boolean; size: number; onPress: () => void }
)

export interface NodeControls<K extends NodeKindName, View> {
  /** What the buttons depend on, looked at in each frame and compared by value; null draws none. */
  view(state: ClusterState, place: PlaceOf<K>, tMs: number, scene: ControlScene): View | null
  buttons(place: PlaceOf<K>, view: View, scene: ControlScene): Control[]
}

export interface NodeKindUi<K extends NodeKindName> {
  Card: ComponentType<{ place: PlaceOf<K>; scene: DrawnScene }>
  /** Loaded right behind the first picture. Each kind has a view of its own, which only the kind reads. */
  // biome-ignore lint/suspicious/noExplicitAny: only the kind itself makes and reads its view
  controls: () => Promise<{ controls: NodeControls<K, any> }>
}
