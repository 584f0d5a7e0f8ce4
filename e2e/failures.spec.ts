// What a visitor sees of a defect. None is known, so one is planted into the script of the engine on its way to the
// browser: the built site itself has nothing that could fail on request.
import AxeBuilder from '@axe-core/playwright'
import { openRun, shownMs } from './openRun'
import { expect, type Page, test } from './page'

/** Where the planted defect waits, in the script as it is built: in every event, and in the question why a queue was chosen. */
const EVENT = /(?<![\w.])(\w+)\.nowMs=(\w+)\.atMs,/g
const CHOICE = /\w+\.observer=(?!=)/g

type Planted = Window & { planted: boolean }

/** The engine fails while the page says `planted`: at an event from a moment on after something was done, or at a question. */
async function plant(page: Page, where: { afterActionFromMs: number } | 'choice'): Promise<void> {
  await page.addInitScript(() => {
    ;(window as unknown as Planted).planted = true
  })
  await page.route(/assets\/engine-[^/]*\.js$/, async (route) => {
    const response = await route.fetch()
    const script = await response.text()
    const place = where === 'choice' ? CHOICE : EVENT
    expect(script.match(place), 'the place is still there, once').toHaveLength(1)
    const fail = `globalThis.planted&&(()=>{throw new Error('a planted defect')})()`
    const body =
      where === 'choice'
        ? script.replace(place, (assignment) => `${fail},${assignment}`)
        : script.replace(
            place,
            (all, state, event) => `${all}${state}.actionsDone>0&&${event}.atMs>=${where.afterActionFromMs}&&${fail},`,
          )
    await route.fulfill({ response, body })
  })
}

const setPlanted = (page: Page, planted: boolean) =>
  page.evaluate((now) => {
    ;(window as unknown as Planted).planted = now
  }, planted)

const panel = (page: Page) => page.getByRole('alert').filter({ has: page.getByRole('heading') })

test.describe('zh-CN', () => {
  test.use({ locale: 'zh-CN' })
  const words = {
    title: '模拟无法从这里继续',
    play: '播放',
    copy: '复制可重现的链接',
    undo: '撤销上一步',
  }

  test('a failing engine stops at the last good moment, gives a link that shows it again, and an undo helps', async ({
    page,
    context,
  }) => {
    const errors: string[] = []
    page.on('pageerror', (error) => errors.push(error.message))
    const logged: string[] = []
    page.on('console', (message) => {
      if (message.type() === 'error') logged.push(message.text())
    })
    await context.grantPermissions(['clipboard-read', 'clipboard-write'])
    await plant(page, { afterActionFromMs: 12_345 })
    await openRun(page, 'preset=article&t=11000')
    await page.keyboard.press('k')
    await expect(page.locator('.action-mark')).toHaveCount(1)
    await page.getByRole('button', { name: words.play, exact: true }).click()
    await expect(panel(page)).toContainText(words.title)
    await expect(panel(page)).toContainText('a planted defect')
    // Nothing happens between 12.345 and 12.354: the last good moment is the one before that.
    await expect(panel(page)).toContainText('00:12.353')
    await expect(panel(page)).toContainText('RocketScope 0.')
    await expect(panel(page)).toBeFocused()
    await expect(page.getByRole('button', { name: words.play, exact: true })).toBeVisible()
    expect(await shownMs(page)).toBe(12_353)
    expect(logged.filter((text) => text.includes('a planted defect'))).toHaveLength(1)
    const audit = await new AxeBuilder({ page }).include('.failure').analyze()
    expect(audit.violations).toEqual([])

    // By keyboard alone: the first control behind the one that closes is the link.
    await page.keyboard.press('Tab')
    await page.keyboard.press('Tab')
    await expect(page.getByRole('button', { name: words.copy })).toBeFocused()
    await page.keyboard.press('Enter')
    await expect.poll(() => page.evaluate(() => navigator.clipboard.readText())).toContain('t=12353')
    const link = await page.evaluate(() => navigator.clipboard.readText())

    const other = await context.newPage()
    await plant(other, { afterActionFromMs: 12_345 })
    await other.goto(link)
    await expect(other.locator('.action-mark')).toHaveCount(1)
    expect(await shownMs(other)).toBe(12_353)
    expect(decodeURIComponent(new URL(link).hash)).toContain('do=kill broker-a/master @11000'.replaceAll(' ', '+'))
    await other.keyboard.press('Space')
    await expect(panel(other)).toContainText('a planted defect')
    await other.close()

    // Once more into the same wall: it is told again.
    await page.keyboard.press('Escape')
    await expect(panel(page)).toHaveCount(0)
    await page.keyboard.press('Space')
    await expect(panel(page)).toContainText(words.title)

    await page.getByRole('button', { name: words.undo }).click()
    await expect(panel(page)).toHaveCount(0)
    await expect(page.locator('.action-mark')).toHaveCount(0)
    await page.getByRole('button', { name: words.play, exact: true }).click()
    await expect.poll(() => shownMs(page)).toBeGreaterThan(12_354)
    expect(errors).toEqual([])
  })
})

