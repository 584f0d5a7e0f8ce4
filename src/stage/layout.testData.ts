// Clusters to lay out, and what must be true of every layout.

import { expect } from 'vitest'
import { ALL_MESSAGES, zh } from '../i18n/allMessages'
import type { StageMessages } from '../i18n/stage'
import { type Box, contains, overlaps, type TextSlot, textWidth } from './boxes'
import { type LayoutInput, layoutStage, type StageLayout } from './layout'
import { byKind, NODE_KIND_NAMES } from './nodeKinds'
import type { GroupBox } from './nodes/broker/brokerCardLayout'
import { shortNames } from './shortNames'

const range = (count: number): number[] => Array.from({ length: count }, (_, i) => i)

const names = (count: number, style: number): string[] =>
  Array.from({ length: count }, (_, i) =>
    style === 0 ? `broker-${String.fromCharCode(97 + i)}` : style === 1 ? `order-broker-${i + 1}` : `rmq${i}`,
  )

const fits = (slot: TextSlot, wordings: readonly string[], bold = false): boolean =>
  wordings.some((text) => textWidth(text, slot.size, bold) <= slot.w + 0.5) && slot.size <= slot.h + 0.5

const inEveryLanguage = (slot: TextSlot, words: (stage: StageMessages) => readonly string[], bold = false): boolean =>
  Object.values(ALL_MESSAGES).every((m) => fits(slot, words(m.stage), bold))

/** Boxes that must stay clear of each other, whatever is inside them. */
export const topBoxes = (layout: StageLayout): [string, Box][] => [
  ...NODE_KIND_NAMES.flatMap((kind) =>
    layout.places[kind].map(({ index, box }): [string, Box] => [`${kind} ${index}`, box]),
  ),
  ...layout.places.consumer.flatMap(({ consumerGroup, head }): [string, Box][] =>
    head ? [[`name of group ${consumerGroup}`, head]] : [],
  ),
  ...layout.notes.map((n, i): [string, Box] => [`note ${i}`, n.slot]),
]

export const partsOf = (g: GroupBox): [string, Box][] => {
  const parts: [string, Box][] = [['title', g.title]]
  if (g.chips) parts.push(['chips', g.chips])
  if (g.status) parts.push(['status', g.status])
  if (g.total) parts.push(['total', g.total])
  for (const n of g.nodes) parts.push([`node ${n.node}`, n.box])
  for (const l of g.lanes) parts.push([`lane ${l.queueId}`, l.box])
  g.cells.forEach((c, i) => {
    parts.push([`cell ${i}`, c])
  })
  return parts
}

export const expectApart = (boxes: [string, Box][]) => {
  for (let i = 0; i < boxes.length; i++) {
    for (let j = i + 1; j < boxes.length; j++) {
      if (overlaps(boxes[i][1], boxes[j][1])) {
        throw new Error(
          `${boxes[i][0]} ${JSON.stringify(boxes[i][1])} overlaps ${boxes[j][0]} ${JSON.stringify(boxes[j][1])}`,
        )
      }
    }
  }
}

