// How a story begins. A link holds the run and the moment, so that there is nothing to wait for but the page itself.
import { expect, type Page } from '@playwright/test'

/**
 * Opens the page on a run and a moment of it, paused and ready for keys.
 *
 * @param parts - what stands behind "#v=1&" in a link, as in docs/link-format.md
 */
export async function openRun(page: Page, parts: string): Promise<void> {
  await page.goto(`/#v=1&${parts}`)
  await expect(page.getByRole('timer')).toBeVisible()
}

/** What the clock shows once it has been drawn: the picture follows what moves it a frame later. */
export async function shownTime(page: Page): Promise<string> {
  await page.evaluate(() => new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve))))
  return await page.getByRole('timer').innerText()
}

/** The same in ms of virtual time. */
export async function shownMs(page: Page): Promise<number> {
  const [minutes, seconds] = (await shownTime(page)).split(':')
  return Math.round(Number(minutes) * 60_000 + Number(seconds) * 1000)
}

/** Chooses from the menu of what is one press away, in either language. */
export async function chooseMore(page: Page, name: string | RegExp): Promise<void> {
  await page.getByRole('button', { name: /^(More|更多)$/ }).click()
  await page.getByRole('menuitem', { name }).click()
}
