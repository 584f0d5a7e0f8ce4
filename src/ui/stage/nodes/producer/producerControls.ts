// What can be done to a producer: a ring opens it, the title of the open one has its menu, its switch is a switch.

import { numberedTarget, type ProcessState } from '../../../../rocketmq'
import { changeSetting, select } from '../../../../session/actions'
import type { Verb } from '../../menu/menuItems'
import type { Control, NodeControls } from '../../nodeKind'

/** What makes sense for its process; a garbage collection that stops the world is a freeze. */
const VERBS: Partial<Record<ProcessState, readonly Verb[]>> = {
  running: ['kill', 'freeze', 'restart'],
  frozen: ['kill', 'resume', 'restart'],
}

interface View {
  process: ProcessState
  faultEnabled: boolean
}

export const controls: NodeControls<'producer', View> = {
  view: ({ producers, settings }, { index }) => ({
    process: producers[index]?.process ?? 'stopped',
    faultEnabled: settings.sendLatencyFaultEnable,
  }),
  buttons: ({ index, box, expanded, title, switchBox, wheel }, { process, faultEnabled }, { layout, hidden, m }) => {
    const only = layout.places.producer.length === 1
    const name = m.names.producer.title(only ? null : index + 1)[0]
    const condition = (
      process === 'running' ? m.stage.actual_ok : process === 'frozen' ? m.stage.node_frozen : m.stage.node_killed
    )[0]
    if (!expanded) {
      const label = m.stageMenu.labels.openGroup(name, condition)
      return [{ key: 'open', box, label, does: 'press', onPress: () => select({ kind: 'producer', index }) }]
    }
    const buttons: Control[] = [
      {
        key: 'menu',
        box: { x: title.x - 4, y: title.y, w: title.w + 8, h: Math.max(24, title.h) },
        label: m.stageMenu.labels.producer(name, condition),
        does: 'menu',
        menu: {
          target: numberedTarget('producer', index),
          verbs: VERBS[process] ?? ['restart'],
          restartLabel: m.stageMenu.restartProducer,
          slowMs: 0,
          breakpoint: { producer: index },
          inside: null,
          faultsTitle: m.stageMenu.suffering,
          faults: () => [],
        },
      },
    ]
    if (switchBox && !hidden.includes('switch')) {
      buttons.push({
        key: 'switch',
        box: switchBox,
        label: 'sendLatencyFaultEnable',
        title: `sendLatencyFaultEnable${m.format.colon}${faultEnabled ? m.stageMenu.switchOn : m.stageMenu.switchOff}`,
        does: 'switch',
        isOn: faultEnabled,
        size: wheel.size,
        onPress: () => changeSetting('sendLatencyFaultEnable', !faultEnabled),
      })
    }
    return buttons
  },
}
