// The page opens, or says why it does not: whatever its address says, whatever is missing in the browser, and whatever of its
// files does not come.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { pathToFileURL } from 'node:url'
import { type CDPSession, expect, type Page, test } from '@playwright/test'
import { openRun } from './openRun'
import { releaseUnless } from './releaseUnless'

const dist = resolve(process.env.ROCKETSCOPE_DIST ?? 'dist')
const opens = (page: Page) => expect(page.getByRole('timer')).toBeVisible()
/** The reason that the opening screen shows, by its class. */
const reason = (page: Page, name: string) => page.locator(`.opening-${name}`)

test.describe('an address that says nothing sensible', () => {
  test.use({ locale: 'en-US' })

  test('opens the page, the notes or the frame, with a sentence', async ({ page }) => {
    for (const [address, words] of [
      ['/#notes=%', 'No talk found'],
      ['/#notes', 'No talk found'],
      ['/#notes=a&notes=b', 'No talk found'],
      ['/?embed#notes=%E4%A', 'No talk found'],
      ['/?embed=%&lang=%FF#%', 'is not allowed'],
      ['/#%', 'not a link of RocketScope'],
      ['/#v=1&own=%&lesson=%00', 'This link is unreadable'],
      [`/#${'%'.repeat(300_000)}`, 'too long'],
    ] as const) {
      await page.goto('about:blank')
      await page.goto(address)
      await expect(page.locator('body'), address.slice(0, 40)).toContainText(words)
      await expect(page.locator('.opening')).toHaveCount(0)
    }
  })
})

test.describe('a browser that refuses', () => {
  test.use({ locale: 'en-US' })

  for (const [what, refuse] of Object.entries({
    'every storage, and a name in its history': () => {
      for (const kind of ['localStorage', 'sessionStorage', 'indexedDB', 'caches'])
        Object.defineProperty(window, kind, {
          get() {
            throw new DOMException('refused', 'SecurityError')
          },
        })
      history.replaceState = () => {
        throw new DOMException('refused', 'SecurityError')
      }
    },
    'whatever a page can do without': () => {
      for (const name of [
        'BroadcastChannel',
        'OffscreenCanvas',
        'IntersectionObserver',
        'requestIdleCallback',
        'VideoEncoder',
      ])
        Reflect.deleteProperty(window, name)
      HTMLCanvasElement.prototype.getContext = () => null
      Object.defineProperty(navigator, 'clipboard', { get: () => undefined })
      Object.defineProperty(navigator, 'serviceWorker', {
        get() {
          throw new DOMException('refused', 'SecurityError')
        },
      })
    },
  })) {
    test(`${what}: the page works`, async ({ page }) => {
      await page.addInitScript(refuse)
      await page.goto('/')
      await opens(page)
      await page.keyboard.press('k')
      await expect(page.locator('.action-mark')).toHaveCount(1)
      await expect(page.getByRole('alert').filter({ hasText: 'defect' })).toHaveCount(0)
    })
  }

  test('what was kept and is damaged is left out', async ({ page }) => {
    await page.addInitScript(() => {
      const names = `language theme lessons ownLessons run entry charts chartView breakpoints log.wording log.query history
        comparison address presenting beforeTalk notesChannel paste lessonPage export`
      if (sessionStorage.getItem('damaged')) return
      sessionStorage.setItem('damaged', 'once')
      for (const name of names.split(/\s+/)) {
        localStorage.setItem(`rocketscope.${name}`, '{"id":1,"input":null,"channel":"%"}')
        sessionStorage.setItem(`rocketscope.${name}`, '{"id":1,"input":null,"channel":"%"}')
      }
    })
    await page.goto('/')
    await opens(page)
    await expect(page.getByRole('alert')).toContainText('is unreadable')
  })

  test('a part of the opening that fails is told, and the rest is there', async ({ page }) => {
    await page.addInitScript(() => {
      window.matchMedia = new Proxy(window.matchMedia, {
        apply: (target, self, [query]) => ({ matches: Reflect.apply(target, self, [query]).matches }),
      })
    })
    await page.goto('/')
    await opens(page)
    await expect(page.getByRole('alert')).toContainText('An error occurred on this page')
  })
})

