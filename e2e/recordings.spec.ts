// A recording of a real cluster in the page: opened from the menu, with its simulation beside it, after a reload, and changed.
import { readFileSync } from 'node:fs'
import { openRun } from './openRun'
import { expect, type Page, test } from './page'

const RECORDING = '4.9.7, avoidance off: kill -9, 18 s of retries until the poll'
const mark = (page: Page) => page.getByRole('button', { name: 'Recorded on a real cluster · 4.9.7' })

test.use({ locale: 'en-US' })

async function open(page: Page): Promise<void> {
  await openRun(page, 'preset=article&t=0')
  await page.getByRole('combobox', { name: 'Scenario' }).selectOption('more')
  await page.getByRole('dialog').getByRole('button', { name: RECORDING }).click()
  await expect(mark(page)).toBeVisible()
  await page.getByRole('button', { name: /^Pause/ }).click()
}

/** The rows of figures that say how far the two are apart: name, recorded, simulated. */
const figures = (page: Page) => page.getByRole('region', { name: 'How far apart recording and simulation are' })

test('it opens like a run, says what it is, and has its simulation beside it, also after a reload', async ({
  page,
}) => {
  await open(page)
  await mark(page).click()
  const about = page.getByRole('dialog', { name: 'Recorded on a real cluster · 4.9.7' })
  await expect(about).toContainText('This is no simulation')
  await about.getByRole('button', { name: 'Compare with the simulation' }).click()
  await expect(page.getByRole('region', { name: 'B · the simulation' })).toBeVisible()
  // The address follows the run when there is time for it.
  await expect(page).toHaveURL(/&t=\d+/)
  await page.evaluate(() => {
    location.hash = location.hash.replace(/&t=\d+/, '&t=60000')
  })
  await expect(page.getByRole('timer')).toHaveText('01:00.000')
  await expect(figures(page).getByRole('row', { name: /connectRefused/ })).toContainText('175')
  await page.reload()
  await expect(page.getByRole('region', { name: 'B · the simulation' })).toBeVisible()
  await expect(mark(page)).toBeVisible()
  await expect(page.getByRole('timer')).toHaveText('01:00.000')
})

test('what is done in it is simulated, which is said and can be taken back', async ({ page }) => {
  await open(page)
  await page.keyboard.press('k')
  await expect(page.getByText('What happened cannot be changed')).toBeVisible()
  await expect(mark(page)).toHaveCount(0)
  await page.getByRole('button', { name: 'Undo', exact: true }).first().click()
  await expect(mark(page)).toBeVisible()
})

test('a broken file is named, and a whole one opens and is there after a reload', async ({ page }) => {
  await open(page)
  const file = (text: string) => ({ name: 'recording.json', mimeType: 'application/json', buffer: Buffer.from(text) })
  const choose = async (text: string) => {
    await page.getByRole('button', { name: /Share/ }).click()
    const chooser = page.waitForEvent('filechooser')
    await page.getByRole('menuitem', { name: /Open/ }).click()
    await (await chooser).setFiles(file(text))
  }
  await choose('{"format":"rocketscope-recording","version":1}')
  await expect(page.getByText(/recordedWith/).first()).toBeVisible()
  await page.getByRole('dialog').getByRole('button', { name: 'Close' }).click()
  // Of another name it is none of those that come with the page.
  await choose(
    readFileSync('src/io/recording/builtIn/abc-5.3.3-a-on-5.recording', 'utf8').replace('abc-5.3.3/', 'own/'),
  )
  const own = page.getByRole('button', { name: 'Recorded on a real cluster · 5.3.3' })
  await expect(own).toBeVisible()
  await page.reload()
  await expect(own).toBeVisible()
})
