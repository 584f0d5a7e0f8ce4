import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { en, zh } from '../i18n/allMessages'
import type { Messages } from '../i18n/messages'
import { cases } from '../rocketmq/cases.testData'
import { type Box, contains, overlaps, type TextSlot, textWidth } from './boxes'
import type { GroupBox } from './brokerCardLayout'
import { type LayoutInput, layoutStage, type StageLayout } from './layout'
import { shortNames } from './wheel'

const names = (count: number, style: number): string[] =>
  Array.from({ length: count }, (_, i) =>
    style === 0 ? `broker-${String.fromCharCode(97 + i)}` : style === 1 ? `order-broker-${i + 1}` : `rmq${i}`,
  )

const anyInput: fc.Arbitrary<LayoutInput> = fc
  .record({
    groups: fc.integer({ min: 1, max: 16 }),
    queues: fc.integer({ min: 1, max: 48 }),
    slaves: fc.integer({ min: 0, max: 2 }),
    producers: fc.oneof(fc.integer({ min: 1, max: 8 }), fc.integer({ min: 1, max: 64 })),
    nameServers: fc.integer({ min: 1, max: 4 }),
    size: fc.oneof(
      fc.constantFrom(
        [390, 500],
        [390, 480],
        [600, 800],
        [940, 464],
        [960, 600],
        [1100, 640],
        [1580, 824],
        [1920, 900],
      ),
      fc.tuple(fc.integer({ min: 390, max: 1920 }), fc.integer({ min: 440, max: 1000 })),
    ),
    style: fc.integer({ min: 0, max: 2 }),
    selectedGroup: fc.option(fc.integer({ min: 0, max: 15 })),
    selectedProducer: fc.option(fc.integer({ min: 0, max: 63 })),
    uneven: fc.boolean(),
  })
  .map(({ groups, queues, slaves, producers, nameServers, size, style, selectedGroup, selectedProducer, uneven }) => ({
    topology: {
      groups: names(groups, style).map((name, group) => ({
        group,
        name,
        queues: uneven ? 1 + ((queues * (group + 1)) % 48) : queues,
        nodes: Array.from({ length: slaves + 1 }, (_, i) => i),
      })),
      producers: Array.from({ length: producers }, (_, i) => i),
      nameServers,
    },
    width: size[0],
    height: size[1],
    selectedGroup,
    selectedProducer,
  }))

const fits = (slot: TextSlot, wordings: readonly string[], bold = false): boolean =>
  wordings.some((text) => textWidth(text, slot.size, bold) <= slot.w + 0.5) && slot.size <= slot.h + 0.5

const inBoth = (slot: TextSlot, words: (m: Messages) => readonly string[], bold = false): boolean =>
  fits(slot, words(zh), bold) && fits(slot, words(en), bold)

/** Boxes that must stay clear of each other, whatever is inside them. */
const topBoxes = (layout: StageLayout): [string, Box][] => [
  ...layout.producers.map((p): [string, Box] => [`producer ${p.producer}`, p.box]),
  ...layout.nameServers.map((n): [string, Box] => [`nameServer ${n.nameServer}`, n.box]),
  ...layout.groups.map((g): [string, Box] => [`group ${g.group}`, g.box]),
  ...layout.notes.map((n, i): [string, Box] => [`note ${i}`, n.slot]),
]

const partsOf = (g: GroupBox): [string, Box][] => {
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

const expectApart = (boxes: [string, Box][]) => {
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

const check = (input: LayoutInput): StageLayout => {
  const layout = layoutStage(input)
  const stage = { x: 0, y: 0, w: layout.width, h: layout.height }
  const boxes = topBoxes(layout)
  for (const [name, b] of boxes) {
    if (!contains(stage, b))
      throw new Error(`${name} ${JSON.stringify(b)} leaves the stage ${layout.width} x ${layout.height}`)
    if (!(b.w > 0 && b.h > 0)) throw new Error(`${name} has no size`)
  }
  expectApart(boxes)
  const shorts = shortNames(input.topology.groups.map((g) => g.name))
  for (const g of layout.groups) {
    const parts = partsOf(g)
    for (const [name, b] of parts) {
      if (!contains(g.box, b))
        throw new Error(`group ${g.group} (${g.level}): ${name} ${JSON.stringify(b)} leaves ${JSON.stringify(g.box)}`)
    }
    expectApart(parts)
    const name = input.topology.groups[g.group].name
    expect(fits(g.title, [name, shorts[g.group]], true), `name of ${g.level}`).toBe(true)
    if (g.total) expect(fits(g.total, ['123k'], true), 'total').toBe(true)
    for (const n of g.nodes) {
      expect(n.box.h).toBeGreaterThanOrEqual(23.9)
      expect(n.box.w).toBeGreaterThanOrEqual(23.9)
      expect(
        inBoth(n.title, ({ stage }) => stage.roleMaster, true),
        'role',
      ).toBe(true)
      if (n.state) {
        for (const words of [
          ({ stage }: Messages) => stage.node_starting,
          ({ stage }: Messages) => stage.node_poweredOff,
          ({ stage }: Messages) => stage.invitation,
          ({ stage }: Messages) => stage.node_elected,
        ]) {
          expect(inBoth(n.state, words), `${JSON.stringify(words)} in ${n.state.w} px`).toBe(true)
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
        ({ stage }: Messages) => stage.actual_noMaster,
        ({ stage }: Messages) => stage.actual_stopping,
        ({ stage }: Messages) => stage.believed_absent,
      ]) {
        expect(inBoth(g.status, words), `${JSON.stringify(words)} in ${g.status.w} px`).toBe(true)
      }
    }
  }
  for (const p of layout.producers) {
    const wheel = { x: p.wheel.cx - p.wheel.r, y: p.wheel.cy - p.wheel.r, w: 2 * p.wheel.r, h: 2 * p.wheel.r }
    expect(contains(p.box, wheel), `wheel of producer ${p.producer}`).toBe(true)
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
        inBoth(p.title, ({ stage }) => stage.producerTitleOf(64), true),
        'producer title',
      ).toBe(true)
    } else {
      expect(fits(p.title, [String(p.producer + 1)], true), `${p.title.size} px in ${p.title.w}`).toBe(true)
      expect(p.title.size, 'number of a producer').toBeGreaterThanOrEqual(layout.producers.length > 8 ? 12 : 8)
    }
  }
  for (const n of layout.nameServers) {
    expect(fits(n.title, zh.stage.nameServerTitle(4), true)).toBe(true)
    for (const { stage } of [zh, en]) {
      expect(fits(n.status, stage.nameServerAll(16)), `all in ${n.status.w}`).toBe(true)
      expect(fits(n.status, stage.nameServerNoMaster('broker-a', 'a', 15))).toBe(true)
      expect(fits(n.status, stage.nameServerMissing('broker-a', 'a', 15))).toBe(true)
    }
  }
  for (const note of layout.notes) expect(fits(note.slot, ['connection lost']), `note ${note.slot.w}`).toBe(true)
  return layout
}

