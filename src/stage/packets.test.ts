import { describe, expect, test } from 'vitest'
import {
  brokerAddress,
  type ClusterState,
  createCursor,
  type Packet,
  presetInput,
  producerAddress,
  type Run,
  type RunInput,
  type SendRequest,
  type SimulationEvent,
  simulate,
  stateAt,
} from '../rocketmq'
import { layoutStage } from './layout'
import { topologyOf } from './nodeKinds'
import { eachRequest } from './packetMarks'
import {
  collectMarks,
  createMarks,
  createSelectionTimes,
  MARK,
  MAX_MARKS,
  markOf,
  pointerAt,
  selectionPlace,
  selectionTimes,
  shareOf,
} from './packets'

const killed: RunInput = { ...presetInput('article'), actions: [{ atMs: 9600, type: 'kill', target: 'broker-a/n0' }] }

const layoutOf = (state: ClusterState) => layoutStage({ topology: topologyOf(state), width: 940, height: 464 })

const request: SendRequest = {
  opaque: 1,
  exchange: 0,
  message: 7,
  topic: 0,
  producer: 0,
  call: 0,
  attempt: 1,
  group: 0,
  node: 0,
  queueId: 0,
  brokerEpoch: 0,
  oneway: false,
}
const times = { sequence: 0, sentAtMs: 100, atMs: 200, lost: false }
const from = producerAddress(0)
const to = brokerAddress(0, 0)
const way = (change: Partial<Packet<'sendRequest'>> = {}): Packet<'sendRequest'> => ({
  kind: 'sendRequest',
  from,
  to,
  ...times,
  content: { request },
  ...change,
})
const response = (code: number): Packet => ({
  ...times,
  kind: 'sendResponse',
  from: to,
  to: from,
  content: { request, code },
})

const isSending = (state: ClusterState): boolean => state.eventQueue.some(({ kind }) => kind === 'sendRequest')

/** Calls `look` with the state at each step, and says at which steps it was true. */
const momentsWhere = (
  run: Run,
  fromMs: number,
  toMs: number,
  look: (state: ClusterState, tMs: number) => boolean,
  stepMs = 10,
): number[] => {
  const cursor = createCursor(run)
  const found: number[] = []
  for (let t = fromMs; t <= toMs; t += stepMs) if (look(cursor.seek(t), t)) found.push(t)
  return found
}

describe('a packet on its way', () => {
  test('goes from one end to the other, and a lost one lies there', () => {
    expect(shareOf(way(), 150)).toBe(0.5)
    expect(shareOf(response(0), 125)).toBe(0.25)
    expect(shareOf(way({ lost: true }), 0)).toBe(1)
  })

  test('never leaves its path, whatever the time', () => {
    expect(shareOf(way(), 50)).toBe(0)
    expect(shareOf(way(), 5000)).toBe(1)
    expect(shareOf(way({ atMs: 100 }), 100)).toBe(1)
  })

  test('looks like what happens to it', () => {
    const handshake = (accepted: boolean): Packet => ({
      ...times,
      kind: 'connectAnswer',
      from: to,
      to: from,
      content: { request, accepted, brokerEpoch: 0 },
    })
    expect(markOf(way(), false)).toBe(MARK.message)
    expect(markOf(way(), true)).toBe(MARK.abandoned)
    expect(markOf(way({ lost: true }), false)).toBe(MARK.stuck)
    expect(markOf({ ...way(), kind: 'connect' }, false)).toBe(MARK.handshake)
    expect(markOf(handshake(true), false)).toBe(MARK.handshake)
    expect(markOf(handshake(false), false)).toBe(MARK.failure)
    expect(markOf({ ...times, kind: 'reset', from: to, to: from, content: { request } }, false)).toBe(MARK.failure)
    expect(markOf(response(0), false)).toBe(MARK.reply)
    expect(markOf(response(0), true)).toBe(MARK.abandoned)
    expect(markOf(response(14), false)).toBe(MARK.failure)
  })

  test('a request shows once, wherever it is: forwards, at the Broker, and back', () => {
    const state = { ...stateAt(simulate(killed, 100), 100), lostPackets: [], eventQueue: [] as SimulationEvent[] }
    const waiting = { ...way(), content: { request: { ...request, opaque: 5 } } }
    const timer = { epoch: 0, packet: waiting, sinceMs: 90, injectedCode: null, code: null }
    const served = (content: typeof timer): SimulationEvent => ({
      kind: 'serviceDone',
      atMs: 200,
      sequence: 0,
      from: null,
      to: null,
      sentAtMs: 90,
      lost: false,
      content,
    })
    const seen = (event: SimulationEvent) => {
      const found: unknown[] = []
      const eventQueue = [event]
      eachRequest({ ...state, eventQueue }, 125, (one, mark, share, sinceMs, waits) =>
        found.push([one.opaque, mark, share, sinceMs, waits]),
      )
      return found
    }
    expect(seen(way())).toEqual([[1, MARK.abandoned, 0.25, 100, false]])
    expect(seen(response(0))).toEqual([[1, MARK.abandoned, 0.75, 100, false]])
    expect(seen(served(timer))).toEqual([[5, MARK.abandoned, 1, 90, true]])
    expect(seen(served({ ...timer, epoch: 7 }))).toEqual([])
  })
})

