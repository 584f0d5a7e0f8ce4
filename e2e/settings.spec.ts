// Changing settings: what holds from now on, what is refused, what starts again.
import { expect, type Page, test } from '@playwright/test'
import { shownTime } from './openRun'

test.use({ locale: 'en-US', colorScheme: 'dark' })

async function openSettings(page: Page) {
  await page.goto('/')
  await page.getByRole('button', { name: 'Pause' }).click()
  await page.getByRole('tab', { name: 'Settings' }).click()
}

test('a change holds from now on and is marked on the timeline', async ({ page }) => {
  await openSettings(page)
  const field = page.getByLabel('sendMsgTimeout', { exact: true })
  await expect(field).toHaveValue('3000')
  await field.fill('1000')
  await field.press('Enter')
  await expect(field).toHaveValue('1000')
  await expect(page.locator('.action-mark')).toHaveAccessibleName(/^sendMsgTimeout = 1000 at /)
})

test('a wrong value is refused by name and range, and the run is untouched', async ({ page }) => {
  await openSettings(page)
  const before = await shownTime(page)
  const field = page.getByLabel('retryTimesWhenSendFailed', { exact: true })
  await field.fill('99')
  await field.press('Enter')
  await expect(page.getByRole('alert').filter({ hasText: 'retryTimesWhenSendFailed' })).toContainText(
    /from 0 to 16.*"99".*Nothing was changed/,
  )
  await expect(page.locator('.action-mark')).toHaveCount(0)
  expect(await shownTime(page)).toBe(before)
  await page.keyboard.press('Escape')
  await expect(field).toHaveValue('2')
})

test('a wrong value is refused in Chinese too', async ({ page }) => {
  await openSettings(page)
  await page.getByRole('button', { name: '切换到中文' }).click()
  const field = page.getByLabel('sendMsgTimeout', { exact: true })
  await field.fill('soon')
  await field.press('Enter')
  await expect(page.getByRole('alert').filter({ hasText: 'sendMsgTimeout' })).toContainText('没有改动')
})

test('a setting of the whole run starts it again and says so', async ({ page }) => {
  await openSettings(page)
  await page.getByRole('switch', { name: 'enableDLegerCommitLog' }).click()
  await expect(page.getByText(/enableDLegerCommitLog holds for the whole run/)).toBeVisible()
  await expect(page.getByRole('timer', { name: 'Now' })).toHaveText('00:00.000')
})

test('one click gives the real values, and one gives them back', async ({ page }) => {
  await openSettings(page)
  await page.getByRole('button', { name: 'Real', exact: true }).click()
  await expect(page.getByLabel('pollNameServerInterval', { exact: true })).toHaveValue('30000')
  await page.getByRole('button', { name: 'Teaching', exact: true }).click()
  await expect(page.getByLabel('pollNameServerInterval', { exact: true })).toHaveValue('10000')
})

test('the table can be edited, and must go up', async ({ page }) => {
  await openSettings(page)
  await page.getByLabel('notAvailableDuration step 3').fill('6000')
  await page.getByLabel('notAvailableDuration step 3').press('Enter')
  await expect(page.locator('.action-mark').first()).toBeAttached()
  await page.getByLabel('latencyMax step 2').fill('20')
  await page.getByLabel('latencyMax step 2').press('Enter')
  await expect(page.getByRole('alert').filter({ hasText: 'latencyMax' })).toContainText('must go up')
})
