import { expect, test } from 'vitest'
import { zh as chinese, en as english } from './allMessages'

test.each([
  [75, 'percent', '75%', '75%'],
  [100 / 48, 'percent', '2.1%', '2.1%'],
  [593_627, 'ms', '9 分钟 53 秒', '9 min 53 s'],
  [3, 'ms', '3 ms', '3 ms'],
  [1, 'attempts', '1 次尝试', '1 attempt'],
  [2, 'copies', '2 份', '2 copies'],
  [8, 'queues', '8 个队列', '8 queues'],
  [29, 'code', '29', '29'],
  [Number.NaN, 'percent', '—', '—'],
  [Number.NEGATIVE_INFINITY, 'ms', '—', '—'],
])('%d %s', (value, unit, zh, en) => {
  expect([chinese.proof.figure(value, unit), english.proof.figure(value, unit)]).toEqual([zh, en])
})
