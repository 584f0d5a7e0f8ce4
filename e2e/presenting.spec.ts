// Giving a talk: words that can be read from the last row, and the notes in a second window; keys are held by
// src/ui/presenting/presenting.test.tsx.
import { openRun } from './openRun'
import { expect, type Page, test } from './page'
import { releaseUnless } from './releaseUnless'

const WORDS = {
  'zh-CN': {
    learn: '课程',
    present: '演示：一刻钟讲清生产者',
    presentLong: '演示：半小时：从队列讲到线上故障',
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
  second: /From now to 09:00/,
  firstNotes: /Today has one question/,
  secondNotes: /The process of broker-a was killed/,
  forward: /^Forward/,
  gone: /The stage is closed/,
}

/** A talk has at most this many cues. */
const MAX_CUES = 40
/** px at 1920 x 1080: the smallest words that are printed, and the sentence. */
const MIN_WORDS_PX = 24
const SENTENCE_PX = 40

/** What is on the screen: words under the least size, the size of the sentence, and what does not fit. SVG is measured as it is scaled. */
const look = (page: Page) =>
  page.evaluate((least) => {
    const sizeOf = (element: Element) => {
      const size = Number.parseFloat(getComputedStyle(element).fontSize)
      return element instanceof SVGGraphicsElement ? size * (element.getScreenCTM()?.a ?? 1) : size
    }
    const written = [...document.querySelectorAll('.stage-area *, .presenter *, .presenter-card *')]
      .filter((one) => one.getClientRects().length > 0)
      .filter((one) => [...one.childNodes].some((node) => node.nodeType === Node.TEXT_NODE && node.nodeValue?.trim()))
    const sentence = document.querySelector('.presenter-sentence')
    const card = document.querySelector('.presenter-card')
    const texts = (selector: string) => [...document.querySelectorAll(selector)].map((one) => one.textContent ?? '')
    return {
      small: written.filter((one) => sizeOf(one) < least - 0.01).map((one) => `${sizeOf(one)} ${one.textContent}`),
      sentencePx: sentence ? sizeOf(sentence) : null,
      isOver: document.documentElement.scrollHeight > innerHeight || document.documentElement.scrollWidth > innerWidth,
      isCardCut: card !== null && card.scrollHeight > card.clientHeight,
      onStage: texts('.stage-area svg text').map((text) => text.trim()),
      words: [...texts('.presenter-lead'), ...texts('.presenter-sentence'), ...texts('.presenter-premise')].join(' '),
      clock: texts('.presenter-clock').join(),
      options: texts('.presenter-options li'),
      notices: texts('.notice').length,
    }
  }, MIN_WORDS_PX)

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

    test('every cue can be read from the last row, has its clock and its options, and shows no answer first', async ({
      page,
    }) => {
      test.slow()
      const { sentence, place } = await begin(page, t, t.presentLong)
      const all = Number((await place.textContent())?.split('/')[1])
      expect(all).toBeGreaterThan(20)
      expect(all).toBeLessThan(MAX_CUES)
      const seen: string[] = []
      for (let cue = 1; cue <= all; cue++) {
        await expect(place).toHaveText(`${cue} / ${all}`)
        const isCard = cue === 1 || cue === all
        if (isCard) {
          await expect(page.locator('.presenter-card')).toBeVisible()
          expect(await look(page)).toMatchObject({ small: [], isOver: false, isCardCut: false, notices: 0 })
          await page.keyboard.press('PageDown')
          continue
        }
        await expect(sentence).toHaveAttribute('data-revealed', 'false')
        await expect(sentence).not.toContainText('…')
        const before = await look(page)
        expect(before).toMatchObject({ small: [], isOver: false, notices: 0 })
        expect(before.sentencePx).toBeGreaterThanOrEqual(SENTENCE_PX)
        expect(before.clock).toMatch(/\d\d:\d\d\.\d$/)
        await page.keyboard.press('PageDown')
        await expect(sentence).toHaveAttribute('data-revealed', 'true')
        await expect(sentence).not.toContainText('…')
        const after = await look(page)
        expect(after).toMatchObject({ small: [], isOver: false, notices: 0 })
        expect(after.sentencePx).toBeGreaterThanOrEqual(SENTENCE_PX)
        const right = after.options.filter((option) => option.startsWith('✓')).map((option) => option.slice(1).trim())
        expect(right).toHaveLength(before.options.length > 0 ? 1 : 0)
        for (const answer of right) {
          expect(before.options).toContain(answer)
          // Names of queues and Brokers, and digits, are on every stage; a length of time or a large number is not.
          if (/\d (?:min|s|ms|秒|分钟)|,\d{3}/.test(answer)) expect(before.onStage).not.toContain(answer)
        }
        seen.push(`${cue}: ${before.options.length}`)
        await page.keyboard.press('PageDown')
      }
      expect(seen.filter((one) => !one.endsWith(': 0')).length).toBeGreaterThan(15)
    })

    test('the code at the end opens the run on the stage', async ({ page, context }) => {
      await openRun(page, 'preset=article&t=1500&lesson=talk-15.closing')
      await page.keyboard.press('p')
      await expect(page.locator('.presenter-card .qr-code')).toBeVisible()
      // A link of before cues had names, to the page that was the end then.
      const old = await context.newPage()
      await openRun(old, 'preset=article&t=1500&lesson=talk-15.12')
      await old.keyboard.press('p')
      await expect(old.locator('.presenter-card .qr-code')).toBeVisible()
    })
  })
}

