// Where the inside of an opened Broker is drawn, for clusters and stages of all sizes.
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { cases } from '../../rocketmq/cases.testData'
import { type Box, contains, textWidth } from '../boxes'
import { type LayoutInput, layoutStage, type StageLayout } from '../layout'
import { check, expectApart, inputOf } from '../layout.testData'
import type { GroupBox } from '../nodes/broker/brokerCardLayout'
import { openedLayout } from './openedLayout'
import type { MarkKind, StorePlaces } from './storePlaces'

const open = (input: LayoutInput, group: number, marks: MarkKind[] = ['dispatched']): LayoutInput => ({
  ...input,
  unfold: (specs, area, f) => openedLayout(specs, group, area, f, marks),
})

const openedOf = ({ places }: StageLayout, group: number): GroupBox =>
  places.broker.find(({ index }) => index === group) as GroupBox

/** Everything that must stay clear of everything else. */
const partsOf = (card: GroupBox, s: StorePlaces): [string, Box][] => [
  ['title', card.title],
  ['head', s.head],
  ['file', s.file],
  ['life', s.life],
  ['flushes label', s.flushes.label],
  ['flushes', s.flushes.track],
  ['flushes value', s.flushes.value],
  ['send', s.send.box],
  ['tape', s.tape],
  ['written', s.written.title],
  ...(s.written.detail ? [['written detail', s.written.detail] as [string, Box]] : []),
  ...card.nodes.map(({ node, box }): [string, Box] => [`node ${node}`, box]),
  ...s.copies.flatMap(({ node, bar, title, detail }): [string, Box][] => [
    [`bar ${node}`, bar],
    [`words ${node}`, title],
    ...(detail ? [[`detail ${node}`, detail] as [string, Box]] : []),
  ]),
  ...s.marks.flatMap(({ kind, label, track, value }): [string, Box][] => [
    [`${kind} label`, label],
    [`${kind} track`, track],
    [`${kind} value`, value],
  ]),
  ['queues', s.queuesHead],
  ...s.lanes.map(({ queueId, box }): [string, Box] => [`queue ${queueId}`, box]),
  ...s.cells.map((cell, i): [string, Box] => [`cell ${i}`, cell]),
]

function checkOpened(input: LayoutInput, group: number): StageLayout {
  const layout = check(input)
  const card = openedOf(layout, group)
  const s = card.store as StorePlaces
  const parts = partsOf(card, s)
  for (const [name, b] of parts) {
    expect(b.w > 0 && b.h > 0, `${name} has a size`).toBe(true)
    if (!contains(card.box, b)) throw new Error(`${name} ${JSON.stringify(b)} leaves ${JSON.stringify(card.box)}`)
  }
  expectApart(parts)
  for (const { box, title, count, dots, lock } of [s.send]) {
    for (const b of [title, count, dots, lock]) expect(contains(box, b, 0.5)).toBe(true)
    expectApart([
      ['title', title],
      ['count', count],
      ['lock', lock],
    ])
  }
  for (const { box, label, body, count } of s.lanes) {
    for (const b of [label, body, count]) expect(contains(box, b, 0.5)).toBe(true)
    expectApart([
      ['label', label],
      ['body', body],
      ['count', count],
    ])
    expect(textWidth('12.3k', count.size, true)).toBeLessThanOrEqual(count.w)
  }
  // A number of four digits can be read in every place.
  expect(textWidth('9999', card.size, true)).toBeLessThanOrEqual(s.cellW)
  expect(s.places * s.cellW).toBeCloseTo(s.tape.w)
  expect(s.places).toBeGreaterThanOrEqual(3)
  expect(s.lanes.length + s.cells.length).toBe(input.topology.broker.find(({ index }) => index === group)?.queues)
  // Bars and tracks are to the measure of the tape.
  for (const { x, w } of [...s.copies.map(({ bar }) => bar), ...s.marks.map(({ track }) => track), s.flushes.track]) {
    expect([x, w]).toEqual([s.tape.x, s.tape.w])
  }
  // A message comes in at the height of the tape.
  const route = layout.sendRoute(input.topology.producer[0].index, group, 0)
  const end = route?.xy[route.xy.length - 1] ?? 0
  expect(end).toBeGreaterThanOrEqual(s.tape.y)
  expect(end).toBeLessThanOrEqual(s.tape.y + s.tape.h)
  return layout
}

describe('an opened Broker', () => {
  test('for any cluster and size nothing overlaps or leaves the card, and bars are to the measure of the tape', () => {
    fc.assert(
      fc.property(
        fc.record({
          groupCount: fc.integer({ min: 1, max: 16 }),
          queues: fc.integer({ min: 1, max: 48 }),
          slaves: fc.integer({ min: 0, max: 4 }),
          producers: fc.integer({ min: 1, max: 8 }),
          nameServers: fc.integer({ min: 1, max: 4 }),
          size: fc.oneof(
            fc.constantFrom([390, 500], [390, 480], [600, 800], [940, 464], [960, 600], [1580, 824], [1920, 900]),
            fc.tuple(fc.integer({ min: 390, max: 1920 }), fc.integer({ min: 440, max: 1000 })),
          ),
          nameStyle: fc.integer({ min: 0, max: 2 }),
          opened: fc.integer({ min: 0, max: 15 }),
          both: fc.boolean(),
        }),
        ({ size: [width, height], opened, both, ...cluster }) => {
          const group = opened % cluster.groupCount
          const marks: MarkKind[] = both ? ['confirmed', 'dispatched'] : ['dispatched']
          checkOpened(open(inputOf({ width, height, ...cluster }), group, marks), group)
        },
      ),
      { numRuns: cases(80, 400) },
    )
  })

  test('the largest cluster: one is open, the other fifteen are tiles below it', () => {
    const input = open(inputOf({ width: 1580, height: 824, groupCount: 16, queues: 48, slaves: 4 }), 3)
    const { places } = checkOpened(input, 3)
    const others = places.broker.filter(({ index }) => index !== 3)
    expect(others.map(({ level }) => level)).toEqual(others.map(() => 'tile'))
    const bottom = openedOf(layoutStage(input), 3).box
    for (const { box } of others) expect(box.y).toBeGreaterThan(bottom.y + bottom.h)
  })

  test('for a room, words are large and nothing overlaps', () => {
    for (const [groupCount, slaves] of [
      [1, 0],
      [2, 2],
      [3, 1],
    ] as const) {
      const input = inputOf({ width: 1920, height: 900, groupCount, slaves, queues: 4 })
      const layout = checkOpened(open({ ...input, magnify: 1.25 }, 0), 0)
      expect(layout.size * 0.86).toBeGreaterThanOrEqual(24 * 0.88)
    }
  })

  test('the same cluster and size give the same places', () => {
    const input = open(inputOf({ width: 1280, height: 640, groupCount: 3, queues: 6 }), 1)
    expect(layoutStage(input).places).toEqual(layoutStage(input).places)
  })

  test('a group that is not there, and a stage that is too narrow, open nothing', () => {
    const absent = layoutStage(open(inputOf({ width: 1280, height: 640 }), 7))
    expect(absent.places.broker.some(({ store }) => store)).toBe(false)
    const narrow = layoutStage(open(inputOf({ width: 180, height: 640 }), 0))
    expect(narrow.places.broker.some(({ store }) => store)).toBe(false)
  })
})
