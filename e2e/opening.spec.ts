// The opening, a kill and what follows, and moving through time, as a visitor does it.

import AxeBuilder from '@axe-core/playwright'
import { openRun, shownMs } from './openRun'
import { expect, type Page, test } from './page'

test.use({ locale: 'en-US', colorScheme: 'dark' })

const sentence = (page: Page) => page.getByRole('region', { name: 'What just happened' })
const clock = (page: Page) => page.getByRole('timer', { name: 'Now' })
const master = (page: Page) => page.getByRole('button', { name: /Master of broker-a/ })

/** ms of virtual time for each ms of real time, over some frames: a long frame counts for 100 ms, as it does for the page. */
const pace = (page: Page): Promise<number> =>
  page.evaluate(
    () =>
      new Promise((resolve) => {
        const shown = () => {
          const [minutes, seconds] = (document.querySelector('[role=timer]')?.textContent ?? '').split(':')
          return Number(minutes) * 60_000 + Number(seconds) * 1000
        }
        const from = shown()
        let real = 0
        let frames = 0
        let last = Number.NaN
        const look = (now: number) => {
          if (frames++ > 0) real += Math.min(now - last, 100)
          last = now
          if (frames <= 30) requestAnimationFrame(look)
          else resolve((shown() - from) / real)
        }
        requestAnimationFrame(look)
      }),
  )

test('messages flow by themselves, without a modal, and a sentence says what happens', async ({ page }) => {
  await page.goto('/')
  await expect(page.getByRole('button', { name: 'Pause' })).toBeVisible()
  await expect(page.getByRole('region', { name: 'Counters' })).toContainText(/sent [1-9]/)
  await expect(sentence(page)).toHaveText(/\w+ .*\w+/)
  await expect(page.getByRole('dialog')).toHaveCount(0)
})

test('a killed Master is named, avoided, and available again', async ({ page }) => {
  await page.goto('/')
  await expect(page.getByRole('region', { name: 'Counters' })).toContainText(/ok [4-9]/)
  await master(page).click()
  await page.getByRole('menuitem').first().click()
  await expect(sentence(page)).toContainText('broker-a')
  await expect(sentence(page)).toContainText(/could not reach broker-a/)
  const table = page.getByRole('region', { name: 'Fault table' })
  await expect(table.getByRole('row', { name: /broker-a/ })).toContainText('left')
  await expect(page.getByRole('region', { name: 'Why this queue?' })).toContainText('avoided')
  await expect(table.getByRole('row', { name: /broker-a/ })).toContainText('available')
})

test('the playhead can be dragged anywhere, and playing goes on from there', async ({ page }) => {
  await page.goto('/')
  const box = await page.getByRole('slider', { name: 'Playhead' }).boundingBox()
  if (!box) throw new Error('the timeline has no size')
  const y = box.y + box.height / 2
  await page.mouse.move(box.x + 20, y)
  await page.mouse.down()
  await page.mouse.move(box.x + box.width * 0.75, y, { steps: 5 })
  await expect.poll(() => shownMs(page)).toBeGreaterThan(14_000)
  const held = await shownMs(page)
  await page.waitForTimeout(300)
  expect(await shownMs(page)).toBe(held)
  await page.mouse.up()
  await expect(page.getByRole('button', { name: 'Pause' })).toBeVisible()
  await expect.poll(() => shownMs(page)).toBeGreaterThan(held)
})

test('speed changes how fast virtual time goes, and paused nothing moves', async ({ page }) => {
  await page.goto('/')
  await expect(clock(page)).toBeVisible()
  // The slider is left out where the row is full; the button is always there.
  for (let press = 0; press < 3; press++) await page.getByRole('button', { name: 'Faster' }).click()
  await expect(page.locator('.speed-value')).toHaveText('10×')
  expect(await pace(page)).toBeGreaterThan(5)
  await page.getByRole('button', { name: 'Pause' }).click()
  const frames = await page.evaluate(
    () =>
      new Promise<number>((resolve) => {
        let asked = 0
        const original = window.requestAnimationFrame
        // The change itself may still be drawn once.
        original(() =>
          original(() => {
            window.requestAnimationFrame = (callback) => {
              asked++
              return original(callback)
            }
            setTimeout(() => resolve(asked), 400)
          }),
        )
      }),
  )
  expect(frames).toBe(0)
})

test('smart fast-forward shows how fast it goes', async ({ page }) => {
  await page.goto('/')
  await page.getByRole('combobox', { name: 'Scenario' }).selectOption('real-4.9')
  await page.getByRole('button', { name: 'Pause' }).waitFor()
  await page.keyboard.press('k')
  await page.getByRole('switch', { name: 'Auto fast-forward' }).click()
  await expect(page.getByRole('region', { name: 'Fault table' })).toContainText('left')
  await expect(page.locator('.speed-value[data-fast="true"]')).toBeVisible()
})

