// A gotcha and the page about accuracy are accessible and fit a phone; what they prove is held by src/ui/learn/gotchas.test.tsx.
import AxeBuilder from '@axe-core/playwright'
import { chooseMore } from './openRun'
import { expect, test } from './page'

test.describe('in English', () => {
  test.use({ locale: 'en-US', colorScheme: 'dark' })

  test('a surprise and the page about truth are accessible, by keyboard alone', async ({ page }) => {
    const violations = async (part: string) =>
      (await new AxeBuilder({ page }).include(part).analyze()).violations.map(({ id }) => id)
    await page.goto('/')
    const picker = page.getByRole('combobox', { name: 'Scenario', exact: true }).first()
    await picker.focus()
    // By its first letters, as in any list.
    await page.keyboard.type('Gotchas')
    const list = page.getByRole('dialog', { name: 'Gotchas and recordings' })
    await expect(list.getByRole('region', { name: 'Gotchas' }).getByRole('button')).toHaveCount(53)
    expect(await violations('dialog')).toEqual([])
    await list.getByRole('button', { name: /^S26/ }).focus()
    await page.keyboard.press('Enter')
    await expect(picker.locator('option:checked')).toHaveText(/^S26 /)
    await expect(page.locator('.surprise-proof b')).toHaveText('3.0 s')
    expect(await violations('.surprise')).toEqual([])
    await page.getByRole('button', { name: 'More' }).focus()
    await page.keyboard.press('Enter')
    await expect(page.getByRole('menuitem', { name: 'Accuracy' })).toBeVisible()
    await page.keyboard.type('Acc')
    await expect(page.getByRole('menuitem', { name: 'Accuracy' })).toBeFocused()
    await page.keyboard.press('Enter')
    await expect(page.getByRole('dialog').getByRole('row', { name: /^4\.9\.7/ })).toContainText(/\d/)
    expect(await violations('dialog')).toEqual([])
  })
})

test.describe('on a phone', () => {
  test.use({ locale: 'zh-CN', viewport: { width: 390, height: 844 }, hasTouch: true, colorScheme: 'light' })

  test('a surprise is picked in the settings and fits the screen, and so does the page about truth', async ({
    page,
  }) => {
    await page.goto('/')
    await page.getByRole('tab', { name: '设置' }).click()
    const select = page.locator('.settings-scenario').getByRole('combobox', { name: '场景' })
    await select.selectOption('more')
    await page.getByRole('dialog').getByRole('button', { name: /^S20/ }).tap()
    await expect(page.locator('.surprise-proof b')).toHaveText('2 份')
    for (const button of await page.locator('.surprise-variants button').all()) {
      expect((await button.boundingBox())?.height).toBeGreaterThanOrEqual(40)
    }
    await chooseMore(page, '有多真实？')
    const dialog = page.getByRole('dialog')
    await expect(dialog).toBeVisible()
    expect(await dialog.evaluate((element) => element.scrollWidth - element.clientWidth)).toBe(0)
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390)
  })
})
