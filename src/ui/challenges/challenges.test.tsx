// @vitest-environment happy-dom
// Challenges in the page: opened from the library and by address, played, judged, kept, and shown to others by a link.
import { screen, waitFor } from '@testing-library/dom'
import type { UserEvent } from '@testing-library/user-event'
import { describe, expect, test } from 'vitest'
import { type Challenge, inputWith } from '../../chapters/challenge'
import { CHALLENGES } from '../../chapters/chapters'
import { ALL_MESSAGES } from '../../i18n/allMessages'
import { linkText } from '../../io/writeLink'
import type { RunInput, UserAction } from '../../rocketmq'
import {
  find,
  gone,
  LANGUAGES,
  openPage,
  press,
  query,
  reloadPage,
  saved,
  says,
  until,
} from '../shell/openPage.testData'

const challengeOf = (id: string): Challenge => CHALLENGES.find((one) => one.id === id) as Challenge
const one = challengeOf('one-failed-send')
/** Of a setting or two, among others that are not. */
const permitting = CHALLENGES.find(({ rules }) => rules.settings.length > 1) as Challenge
const election = challengeOf('quiet-election')

/** What a link says behind "#v=1&". */
const partsOf = (challenge: Challenge, input: RunInput): string =>
  linkText({ input, view: { tMs: challenge.endMs, sidePanel: 'challenge', challenge: challenge.id } })
    .replace(/^v=\d+&sum=\w+&/, '')
    .replace(/&end$/, '')

const savedInput = (): RunInput | undefined => {
  window.dispatchEvent(new Event('pagehide'))
  return saved<{ input: RunInput }>('run')?.input
}

const bestResults = () => JSON.parse(localStorage.getItem('rocketscope.challenges') ?? '{}')

