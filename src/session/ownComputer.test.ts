import { expect, test } from 'vitest'
import { isOwnComputer } from './ownComputer'

test('tells an address that only this computer can open from others', () => {
  const at = (address: string) => isOwnComputer(new URL(address))
  for (const own of [
    'file:///a/rocketscope.html',
    'http://localhost:4173/',
    'http://127.0.0.1/',
    'http://[::1]:80/',
    'http://a.localhost/',
  ])
    expect(at(own), own).toBe(true)
  for (const open of ['https://host.example/', 'http://10.0.0.7:4173/', 'https://localhost.example/'])
    expect(at(open), open).toBe(false)
})
