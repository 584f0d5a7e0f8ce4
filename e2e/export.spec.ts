// What leaves the page: pictures, films, text. Each file is opened again and looked into.
import { readFileSync } from 'node:fs'
import { openRun } from './openRun'
import { expect, type Locator, type Page, test } from './page'

const STORY = 'preset=article&do=kill+broker-a/master+@4000'

async function openExport(page: Page, share: string, item: RegExp): Promise<Locator> {
  await page.getByRole('button', { name: share, exact: true }).click()
  await page.getByRole('menuitem', { name: item }).click()
  const dialog = page.getByRole('dialog')
  await expect(dialog).toBeVisible()
  return dialog
}

/** Presses a button and reads the file that comes of it. */
async function saved(page: Page, button: string): Promise<{ name: string; data: Buffer }> {
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('button', { name: button, exact: true }).click(),
  ])
  return { name: download.suggestedFilename(), data: readFileSync(await download.path()) }
}

interface Decoded {
  frames: number
  width: number
  height: number
  /** ms each */
  durations: number[]
  /** How many colours the looked-at pictures have, and how many pixels differ from the picture before. */
  colours: number[]
  changed: number[]
}

/** Reads a file of pictures with the browser's own decoder. */
const decoded = (page: Page, data: Buffer, type: string): Promise<Decoded> =>
  page.evaluate(
    async ({ base64, type }) => {
      const bytes = Uint8Array.from(atob(base64), (character) => character.charCodeAt(0))
      const decoder = new ImageDecoder({ data: bytes, type })
      await decoder.completed
      await decoder.tracks.ready
      const frames = decoder.tracks.selectedTrack?.frameCount ?? 0
      const found = { frames, width: 0, height: 0, durations: [], colours: [], changed: [] } as Decoded
      let before: Uint32Array | null = null
      for (let frameIndex = 0; frameIndex < frames; frameIndex++) {
        const { image } = await decoder.decode({ frameIndex })
        found.width = image.displayWidth
        found.height = image.displayHeight
        const canvas = new OffscreenCanvas(found.width, found.height)
        const context = canvas.getContext('2d')
        if (!context) throw new Error('no canvas')
        context.drawImage(image, 0, 0)
        const pixels = new Uint32Array(context.getImageData(0, 0, found.width, found.height).data.buffer)
        found.durations.push((image.duration ?? 0) / 1000)
        found.colours.push(new Set(pixels).size)
        found.changed.push(
          pixels.reduce((sum, pixel, at) => sum + (before !== null && pixel !== before[at] ? 1 : 0), 0),
        )
        before = pixels
        image.close()
      }
      return found
    },
    { base64: data.toString('base64'), type },
  )

test('a picture of the moment is saved as PNG and as SVG, in the theme that is chosen', async ({ page }) => {
  await openRun(page, `${STORY}&t=5400&lang=en`)
  const dialog = await openExport(page, 'Share and files', /Export/)
  await dialog.getByLabel('Stage size').selectOption('1280x720')
  await dialog.getByLabel('Theme').selectOption('light')
  await dialog.getByLabel('Scale').selectOption('1')
  await expect(dialog.getByRole('status')).toHaveText(/^1280 × \d+ pixels$/)
  const said = await page
    .getByRole('status')
    .getByText(/pixels/)
    .innerText()
  const png = await saved(page, 'Save')
  expect(png.name).toBe('rocketscope-article-5400ms.png')
  const picture = await decoded(page, png.data, 'image/png')
  expect(`${picture.width} × ${picture.height} pixels`).toBe(said)
  expect(picture.colours[0]).toBeGreaterThan(200)

  await dialog.getByLabel('Format').selectOption('svg')
  await dialog.getByLabel('With the link').check()
  await dialog.getByLabel('Moment (s)').fill('6.9')
  const svg = await saved(page, 'Save')
  expect(svg.name).toBe('rocketscope-article-6900ms.svg')
  const text = svg.data.toString('utf8')
  // At 6.9 s the window until 8.04 s has 1.2 s left, message 18 is on its way, and the sentence tells of it.
  for (const part of ['avoids 1.2 s', '>18</text>', 'Message 18 goes to broker-b q1', '00:06.900', 't=6900']) {
    expect(text).toContain(part)
  }
  // Nothing of the page is needed: no variable, no class that says how it looks, no address but that of the link.
  expect(text).not.toMatch(/var\(|<style|<image|<foreignObject/)
  expect(text).toContain('#f5f7fb')
})

test('a square picture is filled, and one of this computer has no address in it', async ({ page }) => {
  await openRun(page, `${STORY}&t=5400&lang=en`)
  const dialog = await openExport(page, 'Share and files', /Export/)
  await dialog.getByLabel('Stage size').selectOption('960x960')
  await dialog.getByLabel('With the link').check()
  await expect(dialog).toContainText('Only this computer can open the current address')
  await dialog.getByLabel('Format').selectOption('svg')
  const text = (await saved(page, 'Save')).data.toString('utf8')
  expect(text).not.toContain('127.0.0.1')
  expect(text).toContain('>#v=2&amp;')
  // Larger than life: the layout is narrower than the picture.
  const [, width] = /viewBox="0 -[\d.]+ ([\d.]+) /.exec(text) ?? []
  expect(Number(width)).toBeLessThan(800)
})

test('a picture is copied, from the dialog and from the menu', async ({ page, context }) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write'])
  await openRun(page, `${STORY}&t=5400&lang=en`)
  const copied = () =>
    page.evaluate(async () => {
      const [item] = await navigator.clipboard.read()
      const { width, height } = await createImageBitmap(await item.getType('image/png'))
      await navigator.clipboard.writeText('nothing yet')
      return [width, height]
    })
  const dialog = await openExport(page, 'Share and files', /Export/)
  await dialog.getByLabel('Stage size').selectOption('1280x720')
  await dialog.getByLabel('Scale').selectOption('1')
  await dialog.getByRole('button', { name: 'Copy picture', exact: true }).click()
  await expect(dialog.getByRole('status')).toHaveText('Picture copied: paste it anywhere.')
  expect((await copied())[0]).toBe(1280)
  await page.keyboard.press('Escape')

  await page.getByRole('button', { name: 'Share and files', exact: true }).click()
  await page.getByRole('menuitem', { name: 'Copy a picture of this moment' }).click()
  await expect(page.getByText('Picture copied: paste it anywhere.')).toBeVisible()
  expect((await copied())[0]).toBe(1280)
})

