import { describe, expect, test } from 'vitest'
import { en, zh } from './allMessages'
import { formatTime } from './format'
import { spaced } from './zh/format'

describe('numbers', () => {
  test('a duration has one rounding, wherever it is said', () => {
    for (const { format, stage } of [en, zh]) {
      expect(format.duration(1050)).toMatch(/^1\.0 /)
      expect(stage.slowBy(1050).at(-1)).toBe('+1.0 s')
      expect(format.duration(1999)).toMatch(/^1\.9 /)
      expect(stage.slowBy(1999).at(-1)).toBe('+1.9 s')
    }
  })

  test('a moment', () => {
    expect(formatTime(12_900)).toBe('00:12.900')
    expect(formatTime(12_980.7, 1)).toBe('00:12.9')
    expect(formatTime(83_000, 0)).toBe('01:23')
    expect(formatTime(3_600_000)).toBe('1:00:00.000')
    expect(formatTime(-5)).toBe('00:00.000')
  })

  test('a length of time', () => {
    const both = (ms: number) => [zh.format.duration(ms), en.format.duration(ms)]
    expect(both(0)).toEqual(['0 ms', '0 ms'])
    expect(both(999)).toEqual(['999 ms', '999 ms'])
    expect(both(1000)).toEqual(['1.0 秒', '1.0 s'])
    expect(both(59_999)).toEqual(['59.9 秒', '59.9 s'])
    expect(both(60_000)).toEqual(['1 分钟', '1 min'])
    expect(both(95_000)).toEqual(['1 分钟 35 秒', '1 min 35 s'])
    expect(both(7_500_000)).toEqual(['2 小时 05 分钟', '2 h 05 min'])
  })

  test('a count', () => {
    expect(en.format.number(10_000)).toBe('10,000')
  })

  test('Chinese and Latin characters are one space apart', () => {
    expect(spaced('等了3.0 秒 没有 broker-a的 回复 。')).toBe('等了 3.0 秒没有 broker-a 的回复。')
  })
})
