// What clients of released DLedger groups were told, and what was left of it.

import { describe, expect, test } from 'vitest'
import type { GroupRecording } from './groupRecording'
import { isV5 } from './parts.mts'
import { groupRecording, groupRecordings, groupStepsOf, WHOLE_RELEASES } from './readRecordings'

/** What the recording machine needs besides, ms. */
const LATE_MS = 200
/** RocketMQ: DLedgerEntry.BODY_OFFSET */
const ENTRY_HEADER_BYTES = 48

const sends = (recording: GroupRecording, id: string) =>
  groupStepsOf(recording, 'send').filter((one) => one.id.startsWith(id))
const lists = (recording: GroupRecording) => groupStepsOf(recording, 'list').map(({ saw }) => saw.held)

/** Everything that was answered SEND_OK until a list was made. */
function acknowledged(recording: GroupRecording, list: number): { id: string; place: (number | undefined)[] }[] {
  const { steps } = recording
  const until = steps.indexOf(groupStepsOf(recording, 'list')[list] as (typeof steps)[number])
  return steps.slice(0, until).flatMap((step) => {
    if (step.act !== 'send' || step.saw.status !== 'SEND_OK') return []
    const { queue, queueOffset, physical } = step.saw
    return [{ id: step.id, place: [queue, queueOffset, physical] }]
  })
}

test('there are recordings of groups under DLedger and a Controller', () => {
  expect(groupRecordings().filter(({ elects }) => elects === 'dledger')).toHaveLength(3 * WHOLE_RELEASES.length)
  expect(groupRecordings().filter(({ elects }) => elects === 'controller')).toHaveLength(
    WHOLE_RELEASES.filter(isV5).length,
  )
})

describe.each(WHOLE_RELEASES)('%s', (release) => {
  test.each(['quorumLost', 'quorumMoved', 'leaderKilled'])(
    '%s: what was acknowledged is there once, where the client was told',
    (name) => {
      const recording = groupRecording(release, name)
      for (const [at, held] of lists(recording).entries()) {
        const all = acknowledged(recording, at)
        expect(all.length).toBeGreaterThan(10)
        for (const { id, place } of all) {
          expect(held.filter(([, , , one]) => one === id).map((one) => one.slice(0, 3))).toEqual([place])
        }
        for (const queue of [0, 1]) {
          const offsets = held.filter(([one]) => one === queue).map(([, offset]) => offset)
          expect(offsets).toEqual(offsets.map((_, index) => index))
        }
      }
    },
  )

  test.each(['quorumLost', 'leaderKilled'])('%s: a message lies behind the 48 bytes of its entry', (name) => {
    expect(sends(groupRecording(release, name), 'before')[0]?.saw.physical).toBe(ENTRY_HEADER_BYTES)
  })

  test.each(['quorumLost', 'quorumMoved'])(
    '%s: without followers 2,500 and code 1; what waits at the step-down gets no answer; then refusals, then no route',
    (name) => {
      const recording = groupRecording(release, name)
      const killedMs = groupStepsOf(recording, 'kill')[0]?.at ?? Number.NaN
      const all = sends(recording, 'without')
      const refusedAt = all.findIndex(({ saw }) => saw.code === (isV5(release) ? 2 : 14))
      const waited = all.slice(0, refusedAt)
      expect(waited[0]?.saw.code).toBe(1)
      for (const { code, message, ms } of waited.map(({ saw }) => saw)) {
        const limitMs = code === 1 ? 2500 : 9000
        expect(ms).toBeGreaterThanOrEqual(limitMs)
        expect(ms).toBeLessThan(limitMs + LATE_MS)
        const said = isV5(release) ? 'in-sync replicas not enough' : '[PC_SYNCHRONIZED]'
        expect(message).toContain(code === 1 ? said : 'timeout')
      }
      expect(waited.filter(({ saw }) => saw.code !== 1).length).toBeLessThanOrEqual(1)
      // A heartbeat every 2,000; 6,000 without a majority end the leadership, seen at the next one.
      expect((waited.at(-1)?.at ?? 0) - killedMs).toBeLessThan(8000 + LATE_MS)
      const refusals = all.slice(refusedAt, -1)
      expect(refusals.length).toBeGreaterThan(3)
      for (const { code, message, ms } of refusals.map(({ saw }) => saw)) {
        expect(code).toBe(isV5(release) ? 2 : 14)
        expect(message).toContain(isV5(release) ? '[REJECTREQUEST]' : 'service not available now')
        expect(ms).toBeLessThan(LATE_MS)
      }
      expect(all.at(-1)?.saw.message).toContain('No route info')
    },
  )

  test.each(['quorumLost', 'quorumMoved'])(
    '%s: messages that timed out are all there or all gone, by who leads next',
    (name) => {
      const recording = groupRecording(release, name)
      const [before, after] = groupStepsOf(recording, 'leader').map(({ node }) => node)
      const [held = []] = lists(recording)
      const kept = held.map(([, , , id]) => id).filter((id) => id.startsWith('without'))
      const timedOut = sends(recording, 'without').filter(({ saw }) => saw.ms >= 2500)
      expect(kept.sort()).toEqual(after === before ? timedOut.map(({ id }) => id).sort() : [])
      if (name === 'quorumMoved') expect(after).not.toBe(before)
    },
  )

  test('leaderKilled: the next leader goes on behind the last acknowledged message; the old one comes back as a follower', () => {
    const recording = groupRecording(release, 'leaderKilled')
    const places = sends(recording, 'before').map(({ saw }) => saw.physical ?? 0)
    const bytes = (places[1] ?? 0) - (places[0] ?? 0)
    const next = sends(recording, 'during').at(-1)?.saw
    expect(next?.status).toBe('SEND_OK')
    expect(next?.physical).toBe((places.at(-1) ?? 0) + bytes)
    for (const { saw } of sends(recording, 'rejoined')) expect(saw.status).toBe('SEND_OK')
    expect(lists(recording)[1]).toHaveLength((lists(recording)[0] ?? []).length + 4)
  })
})

