// The name of a scenario whose settings are no longer its own claims none of them.
import { expect, test } from 'vitest'
import { PRESETS } from '../rocketmq'
import { en, zh } from './allMessages'

/** RocketMQ's own names of example configurations: what they are named after, not what is set. */
const CONFIGURATIONS = ['2m-2s-async', '2m-noslave']

test.each([
  ['en', en],
  ['zh', zh],
] as const)('%s: a changed scenario is named without its settings', (_, m) => {
  const names = PRESETS.map(({ id }) => m.page.presets[id] as string)
  expect(new Set(names).size).toBe(PRESETS.length)
  for (const { id } of PRESETS) {
    if (CONFIGURATIONS.includes(id)) continue
    const name = m.page.presets[id] as string
    const changed = m.page.changed(name)
    expect(changed.split(' · ')[0]).toBe(name.split(' · ')[0])
    expect(changed).not.toMatch(/\d|FLUSH|MASTER|DLedger|Controller/)
  }
})
