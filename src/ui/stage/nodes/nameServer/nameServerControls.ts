// What can be done to a NameServer: its menu.

import { stagePhrases } from '../../../../i18n/stage'
import { menuWords, stageLabels } from '../../../../i18n/stageMenu'
import {
  type NameServerView,
  nameServerLinkLoss,
  nameServerView,
} from '../../../../stage/nodes/nameServer/nameServerView'
import { linkFaults, serverVerbs } from '../../menu/menuItems'
import type { NodeControls } from '../../nodeKind'
import { nameServerChip } from './NameServerCard'

interface View extends NameServerView {
  /** Added latency, ms. */
  slowMs: number
}

export const controls: NodeControls<'nameServer', View> = {
  view: (state, { index }) => {
    const server = state.nameServers[index]
    return server ? { ...nameServerView(state, index), slowMs: server.slowMs } : null
  },
  buttons: ({ index, box }, view, { layout, producer, language }) => {
    const only = layout.places.nameServer.length === 1
    const title = only ? 'NameServer' : stagePhrases.nameServerTitle[language](index + 1)[0]
    const names = layout.places.broker.map(({ name }) => name)
    const target = `nameserver/${index}`
    return [
      {
        key: 'menu',
        box,
        label: stageLabels.nameServer[language](title, nameServerChip(view, names, language).words[0]),
        does: 'menu',
        menu: {
          target,
          verbs: serverVerbs(view.process),
          restartLabel: menuWords.restart,
          slowMs: view.slowMs,
          breakpoint: null,
          faultsTitle: menuWords.linkOf,
          faults: (state) =>
            linkFaults(state, target, producer, nameServerLinkLoss(state, producer, index), false, true),
        },
      },
    ]
  },
}
