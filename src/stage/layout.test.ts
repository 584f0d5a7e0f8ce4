import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { stagePhrases, stageWordings, type Wordings } from '../i18n/stage'
import { cases } from '../rocketmq/cases.testData'
import { type Box, contains, overlaps, type TextSlot, textWidth } from './boxes'
import { type LayoutInput, layoutStage, type StageLayout } from './layout'
import type { NodeAddress } from './nodeKinds'
import type { GroupBox } from './nodes/broker/brokerCardLayout'
import { shortNames } from './shortNames'

const range = (count: number): number[] => Array.from({ length: count }, (_, i) => i)

const names = (count: number, style: number): string[] =>
  Array.from({ length: count }, (_, i) =>
    style === 0 ? `broker-${String.fromCharCode(97 + i)}` : style === 1 ? `order-broker-${i + 1}` : `rmq${i}`,
  )

const anyInput: fc.Arbitrary<LayoutInput> = fc
  .record({
    groups: fc.integer({ min: 1, max: 16 }),
    queues: fc.integer({ min: 1, max: 48 }),
    slaves: fc.integer({ min: 0, max: 4 }),
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
      broker: names(groups, style).map((name, index) => ({
        index,
        name,
        queues: uneven ? 1 + ((queues * (index + 1)) % 48) : queues,
        nodes: range(slaves + 1),
      })),
      producer: range(producers).map((index) => ({ index, queues: groups * queues })),
      nameServer: range(nameServers),
    },
    width: size[0],
    height: size[1],
    opened: { broker: selectedGroup, producer: selectedProducer },
  }))

const fits = (slot: TextSlot, wordings: readonly string[], bold = false): boolean =>
  wordings.some((text) => textWidth(text, slot.size, bold) <= slot.w + 0.5) && slot.size <= slot.h + 0.5

const inBoth = (slot: TextSlot, words: Wordings, bold = false): boolean =>
  fits(slot, words.zh, bold) && fits(slot, words.en, bold)

/** Boxes that must stay clear of each other, whatever is inside them. */
const topBoxes = (layout: StageLayout): [string, Box][] => [
  ...layout.places.producer.map((p): [string, Box] => [`producer ${p.index}`, p.box]),
  ...layout.places.nameServer.map((n): [string, Box] => [`nameServer ${n.index}`, n.box]),
  ...layout.places.broker.map((g): [string, Box] => [`group ${g.index}`, g.box]),
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
      expect(inBoth(n.title, stageWordings.roleMaster, true), 'role').toBe(true)
      if (n.state) {
        for (const words of [
          stageWordings.node_starting,
          stageWordings.node_poweredOff,
          stageWordings.invitation,
          stageWordings.node_elected,
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
        stageWordings.actual_noMaster,
        stageWordings.actual_stopping,
        stageWordings.believed_absent,
      ]) {
        expect(inBoth(g.status, words), `${JSON.stringify(words)} in ${g.status.w} px`).toBe(true)
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
      const titles = stagePhrases.producerTitle
      expect(fits(p.title, titles.zh(64), true) && fits(p.title, titles.en(64), true), 'producer title').toBe(true)
    } else {
      expect(fits(p.title, [String(p.index + 1)], true), `${p.title.size} px in ${p.title.w}`).toBe(true)
      expect(p.title.size, 'number of a producer').toBeGreaterThanOrEqual(layout.places.producer.length > 8 ? 12 : 8)
    }
  }
  for (const n of layout.places.nameServer) {
    expect(fits(n.title, stagePhrases.nameServerTitle.zh(4), true)).toBe(true)
    for (const language of ['zh', 'en'] as const) {
      expect(fits(n.status, stagePhrases.nameServerAll[language](16)), `all in ${n.status.w}`).toBe(true)
      expect(fits(n.status, stagePhrases.nameServerNoMaster[language]('broker-a', 'a', 15))).toBe(true)
      expect(fits(n.status, stagePhrases.nameServerMissing[language]('broker-a', 'a', 15))).toBe(true)
    }
  }
  for (const note of layout.notes) expect(fits(note.slot, ['connection lost']), `note ${note.slot.w}`).toBe(true)
  return layout
}