export const check = (input: LayoutInput): StageLayout => {
  const layout = layoutStage(input)
  const stage = { x: 0, y: 0, w: layout.width, h: layout.height }
  const boxes = topBoxes(layout)
  for (const [name, b] of boxes) {
    if (!contains(stage, b))
      throw new Error(`${name} ${JSON.stringify(b)} leaves the stage ${layout.width} x ${layout.height}`)
    if (!(b.w > 0 && b.h > 0)) throw new Error(`${name} has no size`)
  }
  expectApart(boxes)
  const shorts = shortNames(input.topology.broker.map((g) => g.name))
  for (const g of layout.places.broker) {
    const parts = partsOf(g)
    for (const [name, b] of parts) {
      if (!contains(g.box, b))
        throw new Error(`group ${g.index} (${g.level}): ${name} ${JSON.stringify(b)} leaves ${JSON.stringify(g.box)}`)
    }
    expectApart(parts)
    const name = input.topology.broker[g.index].name
    expect(fits(g.title, [name, shorts[g.index]], true), `name of ${g.level}`).toBe(true)
    if (g.total) expect(fits(g.total, ['123k'], true), 'total').toBe(true)
    for (const n of g.nodes) {
      expect(n.box.h).toBeGreaterThanOrEqual(23.9)
      expect(n.box.w).toBeGreaterThanOrEqual(23.9)
      expect(
        inEveryLanguage(n.title, (stage) => stage.roleMaster, true),
        'role',
      ).toBe(true)
      if (n.state) {
        for (const words of [
          (stage: StageMessages) => stage.node_starting,
          (stage: StageMessages) => stage.node_poweredOff,
          (stage: StageMessages) => stage.invitation,
          (stage: StageMessages) => stage.node_elected,
        ]) {
          expect(inEveryLanguage(n.state, words), `${JSON.stringify(words)} in ${n.state.w} px`).toBe(true)
        }
      }
    }
    for (const l of g.lanes) {
      expect(fits(l.label, [`q${l.queueId}`]), 'lane label').toBe(true)
      expect(fits(l.count, ['12.3k'], true), `count ${l.count.w} at ${l.count.size}`).toBe(true)
      expect(l.body.w).toBeGreaterThan(layout.size * 1.5)
    }
    if (g.status) {
      for (const words of [
        (stage: StageMessages) => stage.actual_noMaster,
        (stage: StageMessages) => stage.actual_stopping,
        (stage: StageMessages) => stage.believed_absent,
      ]) {
        expect(inEveryLanguage(g.status, words), `${JSON.stringify(words)} in ${g.status.w} px`).toBe(true)
      }
    }
  }
  for (const p of layout.places.producer) {
    const wheel = { x: p.wheel.cx - p.wheel.r, y: p.wheel.cy - p.wheel.r, w: 2 * p.wheel.r, h: 2 * p.wheel.r }
    expect(contains(p.box, wheel), `wheel of producer ${p.index}`).toBe(true)
    if (p.expanded) {
      expect(p.wheel.r).toBeGreaterThanOrEqual(30)
      const parts: [string, Box][] = [
        ['title', p.title],
        ['wheel', wheel],
      ]
      if (p.switchLabel) parts.push(['switch label', p.switchLabel])
      if (p.switchBox) parts.push(['switch', p.switchBox])
      if (p.footer) parts.push(['footer', p.footer])
      for (const [name, b] of parts) expect(contains(p.box, b, 0.5), `${name} inside`).toBe(true)
      expectApart(parts)
      expect(
        Object.values(ALL_MESSAGES).every(({ names }) => fits(p.title, names.producer.title(64), true)),
        'producer title',
      ).toBe(true)
    } else {
      expect(fits(p.title, [String(p.index + 1)], true), `${p.title.size} px in ${p.title.w}`).toBe(true)
      expect(p.title.size, 'number of a producer').toBeGreaterThanOrEqual(layout.places.producer.length > 8 ? 12 : 8)
    }
  }
  for (const c of layout.places.consumer) {
    const parts: [string, Box][] = [
      ['title', c.title],
      ['queues', c.queues],
    ]
    c.rows.forEach((row, i) => {
      parts.push([`row ${i}`, row])
    })
    if (c.footer) parts.push(['footer', c.footer])
    for (const [name, b] of parts) expect(contains(c.box, b, 0.5), `${name} inside consumer ${c.index}`).toBe(true)
    expectApart(parts)
    const words = zh.names.consumer.title(16)
    expect(fits(c.title, c.level === 'full' ? words.slice(0, 1) : words, true), `consumer in ${c.title.w}`).toBe(true)
    for (const stage of Object.values(ALL_MESSAGES)) {
      expect(fits(c.queues, stage.consumerStage.queues(Array(48).fill('a q0'))), `queues in ${c.queues.w}`).toBe(true)
    }
  }
  for (const n of layout.places.nameServer) {
    expect(fits(n.title, zh.names.nameServer.title(4), true)).toBe(true)
    for (const { stage } of Object.values(ALL_MESSAGES)) {
      expect(fits(n.status, stage.nameServerAll(16)), `all in ${n.status.w}`).toBe(true)
      expect(fits(n.status, stage.nameServerNoMaster('broker-a', 'a', 15))).toBe(true)
      expect(fits(n.status, stage.nameServerMissing('broker-a', 'a', 15))).toBe(true)
    }
  }
  for (const note of layout.notes) expect(fits(note.slot, ['connection lost']), `note ${note.slot.w}`).toBe(true)
  return layout
}

/** A cluster of nodes of every kind on a stage of some size. */
export function inputOf(change: {
  width: number
  height: number
  groupCount?: number
  queues?: number
  /** Each group has another number of queues. */
  uneven?: boolean
  slaves?: number
  producers?: number
  nameServers?: number
  /** Groups, and instances of each. */
  consumers?: readonly [number, number]
  nameStyle?: number
  openedGroup?: number | null
  openedProducer?: number | null
}): LayoutInput {
  const {
    width,
    height,
    groupCount = 2,
    queues = 2,
    uneven = false,
    slaves = 2,
    producers = 1,
    nameServers = 1,
    consumers: [consumerGroups, instances] = [0, 0],
  } = change
  const broker = names(groupCount, change.nameStyle ?? 0).map((name, index) => ({
    index,
    name,
    queues: uneven ? 1 + ((queues * (index + 1)) % 48) : queues,
    nodes: range(slaves + 1),
  }))
  const allQueues = broker.reduce((sum, group) => sum + group.queues, 0)
  return {
    topology: {
      ...byKind(() => []),
      broker,
      producer: range(producers).map((index) => ({ index, queues: allQueues, poolThreads: 0 })),
      nameServer: range(nameServers),
      consumer: range(consumerGroups * instances).map((index) => ({ index, consumerGroup: index % consumerGroups })),
    },
    width,
    height,
    opened: { broker: change.openedGroup, producer: change.openedProducer },
  }
}
