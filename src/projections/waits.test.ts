// What a process waits for, one story for each kind; what its timer says comes true in the run; and each kind has words.

import { expect, test } from 'vitest'
import { en, zh } from '../i18n/allMessages'
import {
  type Address,
  brokerAddress,
  type ClusterState,
  consumerAddress,
  createCursor,
  nameServerAddress,
  presetInput,
  producerAddress,
  type RunInput,
  simulate,
} from '../rocketmq'
import { type Wait, type WaitKind, waitsOf } from './waits'

const node = (n: number) => brokerAddress(0, n)
const producer = producerAddress(0)
const nameServer = nameServerAddress(0)
const consumer = consumerAddress(0)

interface Story {
  preset: string
  settings?: Partial<RunInput['scenario']['settings']>
  actions?: RunInput['actions']
  of: Address
  /** Which of the wait's facts must be so. */
  holds?: Partial<Extract<Wait, object>>
  /** What is so once the timer has gone off, where there is one. */
  ends?: (state: ClusterState) => unknown
}

const on = (type: 'kill' | 'freeze' | 'stop' | 'restart', target: string, atMs = 3000) =>
  ({ atMs, type, target }) as RunInput['actions'][number]
const MASTER = 'broker-a/n0'

const STORIES: Record<WaitKind, Story> = {
  frozen: { preset: 'article', actions: [on('freeze', MASTER)], of: node(0), holds: { untilMs: null } },
  starting: {
    preset: '2m-noslave',
    actions: [on('kill', MASTER), on('restart', MASTER, 4000)],
    of: node(0),
    ends: (state) => state.brokerGroups[0]?.nodes[0]?.process === 'running',
  },
  exit: {
    preset: 'article',
    actions: [on('kill', MASTER)],
    of: node(0),
    ends: (state) => state.brokerGroups[0]?.nodes[0]?.process === 'killed',
  },
  stop: {
    preset: 'article',
    actions: [on('stop', MASTER)],
    of: node(0),
    ends: (state) => state.brokerGroups[0]?.nodes[0]?.process === 'stopped',
  },
  startsAgain: {
    preset: 'article',
    actions: [on('stop', MASTER), on('restart', MASTER, 3001)],
    of: node(0),
    ends: (state) => state.brokerGroups[0]?.nodes[0]?.process === 'starting',
  },
  poll: { preset: 'article', of: producer },
  routeAnswer: { preset: 'article', of: producer },
  connection: { preset: '2m-noslave', actions: [{ atMs: 3000, type: 'powerOff', target: MASTER }], of: producer },
  reply: { preset: 'article', of: producer },
  poolThread: {
    preset: '2m-noslave',
    settings: {
      communicationMode: 'ASYNC',
      sendThreadCount: 20,
      sendIntervalMs: 10,
      messageLimit: 0,
      producerCores: 1,
    },
    actions: [{ atMs: 3000, type: 'powerOff', target: MASTER }],
    of: producer,
  },
  votes: { preset: 'article', actions: [on('kill', MASTER)], of: node(1) },
  nextVote: { preset: 'article', actions: [on('kill', MASTER)], of: node(1) },
  heartbeat: { preset: 'article', actions: [on('kill', MASTER)], of: node(1) },
  masterReady: { preset: 'article', actions: [on('kill', MASTER)], of: node(1) },
  masterBack: {
    preset: 'article',
    settings: { enableDLegerCommitLog: false },
    actions: [on('kill', MASTER)],
    of: node(1),
    holds: { untilMs: null },
  },
  controller: {
    preset: 'article',
    settings: { enableDLegerCommitLog: false, enableControllerMode: true },
    actions: [{ atMs: 3000, type: 'powerOff', target: MASTER }],
    of: node(1),
  },
  registration: { preset: 'article', of: node(0) },
  scan: { preset: 'article', of: nameServer },
  rebalance: { preset: 'consume', of: consumer },
  clientHeartbeat: { preset: 'consume', of: consumer },
  offsets: { preset: 'consume', of: consumer },
  pull: { preset: 'consume-backlog', of: consumer },
  pullAnswer: { preset: 'consume', of: consumer, holds: { untilMs: null } },
  listener: { preset: 'consume', of: consumer },
}

test.each(Object.entries(STORIES))('%s', (kind, { preset, settings, actions = [], of, holds, ends }) => {
  const input = presetInput(preset)
  const scenario = { ...input.scenario, settings: { ...input.scenario.settings, ...settings } }
  const run = simulate({ ...input, scenario, actions }, 60_000)
  const cursor = createCursor(run)
  let found: Wait | undefined
  let atMs = 0
  for (; atMs <= 40_000 && !found; atMs++) {
    const addresses = of.kind === 'broker' && of.node > 0 ? [of, brokerAddress(0, 2)] : [of]
    found = addresses.flatMap((one) => waitsOf(cursor.seek(atMs), one)).find((wait) => wait.kind === kind)
  }
  if (!found) throw new Error(`nothing waits for ${kind}`)
  expect(found).toMatchObject(holds ?? {})
  if (found.untilMs !== null) {
    expect(found.untilMs).toBeGreaterThanOrEqual(atMs - 1)
    if (ends) expect(ends(cursor.seek(found.untilMs)), `${kind} at ${found.untilMs}`).toBe(true)
  } else expect(ends, 'a story with an end').toBeUndefined()
  const words = [en, zh].map((m) => m.waits.wait(found, 'broker-a'))
  for (const { what, after } of words) expect(`${what} ${after}`).not.toMatch(/undefined|null|NaN/)
  expect(words[1]?.what).toMatch(/\p{Script=Han}/u)
})
