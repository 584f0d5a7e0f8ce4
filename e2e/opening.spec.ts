// The opening, a kill and what follows, and moving through time, as a visitor does it.

import { shownMs } from './openRun'
import { expect, type Page, test } from './page'

test.use({ locale: 'en-US', colorScheme: 'dark' })

const sentence = (page: Page) => page.getByRole('region', { name: 'What just happened' })
const clock = (page: Page) => page.getByRole('timer', { name: 'Now' })
const master = (page: Page) => page.getByRole('button', { name: /Master of broker-a/ })

test('messages flow by themselves, without a modal, and a sentence says what happens', async ({ page }) => {
  await page.goto('/')
  await expect(page.getByRole('button', { name: 'Pause' })).toBeVisible()
  await expect(page.getByRole('region', { name: 'Counters' })).toContainText(/sent [1-9]/)
  await expect(sentence(page)).toHaveText(/\w+ .*\w+/)
  await expect(page.getByRole('dialog')).toHaveCount(0)
})

test('a killed Master is named, avoided, and available again', async ({ page }) => {
  await page.goto('/')
  await expect(page.getByRole('region', { name: 'Counters' })).toContainText(/ok [4-9]/)
  await master(page).click()
  await page.getByRole('menuitem').first().click()
  await expect(sentence(page)).toContainText('broker-a')
  await expect(sentence(page)).toContainText(/could not reach broker-a/, { timeout: 10_000 })
  const table = page.getByRole('region', { name: 'Fault table' })
  await expect(table.getByRole('row', { name: /broker-a/ })).toContainText('left')
  await expect(page.getByRole('region', { name: 'Why this queue?' })).toContainText('avoided')
  await expect(table.getByRole('row', { name: /broker-a/ })).toContainText('available', { timeout: 10_000 })
})

test('the playhead can be dragged anywhere, and playing goes on from there', async ({ page }) => {
  await page.goto('/')
  const box = await page.getByRole('slider', { name: 'Playhead' }).boundingBox()
  if (!box) throw new Error('the timeline has no size')
  const y = box.y + box.height / 2
  await page.mouse.move(box.x + 20, y)
  await page.mouse.down()
  await page.mouse.move(box.x + box.width * 0.75, y, { steps: 5 })
  await expect.poll(() => shownMs(page)).toBeGreaterThan(14_000)
  const held = await shownMs(page)
  await page.waitForTimeout(300)
  expect(await shownMs(page)).toBe(held)
  await page.mouse.up()
  await expect(page.getByRole('button', { name: 'Pause' })).toBeVisible()
  await expect.poll(() => shownMs(page)).toBeGreaterThan(held)
})

test('speed changes how fast virtual time goes, and paused nothing moves', async ({ page }) => {
  await page.goto('/')
  await expect(clock(page)).toBeVisible()
  // The slider is left out where the row is full; the button is always there.
  for (let press = 0; press < 3; press++) await page.getByRole('button', { name: 'Faster' }).click()
  await expect(page.locator('.speed-value')).toHaveText('10×')
  const before = await shownMs(page)
  await page.waitForTimeout(600)
  expect((await shownMs(page)) - before).toBeGreaterThan(2500)
  await page.getByRole('button', { name: 'Pause' }).click()
  const frames = await page.evaluate(
    () =>
      new Promise<number>((resolve) => {
        let asked = 0
        const original = window.requestAnimationFrame
        // The change itself may still be drawn once.
        original(() =>
          original(() => {
            window.requestAnimationFrame = (callback) => {
              asked++
              return original(callback)
            }
            setTimeout(() => resolve(asked), 400)
          }),
        )
      }),
  )
  expect(frames).toBe(0)
})

test('smart fast-forward shows how fast it goes', async ({ page }) => {
  await page.goto('/')
  await page.getByRole('combobox', { name: 'Scenario' }).selectOption('real-4.9')
  await page.getByRole('button', { name: 'Pause' }).waitFor()
  await page.keyboard.press('k')
  await page.getByRole('switch', { name: 'Auto fast-forward' }).click()
  await expect(page.getByRole('region', { name: 'Fault table' })).toContainText('left', { timeout: 20_000 })
  await expect(page.locator('.speed-value[data-fast="true"]')).toBeVisible({ timeout: 20_000 })
})
