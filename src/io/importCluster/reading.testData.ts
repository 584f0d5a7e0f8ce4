// What tests ask of a pasted text.

import { en } from '../../i18n/allMessages'
import { simulate, stateAt } from '../../rocketmq'
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
  read: reading.read.map(({ line, what }) => `${line}: ${what(en)}`),
})
