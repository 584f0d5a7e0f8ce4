// The luck strip in a real browser: in a worker under the page's own policy, with progress and cancel, by pointer, keys and finger.
import AxeBuilder from '@axe-core/playwright'
import { openRun } from './openRun'
import { expect, type Page, test } from './page'

const RUN = 'preset=2m-noslave&do=kill+broker-a/master+@9600&do=restart+broker-a/n0+@12000&t=11500'

const panel = (page: Page) => page.getByTestId('luck')
const cell = (page: Page) => page.getByTestId('luck-cell')

async function openStrip(page: Page, choice: object): Promise<void> {
  await page.addInitScript(
    (text) => sessionStorage.getItem('rocketscope.luck') ?? sessionStorage.setItem('rocketscope.luck', text),
    JSON.stringify({ open: true, ...choice }),
  )
  await openRun(page, RUN)
  await expect(panel(page)).toBeVisible()
}

test.describe('in English', () => {
  test.use({ locale: 'en-US', viewport: { width: 1280, height: 720 } })

  test('200 moments are computed in a worker; the one that is clicked is opened, and undo brings the run back', async ({
    page,
  }) => {
    await openStrip(page, { kind: 'moments', measure: 'recoveryMs' })
    const worker = page.waitForEvent('worker')
    await page.getByRole('button', { name: /^Compute 200 runs$/ }).click()
    expect((await worker).url()).toMatch(/luckWorker-[\w-]+\.js$/)
    await expect(panel(page)).toHaveAttribute('data-state', 'done')
    await expect(page.getByTestId('luck-summary')).toHaveText(
      /^In 200 moments: [\d.]+ s to [\d.]+ s to recovery, half of them/,
    )
    await expect(cell(page)).toHaveText(/^Fault at 00:09\.600 \(this run\)/)
    const strip = page.getByRole('slider', { name: /Enter opens that run/ })
    const box = await strip.boundingBox()
    if (!box) throw new Error('the strip has no place')
    await page.mouse.click(box.x + box.width * 0.4, box.y + box.height / 2)
    await expect(cell(page)).toHaveText(/this run/)
    await expect(page).toHaveURL(/do=kill\+broker-a%2Fmaster\+%40(?!9600)\d+|do=kill\+broker-a\/master\+@(?!9600)\d+/)
    const axe = await new AxeBuilder({ page }).include('[data-testid=luck]').analyze()
    expect(axe.violations.map(({ id, nodes }) => [id, nodes.map(({ html }) => html)])).toEqual([])
    await page.keyboard.press('ControlOrMeta+z')
    await expect(page).toHaveURL(/9600/)
  })

  test('it can be cancelled; what was chosen comes back with a reload', async ({ page }) => {
    await openStrip(page, { kind: 'seeds' })
    await page.getByRole('button', { name: /^Compute 200 runs$/ }).click()
    await page.getByRole('progressbar').waitFor()
    await panel(page).getByRole('button', { name: 'Cancel' }).click()
    await expect(panel(page)).toHaveAttribute('data-state', 'cancelled')
    await expect(page.getByTestId('luck-summary')).toContainText(/Cancelled: \d+ of 200 computed/)
    await page.getByRole('button', { name: 'Another moment' }).click()
    await page.reload()
    await expect(page.getByRole('button', { name: 'Another moment' })).toHaveAttribute('aria-pressed', 'true')
  })
})

test.describe('on a phone, in Chinese', () => {
  test.use({ locale: 'zh-CN', viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true })

  test('a finger chooses, and a button opens', async ({ page }) => {
    await openStrip(page, { kind: 'moments' })
    await page.getByRole('button', { name: /^计算 200 次运行$/ }).tap()
    await expect(panel(page)).toHaveAttribute('data-state', 'done')
    const strip = page.getByRole('slider', { name: /Enter 打开这次运行/ })
    await strip.scrollIntoViewIfNeeded()
    await strip.tap()
    await expect(cell(page)).not.toContainText('当前运行')
    const chosen = (await cell(page).textContent()) ?? ''
    await page.getByRole('button', { name: '打开这次运行' }).tap()
    await expect(cell(page)).toContainText('当前运行')
    expect((await cell(page).textContent())?.slice(0, 12)).toBe(chosen.slice(0, 12))
    expect(await page.evaluate(() => document.documentElement.scrollWidth <= window.innerWidth)).toBe(true)
  })
})
