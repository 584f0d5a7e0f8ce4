// An opened Broker, from a link that is at the moment: what is drawn has room, and what is picked is lit everywhere.
import AxeBuilder from '@axe-core/playwright'
import { openRun } from './openRun'
import { expect, type Page, test } from './page'

test.use({ locale: 'zh-CN', colorScheme: 'dark' })

const LINK = 'preset=2m-noslave&simulateStore=true&sendsPerPacket=1&t=2600&open=0'
const inside = (page: Page) => page.getByTestId('opened-store')

/** Words inside of the Broker that are cut, or over each other. */
const wordTrouble = (page: Page): Promise<string[]> =>
  inside(page).evaluate((store) => {
    const texts = [...store.querySelectorAll('text')]
      .filter((one) => one.closest('[clip-path]') === null)
      .map((one) => ({ words: one.textContent ?? '', box: one.getBoundingClientRect() }))
    const trouble = texts.filter(({ words }) => words.endsWith('…')).map(({ words }) => `cut: ${words}`)
    for (const [i, a] of texts.entries()) {
      for (const b of texts.slice(i + 1)) {
        const across = Math.min(a.box.right, b.box.right) - Math.max(a.box.left, b.box.left)
        const down = Math.min(a.box.bottom, b.box.bottom) - Math.max(a.box.top, b.box.top)
        if (across > 1 && down > Math.min(a.box.height, b.box.height) * 0.45) trouble.push(`${a.words} over ${b.words}`)
      }
    }
    return trouble
  })

test('a link shows the inside of a Broker at a moment, and a click on its tape picks a message', async ({ page }) => {
  await openRun(page, LINK)
  await expect(inside(page)).toContainText('发送队列')
  await expect(inside(page)).toContainText('11 条未落盘')
  expect(await wordTrouble(page)).toEqual([])

  const cell = inside(page).locator('.opened-cells [data-message="18"]')
  await cell.hover()
  const lit = inside(page).locator('[data-message="18"] > rect[stroke="var(--text)"]')
  await expect(lit).toHaveCount(2)
  await cell.click()
  await expect(page).toHaveURL(/sel=message\.18\./)
  await page.mouse.move(5, 300)
  await expect(lit).toHaveCount(2)

  const { violations } = await new AxeBuilder({ page }).include('.stage-area').analyze()
  expect(violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`)).toEqual([])

  await page.keyboard.press('Escape')
  await expect(inside(page)).toBeHidden()
  await expect(page).not.toHaveURL(/open=/)
})

test.describe('on a phone', () => {
  test.use({ viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true })
  test('it takes the whole width, and the stage scrolls to it', async ({ page }) => {
    await openRun(page, LINK)
    await expect(inside(page).getByText('CommitLog').first()).toBeInViewport()
    expect(await wordTrouble(page)).toEqual([])
  })
})
