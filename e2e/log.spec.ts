// The log while time goes on; what it says and finds is held by src/ui/log/log.test.tsx.
import { expect, test } from './page'

test.use({ locale: 'en-US' })

test('while playing the newest line stays in view, until somebody scrolls up', async ({ page }) => {
  await page.goto('/')
  await page.getByRole('tab', { name: 'Log' }).click()
  const now = page.locator('.log-line[aria-current="time"]')
  await expect
    .poll(async () => Number(await page.locator('.log > li').last().getAttribute('aria-posinset')))
    .toBeGreaterThan(30)
  await expect(now).toBeInViewport()
  await page.locator('.log-scroller').hover()
  await page.mouse.wheel(0, -600)
  const back = page.getByRole('button', { name: 'Back to now' })
  await expect(back).toBeVisible()
  await expect(now).not.toBeInViewport()
  await back.click()
  await expect(now).toBeInViewport()
  await expect(back).toHaveCount(0)
})
