// What can be done to a producer: a ring opens it, the title of the open one has its menu, its switch is a switch.

import { stagePhrases, stageWordings } from '../../../../i18n/stage'
import { menuWords, stageLabels } from '../../../../i18n/stageMenu'
import type { ProcessState } from '../../../../rocketmq'
import { changeSetting, select } from '../../../../session/actions'
import type { Control, NodeControls } from '../../nodeKind'

interface View {
  process: ProcessState
  faultEnabled: boolean
}

export const controls: NodeControls<'producer', View> = {
  view: ({ producers, settings }, { index }) => ({
    process: producers[index]?.process ?? 'stopped',
    faultEnabled: settings.sendLatencyFaultEnable,
  }),
  buttons: ({ index, box, expanded, title, switchBox, wheel }, { process, faultEnabled }, { layout, language }) => {
    const only = layout.places.producer.length === 1
    const name = only ? stageWordings.producerTitle[language][0] : stagePhrases.producerTitle[language](index + 1)[0]
    const condition = (process === 'running' ? stageWordings.actual_ok : stageWordings.node_killed)[language][0]
    if (!expanded) {
      const label = stageLabels.openGroup[language](name, condition)
      return [{ key: 'open', box, label, does: 'press', onPress: () => select({ kind: 'producer', index }) }]
    }
    const buttons: Control[] = [
      {
        key: 'menu',
        box: { x: title.x - 4, y: title.y, w: title.w + 8, h: Math.max(24, title.h) },
        label: stageLabels.producer[language](name, condition),
        does: 'menu',
        menu: {
          target: `producer/${index}`,
          verbs: process === 'running' ? ['kill', 'restart'] : ['restart'],
          restartLabel: menuWords.restartProducer,
          slowMs: 0,
          breakpoint: { producer: index },
          faultsTitle: menuWords.suffering,
          faults: () => [],
        },
      },
    ]
    if (switchBox) {
      buttons.push({
        key: 'switch',
        box: switchBox,
        label: 'sendLatencyFaultEnable',
        title: `sendLatencyFaultEnable: ${(faultEnabled ? menuWords.switchOn : menuWords.switchOff)[language]}`,
        does: 'switch',
        isOn: faultEnabled,
        size: wheel.size,
        onPress: () => changeSetting('sendLatencyFaultEnable', !faultEnabled),
      })
    }
    return buttons
  },
}
