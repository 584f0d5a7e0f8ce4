// The page itself: languages, themes, reload, keyboard alone, a phone, and accessibility.
import AxeBuilder from '@axe-core/playwright'
import { expect, type Page, test } from '@playwright/test'
import { openRun, shownTime } from './openRun'

const languageButton = (page: Page) => page.getByRole('button', { name: /Switch to English|切换到中文/ })

test.describe('languages and themes', () => {
  test('the browser’s language is taken, switched live, and remembered', async ({ browser }) => {
    const context = await browser.newContext({ locale: 'zh-CN' })
    const page = await context.newPage()
    await page.goto('/')
    await expect(page.getByRole('tab', { name: '设置' })).toBeVisible()
    await expect(page.locator('html')).toHaveAttribute('lang', 'zh-CN')
    await languageButton(page).click()
    await expect(page.getByRole('tab', { name: 'Settings' })).toBeVisible()
    await page.reload()
    await expect(page.getByRole('tab', { name: 'Settings' })).toBeVisible()
    await expect(page.locator('html')).toHaveAttribute('lang', 'en')
    await context.close()
  })

  test('the system’s theme is taken, switched live, and remembered', async ({ browser }) => {
    const context = await browser.newContext({ locale: 'en-US', colorScheme: 'light' })
    const page = await context.newPage()
    await page.goto('/')
    await expect(page.locator('html')).toHaveAttribute('data-theme', 'light')
    await page.getByRole('button', { name: 'Switch to dark' }).click()
    await expect(page.locator('html')).toHaveAttribute('data-theme', 'dark')
    await page.reload()
    await expect(page.locator('html')).toHaveAttribute('data-theme', 'dark')
    await context.close()
  })
})

test.describe('in English', () => {
  test.use({ locale: 'en-US', colorScheme: 'dark' })

  test('a reload keeps the run and where it was', async ({ page }) => {
    await page.goto('/')
    await page.getByRole('button', { name: 'Pause' }).click()
    await page.keyboard.press('k')
    await page.getByRole('button', { name: 'Next key moment' }).click()
    const before = await shownTime(page)
    await page.reload()
    await expect(page.getByRole('timer', { name: 'Now' })).toHaveText(before)
    await expect(page.locator('.action-mark')).toHaveCount(1)
    await expect(page.getByRole('button', { name: 'Play' })).toBeVisible()
  })

  test('a kept run that cannot be read is said, and the page works', async ({ page }) => {
    await page.goto('/')
    await page.addInitScript(() => sessionStorage.setItem('rocketscope.run', '{"input":{"seed":"x"}}'))
    // Without what stands behind the #: that would bring the run back.
    await page.goto('/')
    await expect(page.getByRole('alert').filter({ hasText: 'could not be read' })).toBeVisible()
    await expect(page.getByRole('region', { name: 'Counters' })).toContainText(/sent [1-9]/)
  })

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

  test('the whole story of a kill by keyboard alone', async ({ page }) => {
    await page.goto('/')
    const counters = page.getByRole('region', { name: 'Counters' })
    await expect(counters).toContainText(/ok [4-9]/)
    await page.keyboard.press('Space')
    await expect(page.getByRole('button', { name: 'Play' })).toBeVisible()
    await page.keyboard.press('1')
    await expect(page.getByRole('button', { name: /Master of broker-a/ })).toBeFocused()
    await page.keyboard.press('Enter')
    await expect(page.getByRole('menu')).toBeVisible()
    await page.keyboard.press('k')
    const sentence = page.getByRole('region', { name: 'What just happened' })
    const clock = page.getByRole('timer', { name: 'Now' })
    await expect(sentence).toContainText(/broker-a.*killed/i)
    for (let jump = 0; jump < 6; jump++) {
      const before = await shownTime(page)
      await page.keyboard.press(']')
      await expect(clock).not.toHaveText(before)
      if (/could not reach broker-a/.test(await sentence.innerText())) break
    }
    await expect(sentence).toContainText(/could not reach broker-a/)
    await page.keyboard.press('Shift+ArrowLeft')
    await expect(sentence).not.toContainText(/could not reach broker-a/)
    await page.keyboard.press('l')
    await expect(page.getByRole('tab', { name: '设置' })).toBeVisible()
    await page.keyboard.press('?')
    await expect(page.getByRole('dialog', { name: '快捷键' })).toBeVisible()
    await page.keyboard.press('Escape')
    await expect(page.getByRole('dialog')).toHaveCount(0)
  })

  test('Space plays or pauses even when a button has the focus, and types a space in a field', async ({ page }) => {
    await page.goto('/')
    await page.getByRole('button', { name: 'Switch to light' }).focus()
    await page.keyboard.press('Space')
    await expect(page.getByRole('button', { name: 'Play' })).toBeVisible()
    await expect(page.locator('html')).toHaveAttribute('data-theme', 'dark')
    await page.keyboard.press('s')
    const field = page.getByLabel('Seed', { exact: true })
    await field.focus()
    await page.keyboard.press('Space')
    await page.keyboard.press('k')
    await expect(page.getByRole('button', { name: 'Play' })).toBeVisible()
    await expect(page.locator('.action-mark')).toHaveCount(0)
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
  test(`no accessibility violation: ${locale}, ${colorScheme}`, async ({ browser }) => {
    const context = await browser.newContext({ locale, colorScheme })
    const page = await context.newPage()
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
    await context.close()
  })
}

test('a laptop’s screen needs no scrolling of the page', async ({ browser }) => {
  const context = await browser.newContext({ viewport: { width: 1280, height: 720 }, locale: 'zh-CN' })
  const page = await context.newPage()
  await page.goto('/')
  await expect(page.getByRole('tab', { name: '设置' })).toBeVisible()
  const size = await page.evaluate(() => [document.documentElement.scrollWidth, document.documentElement.scrollHeight])
  expect(size).toEqual([1280, 720])
  await context.close()
})
