// What can be done to a Broker group: a button with a menu for each node, and those that open a small card and close a large one.

import type { Messages } from '../../../../i18n/messages'
import { embedOptions } from '../../../../io/embed/options'
import { act, openBroker, select, showPanel } from '../../../../session/actions'
import { useApp } from '../../../../session/appStore'
import type { GroupBox } from '../../../../stage/nodes/broker/brokerCardLayout'
import { type GroupView, groupView } from '../../../../stage/nodes/broker/groupView'
import { chooseOnStage, lessonAsks } from '../../lessonChoice'
import { brokerVerbs, type NodeMenuContent } from '../../menu/menuItems'
import type { Control, NodeControls } from '../../nodeKind'
import { brokerFaults } from './brokerFaults'
import { nodeLook } from './nodeLook'
import { mainChip } from './statusChips'

interface View extends GroupView {
  /** Added latency by node, ms. */
  slowMsOf: number[]
  /** What a lesson asks for. */
  asks: ReturnType<typeof lessonAsks>
  /** Its inside can be shown. */
  opens: boolean
  opening: boolean
}

function insideItem({ index, name, store }: GroupBox, m: Messages): NodeMenuContent['inside'] {
  const { openBroker: opens, closeBroker: closes } = m.stageMenu.labels
  return { label: (store ? closes : opens)(name), show: () => openBroker(store ? null : index) }
}

export const controls: NodeControls<'broker', View> = {
  view: (state, { index }, tMs, { producer }) => {
    const group = state.brokerGroups[index]
    if (!group) return null
    const view = groupView(state, index, producer, tMs, false)
    // Labels are spoken, not watched: no counts and no tenths of seconds in them.
    return {
      ...view,
      total: 0,
      counts: [],
      avoidedTenths: Math.ceil(view.avoidedTenths / 10) * 10,
      slowMsOf: group.nodes.map((n) => n.slowMs),
      asks: lessonAsks(),
      opens: state.settings.simulateStore,
      opening: useApp.getState().openBroker === index,
    }
  },
  buttons: (place, view, { producer, hidden, inviting, m }) => {
    const { index, name, box, nodes, level, close } = place
    const enlarges = !view.opens && (level === 'tile' || (level === 'heat' && !place.enlarged))
    const onOpen = () => select({ kind: 'group', group: index })
    const head = level === 'tile' ? box : { ...box, h: Math.max(24, (nodes[0]?.box.y ?? box.y + 30) - box.y - 2) }
    const buttons: Control[] = []
    // An embedded page has no panel that could answer.
    if (!embedOptions && !enlarges && level !== 'tile' && view.believed === 'avoided' && view.avoidedTenths > 0) {
      const label = m.stageMenu.labels.whyAvoided(name)
      const onPress = () => {
        onOpen()
        showPanel('story')
      }
      // Beside the name, where that opens something else.
      const why = view.opens && place.chips ? place.chips : head
      buttons.push({ key: 'why', box: why, label, title: label, does: 'press', onPress })
    }
    // What is being opened is not offered again: the focus goes to what closes it only where somebody has pressed.
    if (view.opens && !place.store && !view.opening) {
      const label = m.stageMenu.labels.openBroker(name)
      const asksWhy = buttons.length > 0 && place.chips
      const own = asksWhy && place.chips ? { ...head, w: place.chips.x - head.x, h: head.h } : head
      buttons.push({ key: 'open', box: own, label, title: label, does: 'open', onPress: () => openBroker(index) })
    }
    if (enlarges) {
      const label = m.stageMenu.labels.openGroup(name, mainChip(view, m).what[0])
      buttons.push({ key: 'open', box: head, label, does: 'open', onPress: onOpen })
    }
    for (const { node, box: nodeBox } of nodes) {
      const nodeView = view.nodes.find((one) => one.node === node)
      if (!nodeView) continue
      const role = (nodeView.master ? m.stage.roleMaster : m.stage.roleSlave)[0]
      const label = m.stageMenu.labels.node(name, role, node, nodeLook(nodeView, m).words[0])
      // The first time, the invitation does what it says; all that can be done to a node would be too much to choose from.
      if (index === inviting && hidden.includes('chips') && nodeView.master && nodeView.condition === 'ok') {
        const title = m.stage.invitation[0]
        const onPress = () => act({ type: 'kill', target: `${name}/n${node}` })
        buttons.push({
          key: node,
          box: nodeBox,
          label: `${title}${m.format.colon}${label}`,
          title,
          does: 'press',
          onPress,
        })
        continue
      }
      buttons.push({
        key: node,
        box: nodeBox,
        label,
        does: 'menu',
        menu: {
          target: `${name}/n${node}`,
          verbs: brokerVerbs(nodeView.process),
          restartLabel: m.stageMenu.restart,
          slowMs: view.slowMsOf[node] ?? 0,
          breakpoint: { group: index },
          inside: view.opens ? insideItem(place, m) : null,
          faultsTitle: m.stageMenu.suffering,
          faults: (state) => brokerFaults(m, state, index, node, producer),
        },
      })
    }
    if (view.asks === 'queue') {
      const queues = place.lanes.length > 0 ? place.lanes.map((lane) => lane.box) : place.cells
      for (const [queueId, queueBox] of queues.entries()) {
        const label = `${name} q${queueId}`
        const onPress = () => chooseOnStage(label)
        buttons.push({ key: `q${queueId}`, box: queueBox, label, title: label, does: 'choose', onPress })
      }
    }
    if (view.asks === 'broker' || view.asks === 'pick') {
      const onPress = view.asks === 'broker' ? () => chooseOnStage(name) : onOpen
      buttons.push({ key: 'choose', box, label: name, title: name, does: 'choose', onPress })
    }
    if (close) {
      const { closeBroker, closeGroup } = m.stageMenu.labels
      const label = (place.store ? closeBroker : closeGroup)(name)
      const onPress = () => (place.store ? openBroker(null) : select(null))
      buttons.push({ key: 'close', box: close, label, does: 'close', onPress })
    }
    return buttons
  },
}
