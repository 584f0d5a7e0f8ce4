import { describe, expect, test } from 'vitest'
import { en } from '../../../i18n/allMessages'
import { producerToNameServerLoss } from '../../../projections/linkLoss'
import { type ClusterState, presetInput, type RunInput, simulate, stateAt, type UserAction } from '../../../rocketmq'
import { linkFaults } from '../menu/menuItems'
import { brokerFaults } from './broker/brokerFaults'

const NODE = 'broker-a/n0'

function at(actions: UserAction[], settings: Partial<RunInput['scenario']['settings']> = {}): ClusterState {
  const input = presetInput('article')
  const scenario = { ...input.scenario, settings: { ...input.scenario.settings, ...settings } }
  return stateAt(simulate({ ...input, scenario, actions }, 1000), 1000)
}
const items = (state: ClusterState, target = NODE) => brokerFaults(en, state, 0, Number(target.at(-1)), 0)
const idsOf = (state: ClusterState, target = NODE) => items(state, target).map(({ id }) => id)

describe('the second part of a node menu', () => {
  test('offers a running Master everything, with a letter of its own', () => {
    const all = items(at([]))
    expect(all.map(({ id }) => id)).toEqual([
      'overloaded',
      'diskFull',
      'diskStalled',
      'answer',
      'linkCut',
      'linkFlaky',
      'links',
      'writePerm',
    ])
    const letters = all.map(({ letter }) => letter)
    expect(new Set(letters).size).toBe(letters.length)
    // Those of the first part: kill, power off, freeze, unfreeze, slow, stop, restart.
    for (const letter of 'KPFUDGR') expect(letters).not.toContain(letter)
    expect(all.every(({ ends }) => !ends)).toBe(true)
  })

  test('whatever begins is ended by its opposite in the same place', () => {
    const begun = items(at([])).flatMap(({ action }) => (action ? [{ ...action, atMs: 500 } as UserAction] : []))
    const answer: UserAction = { atMs: 500, type: 'injectResponse', target: NODE, code: 13, times: 1_000_000 }
    for (const action of [...begun, answer]) {
      const ends = items(at([action])).filter((item) => item.ends)
      expect(ends, action.type).toHaveLength(1)
      const undo = { ...ends[0]?.action, atMs: 600 } as UserAction
      const after = items(at([action, undo]))
      expect(after.filter((item) => item.ends)).toEqual([])
      expect(after).toEqual(items(at([])))
    }
  })

  test('a Slave has no write permission to lose', () => {
    expect(idsOf(at([]), 'broker-a/n1')).not.toContain('writePerm')
  })

  test('a dead node can only be freed of what it had', () => {
    const kill: UserAction = { atMs: 600, type: 'kill', target: NODE }
    expect(idsOf(at([kill]))).toEqual([])
    const full: UserAction = { atMs: 500, type: 'setFault', target: NODE, fault: 'diskFull', on: true }
    const cut: UserAction = { atMs: 500, type: 'link', target: 'producer/0', peer: NODE, lossPercent: 100 }
    expect(items(at([full, cut, kill])).map(({ id, ends }) => [id, ends])).toEqual([
      ['diskFull', true],
      ['linkMended', true],
    ])
  })

  test('a NameServer has a link', () => {
    const link = (state: ClusterState) =>
      linkFaults(en, state, 'nameserver/0', 0, producerToNameServerLoss(state, 0, 0), false, true).map(({ id }) => id)
    expect(link(at([]))).toEqual(['linkCut'])
    const cut: UserAction = { atMs: 500, type: 'link', target: 'producer/0', peer: 'nameserver/0', lossPercent: 100 }
    expect(link(at([cut]))).toEqual(['linkMended'])
  })

  test('with several producers the link is named', () => {
    const [cut] = items(at([], { producerCount: 2 })).filter(({ id }) => id === 'linkCut')
    expect(cut?.label).toBe('Cut the link to producer 1')
  })
})
