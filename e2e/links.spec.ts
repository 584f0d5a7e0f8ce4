// Links and files: the address holds the run and the view, a copied link and a saved file bring both back, and what is
// broken is named while the run on the screen stays.
import { readFile, writeFile } from 'node:fs/promises'
import { type BrowserContext, expect, type Page, test } from '@playwright/test'
import { shownTime } from './openRun'

const TEXTS = {
  'en-US': {
    share: 'Share and files',
    copy: /^Copy a link/,
    save: 'Save as a file',
    open: /^Open a file/,
    now: 'Now',
    pause: 'Pause',
    play: 'Play',
    next: 'Next key moment',
    log: 'Log',
    halfRead: 'Not all of this link could be read',
    notRead: 'This link could not be read',
    fileNotRead: 'This file could not be opened',
    stays: 'The run on the screen stays as it was',
    unknown: /broker-x\/n0/,
    close: 'Close',
    copied: /Link copied/,
    linkTitle: 'Link to this moment',
    opened: /Opened from a link/,
    fileOpened: /Opened the file/,
  },
  'zh-CN': {
    share: '分享与文件',
    copy: /^复制此刻的链接/,
    save: '保存为文件',
    open: /^打开文件/,
    now: '现在',
    pause: '暂停',
    play: '播放',
    next: '下一个关键时刻',
    log: '日志',
    halfRead: '链接没有全部读出来',
    notRead: '这个链接读不出来',
    fileNotRead: '这个文件打不开',
    stays: '画面保持原样',
    unknown: /broker-x\/n0/,
    close: '关闭',
    copied: /链接已复制/,
    linkTitle: '这一刻的链接',
    opened: /已打开链接/,
    fileOpened: /已打开文件/,
  },
} as const

/** The run as the tab keeps it, once the page has kept it. */
const keptInput = (page: Page): Promise<unknown> =>
  page.evaluate(() => {
    window.dispatchEvent(new Event('pagehide'))
    return JSON.parse(sessionStorage.getItem('rocketscope.run') ?? '{}').input
  })

for (const locale of ['en-US', 'zh-CN'] as const) {
  const texts = TEXTS[locale]

  test.describe(locale, () => {
    test.use({ locale, colorScheme: locale === 'en-US' ? 'dark' : 'light' })

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
      await expect(other.locator('html')).toHaveAttribute('lang', locale === 'en-US' ? 'en' : 'zh-CN')
    })

    test('where the clipboard is refused, the link is shown and selected', async ({ page }) => {
      await page.addInitScript(() => {
        Object.defineProperty(navigator, 'clipboard', {
          value: { writeText: () => Promise.reject(new DOMException('denied', 'NotAllowedError')) },
        })
      })
      await makeRun(page)
      await page.keyboard.press('y')
      const field = page.getByRole('textbox', { name: texts.linkTitle })
      await expect(field).toBeFocused()
      expect(await field.evaluate((one: HTMLTextAreaElement) => one.selectionEnd - one.selectionStart)).toBe(
        (await field.inputValue()).length,
      )
      expect(await field.inputValue()).toContain('#v=1&')
    })

    test('a reload keeps everything', async ({ page }) => {
      const made = await makeRun(page)
      await page.reload()
      await expectSame(page, made)
    })

    test('a broken link is named part by part, and the run stays where nothing can be read', async ({ page }) => {
      await page.goto('/#v=1&preset=article&do=kill+broker-a/master+@9600&do=kill+broker-x/n0+@9700&t=9650')
      const half = page.getByRole('dialog', { name: texts.halfRead })
      await expect(half.getByRole('listitem')).toHaveCount(1)
      await expect(half.getByRole('listitem')).toContainText(texts.unknown)
      await half.getByRole('button', { name: texts.close }).click()
      await expect(clock(page)).toHaveText('00:09.650')
      const before = await keptInput(page)
      await page.evaluate(() => {
        location.hash = '#complete nonsense'
      })
      const nothing = page.getByRole('dialog', { name: texts.notRead })
      await expect(nothing).toContainText(texts.stays)
      await page.keyboard.press('Escape')
      await expect(nothing).toHaveCount(0)
      await expect(clock(page)).toHaveText('00:09.650')
      expect(await keptInput(page)).toEqual(before)
      // The address says again what is on the screen, and the browser's own way back still works.
      await expect(page).toHaveURL(/do=kill\+broker-a\/master\+@9600/)
    })

    test('a link also says what is compared, whether the charts are open, and where to stop', async ({ page }) => {
      const parts = ['compare=sendLatencyFaultEnable=false', 'charts=on', 'breaks=avoided.group0', 'sel=broker.1.2']
      await page.goto(`/#v=1&preset=article&do=kill+broker-a/master+@9600&t=9650&${parts.join('&')}`)
      await expect(clock(page)).toHaveText('00:09.650')
      // The page has written the address itself by now, from what is on the screen.
      await expect(page).toHaveURL(/&sum=\w+&.*&end$/)
      for (const part of parts) await expect(page).toHaveURL((url) => url.hash.includes(`&${part}&`))
      await expect(page.getByRole('dialog')).toHaveCount(0)
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
      expect(JSON.parse(text)).toMatchObject({ format: 'rocketscope-run', version: 1, input: made.input as object })

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
  })
}
