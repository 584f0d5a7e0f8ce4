// The moment of the route polls can be moved on the timeline with the pointer; by key: src/ui/timeline/editing.test.tsx.

import { openRun, shownTime } from './openRun'
import { expect, test } from './page'

test('the next route poll can be dragged; the playhead stays', async ({ page }) => {
  await openRun(page, 'preset=article&t=2500')
  const clock = page.getByRole('timer')
  const before = await shownTime(page)
  const poll = page.getByRole('slider', { name: /moves all route polls/ })
  await expect(poll).toHaveAttribute('aria-valuenow', '10')
  const box = await poll.boundingBox()
  if (!box) throw new Error('the handle has no place')
  await page.mouse.move(box.x + 12, box.y + 12)
  await page.mouse.down()
  await page.mouse.move(box.x + 92, box.y + 12, { steps: 4 })
  await page.mouse.up()
  await expect.poll(async () => Number(await poll.getAttribute('aria-valuenow'))).toBeGreaterThan(600)
  await expect(clock).toHaveText(before)
})
