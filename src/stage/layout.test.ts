import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { consumerAddress, nameServerAddress } from '../rocketmq'
import { cases } from '../rocketmq/cases.testData'
import { contains } from './boxes'
import { type LayoutInput, layoutStage } from './layout'
import { check, expectApart, inputOf, partsOf, topBoxes } from './layout.testData'

const anyInput: fc.Arbitrary<LayoutInput> = fc
  .record({
    groupCount: fc.integer({ min: 1, max: 16 }),
    queues: fc.integer({ min: 1, max: 48 }),
    slaves: fc.integer({ min: 0, max: 4 }),
    producers: fc.oneof(fc.integer({ min: 1, max: 8 }), fc.integer({ min: 1, max: 64 })),
    nameServers: fc.integer({ min: 1, max: 4 }),
    consumers: fc.oneof(
      fc.constant<[number, number]>([0, 0]),
      fc.tuple(fc.integer({ min: 1, max: 4 }), fc.integer({ min: 1, max: 16 })),
    ),
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
    nameStyle: fc.integer({ min: 0, max: 2 }),
    openedGroup: fc.option(fc.integer({ min: 0, max: 15 })),
    openedProducer: fc.option(fc.integer({ min: 0, max: 63 })),
    uneven: fc.boolean(),
  })
  .map(({ size: [width, height], ...cluster }) => inputOf({ width, height, ...cluster }))

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
            ...layout.places.consumer.map((c) => layout.pullRoute(c.index, g.index, 0)),
            ...layout.places.consumer.map((c) =>
              layout.routeBetween(consumerAddress(c.index), nameServerAddress(layout.places.nameServer[0].index)),
            ),
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
