// @vitest-environment happy-dom
// Changing settings: what holds from now on, what is refused, what starts again.
import { screen, waitFor } from '@testing-library/dom'
import type { UserEvent } from '@testing-library/user-event'
import { expect, test } from 'vitest'
import type { Language } from '../../i18n/languages'
import { fill, find, openPage, press, shownTime } from '../shell/openPage.testData'

async function openSettings(language: Language = 'en'): Promise<UserEvent> {
  const user = await openPage('preset=article&t=1500', language)
  await press(user, 'tab', language === 'en' ? 'Settings' : '设置')
  return user
}

const field = async (name: string) => (await screen.findByLabelText(name)) as HTMLInputElement
const marks = () => [...document.querySelectorAll('.action-mark')]
const alerts = () =>
  screen
    .queryAllByRole('alert')
    .map((one) => one.textContent)
    .join('\n')

async function enter(user: UserEvent, name: string, value: string): Promise<void> {
  await fill(await field(name), value)
  await user.keyboard('{Enter}')
}

test('a change holds from now on and is marked on the timeline', async () => {
  const user = await openSettings()
  expect((await field('sendMsgTimeout')).value).toBe('3000')
  await enter(user, 'sendMsgTimeout', '1000')
  expect((await field('sendMsgTimeout')).value).toBe('1000')
  await find('button', /^sendMsgTimeout = 1000 at /)
  expect(marks()).toHaveLength(1)
})

test('a wrong value is refused by name and range, and the run is untouched', async () => {
  const user = await openSettings()
  const before = shownTime()
  await enter(user, 'retryTimesWhenSendFailed', '99')
  await waitFor(() => expect(alerts()).toMatch(/retryTimesWhenSendFailed.*from 0 to 16.*"99".*Nothing changed/))
  expect(marks()).toHaveLength(0)
  expect(shownTime()).toBe(before)
  await user.keyboard('{Escape}')
  expect((await field('retryTimesWhenSendFailed')).value).toBe('2')
})

test('a wrong value is refused in Chinese too', async () => {
  const user = await openSettings('zh')
  await enter(user, 'sendMsgTimeout', 'soon')
  await waitFor(() => expect(alerts()).toMatch(/sendMsgTimeout.*未作改动/))
})

test('a setting of the whole run starts it again and says so', async () => {
  const user = await openSettings()
  await user.click(await field('enableDLegerCommitLog'))
  await screen.findByText(/enableDLegerCommitLog applies to the whole run/)
  await waitFor(() => expect(shownTime()).toBe('00:00.000'))
})

test('one click gives the real values, and one gives them back', async () => {
  const user = await openSettings()
  await press(user, 'button', 'Real')
  await waitFor(async () => expect((await field('pollNameServerInterval')).value).toBe('30000'))
  await press(user, 'button', 'Teaching')
  await waitFor(async () => expect((await field('pollNameServerInterval')).value).toBe('10000'))
})

test('the table can be edited, and must rise', async () => {
  const user = await openSettings()
  await enter(user, 'notAvailableDuration step 3', '6000')
  await waitFor(() => expect(marks().length).toBeGreaterThan(0))
  await enter(user, 'latencyMax step 2', '20')
  await waitFor(() => expect(alerts()).toMatch(/latencyMax.*must rise/))
})
