// The test vectors V1-V19 of the real client's selector and fault table, one test each. V20-V22 are about connections and
// stand in producer.test.ts.

import { describe, expect, test } from 'vitest'
import { buildMessageQueueList } from '../client/topicRoute'
import { type ClientRules, clientRules } from '../releases'
import { defaultBrokerName } from '../scenario'
import { REAL_SETTINGS } from '../settings'
import { isAvailable, latencyTable, notAvailableDuration, updateFaultItem } from './faultStrategy'
import { createProducer } from './producerLife'
import { selectOneMessageQueue } from './selectMessageQueue'
import { createThread } from './senderThread'

/** One release of each family. */
const FAMILY = { A: '4.2.0', B: '4.7.1', C: '4.9.7', "C'": '4.9.8', D: '5.1.3', E: '5.1.4', F: '5.3.1', G: '5.3.3' }
const ALL = Object.values(FAMILY)
const UP_TO_D = [FAMILY.A, FAMILY.B, FAMILY.C, FAMILY.D]
const FROM_E = [FAMILY.E, FAMILY.F, FAMILY.G]
const FROM_C = [FAMILY.C, FAMILY["C'"], FAMILY.D, ...FROM_E]

/** A client with a list of q queues on each of some Brokers, driven by hand. */
function client(release: string, brokers: number, queues: number, on: boolean, start = -1) {
  const rules: ClientRules = clientRules(release)
  const table = latencyTable(REAL_SETTINGS, rules)
  const producer = createProducer([createThread(1)], 1)
  const names = Array.from({ length: brokers }, (_, group) => defaultBrokerName(group))
  const queueData = { readQueueNums: queues, writeQueueNums: queues, perm: 6 }
  const route = names.map((_, group) => ({ group, queueData, brokerAddrs: [0, null, null, null] }))
  const publishInfo = {
    generation: 0,
    messageQueueList: buildMessageQueueList(route, names),
    queueDatas: names.map(() => queueData),
    sendWhichQueue: [null],
  }
  let random = 12_345
  let nowMs = 0
  let rewritten = 0
  const counts = new Map<string, number>()
  const self = {
    publishInfo,
    producer,
    counts,
    rewritten: () => rewritten,
    /** Selects once and counts the choice. */
    select(lastGroup: number | null = null, count = true) {
      const chosen = selectOneMessageQueue(
        {
          producer,
          thread: producer.threads[0]!,
          threadIndex: 0,
          publishInfo,
          brokerNames: names,
          nowMs,
          rules,
          sendLatencyFaultEnable: on,
          random: {
            startOfQueueIndex: () => start,
            startOfWorstIndex: () => start,
            reset: () => {
              random = (random * 1_103_515_245 + 12_345) % 0x80000000
              return random
            },
            shuffle: (groups) => groups,
          },
          onRewrite: () => {
            rewritten++
          },
        },
        lastGroup,
        lastGroup !== null,
        null,
      )
      const name = `${'abc'[chosen.group]}${chosen.queueId}`
      if (count) counts.set(name, (counts.get(name) ?? 0) + 1)
      return chosen
    },
    times(number: number) {
      for (let time = 0; time < number; time++) self.select()
      return Object.fromEntries([...counts].sort())
    },
    fails: (group: number, latencyMs = 100, reachable = true) =>
      updateFaultItem(producer.faultItems, group, nowMs, latencyMs, true, reachable, rules, table),
    succeeds: (group: number, latencyMs = 5) =>
      updateFaultItem(producer.faultItems, group, nowMs, latencyMs, false, true, rules, table),
    advance(ms: number) {
      nowMs += ms
    },
    available: (group: number) => isAvailable(producer.faultItems[group], nowMs, rules),
    /** Sends messages of up to 3 attempts; Brokers in `dead` refuse. Returns what came of them. */
    send(messages: number, dead: number[]) {
      let firstFailed = 0
      let failedAttempts = 0
      let lost = 0
      for (let message = 0; message < messages; message++) {
        let last: number | null = null
        let attempt = 0
        for (; attempt < 3; attempt++) {
          const chosen = self.select(last, false)
          if (!dead.includes(chosen.group)) {
            const name = `${'abc'[chosen.group]}${chosen.queueId}`
            counts.set(name, (counts.get(name) ?? 0) + 1)
            if (on) self.succeeds(chosen.group)
            break
          }
          failedAttempts++
          if (attempt === 0) firstFailed++
          if (on) self.fails(chosen.group, 2)
          last = chosen.group
        }
        if (attempt === 3) lost++
      }
      return { firstFailed, failedAttempts, lost }
    },
  }
  return self
}

