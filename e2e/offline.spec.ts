// Without a network, with a network that breaks off, and with a server that is renewed while the page is open.
import { cpSync, mkdtempSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { expect, type Page, test } from '@playwright/test'
import { writeServiceWorker } from '../scripts/site/offline.mts'
import { chooseMore, openRun } from './openRun'
import { serveFolder } from './serveFolder'

const dist = resolve(process.env.ROCKETSCOPE_DIST ?? 'dist')
const RUN = '#v=1&preset=article&do=kill+broker-a/master+@4000&t=5400'

const ready = (page: Page) => expect(page.getByRole('timer')).toBeVisible()

/** Waits until the help says that the page is kept here. */
async function stored(page: Page, words: string): Promise<void> {
  await ready(page)
  await page.keyboard.press('?')
  await expect(page.getByRole('dialog')).toContainText(words)
  await page.keyboard.press('Escape')
}

const cacheNames = (page: Page) => page.evaluate(() => caches.keys())

test.describe('a page that has been visited once', () => {
  test.use({ serviceWorkers: 'allow', locale: 'en-US' })

  test('opens without a server, with lessons, exports and public files, below any path', async ({ page, context }) => {
    const server = await serveFolder(dist, '/a/b/')
    await page.goto(server.siteAddress)
    await stored(page, 'Stored on this device')
    await server.close()
    await context.setOffline(true)

    await page.goto('about:blank')
    await page.goto(`${server.siteAddress}${RUN}&lang=en`)
    await ready(page)
    await expect(page.getByRole('timer')).toHaveText('00:05.400')
    await page.reload()
    await expect(page.getByRole('timer')).toHaveText('00:05.400')

    // What nobody has opened yet.
    await page.getByRole('button', { name: 'Share and files', exact: true }).click()
    await page.getByRole('menuitem', { name: /Export/ }).click()
    const dialog = page.getByRole('dialog')
    for (const [kind, format] of [
      ['Picture', 'png'],
      ['Film', 'gif'],
      ['Film', 'webm'],
    ] as const) {
      await dialog.getByRole('button', { name: kind, exact: true }).click()
      await dialog.getByLabel('Format').selectOption(format)
      if (kind === 'Film') {
        await dialog.getByLabel('Width').selectOption('480')
        await dialog.getByLabel('From (s)').fill('5')
        await dialog.getByLabel('To (s)').fill('5.2')
      }
      const [download] = await Promise.all([
        page.waitForEvent('download'),
        dialog.getByRole('button', { name: kind === 'Film' ? 'Make and save' : 'Save', exact: true }).click(),
      ])
      expect(download.suggestedFilename()).toContain(`.${format}`)
      expect(readFileSync(await download.path()).length).toBeGreaterThan(3000)
    }
    await page.keyboard.press('Escape')
    await page.getByRole('button', { name: 'Learn', exact: true }).click()
    await page.getByRole('dialog').locator('.shelf-lesson').first().click()
    await expect(page.locator('.lesson-title')).toBeVisible()

    for (const name of readdirSync('public', { recursive: true, withFileTypes: true })) {
      // The card is for other sites: the page never shows it.
      if (!name.isFile() || name.name === 'social.png') continue
      const path = join(name.parentPath, name.name).slice('public/'.length)
      const answer = await page.evaluate(async (address) => {
        // Not by fetch, which the page's policy forbids: as the page of a tab would be opened.
        const kept = await caches.match(address)
        return kept === undefined ? null : (await kept.arrayBuffer()).byteLength
      }, `${server.siteAddress}${path}`)
      expect(answer, path).toBe(readFileSync(join('public', path)).length)
    }
    await page.goto(`${server.siteAddress}conformance.json`)
    await expect(page.locator('body')).toContainText('releases')
    await page.goto(`${server.siteAddress}index.html`)
    await ready(page)
  })

  test('is told of a newer version, keeps the run, and old tabs go on with what the server no longer has', {
    tag: '@release',
  }, async ({ page, context }) => {
    test.slow()
    const next = mkdtempSync(join(tmpdir(), 'rocketscope-next-'))
    cpSync(dist, next, { recursive: true })
    // The next version: all parts under other names, and a page that can be told from the old one.
    const renamed = (text: string) => text.replace(/-([\w-]{8})(?=\.(?:js|css)\b)/g, '-next$1')
    for (const name of readdirSync(join(next, 'assets'))) {
      const path = join(next, 'assets', name)
      writeFileSync(path, renamed(readFileSync(path, 'utf8')))
      renameSync(path, join(next, 'assets', renamed(name)))
    }
    const html = renamed(readFileSync(join(next, 'index.html'), 'utf8'))
    writeFileSync(join(next, 'index.html'), html.replace('<html lang="zh-CN">', '<html lang="zh-CN" class="newer">'))
    await writeServiceWorker(next)

    const server = await serveFolder(dist, '/')
    await page.goto(server.siteAddress)
    await stored(page, 'Stored on this device')
    const old = await context.newPage()
    await old.goto(server.siteAddress)
    await ready(old)

    server.replace(next)
    await page.keyboard.press('Space')
    await page.keyboard.press('k')
    await expect(page).toHaveURL(/do=kill/)
    const time = await page.getByRole('timer').innerText()
    await page.reload()
    // Still the old one, and said so. Chromium looks for another one when it has nothing better to do.
    const notice = page.getByRole('status').filter({ hasText: 'A new version is ready' })
    await expect(notice).toBeVisible({ timeout: 100_000 })
    await expect(page.locator('html.newer')).toHaveCount(0)
    await expect(old.getByRole('status').filter({ hasText: 'A new version is ready' })).toBeVisible()
    await expect(page.getByRole('timer')).toHaveText(time)
    await notice.getByRole('button', { name: 'Reload' }).click()
    await expect(page.locator('html.newer')).toBeAttached()
    await expect(page.getByRole('timer')).toHaveText(time)
    await expect(page.locator('.action-mark')).toHaveCount(1)

    // The other tab has not moved, and opens what only the old version has.
    await expect(old.locator('html.newer')).toHaveCount(0)
    await chooseMore(old, 'Accuracy')
    await expect(old.getByRole('dialog')).toContainText('4.9.7')
    expect(await cacheNames(page)).toHaveLength(2)
    await chooseMore(page, 'Accuracy')
    await expect(page.getByRole('dialog')).toContainText('4.9.7')

    // Once it is gone, so is the old version.
    await old.close()
    await page.reload()
    await expect.poll(() => cacheNames(page)).toHaveLength(1)
    await expect(page.locator('html.newer')).toBeAttached()
    await server.close()
    rmSync(next, { recursive: true })
  })

  test('is taken out by the file that the build brings for it, and the server is asked again', {
    tag: '@release',
  }, async ({ page, context }) => {
    const gone = mkdtempSync(join(tmpdir(), 'rocketscope-gone-'))
    cpSync(join(dist, 'remove-sw.js'), join(gone, 'sw.js'))
    writeFileSync(join(gone, 'index.html'), '<!doctype html><title>moved</title><p>We have moved.</p>')
    const server = await serveFolder(dist, '/')
    // As on a real server: on this computer itself the worker asks for the page first in any case.
    await page.goto(server.siteAddress)
    await stored(page, 'Stored on this device')
    await page.close()

    server.replace(gone)
    // The first visit may still be answered with what is stored, and brings the file; Chromium takes it once the old worker is idle.
    const after = await context.newPage()
    await expect(async () => {
      await after.goto('about:blank')
      await after.goto(server.siteAddress)
      await expect(after.locator('body')).toHaveText('We have moved.', { timeout: 1000 })
    }).toPass({ timeout: 100_000 })
    expect(await cacheNames(after)).toEqual([])
    expect(await after.evaluate(async () => (await navigator.serviceWorker.getRegistrations()).length)).toBe(0)
    await server.close()
    rmSync(gone, { recursive: true })
  })

  test('half a version on the server changes nothing', { tag: '@release' }, async ({ page }) => {
    const half = mkdtempSync(join(tmpdir(), 'rocketscope-half-'))
    cpSync(dist, half, { recursive: true })
    const lost = readdirSync(join(half, 'assets')).find((name) => /^video-.*\.js$/.test(name)) as string
    writeFileSync(join(half, 'favicon.svg'), '<svg xmlns="http://www.w3.org/2000/svg"/>')
    await writeServiceWorker(half)
    // Put there after the list was written: it is not the file that was meant.
    writeFileSync(join(half, 'favicon.svg'), '<svg xmlns="http://www.w3.org/2000/svg" id="other"/>')
    rmSync(join(half, 'assets', lost))

    const server = await serveFolder(dist, '/')
    await page.goto(server.siteAddress)
    await stored(page, 'Stored on this device')
    const before = await cacheNames(page)
    server.replace(half)
    const failed = page.evaluate(
      async () =>
        await new Promise((resolve) => {
          navigator.serviceWorker.getRegistration().then((registration) => {
            registration?.addEventListener('updatefound', () => {
              const coming = registration.installing
              coming?.addEventListener('statechange', () => resolve(coming.state))
            })
            registration?.update()
          })
        }),
    )
    expect(await failed).toBe('redundant')
    expect(await cacheNames(page)).toEqual(before)
    await server.close()
    await page.reload()
    await ready(page)
    await expect(page.getByText('A new version is ready')).toHaveCount(0)
    rmSync(half, { recursive: true })
  })

  test('from one’s own computer it is what the server has, as long as there is one', { tag: '@release' }, async ({
    page,
  }) => {
    const next = mkdtempSync(join(tmpdir(), 'rocketscope-other-'))
    writeFileSync(join(next, 'index.html'), '<p>Something else</p>')
    const server = await serveFolder(dist, '/')
    await page.goto(server.address)
    await stored(page, 'Stored on this device')
    server.replace(next)
    await page.reload()
    await expect(page.getByText('Something else')).toBeVisible()
    await server.close()
    await page.reload()
    await ready(page)
    rmSync(next, { recursive: true })
  })

  test('where there is no space, the page works on and the help says why it is not kept', { tag: '@release' }, async ({
    page,
    context,
  }) => {
    const server = await serveFolder(dist, '/')
    const browser = await context.newCDPSession(page)
    const { origin } = new URL(server.address)
    await browser.send('Storage.overrideQuotaForOrigin', { origin, quotaSize: 100_000 })
    const errors: string[] = []
    page.on('pageerror', (error) => errors.push(error.message))
    await page.goto(server.address)
    await stored(page, 'Storing the page on this device failed')
    await page.keyboard.press('k')
    await expect(page.locator('.action-mark')).toHaveCount(1)
    expect(await cacheNames(page)).toEqual([])
    expect(errors).toEqual([])
    await server.close()
  })

  test('inside another page nothing is kept', { tag: '@release' }, async ({ page }) => {
    const server = await serveFolder(dist, '/a/', {
      extra: { '/around': '<iframe src="/a/" width=1200 height=700></iframe>' },
    })
    await page.goto(new URL('/around', server.address).href)
    const frame = page.frameLocator('iframe')
    await expect(frame.getByRole('timer')).toBeVisible()
    await frame.getByRole('timer').click()
    await page.keyboard.press('?')
    await expect(frame.getByRole('dialog')).toContainText('Inside another page, the browser does not store it')
    expect(await page.evaluate(async () => (await navigator.serviceWorker.getRegistrations()).length)).toBe(0)
    await server.close()
  })
})

test.describe('a part that cannot be loaded', () => {
  test('中文：打不开的对话框说明原因，联网后再按一次就打开', async ({ browser }) => {
    const page = await (await browser.newContext({ locale: 'zh-CN', serviceWorkers: 'block' })).newPage()
    await openRun(page, 'preset=article&t=3000&lang=zh')
    const told = page.getByRole('alert').filter({ hasText: '页面有一部分加载失败' })
    const dialog = page.getByRole('dialog')
    for (const { part, open, shows } of [
      { part: 'AccuracyDialog-*.js', open: () => chooseMore(page, '有多真实？'), shows: '4.9.7' },
      {
        part: 'LibraryDialog-*.js',
        open: () => page.getByRole('button', { name: '课程', exact: true }).click(),
        shows: '现成的演讲',
      },
    ]) {
      await page.route(`**/${part}`, (route) => route.abort())
      await open()
      await expect(told).toBeVisible()
      await expect(dialog).toHaveCount(0)
      await page.unroute(`**/${part}`)
      await told.getByRole('button', { name: '关闭' }).click()
      // React takes up to a third of a second to see that nothing came; a press before that is one of the same wish.
      await expect(async () => {
        if ((await dialog.count()) === 0) await open()
        await expect(dialog).toContainText(shows, { timeout: 2000 })
      }).toPass()
      await page.keyboard.press('Escape')
    }
    await page.context().close()
  })

  test('a panel says so in its place and comes with “Try again”', async ({ browser }) => {
    const page = await (await browser.newContext({ locale: 'en-US', serviceWorkers: 'block' })).newPage()
    await page.route('**/SettingsPanel-*.js', (route) => route.abort())
    await openRun(page, 'preset=article&t=3000&lang=en')
    await page.getByRole('tab', { name: 'Settings' }).click()
    const panel = page.getByRole('tabpanel')
    await expect(panel.getByRole('alert')).toContainText('could not load a part of itself')
    // The others are not drawn into it.
    await page.getByRole('tab', { name: 'Log' }).click()
    await expect(panel.locator('.log-line').first()).toBeVisible()
    await page.getByRole('tab', { name: 'Settings' }).click()
    await expect(panel.getByRole('alert')).toBeVisible()
    await page.unroute('**/SettingsPanel-*.js')
    await panel.getByRole('button', { name: 'Try again' }).click()
    await expect(panel.getByLabel('Seed', { exact: true })).toBeVisible()
    await page.context().close()
  })

  test('without anything but the first scripts there is the stage, the reason and a way on', async ({ browser }) => {
    const page = await (await browser.newContext({ locale: 'en-US', serviceWorkers: 'block' })).newPage()
    await page.route('**/later-*.js', (route) => route.abort())
    await page.goto('/')
    await expect(page.getByRole('alert')).toContainText('could not load a part of itself')
    await expect(page.locator('.stage svg text', { hasText: 'broker-a' }).first()).toBeVisible()
    await page.unroute('**/later-*.js')
    await page.getByRole('button', { name: 'Try again' }).click()
    await ready(page)
    await expect(page.getByRole('banner')).toBeVisible()
    await page.keyboard.press('k')
    await expect(page.locator('.action-mark')).toHaveCount(1)
    await page.context().close()
  })

  test('an encoder that does not come is said where the film is made', { tag: '@release' }, async ({ browser }) => {
    const page = await (await browser.newContext({ locale: 'en-US', serviceWorkers: 'block' })).newPage()
    await page.route(/\/(gif|video)-.*\.js/, (route) => route.abort())
    await openRun(page, 'preset=article&t=3000&lang=en')
    await page.getByRole('button', { name: 'Share and files', exact: true }).click()
    await page.getByRole('menuitem', { name: /Export/ }).click()
    const dialog = page.getByRole('dialog')
    await dialog.getByRole('button', { name: 'Film', exact: true }).click()
    await dialog.getByLabel('Format').selectOption('webm')
    await expect(dialog.getByRole('alert')).toContainText('could not load a part of itself')
    await dialog.getByLabel('Format').selectOption('gif')
    await dialog.getByRole('button', { name: 'Make and save' }).click()
    await expect(dialog.getByRole('status')).toContainText('could not load a part of itself')
    await page.unroute(/\/(gif|video)-.*\.js/)
    const saving = page.waitForEvent('download')
    await dialog.getByRole('button', { name: 'Make and save' }).click()
    expect((await saving).suggestedFilename()).toContain('.gif')
    await page.context().close()
  })
})
