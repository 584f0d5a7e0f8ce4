// Names from outside may be long, of wide letters, and without a place to break: they stay in their places, and nothing beside
// them is pushed out of sight.
import { expect, type Page, test } from '@playwright/test'
import { releaseUnless } from './releaseUnless'

/** What stands outside of the box that shows it, or is cut without a sign; and a page wider than its window. */
function outside(): string[] {
  const found: string[] = []
  if ((document.scrollingElement?.scrollWidth ?? 0) > innerWidth + 1) found.push('the page is wider than its window')
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT)
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    const element = node.parentElement as Element
    if (!node.nodeValue?.trim() || element.closest('.sr-only, option')) continue
    if (!element.checkVisibility({ visibilityProperty: true, opacityProperty: true })) continue
    const range = document.createRange()
    range.selectNodeContents(node)
    const own = range.getBoundingClientRect()
    if (own.width < 2 || own.height < 2) continue
    const note = (what: string) =>
      found.push(`${what}: "${node?.nodeValue?.slice(0, 20)}" in ${element.className || element.tagName}`)
    const svg = element.closest('svg')
    if (svg) {
      // A word of the stage stays in the smallest card that it begins in.
      const middle = (own.top + own.bottom) / 2
      const cards = [...svg.querySelectorAll('rect')]
        .map((rect) => rect.getBoundingClientRect())
        .filter(({ left, right, top, bottom, width, height }) => {
          const begins = left <= own.left + 4 && right >= own.left && top <= middle && bottom >= middle
          return begins && width > 24 && height > 10
        })
        .sort((one, other) => one.width * one.height - other.width * other.height)
      const card = cards[0] ?? svg.getBoundingClientRect()
      if (own.right > card.right + 2) note('outside of its card')
      continue
    }
    let box: Element | null = element
    while (box && getComputedStyle(box).overflowX === 'visible') box = box.parentElement
    const edge = box?.getBoundingClientRect() ?? new DOMRect(0, 0, innerWidth, 0)
    if (own.right <= edge.right + 1.5 && own.left >= edge.left - 1.5) continue
    const style = box && getComputedStyle(box)
    if (style && (style.textOverflow === 'ellipsis' || style.clipPath !== 'none')) continue
    note('outside of its box')
  }
  return found
}

const expectInside = async (page: Page, where: string) => expect(await page.evaluate(outside), where).toEqual([])

for (const [kind, stem] of Object.entries({ 'wide letters': 'W'.repeat(63), emoji: '😀'.repeat(31) })) {
  for (const [width, height] of [
    [1280, 720],
    [390, 844],
  ] as const) {
    test.describe(`${kind} at ${width} x ${height}`, releaseUnless(kind === 'wide letters' && width === 390), () => {
      test.use({ locale: 'en-US', viewport: { width, height } })

      test('stay in their places on the stage, the timeline, in every panel, dialog and comparison', async ({
        page,
      }) => {
        const names = [1, 2, 3].map((number) => `${stem}${number}`)
        const scenario = { preset: 'W'.repeat(64), topic: 'W'.repeat(127), settings: {} }
        const text = JSON.stringify({
          format: 'rocketscope-run',
          version: 1,
          input: {
            scenario: { ...scenario, brokerGroups: names.map((brokerName) => ({ brokerName })) },
            seed: 1,
            actions: [
              { atMs: 4000, type: 'kill', target: `${names[0]}/master` },
              { atMs: 4500, type: 'freeze', target: `${names[1]}/master` },
            ],
          },
          view: { tMs: 7400 },
        })
        await page.goto('/#v=1&preset=article&t=3000&lang=en')
        await expect(page.getByRole('timer')).toBeVisible()
        await page.evaluate((content) => {
          const dataTransfer = new DataTransfer()
          dataTransfer.items.add(new File([content], `${'W'.repeat(200)}.json`))
          document.body.dispatchEvent(new DragEvent('drop', { dataTransfer, bubbles: true, cancelable: true }))
        }, text)
        await expect(page.getByRole('timer')).toHaveText('00:07.400')
        if (await page.getByRole('dialog').count()) await page.keyboard.press('Escape')
        await expect(page.locator('.lane-name').first()).toHaveAttribute('title', names[0] as string)
        for (const [tab, there] of [
          ['Why', '.look, .budget-line'],
          ['Log', '.log-line'],
          ['Settings', '.setting'],
        ] as const) {
          await page.getByRole('tab', { name: tab }).click()
          await expect(page.locator(there).first()).toBeVisible()
          await expectInside(page, tab)
        }
        await page.locator('.action-mark').first().focus()
        await page.keyboard.press('Enter')
        await expect(page.getByRole('dialog')).toBeVisible()
        await expectInside(page, 'the form of a mark')
        await page.keyboard.press('Escape')
        await page.getByRole('button', { name: 'Charts', exact: true }).click()
        await page
          .getByRole('button', { name: /^Compare/ })
          .first()
          .click()
        await page.getByRole('dialog').getByRole('button').first().click()
        await expect(page.locator('.verdict-table')).toBeVisible()
        await expectInside(page, 'the comparison')
      })
    })
  }
}
