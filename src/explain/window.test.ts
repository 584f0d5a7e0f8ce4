// Why a Broker is avoided until a moment, held against the fault table of the run and the log.

import { describe, expect, test } from 'vitest'
import { ALL_MESSAGES, en, zh } from '../i18n/allMessages'
import { formatTime } from '../i18n/format'
import { LANGUAGE_CODES } from '../i18n/languages'
import { entryAt, logLength, type Run, type Settings, stateAt, type UserAction } from '../rocketmq'
import { tell } from '../rocketmq/testDriver'
import { reportAll } from './testStories'
import { explainWindow, type WindowExplanation } from './window'

const on: Partial<Settings> = { sendLatencyFaultEnable: true }
const A = 0

/** Holds an explanation against the fault table of that moment and the log until then. */
function check(run: Run, told: WindowExplanation): void {
  const { producer, group, atMs, broker, sentence, cause, standing } = told
  const state = stateAt(run, atMs)
  const item = state.producers[producer]?.faultItems[group] ?? null
  const runs = state.producers[producer]?.process === 'running'
  const open = runs && item !== null && item.startTimestamp > atMs
  if (!state.settings.sendLatencyFaultEnable) expect(standing).toBe('off')
  else expect(standing === 'avoided').toBe(open)
  for (const language of LANGUAGE_CODES) {
    if (standing !== 'off') expect(sentence(ALL_MESSAGES[language])).toContain(broker)
    expect(sentence(ALL_MESSAGES[language])).not.toMatch(/undefined|null|NaN|\[object/)
  }
  expect(sentence(zh)).not.toMatch(/[㐀-鿿][A-Za-z0-9]|[A-Za-z0-9][㐀-鿿]/)
  if (standing !== 'avoided') return
  expect(told.untilMs).toBe(item?.startTimestamp)
  expect(sentence(en)).toContain(formatTime(told.untilMs ?? -1))
  expect(sentence(zh)).toContain(formatTime(told.untilMs ?? -1))
  const send = entryAt(run.log, cause?.logIndex ?? -1)
  expect(send).toMatchObject({ kind: 'send', message: cause?.message, attempt: cause?.attempt, producer, group })
  expect(cause?.lesson.untilMs).toBe(told.untilMs)
  expect(cause?.lesson.atMs).toBe((told.untilMs ?? 0) - (cause?.lesson.windowMs ?? 0))
  expect(sentence(en)).toContain(`message ${cause?.message}`)
}

describe('why a Broker is avoided', () => {
  test.each(['4.2.0', '4.7.1', '5.1.0', '5.1.4', '5.3.3'])(
    '%s: the card agrees with the fault table at any moment',
    (release) => {
      const standings = new Set<string>()
      for (const { run } of reportAll(release)) {
        for (let atMs = 0; atMs <= run.endMs; atMs += Math.ceil(run.endMs / 12)) {
          for (let group = 0; group < 2; group++) {
            const told = explainWindow(run, 0, group, atMs)
            if (!told) throw new TypeError('no such producer')
            standings.add(told.standing)
            check(run, told)
          }
        }
      }
      expect(standings).toContain('avoided')
      expect(standings).toContain('off')
      if (release === '5.1.4') expect(standings).toContain('unreachable')
    },
  )

  const kill: UserAction[] = [{ atMs: 750, type: 'kill', target: 'broker-a/master' }]

  test('a failure counts as the stand-in of the release, with the step it falls on', () => {
    const old = explainWindow(tell({ ...on, clientVersion: '4.9.7' }, kill, 2000).run, 0, A, 2000)
    expect(old?.cause?.lesson).toMatchObject({
      isolation: true,
      lookedUpMs: 30_000,
      thresholdMs: 15_000,
      windowMs: 600_000,
      effect: 'opened',
    })
    expect(old?.cause?.lesson.latencyMs).toBeLessThan(10)
    const newer = explainWindow(tell({ ...on, clientVersion: '5.3.3' }, kill, 2000).run, 0, A, 2000)
    expect(newer?.cause?.lesson).toMatchObject({ lookedUpMs: 10_000, thresholdMs: 5000, windowMs: 10_000 })
    expect(newer?.sentence(en)).toContain('looks a failure up as 10 s')
  })

  test('a slow success is looked up as it was', () => {
    const slow: UserAction[] = [{ atMs: 750, type: 'slow', target: 'broker-a/n0', ms: 600 }]
    const told = explainWindow(tell({ ...on, clientVersion: '5.3.3' }, slow, 2000).run, 0, A, 2000)
    expect(told?.cause?.lesson).toMatchObject({ isolation: false, thresholdMs: 550, windowMs: 2000 })
    expect(told?.cause?.lesson.lookedUpMs).toBe(told?.cause?.lesson.latencyMs)
    expect(told?.cause?.outcome).toMatchObject({ kind: 'stored' })
  })

  test('why it is available again: never avoided, time, success, a new process, the detector', () => {
    const short: Partial<Settings> = { ...on, latencyMax: [50, 300], notAvailableDuration: [0, 1000] }
    const calm = tell(on, [], 500).run
    expect(explainWindow(calm, 0, A, 500)?.end).toEqual({ why: 'never' })
    const timed = tell(short, kill, 2500).run
    const open = explainWindow(timed, 0, A, 1500)
    expect(open?.standing).toBe('avoided')
    expect(explainWindow(timed, 0, A, open?.untilMs ?? 0)?.end).toEqual({ why: 'windowEnded', atMs: open?.untilMs })
    const restarted = tell(
      on,
      [
        ...kill,
        { atMs: 1300, type: 'kill', target: 'producer/0' },
        { atMs: 1500, type: 'restart', target: 'producer/0' },
      ],
      1510,
    ).run
    expect(explainWindow(restarted, 0, A, 1510)?.end?.why).toBe('restarted')
    const success = endsOf(
      reportAll('4.7.1').map(({ run }) => run),
      'success',
    )
    expect(success?.end).toMatchObject({ why: 'success' })
    expect(success?.sentence(en)).toContain('one fast success ends the window')
    const detector = tell(
      {
        ...on,
        startDetectorEnable: true,
        brokerGroupCount: 2,
        heartbeatBrokerInterval: 2000,
        pollNameServerInterval: 1000,
      },
      kill,
      9000,
    ).run
    const removed = endsOf([detector], 'removed')
    expect(removed?.sentence(zh)).toContain('探测器')
  })

  test('there is no producer of that number', () => {
    expect(explainWindow(tell(on, [], 500).run, 7, A, 500)).toBeNull()
  })
})

/** The first explanation whose window ended so. */
function endsOf(runs: readonly Run[], cause: 'success' | 'removed'): WindowExplanation | null {
  for (const run of runs) {
    for (let index = 0; index < logLength(run.log); index++) {
      const entry = entryAt(run.log, index)
      if (entry.kind !== 'available' || entry.cause !== cause) continue
      const told = explainWindow(run, entry.producer, entry.group, entry.atMs)
      if (told?.end?.why === cause) return told
    }
  }
  return null
}