test.describe('a first visit', () => {
  test.use({ firstVisit: true })

  for (const { name, use } of [
    { name: 'on a laptop', use: { viewport: { width: 1280, height: 720 } } },
    { name: 'on a phone', use: { viewport: { width: 390, height: 844 }, hasTouch: true } },
  ]) {
    test.describe(name, () => {
      test.use(use)

      test('sees the cluster, one invitation and little else; a kill on the stage brings the first sign', async ({
        page,
      }) => {
        await page.goto('/')
        const guide = page.getByRole('region', { name: 'Your first minute' })
        await expect(guide).toContainText('Kill the Master of broker-a')
        await expect(page.locator('.stage-area svg').first()).toContainText('Kill')
        for (const words of ['actual', 'term', 'index', 'mod', 'sendLatencyFaultEnable'])
          await expect(page.locator('.stage-area svg').first()).not.toContainText(words)
        await expect(
          page.locator(
            'header button:visible, .guide button:visible, .time-area fieldset:not([hidden]) button:visible',
          ),
        ).toHaveCount(7)
        await expect(page.getByRole('combobox')).toHaveCount(0)
        await page.getByRole('button', { name: /^Kill it: Master of broker-a/ }).click()
        await expect(page.getByRole('menu')).toHaveCount(0)
        await expect(guide.locator('[data-sign=chips]')).toContainText('what it really is')
        await expect(guide.locator('[data-step]')).not.toHaveAttribute('data-step', 'kill')
        expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(
          page.viewportSize()?.width ?? 0,
        )
      })
    })
  }

  test('is accessible, and shows everything in one press', async ({ page }) => {
    await page.goto('/')
    const guide = page.getByRole('region', { name: 'Your first minute' })
    await expect(guide).toContainText('Kill the Master of broker-a')
    expect((await new AxeBuilder({ page }).analyze()).violations.map(({ id }) => id)).toEqual([])
    await guide.getByRole('button', { name: 'Show everything' }).click()
    await expect(guide).toHaveCount(0)
    await expect(page.getByRole('tab', { name: 'Settings' })).toBeVisible()
    await expect(page.locator('.stage-area svg').first()).toContainText('actual')
  })
})

for (const [width, height] of [
  [1280, 720],
  [1920, 1080],
  [390, 844],
] as const) {
  test.describe(`${width} x ${height}`, () => {
    test.use({ viewport: { width, height } })
    test('what is said of an opened link covers nothing of the stage', async ({ page }) => {
      await openRun(page, 'preset=article&t=1500')
      const notice = page.getByRole('status').filter({ hasText: 'Opened from a link' }).locator('.notice')
      await expect(notice).toBeVisible()
      const [stage, box] = [await page.locator('.stage-area').boundingBox(), await notice.boundingBox()]
      if (!stage || !box) throw new Error('neither the stage nor the notice may be away')
      const isBeside = box.x >= stage.x + stage.width - 1 || box.y >= stage.y + stage.height - 1
      expect(isBeside).toBe(true)
    })
  })
}

for (const [width, height] of [
  [1280, 720],
  [390, 844],
] as const) {
  test(`nothing that a first visit can press moves when everything else comes, ${width} wide`, async ({ browser }) => {
    const context = await browser.newContext({ viewport: { width, height }, locale: 'en-US', serviceWorkers: 'block' })
    const page = await context.newPage()
    await page.goto('/')
    await page.getByRole('button', { name: 'Show everything' }).waitFor()
    await page.getByRole('slider', { name: 'Playhead' }).waitFor()
    await page.keyboard.press('Space')
    const controls = [/^(Play|Pause)$/, 'Learn', '切换到中文', 'More']
    const places = () =>
      Promise.all(
        controls.map(async (name) => {
          const box = await page.getByRole('button', { name, exact: true }).boundingBox()
          return [box?.x, box?.y]
        }),
      )
    await expect(page.getByRole('button', { name: 'Next key moment' })).toHaveCount(0)
    const before = await places()
    // Above the invitations, which go with it: only what lies below them on a phone comes nearer.
    await page.getByRole('button', { name: 'Show everything' }).click()
    await expect(page.getByRole('button', { name: 'Next key moment' })).toBeVisible()
    const after = await places()
    if (width === 1280) expect(after).toEqual(before)
    else expect(after.map(([x]) => x)).toEqual(before.map(([x]) => x))
    await context.close()
  })
}
