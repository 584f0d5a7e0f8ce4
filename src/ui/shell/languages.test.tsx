// @vitest-environment happy-dom
// A switch of the language on a living page: it says everything anew, whatever was said before, and stays as it is where
// the other language cannot be loaded.
import { screen } from '@testing-library/dom'
import { afterEach, expect, test, vi } from 'vitest'
import { en, zh } from '../../i18n/allMessages'
import { chooseMore, find, openPage, press, query } from './openPage.testData'

afterEach(() => vi.doUnmock('../../i18n/zh/later'))

const html = document.documentElement

const CHINESE = /[\u3400-\u9fff]{2}/
const text = (selector: string): string => document.querySelector(selector)?.textContent ?? ''

test('a notice, the headline, panels and an open dialog speak the new language, and the old one again', async () => {
  const user = await openPage('preset=article&t=5000&do=kill+broker-a/master+@9600')
  await find('tab', en.page.settings)
  await user.keyboard('k')
  // It drops a later action, and says so with a number in it.
  await screen.findByText(en.notices.dropped(1))
  await chooseMore(user, new RegExp(`^${en.page.help}`))
  await find('dialog', en.page.help)
  expect(text('[data-long]')).not.toMatch(CHINESE)
  const button = document.querySelector('.top-buttons button[lang]') as HTMLButtonElement

  button.click()
  await find('tab', zh.page.settings)
  expect(query('tab', en.page.settings)).toBeNull()
  screen.getByText(zh.notices.dropped(1))
  expect(query('dialog', zh.page.help)).not.toBeNull()
  expect(text('[data-long]')).toMatch(CHINESE)
  expect([html.lang, document.title]).toEqual(['zh-CN', zh.notices.pageTitle()])

  button.click()
  await find('tab', en.page.settings)
  screen.getByText(en.notices.dropped(1))
  expect(text('[data-long]')).not.toMatch(CHINESE)
  expect(html.lang).toBe('en')
})

test('a language that cannot be loaded is said in the one that is there, and the page goes on', async () => {
  vi.doMock('../../i18n/zh/later', () => {
    throw new Error('no network')
  })
  const user = await openPage('preset=article&t=1500')
  await press(user, 'button', '切换到中文')
  await screen.findByText(en.notices.languageNotLoaded('中文'))
  expect(html.lang).toBe('en')
  expect(query('tab', en.page.settings)).not.toBeNull()
  await press(user, 'button', en.page.play)
})
