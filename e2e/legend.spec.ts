// The legend of the timeline: opened by keyboard, read, closed; the focus comes back.
import AxeBuilder from '@axe-core/playwright'
import { expect, test } from '@playwright/test'

for (const [locale, name, window] of [
  ['zh-CN', '时间轴图例', '规避窗口'],
  ['en-US', 'What the marks mean', 'avoidance window'],
] as const) {
  for (const viewport of [
    { width: 1280, height: 720 },
    { width: 390, height: 844 },
  ]) {
    test(`the marks on the timeline are explained, ${locale}, ${viewport.width} wide`, async ({ browser }) => {
      const context = await browser.newContext({ locale, viewport })
      const page = await context.newPage()
      await page.goto('/')
      const button = page.getByRole('button', { name })
      await button.focus()
      await page.keyboard.press('Enter')
      const legend = page.getByRole('dialog', { name })
      await expect(legend).toContainText(window)
      await expect(legend.getByRole('listitem')).toHaveCount(18)
      const { violations } = await new AxeBuilder({ page }).include('[role="dialog"]').analyze()
      expect(violations.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.html).join(' ')}`)).toEqual([])
      await page.keyboard.press('Escape')
      await expect(legend).toBeHidden()
      await expect(button).toBeFocused()
      await button.click()
      await expect(legend).toBeVisible()
      await button.click()
      await expect(legend).toBeHidden()
      await context.close()
    })
  }
}
