// Giving a talk: with two keys from its start to its end and back, with what helps when something goes wrong, and with the
// notes in a second window.
import { expect, type Page, test } from '@playwright/test'

const LANGUAGES = [
  {
    locale: 'zh-CN',
    learn: '课程',
    present: '开讲：一刻钟讲清生产者',
    presentLong: '开讲：半小时：从队列讲到线上故障',
    presenter: '演讲',
    black: '黑屏',
    locked: '舞台已锁定',
    first: /左边的转盘就是生产者手里的队列列表/,
    last: /队列是分片/,
    firstNotes: /先只看一台 Broker/,
    forward: /^往下/,
    gone: /舞台窗口关了/,
  },
  {
    locale: 'en-US',
    learn: 'Learn',
    present: 'Present: The producer in a quarter of an hour',
    presentLong: 'Present: Half an hour: from one queue to an outage',
    presenter: 'Presentation',
    black: 'Black',
    locked: 'The stage is locked',
    first: /the list of queues the producer holds/,
    last: /Queues are shards/,
    firstNotes: /One Broker and one Topic to begin with/,
    forward: /^Forward/,
    gone: /The stage is closed/,
  },
]

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

for (const t of LANGUAGES) {
  const begin = async (page: Page, name: string) => {
    await page.goto('/')
    await page.getByRole('button', { name: t.learn, exact: true }).click()
    await page.getByRole('button', { name, exact: true }).click()
    const talk = page.getByRole('region', { name: t.presenter, exact: true })
    await expect(talk).toBeVisible()
    return { talk, sentence: talk.locator('.presenter-sentence'), place: talk.locator('.presenter-place') }
  }

  test.describe(t.locale, () => {
    test.use({ locale: t.locale, colorScheme: 'dark', viewport: { width: 1920, height: 1080 } })

    test('a whole talk with PageDown alone and back with PageUp alone, nothing under 24 px', async ({ page }) => {
      const { sentence, place } = await begin(page, t.present)
      await expect(sentence).toHaveText(t.first)
      await expect(page.getByRole('banner')).toHaveCount(0)
      await expect(page.locator('.stage-area svg text', { hasText: 'broker-a' }).first()).toBeVisible()
      for (let cue = 1; cue <= 12; cue++) {
        await expect(place).toHaveText(`${cue} / 13`)
        await expect(sentence).toHaveAttribute('data-revealed', 'false')
        expect(await smallWords(page, 24)).toEqual([])
        await page.keyboard.press('PageDown')
        await expect(sentence).toHaveAttribute('data-revealed', 'true')
        expect(await smallWords(page, 24)).toEqual([])
        await page.keyboard.press('PageDown')
      }
      await expect(sentence).toHaveText(t.last)
      await page.keyboard.press('PageDown')
      await expect(place).toHaveText('13 / 13')
      for (let cue = 12; cue >= 1; cue--) {
        await page.keyboard.press('PageUp')
        await expect(place).toHaveText(`${cue} / 13`)
      }
      await expect(sentence).toHaveText(t.first)
    })

    test('two runs side by side are as large', async ({ page }) => {
      const { place, sentence } = await begin(page, t.presentLong)
      for (let press = 0; press < 36; press++) await page.keyboard.press('PageDown')
      await expect(place).toHaveText('19 / 25')
      await expect(page.locator('.stage-half .stage-scene')).toHaveCount(2)
      await expect(page.locator('.stage-half svg text').first()).toBeVisible()
      expect(await smallWords(page, 24)).toEqual([])
      await expect(sentence).toBeVisible()
    })

    test('black, lock, and back on the cue after a wrong kill', async ({ page }) => {
      const { talk, sentence } = await begin(page, t.present)
      await page.keyboard.press('.')
      await expect(page.getByRole('img', { name: t.black })).toBeVisible()
      // A press on the clicker brings the picture back, and nothing else.
      await page.keyboard.press('PageDown')
      await expect(page.getByRole('img', { name: t.black })).toHaveCount(0)
      await expect(sentence).toHaveText(t.first)

      const opening = () => expect(page).not.toHaveURL(/do=kill/)
      await page.keyboard.press('l')
      await expect(talk.getByRole('img', { name: t.locked })).toBeVisible()
      await page.keyboard.press('k')
      await page.mouse.click(960, 190)
      await expect(page.getByRole('menu')).toHaveCount(0)
      await page.keyboard.press('l')
      await expect(talk.getByRole('img', { name: t.locked })).toHaveCount(0)
      await opening()

      await page.keyboard.press('k')
      await expect(page).toHaveURL(/do=kill/)
      await page.keyboard.press('r')
      await opening()
      await expect(sentence).toHaveText(t.first)
      await page.keyboard.press('Escape')
      await expect(talk).toHaveCount(0)
      await expect(page.getByRole('banner')).toBeVisible()
    })

    test('the notes keep step through reloads of both windows, and say when the stage is gone', async ({ page }) => {
      const { place, sentence } = await begin(page, t.present)
      const opening = page.waitForEvent('popup')
      await page.keyboard.press('n')
      const notes = await opening
      const head = notes.locator('.notes-head')
      await expect(notes.locator('.notes-text')).toHaveText(t.firstNotes)
      await notes.getByRole('button', { name: t.forward }).click()
      await notes.getByRole('button', { name: t.forward }).click()
      await expect(place).toHaveText('2 / 13')
      await expect(head).toContainText('2')
      // The address must have followed before the page is left.
      await expect(page).toHaveURL(/lesson=talk-15\.1/)
      await page.reload()
      await expect(place).toHaveText('2 / 13')
      await notes.reload()
      await expect(head).toContainText('2')
      await page.keyboard.press('PageUp')
      await expect(sentence).toHaveText(t.first)
      await expect(notes.locator('.notes-text')).toHaveText(t.firstNotes)
      await page.close()
      await expect(notes.getByRole('alert')).toHaveText(t.gone)
    })
  })
}

test.describe('two tabs', () => {
  test.use({ locale: 'en-US' })
  test('two talks in two tabs do not disturb each other', async ({ context }) => {
    const t = LANGUAGES[1]
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
