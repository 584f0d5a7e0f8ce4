// Lessons on a phone: what a step asks for is in sight and in reach of a finger, and nothing of its question is cut.
import { expect, type Page, test } from './page'

const COURSE = { queues: 4, routes: 3, master: 3, window: 5, slow: 3, releases: 3 }
/** An incident with a setting that is nowhere on the stage, and two with long options. */
const INCIDENTS = { 'retries-that-never-happen': 4, 'one-silent-host': 2, 'queues-lost': 2 }

const WORDS = {
  'zh-CN': {
    back: '回到这一步',
    fold: '收起文字',
    unfold: '展开文字',
    done: '已完成',
    next: '下一步',
  },
  'en-US': {
    back: 'Back to this step',
    fold: 'Collapse the text',
    unfold: 'Expand the text',
    done: 'Done',
    next: 'Next',
  },
}

async function openStep(page: Page, step: string): Promise<void> {
  await page.goto('about:blank')
  await page.goto(`/#v=1&preset=article&lesson=${step}&panel=lesson`)
  // What is said of a link lies over the sheet for some seconds.
  await page.locator('.notice button').last().tap()
  await expect(page.locator('.notice')).toHaveCount(0)
}

/** Parts of the lesson that a finger cannot reach whole: under its head or foot, or out of the screen. */
const cutParts = (page: Page, parts: string) =>
  page.evaluate((selector) => {
    const words = document.querySelector('.lesson-words')?.getBoundingClientRect()
    return [...document.querySelectorAll<HTMLElement>(selector)].flatMap((one) => {
      const { top, bottom, left, right } = one.getBoundingClientRect()
      const whole = words && top >= words.top - 1 && bottom <= words.bottom + 1 && left >= 0 && right <= innerWidth
      const hit = document.elementFromPoint((left + right) / 2, (top + bottom) / 2)
      return whole && hit && one.contains(hit) ? [] : [one.textContent ?? selector]
    })
  }, parts)

/** Where the middle of something is. @throws where it is not on the screen, or under something else */
async function inSight(page: Page, selector: string): Promise<{ x: number; y: number }> {
  const found = await page.evaluate((one) => {
    const element = document.querySelector(one)
    const box = element?.getBoundingClientRect()
    if (!element || !box) return null
    const [x, y] = [(box.left + box.right) / 2, (box.top + box.bottom) / 2]
    const hit = document.elementFromPoint(x, y)
    return hit && (element.contains(hit) || hit.contains(element)) ? { x, y } : null
  }, selector)
  if (!found) throw new Error(`${selector} is out of sight`)
  return found
}

for (const locale of ['zh-CN', 'en-US'] as const) {
  const words = WORDS[locale]
  test.describe(`on a phone, ${locale}`, () => {
    test.use({ locale, viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true })

    test('no step cuts what it asks, and what its task needs is in sight', async ({ page }) => {
      const cut: string[] = []
      for (const [lesson, steps] of Object.entries({ ...COURSE, ...INCIDENTS })) {
        for (let number = 0; number < steps; number++) {
          await openStep(page, `${lesson}.${number}`)
          await expect(page.locator('.lesson-words')).toBeVisible()
          const parts = await cutParts(page, '.lesson-ask, .lesson-ask button, .lesson-ask select, .lesson-ask input')
          cut.push(...parts.map((part) => `${lesson}.${number}: ${part}`))
          // The stage is there in each of them, and a drag has its track.
          await inSight(page, '.stage-area')
          const dragged = await page.locator('.lesson[data-room=timeline]').count()
          if (dragged > 0) await inSight(page, '.scrubber')
        }
      }
      expect(cut).toEqual([])
    })

    test('a finger that begins on a flag drags the playhead; one that rests there takes the flag', async ({ page }) => {
      await openStep(page, 'window.3')
      await page.getByRole('button', { name: words.back }).tap()
      await expect(page.locator('.lesson')).toContainText('00:22.440')
      const address = () => page.evaluate(() => location.hash.match(/do=[^&]*/)?.[0])
      // The address follows the run when there is time for it.
      await expect(page).toHaveURL(/do=/)
      const before = await address()
      await expect(page.locator('.action-mark')).toBeVisible()
      const flag = await inSight(page, '.action-mark')
      const track = await page.locator('.scrubber').boundingBox()
      if (!track) throw new Error('no track')
      const playhead = page.locator('.scrubber')
      const seconds = async () => Number(await playhead.getAttribute('aria-valuenow'))
      expect(await seconds()).toBe(19)
      const finger = await page.context().newCDPSession(page)
      const touch = (type: 'touchStart' | 'touchMove' | 'touchEnd', x?: number) =>
        finger.send('Input.dispatchTouchEvent', { type, touchPoints: x === undefined ? [] : [{ x, y: flag.y }] })
      await touch('touchStart', flag.x)
      for (let x = flag.x; x > track.x + 20; x -= 12) await touch('touchMove', x)
      await expect.poll(seconds).toBeLessThan(4)
      await touch('touchEnd')
      expect(await address()).toBe(before)
      // A finger that rests first takes the flag itself.
      const there = await inSight(page, '.action-mark')
      await touch('touchStart', there.x)
      await page.waitForTimeout(450)
      for (let step = 1; step <= 6; step++) await touch('touchMove', there.x - 8 * step)
      await touch('touchEnd')
      await expect.poll(address).not.toBe(before)
    })

    test('the playhead is dragged to where the step wants it, with the sheet open', async ({ page }) => {
      await openStep(page, 'queues.2')
      await page.getByRole('button', { name: words.back }).tap()
      const playhead = page.locator('.scrubber')
      await expect(playhead).toHaveAttribute('aria-valuenow', '2')
      const at = await inSight(page, '.scrubber')
      const track = await page.locator('.scrubber').boundingBox()
      if (!track) throw new Error('no track')
      const finger = await page.context().newCDPSession(page)
      const touch = (type: 'touchStart' | 'touchMove' | 'touchEnd', x?: number) =>
        finger.send('Input.dispatchTouchEvent', { type, touchPoints: x === undefined ? [] : [{ x, y: at.y }] })
      await touch('touchStart', track.x + 4)
      for (let x = track.x + 4; x < track.x + track.width; x += 3) {
        await touch('touchMove', x)
        if (Number(await playhead.getAttribute('aria-valuenow')) >= 9) break
      }
      await touch('touchEnd')
      await expect(page.locator('.lesson')).toContainText(words.done)
    })

    test('the sheet is folded to see what is under it, and the next page unfolds it', async ({ page }) => {
      await openStep(page, 'queues.1')
      const height = async () => (await page.locator('.lesson').boundingBox())?.height ?? 0
      expect(await height()).toBeGreaterThan(250)
      await page.getByRole('button', { name: words.fold }).tap()
      await expect(page.getByRole('button', { name: words.unfold })).toHaveAttribute('aria-expanded', 'false')
      expect(await height()).toBeLessThan(130)
      await page.getByRole('button', { name: words.next, exact: true }).tap()
      await expect(page.getByRole('button', { name: words.fold })).toBeVisible()
      expect(await height()).toBeGreaterThan(250)
    })
  })
}
