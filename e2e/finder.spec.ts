// The command list and the questions in a browser: keys, focus, accessibility, a phone, and the browser's own Back and reload.
// What is found and what the questions say is held by src/ui/finder and src/chapters.
import AxeBuilder from '@axe-core/playwright'
import { openRun, shownTime } from './openRun'
import { expect, type Page, test } from './page'

const violations = async (page: Page, part: string) =>
  (await new AxeBuilder({ page }).include(part).analyze()).violations.map(({ id }) => id)

test.describe('in English', () => {
  test.use({ locale: 'en-US', colorScheme: 'dark' })

  test('Ctrl K finds a setting, is named for a screen reader, and gives the focus back', async ({ page }) => {
    await openRun(page, 'preset=article&t=1500')
    await page.getByRole('button', { name: 'Find anything' }).focus()
    await page.keyboard.press('Control+k')
    const field = page.getByRole('combobox', { name: 'Find anything' })
    await expect(field).toBeFocused()
    await page.keyboard.type('retry times')
    const picked = page.getByRole('dialog').getByRole('option', { selected: true })
    await expect(picked).toHaveCount(1)
    await expect(field).toHaveAttribute('aria-activedescendant', (await picked.getAttribute('id')) ?? '')
    expect(await violations(page, 'dialog')).toEqual([])
    await page.keyboard.press('Escape')
    await expect(page.getByRole('button', { name: 'Find anything' })).toBeFocused()
    await page.keyboard.press('Control+k')
    await page.keyboard.type('connectTimeoutMillis')
    await page.keyboard.press('Enter')
    await expect(page.locator('[data-setting=connectTimeoutMillis] input')).toBeFocused()
  })

  test('a question has an address: Back, reload and undo know their way', async ({ page }) => {
    await openRun(page, 'preset=article-off&t=2500')
    const moment = await shownTime(page)
    // The page has put its run into the address: that is where Back leads.
    await expect(page).toHaveURL(/preset=article-off.*t=2500/)
    await page.keyboard.press('Control+k')
    await expect(page.getByRole('combobox', { name: 'Find anything' })).toBeFocused()
    await page.keyboard.type('all questions')
    await page.keyboard.press('Enter')
    const list = page.getByRole('dialog', { name: 'Questions people ask' })
    await expect(list).toBeVisible()
    await expect(page).toHaveURL(/#\/q$/)
    expect(await violations(page, 'dialog')).toEqual([])
    await list.getByRole('searchbox').fill('broker busy')
    // One about sending, and one about storing.
    await expect(list.getByRole('listitem')).toHaveCount(2)
    await list.locator('a[href$="#/q/broker-busy"]').click()
    await expect(page).toHaveURL(/#\/q\/broker-busy$/)
    const question = page.getByRole('region', { name: /broker busy/ })
    await expect(question.getByRole('button', { name: 'stored by a retry' })).toBeEnabled()
    await expect(list).toBeHidden()
    expect(await shownTime(page)).toBe('00:05.150')

    await question.getByRole('button', { name: 'failed' }).click()
    await expect(question).toContainText('SYSTEM_BUSY goes straight to the application')
    await expect(question.getByRole('link', { name: /BrokerFastFailure/ })).toHaveAttribute(
      'href',
      /rocketmq-all-5\.2\.0/,
    )
    await page.reload()
    await expect(question).toContainText('SYSTEM_BUSY goes straight to the application')

    await page.goBack()
    await expect(list).toBeVisible()
    await page.goBack()
    await expect(list).toBeHidden()
    await expect(question).toBeHidden()
    await expect.poll(() => shownTime(page)).toBe(moment)
  })

  test('a link from elsewhere opens its question, one that is not there opens the list, and nothing is lost', async ({
    page,
  }) => {
    await page.goto('/#/q/uneven-queues')
    await expect(page.getByRole('heading', { name: /Uneven queues/ })).toBeVisible()
    await page.getByRole('button', { name: 'Undo', exact: false }).first().click()
    await expect(page.getByRole('combobox', { name: 'Scenario', exact: true }).first()).toHaveValue('article')
    await page.goto('/#/q/not-a-question')
    const list = page.getByRole('dialog', { name: 'Questions people ask' })
    await expect(list.getByRole('alert')).toContainText('not-a-question')
    await page.keyboard.press('Escape')
    await expect(list).toBeHidden()
    await expect(page).toHaveURL(/preset=article/)
  })
})

test.describe('on a phone', () => {
  test.use({ locale: 'zh-CN', viewport: { width: 390, height: 844 }, hasTouch: true, colorScheme: 'light' })

  test('the command list is a sheet of the whole width with rows that a finger can hit', async ({ page }) => {
    await openRun(page, 'preset=article&t=1500')
    await page.getByRole('button', { name: '快速查找' }).click()
    const dialog = page.getByRole('dialog', { name: '快速查找' })
    await page.getByRole('combobox', { name: '快速查找' }).fill('规避窗口')
    await expect(page.getByRole('option').first()).toContainText('规避窗口')
    const box = await dialog.boundingBox()
    expect(box?.x).toBe(0)
    expect(box?.width).toBe(390)
    for (const option of await page.getByRole('option').all()) {
      expect((await option.boundingBox())?.height).toBeGreaterThanOrEqual(40)
    }
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390)
  })
})
