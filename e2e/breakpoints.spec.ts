// Breakpoints: set by a form, on a node, on a line of the log; playing stops there, says why, and goes on.
import { expect, type Page, test } from '@playwright/test'
import { openRun, shownTime } from './openRun'

const LANGUAGES = [
  {
    locale: 'zh-CN',
    play: '播放',
    title: '断点',
    stopWhen: '在什么时候停',
    add: '加断点',
    broker: 'Broker',
    stopped: /断点到了，已停下：broker-a 开始被规避。/,
    menuItem: '什么时候停下…',
    newMaster: '选出新的 Master',
    masterCondition: 'broker-a 有了新的 Master',
    stopHere: '下次发生这种事时停下',
    log: '日志',
    failedOn: '发往 broker-a 的一次尝试失败',
    remove: '全部删除',
  },
  {
    locale: 'en-US',
    play: 'Play',
    title: 'Breakpoints',
    stopWhen: 'Stop when',
    add: 'Add',
    broker: 'Broker',
    stopped: /Stopped by a breakpoint: broker-a becomes avoided\./,
    menuItem: 'Stop when…',
    newMaster: 'there is a new Master',
    masterCondition: 'broker-a has a new Master',
    stopHere: 'Stop the next time this happens',
    log: 'Log',
    failedOn: 'an attempt on broker-a fails',
    remove: 'Remove all',
  },
]

const kept = (page: Page) =>
  page.evaluate(() => JSON.parse(sessionStorage.getItem('rocketscope.breakpoints') ?? '[]') as { kind: string }[])

/** Pauses in quiet, kills broker-a's Master. */
async function killMaster(page: Page) {
  await openRun(page, 'preset=article&t=1500')
  await page.keyboard.press('k')
}

for (const words of LANGUAGES) {
  test.describe(words.locale, () => {
    test.use({ locale: words.locale })

    test('playing stops when broker-a becomes avoided, says why, goes on, and keeps it over a reload', async ({
      page,
    }) => {
      await killMaster(page)
      await page.keyboard.press('b')
      const list = page.getByRole('dialog', { name: words.title })
      await list.getByLabel(words.stopWhen).selectOption('avoided')
      await list.getByLabel(words.broker).selectOption({ label: 'broker-a' })
      await list.getByRole('button', { name: words.add, exact: true }).click()
      await expect(list.getByRole('checkbox')).toBeChecked()
      await page.keyboard.press('Escape')
      await expect(list).toHaveCount(0)

      await page.keyboard.press('ArrowUp')
      await page.keyboard.press('Space')
      await expect(page.getByText(words.stopped)).toBeVisible()
      const play = page.getByRole('button', { name: words.play, exact: true })
      await expect(play).toBeVisible()
      const stoppedAt = await shownTime(page)
      expect(stoppedAt).toMatch(/^00:0\d\.\d{3}$/)

      await page.keyboard.press('Space')
      await expect(page.getByRole('timer')).not.toHaveText(stoppedAt)
      await expect(play).toHaveCount(0)

      await page.reload()
      await page.locator('#breakpoint-button').click()
      await expect(list.getByRole('checkbox')).toBeChecked()
      await list.getByRole('button', { name: words.remove }).click()
      await expect(list.getByRole('checkbox')).toHaveCount(0)
      await expect.poll(() => kept(page)).toEqual([])
    })

    test('is set in the menu of a Broker on the stage', async ({ page }) => {
      await killMaster(page)
      await page.locator('.stage-area button[aria-label*="broker-a"][aria-haspopup="menu"]').first().click()
      await page.getByRole('menuitem', { name: words.menuItem }).click()
      await page.getByRole('checkbox', { name: words.newMaster }).check()
      await page.keyboard.press('Escape')
      await expect.poll(() => kept(page)).toEqual([{ kind: 'newMaster', group: 0, enabled: true }])
      for (let faster = 0; faster < 4; faster++) await page.keyboard.press('ArrowUp')
      await page.keyboard.press('Space')
      await expect(page.getByText(words.masterCondition)).toBeVisible()
      await expect(page.getByRole('button', { name: words.play, exact: true })).toBeVisible()
    })

    test('is set on a line of the log, and a jump over it does not stop', async ({ page }) => {
      await killMaster(page)
      for (let jump = 0; jump < 3; jump++) await page.keyboard.press(']')
      await page.keyboard.press('/')
      await page.getByRole('searchbox').fill('broker-a')
      const row = page.locator('.log-row[data-tone="bad"]', { has: page.getByRole('button', { name: words.stopHere }) })
      await row.first().hover()
      await row.first().getByRole('button', { name: words.stopHere }).click()
      await expect.poll(() => kept(page)).toEqual([{ kind: 'attemptFailed', group: 0, enabled: true }])
      await page.getByRole('searchbox').blur()
      const before = await shownTime(page)
      for (let jump = 0; jump < 6; jump++) await page.keyboard.press(']')
      await expect(page.getByRole('timer')).not.toHaveText(before)
      await expect(page.getByText(words.failedOn)).toHaveCount(0)
    })
  })
}
