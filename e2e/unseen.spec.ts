// What the page does while nothing moves or nobody can see it: nothing. No frame is asked for, no style is computed, and
// time stands until somebody looks again.
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { openRun, shownTime } from './openRun'
import { expect, type Frame, type Page, test } from './page'
import { releaseUnless } from './releaseUnless'

test.use({ locale: 'en-US' })

/** ms of real time in which something that goes on by itself would be seen: sixty frames, and any timer of the page. */
const WHILE_MS = 1000

type Counting = Window & { framesAsked: number }

/** Counts calls of requestAnimationFrame in every document that is opened from now on. */
const countFrames = (page: Page) =>
  page.addInitScript(() => {
    const counting = window as unknown as Counting
    const request = window.requestAnimationFrame.bind(window)
    counting.framesAsked = 0
    window.requestAnimationFrame = (callback) => {
      counting.framesAsked++
      return request(callback)
    }
  })

const framesAsked = (frame: Frame | Page): Promise<number> =>
  frame.evaluate(() => (window as unknown as Counting).framesAsked)

async function framesWithin(page: Page, frame: Frame | Page): Promise<number> {
  const before = await framesAsked(frame)
  await page.waitForTimeout(WHILE_MS)
  return (await framesAsked(frame)) - before
}

const clock = (frame: Frame | Page) => frame.getByRole('timer', { name: 'Now' })

test('paused, while the invitation to kill is still blinking, nothing is drawn, computed or animated', async ({
  page,
}) => {
  await countFrames(page)
  const session = await page.context().newCDPSession(page)
  await session.send('Performance.enable')
  const styles = async () => {
    const { metrics } = await session.send('Performance.getMetrics')
    return metrics.find(({ name }) => name === 'RecalcStyleCount')?.value
  }
  await page.goto('/')
  await expect(page.locator('.stage-invitation')).toBeVisible()
  const running = () => page.evaluate(() => document.getAnimations().map(({ playState }) => playState))
  await expect.poll(styles).toBeGreaterThan(0)
  // With it, the test would see an animation that went on.
  expect(await running()).toContain('running')
  await page.getByRole('button', { name: 'Pause' }).click()
  await expect(page.getByRole('button', { name: 'Play' })).toBeVisible()
  await shownTime(page)
  // The address, the sentence that is read aloud and the colours of the button that was pressed come after it.
  await page.waitForTimeout(3 * WHILE_MS)
  expect(await running()).toEqual([])
  const before = await styles()
  expect(await framesWithin(page, page)).toBe(0)
  expect(await styles()).toBe(before)
})

test('in a hidden tab time stands, and goes on where it was', async ({ page }) => {
  await countFrames(page)
  await openRun(page, 'preset=article&t=5000')
  await page.getByRole('button', { name: 'Play' }).click()
  const hide = (hidden: boolean) =>
    page.evaluate((now) => {
      Object.defineProperty(document, 'hidden', { configurable: true, value: now })
      document.dispatchEvent(new Event('visibilitychange'))
    }, hidden)
  await hide(true)
  // One frame that was drawn before may still be on its way to the clock.
  await page.waitForTimeout(WHILE_MS)
  const before = await shownTime(page)
  // Reading the clock asked for two frames itself; the page asks for none.
  expect(await framesWithin(page, page)).toBe(0)
  // Something done meanwhile, by another window for instance, is kept for the first frame that is seen.
  await page.evaluate(() => window.dispatchEvent(new KeyboardEvent('keydown', { key: 'ArrowUp' })))
  expect(await framesWithin(page, page)).toBe(0)
  expect(await shownTime(page)).toBe(before)
  await hide(false)
  await expect(clock(page)).not.toHaveText(before)
})

/** A page of another origin on this computer, so that the frame may know nothing of what is around it. */
async function serveHost(): Promise<{ address: string; stop: () => void }> {
  const server = createServer((_, response) => response.end())
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening))
  return {
    address: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`,
    stop: () => {
      server.closeAllConnections()
      server.close()
    },
  }
}

for (const origin of ['the same', 'another']) {
  test(
    `a part of a page of ${origin} origin that is scrolled out of sight asks for no frames, and goes on once it is in sight`,
    releaseUnless(origin === 'another'),
    async ({ page, baseURL }) => {
      await countFrames(page)
      const host = origin === 'another' ? await serveHost() : null
      await page.goto(host?.address ?? '/conformance.json')
      await page.setContent(
        `<iframe title="RocketScope" src="${baseURL}" style="width:900px;height:600px"></iframe><p style="margin-top:4000px">End</p>`,
      )
      await expect(page.frameLocator('iframe').getByRole('timer', { name: 'Now' })).toBeVisible()
      const [, frame] = page.frames()
      await expect(clock(frame)).not.toHaveText('0:00.000')
      expect(await framesWithin(page, frame)).toBeGreaterThan(0)
      await page.getByText('End').scrollIntoViewIfNeeded()
      await page.waitForTimeout(WHILE_MS)
      expect(await framesWithin(page, frame)).toBe(0)
      const before = await clock(frame).innerText()
      await page.evaluate(() => window.scrollTo(0, 0))
      await expect(clock(frame)).not.toHaveText(before)
      expect(await framesWithin(page, frame)).toBeGreaterThan(0)
      host?.stop()
    },
  )
}

test('on a phone time goes on for who reads below the stage, but the stage is not painted', async ({ page }) => {
  await page.setViewportSize({ width: 390, height: 600 })
  await page.addInitScript(() => {
    const counting = window as unknown as Window & { painted: number }
    counting.painted = 0
    const clear = CanvasRenderingContext2D.prototype.clearRect
    CanvasRenderingContext2D.prototype.clearRect = function (...box) {
      counting.painted++
      clear.apply(this, box)
    }
  })
  const painted = () => page.evaluate(() => (window as unknown as Window & { painted: number }).painted)
  await page.goto('/')
  await expect(clock(page)).not.toHaveText('0:00.000')
  await expect.poll(painted).toBeGreaterThan(1)
  // What is below comes after the first picture.
  await expect(async () => {
    await page.evaluate(() => window.scrollTo(0, document.documentElement.scrollHeight))
    await expect(page.locator('.stage canvas')).not.toBeInViewport({ timeout: 500 })
  }).toPass()
  await page.waitForTimeout(WHILE_MS)
  const before = await painted()
  const time = await clock(page).innerText()
  await expect(clock(page)).not.toHaveText(time)
  await page.waitForTimeout(WHILE_MS)
  expect(await painted()).toBe(before)
  await page.evaluate(() => window.scrollTo(0, 0))
  await expect.poll(painted).toBeGreaterThan(before)
})