describe('the marks of a moment', () => {
  const run = simulate(killed, 20_000)

  test('are the same for the same moment, and lie on the stage', () => {
    const t = momentsWhere(run, 5000, 6000, isSending)[2]
    const state = stateAt(run, t)
    const layout = layoutOf(state)
    const once = collectMarks(state, layout, t, false, createMarks())
    const again = collectMarks(state, layout, t, false, createMarks())
    expect(once.count).toBeGreaterThan(0)
    expect([...once.x]).toEqual([...again.x])
    for (let i = 0; i < once.count; i++) {
      expect(once.x[i]).toBeGreaterThanOrEqual(0)
      expect(once.x[i]).toBeLessThanOrEqual(layout.width)
      expect(once.y[i]).toBeLessThanOrEqual(layout.height)
    }
  })

  test('move between two milliseconds', () => {
    const moving = momentsWhere(run, 5000, 5400, isSending)[1]
    const state = stateAt(run, moving)
    const layout = layoutOf(state)
    const early = collectMarks(state, layout, moving, false, createMarks())
    const later = collectMarks(state, layout, moving + 0.5, false, createMarks())
    expect([...early.x.slice(0, early.count)]).not.toEqual([...later.x.slice(0, later.count)])
  })

  test('step instead of flying under reduced motion', () => {
    const places = new Map<number, Set<number>>()
    momentsWhere(run, 5000, 6600, (state, t) => {
      const marks = collectMarks(state, layoutOf(state), t, true, createMarks())
      for (let i = 0; i < marks.count; i++) {
        if (marks.kind[i] !== MARK.message) continue
        const seen = places.get(marks.message[i]) ?? new Set()
        places.set(marks.message[i], seen.add(Math.round(marks.x[i])))
      }
      return false
    })
    expect(places.size).toBeGreaterThan(0)
    for (const seen of places.values()) expect(seen.size).toBeLessThanOrEqual(3)
  })

  test('show a failure flying back after a kill, and votes during the election', () => {
    const layout = layoutOf(stateAt(run, 0))
    const marks = createMarks()
    const seen = (kind: number, fromMs: number, toMs: number) =>
      momentsWhere(
        run,
        fromMs,
        toMs,
        (state, t) => {
          collectMarks(state, layout, t, false, marks)
          return marks.kind.slice(0, marks.count).includes(kind)
        },
        30,
      ).length
    expect(seen(MARK.failure, 9600, 10_600)).toBeGreaterThan(0)
    expect(seen(MARK.voteRequest, 13_000, 19_000)).toBeGreaterThan(0)
    expect(seen(MARK.voteYes, 13_000, 19_000)).toBeGreaterThan(0)
    expect(seen(MARK.routeAnswer, 0, 400)).toBeGreaterThan(0)
  })

  describe('in a crowd', () => {
    const state = { ...stateAt(run, 5000), eventQueue: [] }
    const layout = layoutOf(state)
    /** 20,000 messages that left one after another within 100 ms, on a way of 100 ms. */
    const crowdOf = (change: (serial: number) => { queueId: number; sentAtMs: number }): ClusterState => {
      const eventQueue = Array.from({ length: 20_000 }, (_, serial): SimulationEvent => {
        const { queueId, sentAtMs } = change(serial)
        const group = serial % 2
        const content = { request: { ...request, opaque: serial + 1, message: serial, group, queueId } }
        return way({ to: brokerAddress(group, 0), sequence: serial, sentAtMs, atMs: sentAtMs + 100, content })
      })
      return { ...state, eventQueue, exchanges: eventQueue.map((_, serial) => serial + 1), freeExchanges: [] }
    }
    const crowd = crowdOf((serial) => ({ queueId: 0, sentAtMs: 50 + (serial % 100) }))
    const marksAt = (tMs: number) => collectMarks(crowd, layout, tMs, false, createMarks())

    test('go in clumps that hold every one of them', () => {
      const marks = marksAt(150)
      expect(marks.inFlight).toBe(20_000)
      expect(marks.count).toBeLessThanOrEqual(MAX_MARKS)
      expect(marks.count).toBeGreaterThan(20)
      expect(marks.weight.slice(0, marks.count).reduce((sum, weight) => sum + weight, 0)).toBe(20_000)
    })

    test('move on with time, and each stays one clump all the way', () => {
      const [before, after] = [marksAt(149.2), marksAt(149.7)]
      expect(after.count).toBe(before.count)
      for (let i = 0; i < after.count; i++) {
        expect(after.weight[i]).toBe(before.weight[i])
        const moved = Math.hypot(after.x[i] - before.x[i], after.y[i] - before.y[i])
        expect(moved).toBeGreaterThan(0)
        expect(moved).toBeLessThan(20)
      }
    })

    test('of many ways are still no more marks than there may be', () => {
      const many = crowdOf((serial) => ({ queueId: serial % 2, sentAtMs: 50 + ((serial * 7) % 100) }))
      const marks = collectMarks(many, layout, 150, false, createMarks())
      expect(marks.count).toBeLessThanOrEqual(MAX_MARKS)
      expect(marks.weight.slice(0, marks.count).reduce((sum, weight) => sum + weight, 0)).toBe(20_000)
    })
  })
})

