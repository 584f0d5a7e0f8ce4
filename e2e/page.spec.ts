// The page itself: languages, themes, a phone, and accessibility; keys and reloads are held by src/ui/page.test.tsx.
import AxeBuilder from '@axe-core/playwright'
import { openRun } from './openRun'
import { expect, type Page, test } from './page'
import { releaseUnless } from './releaseUnless'

const languageButton = (page: Page) => page.getByRole('button', { name: /Switch to English|切换到中文/ })

test.describe('languages and themes', () => {
  for (const [locale, lang, tab, colorScheme] of [
    ['zh-CN', 'zh-CN', '设置', 'light'],
    ['en-US', 'en', 'Settings', 'dark'],
  ] as const) {
    test.describe(`${locale}, ${colorScheme}`, () => {
      test.use({ locale, colorScheme })
      test('are taken from browser and system', async ({ page }) => {
        await openRun(page, 'preset=article&t=1500')
        await expect(page.getByRole('tab', { name: tab })).toBeVisible()
        await expect(page.locator('html')).toHaveAttribute('lang', lang)
        await expect(page.locator('html')).toHaveAttribute('data-theme', colorScheme)
      })
    })
  }
})

test.describe('in English', () => {
  test.use({ locale: 'en-US', colorScheme: 'dark' })

  test('the page works where storage is switched off', async ({ page }) => {
    const errors: string[] = []
    page.on('pageerror', (error) => errors.push(error.message))
    await page.addInitScript(() => {
      for (const name of ['localStorage', 'sessionStorage']) {
        Object.defineProperty(window, name, {
          get() {
            throw new DOMException('denied', 'SecurityError')
          },
        })
      }
    })
    await page.goto('/')
    await languageButton(page).click()
    await expect(page.getByRole('tab', { name: '设置' })).toBeVisible()
    expect(errors).toEqual([])
  })
})

test.describe('on a phone', () => {
  test.use({ locale: 'zh-CN', viewport: { width: 390, height: 844 }, hasTouch: true, colorScheme: 'dark' })

  test('nothing is wider than the screen, and the controls are large enough', async ({ page }) => {
    await page.goto('/')
    await page.keyboard.press('k')
    for (const tab of ['为什么', '日志', '设置']) {
      await page.getByRole('tab', { name: tab }).click()
      expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390)
    }
    for (const name of ['暂停', '上一个事件', '下一个事件', '上一个关键时刻', '下一个关键时刻']) {
      const box = await page.getByRole('button', { name, exact: true }).boundingBox()
      expect(Math.min(box?.width ?? 0, box?.height ?? 0), name).toBeGreaterThanOrEqual(44)
    }
  })
})

for (const [locale, colorScheme] of [
  ['zh-CN', 'dark'],
  ['en-US', 'light'],
] as const) {
  test.describe(() => {
    test.use({ locale, colorScheme })
    test(
      `no accessibility violation: ${locale}, ${colorScheme}`,
      releaseUnless(locale === 'en-US'),
      async ({ page }) => {
        await openRun(page, 'preset=article&do=kill+broker-a/master+@3000&t=4500')
        const tabs = await page.getByRole('tab').all()
        expect(tabs).toHaveLength(3)
        for (const tab of tabs) {
          await tab.click()
          // The log measures its lines before it shows them.
          await expect(page.getByRole('tabpanel').locator('.log-line, .block, .settings').first()).toBeVisible()
          const { violations } = await new AxeBuilder({ page }).analyze()
          expect(violations.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.html).join(' ')}`)).toEqual([])
        }
        await page.getByRole('tab').first().focus()
        await page.locator('body').press('?')
        await expect(page.getByRole('dialog')).toBeVisible()
        const { violations } = await new AxeBuilder({ page }).include('dialog').analyze()
        expect(violations.map(({ id }) => id)).toEqual([])
      },
    )
  })
}

test('a laptop’s screen needs no scrolling of the page', async ({ page }) => {
  await page.setViewportSize({ width: 1280, height: 720 })
  await page.goto('/')
  await expect(page.getByRole('tab').first()).toBeVisible()
  const size = await page.evaluate(() => [document.documentElement.scrollWidth, document.documentElement.scrollHeight])
  expect(size).toEqual([1280, 720])
})
