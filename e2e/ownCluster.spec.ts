// The dialog of a person's own cluster fits and is accessible; what it reads is held by src/ui/ownCluster.test.tsx.
import AxeBuilder from '@axe-core/playwright'
import { openRun } from './openRun'
import { expect, test } from './page'

test.use({ locale: 'en-US' })

for (const [colorScheme, viewport] of [
  ['dark', { width: 1280, height: 720 }],
  ['light', { width: 390, height: 844 }],
] as const) {
  test(`the dialog is accessible and fits, ${colorScheme}, ${viewport.width} wide`, async ({ page }) => {
    await page.setViewportSize(viewport)
    await page.emulateMedia({ colorScheme })
    await openRun(page, 'preset=article&t=1500')
    await page.getByRole('banner').getByRole('button', { name: 'Share' }).click()
    await page.getByRole('menuitem', { name: 'Your own cluster…' }).click()
    const dialog = page.getByRole('dialog')
    await dialog.getByRole('button', { name: 'All together' }).click()
    await dialog.getByRole('textbox').fill(`${await dialog.getByRole('textbox').inputValue()}\nno such thing`)
    await expect(dialog).toContainText('Not understood')
    const { violations } = await new AxeBuilder({ page }).include('dialog').analyze()
    expect(violations.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.html).join(' ')}`)).toEqual([])
    const wider = await dialog.evaluate((element) => element.scrollWidth - element.clientWidth)
    expect(wider).toBeLessThanOrEqual(0)
    await expect(dialog.getByRole('button', { name: 'Show my cluster' })).toBeInViewport({ ratio: 1 })
  })
}
