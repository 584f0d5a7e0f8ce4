// Two runs side by side on a phone, and accessibly; what they do and say is held by src/ui/compare/compare.test.tsx.
import AxeBuilder from '@axe-core/playwright'
import { openRun } from './openRun'
import { expect, type Page, test } from './page'
import { releaseUnless } from './releaseUnless'

const half = (page: Page, letter: 'A' | 'B') => page.getByRole('region', { name: new RegExp(`^${letter} · `) })

async function begin(page: Page, compare: string, choice: string) {
  await openRun(page, 'preset=article&t=1500')
  await page.getByRole('button', { name: compare, exact: true }).click()
  await page.getByRole('dialog').getByRole('button', { name: choice, exact: true }).click()
  await expect(half(page, 'A')).toBeVisible()
}

test.describe('on a phone', () => {
  test.use({ locale: 'zh-CN', viewport: { width: 390, height: 844 }, hasTouch: true })

  test('one run is shown at a time, and nothing is wider than the screen', async ({ page }) => {
    await begin(page, '对比', 'sendLatencyFaultEnable 关')
    await expect(half(page, 'B')).toHaveCount(0)
    await page.getByRole('group', { name: '看哪一边' }).getByRole('button', { name: 'B' }).tap()
    await expect(half(page, 'B')).toHaveAccessibleName(`B · sendLatencyFaultEnable 关`)
    await expect(half(page, 'A')).toHaveCount(0)
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390)
  })
})

test.describe('accessibility', () => {
  test.use({ locale: 'en-US' })

  for (const colorScheme of ['dark', 'light'] as const) {
    test(
      `the comparison and its choice have no violations in ${colorScheme}`,
      releaseUnless(colorScheme === 'dark'),
      async ({ page }) => {
        await page.emulateMedia({ colorScheme })
        await begin(page, 'Compare', 'sendLatencyFaultEnable off')
        await page.keyboard.press('k')
        await page.keyboard.press('Shift+ArrowRight')
        const check = async () =>
          (await new AxeBuilder({ page }).analyze()).violations.map(({ id, nodes }) => [id, nodes])
        expect(await check()).toEqual([])
        await expect(page.getByRole('img', { name: 'The timeline shows A' })).toHaveText('A')
        await page.keyboard.press('c')
        await expect(page.getByRole('dialog')).toBeVisible()
        expect(await check()).toEqual([])
      },
    )
  }
})
