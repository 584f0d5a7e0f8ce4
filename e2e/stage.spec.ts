// The stage: breaking things on it with mouse and finger, and words that never overlap; keys are held by src/ui/page.test.tsx.
import AxeBuilder from '@axe-core/playwright'
import { openRun } from './openRun'
import { expect, type Page, test } from './page'
import { releaseUnless } from './releaseUnless'

test.use({ locale: 'en-US', colorScheme: 'dark' })

const stage = (page: Page) => page.getByRole('main')
const node = (page: Page, group: string, index: number) =>
  stage(page).getByRole('button', { name: new RegExp(`of ${group} \\(n${index}\\)`) })

/** Paused with some messages stored. */
const openPaused = (page: Page) => openRun(page, 'preset=article&t=1500')

/** Everything wrong with the words on the stage: outside it, cut, or over each other. */
async function wordTrouble(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const scene = document.querySelector('.stage-scene')
    if (!scene) return ['no stage']
    const bounds = scene.getBoundingClientRect()
    const texts = [...scene.querySelectorAll('svg[role=img] text')].map((element) => ({
      words: element.textContent ?? '',
      size: Number(element.getAttribute('font-size')),
      box: element.getBoundingClientRect(),
    }))
    const trouble: string[] = []
    for (const { words, size, box } of texts) {
      if (box.left < bounds.left - 1 || box.right > bounds.right + 1) trouble.push(`leaves the stage: ${words}`)
      // A long index is shortened on purpose, from the front.
      if (words.endsWith('…')) trouble.push(`cut: ${words}`)
      if (size < 9) trouble.push(`too small: ${words}`)
    }
    for (let i = 0; i < texts.length; i++) {
      for (let j = i + 1; j < texts.length; j++) {
        const a = texts[i].box
        const b = texts[j].box
        const across = Math.min(a.right, b.right) - Math.max(a.left, b.left)
        const down = Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top)
        // Boxes of text are higher than its letters.
        if (across > 1 && down > Math.min(a.height, b.height) * 0.45) {
          trouble.push(`"${texts[i].words}" over "${texts[j].words}"`)
        }
      }
    }
    return trouble
  })
}

test('two clicks kill the Master, and the invitation to do so is gone for good', async ({ page }) => {
  await openPaused(page)
  await expect(stage(page).getByText(/^Kill( it)?$/)).toBeVisible()
  await node(page, 'broker-a', 0).click()
  const menu = page.getByRole('menu')
  await expect(menu.getByRole('menuitem').first()).toContainText('Kill')
  await menu.getByRole('menuitem').first().click()
  await expect(menu).toBeHidden()
  await expect(node(page, 'broker-a', 0)).toHaveAccessibleName(/down/)
  await expect(stage(page).getByText('no Master').first()).toBeVisible()
  await expect(stage(page).getByText(/^Kill( it)?$/)).toBeHidden()
})

for (const [width, height] of [
  [390, 844],
  [960, 600],
  [1280, 720],
  [1920, 1080],
]) {
  test(
    `no words overlap, leave the stage or are cut at ${width} x ${height}, in both languages`,
    releaseUnless(width === 390 || width === 1280),
    async ({ page }) => {
      await page.setViewportSize({ width, height })
      const trouble: string[] = []
      for (const preset of width === 390 ? ['article'] : ['article', 'large', '2m-2s-async']) {
        // At rest with a dead Master, with attempts on it under way, and when it is avoided.
        for (const afterMs of [0, 700, 1900]) {
          await openRun(page, `preset=${preset}&do=kill+broker-a/master+@3000&t=${3000 + afterMs}`)
          for (let language = 0; language < 2; language++) {
            for (const found of await wordTrouble(page)) trouble.push(`${preset} after ${afterMs} ms: ${found}`)
            const before = await page.locator('html').getAttribute('lang')
            await page.keyboard.press('l')
            await expect(page.locator('html')).not.toHaveAttribute('lang', before ?? '')
          }
        }
      }
      expect(trouble).toEqual([])
    },
  )
}

for (const theme of ['dark', 'light'] as const) {
  test(
    `nothing on the ${theme} stage or in its menu stands in anybody's way`,
    releaseUnless(theme === 'dark'),
    async ({ page }) => {
      await page.emulateMedia({ colorScheme: theme })
      await openPaused(page)
      await node(page, 'broker-a', 0).focus()
      await page.keyboard.press('Delete')
      await node(page, 'broker-b', 0).click()
      await expect(page.getByRole('menu')).toBeVisible()
      const result = await new AxeBuilder({ page }).include('.stage').include('[role=menu]').analyze()
      expect(result.violations.map((v) => `${v.id}: ${v.nodes[0].html}`)).toEqual([])
    },
  )
}

test.describe('on a phone', () => {
  test.use({ viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true, locale: 'zh-CN' })
  test('a finger kills, and nothing scrolls sideways', async ({ page }) => {
    await openPaused(page)
    const master = page.getByRole('main').getByRole('button', { name: /broker-a 的 Master（n0）/ })
    await master.tap()
    await page.getByRole('menuitem').first().tap()
    await expect(page.getByRole('main').getByRole('button', { name: /broker-a 的 .*（n0），宕机/ })).toBeVisible()
    expect(await page.evaluate(() => document.documentElement.scrollWidth <= window.innerWidth)).toBe(true)
    const small = await page.evaluate(
      () =>
        [...document.querySelectorAll('.stage-buttons button')].filter((b) => {
          const { width, height } = b.getBoundingClientRect()
          return width < 24 || height < 24
        }).length,
    )
    expect(small).toBe(0)
  })
})

test('with reduced motion nothing on the stage is animated', async ({ page }) => {
  await page.emulateMedia({ reducedMotion: 'reduce' })
  await openPaused(page)
  const running = await page.evaluate(() => document.querySelector('.stage')?.getAnimations({ subtree: true }).length)
  expect(running).toBe(0)
})
