// The log: its two wordings, its filters and search, a line and its moment on the stage in both directions.
import { expect, type Page, test } from '@playwright/test'
import { openRun, shownTime } from './openRun'

const LANGUAGES = [
  {
    locale: 'zh-CN',
    tab: '日志',
    next: '下一个关键时刻',
    panel: '日志',
    client: '客户端日志',
    inWords: '大白话',
    search: '查找',
    filter: '筛选',
    failures: '失败',
    remove: '去掉筛选：失败',
    only7: '只看消息 7',
    broker: 'Broker',
    copy: '复制这些行',
    copied: /已复制 [\d,]+ 行/,
    none: '没有符合的行。',
    excludes: /挡掉 [\d,]+ 行/,
    clear: '清除全部筛选',
    sent7: '消息 7 选中',
  },
  {
    locale: 'en-US',
    tab: 'Log',
    next: 'Next key moment',
    panel: 'Log',
    client: 'Client log',
    inWords: 'In words',
    search: 'Search',
    filter: 'Filter',
    failures: 'Failures',
    remove: 'Remove filter: Failures',
    only7: 'Only message 7',
    broker: 'Broker',
    copy: 'Copy these lines',
    copied: /Copied [\d,]+ lines\./,
    none: 'No line matches.',
    excludes: /keeps out [\d,]+ lines/,
    clear: 'Clear all filters',
    sent7: 'Message 7 leaves',
  },
]

const lines = (page: Page) => page.locator('.log-line')

/** Plays until the first messages are stored, kills broker-a's Master and goes on to what comes of it, paused. */
async function tellStory(page: Page, next: string) {
  await openRun(page, 'preset=article&t=1500')
  await expect(page.getByRole('button', { name: next })).toBeVisible()
  await page.keyboard.press('k')
  for (let jump = 0; jump < 8; jump++) await page.keyboard.press(']')
}

for (const words of LANGUAGES) {
  test.describe(words.locale, () => {
    test.use({ locale: words.locale, permissions: ['clipboard-read', 'clipboard-write'] })

    test('a line leads to its moment, and the picked message leads to its lines', async ({ page }) => {
      await tellStory(page, words.next)
      await page.keyboard.press('/')
      const search = page.getByRole('searchbox', { name: words.search })
      await expect(search).toBeFocused()
      await search.fill('7')
      const line = lines(page).filter({ hasText: words.sent7 })
      await expect(line).toHaveCount(1)
      const time = await line.locator('.log-time').textContent()
      await line.click()
      await expect(page.getByRole('timer')).toHaveText(time as string)
      await expect(line).toHaveAttribute('aria-pressed', 'true')

      await search.fill('')
      await page.getByRole('button', { name: words.only7 }).click()
      await expect(page.getByRole('list', { name: /./ }).filter({ has: line })).toBeVisible()
      for (const text of await lines(page).allTextContents()) expect(text).toMatch(/\b7\b/)

      // The other way round: what is later stays reachable, and Enter on a line goes there.
      await lines(page).first().focus()
      await page.keyboard.press('ArrowDown')
      await expect(lines(page).nth(1)).toBeFocused()
      const second = await lines(page).nth(1).locator('.log-time').textContent()
      await page.keyboard.press('Enter')
      await expect(page.getByRole('timer')).toHaveText(second as string)
    })

    test('the client writes its own lines, and they say which they are', async ({ page }) => {
      await tellStory(page, words.next)
      await page.getByRole('tab', { name: words.tab }).click()
      await page.getByRole('button', { name: words.client }).click()
      await page.getByRole('button', { name: words.filter, exact: true }).click()
      await page.getByRole('button', { name: words.failures, exact: true }).click()
      await expect(lines(page).first()).toContainText('sendKernelImpl exception, resend at once, InvokeID: ')
      await expect(lines(page).first()).toContainText(
        /RT: \d+ms, Broker: MessageQueue \[topic=TopicOrderPaySuccess, brokerName=broker-a/,
      )
      await page.getByRole('button', { name: words.copy }).click()
      await expect(page.getByText(words.copied)).toBeVisible()
      const copied = await page.evaluate(() => navigator.clipboard.readText())
      expect(copied).toContain('WARN  o.a.r.c.i.p.DefaultMQProducerImpl - sendKernelImpl exception')

      await page.reload()
      await page.getByRole('tab', { name: words.tab }).click()
      await expect(page.getByRole('button', { name: words.client })).toHaveAttribute('aria-pressed', 'true')
      await page.getByRole('button', { name: words.remove }).click()
      await expect(lines(page).filter({ hasNotText: 'sendKernelImpl' }).first()).toBeVisible()
      await page.getByRole('button', { name: words.inWords }).click()
      await expect(page.locator('.log-client')).toHaveCount(0)
    })

    test('when nothing matches, it says what each filter keeps out', async ({ page }) => {
      await tellStory(page, words.next)
      await page.keyboard.press('/')
      const search = page.getByRole('searchbox', { name: words.search })
      await search.fill('no such words')
      await expect(page.getByText(words.none)).toBeVisible()
      await expect(page.getByText(words.excludes)).toBeVisible()
      await page.getByRole('button', { name: words.clear }).click()
      await expect(lines(page).first()).toBeVisible()
    })

    test('the hits are walked through by Enter', async ({ page }) => {
      await tellStory(page, words.next)
      await page.keyboard.press('Home')
      await page.keyboard.press('/')
      const search = page.getByRole('searchbox', { name: words.search })
      await search.fill('broker-b')
      await expect(search).toBeFocused()
      const times: string[] = [await shownTime(page)]
      // Two hits may be of the same moment: only the numbers of the hits tell them apart.
      for (const hit of [1, 2, 3]) {
        await search.press('Enter')
        await expect(page.locator('.log-hits')).toHaveText(new RegExp(`^${hit} / `))
        times.push(await shownTime(page))
      }
      expect(new Set(times).size).toBeGreaterThan(2)
      for (const hit of [2, 1]) {
        await search.press('Shift+Enter')
        await expect(page.locator('.log-hits')).toHaveText(new RegExp(`^${hit} / `))
      }
      await expect(page.getByRole('timer')).toHaveText(times[1] as string)
    })
  })
}

test('while playing the newest line stays in view, until somebody scrolls up', async ({ page }) => {
  await page.goto('/')
  await page.getByRole('tab', { name: 'Log' }).click()
  const now = page.locator('.log-line[aria-current="time"]')
  await expect
    .poll(async () => Number(await page.locator('.log > li').last().getAttribute('aria-posinset')))
    .toBeGreaterThan(30)
  await expect(now).toBeInViewport()
  await page.locator('.log-scroller').hover()
  await page.mouse.wheel(0, -600)
  const back = page.getByRole('button', { name: 'Back to now' })
  await expect(back).toBeVisible()
  await expect(now).not.toBeInViewport()
  await back.click()
  await expect(now).toBeInViewport()
  await expect(back).toHaveCount(0)
})