describe.each(ALL)('%s', (release) => {
  test('V1 20 messages over 4 healthy queues are 5 each, in list order, from any start', () => {
    for (let start = -1; start < 40; start++) {
      for (const on of [false, true]) {
        const one = client(release, 2, 2, on, start)
        const first = (start + 1) % 4
        for (let message = 0; message < 20; message++) {
          const chosen = one.select()
          expect(chosen.group * 2 + chosen.queueId).toBe((first + message) % 4)
        }
        expect(Object.fromEntries([...one.counts].sort())).toEqual({ a0: 5, a1: 5, b0: 5, b1: 5 })
      }
    }
  })
})

test.each([...UP_TO_D, FAMILY["C'"]])('V2 %s: while a is avoided its share falls on b0: 3 to 1', (release) => {
  const one = client(release, 2, 2, true)
  one.succeeds(1)
  one.fails(0)
  expect(one.times(400)).toEqual({ b0: 300, b1: 100 })
})

test.each(FROM_E)('V3 %s: while a is avoided b0 and b1 share evenly', (release) => {
  const one = client(release, 2, 2, true)
  one.succeeds(1)
  one.fails(0)
  expect(one.times(400)).toEqual({ b0: 200, b1: 200 })
})

test.each([...UP_TO_D, FAMILY["C'"]])('V4 %s: with 24 queues each, b0 takes 2,500 of 4,800', (release) => {
  const one = client(release, 2, 24, true)
  one.fails(0)
  const counts = one.times(4800)
  expect(counts.b0).toBe(2500)
  for (let queueId = 1; queueId < 24; queueId++) expect(counts[`b${queueId}`]).toBe(100)
})

test.each(FROM_C)(
  'V5 %s: switch off, a dead: 1 in m first attempts hits it, m living queues, and they stay even',
  (release) => {
    for (const [queues, expected] of [
      [2, 1200],
      [4, 600],
      [8, 300],
      [24, 100],
    ] as const) {
      const one = client(release, 2, queues, false)
      const { firstFailed, lost } = one.send(2400, [0])
      expect(Math.abs(firstFailed - expected)).toBeLessThanOrEqual(1)
      expect(lost).toBe(0)
      for (const count of one.counts.values()) expect(Math.abs(count - 2400 / queues)).toBeLessThanOrEqual(1)
    }
  },
)

test.each([FAMILY.A, FAMILY.B])(
  'V6 %s: switch off, a dead: a third of first attempts, the surplus on the first living queue',
  (release) => {
    for (const [queues, failed, first, last] of [
      [2, 800, 1600, 800],
      [4, 800, 1200, 400],
      [8, 800, 1000, 200],
      [24, 801, 868, 66],
    ] as const) {
      // Which of nearly equal counts comes out depends on the start: the recorded one must be among them.
      const outcomes = Array.from({ length: 2 * queues }, (_, start) => {
        const one = client(release, 2, queues, false, start)
        const { firstFailed } = one.send(2400, [0])
        expect(Math.abs(firstFailed - failed)).toBeLessThanOrEqual(queues / 2)
        return [firstFailed, one.counts.get('b0'), one.counts.get(`b${queues - 1}`)]
      })
      expect(outcomes).toContainEqual([failed, first, last])
    }
  },
)

test.each([...UP_TO_D, FAMILY["C'"]])('V7 %s: a fast success ends the window at once', (release) => {
  const one = client(release, 2, 2, true)
  one.fails(0)
  one.succeeds(0, 5)
  const counts = one.times(10)
  expect((counts.a0 ?? 0) + (counts.a1 ?? 0)).toBeGreaterThanOrEqual(4)
})

test.each(FROM_E)('V8 %s: a fast success does not end the window', (release) => {
  const one = client(release, 2, 2, true)
  one.fails(0)
  one.succeeds(0, 5)
  const counts = one.times(10)
  expect((counts.a0 ?? 0) + (counts.a1 ?? 0)).toBe(0)
})

test.each(UP_TO_D)('V9 %s: both avoided: only a is chosen, and the list has only a left', (release) => {
  const one = client(release, 2, 2, true)
  one.fails(0, 700)
  one.fails(1, 900)
  const counts = one.times(40)
  expect((counts.a0 ?? 0) + (counts.a1 ?? 0)).toBe(40)
  expect(counts.a0).toBe(20)
  expect(one.publishInfo.messageQueueList.map((queue) => queue.group)).toEqual([0, 0, 0, 0])
  expect(one.rewritten()).toBeGreaterThan(0)
})

test('V10 4.9.8: both avoided: only a is chosen, the list stays as it is', () => {
  const one = client(FAMILY["C'"], 2, 2, true)
  one.fails(0, 700)
  one.fails(1, 900)
  expect(one.times(40)).toEqual({ a0: 20, a1: 20 })
  expect(one.rewritten()).toBe(0)
  expect(one.publishInfo.messageQueueList.map((queue) => queue.group)).toEqual([0, 0, 1, 1])
})

