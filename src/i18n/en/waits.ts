import type { Need, NeedKind } from '../../projections/reuse'
import { formatTime } from '../format'
import { isShort, linesOf, type ReuseFacts, type WaitsMessages, type WaitTable, wordsOf } from '../waits'

const at = (ms: number): string => (isShort(ms) ? `${(ms / 1000).toFixed(1)} s` : formatTime(ms, 1))

const NEEDS: Record<NeedKind, { long: string; short: string; missing: string; none: string }> = {
  elected: { long: 'election', short: 'election', missing: 'no Master elected', none: 'no Master yet' },
  started: { long: 'restart', short: 'restart', missing: 'Master not restarted', none: 'no Master yet' },
  resumed: { long: 'resume', short: 'resume', missing: 'Master not resumed', none: 'no Master yet' },
  master: { long: 'Master', short: 'Master', missing: 'no Master', none: 'no Master yet' },
  route: { long: 'route poll', short: 'poll', missing: 'no route poll brings it', none: 'no route yet' },
  window: { long: 'window ends', short: 'window', missing: 'window still open', none: 'window open' },
  reachable: { long: 'probe succeeds', short: 'probe', missing: 'no probe succeeds', none: 'no probe yet' },
}

const need =
  ({ nowMs, computedMs }: ReuseFacts, size: 'long' | 'short') =>
  ({ what, atMs }: Need): string => {
    const words = NEEDS[what]
    if (atMs === null) return size === 'long' ? `${words.missing} before ${at(computedMs)}` : words.none
    return `${words[size]} ${at(atMs)}${atMs <= nowMs ? ' ✓' : ''}`
  }

const messages = (calls: number): string => ` (${calls} ${calls === 1 ? 'message' : 'messages'})`

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
  scan: () => ({ what: 'its next scan', after: 'a Broker that has not registered for too long is removed' }),
}

export const waits: WaitsMessages = {
  heading: (name) => `What ${name} waits for`,
  nothing: 'nothing',
  until: (time) => `until ${time}`,
  noTimer: 'no time limit',
  menu: (wait) => `Waits for ${wait}`,
  reuseLines: (facts) => linesOf(facts.needs, 'Usable again: ', need(facts, 'long'), need(facts, 'short')),
  reuseSentence: (broker, facts) => {
    const parts = facts.needs.map(need(facts, 'long'))
    if (parts.length === 0) return ''
    const after = parts.length === 1 ? 'after' : 'after the latest of'
    return `The producer can use ${broker} again ${after}: ${parts.join(' > ')}.`
  },
  wait: (wait, broker) => wordsOf(WAITS, wait, broker),
}
