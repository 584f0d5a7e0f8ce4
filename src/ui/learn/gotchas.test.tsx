// @vitest-environment happy-dom
// The surprises: picked by mouse and by keyboard, proved by a number, compared, saved over a reload. And how true it all is.

import { screen, waitFor, within } from '@testing-library/dom'
import { describe, expect, test } from 'vitest'
import type { Language } from '../../i18n/languages'
import {
  chooseMore,
  find,
  gone,
  LANGUAGES,
  openPage,
  press,
  query,
  reloadPage,
  says,
  until,
} from '../shell/openPage.testData'

const WORDS = {
  zh: {
    picker: '场景',
    group: '意外',
    more: '意外与录制',
    menu: '更多',
    card: '意外 S1',
    truth: '有多真实？',
    missing: '没有模拟的',
  },
  en: {
    picker: 'Scenario',
    group: 'Gotchas',
    more: 'Gotchas and recordings',
    menu: 'More',
    card: 'Gotcha S1',
    truth: 'Accuracy',
    missing: 'Not simulated',
  },
} as const

const proof = () => document.querySelector('.surprise-proof b')
const proves = (figure: string) => waitFor(() => expect(proof()?.textContent).toBe(figure))

async function open(language: Language) {
  const words = WORDS[language]
  const user = await openPage('preset=article&t=1500', language)
  const picker = async () => (await find('combobox', words.picker, await find('banner'))) as HTMLSelectElement
  /** From the list that the last entry of the picker opens. */
  const choose = async (id: string) => {
    await user.selectOptions(await picker(), 'more')
    const list = await find('region', words.group, await find('dialog', words.more))
    expect(within(list).getAllByRole('button')).toHaveLength(53)
    await press(user, 'button', new RegExp(`^${id}\\b`), list)
    await gone('dialog')
  }
  const card = () => query('region', words.card)
  return { user, words, picker, choose, card }
}

describe.each(LANGUAGES)('%s', (language) => {
  test('a surprise proves itself, changes with the release, and survives a reload', async () => {
    const { user, words, picker, choose, card } = await open(language)
    await choose('S1')
    await proves('75%')
    const release = async () => await find('button', /^5\.3\.3/, await find('region', words.card))
    await waitFor(async () => expect((await release()).textContent).toContain('50%'))
    await user.click(await release())
    await waitFor(async () => expect((await release()).getAttribute('aria-pressed')).toBe('true'))
    await proves('50%')
    const issue = await find('link', 'apache/rocketmq#5672')
    expect(issue.getAttribute('href')).toBe('https://github.com/apache/rocketmq/issues/5672')
    expect(issue.getAttribute('rel')).toMatch(/noopener/)
    await reloadPage()
    await until(card)
    expect((await release()).getAttribute('aria-pressed')).toBe('true')
    await proves('50%')
    await waitFor(async () => expect((await picker()).selectedOptions[0].textContent).toMatch(/^S1 ./))
  })

  test('the page about truth opens, names what is missing, and closes with Escape', async () => {
    const { user, words } = await open(language)
    await chooseMore(user, words.truth)
    const dialog = await find('dialog', words.truth)
    await find('heading', new RegExp(words.missing), dialog)
    expect((await find('row', /^4\.9\.7/, dialog)).textContent).toMatch(/\d/)
    await user.keyboard('{Escape}')
    await gone('dialog')
    expect(document.activeElement).toBe(await find('button', words.menu))
  })

  test('every surprise shows its number, and its last variant another one or the same', async () => {
    const { user, choose } = await open(language)
    await choose('S26')
    await waitFor(() => expect(proof()?.textContent).toMatch(/^3\.0 (s|秒)$/))
    const variants = [...document.querySelectorAll<HTMLElement>('.surprise-variants button')]
    variants[variants.length - 1].focus()
    await user.keyboard('{Enter}')
    await waitFor(() => expect(proof()?.textContent).toMatch(/^1\.0 (s|秒)$/))
  })
})

test('what somebody does in a surprise is counted, and one click brings the story back', async () => {
  const { user, words, choose, card } = await open('en')
  await choose('S1')
  await proves('75%')
  await user.click((await screen.findAllByRole('switch', { name: 'sendLatencyFaultEnable' }))[0])
  await says(card, 'You have changed this run')
  expect(proof()?.textContent).not.toBe('75%')
  await press(user, 'button', /^4\.9\.7 /, await find('region', words.card))
  await proves('75%')
  expect(card()?.textContent).not.toContain('You have changed')
})

test('a preset puts the card away', async () => {
  const { user, picker, choose } = await open('en')
  await choose('S6')
  await proves('1 attempt')
  await user.selectOptions(await picker(), 'article')
  await waitFor(() => expect(document.querySelector('.surprise')).toBeNull())
})
