// Acting in the past takes the later actions away, and says so: one button brings them back.
import { expect, test } from '@playwright/test'

test('what a new action in the past took away can be brought back', async ({ page }) => {
  await page.goto('/')
  const time = async (): Promise<string> => (await page.getByRole('timer').textContent()) ?? ''
  await expect.poll(time).toMatch(/00:0[2-9]/)
  await page.keyboard.press('Space')
  await page.keyboard.press('k')
  const kept = () =>
    page.evaluate(() => JSON.parse(sessionStorage.getItem('rocketscope.run') ?? '{}').input?.actions ?? [])
  await expect.poll(async () => (await kept()).length).toBe(1)
  const [first] = await kept()
  await page.keyboard.press('Home')
  await page.keyboard.press(']')
  await page.keyboard.press('k')
  await expect.poll(async () => (await kept())[0]?.atMs).toBeLessThan(first.atMs)
  await page.getByRole('button', { name: 'Undo' }).click()
  await expect.poll(kept).toEqual([first])
})
