// What tests ask of a pasted text.

import { expect } from 'vitest'
import { en } from '../../i18n/allMessages'
import { REAL_SETTINGS, type SettingName, type Settings, simulate, stateAt } from '../../rocketmq'
import { type Reading, readImportedCluster } from './importCluster'

export const read = (text: string): Reading => readImportedCluster(text)

/** The scenario that a text gives; fails if it gives none. */
export function scenarioOf(text: string) {
  const { input } = read(text)
  if (input === null) throw new Error('nothing was read')
  return input.scenario
}

/** Broker groups as the engine builds them from what was read. */
export const groupsOf = (text: string) => {
  const { input } = read(text)
  if (input === null) throw new Error('nothing was read')
  return stateAt(simulate(input, 1), 0).brokerGroups.map((group) => ({
    name: group.brokerName,
    slaves: group.nodes.length - 1,
    queues: group.queueOffsets.length,
  }))
}

export const english = (reading: Reading) => ({
  assumed: reading.assumptions.map((said) => said(en)),
  ignored: reading.ignored.map(({ line, why }) => `${line}: ${why(en)}`),
  releases: reading.releases.map(({ line, what }) => `${line}: ${what(en)}`),
  read: reading.read.map(({ line, what }) => `${line}: ${what(en)}`),
})

/** What a test expects of a text: each is checked only where it is given. */
export interface Expected {
  /** Of the scenario; `null` if the text gives none. */
  settings?: Partial<Settings> | null
  /** These have RocketMQ's own default. */
  defaults?: readonly SettingName[]
  topic?: string
  /** brokerName and Slaves, such as "broker-a 1". */
  groups?: readonly string[]
  queues?: readonly number[]
  nameServers?: number
  /** Parts of what is said about lines that are not used, or about what is assumed. */
  ignored?: readonly string[]
  assumed?: readonly string[]
  /** Parts of what is said about versions that are no release known here. */
  releases?: readonly string[]
  /** Lines that are not understood; none where it is not given. */
  unread?: readonly number[]
}

export function expectReading(text: string, wanted: Expected): void {
  const reading = read(text)
  const { ignored, assumed, releases } = english(reading)
  expect(reading.unread.map(({ line }) => line)).toEqual(wanted.unread ?? [])
  for (const part of wanted.ignored ?? []) expect(ignored.join('\n')).toContain(part)
  for (const part of wanted.assumed ?? []) expect(assumed.join('\n')).toContain(part)
  for (const part of wanted.releases ?? []) expect(releases.join('\n')).toContain(part)
  if (wanted.settings === null) return expect(reading.input).toBeNull()
  const { settings, topic } = scenarioOf(text)
  if (wanted.settings) expect(settings).toMatchObject(wanted.settings)
  for (const name of wanted.defaults ?? []) expect([name, settings[name]]).toEqual([name, REAL_SETTINGS[name]])
  if (wanted.topic !== undefined) expect(topic).toBe(wanted.topic)
  if (wanted.nameServers !== undefined) expect(settings.nameServerCount).toBe(wanted.nameServers)
  if (wanted.groups) expect(groupsOf(text).map(({ name, slaves }) => `${name} ${slaves}`)).toEqual(wanted.groups)
  if (wanted.queues) expect(groupsOf(text).map(({ queues }) => queues)).toEqual(wanted.queues)
}
