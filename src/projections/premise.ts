// What an audience has to know of a moment to follow it: the release, the switch, and what has been done to the cluster so
// far. Read from the run, so that it cannot say what did not happen.

import { type ClusterState, type RunInput, type Settings, TEACHING_SETTINGS, type UserAction } from '../rocketmq'

export interface Premise {
  clientVersion: string
  switchOn: boolean
  /** Whose latency table counts: that of the release, that of the teaching values, or another. */
  table: 'release' | 'teaching' | 'own'
  /** What has been done by now, the latest last: at most `MAX_DONE`. */
  done: readonly UserAction[]
}

const MAX_DONE = 4

/** Settings that the premise says by themselves. */
const SAID = new Set(['clientVersion', 'sendLatencyFaultEnable', 'latencyMax', 'notAvailableDuration'])

export function premiseAt({ nowMs, settings }: ClusterState, input: RunInput): Premise {
  const done = input.actions.filter(
    (action) => action.atMs <= nowMs && !(action.type === 'set' && SAID.has(action.name)),
  )
  return {
    clientVersion: settings.clientVersion,
    switchOn: settings.sendLatencyFaultEnable,
    table: tableOf(settings),
    done: done.slice(-MAX_DONE),
  }
}

const tableText = ({ latencyMax, notAvailableDuration }: Settings): string =>
  JSON.stringify([latencyMax, notAvailableDuration])

function tableOf(settings: Settings): Premise['table'] {
  if (settings.latencyMax === null && settings.notAvailableDuration === null) return 'release'
  return tableText(settings) === tableText(TEACHING_SETTINGS) ? 'teaching' : 'own'
}
