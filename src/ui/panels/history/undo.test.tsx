// @vitest-environment happy-dom
// Every change can be undone and redone: by button, by key, after a reload. What acting in the past takes away is saved as a
// branch, and can be done after the new action nevertheless.
import { screen, waitFor, within } from '@testing-library/dom'
import { describe, expect, test } from 'vitest'
import { fill, find, gone, LANGUAGES, openPage, press, reloadPage, saved, until } from '../../shell/openPage.testData'

const WORDS = {
  en: {
    undoKill: /^Undo: kill -9 broker-a at [\d.]+ s$/,
    redoKill: /^Redo: kill -9 broker-a at [\d.]+ s$/,
    nothing: 'Nothing to undo',
    undoPreset: /^Undo: scenario Teaching cluster · avoidance off$/,
    preset: 'Scenario',
    undo: 'Undo',
    saveLater: 'Keep the later actions too',
    branches: /^Branches/,
    before: /^before: kill -9 broker-a/,
    name: 'Name of the branch',
    keep: 'Save the current one',
    deleteNamed: 'Delete calm',
    bringBack: 'Bring back',
  },
  zh: {
    undoKill: /^撤销：[\d.]+ 秒 kill -9 broker-a$/,
    redoKill: /^重做：[\d.]+ 秒 kill -9 broker-a$/,
    nothing: '没有可撤销的改动',
    undoPreset: /^撤销：换场景教学集群 · 规避关$/,
    preset: '场景',
    undo: '撤销',
    saveLater: '之后的操作也保留',
    branches: /^分支/,
    before: /^此前：[\d.]+ 秒 kill -9 broker-a/,
    name: '分支名',
    keep: '保存当前分支',
    deleteNamed: '删除“calm”',
    bringBack: '恢复',
  },
} as const

interface Saved {
  input?: { actions: { atMs: number; type: string }[] }
}
const actions = () => saved<Saved>('run')?.input?.actions ?? []

describe.each(LANGUAGES)('%s', (language) => {
  const words = WORDS[language]
  const pausedAfter2s = () => openPage('preset=article&t=2500', language)

  test('what a new action in the past took away is undone at once, or kept after it', async () => {
    const user = await pausedAfter2s()
    await user.keyboard('k')
    const first = await until(() => actions()[0])
    expect(first).toMatchObject({ atMs: 2500, type: 'kill' })
    const killEarlier = async () => {
      await user.keyboard('{Home}]k')
      await waitFor(() => expect(actions()[0].atMs).toBeLessThan(first.atMs))
      return await waitFor(() => document.querySelector<HTMLElement>('.notice') as HTMLElement)
    }
    await press(user, 'button', words.undo, await killEarlier())
    await waitFor(() => expect(actions()).toEqual([first]))
    await press(user, 'button', words.saveLater, await killEarlier())
    await waitFor(() => expect(actions().map(({ type }) => type)).toEqual(['kill', 'kill']))
    expect(actions()[1]).toEqual(first)
  })

  test('undo and redo by key and by button name what they change, and survive a reload', async () => {
    let user = await pausedAfter2s()
    await user.keyboard('k')
    await find('button', words.undoKill)
    await user.selectOptions((await screen.findAllByLabelText(words.preset))[0], 'article-off')
    await find('button', words.undoPreset)
    ;(document.activeElement as HTMLElement).blur()
    await user.keyboard('{Control>}z{/Control}')
    await waitFor(() => expect(actions()).toHaveLength(1))
    user = await reloadPage()
    await press(user, 'button', words.undoKill)
    await waitFor(() => expect(actions()).toEqual([]))
    await press(user, 'button', words.redoKill)
    await waitFor(() => expect(actions()).toHaveLength(1))
    await user.keyboard('{Control>}z{/Control}')
    await waitFor(() => expect(actions()).toEqual([]))
    await user.keyboard('{Control>}{Shift>}z{/Shift}{/Control}')
    await waitFor(() => expect(actions()).toHaveLength(1))
    await user.keyboard('{Meta>}z{/Meta}')
    await waitFor(() => expect(actions()).toEqual([]))
    await user.keyboard('{Control>}y{/Control}')
    await waitFor(() => expect(actions()).toHaveLength(1))
    await press(user, 'button', words.undoKill)
    // The focus stays, for who works by keyboard.
    expect(document.activeElement).toBe(await find('button', words.nothing))
  })

  test('branches keep a future: by themselves, by name, over a reload, and back again by key alone', async () => {
    let user = await pausedAfter2s()
    await user.keyboard('k')
    const first = await until(() => actions()[0])
    await user.keyboard('{Home}k')
    await waitFor(() => expect(actions()[0].atMs).toBe(0))
    const open = async () => {
      ;(await find('button', words.branches)).focus()
      await user.keyboard('{Enter}')
      return await find('dialog')
    }
    let list = await open()
    await fill(within(list).getByLabelText(words.name), 'calm')
    ;(await find('button', words.keep, list)).focus()
    await user.keyboard('{Enter}')
    await waitFor(() => expect(within(list).getAllByRole('listitem')).toHaveLength(2))
    ;(await find('button', words.before, list)).focus()
    await user.keyboard('{Enter}')
    await waitFor(() => expect(actions()).toEqual([first]))
    await user.keyboard('{Escape}')
    await gone('dialog')
    user = await reloadPage()
    list = await open()
    await press(user, 'button', words.deleteNamed, list)
    await waitFor(() => expect(within(list).getAllByRole('listitem')).toHaveLength(1))
    await press(user, 'button', words.bringBack, list)
    await press(user, 'button', /^calm/, list)
    await waitFor(() => expect(actions()[0].atMs).toBe(0))
  })
})
