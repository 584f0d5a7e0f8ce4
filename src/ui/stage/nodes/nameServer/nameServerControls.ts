// What can be done to a NameServer: its menu.

import { producerToNameServerLoss } from '../../../../projections/linkLoss'
import { numberedTarget } from '../../../../rocketmq'
import { select } from '../../../../session/actions'
import { type NameServerView, nameServerView } from '../../../../stage/nodes/nameServer/nameServerView'
import { lessonAsks } from '../../lessonChoice'
import { linkFaults, linksItem, serverVerbs } from '../../menu/menuItems'
import type { Control, NodeControls } from '../../nodeKind'
import { nameServerChip } from './NameServerCard'

interface View extends NameServerView {
  /** Added latency, ms. */
  slowMs: number
  /** What a lesson asks for. */
  asks: ReturnType<typeof lessonAsks>
}

export const controls: NodeControls<'nameServer', View> = {
  view: (state, { index }) => {
    const server = state.nameServers[index]
    return server ? { ...nameServerView(state, index), slowMs: server.slowMs, asks: lessonAsks() } : null
  },
  buttons: ({ index, box }, view, { layout, producer, m }) => {
    const only = layout.places.nameServer.length === 1
    const title = m.names.nameServer.title(only ? null : index + 1)[0]
    const names = layout.places.broker.map(({ name }) => name)
    const target = numberedTarget('nameServer', index)
    const onPick = () => select({ kind: 'nameServer', index })
    const pick: Control = { key: 'choose', box, label: title, title, does: 'choose', onPress: onPick }
    return [
      {
        key: 'menu',
        box,
        label: m.stageMenu.labels.nameServer(title, nameServerChip(view, names, m).words[0]),
        does: 'menu',
        menu: {
          target,
          verbs: serverVerbs(view.process),
          restartLabel: m.stageMenu.restart,
          slowMs: view.slowMs,
          breakpoint: null,
          inside: null,
          faultsTitle: m.stageMenu.linkOf,
          faults: (state) => [
            ...linkFaults(m, state, target, producer, producerToNameServerLoss(state, producer, index), false, true),
            linksItem(m),
          ],
        },
      },
      ...(view.asks === 'pick' ? [pick] : []),
    ]
  },
}
