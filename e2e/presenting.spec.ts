// Giving a talk: words that can be read from the last row, and the notes in a second window; keys are held by
// src/ui/presenting/presenting.test.tsx.
import { openRun } from './openRun'
import { expect, type Page, test } from './page'
import { releaseUnless } from './releaseUnless'

const WORDS = {
  'zh-CN': {
    learn: '课程',
    present: '开讲：一刻钟讲清生产者',
    presentLong: '开讲：半小时：从队列讲到线上故障',
    presenter: '演讲',
  },
  'en-US': {
    learn: 'Learn',
    present: 'Present: The producer in a quarter of an hour',
    presentLong: 'Present: Half an hour: from one queue to an outage',
    presenter: 'Presentation',
  },
}
const en = {
  ...WORDS['en-US'],
  first: /the producer's list of queues/,
  firstNotes: /One Broker and one Topic to begin with/,
  forward: /^Forward/,
  gone: /The stage is closed/,
}

/** Sizes of all words on the stage and beside it, px, under the least one. */
const smallWords = (page: Page, least: number) =>
  page.evaluate(
    (under) =>
      [...document.querySelectorAll('.stage-area *, .presenter *')]
        .filter((one) => one.getClientRects().length > 0)
        .filter((one) => [...one.childNodes].some((node) => node.nodeType === Node.TEXT_NODE && node.nodeValue?.trim()))
        .map((one) => ({ text: one.textContent, size: Number.parseFloat(getComputedStyle(one).fontSize) }))
        .filter(({ size }) => size < under),
    least - 0.01,
  )

async function begin(page: Page, t: (typeof WORDS)['en-US'], name: string) {
  await openRun(page, 'preset=article&t=1500')
  await page.getByRole('button', { name: t.learn, exact: true }).click()
  await page.getByRole('button', { name, exact: true }).click()
  const talk = page.getByRole('region', { name: t.presenter, exact: true })
  await expect(talk).toBeVisible()
  return { sentence: talk.locator('.presenter-sentence'), place: talk.locator('.presenter-place') }
}

for (const locale of ['zh-CN', 'en-US'] as const) {
  const t = WORDS[locale]
  test.describe(locale, releaseUnless(locale === 'zh-CN'), () => {
    test.use({ locale, colorScheme: 'dark', viewport: { width: 1920, height: 1080 } })

    test('nothing is under 24 px in a whole talk, nor with two runs side by side', async ({ page }) => {
      const { sentence, place } = await begin(page, t, t.present)
      await expect(page.locator('.stage-area svg text', { hasText: 'broker-a' }).first()).toBeVisible()
      for (let cue = 1; cue <= 12; cue++) {
        await expect(place).toHaveText(`${cue} / 13`)
        expect(await smallWords(page, 24)).toEqual([])
        await page.keyboard.press('PageDown')
        await expect(sentence).toHaveAttribute('data-revealed', 'true')
        expect(await smallWords(page, 24)).toEqual([])
        await page.keyboard.press('PageDown')
      }
      await page.keyboard.press('Escape')

      const long = await begin(page, t, t.presentLong)
      for (let press = 0; press < 36; press++) await page.keyboard.press('PageDown')
      await expect(long.place).toHaveText('19 / 25')
      await expect(page.locator('.stage-half .stage-scene')).toHaveCount(2)
      await expect(page.locator('.stage-half svg text').first()).toBeVisible()
      expect(await smallWords(page, 24)).toEqual([])
      await expect(long.sentence).toBeVisible()
    })
  })
}

test.describe('with the notes in a second window', () => {
  test.use({ locale: 'en-US', colorScheme: 'dark' })

  test('the notes keep step through reloads of both windows, and say when the stage is gone', async ({ page }) => {
    const { place, sentence } = await begin(page, en, en.present)
    const opening = page.waitForEvent('popup')
    await page.keyboard.press('n')
    const notes = await opening
    const head = notes.locator('.notes-head')
    await expect(notes.locator('.notes-text')).toHaveText(en.firstNotes)
    await notes.getByRole('button', { name: en.forward }).click()
    await notes.getByRole('button', { name: en.forward }).click()
    await expect(place).toHaveText('2 / 13')
    await expect(head).toContainText('2')
    // The address must have followed before the page is left.
    await expect(page).toHaveURL(/lesson=talk-15\.1/)
    await page.reload()
    await expect(place).toHaveText('2 / 13')
    await notes.reload()
    await expect(head).toContainText('2')
    await page.keyboard.press('PageUp')
    await expect(sentence).toHaveText(en.first)
    await expect(notes.locator('.notes-text')).toHaveText(en.firstNotes)
    await page.close()
    await expect(notes.getByRole('alert')).toHaveText(en.gone)
  })

  test('two talks in two tabs do not disturb each other', { tag: '@release' }, async ({ context }) => {
    const t = en
    const open = async () => {
      const page = await context.newPage()
      await page.goto('/')
      await page.getByRole('button', { name: t.learn, exact: true }).click()
      await page.getByRole('button', { name: t.present, exact: true }).click()
      const opening = page.waitForEvent('popup')
      await page.locator('.presenter').waitFor()
      await page.keyboard.press('n')
      const notes = await opening
      await expect(notes.locator('.notes-text')).toHaveText(t.firstNotes)
      return { page, notes }
    }
    const one = await open()
    const other = await open()
    for (let press = 0; press < 4; press++) await one.notes.keyboard.press('PageDown')
    await expect(one.page.locator('.presenter-place')).toHaveText('3 / 13')
    await expect(one.notes.locator('.notes-head')).toContainText('Cue 3 of 13')
    await expect(other.page.locator('.presenter-place')).toHaveText('1 / 13')
    await expect(other.notes.locator('.notes-head')).toContainText('Cue 1 of 13')
  })
})
