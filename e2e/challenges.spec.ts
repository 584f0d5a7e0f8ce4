// Challenges, played by clicking: from the library to the picture of the result, at the stage, in Settings and on a phone.
// What is judged and how is held by src/chapters/challenges.test.ts and src/ui/challenges/challenges.test.tsx.
import AxeBuilder from '@axe-core/playwright'
import { openRun } from './openRun'
import { expect, type Page, test } from './page'

const openChallenge = async (page: Page, learn: string, title: RegExp) => {
  await page.getByRole('button', { name: learn, exact: true }).click()
  await page.locator('.shelf-challenge').filter({ hasText: title }).click()
}

test.describe('on a desk, in English', () => {
  test.use({ locale: 'en-US', colorScheme: 'dark', viewport: { width: 1280, height: 720 } })

  test('a fault on the stage wins, and the result is a picture, a text and a link that proves it', async ({ page }) => {
    await openRun(page, 'preset=article&t=1500')
    await openChallenge(page, 'Learn', /^Two healthy Brokers/)
    const panel = page.getByRole('region', { name: 'Two healthy Brokers, one failed send' })
    await expect(panel).toContainText('0 of 3 moves used')
    await page
      .getByRole('main')
      .getByRole('button', { name: /Master of broker-a \(n0\)/ })
      .click()
    await page.getByRole('menuitem', { name: /Answer with a code/ }).click()
    await page.getByRole('button', { name: 'MESSAGE_ILLEGAL: Next request' }).click()
    await expect(panel).toContainText('1 of 3 moves used')
    await panel.getByRole('button', { name: 'Check' }).click()
    await expect(panel).toContainText('Goal met')
    await expect(panel.getByRole('img', { name: '3 of 3 stars' })).toBeVisible()
    const look = await new AxeBuilder({ page }).include('.side-panel').analyze()
    expect(look.violations.map((v) => `${v.id}: ${v.nodes[0].html}`)).toEqual([])

    await panel.getByRole('button', { name: 'Share the result' }).click()
    const dialog = page.getByRole('dialog', { name: 'Share the result' })
    const card = dialog.locator('.result-card')
    await expect(card).toBeVisible()
    expect(await card.evaluate((image: HTMLImageElement) => [image.naturalWidth, image.naturalHeight])).toEqual([
      1200, 630,
    ])
    const dialogLook = await new AxeBuilder({ page }).include('dialog').analyze()
    expect(dialogLook.violations.map((v) => `${v.id}: ${v.nodes[0].html}`)).toEqual([])
    const text = await dialog.getByRole('textbox').inputValue()
    expect(text).toMatch(
      /^RocketScope challenge, level 2: Two healthy Brokers, one failed send\n★★★ with 1 move \(par 1 move\)\nhttp/,
    )
    const download = page.waitForEvent('download')
    await dialog.getByRole('button', { name: 'Save picture' }).click()
    expect((await download).suggestedFilename()).toBe('rocketscope-one-code.png')

    // Somebody else opens the link.
    await page.goto('about:blank')
    await page.evaluate(() => undefined)
    await page.goto(text.split('\n').at(-1) as string)
    await expect(panel).toContainText('Goal met')
  })
})

test.describe('on a desk, in Chinese', () => {
  test.use({ locale: 'zh-CN', colorScheme: 'light', viewport: { width: 1280, height: 720 } })

  test('a setting wins, and the challenge itself still does what it does', async ({ page }) => {
    await openRun(page, 'preset=article&t=1500')
    await openChallenge(page, '课程', /^只改一个参数/)
    const panel = page.getByRole('region', { name: '只改一个参数' })
    await panel.getByRole('button', { name: '打开设置' }).click()
    const field = page.getByLabel(/retryTimesWhenSendFailed/).first()
    await field.fill('1')
    await field.press('Enter')
    await page.getByRole('tab', { name: '挑战' }).click()
    await expect(panel).toContainText('已用 1 步，最多 2 步')
    await panel.getByRole('button', { name: '评判' }).click()
    await expect(panel).toContainText('目标达成')
    await expect(panel.getByRole('img', { name: '三颗星得 3 颗' })).toBeVisible()
  })
})

test.describe('on a phone', () => {
  test.use({
    locale: 'en-US',
    colorScheme: 'light',
    viewport: { width: 390, height: 844 },
    hasTouch: true,
    isMobile: true,
  })

  test('the panel and its dialog are as wide as the screen, and everything can be pressed', async ({ page }) => {
    await page.goto('/#/challenge/one-failed-send')
    const panel = page.getByRole('region', { name: 'Exactly one' })
    await panel.getByRole('button', { name: 'Check' }).tap()
    await expect(panel).toContainText('Goal missed')
    await panel.getByRole('button', { name: 'Missed at 00:30' }).tap()
    const widths = await page.evaluate(() => [document.documentElement.scrollWidth, innerWidth])
    expect(widths[0]).toBeLessThanOrEqual(widths[1] as number)
    await panel.getByRole('button', { name: 'Leave' }).tap()
    await expect(panel).toBeHidden()
  })
})
