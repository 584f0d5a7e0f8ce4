// A QR code as a path: the same squares as the encoder gives, a quiet zone around them, and an end to how long a text may be.
import { encode } from 'uqr'
import { expect, test } from 'vitest'
import { MAX_QR_BYTES, qrModules } from './qrModules'

/** The dark squares of a path, as "x,y". */
function darkSquares(path: string): Set<string> {
  const dark = new Set<string>()
  for (const [, x, y, width] of path.matchAll(/M(\d+) (\d+)h(\d+)v1h-\d+z/g))
    for (let step = 0; step < Number(width); step++) dark.add(`${Number(x) + step},${y}`)
  return dark
}

test('the path has the dark squares of the encoder and no others, inside a quiet zone of four', () => {
  for (const text of ['https://example.org/#v=1&preset=article', '消息队列 '.repeat(40)]) {
    const code = qrModules(text)
    const { data } = encode(text, { ecc: 'L', boostEcc: true, border: 0 })
    const expected = data.flatMap((row, y) => row.flatMap((dark, x) => (dark ? [`${x + 4},${y + 4}`] : [])))
    expect(code?.size).toBe(data.length + 8)
    expect(darkSquares(code?.path ?? '')).toEqual(new Set(expected))
  }
})

test('a text of the most bytes has a code; one byte more has none, however it is written', () => {
  expect(qrModules('a'.repeat(MAX_QR_BYTES))?.size).toBe(117 + 8)
  expect(qrModules('a'.repeat(MAX_QR_BYTES + 1))).toBeNull()
  // Three bytes a character.
  expect(qrModules('路'.repeat(Math.floor(MAX_QR_BYTES / 3)))).not.toBeNull()
  expect(qrModules('路'.repeat(Math.ceil(MAX_QR_BYTES / 3)))).toBeNull()
  expect(qrModules('a'.repeat(5_000_000))).toBeNull()
})
