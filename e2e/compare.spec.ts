// Two runs side by side: begun with one click, under one clock, with the same faults; the verdict counts what the engine
// counts, and each figure leads to its moment.
import AxeBuilder from '@axe-core/playwright'
import { expect, type Locator, type Page, test } from '@playwright/test'
import { entryAt, logLength, type RunInput, simulate } from '../src/engine'
import { type Difference, otherInput } from '../src/explain/difference'
import { figures } from '../src/explain/verdict'
import { openRun, shownMs } from './openRun'

const SWITCH_OFF: Difference = { kind: 'setting', name: 'sendLatencyFaultEnable', value: false }

const TEXTS = {
  en: {
    locale: 'en-US',
    compare: 'Compare',
    off: 'sendLatencyFaultEnable off',
    on: 'sendLatencyFaultEnable on',
    nodes: /of broker-a \(n0\)/,
    kill: /^Kill/,
    down: /down/,
    writable: /writable/,
    retried: 'Messages retried',
    nothingYet: 'No difference yet: no attempt has failed. Break something and watch.',
    verdict: /^With sendLatencyFaultEnable off, \d+ more messages needed a retry/,
    undo: /^Undo/,
    swap: 'Swap',
    end: 'End the comparison',
    any: 'Setting',
    value: 'Value',
    refused: /out of range/,
    timeout: 'sendMsgTimeout 500 ms',
    which: 'Which run to show',
  },
  zh: {
    locale: 'zh-CN',
    compare: '对比',
    off: 'sendLatencyFaultEnable 关',
    on: 'sendLatencyFaultEnable 开',
    nodes: /broker-a 的 .*（n0）/,
    kill: /kill -9/,
    down: /宕机/,
    writable: /可写/,
    retried: '重试过的消息',
    nothingYet: '还没有区别：没有一次尝试失败过。弄坏点什么，再看。',
    verdict: /^sendLatencyFaultEnable 关时，要重试的消息多了 \d+ 条/,
    undo: /^撤销/,
    swap: '互换',
    end: '结束对比',
    any: '设置',
    value: '换成',
    refused: /超出范围/,
    timeout: 'sendMsgTimeout 500 ms',
    which: '看哪一边',
  },
} as const

/** The input of the run on the page, as it is kept for a reload. */
const inputOf = (page: Page): Promise<RunInput> =>
  page.evaluate(() => JSON.parse(sessionStorage.getItem('rocketscope.run') ?? 'null').input)

const half = (page: Page, letter: 'A' | 'B') => page.getByRole('region', { name: new RegExp(`^${letter} · `) })
const verdict = (page: Page) => page.getByTestId('verdict')
/** The two figures of a row. */
const figuresIn = (page: Page, name: string): Locator =>
  page.getByRole('row', { name: new RegExp(`^${name}`) }).locator('.verdict-figure')

async function begin(page: Page, texts: (typeof TEXTS)['en'] | (typeof TEXTS)['zh']) {
  await openRun(page, 'preset=article&t=1500')
  await page.getByRole('button', { name: texts.compare, exact: true }).click()
  await page.getByRole('dialog').getByRole('button', { name: texts.off, exact: true }).click()
  await expect(half(page, 'A')).toHaveAccessibleName(`A · ${texts.on}`)
}

