// What is simplified is said: the list on the page must grow with the engine's own comments.

import { readdirSync, readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { zh as chinese, en as english } from './allMessages'

test('every simplification of the engine is on the page', () => {
  const folder = new URL('../rocketmq/', import.meta.url)
  const simplified = readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => /\w\.ts$/.test(name) && !name.includes('.test'))
    .flatMap((name) => readFileSync(new URL(name.replaceAll('\\', '/'), folder), 'utf8').match(/Simplified:/g) ?? [])
  expect(simplified, 'say it in notSimulated, where it would show, then raise this number').toHaveLength(48)
})

test('everything left out is told in both languages, once, with where it would show', () => {
  const { notSimulated } = english.accuracy
  expect(chinese.accuracy.notSimulated).toHaveLength(notSimulated.length)
  expect(new Set(notSimulated.map(({ what }) => what)).size).toBe(notSimulated.length)
  for (const { shows } of chinese.accuracy.notSimulated) expect(shows).toMatch(/[。]$/)
  for (const { what, shows } of notSimulated) {
    expect(shows).toMatch(/\.$/)
    for (const text of [what, shows]) expect(text).not.toMatch(/[\u3000-\u9fff]/)
  }
})
