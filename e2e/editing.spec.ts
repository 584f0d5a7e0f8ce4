// Actions as objects on the timeline: dragged, moved and copied by key, edited in a form, deleted; and what the axis offers.
import AxeBuilder from '@axe-core/playwright'
import { expect, type Locator, type Page, test } from '@playwright/test'
import { openRun, shownTime } from './openRun'

const TEXTS = {
  'en-US': {
    actions: 'Actions',
    kill: /^kill -9 broker-a at ([\d.]+) s/,
    planned: /still to come/,
    time: 'Time (s)',
    apply: 'Apply',
    wrong: /Give the time in seconds/,
    copy: 'Copy to the playhead',
    remove: 'Delete',
    undo: /^Undo: move kill -9 broker-a from [\d.]+ s to [\d.]+ s$/,
    menu: 'Stop here',
    sign: /^Remove the stop at/,
    playhead: 'Playhead',
  },
  'zh-CN': {
    actions: '操作',
    kill: /^([\d.]+) 秒 kill -9 broker-a/,
    planned: /还没到/,
    time: '时间（秒）',
    apply: '应用',
    wrong: /时间要写成秒数/,
    copy: '复制到播放位置',
    remove: '删除',
    undo: /^撤销：kill -9 broker-a 从 [\d.]+ 秒移到 [\d.]+ 秒$/,
    menu: '播到这里停',
    sign: /^取消 .+ 处的断点$/,
    playhead: '播放位置',
  },
} as const

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

for (const locale of ['en-US', 'zh-CN'] as const) {
  const texts = TEXTS[locale]
  test.describe(locale, () => {
    test.use({ locale })

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

    test('by keys alone: moved, typed, copied, deleted; a wrong time is said and changes nothing', async ({ page }) => {
      await killed(page)
      const actions = kept(page)
      const times = async () => (await actions()).map(({ atMs }) => atMs)
      const mark = page.getByRole('button', { name: texts.kill }).first()
      await expect(mark).toBeVisible()
      const [start = 0] = await times()
      await mark.press('ArrowRight')
      await expect.poll(times).toEqual([start + 100])
      await mark.press('Shift+ArrowRight')
      await expect.poll(times).toEqual([start + 1100])
      await expect(mark).toBeFocused()
      await expect(mark).toHaveAccessibleName(texts.planned)
      await mark.press('Enter')
      const form = page.getByRole('dialog')
      const time = form.getByLabel(texts.time)
      await expect(time).toBeFocused()
      await time.fill('soon')
      await time.press('Enter')
      await expect(form.getByRole('alert')).toHaveText(texts.wrong)
      expect(await times()).toEqual([start + 1100])
      await time.fill('1:02.5')
      await time.press('Enter')
      await expect.poll(times).toEqual([62_500])
      await form.getByLabel(texts.time).fill('2.25')
      await form.getByLabel(texts.time).press('Enter')
      await expect.poll(times).toEqual([2250])
      await page.keyboard.press('Escape')
      await expect(form).toBeHidden()
      await expect(mark).toBeFocused()
      await mark.press('ControlOrMeta+d')
      await expect.poll(times).toEqual([2250, 7250])
      const marks = page.getByRole('group', { name: texts.actions }).getByRole('button')
      await expect(marks.nth(1)).toBeFocused()
      await marks.nth(1).press('Delete')
      await expect.poll(times).toEqual([2250])
      await expect(marks.first()).toBeFocused()
      await page.keyboard.press('ControlOrMeta+z')
      await expect.poll(times).toEqual([2250, 7250])
    })

    test('the form copies to the playhead and deletes, and passes the accessibility check', async ({ page }) => {
      await killed(page)
      const actions = kept(page)
      await expect.poll(async () => (await actions()).length).toBe(1)
      await page.keyboard.press('Home')
      await page.getByRole('button', { name: texts.kill }).click()
      const form = page.getByRole('dialog')
      await expect(form).toBeVisible()
      const { violations } = await new AxeBuilder({ page }).include('.edit-box').include('.timeline').analyze()
      expect(violations.map(({ id }) => id)).toEqual([])
      await form.getByRole('button', { name: texts.copy }).click()
      await expect.poll(async () => (await actions())[0]?.atMs).toBe(0)
      await page.getByRole('button', { name: texts.kill }).first().click()
      await form.getByRole('button', { name: texts.remove }).click()
      await expect.poll(async () => (await actions()).length).toBe(1)
    })

    test('a moment of the axis offers a stop, by mouse and by key', async ({ page }) => {
      await killed(page)
      const scrubber = page.getByRole('slider', { name: texts.playhead })
      const box = await scrubber.boundingBox()
      if (!box) throw new Error('the timeline has no place')
      await page.mouse.click(box.x + box.width * 0.8, box.y + box.height + 30, { button: 'right' })
      await page.getByRole('menuitem', { name: texts.menu }).click()
      const signs = page.getByRole('button', { name: texts.sign })
      await expect(signs).toHaveCount(1)
      await scrubber.focus()
      await page.keyboard.press('Enter')
      await expect(page.getByRole('menu')).toBeVisible()
      await page.keyboard.press('ArrowDown')
      await page.keyboard.press('Enter')
      await expect(signs).toHaveCount(2)
      await signs.first().click()
      await signs.first().click()
      await expect(signs).toHaveCount(0)
    })
  })
}
