// What the stage must know of a kind of node to give it room: the half of its record that needs no page. How it is drawn and
// what can be done to it is the other half, in ui/stage/nodeKind.ts. How to add one: ARCHITECTURE.md.

import type { Address, ClusterState } from '../rocketmq'
import type { Box } from './boxes'

/** One node on the stage, as its kind has laid it out. */
export interface NodePlace {
  /** Position in ClusterState. */
  index: number
  box: Box
}

/** The stage before anything is placed. */
export interface StageFrame {
  /** px */
  width: number
  height: number
  /** Base text size, px. */
  size: number
  /** Columns side by side; otherwise one below the other. */
  wide: boolean
  /** Nodes in the main column. */
  mainCount: number
}

/** What a kind has to place its nodes in. */
export interface Room<Spec = unknown, Place = NodePlace> extends StageFrame {
  /** On a tall stage a first column may go on below it. */
  area: Box
  /** Everything within the margins of the stage. */
  inside: Box
  /** The node to show large, by position in ClusterState; it may not exist. */
  opened: number | null
  /** Places all nodes of the kind where one of them is opened: null where they do not fit, undefined where none can be opened. */
  unfold?(specs: readonly Spec[], area: Box, size: number): Place[] | null | undefined
}

export interface Column {
  /**
   * Columns are placed left to right by it, as a message goes, and on a tall stage top to bottom. 'above' is over the columns
   * left of the main one, and in the upper right corner of a tall stage.
   */
  order: number | 'above'
  /** px of width the column takes (of height on a tall stage, the other way round for 'above'); null is the main one: what the others leave. */
  extent(frame: StageFrame): number | null
}

/** Layout of one kind of node. `Spec` is what a node needs room for, `Of` its address. */
export interface NodeKind<Spec = unknown, Place extends NodePlace = NodePlace, Of = Address> {
  column: Column
  /** Where the stage is too small, kinds are left out, the lowest first. */
  importance: number
  /** Nodes to place. Equal keys must mean equal specs. */
  specs(state: ClusterState): Spec[]
  key(state: ClusterState): string
  /** @returns null if there is not enough room */
  measure(specs: readonly Spec[], room: Room<Spec, Place>): Place[] | null
  /** Position in ClusterState of the node with an address. */
  indexOf(address: Of): number
  /** Where messages to and from an address end. */
  boxOf(place: Place, address: Of): Box
}
