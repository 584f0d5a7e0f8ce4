// What can be done to a consumer: its menu.

import { numberedTarget, type ProcessState } from '../../../../rocketmq'
import { select, showPanel } from '../../../../session/actions'
import { linksItem, type Verb } from '../../menu/menuItems'
import type { NodeControls } from '../../nodeKind'

const VERBS: Partial<Record<ProcessState, readonly Verb[]>> = {
  running: ['kill', 'powerOff', 'freeze', 'stop', 'restart'],
  frozen: ['kill', 'resume', 'powerOff', 'restart'],
}

interface View {
  process: ProcessState
}

function explainConsumer(index: number): void {
  select({ kind: 'consumer', index })
  showPanel('story')
}

export const controls: NodeControls<'consumer', View> = {
  view: ({ consumers }, { index }) => {
    const one = consumers[index]
    return one ? { process: one.process } : null
  },
  buttons: ({ index, box }, { process }, { m }) => {
    const name = m.names.consumer.title(index + 1)[0]
    const condition =
      process === 'running' ? m.stage.actual_ok : process === 'frozen' ? m.stage.node_frozen : m.stage.node_killed
    return [
      {
        key: 'menu',
        box,
        label: m.stageMenu.labels.nameServer(name, condition[0]),
        does: 'menu',
        menu: {
          target: numberedTarget('consumer', index),
          verbs: VERBS[process] ?? ['restart'],
          restartLabel: m.stageMenu.restart,
          slowMs: 0,
          breakpoint: null,
          inside: { label: m.stageMenu.labels.explainConsumer(name), show: () => explainConsumer(index) },
          faultsTitle: m.stageMenu.suffering,
          faults: () => [linksItem(m)],
        },
      },
    ]
  },
}
