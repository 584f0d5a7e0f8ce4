// The switch between chapters, and the part of the engine that only some of them need: asked for when a run needs it, and not before.

import { linkText } from '../src/io/writeLink'
import { presetInput } from '../src/rocketmq'
import { expect, test } from './page'

test.use({ locale: 'en-US', colorScheme: 'dark', serviceWorkers: 'block' })

const STORE_LINK = `/#${linkText({ input: presetInput('store'), view: { tMs: 4000, sidePanel: 'log', language: 'en' } })}`

test('a cold link to a run with a store opens with its chapter, its log and its settings', async ({ page }) => {
  await page.goto(STORE_LINK)
  await expect(page.getByRole('timer')).toHaveText('00:04.000')
  const chapters = page.getByRole('group', { name: 'Chapter' })
  await expect(chapters.getByRole('button', { name: 'Storing' })).toHaveAttribute('aria-pressed', 'true')
  await expect(page.getByText(/appends message \d+ to its CommitLog/).first()).toBeVisible()
  // Its words come in the other language as well.
  await page.keyboard.press('l')
  await expect(page.getByText(/CommitLog/).first()).toBeVisible()
  await expect(page.getByRole('group', { name: '章节' }).getByRole('button', { name: '存储' })).toHaveAttribute(
    'aria-pressed',
    'true',
  )
})

test('a chapter is chosen on a run without a store, survives a reload, and undo takes it back', async ({ page }) => {
  const asked: string[] = []
  page.on('request', (request) => asked.push(request.url()))
  const isStoreAsked = () => asked.some((url) => url.includes('/storeNarration-'))
  await page.goto('/#v=1&preset=article&do=kill+broker-a/master+@2000&t=4000&lang=en')
  await expect(page.getByRole('timer')).toHaveText('00:04.000')
  const chosen = (name: string) => page.getByRole('group', { name: 'Chapter' }).getByRole('button', { name })
  await expect(chosen('Sending')).toHaveAttribute('aria-pressed', 'true')
  await page.getByRole('tab', { name: 'Settings' }).click()
  await expect(page.locator('[data-setting="clientVersion"]')).toBeVisible()
  await expect(page.locator('[data-setting="flushIntervalCommitLog"]')).toHaveCount(0)
  expect(isStoreAsked()).toBe(false)

  await chosen('Storing').focus()
  await page.keyboard.press('Enter')
  await expect(page.getByText(/now simulates it/)).toBeVisible()
  await expect(chosen('Storing')).toHaveAttribute('aria-pressed', 'true')
  await expect(page.getByRole('timer')).toHaveText('00:04.000')
  await expect(page.locator('.action-mark')).toHaveCount(1)
  await expect(page.locator('[data-setting="flushIntervalCommitLog"]')).toHaveCount(1)
  await expect(page.locator('[data-setting="haMaxGapNotInSync"]')).toHaveCount(1)
  expect(isStoreAsked()).toBe(true)
  await chosen('Replicating').click()
  await expect(page).toHaveURL(/chapter=replicating/)

  await page.reload()
  await expect(chosen('Replicating')).toHaveAttribute('aria-pressed', 'true')
  await chosen('Sending').click()
  await expect(chosen('Sending')).toHaveAttribute('aria-pressed', 'true')
  await page.keyboard.press('Control+z')
  await expect(page).not.toHaveURL(/simulateStore/)
  await expect(chosen('Sending')).toHaveAttribute('aria-pressed', 'true')
})

test('the first lesson about storing opens on its own run, though the store is not loaded yet', async ({ page }) => {
  await page.goto('/#v=2&preset=article&t=3500&lang=en')
  await expect(page.getByRole('timer')).toHaveText('00:03.500')
  await page.getByRole('button', { name: 'Learn' }).click()
  await page.locator('.shelf-lesson', { hasText: 'Acknowledged. Is it on disk?' }).click()
  await expect(page.locator('.lesson-title')).toBeVisible()
  // Its run has one Broker group, which is open.
  await expect(page.getByTestId('opened-store')).toBeVisible()
  await expect(page.getByText('broker-b', { exact: true })).toHaveCount(0)
})

test('where the store cannot be loaded, the page says so, and keeps the link for the reader', async ({ page }) => {
  await page.route(/assets\/store/, (route) => route.abort())
  await page.goto(STORE_LINK)
  await expect(page.getByText(/could not load a part of itself/)).toBeVisible()
  await expect(page.getByRole('dialog').getByRole('textbox')).toHaveValue(/preset=store/)
})

test.describe('on a first visit', () => {
  test.use({ firstVisit: true })
  test('the chapters are in the menu, not in front', async ({ page }) => {
    await page.goto('/')
    await expect(page.getByRole('region', { name: 'First minute' })).toBeVisible()
    await expect(page.getByRole('group', { name: 'Chapter' })).toHaveCount(0)
    await page.getByRole('button', { name: 'More' }).click()
    await page.getByRole('menuitemradio', { name: 'Storing' }).click()
    await expect(page.getByText(/now simulates it/)).toBeVisible()
  })
})