describe.each(LANGUAGES)('%s', (language) => {
  const m = ALL_MESSAGES[language]
  const words = m.challenges
  const panel = (challenge: Challenge) => () => query('region', challenge.title[language])
  const open = async (user: UserEvent, challenge: Challenge) => {
    await press(user, 'button', m.page.learn)
    const title = challenge.title[language]
    await user.click(
      await until(() =>
        [...document.querySelectorAll<HTMLElement>('.shelf-challenge')].find((card) =>
          card.textContent?.startsWith(title),
        ),
      ),
    )
    await find('region', title)
  }
  const check = async (user: UserEvent, challenge: Challenge) =>
    press(user, 'button', words.check, await find('region', challenge.title[language]))

  test('doing nothing loses at a moment that can be looked at; acting in the past begins again', async () => {
    const user = await openPage('preset=article&t=1500', language)
    await open(user, one)
    await says(panel(one), words.movesUsed(0, 3))
    await check(user, one)
    await says(panel(one), words.lost)
    await press(user, 'button', words.missedAt('00:30'))
    // The verdict stays while its moment is looked at.
    await says(panel(one), words.lost)
    await user.keyboard('{Home}k')
    await says(panel(one), words.movesUsed(1, 3))
    expect(panel(one)()?.textContent).not.toContain(words.lost)
  })

  test('its settings open at those it permits: they are marked, and all others are locked', async () => {
    const user = await openPage('preset=article&t=1500', language)
    await open(user, permitting)
    await press(user, 'button', words.openSettings)
    const rows = () => [...document.querySelectorAll<HTMLFieldSetElement>('fieldset[data-setting]')]
    await until(() => rows().length > 20)
    const { settings } = permitting.rules
    expect(settings.length).toBeGreaterThan(0)
    for (const row of rows()) {
      const isPermitted = settings.includes(row.dataset.setting as (typeof settings)[number])
      expect(row.disabled, row.dataset.setting).toBe(!isPermitted)
      if (row.dataset.setting === 'notAvailableDuration') continue
      expect(row.textContent).toContain(isPermitted ? m.settings.permitted : m.settings.locked)
    }
    await waitFor(() =>
      expect(document.activeElement?.closest<HTMLElement>('[data-setting]')?.dataset.setting).toBe(settings[0]),
    )
    expect((await find('note')).textContent).toBe(m.settings.challengePermits(settings))
  })

  test('a first visit finds no guide in it, and every panel', async () => {
    const user = await openPage('', language, true)
    await press(user, 'button', m.page.learn)
    await find('dialog')
    // Typing goes to the search at once.
    expect(document.activeElement?.getAttribute('type')).toBe('search')
    const card = await until(() =>
      [...document.querySelectorAll<HTMLElement>('.shelf-challenge')].find((found) =>
        found.textContent?.startsWith(one.title[language]),
      ),
    )
    await user.click(card)
    await find('tab', m.page.settings)
    expect(document.querySelector('.guide')).toBeNull()
    expect(document.querySelector('[data-place]')).toBeNull()
  })

  test('the run that was there is kept, and undoing brings it back', async () => {
    const user = await openPage('preset=article&t=1500&do=kill+broker-b/master+@1000', language)
    await find('button', m.page.learn)
    const before = savedInput()
    await open(user, one)
    await until(() => saved<{ branches: { input: unknown }[] }>('history')?.branches.length)
    await user.keyboard('{Control>}z{/Control}')
    await waitFor(() => expect(savedInput()).toEqual(before))
    // Another run is on the stage: that is said, and one press leads back.
    await says(panel(one), words.broken)
    await press(user, 'button', words.again, await find('region', one.title[language]))
    await says(panel(one), words.movesUsed(0, 3))
  })

  test('a result is judged again from its link alone, as that of another person, and is not kept', async () => {
    await openPage(partsOf(election, inputWith(election, election.solution)), language)
    await says(panel(election), words.won)
    await says(panel(election), words.guest)
    await find('img', words.stars(3))
    // How it was done is for those who have done it.
    expect(panel(election)()?.textContent).not.toContain(election.explain[language].slice(0, 12))
    expect(bestResults()).toEqual({})
    await reloadPage()
    await says(panel(election), words.won)
    await says(panel(election), words.guest)
  })

  test('a link that breaks a rule has no score, and names the rule', async () => {
    const moves: UserAction[] = [...election.solution, { atMs: 3000, type: 'kill', target: 'broker-b/master' }]
    await openPage(partsOf(election, inputWith(election, moves)), language)
    await says(panel(election), words.broken)
    await says(panel(election), words.breaches.broker(m.editing.action(moves.at(-1) as UserAction), 'broker-a'))
    expect(panel(election)()?.textContent).not.toContain(words.won)
    // Nothing of a run that may be as long as it likes is read for the goal.
    expect(panel(election)()?.textContent).not.toContain(words.soFar)
  })

  test('a challenge that is not here is named, and can be left', async () => {
    const user = await openPage('preset=article&challenge=nowhere', language)
    await screen.findByText(words.notHere('nowhere'))
    await press(user, 'button', words.leave)
    await gone('tab', m.page.challenge)
  })

  test('an address of its own opens it; what is done in it wins, is kept, survives a reload and can be forgotten', async () => {
    let user = await openPage('preset=article&t=1500', language)
    await find('button', m.page.learn)
    location.hash = '#/challenge/one-code'
    window.dispatchEvent(new Event('hashchange'))
    const code = challengeOf('one-code')
    await says(panel(code), words.movesUsed(0, 3))
    await waitFor(() => expect(location.hash).toMatch(/challenge=one-code/))
    const { useApp } = await import('../../session/appStore')
    const { act, seek } = await import('../../session/actions')
    seek(5000)
    act({ type: 'injectResponse', target: 'broker-a/master', code: 13, times: 1 })
    await says(panel(code), words.movesUsed(1, 3))
    await check(user, code)
    await says(panel(code), words.won)
    await says(panel(code), code.explain[language].slice(0, 12))
    await says(panel(code), words.par(words.moves(1)))
    expect(bestResults()).toMatchObject({ 'one-code': { stars: 3, moves: 1 } })
    expect(useApp.getState().challenge?.guest).toBeNull()
    user = await reloadPage()
    await says(panel(code), words.won)
    expect(panel(code)()?.textContent).not.toContain(words.guest)
    await press(user, 'button', m.page.learn)
    await press(user, 'button', words.forget)
    expect(bestResults()).toEqual({})
  })

  test('what the challenge does later is not dropped by acting before it', async () => {
    const setting = challengeOf('one-setting')
    const user = await openPage('preset=article&t=1500', language)
    await open(user, setting)
    const { changeSetting } = await import('../../session/actions')
    changeSetting('retryTimesWhenSendFailed', 1)
    await says(panel(setting), words.movesUsed(1, 2))
    expect(savedInput()?.actions).toEqual([
      { atMs: 0, type: 'set', name: 'retryTimesWhenSendFailed', value: 1 },
      ...setting.input.actions,
    ])
    await check(user, setting)
    await says(panel(setting), words.won)
  })
})
