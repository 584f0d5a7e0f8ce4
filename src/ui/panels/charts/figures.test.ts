import { expect, test } from 'vitest'
import { ALL_MESSAGES } from '../../../i18n/allMessages'
import type { SeriesBin } from '../../../projections/series'
import { percentText, rateText, shareMembers, spokenFigures, stretchText } from './figures'

const bin = (figures: Partial<SeriesBin> = {}): SeriesBin => ({
  fromMs: 2000,
  toMs: 3000,
  storedFirstTry: 2,
  storedAfterRetry: 1,
  failed: 0,
  timed: 3,
  p50Ms: 250,
  p99Ms: 1250,
  slowestMs: 1250,
  slowestFailedMs: null,
  copies: [1, 2],
  ...figures,
})

const nameOf = (group: number) => ['broker-a', 'broker-b'][group] ?? '?'

test('queues are put together by Broker, in the order of Brokers and queues, whichever was written to first', () => {
  const queues = [
    { group: 1, queueId: 0 },
    { group: 0, queueId: 1 },
    { group: 0, queueId: 0 },
  ]
  expect(shareMembers(queues, 'broker', nameOf).map(({ name, positions }) => [name, positions])).toEqual([
    ['broker-a', [2, 1]],
    ['broker-b', [0]],
  ])
  expect(shareMembers(queues, 'queue', nameOf).map(({ shortName, positions }) => [shortName, positions])).toEqual([
    ['a q0', [2]],
    ['a q1', [1]],
    ['b q0', [0]],
  ])
})

test('shares keep one decimal where there is one, and nothing written has no share', () => {
  expect([percentText(1, 2), percentText(99, 200), percentText(1, 3), percentText(0, 5)]).toEqual([
    '50%',
    '49.5%',
    '33.3%',
    '0%',
  ])
  expect(percentText(0, 0)).toBe('–')
})

test('a count of one second is its own rate; of any other stretch the rate is said as well', () => {
  expect(rateText(3, bin(), ALL_MESSAGES.en)).toBe('3')
  expect(rateText(1200, bin({ toMs: 7000 }), ALL_MESSAGES.en)).toBe('1,200 (240/s)')
  expect(rateText(5, bin({ toMs: 4000 }), ALL_MESSAGES.zh)).toBe('5（2.5 次/秒）')
  expect(rateText(0, bin({ toMs: 4000 }), ALL_MESSAGES.zh)).toBe('0')
})

test('a stretch is written as precisely as it is', () => {
  expect(stretchText(2000, 3000)).toBe('00:02–00:03')
  expect(stretchText(2500, 3000)).toBe('00:02.5–00:03.0')
  expect(stretchText(2500, 2917)).toBe('00:02.500–00:02.917')
})

test('what is seen can be heard, in both languages', () => {
  const members = shareMembers(
    [
      { group: 0, queueId: 0 },
      { group: 1, queueId: 0 },
    ],
    'broker',
    nameOf,
  )
  expect(spokenFigures(bin(), members, [10, 1001], ALL_MESSAGES.en)).toBe(
    '00:02–00:03; first try 2; after retry 1; failed 0; p50 250 ms, p99 1,250 ms; ' +
      'broker-a 33.3%, 10 in all; broker-b 66.7%, 1,001 in all',
  )
  expect(spokenFigures(bin({ timed: 0, p50Ms: null, p99Ms: null }), members, [10, 20], ALL_MESSAGES.zh)).toBe(
    '00:02–00:03；首次即成功 2；重试后成功 1；失败 0；没有调用结束；broker-a 33.3%，累计 10；broker-b 66.7%，累计 20',
  )
  expect(spokenFigures(null, members, [], ALL_MESSAGES.zh)).toBe('还没发生')
})