for (const texts of Object.values(TEXTS)) {
  test.describe(texts.locale, () => {
    test.use({ locale: texts.locale, colorScheme: 'dark' })

    test('the switch the other way round: a kill in one is a kill in both, and the figures agree with the engine', async ({
      page,
    }) => {
      await begin(page, texts)
      await expect(half(page, 'B')).toHaveAccessibleName(`B · ${texts.off}`)
      await expect(verdict(page)).toHaveText(texts.nothingYet)

      // On the stage of the other run: it happens in both.
      await half(page, 'B').getByRole('button', { name: texts.nodes }).click()
      await page.getByRole('menuitem', { name: texts.kill }).click()
      for (const letter of ['A', 'B'] as const) {
        await expect(half(page, letter).getByRole('button', { name: texts.nodes })).toHaveAccessibleName(texts.down)
      }

      // One clock: both go on to the next thing that matters in either, until the difference is told.
      await expect(async () => {
        await page.keyboard.press(']')
        await expect(verdict(page)).toHaveText(texts.verdict, { timeout: 1000 })
      }).toPass()
      const toMs = await shownMs(page)
      const input = await inputOf(page)
      expect(input.actions).toMatchObject([{ type: 'kill' }])
      const other = otherInput(input, SWITCH_OFF)
      const runs = [input, other].map((one) => simulate(one, toMs))
      const counted = runs.map((run) => figures(run, 0, toMs).retriedMessages)
      expect(counted[1]).toBeGreaterThan(counted[0] ?? 0)
      await expect(figuresIn(page, texts.retried)).toHaveText(counted.map(String))

      // A figure leads to its moments, one after the other.
      const retries = Array.from({ length: logLength(runs[1]?.log ?? { length: 0, blocks: [] }) }, (_, index) =>
        entryAt((runs[1] as (typeof runs)[number]).log, index),
      ).filter((entry) => entry.kind === 'send' && entry.attempt === 2)
      for (const entry of retries.slice(0, 2)) {
        await figuresIn(page, texts.retried).nth(1).click()
        expect(await shownMs(page)).toBe(entry.atMs)
        await expect(page.locator('.verdict-visited')).toContainText(/^B · /)
      }
    })

    test('undoing the kill undoes it in both; swapping changes the sides; ending leaves one stage', async ({
      page,
    }) => {
      await begin(page, texts)
      await half(page, 'A').getByRole('button', { name: texts.nodes }).press('k')
      for (const letter of ['A', 'B'] as const) {
        await expect(half(page, letter).getByRole('button', { name: texts.nodes })).toHaveAccessibleName(texts.down)
      }
      await page.getByRole('button', { name: texts.undo }).first().click()
      for (const letter of ['A', 'B'] as const) {
        await expect(half(page, letter).getByRole('button', { name: texts.nodes })).toHaveAccessibleName(texts.writable)
      }

      await page.getByRole('button', { name: texts.swap, exact: true }).click()
      await expect(half(page, 'A')).toHaveAccessibleName(`A · ${texts.off}`)
      await expect(half(page, 'B')).toHaveAccessibleName(`B · ${texts.on}`)
      await page.getByRole('button', { name: texts.undo }).first().click()
      await expect(half(page, 'A')).toHaveAccessibleName(`A · ${texts.on}`)

      await page.reload()
      await expect(half(page, 'B')).toHaveAccessibleName(`B · ${texts.off}`)

      await page.getByRole('button', { name: texts.end, exact: true }).click()
      await expect(half(page, 'A')).toHaveCount(0)
      await expect(page.getByRole('tab', { selected: true })).toHaveCount(1)
      await page.reload()
      await expect(page.getByRole('button', { name: texts.nodes })).toHaveCount(1)
      await expect(half(page, 'A')).toHaveCount(0)
    })

    test('by keyboard: any setting, and a wrong value is refused', async ({ page }) => {
      await page.goto('/')
      await expect(page.locator('.total').nth(1)).toContainText(/[1-9]/)
      await page.keyboard.press('c')
      const choice = page.getByRole('dialog')
      await choice.getByLabel(texts.any, { exact: true }).selectOption('sendMsgTimeout')
      await choice.getByLabel(texts.value).fill('0')
      await choice.getByLabel(texts.value).press('Enter')
      await expect(choice.getByRole('alert')).toHaveText(texts.refused)
      await choice.getByLabel(texts.value).fill('500')
      await choice.getByLabel(texts.value).press('Enter')
      await expect(half(page, 'B')).toHaveAccessibleName(`B · ${texts.timeout}`)
      await page.keyboard.press('c')
      await expect(choice).toBeVisible()
      await page.keyboard.press('Escape')
      await expect(choice).toHaveCount(0)
    })
  })
}

test.describe('on a phone', () => {
  const texts = TEXTS.zh
  test.use({ locale: texts.locale, viewport: { width: 390, height: 844 }, hasTouch: true })

  test('one run is shown at a time, and nothing is wider than the screen', async ({ page }) => {
    await begin(page, texts)
    await expect(half(page, 'B')).toHaveCount(0)
    await page.getByRole('group', { name: texts.which }).getByRole('button', { name: 'B' }).tap()
    await expect(half(page, 'B')).toHaveAccessibleName(`B · ${texts.off}`)
    await expect(half(page, 'A')).toHaveCount(0)
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390)
  })
})

test.describe('accessibility', () => {
  for (const colorScheme of ['dark', 'light'] as const) {
    test(`the comparison and its choice have no violations in ${colorScheme}`, async ({ browser }) => {
      const context = await browser.newContext({ locale: 'en-US', colorScheme })
      const page = await context.newPage()
      await begin(page, TEXTS.en)
      await page.keyboard.press('k')
      await page.keyboard.press('Shift+ArrowRight')
      const check = async () =>
        (await new AxeBuilder({ page }).analyze()).violations.map(({ id, nodes }) => [id, nodes])
      expect(await check()).toEqual([])
      await expect(page.getByRole('img', { name: 'The timeline shows A' })).toHaveText('A')
      await page.keyboard.press('c')
      await expect(page.getByRole('dialog')).toBeVisible()
      expect(await check()).toEqual([])
      await context.close()
    })
  }
})
