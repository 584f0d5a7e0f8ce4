// The surprises: picked by mouse and by keyboard, proved by a number, compared, kept over a reload. And how true it all is.
import AxeBuilder from '@axe-core/playwright'
import { expect, type Page, test } from '@playwright/test'

const WORDS = {
  'zh-CN': { picker: '场景', group: '意外', card: '意外 S1', truth: '有多真实？', missing: '没有模拟的' },
  'en-US': {
    picker: 'Scenario',
    group: 'Surprises',
    card: 'Surprise S1',
    truth: 'How true is this?',
    missing: 'not simulated',
  },
} as const

type Locale = keyof typeof WORDS

const picker = (page: Page, locale: Locale) =>
  page.getByRole('combobox', { name: WORDS[locale].picker, exact: true }).first()
const card = (page: Page, locale: Locale) => page.getByRole('region', { name: WORDS[locale].card, exact: true })
const proof = (page: Page, locale: Locale) => card(page, locale).locator('.surprise-proof b')

async function open(page: Page, locale: Locale) {
  await page.goto('/')
  await expect(picker(page, locale).locator(`optgroup[label="${WORDS[locale].group}"] option`)).toHaveCount(26, {
    timeout: 20_000,
  })
}

for (const locale of ['zh-CN', 'en-US'] as const) {
  test.describe(locale, () => {
    test.use({ locale, colorScheme: 'dark' })

    test('a surprise proves itself, changes with the release, and survives a reload', async ({ page }) => {
      await open(page, locale)
      await picker(page, locale).selectOption('S1')
      await expect(proof(page, locale)).toHaveText('75%')
      const release = card(page, locale).getByRole('button', { name: /^5\.3\.3/ })
      await expect(release).toContainText('50%')
      await release.click()
      await expect(release).toHaveAttribute('aria-pressed', 'true')
      await expect(proof(page, locale)).toHaveText('50%')
      const issue = card(page, locale).getByRole('link', { name: 'apache/rocketmq#5672' })
      await expect(issue).toHaveAttribute('href', 'https://github.com/apache/rocketmq/issues/5672')
      await expect(issue).toHaveAttribute('rel', /noopener/)
      await page.reload()
      await expect(release).toHaveAttribute('aria-pressed', 'true')
      await expect(proof(page, locale)).toHaveText('50%')
      await expect(picker(page, locale)).toHaveValue('S1')
      const { violations } = await new AxeBuilder({ page }).include('.surprise').analyze()
      expect(violations.map(({ id }) => id)).toEqual([])
    })

    test('the same by keyboard alone', async ({ page }) => {
      await open(page, locale)
      await picker(page, locale).focus()
      await page.keyboard.press('End')
      await expect(picker(page, locale)).toHaveValue('S26')
      const shown = page.locator('.surprise-proof b')
      await expect(shown).toHaveText(/^3\.0 (s|秒)$/)
      await page.locator('.surprise-variants button').last().focus()
      await page.keyboard.press('Enter')
      await expect(shown).toHaveText(/^1\.0 (s|秒)$/)
    })

    test('the page about truth opens, names what is missing, and closes with Escape', async ({ page }) => {
      await open(page, locale)
      const button = page.getByRole('button', { name: WORDS[locale].truth })
      await button.click()
      const dialog = page.getByRole('dialog', { name: WORDS[locale].truth })
      await expect(dialog).toBeVisible()
      await expect(dialog.getByRole('heading', { name: WORDS[locale].missing })).toBeAttached()
      await expect(dialog.getByRole('row', { name: /^4\.9\.7/ })).toContainText(/\d/)
      const { violations } = await new AxeBuilder({ page }).include('dialog').analyze()
      expect(violations.map(({ id }) => id)).toEqual([])
      await page.keyboard.press('Escape')
      await expect(dialog).toHaveCount(0)
      await expect(button).toBeFocused()
    })
  })
}

test.describe('in English', () => {
  test.use({ locale: 'en-US', colorScheme: 'light' })

  test('what somebody does in a surprise is counted, and one click brings the story back', async ({ page }) => {
    await open(page, 'en-US')
    await picker(page, 'en-US').selectOption('S1')
    await expect(proof(page, 'en-US')).toHaveText('75%')
    await page.getByRole('switch', { name: 'sendLatencyFaultEnable' }).first().click()
    await expect(card(page, 'en-US')).toContainText('You have changed this run')
    await expect(proof(page, 'en-US')).not.toHaveText('75%')
    await card(page, 'en-US')
      .getByRole('button', { name: /^4\.9\.7 / })
      .first()
      .click()
    await expect(proof(page, 'en-US')).toHaveText('75%')
    await expect(card(page, 'en-US')).not.toContainText('You have changed')
  })

  test('nothing is asked of another origin, and a preset puts the card away', async ({ page, baseURL }) => {
    const foreign: string[] = []
    page.on('request', (request) => {
      const { protocol, origin } = new URL(request.url())
      if (protocol.startsWith('http') && origin !== new URL(baseURL ?? '').origin) foreign.push(request.url())
    })
    await open(page, 'en-US')
    await picker(page, 'en-US').selectOption('S6')
    await expect(page.locator('.surprise-proof b')).toHaveText('1 attempt')
    await page.getByRole('button', { name: 'How true is this?' }).click()
    await expect(page.getByRole('dialog')).toBeVisible()
    await page.keyboard.press('Escape')
    await picker(page, 'en-US').selectOption('article')
    await expect(page.locator('.surprise')).toHaveCount(0)
    expect(foreign).toEqual([])
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
    await expect(select.locator('option[value=S20]')).toBeAttached()
    await select.selectOption('S20')
    await expect(page.locator('.surprise-proof b')).toHaveText('2 份')
    for (const button of await page.locator('.surprise-variants button').all()) {
      expect((await button.boundingBox())?.height).toBeGreaterThanOrEqual(40)
    }
    await page.getByRole('button', { name: '有多真实？' }).click()
    const dialog = page.getByRole('dialog')
    await expect(dialog).toBeVisible()
    expect(await dialog.evaluate((element) => element.scrollWidth - element.clientWidth)).toBe(0)
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390)
  })
})