describe.each(WHOLE_RELEASES.filter(isV5))('%s', (release) => {
  const recording = groupRecording(release, 'syncStateSet')
  const acts = recording.steps.filter(({ act }) => act !== 'send' && act !== 'list')
  /** How long after each act of that kind the SyncStateSet was another one, ms. */
  const changedAfter = (act: 'freeze' | 'kill' | 'resume' | 'start') =>
    acts.flatMap((one, at) => {
      const next = acts[at + 1]
      return one.act === act && next?.act === 'set' ? [next.at - one.at] : []
    })

  test('V12 a frozen Slave leaves the SyncStateSet after 15,000 to 20,000, whether something is sent or not', () => {
    expect(changedAfter('freeze')).toHaveLength(2)
    for (const ms of changedAfter('freeze')) {
      expect(ms).toBeGreaterThan(15_000 - LATE_MS)
      expect(ms).toBeLessThan(20_000 + LATE_MS)
    }
  })

  test('a killed one leaves at once; whoever comes back is a member again', () => {
    expect(changedAfter('kill')).toHaveLength(1)
    for (const ms of changedAfter('kill')) expect(ms).toBeLessThan(1000)
    expect([...changedAfter('resume'), ...changedAfter('start')]).toHaveLength(3)
    for (const { nodes } of groupStepsOf(recording, 'set')) expect([2, 3]).toContain(nodes.length)
  })

  test('by default a write waits for no member: with one frozen, all are SEND_OK at once, and stay', () => {
    const busy = sends(recording, 'busy')
    expect(busy.length).toBeGreaterThan(10)
    const ids = new Set((lists(recording)[0] ?? []).map(([, , , id]) => id))
    for (const { id, saw } of busy) {
      expect(saw.status).toBe('SEND_OK')
      expect(saw.ms).toBeLessThan(LATE_MS)
      expect(ids).toContain(id)
    }
  })
})
