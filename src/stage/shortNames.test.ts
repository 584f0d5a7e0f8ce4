import { describe, expect, test } from 'vitest'
import { shortNames } from './shortNames'

describe('short names', () => {
  test('leave out what all Brokers have in common', () => {
    expect(shortNames(['broker-a', 'broker-b'])).toEqual(['a', 'b'])
    expect(shortNames(['order-broker-1', 'order-broker-12'])).toEqual(['1', '12'])
    expect(shortNames(['broker-a'])).toEqual(['a'])
  })

  test('keep names whole that have nothing in common', () => {
    expect(shortNames(['north', 'south'])).toEqual(['north', 'south'])
    expect(shortNames([])).toEqual([])
  })
})
