// What an opened Broker needs, in one piece: its layout, its drawing, its keys. Loaded when one is opened.

import type { Settings } from '../../../rocketmq'
import type { LayoutInput } from '../../../stage/layout'
import { openedLayout } from '../../../stage/store/openedLayout'
import type { MarkKind } from '../../../stage/store/storePlaces'

export { OpenedKeys } from './OpenedKeys'
export { OpenedStore } from './OpenedStore'

/** What the layout of a stage is given to open a Broker. Only DLedger and the Controller confirm what others may see. */
export function unfoldingOf(
  group: number,
  { enableDLegerCommitLog, enableControllerMode }: Settings,
): Pick<LayoutInput, 'unfold'> {
  const marks: MarkKind[] = enableDLegerCommitLog || enableControllerMode ? ['confirmed', 'dispatched'] : ['dispatched']
  return { unfold: (specs, area, f) => openedLayout(specs, group, area, f, marks) }
}
