// What a node may suffer from: begun and ended in its menu, by mouse and by keyboard, in both languages.
import AxeBuilder from '@axe-core/playwright'
import { expect, type Page, test } from '@playwright/test'
import { openRun } from './openRun'

const stage = (page: Page) => page.getByRole('main')
const menu = (page: Page) => page.getByRole('menu')

/** Everything a story needs to say in one language. */
const TEXTS = {
  en: {
    locale: 'en-US',
    node: /Master of broker-a \(n0\)/,
    suffering: 'Make it suffer from',
    healthy: /writable/,
    troubles: [
      ['O', 'Overload (queue too long)', 'End the overload', 'overloaded'],
      ['S', 'A full disk', 'Free the disk', 'disk full'],
      ['H', 'A stalled disk', 'Let the disk go on', 'disk stalled'],
    ],
    answer: 'Answering with a code…',
    every: '13 MESSAGE_ILLEGAL: Every request',
    next: '2 SYSTEM_BUSY: Next request',
    answering: 'answers 13',
    answerEnds: 'Answer normally again',
    cut: ['Cut the link to the producer', 'Mend the link to the producer', 'link cut'],
    flaky: ['Lose 30 % on the link to the producer', '30 % lost'],
    nameServer: /^NameServer, /,
    wipe: [
      'No write permission for broker-a',
      'Restore the write permission of broker-a',
      'broker-a may not be written to',
    ],
    refused: /refused by broker-a \(14 SERVICE_NOT_AVAILABLE\)/,
    budget: 'Time budget',
    left: /\d+ ms left/,
  },
  zh: {
    locale: 'zh-CN',
    node: /broker-a 的 Master（n0）/,
    suffering: '让它带病运行',
    healthy: /可写/,
    troubles: [
      ['O', '过载（排队太久）', '不再过载', '过载'],
      ['S', '磁盘满', '腾出磁盘空间', '磁盘满'],
      ['H', '磁盘卡住', '磁盘恢复正常', '磁盘卡住'],
    ],
    answer: '只答错误码…',
    every: '13 MESSAGE_ILLEGAL: 每个请求',
    next: '2 SYSTEM_BUSY: 下一个请求',
    answering: '应答 13',
    answerEnds: '恢复正常应答',
    cut: ['断开与生产者的网络', '修好与生产者的网络', '网络断开'],
    flaky: ['与生产者之间丢包 30%', '丢包 30%'],
    nameServer: /^NameServer，/,
    wipe: ['收回 broker-a 的写权限', '恢复 broker-a 的写权限', 'broker-a 的写权限已收回'],
    refused: /被 broker-a 拒收（14 SERVICE_NOT_AVAILABLE）/,
    budget: '时间预算',
    left: /还剩 \d+ ms/,
  },
} as const

