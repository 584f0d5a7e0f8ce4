// Every link of both READMEs opens in the built page the run and the moment that it names. What those runs do is held by
// scripts/readme.test.mjs.
import { pageLinks } from '../scripts/pageLinks.mts'
import { shownMs } from './openRun'
import { expect, type Page, test } from './page'

/** Opens a link of the README at the address under test. */
async function follow(page: Page, link: string): Promise<URLSearchParams> {
  const { hash } = new URL(link)
  await page.goto(`/${hash}`)
  await expect(page.getByRole('timer').first()).toBeVisible()
  return new URLSearchParams(hash.slice(1))
}

for (const language of ['en', 'zh'] as const) {
  test(`the links of the README open as they are, ${language}`, async ({ page }) => {
    for (const link of pageLinks(language)) {
      await page.goto('about:blank')
      const parts = await follow(page, link)
      await expect(page.locator('html')).toHaveAttribute('lang', { en: 'en', zh: 'zh-CN' }[language])
      const tMs = Number(parts.get('t') ?? 0)
      await expect.poll(() => shownMs(page), link).toBe(tMs)
      // A link that is not wholly understood is answered with a dialog.
      await expect(page.getByRole('dialog')).toHaveCount(0)
    }
  })
}

test('and do what their sentences say', async ({ page }) => {
  const [kill, why, compare, tenMinutes, recording, lesson] = pageLinks('en')
  await follow(page, kill)
  await page.keyboard.press('k')
  await expect(page).toHaveURL(/do=kill\+broker-a\/master\+@3500/)
  await page.goto('about:blank')
  await follow(page, why)
  await expect(page.getByText('17 mod 4').first()).toBeVisible()
  await page.goto('about:blank')
  await follow(page, compare)
  await expect(page.getByRole('region', { name: /^B/ }).first()).toBeVisible()
  await page.goto('about:blank')
  await follow(page, tenMinutes)
  await expect(page.locator('.stage-area')).toContainText(/avoids/)
  await page.goto('about:blank')
  await follow(page, recording)
  await expect(page.getByRole('button', { name: /^Recorded on a real cluster/ })).toBeVisible()
  await page.goto('about:blank')
  await follow(page, lesson)
  await expect(page.locator('.lesson-title')).toBeVisible()
})