test.each(FROM_E)('V11 %s: both avoided: all four queues in turn, the list stays as it is', (release) => {
  const one = client(release, 2, 2, true)
  one.fails(0, 700)
  one.fails(1, 900)
  expect(one.times(40)).toEqual({ a0: 10, a1: 10, b0: 10, b1: 10 })
  expect(one.rewritten()).toBe(0)
})

test.each([...UP_TO_D, FAMILY["C'"]])('V12 %s: the steps of the latency table', (release) => {
  const table = latencyTable(REAL_SETTINGS, clientRules(release))
  const latencies = [549, 550, 999, 1000, 1999, 2000, 2999, 3000, 14_999, 15_000]
  expect(latencies.map((latencyMs) => notAvailableDuration(table, latencyMs))).toEqual([
    0, 30_000, 30_000, 60_000, 60_000, 120_000, 120_000, 180_000, 180_000, 600_000,
  ])
})

test.each(FROM_E)('V13 %s: the steps of the latency table', (release) => {
  const table = latencyTable(REAL_SETTINGS, clientRules(release))
  const latencies = [549, 550, 1799, 1800, 2999, 3000, 4999, 5000, 14_999, 15_000]
  expect(latencies.map((latencyMs) => notAvailableDuration(table, latencyMs))).toEqual([
    0, 2000, 2000, 5000, 5000, 6000, 6000, 10_000, 10_000, 30_000,
  ])
})

test('V14 5.1.4: one error code without the detector keeps a out after its window', () => {
  const one = client(FAMILY.E, 2, 2, true)
  one.succeeds(1)
  one.fails(0, 100, false)
  one.advance(10_000)
  expect(one.times(10)).toEqual({ b0: 5, b1: 5 })
})

test.each([FAMILY.F, FAMILY.G])('V15 %s: after the window a is chosen again, error code or not', (release) => {
  const one = client(release, 2, 2, true, 0)
  one.succeeds(1)
  one.fails(0, 100, false)
  one.advance(9999)
  expect(one.available(0)).toBe(false)
  one.advance(1)
  const counts = one.times(10)
  expect((counts.a0 ?? 0) + (counts.a1 ?? 0)).toBe(5)
})

test.each([FAMILY.A, FAMILY.B])(
  'V16 %s: warm client, a dies: one failed attempt, nothing lost, one entry rewritten',
  (release) => {
    const one = client(release, 2, 2, true)
    one.send(4, [])
    const { failedAttempts, lost } = one.send(100, [0])
    expect({ failedAttempts, lost }).toEqual({ failedAttempts: 1, lost: 0 })
    const rewritten = one.publishInfo.messageQueueList.filter((queue) => queue.rewritten)
    expect(rewritten.map((queue) => queue.group)).toEqual([1])
  },
)

test('V17 cold client, a dead: up to 4.7.1 about a quarter of the starts lose all 100 messages; later none', () => {
  const lostAll = (release: string) => {
    let runs = 0
    for (let start = 0; start < 1000; start++) {
      const one = client(release, 2, 2, true, start * 7919)
      if (one.send(100, [0]).lost === 100) runs++
    }
    return runs / 1000
  }
  expect(lostAll(FAMILY.A)).toBeCloseTo(0.25, 1)
  expect(lostAll(FAMILY.B)).toBeCloseTo(0.25, 1)
  for (const release of FROM_C) expect(lostAll(release)).toBe(0)
})

test('V18 warm client, both dead for 50 messages, healthy after the windows: entries stay rewritten up to 5.1.3, even after', () => {
  const after = (release: string) => {
    const one = client(release, 2, 2, true)
    one.send(4, [])
    one.send(50, [0, 1])
    one.advance(600_000)
    one.counts.clear()
    one.send(400, [])
    return {
      counts: Object.fromEntries([...one.counts].sort()),
      rewritten: one.publishInfo.messageQueueList.some((queue) => queue.rewritten),
    }
  }
  for (const release of UP_TO_D) expect(after(release).rewritten).toBe(true)
  for (const release of [FAMILY["C'"], ...FROM_E]) {
    expect(after(release)).toEqual({ counts: { a0: 100, a1: 100, b0: 100, b1: 100 }, rewritten: false })
  }
})

test('V19 3 Brokers with 4 queues, a avoided, 1,200 selections', () => {
  for (const release of [...UP_TO_D, FAMILY["C'"]]) {
    const one = client(release, 3, 4, true)
    one.fails(0)
    const { b0, ...others } = one.times(1200)
    expect(b0).toBe(500)
    expect(Object.values(others)).toEqual([100, 100, 100, 100, 100, 100, 100])
  }
  for (const release of FROM_E) {
    const one = client(release, 3, 4, true)
    one.fails(0)
    expect(Object.values(one.times(1200))).toEqual([150, 150, 150, 150, 150, 150, 150, 150])
  }
})
