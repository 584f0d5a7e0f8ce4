// What a node may suffer from stands in nobody's way on the stage; what it does is held by src/ui/stage/nodeMenu.test.tsx.
import AxeBuilder from '@axe-core/playwright'
import { openRun } from './openRun'
import { expect, test } from './page'

test.use({ locale: 'en-US', colorScheme: 'dark', viewport: { width: 1280, height: 720 } })

test('an overload and a cut link, the menu that ends them, and the time budget are accessible', async ({ page }) => {
  const { master, menu } = {
    master: page.getByRole('main').getByRole('button', { name: /Master of broker-a \(n0\)/ }),
    menu: page.getByRole('menu'),
  }
  await openRun(page, 'preset=article&t=1500')
  for (const name of ['Overload (queue too long)', 'Cut the link to the producer']) {
    await master.click()
    await menu.getByRole('menuitem', { name }).click()
    await expect(menu).toBeHidden()
  }
  await expect(page.getByRole('main').getByText('link cut', { exact: true })).toBeVisible()
  await master.click()
  await expect(menu).toBeVisible()
  const look = await new AxeBuilder({ page }).include('.stage').include('[role=menu]').include('.budget').analyze()
  expect(look.violations.map((v) => `${v.id}: ${v.nodes[0].html}`)).toEqual([])
})
