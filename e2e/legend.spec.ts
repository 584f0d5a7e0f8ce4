// The legend of the timeline is accessible on a laptop and on a phone; how it opens is held by src/ui/timeline/editing.test.tsx.
import AxeBuilder from '@axe-core/playwright'
import { openRun } from './openRun'
import { expect, test } from './page'

test.use({ locale: 'zh-CN' })

test('the legend is accessible, 1280 and 390 wide', async ({ page }) => {
  await openRun(page, 'preset=article&t=1500')
  for (const viewport of [
    { width: 1280, height: 720 },
    { width: 390, height: 844 },
  ]) {
    await page.setViewportSize(viewport)
    await page.getByRole('button', { name: '时间轴图例' }).click()
    const legend = page.getByRole('dialog', { name: '时间轴图例' })
    await expect(legend).toContainText('规避窗口')
    const { violations } = await new AxeBuilder({ page }).include('[role="dialog"]').analyze()
    expect(violations.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.html).join(' ')}`)).toEqual([])
    await page.keyboard.press('Escape')
    await expect(legend).toBeHidden()
  }
})
