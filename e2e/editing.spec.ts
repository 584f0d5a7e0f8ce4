// Actions as objects on the timeline, by mouse; keys and the form are held by src/ui/timeline/editing.test.tsx.
import AxeBuilder from '@axe-core/playwright'
import { openRun, shownTime } from './openRun'
import { expect, type Locator, type Page, test } from './page'

const texts = {
  kill: /^([\d.]+) 秒 kill -9 broker-a/,
  undo: /^撤销：kill -9 broker-a 从 [\d.]+ 秒移到 [\d.]+ 秒$/,
  menu: '播到这里停',
  sign: /^取消 .+ 处的断点$/,
  playhead: '播放位置',
}

const kept = (page: Page) => (): Promise<{ atMs: number; type: string; ms?: number }[]> =>
  page.evaluate(() => JSON.parse(sessionStorage.getItem('rocketscope.run') ?? '{}').input?.actions ?? [])

/** A run that is paused after the Master of broker-a was killed. */
async function killed(page: Page): Promise<void> {
  await openRun(page, 'preset=article&t=3500')
  await page.keyboard.press('k')
}

async function middleOf(mark: Locator): Promise<{ x: number; y: number }> {
  const box = await mark.boundingBox()
  if (!box) throw new Error('the mark has no place')
  return { x: box.x + box.width / 2, y: box.y + box.height / 2 }
}

test.use({ locale: 'zh-CN' })

test('a mark is dragged: one change, the playhead stays, Escape gives it up', async ({ page }) => {
  await killed(page)
  const actions = kept(page)
  const clock = page.getByRole('timer')
  const mark = page.getByRole('button', { name: texts.kill })
  await expect(mark).toBeVisible()
  const [first] = await actions()
  const at = await shownTime(page)
  const { x, y } = await middleOf(mark)
  await page.mouse.move(x, y)
  await page.mouse.down()
  await page.mouse.move(x - 60, y, { steps: 3 })
  await page.mouse.move(x - 40, y, { steps: 3 })
  await page.mouse.up()
  await expect.poll(async () => (await actions())[0]?.atMs).toBeLessThan((first?.atMs ?? 0) - 500)
  await expect(clock).toHaveText(at)
  await page.getByRole('button', { name: texts.undo }).click()
  await expect.poll(actions).toEqual([first])
  const again = await middleOf(mark)
  await page.mouse.move(again.x, again.y)
  await page.mouse.down()
  await page.mouse.move(again.x - 80, again.y, { steps: 3 })
  await expect.poll(async () => (await actions())[0]?.atMs).toBeLessThan(first?.atMs ?? 0)
  await page.keyboard.press('Escape')
  await expect.poll(actions).toEqual([first])
  await page.mouse.up()
})

test('the form of an action passes the accessibility check', async ({ page }) => {
  await killed(page)
  await page.getByRole('button', { name: texts.kill }).click()
  await expect(page.getByRole('dialog')).toBeVisible()
  const { violations } = await new AxeBuilder({ page }).include('.edit-box').include('.timeline').analyze()
  expect(violations.map(({ id }) => id)).toEqual([])
})

test('a moment of the axis offers a stop, by mouse', async ({ page }) => {
  await killed(page)
  const scrubber = page.getByRole('slider', { name: texts.playhead })
  const box = await scrubber.boundingBox()
  if (!box) throw new Error('the timeline has no place')
  await page.mouse.click(box.x + box.width * 0.8, box.y + box.height + 30, { button: 'right' })
  await page.getByRole('menuitem', { name: texts.menu }).click()
  const signs = page.getByRole('button', { name: texts.sign })
  await expect(signs).toHaveCount(1)
  await signs.first().click()
  await expect(signs).toHaveCount(0)
})
