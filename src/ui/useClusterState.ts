// A value read from the state under the playhead, for React; and which of two runs a part of the page shows.

import { createContext, useContext } from 'react'
import { useStore } from 'zustand'
import type { ClusterState } from '../engine'
import { frames, mainView, type RunView } from '../store/clock'

/** The run that everything below shows. */
export const RunViewContext = createContext<RunView>(mainView)

export const useRunView = (): RunView => useContext(RunViewContext)

/**
 * A value read from the state under the playhead. Looked at once per frame; renders only when the value is another one,
 * so select primitives or give an equality. Nothing of the state itself may be kept.
 */
export function useClusterState<T>(
  selector: (state: ClusterState, tMs: number) => T,
  isEqual: (left: T, right: T) => boolean = Object.is,
): T {
  const view = useRunView()
  return useStore(frames, () => view.read(selector, isEqual))
}
