import { expect, test } from 'vitest'
import { INVISIBLE, PLAIN_NAME, PLAIN_TEXT, withInvisibleShown } from './invisible'

const isInvisible = (text: string) => text.replace(INVISIBLE, '') === ''

test('names, texts and messages agree on every character there is', () => {
  for (let code = 1; code <= 0x10ffff; code++) {
    const letter = String.fromCodePoint(code)
    const invisible = isInvisible(letter)
    const blank = /[\s/]/.test(letter)
    if (PLAIN_NAME.test(letter) !== !(invisible || blank)) throw new Error(`a name with U+${code.toString(16)}`)
    if (PLAIN_TEXT.test(letter) !== (!invisible || letter === '\n'))
      throw new Error(`a text with U+${code.toString(16)}`)
  }
})

test.each([
  ['turns letters round', '\u202e'],
  ['isolates', '\u2066'],
  ['has no width', '\u200b'],
  ['joins', '\u200d'],
  ['is a mark of the order of bytes', '\ufeff'],
  ['is a soft hyphen', '\u00ad'],
  ['is a tag', '\u{e0041}'],
  ['fills Hangul', '\u3164'],
  ['chooses a shape', '\ufe0f'],
  ['ends a line', '\u2028'],
  ['ends a paragraph', '\u2029'],
  ['is an empty cell of Braille', '\u2800'],
  ['is half a character', '\ud800'],
  ['controls', '\u0085'],
])('what %s is in no name and in no text', (_, letter) => {
  expect(PLAIN_NAME.test(`broker${letter}a`)).toBe(false)
  expect(PLAIN_TEXT.test(`A ${letter} text`)).toBe(false)
})

test('names in any writing, new lines and coloured pictures pass', () => {
  for (const name of ['broker-a', '订单-1', 'é', 'Ñandú', 'ब्रोकर', '😀']) expect(PLAIN_NAME.test(name)).toBe(true)
  expect(PLAIN_TEXT.test('⚠️ one\ntwo ❤️')).toBe(true)
  expect(PLAIN_TEXT.test('a\ufe0f')).toBe(false)
})

test('what is invisible is shown by its number', () => {
  expect(withInvisibleShown('a\u202eb\tc\ud800')).toBe('a<U+202E>b c<U+D800>')
})
