// What of the Why panel only a browser can show: a message picked on the stage, a card that comes into sight, accessibility.
// What it says is held by src/ui/why/why.test.tsx.
import AxeBuilder from '@axe-core/playwright'
import { openRun } from './openRun'
import { expect, test } from './page'

test.use({ locale: 'zh-CN', colorScheme: 'light' })

test('a stored message is picked on the stage, and the code it ran is lit, accessibly', async ({ page }) => {
  await openRun(page, 'preset=article&t=1500')
  await page.locator('[data-message="1"]').click()
  await expect(page.getByRole('region', { name: '为什么是这个队列？' })).toContainText('消息 1 · 第 1 次')
  await page.getByRole('button', { name: '客户端在做什么' }).click()
  await expect(page.locator('.code-line[data-line="walk.test"]')).toHaveAttribute('data-lit', 'true')
  await page.getByRole('tab', { name: '设置' }).click()
  await page.getByRole('combobox', { name: '客户端版本' }).selectOption('4.7.1')
  await page.getByRole('tab', { name: '为什么' }).click()
  await expect(page.locator('.code-line[data-change="added"]').first()).toBeVisible()
  expect((await new AxeBuilder({ page }).include('.panel-content').analyze()).violations).toEqual([])
})

test('the card of an avoided Broker comes into sight from the fault table below it', async ({ page }) => {
  await openRun(page, 'preset=article&do=kill+broker-a/master+@1500&t=5400')
  await page.getByRole('rowheader').getByRole('button', { name: 'broker-a' }).click()
  await expect(page.getByTestId('window-sentence')).toBeInViewport()
})
