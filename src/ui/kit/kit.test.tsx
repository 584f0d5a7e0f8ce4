// @vitest-environment happy-dom
// The kit by keyboard: what opens has the focus, Escape closes it, and the focus goes back to where it was.
import { screen, waitFor, within } from '@testing-library/dom'
import { expect, test, vi } from 'vitest'
import { chooseMore, fill, find, gone, openPage, press } from '../shell/openPage.testData'

const focused = () => document.activeElement

test('a dialog has its title for a name, and is gone by its cross and when the browser closes it', async () => {
  const user = await openPage('preset=article&t=1500')
  for (const close of [
    async () => press(user, 'button', 'Close', await find('dialog', 'Keyboard shortcuts')),
    () => screen.getByRole('dialog').dispatchEvent(new Event('close')),
  ]) {
    await chooseMore(user, /^Keyboard shortcuts/)
    await find('dialog', 'Keyboard shortcuts')
    await close()
    await gone('dialog')
  }
})

test('a dialog that goes with what opened it is closed, so that the browser gives the focus back', async () => {
  const close = vi.spyOn(HTMLDialogElement.prototype, 'close')
  const user = await openPage('preset=article&t=1500')
  await press(user, 'button', 'Learn')
  close.mockClear()
  await user.click(within(await find('dialog')).getAllByRole('button', { name: /A Master dies/ })[0])
  await gone('dialog')
  expect(close).toHaveBeenCalled()
})

test('a popover takes the focus, is closed by Escape, and gives the focus back to its button', async () => {
  const user = await openPage('preset=article&t=1500')
  await press(user, 'button', 'Legend')
  const box = await find('dialog', 'Legend')
  await waitFor(() => expect(box.contains(focused())).toBe(true))
  await user.keyboard('{Escape}')
  await gone('dialog')
  await waitFor(async () => expect(focused()).toBe(await find('button', 'Legend')))
})

test('a menu is walked by arrows; its items are in groups', async () => {
  const user = await openPage('preset=article&t=1500')
  ;(await find('button', /^Share/)).focus()
  await user.keyboard('{Enter}')
  const menu = await find('menu')
  const items = within(menu).getAllByRole('menuitem')
  expect(within(menu).getAllByRole('group').length).toBeGreaterThan(1)
  await user.keyboard('{ArrowDown}')
  await waitFor(() => expect(items).toContain(focused()))
  await user.keyboard('{End}')
  await waitFor(() => expect(focused()).toBe(items.at(-1)))
  await user.keyboard('{Escape}')
  await gone('menu')
})

test('a field of numbers says what it refuses and is described by it; Escape brings the value back', async () => {
  const user = await openPage('preset=article&t=1500&panel=settings')
  const field = (await screen.findByLabelText('sendMsgTimeout')) as HTMLInputElement
  const before = field.value
  await fill(field, 'soon')
  await user.keyboard('{Enter}')
  const alert = await find('alert')
  expect(field.getAttribute('aria-describedby')).toBe(alert.id)
  expect(field.getAttribute('aria-invalid')).toBe('true')
  await user.keyboard('{Escape}')
  expect(field.value).toBe(before)
  await gone('alert')
})

test('a switch and a choice of a few say what is on', async () => {
  const user = await openPage('preset=article&t=1500&panel=settings')
  await press(user, 'button', 'Real')
  await waitFor(async () => expect((await find('button', 'Real')).getAttribute('aria-pressed')).toBe('true'))
  expect((await find('button', 'Teaching')).getAttribute('aria-pressed')).toBe('false')
  const fast = await find('switch', 'Auto fast-forward')
  const was = fast.getAttribute('aria-checked')
  await user.click(fast)
  await waitFor(() => expect(fast.getAttribute('aria-checked')).not.toBe(was))
})
