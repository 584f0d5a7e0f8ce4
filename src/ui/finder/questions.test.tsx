// @vitest-environment happy-dom
// Questions: the list is searched, one opens at its moment and is answered, and the run that was there comes back.
import { waitFor, within } from '@testing-library/dom'
import { describe, expect, test } from 'vitest'
import { QUESTIONS } from '../../chapters/chapters'
import { ALL_MESSAGES } from '../../i18n/allMessages'
import { formatTime } from '../../i18n/format'
import { LANGUAGE_CODES } from '../../i18n/languages'
import { fill, find, gone, openPage, press, query, reloadPage, says, shownTime } from '../shell/openPage.testData'

const go = (hash: string): void => {
  location.hash = hash
}

describe.each(LANGUAGE_CODES)('%s', (language) => {
  const m = ALL_MESSAGES[language]
  const busy = QUESTIONS.find(({ id }) => id === 'q-broker-busy')
  if (!busy) throw new Error('no such question')
  const title = busy.title[language]

  test('the list holds all, in order, and is searched in the other language as well', async () => {
    await openPage('preset=article&t=1500', language)
    go('#/q')
    const list = await find('dialog', m.questions.title)
    const links = () => within(list).getAllByRole('link')
    expect(links().map((link) => link.firstElementChild?.textContent)).toEqual(
      QUESTIONS.map((one) => one.title[language]),
    )
    const other = QUESTIONS[4]?.title[language === 'zh' ? 'en' : 'zh'] ?? ''
    await fill(await find('searchbox', m.questions.search, list), other)
    await waitFor(() => expect(links()).toHaveLength(1))
    expect(links()[0]?.textContent).toContain(QUESTIONS[4]?.title[language])
  })

  test('one opens paused at its moment, is answered by the run, survives a reload and is left by undo', async () => {
    let user = await openPage('preset=article&t=1500', language)
    go('#/q/broker-busy')
    const region = await find('region', title)
    await waitFor(() => expect(shownTime()).toBe('00:05.150'))
    await waitFor(() => expect(location.hash).toBe('#/q/broker-busy'))
    await find('button', m.page.play)
    expect(within(region).queryByRole('link', { name: /BrokerFastFailure/ })).toBeNull()
    const failed = language === 'zh' ? '发送失败' : 'failed'
    await press(user, 'button', failed, region)
    await says(() => query('region', title), m.lessons.right)
    await find('link', /BrokerFastFailure/, region)
    user = await reloadPage()
    await says(() => query('region', title), m.lessons.right)
    go('#/q')
    expect((await find('dialog', m.questions.title)).textContent).toContain(`✓ ${m.questions.answered}`)
    await user.keyboard('{Escape}')
    await gone('dialog', m.questions.title)
    await user.keyboard('{Control>}z{/Control}')
    await waitFor(() => expect(shownTime()).toBe('00:01.500'))
  })

  test('what a question leaves to others leads there', async () => {
    const user = await openPage('preset=article&t=1500', language)
    const named = (name: string) => QUESTIONS.find(({ id }) => id === `q-${name}`) as (typeof QUESTIONS)[number]
    const { title: of, shownBy } = named('no-loss')
    expect(shownBy.length).toBe(3)
    for (const name of shownBy) {
      go('#/q/no-loss')
      await press(user, 'link', named(name).title[language], await find('region', of[language]))
      await find('region', named(name).title[language])
      await waitFor(() => expect(location.hash).toBe(`#/q/${name}`))
    }
  })

  test('a name that is not there is named, over the list', async () => {
    await openPage('preset=article&t=1500', language)
    go('#/q/no-such-thing')
    const list = await find('dialog', m.questions.title)
    expect(within(list).getByRole('alert').textContent).toContain('no-such-thing')
    await waitFor(() => expect(location.hash).toBe('#/q'))
    expect(shownTime()).toBe('00:01.500')
  })
})

test('every question of the list opens at its moment, with answers to choose from', async () => {
  const user = await openPage('preset=article&t=1500')
  for (const { id, title, steps } of QUESTIONS) {
    go('#/q')
    const list = await find('dialog', ALL_MESSAGES.en.questions.title)
    const link = within(list)
      .getAllByRole('link')
      .find((one) => one.firstElementChild?.textContent === title.en)
    await user.click(link as HTMLElement)
    const region = await find('region', title.en)
    await waitFor(() => expect(location.hash, id).toBe(`#/q/${id.slice(2)}`))
    await waitFor(() => expect(region.querySelectorAll('.lesson-option:not([disabled])').length, id).toBeGreaterThan(1))
    await waitFor(() => expect(shownTime(), id).toBe(formatTime(steps[0]?.atMs ?? 0)))
  }
})
