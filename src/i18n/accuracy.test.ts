// What is simplified is said: the list on the page must grow with the engine's own comments.

import { readdirSync, readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { notSimulated } from './accuracy'

test('nobody adds a simplification to the engine without looking at the page', () => {
  const folder = new URL('../rocketmq/', import.meta.url)
  const simplified = readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => /\w\.ts$/.test(name) && !name.includes('.test'))
    .flatMap((name) => readFileSync(new URL(name.replaceAll('\\', '/'), folder), 'utf8').match(/Simplified:/g) ?? [])
  expect(simplified, 'say it in notSimulated, where it would show, then raise this number').toHaveLength(4)
})

test('everything left out is told in both languages, once, with where it would show', () => {
  expect(new Set(notSimulated.map(({ what }) => what.en)).size).toBe(notSimulated.length)
  for (const { what, shows } of notSimulated) {
    expect(shows.zh).toMatch(/[。]$/)
    expect(shows.en).toMatch(/\.$/)
    for (const { en } of [what, shows]) expect(en).not.toMatch(/[\u3000-\u9fff]/)
  }
})