for (const [language, texts] of Object.entries(TEXTS)) {
  test.describe(language, () => {
    test.use({ locale: texts.locale, colorScheme: 'dark', viewport: { width: 1280, height: 720 } })

    const master = (page: Page) => stage(page).getByRole('button', { name: texts.node })

    test.beforeEach(async ({ page }) => {
      await openRun(page, 'preset=article&t=1500')
    })

    const item = (page: Page, name: string) => menu(page).getByRole('menuitem', { name })
    const choose = async (page: Page, name: string) => {
      await master(page).click()
      await item(page, name).click()
      await expect(menu(page)).toBeHidden()
    }

    test('by mouse: each trouble begins, shows on the node, and is ended by its opposite', async ({ page }) => {
      await master(page).click()
      await expect(menu(page).getByRole('menuitem').first()).toContainText('kill -9')
      await expect(menu(page).getByRole('group', { name: texts.suffering })).toBeVisible()
      await page.keyboard.press('Escape')
      for (const [, begin, end, look] of texts.troubles) {
        await choose(page, begin)
        await expect(master(page)).toHaveAccessibleName(new RegExp(look))
        await master(page).click()
        await expect(item(page, begin).and(page.getByText(begin, { exact: true }))).toHaveCount(0)
        await item(page, end).click()
        await expect(master(page)).toHaveAccessibleName(texts.healthy)
      }
    })

    test('by keyboard: letters begin and end, arrows reach every item, the focus comes back', async ({ page }) => {
      await master(page).focus()
      for (const [letter, , , look] of texts.troubles) {
        for (const expected of [new RegExp(look), texts.healthy]) {
          await page.keyboard.press('Enter')
          await expect(menu(page)).toBeFocused()
          await page.keyboard.press(letter.toLowerCase())
          await expect(menu(page)).toBeHidden()
          await expect(master(page)).toHaveAccessibleName(expected)
          await expect(master(page)).toBeFocused()
        }
      }
      await page.keyboard.press('Enter')
      await expect(menu(page)).toBeFocused()
      await page.keyboard.press('ArrowUp')
      await expect(item(page, texts.wipe[0])).toBeFocused()
      // The focus moves a moment after the key: wait for it before the next.
      await page.keyboard.press('ArrowUp')
      await expect(item(page, texts.wipe[0])).not.toBeFocused()
      await page.keyboard.press('ArrowUp')
      await expect(item(page, texts.cut[0])).toBeFocused()
      await page.keyboard.press('Enter')
      await expect(stage(page).getByText(texts.cut[2], { exact: true })).toBeVisible()
      await page.keyboard.press('Enter')
      await expect(menu(page)).toBeFocused()
      await page.keyboard.press('m')
      await expect(stage(page).getByText(texts.cut[2], { exact: true })).toHaveCount(0)
    })

    test('answers with a code, for every request or for the next one only', async ({ page }) => {
      await master(page).click()
      await item(page, texts.answer).click()
      await page.getByRole('button', { name: texts.every }).click()
      await expect(master(page)).toHaveAccessibleName(new RegExp(texts.answering))
      await choose(page, texts.answerEnds)
      await expect(master(page)).toHaveAccessibleName(texts.healthy)

      await master(page).focus()
      await page.keyboard.press('Enter')
      await expect(menu(page)).toBeFocused()
      await page.keyboard.press('a')
      const next = page.getByRole('button', { name: texts.next })
      await next.focus()
      await page.keyboard.press('Enter')
      await expect(next).toBeHidden()
      await expect(master(page)).not.toHaveAccessibleName(texts.healthy)
    })

    test('links are cut, lossy and mended, to a Broker and to the NameServer', async ({ page }) => {
      const [cut, mend, shows] = texts.cut
      await choose(page, texts.flaky[0])
      await expect(stage(page).getByText(texts.flaky[1], { exact: true })).toBeVisible()
      await choose(page, mend)
      await expect(stage(page).getByText(texts.flaky[1], { exact: true })).toHaveCount(0)
      await choose(page, cut)
      await expect(stage(page).getByText(shows, { exact: true })).toBeVisible()
      await choose(page, mend)

      const nameServer = stage(page).getByRole('button', { name: texts.nameServer })
      await nameServer.click()
      await item(page, cut).click()
      // On the short way to the NameServer there is room for the short word only.
      const mark = stage(page)
        .locator('svg text')
        .filter({ hasText: /^(cut|link cut|断|网络断开)$/ })
      await expect(mark).toBeVisible()
      await nameServer.click()
      await item(page, mend).click()
      await expect(mark).toHaveCount(0)
    })

    test('the write permission is wiped on the NameServer and given back', async ({ page }) => {
      const [wipe, restore, shows] = texts.wipe
      await choose(page, wipe)
      const nameServer = stage(page).getByRole('button', { name: texts.nameServer })
      await expect(nameServer).toHaveAccessibleName(new RegExp(shows))
      await expect(master(page)).toHaveAccessibleName(texts.healthy)
      await choose(page, restore)
      await expect(nameServer).not.toHaveAccessibleName(new RegExp(shows))
    })

    test('a full disk is told in words, and the attempts eat the time budget', async ({ page }) => {
      await choose(page, texts.troubles[1][1])
      const sentence = page.getByTestId('sentence')
      await expect(async () => {
        await page.keyboard.press('ArrowRight')
        await expect(sentence).toContainText(texts.refused, { timeout: 300 })
      }).toPass({ timeout: 20_000, intervals: [50] })
      const budget = page.getByRole('region', { name: texts.budget })
      await expect(budget.getByRole('listitem')).toHaveCount(2)
      await expect(budget.getByRole('listitem').first()).toContainText('✕ 14 SERVICE_NOT_AVAILABLE')
      await expect(budget).toContainText(texts.left)
    })

    test('nothing of it stands in anybody’s way', async ({ page }) => {
      await choose(page, texts.troubles[0][1])
      await choose(page, texts.cut[0])
      await master(page).click()
      await expect(menu(page)).toBeVisible()
      const look = () => new AxeBuilder({ page }).include('.stage').include('[role=menu]').include('.budget').analyze()
      expect((await look()).violations.map((v) => `${v.id}: ${v.nodes[0].html}`)).toEqual([])
    })
  })
}

test('another release in the middle of a run: the same failed send costs 10 seconds instead of 10 minutes, at once', async ({
  browser,
}) => {
  const context = await browser.newContext({ locale: 'en-US' })
  const page = await context.newPage()
  const before = 'preset=2m-noslave&sendLatencyFaultEnable=true&clientVersion=4.9.7&t=2900'
  const killAndLook = async (window: RegExp) => {
    await page.keyboard.press('k')
    await expect.poll(() => page.url()).toContain('do=kill+broker-a')
    await openRun(
      page,
      page
        .url()
        .replace(/.*#v=1&/, '')
        .replace('t=2900', 't=3450'),
    )
    await expect(stage(page).getByText(window).first()).toBeVisible()
  }
  await openRun(page, before)
  await killAndLook(/\b(599|600)(\.\d)? s/)
  await openRun(page, before)
  await page.getByRole('combobox', { name: 'Client version' }).selectOption('5.3.3')
  await expect.poll(() => page.url()).toContain('set+clientVersion=5.3.3')
  await stage(page).click({ position: { x: 5, y: 5 } })
  await killAndLook(/\b(9|10)(\.\d)? s/)
  await context.close()
})
