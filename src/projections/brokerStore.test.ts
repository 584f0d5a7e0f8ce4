// What is seen inside of a Broker agrees with what the engine has, at every moment.
import { describe, expect, test } from 'vitest'
import { createCursor, presetInput, type RunInput, type Settings, simulate } from '../rocketmq'
import { recordsBetween } from '../rocketmq/state/records'
import { brokerStore, type StoreView } from './brokerStore'

function inputOf(preset: string, settings: Partial<Settings>, actions: RunInput['actions'] = []): RunInput {
  const input = presetInput(preset)
  const all = { ...input.scenario.settings, simulateStore: true, ...settings }
  return { ...input, actions, scenario: { ...input.scenario, settings: all } }
}

const PLACES = 10
const UNTIL_MS = 6000

/** Looks at each 97th ms of a run. */
function eachMoment(input: RunInput, look: (view: StoreView, tMs: number, group: number) => void): void {
  const run = simulate(input, UNTIL_MS)
  const cursor = createCursor(run)
  for (let tMs = 0; tMs <= UNTIL_MS; tMs += 97) {
    const state = cursor.seek(tMs)
    for (const group of state.brokerGroups.keys()) {
      const view = brokerStore(state, group, PLACES, 5)
      if (!view) throw new Error('the store of this run is simulated')
      look(view, tMs, group)
      expect(brokerStore(state, group, PLACES, 5)).toEqual(view)
    }
  }
}

const RUNS: [string, RunInput][] = [
  ['at rest', inputOf('2m-noslave', {})],
  ['with Slaves', inputOf('article', {})],
  ['fast', inputOf('2m-noslave', { sendIntervalMs: 5, sendsPerPacket: 700 })],
  ['small files', inputOf('2m-noslave', { mappedFileSizeCommitLog: 4096 })],
  [
    'power cut',
    inputOf('2m-noslave', {}, [
      { atMs: 2300, type: 'powerOff', target: 'broker-a/n0' },
      { atMs: 3000, type: 'restart', target: 'broker-a/n0' },
    ]),
  ],
]

describe.each(RUNS)('%s', (_, input) => {
  test('cells follow one another, and positions are where they say', () => {
    eachMoment(input, (view) => {
      const { cells, end, copies, node, maxOffset, dispatched } = view
      for (const [i, cell] of cells.entries()) {
        expect(cell.at).toBe((cells[0]?.at ?? 0) + i)
        expect(cell.shares.reduce((sum, [, messages]) => sum + messages, 0)).toBe(cell.messages)
        const next = cells[i + 1]
        if (next) expect(next.startOffset).toBeGreaterThanOrEqual(cell.endOffset)
      }
      expect(cells.length).toBeLessThanOrEqual(PLACES + 1)
      expect(cells.at(-1)?.endOffset ?? 0).toBe(maxOffset)
      const own = copies.find((copy) => copy.node === node)
      if (!own) throw new Error('the tape is of no node')
      expect(own.lag).toEqual({ messages: 0, bytes: 0 })
      expect(own.divergent).toBe(0)
      expect(own.written).toBe(cells.length > 0 ? end : own.written)
      expect(own.flushed).toBeLessThanOrEqual(own.committed)
      expect(own.committed).toBeLessThanOrEqual(own.written)
      expect(own.unflushed === 0).toBe(own.flushedOffset === maxOffset)
      expect(dispatched.behind === 0).toBe(dispatched.offset === maxOffset)
    })
  })

  test('ConsumeQueues have what is dispatched, each message once and in order', () => {
    const run = simulate(input, UNTIL_MS)
    const cursor = createCursor(run)
    for (let tMs = 0; tMs <= UNTIL_MS; tMs += 311) {
      const state = cursor.seek(tMs)
      for (const [index, group] of state.brokerGroups.entries()) {
        const view = brokerStore(state, index, PLACES, 5)
        const store = group.nodes[view?.node ?? 0]?.store
        if (!view || !store) throw new Error('the store of this run is simulated')
        const counts = view.queues.map(() => 0)
        for (const { queueId, count } of recordsBetween(group, store, 0, store.reputOffset))
          counts[queueId] = (counts[queueId] ?? 0) + count
        expect(view.queues.map(({ maxOffset }) => maxOffset)).toEqual(counts)
        const all = view.queues.reduce((sum, queue) => sum + queue.maxOffset + queue.undispatched, 0)
        expect(all).toBe(store.queueOffsets.reduce((sum, next) => sum + next, 0))
        for (const { entries, maxOffset } of view.queues) {
          const last = entries.at(-1)
          if (last) expect(last.queueOffset + last.messages).toBe(maxOffset)
          for (const [i, entry] of entries.entries()) {
            if (i > 0)
              expect(entry.queueOffset).toBe((entries[i - 1]?.queueOffset ?? 0) + (entries[i - 1]?.messages ?? 0))
          }
        }
      }
    }
  })
})

test('where messages come fast a cell has several, and the tape moves no faster than it has places', () => {
  const places: number[] = []
  eachMoment(inputOf('2m-noslave', { sendIntervalMs: 5, sendsPerPacket: 700 }), ({ per, end, cells }, tMs, group) => {
    if (group !== 0 || tMs < 4000) return
    expect(per).toBeGreaterThan(1)
    expect(cells.at(-2)?.messages).toBe(per * 700)
    places.push(end)
  })
  const perSecond = ((places.at(-1) as number) - (places[0] as number)) / 2
  expect(perSecond).toBeLessThanOrEqual(PLACES)
})

test('a run that does not simulate the store shows none', () => {
  const state = createCursor(simulate(presetInput('article'), 1000)).seek(1000)
  expect(brokerStore(state, 0, PLACES, 5)).toBeNull()
})