const inputOf = (
  change: Partial<LayoutInput['topology']> & {
    width: number
    height: number
    groupCount?: number
    queues?: number
    selectedGroup?: number
  },
): LayoutInput => ({
  topology: {
    groups: names(change.groupCount ?? 2, 0).map((name, group) => ({
      group,
      name,
      queues: change.queues ?? 2,
      nodes: [0, 1, 2],
    })),
    producers: change.producers ?? [0],
    nameServers: change.nameServers ?? 1,
  },
  width: change.width,
  height: change.height,
  selectedGroup: change.selectedGroup ?? null,
  selectedProducer: null,
})

describe('the layout of the stage', () => {
  test('for any cluster and size nothing overlaps, nothing leaves the stage, every text has room', () => {
    fc.assert(
      fc.property(anyInput, (input) => {
        check(input)
      }),
      { numRuns: cases(80, 400) },
    )
  })

  test('every route begins and ends on the stage', () => {
    fc.assert(
      fc.property(anyInput, (input) => {
        const layout = layoutStage(input)
        const stage = { x: -1, y: -1, w: layout.width + 2, h: layout.height + 2 }
        for (const g of [layout.groups[0], layout.groups[layout.groups.length - 1]]) {
          const routes = [
            ...layout.producers.map((p) => layout.sendRoute(p.producer, g.group, 0)),
            ...layout.producers.map((p) => layout.askRoute(p.producer, 0)),
            ...layout.nameServers.map((n) => layout.registerRoute(g.group, n.nameServer)),
          ]
          for (const route of routes) {
            if (!route) throw new Error('no route')
            for (let i = 0; i < route.xy.length; i += 2) {
              const point = { x: route.xy[i], y: route.xy[i + 1], w: 0, h: 0 }
              if (!contains(stage, point)) throw new Error(`a route leaves the stage at ${JSON.stringify(point)}`)
            }
          }
        }
      }),
      { numRuns: cases(20, 60) },
    )
  })

  test("the article's cluster shows every message on a laptop, a projector and in a frame of a blog", () => {
    for (const [width, height] of [
      [940, 464],
      [1580, 824],
      [1100, 640],
      [960, 420],
    ]) {
      const layout = check(inputOf({ width, height }))
      expect(layout.groups.map((g) => g.level)).toEqual(['full', 'full'])
      expect(layout.height).toBe(height)
    }
  })

  test('the article on a phone keeps lanes and needs no scrolling', () => {
    const layout = check(inputOf({ width: 390, height: 480 }))
    expect(layout.wide).toBe(false)
    expect(layout.height).toBe(480)
    expect(layout.groups.every((g) => g.level === 'compact' || g.level === 'full')).toBe(true)
  })

  test('key numbers are at least 24 px high on a projector', () => {
    const layout = layoutStage(inputOf({ width: 1580, height: 824 }))
    expect(layout.groups[0].lanes[0].count.size).toBeGreaterThanOrEqual(24)
    expect(layout.size).toBeGreaterThanOrEqual(20)
  })

  test('for a room words are larger: one to four groups without scrolling, and two runs side by side', () => {
    for (const [width, height] of [
      [1920, 935],
      [1280, 625],
    ]) {
      for (const groupCount of [1, 2, 3, 4]) {
        const layout = check({ ...inputOf({ width, height, groupCount }), magnify: 1.25 })
        expect(layout.height).toBe(height)
        expect(layout.size).toBeGreaterThanOrEqual((30 * width) / 1920)
      }
    }
    const half = check({ ...inputOf({ width: 959, height: 884 }), magnify: 1.25 })
    expect(half.height).toBe(884)
    expect(half.groups.map((g) => g.level)).toEqual(['full', 'full'])
  })

  test('768 queues and 8 producers fit a laptop without scrolling, and a chosen group opens large', () => {
    const crowd = {
      width: 940,
      height: 464,
      groupCount: 16,
      queues: 48,
      producers: [0, 1, 2, 3, 4, 5, 6, 7],
      nameServers: 4,
    }
    const far = check(inputOf(crowd))
    expect(far.height).toBe(464)
    const near = check(inputOf({ ...crowd, selectedGroup: 5 }))
    const opened = near.groups.find((g) => g.group === 5)
    expect(opened?.enlarged).toBe(true)
    expect(opened?.nodes).toHaveLength(3)
    expect(near.groups.filter((g) => g.level === 'tile')).toHaveLength(15)
  })
})
