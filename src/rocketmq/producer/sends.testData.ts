// One-line actions, and what a story says about one message.

import type { FaultUpdate } from '../context'
import { watch } from '../run'
import type { UserAction } from '../scenario'
import { entriesOf, type Story } from '../testDriver'

export const kill = (atMs: number, target: string): UserAction => ({ atMs, type: 'kill', target })

export const freeze = (atMs: number, target: string): UserAction => ({ atMs, type: 'freeze', target })

export const slow = (atMs: number, target: string, ms: number): UserAction => ({ atMs, type: 'slow', target, ms })

/** What the first producer and a peer send each other: so many in a hundred are lost. */
export const cut = (atMs: number, peer: string, lossPercent = 100): UserAction => ({
  atMs,
  type: 'link',
  target: 'producer/0',
  peer,
  lossPercent,
})

export const A = 0

export const B = 1

/** What each send of one message wrote into the fault table, oldest first. */
export function faultUpdatesOf(story: Story, message: number): FaultUpdate[] {
  const updates: FaultUpdate[] = []
  watch(story.run, 0, story.run.endMs, {
    onFaultUpdate: (update, call) => {
      if (call.message === message) updates.push(update)
    },
  })
  return updates
}

export const attemptsOf = (story: Story, message: number) =>
  entriesOf(story.run).flatMap((entry) => (entry.kind === 'send' && entry.message === message ? [entry.group] : []))