const inputOf = (change: {
  width: number
  height: number
  groupCount?: number
  queues?: number
  slaves?: number
  producers?: number
  nameServers?: number
  openedGroup?: number
}): LayoutInput => {
  const { width, height, groupCount = 2, queues = 2, slaves = 2, producers = 1, nameServers = 1, openedGroup } = change
  return {
    topology: {
      broker: names(groupCount, 0).map((name, index) => ({ index, name, queues, nodes: range(slaves + 1) })),
      producer: range(producers).map((index) => ({ index, queues: queues * groupCount })),
      nameServer: range(nameServers),
    },
    width,
    height,
    opened: { broker: openedGroup ?? null },
  }
}

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
        for (const g of [layout.places.broker[0], layout.places.broker[layout.places.broker.length - 1]]) {
          const routes = [
            ...layout.places.producer.map((p) => layout.sendRoute(p.index, g.index, 0)),
            ...layout.places.producer.map((p) => layout.askRoute(p.index, 0)),
            ...layout.places.nameServer.map((n) => layout.registerRoute(g.index, n.index)),
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

  test('a tiny or odd stage never throws: what does not fit is left out, the least important first', () => {
    const size = fc.oneof(
      fc.integer({ min: 0, max: 4000 }),
      fc.integer({ min: 0, max: 420 }),
      fc.constantFrom(0, 1, 597, 598),
    )
    const few = fc.integer({ min: 0, max: 4 })
    const cluster = fc.record({
      width: size,
      height: size,
      groupCount: fc.oneof(few, fc.integer({ min: 0, max: 16 })),
      queues: fc.integer({ min: 1, max: 48 }),
      slaves: few,
      producers: fc.oneof(few, fc.integer({ min: 0, max: 64 })),
      nameServers: few,
    })
    fc.assert(
      fc.property(cluster, fc.constantFrom(1, 1.25), (change, magnify) => {
        const input = { ...inputOf(change), magnify }
        const layout = layoutStage(input)
        const stage = { x: 0, y: 0, w: layout.width, h: layout.height }
        const boxes = topBoxes(layout)
        for (const [name, b] of boxes) {
          if (!(b.w > 0 && b.h > 0 && contains(stage, b)))
            throw new Error(`${name} ${JSON.stringify(b)} in ${JSON.stringify(stage)}`)
        }
        expectApart(boxes)
        const { broker, producer, nameServer } = layout.places
        for (const g of broker) {
          for (const [name, b] of partsOf(g)) if (!contains(g.box, b)) throw new Error(`${name} leaves its group`)
          for (const { node } of g.nodes) {
            const address = { kind: 'broker', group: g.index, node } as const
            expect(layout.addressPlace(address)).toEqual(g.nodes.find((one) => one.node === node)?.box)
          }
        }
        for (const { box: outer, wheel } of producer) {
          const round = { x: wheel.cx - wheel.r, y: wheel.cy - wheel.r, w: 2 * wheel.r, h: 2 * wheel.r }
          if (!(wheel.r > 0 && contains(outer, round)))
            throw new Error(`a wheel of ${wheel.r} in ${JSON.stringify(outer)}`)
        }
        const routes = [
          layout.sendRoute(producer[0]?.index ?? 0, 0, 0),
          layout.askRoute(0, 0),
          layout.registerRoute(broker.length - 1, nameServer.length - 1),
          layout.peerRoute(0, 0, 1),
        ]
        for (const route of routes) expect(route?.xy.every(Number.isFinite) ?? true).toBe(true)
        // Broker groups stay to the last, and nothing is left out where a page would be.
        if (producer.length > 0 || nameServer.length > 0) expect(broker).toHaveLength(change.groupCount)
        if (change.width >= 390) {
          expect([broker.length, producer.length, nameServer.length]).toEqual(
            [input.topology.broker, input.topology.producer, input.topology.nameServer].map((all) => all.length),
          )
        }
      }),
      { numRuns: cases(120, 800) },
    )
  })

  test('columns are only there for the kinds of nodes that are', () => {
    const all = check(inputOf({ width: 1280, height: 640 }))
    const alone = layoutStage(inputOf({ width: 1280, height: 640, producers: 0, nameServers: 0 }))
    expect(all.columns.broker?.x).toBeGreaterThan(400)
    expect(alone.columns).toEqual({ broker: expect.objectContaining({ x: alone.size * 1.05 }) })
    expect(alone.notes).toEqual([])
  })

  test('the nodes of a group fill its card, whether they are one or five', () => {
    for (const [width, height] of [
      [390, 700],
      [960, 600],
      [1580, 824],
    ]) {
      for (let slaves = 0; slaves <= 4; slaves++) {
        for (const g of check(inputOf({ width, height, slaves })).places.broker) {
          const [first, last] = [g.nodes[0].box, g.nodes[slaves].box]
          expect(g.nodes).toHaveLength(slaves + 1)
          expect(first.x - g.box.x).toBeCloseTo(g.box.x + g.box.w - last.x - last.w)
        }
      }
    }
  })

  test('a packet between any two addresses has a way, and its way back is the same', () => {
    const layout = check(inputOf({ width: 1280, height: 640, producers: 2 }))
    const ends: NodeAddress[] = [
      { kind: 'producer', index: 1 },
      { kind: 'nameServer', index: 0 },
      { kind: 'broker', group: 1, node: 2 },
      { kind: 'broker', group: 1, node: 0 },
    ]
    for (const from of ends) {
      expect(layout.addressPlace(from)).not.toBeNull()
      for (const to of ends) {
        if (from === to) continue
        const there = layout.routeBetween(from, to)
        const back = layout.routeBetween(to, from)
        if (!there || !back) throw new Error(`no way from ${from.kind} to ${to.kind}`)
        expect(layout.routeBetween(from, to)).toBe(there)
        expect([back.xy[0], back.xy[1]]).toEqual([...there.xy.slice(-2)])
        expect(back.length).toBeCloseTo(there.length)
      }
    }
    expect(layout.routeBetween(ends[0], ends[2])).toBe(layout.sendRoute(1, 1, 0))
    expect(layout.routeBetween(ends[0], { kind: 'broker', group: 9, node: 0 })).toBeNull()
    expect(layout.addressPlace({ kind: 'nameServer', index: 9 })).toBeNull()
  })

  test("the article's cluster shows every message on a laptop, a projector and in a frame of a blog", () => {
    for (const [width, height] of [
      [940, 464],
      [1580, 824],
      [1100, 640],
      [960, 420],
    ]) {
      const layout = check(inputOf({ width, height }))
      expect(layout.places.broker.map((g) => g.level)).toEqual(['full', 'full'])
      expect(layout.height).toBe(height)
    }
  })

  test('the article on a phone keeps lanes and needs no scrolling', () => {
    const layout = check(inputOf({ width: 390, height: 480 }))
    expect(layout.wide).toBe(false)
    expect(layout.height).toBe(480)
    expect(layout.places.broker.every((g) => g.level === 'compact' || g.level === 'full')).toBe(true)
  })

  test('key numbers are at least 24 px high on a projector', () => {
    const layout = layoutStage(inputOf({ width: 1580, height: 824 }))
    expect(layout.places.broker[0].lanes[0].count.size).toBeGreaterThanOrEqual(24)
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
    expect(half.places.broker.map((g) => g.level)).toEqual(['full', 'full'])
  })

  test('768 queues and 8 producers fit a laptop without scrolling, and a chosen group opens large', () => {
    const crowd = {
      width: 940,
      height: 464,
      groupCount: 16,
      queues: 48,
      producers: 8,
      nameServers: 4,
    }
    const far = check(inputOf(crowd))
    expect(far.height).toBe(464)
    const near = check(inputOf({ ...crowd, openedGroup: 5 }))
    const opened = near.places.broker.find((g) => g.index === 5)
    expect(opened?.enlarged).toBe(true)
    expect(opened?.nodes).toHaveLength(3)
    expect(near.places.broker.filter((g) => g.level === 'tile')).toHaveLength(15)
  })
})