test.describe('en-US', () => {
  test.use({ locale: 'en-US' })
  const words = { drawing: 'A part of the page failed to draw' }

  test('a panel that cannot be drawn leaves the rest alone, and is there again at another moment', async ({ page }) => {
    await plant(page, 'choice')
    await openRun(page, 'preset=article&t=9000')
    await expect(panel(page)).toContainText(words.drawing)
    await expect(panel(page)).toContainText('a planted defect')
    await expect(page.locator('.side-panel .part-failed')).toBeVisible()
    await expect(page.locator('.stage svg text', { hasText: 'broker-a' }).first()).toBeVisible()
    const before = await shownMs(page)
    await page.keyboard.press('ArrowRight')
    expect(await shownMs(page)).toBeGreaterThan(before)
    await expect(page.locator('.side-panel .part-failed')).toBeVisible()
    await setPlanted(page, false)
    await page.keyboard.press('ArrowRight')
    await expect(page.locator('.side-panel .part-failed')).toHaveCount(0)
    await expect(page.getByRole('tab').first()).toBeVisible()
  })
})

test.describe('drawing', () => {
  test.use({ locale: 'en-US' })

  test('one who fails to draw does not take the frame from the others, and is not asked without end', async ({
    page,
  }) => {
    await page.addInitScript(() => {
      const counting = window as unknown as Planted & { failed: number }
      counting.failed = 0
      const clear = CanvasRenderingContext2D.prototype.clearRect
      CanvasRenderingContext2D.prototype.clearRect = function (...box) {
        if (counting.planted) {
          counting.failed++
          throw new Error('no canvas')
        }
        clear.apply(this, box)
      }
    })
    const failed = () => page.evaluate(() => (window as unknown as { failed: number }).failed)
    await page.goto('/')
    await expect(page.getByRole('timer')).not.toHaveText('0:00.000')
    await setPlanted(page, true)
    await expect(panel(page)).toContainText('A part of the page failed to draw')
    await expect(page.getByRole('button', { name: 'Play', exact: true })).toBeVisible()
    const before = await shownMs(page)
    const times = await failed()
    expect(times).toBeGreaterThan(0)
    await page.waitForTimeout(1000)
    expect(await failed(), 'nobody asks again while nothing changes').toBe(times)
    await page.getByRole('button', { name: 'Next event', exact: true }).click()
    expect(await shownMs(page), 'the clock is drawn although the stage is not').toBeGreaterThan(before)
    expect(await failed()).toBeGreaterThan(times)
    await setPlanted(page, false)
    await page.getByRole('button', { name: 'Play', exact: true }).click()
    const later = await shownMs(page)
    await expect.poll(() => shownMs(page)).toBeGreaterThan(later)
  })
})
