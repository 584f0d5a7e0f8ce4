// Messages of an order go through a MessageQueueSelector. RocketMQ: DefaultMQProducerImpl#sendSelectImpl, SelectMessageQueueByHash

import { expect, test } from 'vitest'
import { tell } from '../testDriver'
import { attemptsOf, B, faultUpdatesOf, kill, slow } from './sends.testData'

test.each(['SYNC', 'ASYNC', 'ONEWAY'] as const)(
  '%s: each order has one queue of the list, whatever is avoided',
  (communicationMode) => {
    const story = tell(
      { orderKeyCount: 3, communicationMode, sendLatencyFaultEnable: true, messageLimit: 30 },
      [slow(500, 'broker-b/n0', 900)],
      20_000,
    )
    const places = story
      .all('send')
      .map(({ message, group, queueId }) => ({ key: (message - 1) % 3, at: 2 * group + queueId }))
    expect(places).toHaveLength(30)
    for (const { key, at } of places) expect(at).toBe(key)
    expect(story.all('avoided')).toEqual([])
  },
)

test('a send that fails is not sent again, teaches the fault table nothing, and its exception comes as it is', () => {
  const story = tell(
    { orderKeyCount: 4, sendLatencyFaultEnable: true, messageLimit: 8 },
    [kill(250, 'broker-b/n0')],
    20_000,
  )
  expect(attemptsOf(story, 4)).toEqual([B])
  expect(faultUpdatesOf(story, 4)).toEqual([])
  const [failed] = story.all('messageFailed')
  expect(failed).toMatchObject({ message: 4, exception: 'oneAttempt', attempts: 1 })
  expect(failed?.gets).toMatchObject({ via: 'throw', className: 'RemotingConnectException', cause: null })
})

test('the list shrinks: an order goes to another queue', () => {
  const story = tell({ orderKeyCount: 4, messageLimit: 700 }, [kill(250, 'broker-b/n0')], 120_000)
  const queues = (key: number) =>
    new Set(
      story
        .all('send')
        .filter(({ message }) => (message - 1) % 4 === key)
        .map(({ group, queueId }) => 2 * group + queueId),
    )
  expect([...queues(2)]).toEqual([2, 0])
  expect([...queues(0)]).toEqual([0])
})
