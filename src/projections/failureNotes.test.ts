import { expect, test } from 'vitest'
import { presetInput, type RunInput, simulate } from '../rocketmq'
import { failureNotes } from './failureNotes'

const killed: RunInput = { ...presetInput('article'), actions: [{ atMs: 9600, type: 'kill', target: 'broker-a/n0' }] }

test('a note says which Broker, which cause, and where the message went next', () => {
  const run = simulate(killed, 12_000)
  const notes = failureNotes(run, 10_200, 1600)
  expect(notes.length).toBeGreaterThan(0)
  expect(notes[0]).toMatchObject({ group: 0, nextGroup: 1, givenUp: false })
  expect(['connectRefused', 'connectionClosed']).toContain(notes[0].failure)
})

test('a copy stored with a warning is noted with its SendStatus', () => {
  const input = presetInput('article')
  const settings = {
    ...input.scenario.settings,
    clientVersion: '4.9.7',
    brokerRole: 'SYNC_MASTER' as const,
    slaveCount: 0,
    enableDLegerCommitLog: false,
  }
  const run = simulate({ ...input, scenario: { ...input.scenario, settings } }, 3000)
  const [note] = failureNotes(run, 3000, 1600)
  expect(note).toMatchObject({ failure: null, status: 'SLAVE_NOT_AVAILABLE', nextGroup: null, givenUp: false })
})

test('notes are gone after their time, and absent before', () => {
  const run = simulate(killed, 14_000)
  expect(failureNotes(run, 9000, 1600)).toEqual([])
  expect(failureNotes(run, 13_900, 500)).toEqual([])
})
