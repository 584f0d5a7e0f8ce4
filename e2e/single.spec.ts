// The page as one file, opened from the disk of a computer without a network. Build first: `npm run build:single`.
// ROCKETSCOPE_SINGLE names another folder.

import { readdirSync, readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { pathToFileURL } from 'node:url'
import { gzipSync } from 'node:zlib'
import { expect, test } from '@playwright/test'
import { watchForComplaints } from './complaints'
import { chooseMore } from './openRun'

const dir = resolve(process.env.ROCKETSCOPE_SINGLE ?? 'dist-single')
const path = join(dir, 'rocketscope.html')
const address = pathToFileURL(path).href
const RUN = 'v=1&preset=article&do=kill+broker-a/master+@4000&t=5400'

test('it is one file of a sensible size that names no other', { tag: '@release' }, () => {
  expect(readdirSync(dir)).toEqual(['rocketscope.html'])
  const html = readFileSync(path, 'utf8')
  console.log(`rocketscope.html: ${html.length} bytes, ${gzipSync(html, { level: 9 }).length} with gzip`)
  // 997 kB: of them 80 for the chapters Storing and Replicating and 97 for consumers: what simulates and draws them, and their
  // lessons, gotchas, incidents, questions, challenges and talks in two languages.
  expect(gzipSync(html).length).toBeLessThan(1_000_000)
  const head = html.slice(0, html.indexOf('<style>'))
  expect(head).not.toMatch(/(?:src|href)="(?!data:)/)
  expect(head).toContain("default-src 'none'; script-src 'sha256-")
  expect(html).not.toContain("'unsafe-inline'")
  // Other sites cannot show a picture that is on this computer.
  expect(head).not.toMatch(/og:|twitter:/)
})

test.describe('without a network', { tag: '@release' }, () => {
  test.use({ offline: true, locale: 'en-US', colorScheme: 'dark' })

  test('a cold link to a run with a store opens', async ({ page }) => {
    await page.addInitScript(() => localStorage.setItem('rocketscope.introduced', 'all'))
    await page.goto(`${address}#v=1&preset=store&t=4000&panel=log&lang=en`)
    await expect(page.getByRole('timer')).toHaveText('00:04.000')
    await expect(page.getByText(/appends message \d+ to its CommitLog/).first()).toBeVisible()
    await expect(page.getByRole('group', { name: 'Chapter' }).getByRole('button', { name: 'Storing' })).toHaveAttribute(
      'aria-pressed',
      'true',
    )
  })

  test('it plays, kills, switches language and theme, and a reload and a link bring the run back', async ({
    page,
    context,
  }) => {
    const noted = await watchForComplaints(context, address)
    // As somebody who has been here before: everything is shown.
    await page.addInitScript(() => localStorage.setItem('rocketscope.introduced', 'all'))
    await page.goto(address)
    await expect(page.getByRole('region', { name: 'Counters' })).toContainText(/ok [4-9]/)
    await page.keyboard.press('k')
    await expect(page.getByRole('region', { name: 'What just happened' })).toContainText(/broker-a/)
    await expect(page).toHaveURL(/do=kill/)
    await page.keyboard.press('Space')
    await chooseMore(page, /^Switch to light/)
    await page.keyboard.press('l')
    await expect(page.getByRole('tab', { name: '设置' })).toBeVisible()
    await page.reload()
    await expect(page.getByRole('tab', { name: '设置' })).toBeVisible()
    await expect(page.locator('.action-mark')).toHaveCount(1)
    await expect(page.locator('html')).toHaveAttribute('data-theme', 'light')

    const other = await context.newPage()
    await other.goto(`${address}#${RUN}&lang=en`)
    await expect(other.getByRole('timer')).toHaveText('00:05.400')
    await other.keyboard.press('?')
    await expect(other.getByRole('dialog')).toContainText('the single file')
    await other.keyboard.press('Escape')
    await context.grantPermissions(['clipboard-read', 'clipboard-write'])
    await other.keyboard.press('y')
    await expect(other.getByRole('status').filter({ hasText: 'only opens on this computer' })).toBeVisible()
    expect(noted).toEqual([])
  })

  test('it makes PNG and GIF, and no folder of this computer is in a picture', async ({ page, context }) => {
    const noted = await watchForComplaints(context, address)
    await page.goto(`${address}#${RUN}&lang=en`)
    await page.getByRole('button', { name: 'Share and files', exact: true }).click()
    await page.getByRole('menuitem', { name: /Export/ }).click()
    const dialog = page.getByRole('dialog')
    await dialog.getByLabel('Stage size').selectOption('1280x720')
    await dialog.getByLabel('Scale').selectOption('1')
    const saved = async (button: string) => {
      const download = page.waitForEvent('download')
      await dialog.getByRole('button', { name: button, exact: true }).click()
      return readFileSync(await (await download).path())
    }
    const png = await saved('Save')
    expect(png.subarray(0, 8).toString('latin1')).toBe('\x89PNG\r\n\x1a\n')
    expect(png.readUInt32BE(16)).toBe(1280)
    expect(png.length).toBeGreaterThan(30_000)

    await dialog.getByLabel('Format').selectOption('svg')
    await dialog.getByLabel('With the link').check()
    const svg = (await saved('Save')).toString('utf8')
    expect(svg).toContain('>#v=2')
    expect(svg).not.toMatch(/file:|rocketscope\.html/)

    await dialog.getByRole('button', { name: 'Film', exact: true }).click()
    await dialog.getByLabel('Format').selectOption('gif')
    await dialog.getByLabel('Width').selectOption('480')
    await dialog.getByLabel('From (s)').fill('4.7')
    await dialog.getByLabel('To (s)').fill('5.2')
    await expect(dialog.getByRole('status').getByText(/^6 frames/)).toBeVisible()
    const gif = await saved('Make and save')
    const frames = await page.evaluate(async (base64) => {
      const bytes = Uint8Array.from(atob(base64), (character) => character.charCodeAt(0))
      const decoder = new ImageDecoder({ data: bytes, type: 'image/gif' })
      await decoder.completed
      await decoder.tracks.ready
      return decoder.tracks.selectedTrack?.frameCount
    }, gif.toString('base64'))
    expect(frames).toBe(6)
    expect(noted).toEqual([])
  })

  test('lessons open, and the notes window keeps step with a talk', async ({ page, context }) => {
    const noted = await watchForComplaints(context, address)
    await page.goto(address)
    await page.getByRole('button', { name: 'Learn', exact: true }).click()
    await page.getByRole('button', { name: 'Present: The producer in a quarter of an hour', exact: true }).click()
    await expect(page.locator('.presenter')).toBeVisible()
    const opening = page.waitForEvent('popup')
    await page.keyboard.press('n')
    const notes = await opening
    await expect(notes.locator('.notes-text')).toContainText('Today has one question')
    await notes.getByRole('button', { name: /^Forward/ }).click()
    await notes.getByRole('button', { name: /^Forward/ }).click()
    await expect(page.locator('.presenter-place')).toHaveText('2 / 17')
    expect(noted).toEqual([])
  })
})
