// Links and files as a browser gives them on: clipboard, history, downloads. What they hold, and what is said of broken ones,
// is held by src/ui/links.test.tsx.
import { readFile, writeFile } from 'node:fs/promises'
import { shownTime } from './openRun'
import { type BrowserContext, expect, type Page, test } from './page'

const texts = {
  share: 'Share and files',
  copy: /^Copy a link/,
  save: 'Save as a file',
  open: /^Open a file/,
  now: 'Now',
  pause: 'Pause',
  play: 'Play',
  next: 'Next key moment',
  log: 'Log',
  fileNotRead: 'Opening this file failed',
  stays: 'The run on the screen stays as it was',
  close: 'Close',
  copied: /Link copied/,
  opened: /Opened from a link/,
  fileOpened: /Opened the file/,
}

/** The run as the tab keeps it, once the page has kept it. */
const keptInput = (page: Page): Promise<unknown> =>
  page.evaluate(() => {
    window.dispatchEvent(new Event('pagehide'))
    return JSON.parse(sessionStorage.getItem('rocketscope.run') ?? '{}').input
  })

test.use({ locale: 'en-US', colorScheme: 'dark' })

const clock = (page: Page) => page.getByRole('timer', { name: texts.now })
const menuItem = async (page: Page, name: string | RegExp) => {
  await page.getByRole('button', { name: texts.share }).click()
  await page.getByRole('menuitem', { name }).click()
}

/** A killed Master, a moment after it, and the log of a message beside it. */
async function makeRun(page: Page): Promise<{ time: string; input: unknown }> {
  await page.goto('/')
  await page.getByRole('button', { name: texts.pause }).click()
  await page.keyboard.press('k')
  await page.getByRole('button', { name: texts.next }).click()
  await page.getByRole('button', { name: texts.next }).click()
  await page.getByRole('tab', { name: texts.log }).click()
  await page.getByRole('button', { name: /Master.*broker-b|broker-b.*Master/ }).focus()
  await page.keyboard.press('2')
  // The address follows a moment later; what is done last is in it last.
  await expect(page).toHaveURL(/panel=log/)
  await expect(page).toHaveURL(/sel=/)
  await expect(page).toHaveURL(/do=kill/)
  return { time: await shownTime(page), input: await keptInput(page) }
}

async function expectSame(page: Page, { time, input }: { time: string; input: unknown }): Promise<void> {
  await expect(clock(page)).toHaveText(time)
  await expect(page.getByRole('button', { name: texts.play, exact: true })).toBeVisible()
  await expect(page.getByRole('tab', { name: texts.log })).toHaveAttribute('aria-selected', 'true')
  expect(await keptInput(page)).toEqual(input)
}

async function newPage(context: BrowserContext): Promise<Page> {
  const page = await context.newPage()
  await page.addInitScript(() => sessionStorage.clear())
  return page
}

test('a copied link brings back the same run, moment, selection and panel', async ({ page, context }) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write'])
  const made = await makeRun(page)
  await menuItem(page, texts.copy)
  await expect(page.getByRole('status').filter({ hasText: texts.copied })).toBeVisible()
  const link = await page.evaluate(() => navigator.clipboard.readText())
  expect(link.length).toBeLessThan(500)
  const other = await newPage(context)
  await other.goto(link)
  await expect(other.getByRole('status').filter({ hasText: texts.opened })).toBeVisible()
  await expectSame(other, made)
  // Whatever is shown is in the address, the selected thing too.
  await expect.poll(() => new URL(other.url()).hash).toBe(new URL(link).hash)
  expect(link).toContain('sel=')
  expect(await other.evaluate(() => history.length)).toBeLessThanOrEqual(2)
  // The reader may keep another language; the link's own holds in this tab.
  await expect(other.locator('html')).toHaveAttribute('lang', 'en')
})

test('another address opens another run, and back brings the first', async ({ page }) => {
  const made = await makeRun(page)
  await page.evaluate(() => {
    location.hash = '#v=1&preset=article-off&t=2000'
  })
  await expect(clock(page)).toHaveText('00:02.000')
  await expect(page).toHaveURL(/preset=article-off/)
  await page.goBack()
  await expectSame(page, made)
})

test('a saved file is opened again, also by dropping it; a bad one is refused with reasons', async ({
  page,
  context,
}, testInfo) => {
  const made = await makeRun(page)
  const [download] = await Promise.all([page.waitForEvent('download'), menuItem(page, texts.save)])
  const path = testInfo.outputPath('run.json')
  await download.saveAs(path)
  const text = await readFile(path, 'utf8')
  expect(JSON.parse(text)).toMatchObject({ format: 'rocketscope-run', version: 2, input: made.input as object })

  const other = await newPage(context)
  await other.goto('/')
  const [chooser] = await Promise.all([other.waitForEvent('filechooser'), menuItem(other, texts.open)])
  await chooser.setFiles(path)
  await expect(other.getByRole('status').filter({ hasText: texts.fileOpened })).toBeVisible()
  await expectSame(other, made)

  const bad = text.replace('"broker-a/master"', '"broker-x/n0"').replace('"seed": 1', '"seed": -1')
  await writeFile(testInfo.outputPath('bad.json'), bad)
  const [again] = await Promise.all([other.waitForEvent('filechooser'), menuItem(other, texts.open)])
  await again.setFiles(testInfo.outputPath('bad.json'))
  const refused = other.getByRole('dialog', { name: texts.fileNotRead })
  await expect(refused).toContainText('input.seed')
  await expect(refused).toContainText(texts.stays)
  await refused.getByRole('button', { name: texts.close }).click()
  await expectSame(other, made)

  const third = await newPage(context)
  await third.goto('/')
  await expect(third.getByRole('button', { name: texts.share })).toBeVisible()
  const transfer = await third.evaluateHandle((content) => {
    const data = new DataTransfer()
    data.items.add(new File([content], 'run.json', { type: 'application/json' }))
    return data
  }, text)
  await third.dispatchEvent('body', 'dragover', { dataTransfer: transfer })
  await expect(third.locator('.drop-sign')).toBeVisible()
  await third.dispatchEvent('body', 'drop', { dataTransfer: transfer })
  await expectSame(third, made)
  await expect(third.locator('.drop-sign')).toHaveCount(0)
})
