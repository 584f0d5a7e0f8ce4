// A value read from the state under the playhead, for React; and which of two runs a part of the page shows.

import { createContext, useContext, useRef } from 'react'
import { useStore } from 'zustand'
import type { ClusterState } from '../../rocketmq'
import { useApp } from '../../session/appStore'
import { frames, mainView, type RunView } from '../../session/runViews'

/** The run that everything below shows. */
export const RunViewContext = createContext<RunView>(mainView)

export const useRunView = (): RunView => useContext(RunViewContext)

/** Whether what is below can be seen. While it plays nothing is kept up to date that cannot; once it is seen, it is. */
export const InSightContext = createContext(true)

/**
 * A value read from the state under the playhead. Looked at once per frame; renders only when the value is another one,
 * so select primitives or give an equality. Nothing of the state itself may be kept.
 */
export function useClusterState<T>(
  selector: (state: ClusterState, tMs: number) => T,
  isEqual: (left: T, right: T) => boolean = Object.is,
): T {
  const view = useRunView()
  const inSight = useContext(InSightContext)
  const last = useRef<{ selector: unknown; value: T } | null>(null)
  return useStore(frames, () => {
    // A part that is rendered anew asks anew, with another selector.
    if (!inSight && useApp.getState().playing && last.current?.selector === selector) return last.current.value
    const value = view.read(selector, isEqual)
    last.current = { selector, value }
    return value
  })
}