test('a reply that says the copy is stored is no failure, whatever it warns of', () => {
  expect(markOf(response(11), false)).toBe(MARK.reply)
  expect(markOf(response(13), false)).toBe(MARK.failure)
})

describe('the pointer', () => {
  const nothing = () => false

  test('stands on sendWhichQueue mod n', () => {
    expect(pointerAt(38, 4, 0, 10_000, false, nothing)).toBe(2)
    expect(pointerAt(null, 4, 0, 10_000, false, nothing)).toBeNull()
    expect(pointerAt(5, 0, 0, 10_000, false, nothing)).toBeNull()
    expect(pointerAt(-3, 4, 0, 10_000, false, nothing)).toBe(1)
  })

  test('comes from the place before, and passes over avoided ones', () => {
    expect(pointerAt(6, 4, 1000, 1000, false, nothing)).toBe(1)
    expect(pointerAt(6, 4, 1000, 1000, false, (place) => place < 2)).toBe(-1)
    const between = pointerAt(6, 4, 1000, 1100, false, nothing) as number
    expect(between).toBeGreaterThan(1)
    expect(between).toBeLessThan(2)
  })

  test('begins its way at the moment of the selection, which the log knows', () => {
    const run = simulate(killed, 6000)
    const sends = momentsWhere(
      run,
      4000,
      5000,
      (_state, t) => selectionTimes(run.log, t, createSelectionTimes())[selectionPlace(0, 0)] === t,
    )
    expect(sends.length).toBeGreaterThan(0)
    const later = selectionTimes(run.log, sends[0] + 100, createSelectionTimes())
    expect(later[selectionPlace(0, 0)]).toBe(sends[0])
    expect(later[selectionPlace(3, 0)]).toBeLessThan(0)
  })

  test('does not travel under reduced motion', () => {
    expect(pointerAt(6, 4, 1000, 1000, true, nothing)).toBe(2)
  })
})