test('不能复制图片的浏览器：说明原因，并改为保存', async ({ page }) => {
  await page.addInitScript(() => Reflect.deleteProperty(globalThis, 'ClipboardItem'))
  await openRun(page, `${STORY}&t=5400&lang=zh`)
  await page.getByRole('button', { name: '分享与文件', exact: true }).click()
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('menuitem', { name: '复制此刻的图片' }).click(),
  ])
  expect(download.suggestedFilename()).toBe('rocketscope-article-5400ms.png')
  await expect(page.getByText('浏览器不允许本页面复制图片，已改存为 rocketscope-article-5400ms.png。')).toBeVisible()
})

test('文章的故事导出为 GIF：帧数和每帧的时长都对；做到一半可以取消', { tag: '@release' }, async ({ page }) => {
  await openRun(page, `${STORY}&t=5400&lang=zh`)
  const dialog = await openExport(page, '分享与文件', /导出/)
  await dialog.getByRole('button', { name: '动画', exact: true }).click()
  await dialog.getByLabel('宽度').selectOption('480')
  await dialog.getByLabel('从（秒）').fill('4.7')
  await dialog.getByLabel('到（秒）').fill('6.2')
  await expect(dialog.getByRole('status').getByText(/^16 帧/)).toBeVisible()
  const gif = await saved(page, '生成并保存')
  expect(gif.name).toBe('rocketscope-article-4700-6200ms.gif')
  const film = await decoded(page, gif.data, 'image/gif')
  expect(film).toMatchObject({ frames: 16, width: 480 })
  expect(film.durations).toEqual(Array.from({ length: 16 }, () => 100))
  // Something moves between any two pictures, and each is whole though only what is new was written.
  for (const changed of film.changed.slice(1)) expect(changed).toBeGreaterThan(0)
  for (const colours of film.colours) expect(colours).toBeGreaterThan(30)

  // Too many pictures are refused before anything is done.
  await dialog.getByLabel('到（秒）').fill('3600')
  await expect(dialog.getByRole('alert')).toContainText('最多 1,800 帧')
  await expect(dialog.getByRole('button', { name: '生成并保存' })).toBeDisabled()

  await dialog.getByLabel('到（秒）').fill('150')
  await dialog.getByRole('button', { name: '生成并保存' }).click()
  await expect(dialog.getByText(/^第 \d+ 帧，共 1,454 帧$/)).toBeVisible()
  await dialog.getByRole('button', { name: '取消' }).click()
  await expect(dialog.getByRole('status')).toHaveText('已取消，未保存。')
  await expect(dialog.getByRole('button', { name: '生成并保存' })).toBeFocused()
})

test('the sequence of one message and the log of a stretch are text that says what happened', async ({ page }) => {
  await openRun(page, `${STORY}&t=5400&lang=en`)
  const dialog = await openExport(page, 'Share and files', /Export/)
  await dialog.getByRole('button', { name: 'Sequence', exact: true }).click()
  await dialog.getByLabel('Content').selectOption('message')
  // The message that the page speaks of: the newest one at this moment.
  await expect(dialog.getByLabel('Message number')).toHaveValue('14')
  await dialog.getByLabel('Message number').fill('13')
  const diagram = dialog.getByLabel('Mermaid text')
  await expect(diagram).toHaveValue(/^sequenceDiagram\n[\s\S]*message 13 → q0\n[\s\S]*connection refused[\s\S]*SEND_OK/)
  const mermaid = await saved(page, 'Save')
  expect(mermaid.name).toBe('rocketscope-article-message-13.mmd')
  await expect(diagram).toHaveValue(mermaid.data.toString('utf8'))

  await dialog.getByRole('button', { name: 'Log', exact: true }).click()
  await dialog.getByLabel('Format').selectOption('csv')
  await dialog.getByLabel('To (s)').fill('5.1')
  const csv = (await saved(page, 'Save')).data.toString('utf8').split('\r\n')
  expect(csv[0]).toMatch(/^at_ms,kind,broker,producer,/)
  expect(csv.filter((line) => line.startsWith('5040,sendFailed,broker-a,'))).toHaveLength(1)
  const jsonl = dialog.getByLabel('Format')
  await jsonl.selectOption('jsonl')
  const lines = (await saved(page, 'Save')).data.toString('utf8').trimEnd().split('\n')
  // The input and the summary besides the entries; the table has the names of its columns, and an end of its last line.
  expect(lines.length - 2).toBe(csv.length - 2)
  expect(JSON.parse(lines.at(-1) ?? '')).toMatchObject({ kind: 'summary', atMs: 5100 })
})