test.describe('leaving', () => {
  test.use({ locale: 'en-US', colorScheme: 'dark' })

  test('gives back the run, its moment and its breakpoints, also after a reload in the middle', async ({ page }) => {
    await openRun(page, 'preset=article&do=kill broker-b/master @1200&t=1500')
    // The page has written its own address by now.
    await expect(page).toHaveURL(/#v=2&/)
    const was = new URL(page.url()).hash
    for (const reloads of [false, true]) {
      await page.keyboard.press('p')
      const place = page.locator('.presenter-place')
      await expect(place).toHaveText('1 / 17')
      await page.keyboard.press('PageDown')
      await expect(place).toHaveText('2 / 17')
      await expect(page).toHaveURL(/lesson=talk-15\.symptom/)
      if (reloads) {
        await page.reload()
        await expect(place).toHaveText('2 / 17')
      }
      await page.keyboard.press('p')
      await expect(place).toHaveCount(0)
      await expect.poll(() => new URL(page.url()).hash).toBe(was)
    }
  })

  test('the length is chosen on the title card, and a notes window that is blocked is said in the list of keys', async ({
    page,
  }) => {
    await openRun(page, 'preset=article&t=1500')
    await page.keyboard.press('p')
    const place = page.locator('.presenter-place')
    await expect(place).toHaveText('1 / 17')
    await page.getByRole('button', { name: '5 min', exact: true }).click()
    await expect(place).toHaveText('1 / 5')
    await page.getByRole('button', { name: '✓ 5 min', exact: true }).press('Enter')
    await expect(place).toHaveText('1 / 5')
    await page.evaluate(() => {
      window.open = () => null
    })
    await page.keyboard.press('n')
    await expect(page.getByRole('alert').filter({ hasText: 'blocked' })).toBeVisible()
    await page.keyboard.press('Escape')
    await expect(page.getByRole('alert').filter({ hasText: 'blocked' })).toHaveCount(0)
    await page.keyboard.press('?')
    const keys = page.getByRole('list', { name: 'Keys' })
    await expect(keys).toContainText('outside: breakpoints')
    await expect(keys).toContainText('outside: language')
  })
})

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
    await expect(place).toHaveText('2 / 17')
    await expect(head).toContainText('Cue 2 of 17')
    // The talk begins where its title card is left, and its clock with it.
    await expect(notes.getByRole('button', { name: 'Reset', exact: true })).toBeVisible()
    await expect(notes.locator('.notes-cue-time')).toHaveText(/^this cue 0:\d\d of 1:00$/)
    await expect(notes.getByRole('region', { name: 'Clock' })).toContainText(
      'planned for the end of this cue: 1:45 of 15:00',
    )
    // The address must have followed before the page is left.
    await expect(page).toHaveURL(/lesson=talk-15\.symptom/)
    await page.reload()
    await expect(place).toHaveText('2 / 17')
    await expect(sentence).toHaveText(en.second)
    await notes.reload()
    await expect(head).toContainText('2')
    await expect(notes.locator('.notes-text')).toHaveText(en.secondNotes)
    await page.keyboard.press('PageUp')
    await expect(place).toHaveText('1 / 17')
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
    for (let press = 0; press < 3; press++) await one.notes.keyboard.press('PageDown')
    await expect(one.page.locator('.presenter-place')).toHaveText('3 / 17')
    await expect(one.notes.locator('.notes-head')).toContainText('Cue 3 of 17')
    await expect(other.page.locator('.presenter-place')).toHaveText('1 / 17')
    await expect(other.notes.locator('.notes-head')).toContainText('Cue 1 of 17')
  })
})
