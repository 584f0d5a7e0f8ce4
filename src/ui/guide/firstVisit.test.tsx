// @vitest-environment happy-dom
// A first visit: one thing at a time, each introduced, and everything at once for whoever asks or has come for something.
import { screen, waitFor } from '@testing-library/dom'
import { describe, expect, test } from 'vitest'
import { chooseMore, find, gone, LANGUAGES, openPage, press, query, reloadPage, says } from '../shell/openPage.testData'

const WORDS = {
  en: { guide: 'Your first minute', skip: 'Skip', everything: 'Show everything', why: 'Why', kill: /Kill the Master/ },
  zh: { guide: '第一分钟', skip: '跳过', everything: '显示全部', why: '为什么', kill: /宕机/ },
} as const

const invited = () => document.querySelector<HTMLElement>('[data-step]')?.dataset.step
const met = () => localStorage.getItem('rocketscope.introduced')?.split(',')
const everythingIsThere = async () => {
  await find('tab', 'Log')
  await find('combobox', 'Scenario')
  await find('button', 'Breakpoints')
  expect(query('region', WORDS.en.guide)).toBeNull()
}

describe.each(LANGUAGES)('%s', (language) => {
  const words = WORDS[language]

  test('shows one invitation and next to no controls; what is done completes it, and it stays over a reload', async () => {
    const user = await openPage('', language, true)
    const guide = () => query('region', words.guide)
    await says(guide, words.kill)
    for (const role of ['combobox', 'tab'] as const) expect(screen.queryAllByRole(role)).toEqual([])
    const inFront = [...document.querySelectorAll('.time-area fieldset:not([hidden]) button')].filter(
      (button) => !button.closest('[aria-hidden=true]'),
    )
    expect(inFront.length).toBe(1)
    await user.keyboard('k')
    await waitFor(() => expect(met()).toContain('chips'))
    await waitFor(() => expect(invited()).not.toBe('kill'))
    await waitFor(() => expect(met()).toContain('why'))
    await find('tab', words.why)
    await user.keyboard(' ')
    const before = invited()
    await reloadPage()
    await find('tab', words.why)
    expect(invited()).toBe(before)
    expect(screen.queryAllByRole('combobox')).toEqual([])
  })

  test('one press shows everything, for good', async () => {
    const user = await openPage('', language, true)
    await press(user, 'button', words.everything)
    await waitFor(() => expect(screen.getAllByRole('tab')).toHaveLength(3))
    expect(query('region', words.guide)).toBeNull()
    expect(localStorage.getItem('rocketscope.introduced')).toBe('all')
    await reloadPage()
    await find('tab', words.why)
  })
})

test('every invitation can be skipped; the last one points at lessons and talks', async () => {
  const user = await openPage('', 'en', true)
  for (let step = 0; step < 5 && invited() !== undefined; step++) {
    const before = invited()
    await press(user, 'button', 'Skip')
    await waitFor(() => expect(invited()).not.toBe(before))
  }
  const guide = await find('region', WORDS.en.guide)
  await press(user, 'button', 'Learn', guide)
  await find('dialog')
})

test('a link shows everything it asks for, and is no end of the first visit', async () => {
  await openPage('preset=article&t=1500', 'en', true)
  await everythingIsThere()
  expect(met()).toEqual([''])
})

test('what was saved before shows that somebody has been here: they see everything', async () => {
  await openPage('', 'en')
  await everythingIsThere()
})

test('a lesson shows everything; after it, the first visit goes on', async () => {
  const user = await openPage('', 'en', true)
  await press(user, 'button', 'Learn')
  const [first] = (await find('dialog')).querySelectorAll<HTMLElement>('button[class*="text-left"], li button')
  await user.click(first)
  await gone('dialog')
  await find('tab', 'Lesson')
  await find('button', 'Breakpoints')
})

test('help begins again as a first-time visitor', async () => {
  const user = await openPage('preset=article&t=1500')
  await chooseMore(user, /^Keyboard shortcuts/)
  await press(user, 'button', 'Begin again as a first-time visitor')
  await find('region', WORDS.en.guide)
  await waitFor(() => expect(screen.queryAllByRole('tab')).toEqual([]))
  expect(invited()).toBe('wheel')
})