test.describe('files that do not come', () => {
  test('the first script: the page says so in both languages', async ({ page }) => {
    await page.route(/assets\/engine-.*\.js$/, (route) => route.fulfill({ status: 404, body: 'not here' }))
    await page.goto('/')
    await expect(reason(page, 'script')).toContainText('页面的程序没有加载出来')
    await expect(reason(page, 'script')).toContainText('could not be loaded')
    await expect(page.getByRole('alert')).toHaveCount(1)
    await expect(page.locator('.opening-late')).toBeHidden()
  })

  test('what a frame needs, or the notes: the same', async ({ page }) => {
    await page.route(/assets\/(later|NotesWindow)-.*\.js$/, (route) => route.abort())
    for (const address of ['/?embed', '/#notes=abc']) {
      await page.goto('about:blank')
      await page.goto(address)
      await expect(reason(page, 'script'), address).toBeVisible()
    }
  })

  test('the style sheet: it is asked for once more', async ({ page }) => {
    let asked = 0
    await page.route(/assets\/first-.*\.css$/, (route) => (asked++ === 0 ? route.abort() : route.continue()))
    await page.goto('/')
    await opens(page)
    expect(await page.locator('.app').evaluate((app) => getComputedStyle(app).display)).toBe('grid')
    expect(asked).toBe(2)
  })

  test('a script that nobody can read, or that fails at once', async ({ page }) => {
    const first = /assets\/first-.*\.js$/
    for (const [body, name, words] of [
      ['let 5 = ;', 'old', 'too old'],
      ['throw new Error("a planted defect")', 'failed', 'a planted defect'],
    ] as const) {
      await page.route(first, (route) => route.fulfill({ body, contentType: 'text/javascript' }))
      await page.goto('/')
      await expect(reason(page, name)).toContainText(words)
      await page.unroute(first)
    }
  })

  test('a line that is only slow: no reason at first, a hint after a while, and then the page', async ({ page }) => {
    let go = () => undefined as unknown
    const held = new Promise((resolve) => {
      go = () => resolve(null)
    })
    await page.route(/assets\/first-.*\.js$/, async (route) => {
      await held
      await route.continue()
    })
    await page.goto('/', { waitUntil: 'commit' })
    const hint = page.locator('.opening-late')
    await expect(hint).toHaveCSS('visibility', 'hidden')
    await expect(page.getByRole('alert')).toHaveCount(0)
    // Not by waiting: the style sheet's clock is put forward.
    await hint.evaluate((element) => {
      for (const one of element.getAnimations()) one.finish()
    })
    await expect(hint).toBeVisible()
    await expect(hint).toContainText('Still opening?')
    go()
    await opens(page)
  })

  test('the folder opened from a disk: what to do instead', async ({ page }) => {
    await page.goto(pathToFileURL(join(dist, 'index.html')).href)
    await expect(reason(page, 'file')).toContainText('rocketscope.html')
    await expect(reason(page, 'file')).toContainText('Web 服务器')
    await expect(page.locator('.opening-late')).toBeHidden()
  })
})

/** Drops files of this computer as a person does: synthetic events know no folders. */
async function dropPaths(cdp: CDPSession, files: string[]): Promise<void> {
  for (const type of ['dragEnter', 'dragOver', 'drop'] as const)
    await cdp.send('Input.dispatchDragEvent', {
      type,
      x: 300,
      y: 200,
      data: { items: [], files, dragOperationsMask: 1 },
    })
}

for (const [locale, words] of Object.entries({
  'en-US': {
    folder: 'This is a folder',
    several: 'Open one file at a time',
    empty: 'is empty',
    binary: 'not a text file',
    large: '500.0 MB',
    json: 'not JSON',
    gone: 'Reading it failed',
    text: 'neither a file nor a link',
    close: 'Close',
  },
  'zh-CN': {
    folder: '这是一个文件夹',
    several: '一次只能打开一个文件',
    empty: '文件是空的',
    binary: '不是文本文件',
    large: '500.0 MB',
    json: '不是 JSON',
    gone: '无法读取这个文件',
    text: '既不是文件',
    close: '关闭',
  },
})) {
  test.describe(locale, releaseUnless(locale === 'en-US'), () => {
    test.use({ locale })

    test('what cannot be opened is said in a sentence, and the run stays', async ({ page }) => {
      const dir = mkdtempSync(join(tmpdir(), 'rocketscope-drop-'))
      const put = (name: string, content: string | Uint8Array) => {
        writeFileSync(join(dir, name), content)
        return join(dir, name)
      }
      const cdp = await page.context().newCDPSession(page)
      await openRun(page, 'preset=article&do=kill+broker-a/master+@4000&t=5400')
      const dialog = page.getByRole('dialog')
      const says = async (text: string) => {
        await expect(dialog).toContainText(text)
        await expect(page.getByRole('alert').filter({ hasText: /defect|缺陷/ })).toHaveCount(0)
        await expect(page.getByRole('timer')).toHaveText('00:05.400')
        await dialog.getByRole('button', { name: words.close, exact: true }).click()
        await expect(dialog).toHaveCount(0)
      }
      const [one, other] = [put('one.json', '{}'), put('other.json', '{}')]
      for (const [paths, text] of [
        [[dir], words.folder],
        [[one, other], words.several],
        [[put('empty.json', '')], words.empty],
        [[put('picture.json', new Uint8Array([137, 80, 78, 71, 0, 0, 13]))], words.binary],
        [[put('words.txt', 'Dear diary')], words.json],
      ] as const) {
        await dropPaths(cdp, [...paths])
        await says(text)
      }
      // Large, gone, and what is no file: as the page is given it.
      await page.evaluate(() => {
        const drop = (file: File | string) => {
          const dataTransfer = new DataTransfer()
          if (typeof file === 'string') dataTransfer.setData('text/plain', file)
          else dataTransfer.items.add(file)
          document.body.dispatchEvent(new DragEvent('drop', { dataTransfer, bubbles: true, cancelable: true }))
        }
        Object.assign(window, {
          drops: {
            large: () => drop(new File([new Blob(new Array(500).fill(new Uint8Array(1_000_000)))], 'large.json')),
            text: () => drop('https://elsewhere.example/'),
            link: () => drop('see https://host.example/#v=1&preset=article&t=1000'),
          },
        })
      })
      const drop = (name: string) =>
        page.evaluate((which) => (window as unknown as { drops: Record<string, () => void> }).drops[which]?.(), name)
      await drop('large')
      await says(words.large)
      await drop('text')
      await says(words.text)
      await page.evaluate(() => {
        File.prototype.text = () => Promise.reject(new DOMException('gone', 'NotFoundError'))
      })
      await dropPaths(cdp, [one])
      await says(words.gone)
      // A link to a run that is dragged here is opened.
      await drop('link')
      await expect(page.getByRole('timer')).toHaveText('00:01.000')
      rmSync(dir, { recursive: true })
    })
  })
}
