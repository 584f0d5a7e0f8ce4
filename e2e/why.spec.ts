// The Why panel: a message found by its number, a pinned attempt before and after its moment, what a failure counts as.
import { expect, type Page, test } from '@playwright/test'

const LANGUAGES = [
  {
    locale: 'zh-CN',
    why: '为什么是这个队列？',
    find: '找消息，编号',
    attempt: /消息 7 · 第 1 次/,
    other: /消息 [1-6] · 第 1 次/,
    none: /没有消息 9999。目前有消息 1 到 \d+。/,
    nothing: '还没有发出消息。',
    standIn: '失败的发送按 10 秒查表',
    next: '下一个关键时刻',
  },
  {
    locale: 'en-US',
    why: 'Why this queue?',
    find: 'Find message number',
    attempt: /message 7 · attempt 1/,
    other: /message [1-6] · attempt 1/,
    none: /There is no message 9999. So far there are messages 1 to \d+\./,
    nothing: 'Nothing has been sent yet.',
    standIn: 'A failed send is looked up as 10 s',
    next: 'Next key moment',
  },
]

async function find(page: Page, label: string, number: string) {
  const field = page.getByLabel(label)
  await field.fill(number)
  await field.press('Enter')
}

for (const { locale, why, find: label, attempt, other, none, nothing, standIn, next } of LANGUAGES) {
  test.describe(locale, () => {
    test.use({ locale, colorScheme: 'dark' })

    test('a message is found by its number, and stays no longer than its moment', async ({ page }) => {
      await page.goto('/')
      const panel = page.getByRole('region', { name: why })
      await expect(panel).toContainText(/q\d/)
      await find(page, label, '7')
      await expect(panel).toContainText(attempt)
      await find(page, label, '9999')
      await expect(panel.getByRole('alert')).toHaveText(none)
      await find(page, label, '7')
      await expect(panel.getByRole('alert')).toHaveCount(0)
      await page.getByLabel(label).blur()
      for (let step = 0; step < 3; step++) await page.keyboard.press('ArrowLeft')
      await expect(panel).toContainText(other)
      await expect(panel).not.toContainText(nothing)
      await page.keyboard.press('Home')
      await expect(panel).toContainText(nothing)
    })

    test('what a failed send counts as is said beside the table', async ({ page }) => {
      await page.goto('/')
      // Killed before the first route answer, the Broker would never be in the list.
      await expect(page.getByRole('region', { name: why })).toContainText(/q\d/)
      await page.keyboard.press('Space')
      await page.keyboard.press('k')
      await expect(page.getByText(standIn)).toHaveCount(0)
      for (let jump = 0; jump < 12 && (await page.getByText(standIn).count()) === 0; jump++) {
        await page.getByRole('button', { name: next }).click()
        await page.waitForTimeout(100)
      }
      await expect(page.getByText(standIn)).toBeVisible()
    })
  })
}
