// docs/durability.md is what the engine computes, and says what RocketMQ promises.
import { readFileSync } from 'node:fs'
import { beforeAll, expect, test } from 'vitest'
import { computeLosses, durabilityFile } from './durabilityTable.mts'

let all = []
beforeAll(() => {
  all = computeLosses()
}, 300_000)

const alone = (name) => all.filter(({ mode }) => mode.name === name)

test('the tables are those of a fresh computation', () => {
  const page = readFileSync(new URL('../docs/durability.md', import.meta.url), 'utf8')
  expect(durabilityFile(page, all)).toBe(page)
})

test('a clean stop takes nothing in any mode, SYNC_FLUSH loses nothing at all', () => {
  expect(all.length).toBeGreaterThanOrEqual(8)
  for (const { losses } of all) expect(losses.get('clean stop').messages).toBe(0)
  for (const { losses } of alone('SYNC_FLUSH')) for (const { messages } of losses.values()) expect(messages).toBe(0)
})

test('kill -9 takes nothing from the page cache, and less than 200 ms from the buffers', () => {
  for (const name of ['ASYNC_FLUSH', 'ASYNC_FLUSH, up to 4.9.0']) {
    for (const { losses } of alone(name)) expect(losses.get('kill -9').messages).toBe(0)
  }
  for (const { losses } of alone('ASYNC_FLUSH, transientStorePool')) {
    expect(losses.get('kill -9').messages).toBeGreaterThan(0)
    expect(losses.get('kill -9').ageMs).toBeLessThanOrEqual(200)
  }
})

test('power-off takes at most an interval of the flush loop, or 16 KiB, or 10.5 s of a thin flow', () => {
  const [steady, thin] = alone('ASYNC_FLUSH').map(({ losses }) => losses.get('power-off'))
  expect(steady.ageMs).toBeGreaterThan(400)
  expect(steady.ageMs).toBeLessThanOrEqual(505)
  expect(thin.ageMs).toBeGreaterThan(9000)
  expect(thin.ageMs).toBeLessThanOrEqual(10_505)
  const [woken] = alone('ASYNC_FLUSH, up to 4.9.0').map(({ losses }) => losses.get('power-off'))
  // Records of 1,198 bytes, and those that are on their way to the disk.
  expect(woken.messages).toBeLessThanOrEqual(Math.ceil(16_384 / 1198) + 1)
})
