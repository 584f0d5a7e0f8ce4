// What the tests of both published JSON Schemas ask of them.
import { Ajv2020 } from 'ajv/dist/2020.js'
import { expect } from 'vitest'
import { SETTING_DEFINITIONS } from '../src/rocketmq/index.ts'

export const acceptsOf = (published) =>
  new Ajv2020({ strict: true, strictTypes: false, allowUnionTypes: true }).compile(JSON.parse(published))

/** A setting stands once: all that is said of it is said by reference. */
export function expectReferences(published) {
  const { $defs } = JSON.parse(published)
  for (const { name } of SETTING_DEFINITIONS)
    expect(published.split(`"#/$defs/${name}"`).length, name).toBeGreaterThan(1)
  expect(Object.keys($defs)).toEqual(expect.arrayContaining(['settings', 'action']))
}

/** Every place in a piece of data: the object or list, and the key in it. */
function* placesIn(value) {
  if (typeof value !== 'object' || value === null) return
  for (const key of Object.keys(value)) {
    yield [value, key]
    yield* placesIn(value[key])
  }
}

/** Changes, removes or adds something at one place of some data. @returns the key there */
export function changeAt(data, at, how, value) {
  const places = [...placesIn(data)]
  const [owner, key] = places[at % places.length]
  if (how === 'change') owner[key] = value
  else if (how === 'add') owner[`${key}x`] = value
  else if (Array.isArray(owner)) owner.splice(Number(key), 1)
  else delete owner[key]
  return key
}
