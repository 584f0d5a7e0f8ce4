// The charts: opened, read, pointed at, zoomed by pointer and by keys, taken away as a table; in both languages.
import { readFile } from 'node:fs/promises'
import AxeBuilder from '@axe-core/playwright'
import { openRun, shownMs } from './openRun'
import { expect, type Page, test } from './page'

const surface = (page: Page) => page.locator('.charts-surface')

/** A run with a dead Master, paused after 25 s, charts open. */
async function openCharts(page: Page, name: string): Promise<void> {
  await openRun(page, 'preset=article&do=kill+broker-a/master+@4000&t=25000')
  await page.getByRole('button', { name, exact: true }).click()
  await expect(surface(page)).toBeVisible()
}

const at = async (page: Page, share: number) => {
  const box = await surface(page).boundingBox()
  if (!box) throw new Error('the charts have no place')
  return { x: box.x + box.width * share, y: box.y + box.height / 2 }
}

/** What the slider of the charts says of the moment. */
const said = async (page: Page): Promise<string> => (await surface(page).getAttribute('aria-valuetext')) ?? ''

test.describe('in English', () => {
  test.use({ locale: 'en-US', viewport: { width: 1600, height: 1000 } })

  test('all three charts stand on the axis of the timeline, to the pixel', async ({ page }) => {
    await openCharts(page, 'Charts')
    for (const name of ['Sends per second', 'Latency of send()', 'Share of copies']) {
      await expect(page.locator('.chart-title', { hasText: name })).toBeVisible()
    }
    const [plot, charts] = await Promise.all([
      page.locator('.timeline-plot').boundingBox(),
      surface(page).boundingBox(),
    ])
    expect(Math.abs((plot?.x ?? 0) - (charts?.x ?? 99))).toBeLessThan(0.6)
    expect(Math.abs((plot?.width ?? 0) - (charts?.width ?? 99))).toBeLessThan(2)
    const [playhead, veil] = await Promise.all([
      page.locator('.playhead').boundingBox(),
      page.locator('.charts-veil').boundingBox(),
    ])
    expect(Math.abs((playhead?.x ?? 0) - (veil?.x ?? 99))).toBeLessThan(1.1)
    await expect(page.locator('path[data-series="storedFirstTry"]')).toHaveAttribute('d', /^M/)
    await expect(page.locator('path[data-series="storedAfterRetry"]')).toHaveAttribute('d', /^M/)
    await expect(page.locator('path[data-series="p50"]')).toHaveAttribute('d', /^M/)
    await expect(page.locator('path[data-series="broker-b"]')).toHaveAttribute('d', /^M/)
  })

  test('pointing shows one moment in the charts and on the timeline, and a click goes there', async ({ page }) => {
    await openCharts(page, 'Charts')
    const before = await shownMs(page)
    const place = await at(page, 0.1)
    await page.mouse.move(place.x, place.y)
    const lines = page.locator('.hair-line')
    await expect(lines).toHaveCount(2)
    for (const line of await lines.all()) {
      await expect(line).toBeVisible()
      expect(Math.abs(((await line.boundingBox())?.x ?? 0) - place.x)).toBeLessThan(2)
    }
    expect(await shownMs(page)).toBe(before)
    const spoken = await said(page)
    expect(spoken).toMatch(/first try \d+; after retry \d+; failed \d+; .*broker-a .*broker-b /)
    await page.mouse.click(place.x, place.y)
    await expect.poll(() => shownMs(page)).toBeLessThan(before / 2)
    // The timeline points at the same moment for the charts.
    const plot = await page.locator('.scrubber').boundingBox()
    if (!plot) throw new Error('the timeline has no place')
    await page.mouse.move(plot.x + plot.width * 0.05, plot.y + plot.height / 2)
    await expect.poll(() => said(page)).not.toBe(spoken)
  })

  test('dragging across a stretch zooms timeline and charts, and one button shows everything again', async ({
    page,
  }) => {
    await openCharts(page, 'Charts')
    const showAll = page.getByRole('button', { name: 'Show all' })
    await expect(showAll).toBeDisabled()
    const axis = () => page.locator('.timeline-foot .axis-text').allTextContents()
    const whole = await axis()
    const [from, to] = [await at(page, 0.1), await at(page, 0.3)]
    await page.mouse.move(from.x, from.y)
    await page.mouse.down()
    await page.mouse.move(to.x, to.y, { steps: 6 })
    await expect(page.locator('.charts-stretch')).toBeVisible()
    await page.mouse.up()
    await expect(page.locator('.charts-stretch')).toHaveCount(0)
    await expect.poll(axis).not.toEqual(whole)
    await expect(showAll).toBeEnabled()
    await showAll.click()
    await expect.poll(axis).toEqual(whole)
  })

  test('the keys do all that the pointer does', async ({ page }) => {
    await openCharts(page, 'Charts')
    const before = await shownMs(page)
    await surface(page).focus()
    await page.keyboard.press('Home')
    expect(await said(page)).toMatch(/^00:00/)
    await page.keyboard.press('ArrowRight')
    await page.keyboard.press('ArrowRight')
    expect(await shownMs(page)).toBe(before)
    await page.keyboard.press('Enter')
    await expect.poll(() => shownMs(page)).toBeLessThan(before)
    const axis = () => page.locator('.timeline-foot .axis-text').allTextContents()
    const whole = await axis()
    for (let presses = 0; presses < 4; presses++) await page.keyboard.press('Shift+ArrowRight')
    await expect(page.locator('.charts-stretch')).toBeVisible()
    await page.keyboard.press('Escape')
    await expect(page.locator('.charts-stretch')).toHaveCount(0)
    for (let presses = 0; presses < 4; presses++) await page.keyboard.press('Shift+ArrowRight')
    await page.keyboard.press('Enter')
    await expect.poll(axis).not.toEqual(whole)
  })

  test('the figures can be copied and downloaded, and hold what the totals say', async ({ page, context }) => {
    await context.grantPermissions(['clipboard-read', 'clipboard-write'])
    await openCharts(page, 'Charts')
    await page.getByRole('button', { name: 'CSV' }).click()
    await page.getByRole('menuitem', { name: 'Copy' }).first().click()
    await expect(page.getByText(/rows copied/)).toBeVisible()
    const copied = await page.evaluate(() => navigator.clipboard.readText())
    const [head, ...rows] = copied.trim().split(/\r?\n/)
    expect(head).toMatch(/^from_ms,to_ms,stored_first_try,stored_after_retry,failed,/)
    const stored = rows.reduce((sum, row) => sum + Number(row.split(',')[2]) + Number(row.split(',')[3]), 0)
    const totals = (await page.getByRole('region', { name: 'Counters' }).textContent()) ?? ''
    expect(stored).toBe(Number(/ok\s*([\d,]+)/.exec(totals)?.[1].replaceAll(',', '')))
    await page.getByRole('button', { name: 'CSV' }).click()
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('menuitem', { name: 'Download' }).last().click(),
    ])
    expect(download.suggestedFilename()).toMatch(/^rocketscope-messages-\d+-\d+\.csv$/)
    const calls = (await readFile(await download.path(), 'utf8')).trim().split('\r\n')
    expect(calls[0]).toMatch(/^message,producer,thread,/)
    expect(calls.filter((row) => row.includes(',stored'))).toHaveLength(stored)
  })

  test('a low window shows one chart at a time; the choice and the open charts survive a reload', async ({ page }) => {
    await page.setViewportSize({ width: 1280, height: 720 })
    await openCharts(page, 'Charts')
    await expect(page.locator('.chart-legend')).toHaveCount(1)
    await page.getByRole('button', { name: 'Share of copies' }).click()
    await page.getByRole('group', { name: 'Share by' }).getByRole('button', { name: 'queue' }).click()
    await expect(page.locator('.chart-legend')).toContainText('broker-b q1')
    await page.reload()
    await expect(page.locator('.chart-legend')).toContainText('broker-b q1')
    await page.getByRole('button', { name: 'Charts', exact: true }).click()
    await expect(surface(page)).toHaveCount(0)
    await page.reload()
    await expect(page.getByRole('timer')).toBeVisible()
    await expect(surface(page)).toHaveCount(0)
  })

  test('the open charts have no accessibility violations', async ({ page }) => {
    await openCharts(page, 'Charts')
    const { violations } = await new AxeBuilder({ page }).include('.charts').analyze()
    expect(violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' ')}`)).toEqual([])
  })
})

test.describe('in Chinese, on a phone', () => {
  test.use({ locale: 'zh-CN', viewport: { width: 390, height: 844 }, hasTouch: true })

  test('三张图都在时间轴下面，轻点跳到那一刻，页面不横向滚动', async ({ page }) => {
    await openCharts(page, '图表')
    await expect(page.locator('.chart-legend')).toHaveCount(3)
    await expect(page.locator('.charts')).toContainText('首次即成功')
    await expect(page.locator('.charts')).toContainText('成败都计')
    expect(await said(page)).toMatch(/首次即成功 \d+；重试后成功 \d+；失败 \d+/)
    const before = await shownMs(page)
    await surface(page).scrollIntoViewIfNeeded()
    const place = await at(page, 0.1)
    await page.touchscreen.tap(place.x, place.y)
    await expect.poll(() => shownMs(page)).toBeLessThan(before)
    const wider = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth)
    expect(wider).toBeLessThanOrEqual(0)
  })
})
