import { describe, expect, test } from 'vitest'
import { textWidth } from './boxes'
import { breakable, layoutCaption, linkShown, wrapped } from './caption'

const LONG_ZH = '消息 34 连不上 broker-a（被拒绝连接），立刻改发 broker-b。接下来 3.0 秒不再选 broker-a，之后再试。'
const LONG_EN =
  'Message 34 could not reach broker-a (connection refused), and goes to broker-b at once. broker-a is avoided for 3.0 s.'

describe('lines', () => {
  test('lose nothing, are never too wide, and neither begin with a closing sign nor tear a name', () => {
    for (const text of [LONG_ZH, LONG_EN, 'x'.repeat(200), '']) {
      expect(breakable(text).join('')).toBe(text)
      for (const width of [120, 200, 333, 900]) {
        const lines = wrapped(text, width, 16, true)
        expect(lines.join('').replaceAll(' ', '')).toBe(text.replaceAll(' ', ''))
        for (const line of lines) {
          expect(textWidth(line, 16, true)).toBeLessThanOrEqual(width)
          expect(line).not.toMatch(/^[，。）,.)]/)
          expect(line).not.toMatch(/[（(]$/)
        }
        if (text === LONG_ZH && width >= 200) expect(lines.filter((line) => /broker-$|^-?a/.test(line))).toEqual([])
      }
    }
  })
})

describe('the caption', () => {
  const words = (headline: string) => ({
    headline,
    clock: '00:12.400',
    link: 'https://example.org/r/#v=1&preset=article',
  })

  test('is as high for a long sentence as for a short one, and keeps every line inside', () => {
    for (const width of [390, 720, 1280, 1920]) {
      const short = layoutCaption(words('OK.'), width, 500, true)
      for (const text of [LONG_ZH, LONG_EN, LONG_EN + LONG_EN]) {
        const long = layoutCaption(words(text), width, 500, true)
        expect(long.height).toBe(short.height)
        for (const line of long.lines) {
          expect(line.y - line.size / 2).toBeGreaterThanOrEqual(500)
          expect(line.y + line.size / 2).toBeLessThanOrEqual(500 + long.height)
          expect(line.x + textWidth(line.text, line.size, line.kind !== 'link')).toBeLessThanOrEqual(width)
        }
      }
    }
  })

  test('a link is whole or it is the page alone, never half a link', () => {
    const link = `https://example.org/r/#v=1&p=${'abcdef'.repeat(60)}`
    expect(linkShown(link, 4000, 12).join('')).toBe(link)
    expect(linkShown(link, 400, 12)).toEqual(['https://example.org/r/'])
  })

  test('what goes behind any address is one line or none, and takes no room where it is none', () => {
    const short = '#v=2&preset=article'
    expect(linkShown(short, 400, 12)).toEqual([short])
    const long = { headline: 'OK.', clock: '00:12.400', link: `#v=2&p=${'abcdef'.repeat(60)}` }
    expect(linkShown(long.link, 400, 12)).toEqual([])
    expect(layoutCaption(long, 800, 0, false)).toEqual({ height: 0, lines: [] })
    expect(layoutCaption(long, 800, 0, true).height).toBe(layoutCaption({ ...long, link: '' }, 800, 0, true).height)
  })

  test('where nothing is wanted there is no band', () => {
    expect(layoutCaption({ headline: 'OK.', clock: '', link: '' }, 800, 0, false)).toEqual({ height: 0, lines: [] })
    expect(layoutCaption(words('OK.'), 800, 0, false).lines.map(({ kind }) => kind)).toEqual(['link'])
  })
})
