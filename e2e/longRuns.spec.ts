// Links that ask for very much: the page answers while it computes, says how far it is, can be stopped, and says what was
// too much. Order is asserted, not time: that a click is handled while the progress is still shown.

import { expect, type Page, test } from '@playwright/test'
import type { Language } from '../src/i18n/languages'
import { packText } from '../src/io/packedText'
import { linkText } from '../src/io/writeLink'
import { presetInput, REAL_SETTINGS, type RunInput, type Settings } from '../src/rocketmq'

const inputOf = (changes: Partial<Settings>): RunInput => ({
  scenario: { preset: 'real-5.3', topic: 'TopicTest', settings: { ...REAL_SETTINGS, ...changes }, brokerGroups: [] },
  seed: 1,
  actions: [],
})

const busy = inputOf({ brokerGroupCount: 16, producerCount: 64, sendThreadCount: 4 })
const flood = inputOf({
  communicationMode: 'ONEWAY',
  producerCount: 64,
  sendThreadCount: 128,
  sendIntervalMs: 1,
  brokerServiceTimeMs: 600_000,
})

const linkTo = (input: RunInput, tMs: number, language: Language = 'en'): string =>
  `/#${linkText({ input, view: { tMs, language } })}`

const clock = (page: Page) => page.getByRole('timer')
const computing = (page: Page) => page.getByTestId('computing')

/** 140 claims, each over all of a busy run: a link of about a thousand characters. */
function heavyLesson(): string {
  const untilMs = 60_000
  const claims = Array.from({ length: 20 }, () => ({
    figure: { kind: 'count', what: 'sent', toMs: untilMs },
    atLeast: 1,
  }))
  const input = 'preset=real-5.3&producerCount=64&sendThreadCount=16&sendIntervalMs=1'
  const steps = Array.from({ length: 7 }, (_, at) => ({
    title: { en: `Step ${at + 1}` },
    say: { en: 'Much.' },
    input,
    atMs: 1,
    untilMs,
    meaning: { en: 'So it is.' },
    claims,
  }))
  return packText(JSON.stringify({ title: { en: 'Heavy' }, summary: { en: 'Too much.' }, minutes: 1, steps }))
}

test('a moment that is far is computed in pieces: the page answers meanwhile, and Cancel stays on the way', async ({
  page,
}) => {
  await page.goto(linkTo(busy, 86_400_000))
  await expect(computing(page)).toBeVisible()
  await expect(computing(page)).toContainText('Computing up to 24:00:00')
  await expect(page.getByRole('progressbar', { name: /Computing up to/ })).toBeVisible()
  // Something else is done, and is there while it still computes.
  await page.keyboard.press('?')
  await expect(page.getByRole('dialog')).toBeVisible()
  await expect(computing(page)).toBeAttached()
  await page.keyboard.press('Escape')
  await expect(page.getByRole('dialog')).toBeHidden()
  await expect(computing(page)).toBeVisible()
  // The address still leads where it was to lead.
  expect(page.url()).toContain('t=86400000')
  await computing(page).getByRole('button', { name: 'Cancel' }).click()
  await expect(computing(page)).toBeHidden()
  await expect(clock(page)).not.toHaveText('00:00.000')
  await expect(page.getByTestId('sentence')).not.toBeEmpty()
})

test('Escape ends it as well, and another jump takes its place', { tag: '@release' }, async ({ page }) => {
  await page.goto(linkTo(busy, 86_400_000, 'zh'))
  await expect(computing(page)).toContainText('正在计算到 24:00:00')
  await page.keyboard.press('Home')
  await expect(computing(page)).toBeHidden()
  await expect(clock(page)).toHaveText('00:00.000')
  await page.evaluate(
    (hash) => {
      location.hash = hash
    },
    linkTo(busy, 80_000_000, 'zh').slice(1),
  )
  await expect(computing(page)).toBeVisible()
  await page.keyboard.press('Escape')
  await expect(computing(page)).toBeHidden()
})

test('a run that would hold too much ends with a sentence, and playing on says it again', async ({ page }) => {
  await page.goto(linkTo(flood, 60_000))
  const end = page.getByTestId('run-end')
  // It says so where it ends, and a slow computer computes until then: there is no limit but that of the test.
  await end.waitFor({ timeout: 0 })
  await expect(end).toContainText('80,000 messages would be in flight')
  await end.getByRole('button', { name: 'Close' }).click()
  await expect(end).toBeHidden()
  await page.keyboard.press('Space')
  await expect(end).toBeVisible()
  await page.keyboard.press('l')
  await expect(end).toContainText('在途消息会超过 80,000 条')
  // No defect: nothing failed.
  await expect(page.locator('.failure')).toHaveCount(0)
  // Before it, everything can be done.
  await page.keyboard.press('Home')
  await expect(end).toBeHidden()
})

test('a lesson that reads too much is refused with a sentence; the run on the screen stays', {
  tag: '@release',
}, async ({ page }) => {
  const link = `/#${linkText({ input: presetInput('article'), view: { tMs: 4000, language: 'en' }, own: heavyLesson() })}`
  expect(link.length).toBeLessThan(2000)
  await page.goto(link)
  await expect(page.getByText(/The step "Step \d" is too much to compute/)).toBeVisible()
  await page.reload()
  await expect(page.getByTestId('sentence')).not.toBeEmpty()
  await expect(clock(page)).toHaveText('00:04.000')
})
