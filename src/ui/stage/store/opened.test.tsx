// @vitest-environment happy-dom
// Opening a Broker: by its head, its menu, a link and keys; it stays after a reload, and picks messages.
import { screen, waitFor } from '@testing-library/dom'
import { describe, expect, test } from 'vitest'
import { find, LANGUAGES, openPage, press, query, reloadPage, until } from '../../shell/openPage.testData'

const STORED = 'preset=2m-noslave&simulateStore=true&t=3000'
const WORDS = {
  zh: {
    open: /^打开 broker-a，看 Broker 内部$/,
    close: /^收起 broker-a 的内部$/,
    tape: /^broker-a 的 CommitLog：写到/,
  },
  en: {
    open: /^Open broker-a: inside the Broker$/,
    close: /^Close the inside of broker-a$/,
    tape: /^CommitLog of broker-a: written to/,
  },
}
const inside = () => screen.queryByTestId('opened-store')
const messagesOf = (selector: string): number[] =>
  [...(inside()?.querySelectorAll(`${selector} [data-message]`) ?? [])].map((one) =>
    Number(one.getAttribute('data-message')),
  )

describe.each(LANGUAGES)('%s', (language) => {
  const words = WORDS[language]

  test('the head opens it, the focus goes to what closes it, and Escape closes it', async () => {
    const user = await openPage(STORED, language)
    await press(user, 'button', words.open)
    await until(inside)
    await waitFor(() => expect(document.activeElement).toBe(query('button', words.close)))
    await user.keyboard('{Escape}')
    await waitFor(() => expect(inside()).toBeNull())
    await find('button', words.open)
  })

  test('the menu of a node opens it too', async () => {
    const user = await openPage(STORED, language)
    await press(user, 'button', /^(?:Master of broker-b|broker-b 的 Master)/)
    await find('menu')
    await user.keyboard('i')
    await until(inside)
    expect(inside()?.textContent).toContain('CommitLog')
    expect(query('button', words.open)).not.toBeNull()
  })

  test('a link opens it, and a reload keeps it', async () => {
    await openPage(`${STORED}&open=0`, language)
    await find('button', words.tape)
    await reloadPage()
    await find('button', words.tape)
  })
})

test('the arrows pick messages of the tape; the chosen one is lit in its ConsumeQueue', async () => {
  const user = await openPage(`${STORED}&open=0`)
  const tape = await find('button', WORDS.en.tape)
  const messages = messagesOf('.opened-cells')
  expect(messages).toEqual(messages.toSorted((one, other) => one - other))
  tape.focus()
  await user.keyboard('{End}{ArrowLeft}')
  const picked = messages.at(-2) as number
  const lit = () => [...(inside()?.querySelectorAll('rect[stroke="var(--text)"]') ?? [])]
  await waitFor(() => expect(lit().length).toBe(2))
  for (const one of lit()) expect(one.closest('[data-message]')?.getAttribute('data-message')).toBe(String(picked))
})

test('a run that does not simulate the store offers none, and a link that asks for one says so', async () => {
  await openPage('preset=2m-noslave&t=3000&open=0')
  await until(() => document.body.textContent?.includes('could not be read') || query('dialog'))
  expect(inside()).toBeNull()
  expect(query('button', WORDS.en.open)).toBeNull()
})
