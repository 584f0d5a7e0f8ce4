// Which Broker is open on a stage, and what lays it out: loaded when the first one is opened.

import { useEffect, useMemo, useState } from 'react'
import { openBroker } from '../../../session/actions'
import { loadCurrentMessages, useApp } from '../../../session/appStore'
import type { LayoutInput } from '../../../stage/layout'
import { useRunView } from '../../shell/useClusterState'

const loadOpened = () => import('./opened')
type Opened = Awaited<ReturnType<typeof loadOpened>>

/** What the layout of a stage is given to open a Broker; nothing where none is open. */
export type Unfolding = Pick<LayoutInput, 'unfold'>

/** Escape closes it, unless something else is open, or somebody is writing or presenting. */
function closeByKey({ key, target }: KeyboardEvent): void {
  if (key !== 'Escape' || useApp.getState().presenting !== null) return
  const isWriting = target instanceof Element && target.closest('input, textarea, select, [contenteditable]')
  if (!isWriting && !document.querySelector('[role=menu], [role=dialog], dialog[open]')) openBroker(null)
}

/** @param onUnfold - given to the layout, each time it is another */
export function useUnfold(onUnfold: (unfolding: Unfolding) => void): void {
  const view = useRunView()
  const group = useApp((state) => state.openBroker)
  const settings = useApp(() => view.run().input.scenario.settings)
  const [opened, setOpened] = useState<Opened | null>(null)
  const isOpen = group !== null && settings.simulateStore
  useEffect(() => {
    if (!isOpen || opened) return
    Promise.all([loadOpened(), loadCurrentMessages('openedBroker')]).then(
      ([part]) => setOpened(part),
      // What could not be loaded has been said.
      () => openBroker(null),
    )
  }, [isOpen, opened])
  useEffect(() => {
    if (!isOpen) return
    // Before anything else: what is open over the stage is closed first, and takes the key itself.
    window.addEventListener('keydown', closeByKey, true)
    return () => window.removeEventListener('keydown', closeByKey, true)
  }, [isOpen])
  const unfolding = useMemo(
    (): Unfolding => (isOpen && opened ? opened.unfoldingOf(group, settings) : {}),
    [isOpen, opened, group, settings],
  )
  useEffect(() => onUnfold(unfolding), [unfolding, onUnfold])
  // Another run, without it, takes this part off the stage.
  useEffect(() => () => onUnfold({}), [onUnfold])
}
