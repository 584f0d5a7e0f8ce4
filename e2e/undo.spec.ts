// Every change can be taken back and done again: by button, by key, after a reload. What acting in the past takes away is
// kept as a branch, and can be done after the new action nevertheless.
import { expect, type Page, test } from '@playwright/test'
import { openRun } from './openRun'

const TEXTS = {
  'en-US': {
    undoKill: /^Undo: kill -9 broker-a at [\d.]+ s$/,
    redoKill: /^Redo: kill -9 broker-a at [\d.]+ s$/,
    nothing: 'Nothing to undo',
    undoPreset: /^Undo: scenario The article · avoidance off$/,
    preset: 'Scenario',
    undo: 'Undo',
    keepLater: 'Keep the later actions too',
    branches: /^Branches/,
    before: /^before: kill -9 broker-a/,
    name: 'Name of the branch',
    keep: 'Keep the present one',
    deleteNamed: 'Delete calm',
    bringBack: 'Bring back',
  },
  'zh-CN': {
    undoKill: /^撤销：[\d.]+ 秒 kill -9 broker-a$/,
    redoKill: /^重做：[\d.]+ 秒 kill -9 broker-a$/,
    nothing: '没有可撤销的改动',
    undoPreset: /^撤销：换场景文章里的集群 · 规避关$/,
    preset: '场景',
    undo: '撤销',
    keepLater: '之后的操作也保留',
    branches: /^分支/,
    before: /^此前：[\d.]+ 秒 kill -9 broker-a/,
    name: '分支名',
    keep: '留下现在这个',
    deleteNamed: '删除“calm”',
    bringBack: '恢复',
  },
} as const

const kept = (page: Page) => (): Promise<{ atMs: number; type: string }[]> =>
  page.evaluate(() => JSON.parse(sessionStorage.getItem('rocketscope.run') ?? '{}').input?.actions ?? [])

async function pausedAfter2s(page: Page): Promise<void> {
  await openRun(page, 'preset=article&t=2500')
}

for (const locale of ['en-US', 'zh-CN'] as const) {
  const texts = TEXTS[locale]
  test.describe(locale, () => {
    test.use({ locale })

    test('what a new action in the past took away is undone at once, or kept after it', async ({ page }) => {
      await pausedAfter2s(page)
      const actions = kept(page)
      await page.keyboard.press('k')
      await expect.poll(async () => (await actions()).length).toBe(1)
      const [first] = await actions()
      const killEarlier = async () => {
        await page.keyboard.press('Home')
        await page.keyboard.press(']')
        await page.keyboard.press('k')
        await expect.poll(async () => (await actions())[0]?.atMs).toBeLessThan(first?.atMs ?? 0)
      }
      await killEarlier()
      const notice = page.locator('.notice')
      await notice.getByRole('button', { name: texts.undo }).click()
      await expect.poll(actions).toEqual([first])
      await killEarlier()
      await notice.getByRole('button', { name: texts.keepLater }).click()
      await expect.poll(async () => (await actions()).map(({ type }) => type)).toEqual(['kill', 'kill'])
      expect((await actions())[1]).toEqual(first)
    })

    test('undo and redo by key and by button name what they change, and survive a reload', async ({ page }) => {
      await pausedAfter2s(page)
      const actions = kept(page)
      await page.keyboard.press('k')
      await expect(page.getByRole('button', { name: texts.undoKill })).toBeVisible()
      await page.getByLabel(texts.preset, { exact: true }).selectOption('article-off')
      await expect(page.getByRole('button', { name: texts.undoPreset })).toBeVisible()
      await page.keyboard.press('ControlOrMeta+z')
      await expect.poll(async () => (await actions()).length).toBe(1)
      await page.reload()
      await page.getByRole('button', { name: texts.undoKill }).click()
      await expect.poll(actions).toEqual([])
      await page.getByRole('button', { name: texts.redoKill }).click()
      await expect.poll(async () => (await actions()).length).toBe(1)
      await page.keyboard.press('ControlOrMeta+z')
      await expect.poll(actions).toEqual([])
      await page.keyboard.press('ControlOrMeta+Shift+z')
      await expect.poll(async () => (await actions()).length).toBe(1)
      await page.keyboard.press('ControlOrMeta+z')
      await page.keyboard.press('Control+y')
      await expect.poll(async () => (await actions()).length).toBe(1)
      await page.getByRole('button', { name: texts.undoKill }).click()
      await expect(page.getByRole('button', { name: texts.nothing })).toBeFocused()
    })

    test('branches keep a future: by themselves, by name, over a reload, and back again by key alone', async ({
      page,
    }) => {
      await pausedAfter2s(page)
      const actions = kept(page)
      await page.keyboard.press('k')
      await expect.poll(async () => (await actions()).length).toBe(1)
      const [first] = await actions()
      await page.keyboard.press('Home')
      await page.keyboard.press('k')
      await expect.poll(async () => (await actions())[0]?.atMs).toBe(0)
      await page.getByRole('button', { name: texts.branches }).press('Enter')
      const list = page.getByRole('dialog')
      await list.getByLabel(texts.name).fill('calm')
      await list.getByRole('button', { name: texts.keep }).press('Enter')
      await expect(list.getByRole('listitem')).toHaveCount(2)
      await list.getByRole('button', { name: texts.before }).press('Enter')
      await expect.poll(actions).toEqual([first])
      await page.keyboard.press('Escape')
      await expect(list).toBeHidden()
      await page.reload()
      await page.getByRole('button', { name: texts.branches }).click()
      await list.getByRole('button', { name: texts.deleteNamed }).click()
      await expect(list.getByRole('listitem')).toHaveCount(1)
      await list.getByRole('button', { name: texts.bringBack }).click()
      await list.getByRole('button', { name: /^calm/ }).click()
      await expect.poll(async () => (await actions())[0]?.atMs).toBe(0)
    })
  })
}
