import type { Need, NeedKind } from '../../projections/reuse'
import {
  linesOf,
  momentText,
  type NeedWords,
  type ReuseFacts,
  type WaitsMessages,
  type WaitTable,
  wordsOf,
} from '../waits'

const NEEDS: Record<NeedKind, NeedWords> = {
  elected: { long: 'election', short: 'election', none: 'no new Master yet' },
  started: { long: 'restart', short: 'restart', none: 'Master not restarted yet' },
  resumed: { long: 'resume', short: 'resume', none: 'Master not resumed yet' },
  master: { long: 'Master', short: 'Master', none: 'no new Master yet' },
  route: { long: 'route poll', short: 'poll', none: 'no new route yet' },
  window: { long: 'window end', short: 'window', none: 'window still open' },
  laterWindow: { long: 'a later window', short: 'later window', none: 'window still open' },
  longerWindow: { long: 'extended window', short: 'extended window', none: 'window still open' },
  reachable: { long: 'probe succeeds', short: 'probe', none: 'no probe has succeeded yet' },
}

const need =
  ({ nowMs }: ReuseFacts, size: 'long' | 'short') =>
  ({ what, atMs }: Need): string =>
    atMs === null ? NEEDS[what].none : `${NEEDS[what][size]} ${momentText(atMs)}${atMs <= nowMs ? ' ✓' : ''}`

const messages = (calls: number): string => ` (${calls} ${calls === 1 ? 'message' : 'messages'})`

const inQueues = (queues: number): string => ` (${queues} ${queues === 1 ? 'queue' : 'queues'})`

const WAITS: WaitTable = {
  frozen: () => ({ what: 'a resume', after: 'until then it handles nothing, and no timer ends the freeze' }),
  starting: () => ({ what: 'the end of its start', after: 'then it handles requests' }),
  exit: () => ({
    what: 'the exit of the killed process',
    after: 'until then the host accepts requests that no process reads',
  }),
  stop: () => ({ what: 'the end of the shutdown', after: 'until then it finishes the requests it has' }),
  startsAgain: () => ({ what: 'the exit of the old process', after: 'then the new one starts at once' }),
  poll: () => ({
    what: 'the next route poll',
    after: 'a changed route replaces the queue list and the Master addresses',
  }),
  routeAnswer: ({ calls }) => ({
    what: `the route from a NameServer${calls > 0 ? messages(calls) : ''}`,
    after: 'an answer or a timeout ends the wait',
  }),
  connection: ({ calls }, broker) => ({
    what: `a connection to ${broker}${messages(calls)}`,
    after: 'a connection, a refusal or a timeout ends the wait',
  }),
  reply: ({ calls }, broker) => ({
    what: `the reply of ${broker}${messages(calls)}`,
    after: 'a reply, a closed connection or a timeout ends the wait',
  }),
  poolThread: ({ calls }) => ({
    what: `a free thread of the pool${messages(calls)}`,
    after: 'the next thread that is free sends the oldest message',
  }),
  votes: ({ accepted, needed }) => ({
    what: `votes (${accepted}/${needed})`,
    after: 'a majority elects it; without one, the next round follows',
  }),
  nextVote: () => ({ what: 'its next vote', after: 'then it asks the other nodes for their votes' }),
  heartbeat: () => ({ what: 'a heartbeat of the Leader', after: 'without one by after, it becomes a candidate' }),
  masterReady: () => ({ what: 'the end of its catch-up', after: 'then it is a writable Master' }),
  masterBack: () => ({
    what: 'the return of its Master',
    after: 'this cluster elects no Master: a Slave stays a Slave',
  }),
  controller: ({ untilMs }) => ({
    what: 'a Master chosen by the Controller',
    after:
      untilMs === null
        ? 'no node of the SyncStateSet runs: one of them must come back first'
        : 'then the Controller notices that the Master is away, and chooses from the SyncStateSet',
  }),
  registration: () => ({
    what: 'its next registration',
    after: 'a changed role or Topic is registered at once',
  }),
  rebalance: () => ({ what: 'its next rebalance', after: 'a notification of a Broker brings it forward' }),
  clientHeartbeat: () => ({ what: 'its next heartbeat', after: 'it keeps the consumer in its group at the Brokers' }),
  offsets: () => ({
    what: 'the next commit of its offsets',
    after: 'what it finishes before that comes again if it dies now',
  }),
  pull: ({ queues }) => ({
    what: `its next pull${inQueues(queues)}`,
    after: 'until then flow control or an error delays it',
  }),
  pullAnswer: ({ queues }) => ({
    what: `messages${inQueues(queues)}`,
    after: 'an arrival, the end of the hold or a lost connection ends the wait',
  }),
  listener: ({ calls }) => ({
    what: `its listener${calls > 1 ? ` (${calls} threads)` : ''}`,
    after: 'then the offset can move on',
  }),
  scan: () => ({ what: 'its next scan', after: 'a Broker that has not registered for too long is removed' }),
}

export const waits: WaitsMessages = {
  heading: (name) => `What ${name} waits for`,
  nothing: 'nothing',
  until: (time) => `until ${time}`,
  noTimer: 'no time limit',
  menu: (wait) => `Waits for ${wait}`,
  reuseLines: (facts) =>
    linesOf(facts.needs, need(facts, 'long'), need(facts, 'short'), {
      lead: () => 'Usable again: ',
      others: (parts) => ` (${parts.join(', ')})`,
    }),
  reuseSentence(broker, facts) {
    const parts = facts.needs.map(need(facts, 'long'))
    const [ruling, ...others] = parts
    if (ruling === undefined) return ''
    if (facts.needs[0]?.atMs === null) {
      const computed = `as far as the run is computed, ${momentText(facts.computedMs)}`
      return `The producer cannot use ${broker}: ${[ruling, ...others].join(', ')} (${computed}).`
    }
    const after = others.length === 0 ? 'after' : 'after the latest of these'
    return `The producer can use ${broker} again ${after}: ${parts.join(', ')}.`
  },
  wait: (wait, broker) => wordsOf(WAITS, wait, broker),
}
