// @vitest-environment happy-dom
// Actions as objects on the timeline: moved and copied by key, edited in a form, deleted; and what the axis offers.
import { screen, waitFor, within } from '@testing-library/dom'
import { describe, expect, test } from 'vitest'
import { fill, find, gone, LANGUAGES, openPage, press, saved, shownTime } from '../shell/openPage.testData'

const WORDS = {
  en: {
    actions: 'Actions',
    kill: /^kill -9 broker-a at ([\d.]+) s/,
    planned: /planned/,
    time: 'Time (s)',
    wrong: /Enter the time in seconds/,
    copy: 'Copy to the playhead',
    remove: 'Delete',
    sign: /^Remove the stop at/,
    playhead: 'Playhead',
    menu: 'Stop here',
    undo: /^Undo: move kill -9 broker-a from [\d.]+ s to [\d.]+ s$/,
    legend: 'Legend',
    window: 'avoidance window',
  },
  zh: {
    actions: '操作',
    kill: /^([\d.]+) 秒 kill -9 broker-a/,
    planned: /未到/,
    time: '时间（秒）',
    wrong: /请用秒数填写时间/,
    copy: '复制到播放位置',
    remove: '删除',
    sign: /^取消 .+ 处的断点$/,
    playhead: '播放位置',
    menu: '播到这里停',
    undo: /^撤销：kill -9 broker-a 从 [\d.]+ 秒移到 [\d.]+ 秒$/,
    legend: '时间轴图例',
    window: '规避窗口',
  },
} as const

const actions = () => saved<{ input: { actions: { atMs: number }[] } }>('run')?.input.actions ?? []
const times = () => actions().map(({ atMs }) => atMs)
const timesAre = (expected: number[]) => waitFor(() => expect(times()).toEqual(expected))

describe.each(LANGUAGES)('%s', (language) => {
  const words = WORDS[language]
  /** A run that is paused after the Master of broker-a was killed. */
  const killed = async () => {
    const user = await openPage('preset=article&t=3500', language)
    await user.keyboard('k')
    await timesAre([3500])
    return user
  }
  const marks = async () => within(await find('group', words.actions)).getAllByRole('button')
  const firstIsFocused = () => waitFor(async () => expect(document.activeElement).toBe((await marks())[0]))

  test('by keys alone: moved, typed, copied, deleted; a wrong time is said and changes nothing', async () => {
    const user = await killed()
    ;(await find('button', words.kill)).focus()
    await user.keyboard('{ArrowRight}')
    await timesAre([3600])
    await find('button', words.undo)
    await user.keyboard('{Shift>}{ArrowRight}{/Shift}')
    await timesAre([4600])
    await firstIsFocused()
    expect(document.activeElement?.getAttribute('aria-label')).toMatch(words.planned)
    await user.keyboard('{Enter}')
    const form = await find('dialog')
    const time = () => within(form).getByLabelText(words.time)
    await waitFor(() => expect(document.activeElement).toBe(time()))
    await fill(time(), 'soon')
    await user.keyboard('{Enter}')
    await waitFor(() => expect(within(form).getByRole('alert').textContent).toMatch(words.wrong))
    expect(times()).toEqual([4600])
    await fill(time(), '1:02.5')
    await user.keyboard('{Enter}')
    await timesAre([62_500])
    await fill(time(), '2.25')
    await user.keyboard('{Enter}')
    await timesAre([2250])
    await user.keyboard('{Escape}')
    await gone('dialog')
    await firstIsFocused()
    await user.keyboard('{Control>}d{/Control}')
    await timesAre([2250, 7250])
    await waitFor(async () => expect(document.activeElement).toBe((await marks())[1]))
    await user.keyboard('{Delete}')
    await timesAre([2250])
    await firstIsFocused()
    await user.keyboard('{Control>}z{/Control}')
    await timesAre([2250, 7250])
  })

  test('the form copies to the playhead and deletes', async () => {
    const user = await killed()
    await user.keyboard('{Home}')
    await press(user, 'button', words.kill)
    await press(user, 'button', words.copy, await find('dialog'))
    await timesAre([0, 3500])
    await user.click((await screen.findAllByRole('button', { name: words.kill }))[0])
    await press(user, 'button', words.remove, await find('dialog'))
    await waitFor(() => expect(times()).toHaveLength(1))
  })

  test('a moment of the axis offers a stop, by key', async () => {
    const user = await killed()
    ;(await find('slider', words.playhead)).focus()
    await user.keyboard('{Enter}')
    await find('menu')
    await user.keyboard('{ArrowDown}')
    await waitFor(() => expect(document.activeElement?.textContent).toContain(words.menu))
    await user.keyboard('{Enter}')
    await press(user, 'button', words.sign)
    await gone('button', words.sign)
  })

  test('the legend is opened by keyboard, names every kind of mark, and gives the focus back', async () => {
    const user = await killed()
    const button = await find('button', words.legend)
    button.focus()
    await user.keyboard('{Enter}')
    const legend = await find('dialog', words.legend)
    expect(legend.textContent).toContain(words.window)
    expect(within(legend).getAllByRole('listitem')).toHaveLength(21)
    await user.keyboard('{Escape}')
    await gone('dialog')
    await waitFor(() => expect(document.activeElement).toBe(button))
    await user.click(button)
    await find('dialog', words.legend)
    await user.click(button)
    await gone('dialog')
  })
})

test('the next route poll is moved by key; the playhead stays', async () => {
  const user = await openPage('preset=article&t=2500')
  const before = shownTime()
  const poll = await find('slider', /moves all route polls/)
  const isAt = (ms: string) =>
    waitFor(async () => expect((await find('slider', /moves all route polls/)).getAttribute('aria-valuenow')).toBe(ms))
  await isAt('10')
  poll.focus()
  await user.keyboard('{ArrowRight}')
  await isAt('510')
  await user.keyboard('{ArrowLeft}')
  await isAt('10')
  expect(shownTime()).toBe(before)
})
