// Replays what a NameServer's own RouteInfoManager did, step by step, through the engine's: after every step both are
// asked for the route, and nothing may differ.

import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { REAL_SETTINGS } from '../src/rocketmq'
import { setQueueNums } from '../src/rocketmq/broker/brokerGroup'
import { registrationOf } from '../src/rocketmq/brokers'
import { groupAt, nodeAt, type Simulation } from '../src/rocketmq/context'
import { brokerAddress, nameServerAddress } from '../src/rocketmq/events'
import {
  nameServer,
  pickupTopicRouteData,
  registerBroker,
  scanNotActiveBrokers,
} from '../src/rocketmq/nameserver/nameServer'
import { createSimulation } from '../src/rocketmq/simulation'
import type { NameServer } from '../src/rocketmq/state'
import type { NameServerRecording, NameServerRow, NameServerSequence, NameServerStep } from './recording'

const folder = new URL('./recordings/', import.meta.url)

/** A cluster of which the NameServer does not know anything yet. */
function createCluster(release: string, { nodes, actingMaster, queues }: NameServerSequence): Simulation {
  const sim = createSimulation({
    scenario: {
      preset: 'recording',
      topic: 'TopicOrderPaySuccess',
      settings: {
        ...REAL_SETTINGS,
        clientVersion: release,
        brokerGroupCount: queues.length,
        slaveCount: nodes - 1,
        enableSlaveActingMaster: actingMaster,
      },
      brokerGroups: queues.map((writeQueueNums) => ({ writeQueueNums })),
    },
    seed: 1,
    actions: [],
  })
  for (const server of sim.state.nameServers) server.brokers = []
  sim.state.eventQueue = []
  return sim
}

function carryOut(sim: Simulation, step: NameServerStep): void {
  const server = sim.state.nameServers[0] as NameServer
  const leaves = (group: number, node: number, cause: 'channelClosed' | 'unregister') => {
    const { brokerId } = nodeAt(sim, group, node)
    const content = { cause, brokerId, nameServerEpoch: server.epoch }
    const { nowMs } = sim.state
    nameServer.packets.unregistration(sim, {
      kind: 'unregistration',
      sequence: 0,
      from: brokerAddress(group, node),
      to: nameServerAddress(0),
      sentAtMs: nowMs,
      atMs: nowMs,
      lost: false,
      content,
    })
  }
  switch (step[0]) {
    case 'register':
      nodeAt(sim, step[1], step[2]).brokerId = step[3]
      registerBroker(sim, server, step[1], step[2], registrationOf(sim, step[1], step[2]))
      return
    case 'close':
      return leaves(step[1], step[2], 'channelClosed')
    case 'unregister':
      return leaves(step[1], step[2], 'unregister')
    case 'advance':
      sim.state.nowMs += step[1]
      return
    case 'scan':
      scanNotActiveBrokers(sim, { nameServer: 0, epoch: server.epoch })
      sim.state.eventQueue = []
      return
    case 'topic':
      setQueueNums(groupAt(sim, step[1]), step[2])
      return
    case 'wipe':
    case 'addPerm':
      return nameServer.onCommand?.(sim, {
        atMs: sim.state.nowMs,
        type: 'writePerm',
        brokerName: groupAt(sim, step[1]).brokerName,
        on: step[0] === 'addPerm',
      })
  }
}

/** The engine's answer as the recording writes it. */
const routeOf = (sim: Simulation): NameServerRow[] =>
  (pickupTopicRouteData(sim, sim.state.nameServers[0] as NameServer, false) ?? []).map(
    ({ group, queueData: { readQueueNums, writeQueueNums, perm }, brokerAddrs }) => [
      group,
      readQueueNums,
      writeQueueNums,
      perm,
      Object.fromEntries(brokerAddrs.flatMap((node, brokerId) => (node === null ? [] : [[brokerId, node]]))),
    ],
  )

/** Plays a whole sequence; returns how many steps were compared. */
function play(release: string, startMs: number, sequence: NameServerSequence): number {
  const sim = createCluster(release, sequence)
  sim.state.nowMs = startMs
  let route: NameServerRow[] = []
  sequence.steps.forEach((step, number) => {
    const after: unknown = step.at(-1)
    if (Array.isArray(after)) route = after as NameServerRow[]
    carryOut(sim, step)
    expect(routeOf(sim), `${release} sequence ${sequence.id} step ${number} ${JSON.stringify(step)}`).toEqual(route)
  })
  return sequence.steps.length
}

const releases = readdirSync(folder).filter((release) => existsSync(new URL(`${release}/nameserver.json`, folder)))

test('there are recordings of 4.x and of 5.x', () => {
  expect(releases).toEqual(expect.arrayContaining(['4.2.0', '4.9.7', '5.1.4', '5.5.0']))
})

test.each(releases)("the NameServer of %s does what Apache's own RouteInfoManager did", (release) => {
  const file = new URL(`${release}/nameserver.json`, folder)
  const recording = JSON.parse(readFileSync(file, 'utf8')) as NameServerRecording
  let steps = 0
  for (const sequence of recording.sequences) steps += play(release, recording.startMs, sequence)
  expect(recording.sequences.length).toBe(60)
  expect(steps).toBeGreaterThan(1500)
})
