// Which Broker group has the Topic, and the one from which others are created.

import { describe, expect, test } from 'vitest'
import type { UserAction } from '../scenario'
import { type Story, tell } from '../testDriver'

const set = (
  atMs: number,
  name: 'brokerGroupCount' | 'writeQueueNums',
  value: number,
  brokerName?: string,
): UserAction => ({
  atMs,
  type: 'set',
  name,
  value,
  ...(brokerName && { brokerName }),
})
const C = 2

/** When the producer's list changed, and its length. */
const lists = (story: Story) =>
  story
    .all('route')
    .filter(({ outcome }) => outcome === 'changed')
    .map(({ atMs, queues }) => [atMs, queues])

describe('B9 a group that is added has no Topic until updateTopic is run for it', () => {
  const added = set(20_000, 'brokerGroupCount', 3)

  test.each([true, false])('public report: 8 queues and no message for broker-c, autoCreateTopicEnable %s', (on) => {
    const settings = { clientVersion: '4.9.7', autoCreateTopicEnable: on, writeQueueNums: 4, brokerStartupMs: 1000 }
    const story = tell(settings, [added], 70_000)
    expect(lists(story)).toEqual([[2, 8]])
    expect(story.attemptsOn(C)).toEqual([])
    expect(story.at(70_000).brokerGroups[C]).toMatchObject({ topicCreated: false, writeQueueNums: 0, queueOffsets: [] })
  })

  test('updateTopic on it, or on the cluster, brings it at the next poll', () => {
    for (const brokerName of ['broker-c', undefined]) {
      const actions = [added, set(40_000, 'writeQueueNums', 4, brokerName)]
      const story = tell({ writeQueueNums: 4, brokerStartupMs: 1000 }, actions, 70_000)
      expect(lists(story)).toEqual([
        [2, 8],
        [60_012, 12],
      ])
      expect(story.attemptsOn(C).length).toBeGreaterThan(20)
      expect(story.at(70_000).totals.failed).toBe(0)
    }
  })

  test('a group that is taken out and comes back has kept it', () => {
    const story = tell(
      { brokerStartupMs: 1000 },
      [set(10_000, 'brokerGroupCount', 1), set(40_000, 'brokerGroupCount', 2)],
      95_000,
    )
    expect(lists(story).map(([, queues]) => queues)).toEqual([4, 2, 4])
  })
})

describe('B8 TBW102', () => {
  const off = (atMs: number): UserAction => ({ atMs, type: 'set', name: 'autoCreateTopicEnable', value: false })
  const restart: UserAction[] = ['broker-a/n0', 'broker-b/n0'].flatMap((target) => [
    { atMs: 2000, type: 'kill', target } as UserAction,
    { atMs: 3000, type: 'restart', target } as UserAction,
  ])

  test('stays when autoCreateTopicEnable is turned off: a fresh Topic gives 17 after three attempts', () => {
    for (const actions of [[off(0)], [off(0), ...restart]]) {
      const story = tell({ topicExists: false, brokerStartupMs: 1000 }, actions, 6000)
      // What finds a Broker that is down ends otherwise.
      const failed = story.all('messageFailed').filter(({ atMs }) => atMs < 2000 || atMs > 4100)
      expect(failed.length).toBeGreaterThan(10)
      for (const one of failed) expect(one).toMatchObject({ exception: 'attemptsUsedUp', code: 17, attempts: 3 })
      expect(story.at(6000).totals.stored).toBe(0)
    }
  })

  test('is not there where the switch has been off since the start, and comes with a start after it is on', () => {
    const on: UserAction = { atMs: 1000, type: 'set', name: 'autoCreateTopicEnable', value: true }
    const settings = { topicExists: false, autoCreateTopicEnable: false, brokerStartupMs: 1000 }
    const story = tell(settings, [on, ...restart], 10_000)
    const failed = story.all('messageFailed')
    expect(failed.filter(({ atMs }) => atMs > 1500 && atMs < 2000).map(({ exception }) => exception)).toContain(
      'noRoute',
    )
    expect(story.all('topicCreated')[0]?.atMs).toBeGreaterThan(4000)
  })
})
