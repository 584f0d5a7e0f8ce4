// RocketScope in other pages: it shows a run, says what is wrong, and keeps to itself; embedSteered.spec.ts has its host's side.
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import AxeBuilder from '@axe-core/playwright'
import { expect, type Frame, test } from '@playwright/test'
import { ask, openSites, putFrames, type Sites } from './embedHost'
import { releaseUnless } from './releaseUnless'

const RUN = 'v=1&preset=article&t=9900&do=kill+broker-a/master+@9600'

const TEXTS = {
  'en-US': {
    lang: 'en',
    sentence: /lost its connection to broker-a/,
    play: 'Play',
    pause: 'Pause',
    now: 'Now',
    next: 'Next key moment',
    playhead: 'Playhead',
    open: 'Open in RocketScope',
    halfRead: /Parts of the link are unreadable: sendMsgTimeout: "never" is not a whole number/,
    wrongOption: /theme: "drak" is not allowed\. Did you mean dark\?/,
    paly: '"paly" is not allowed. Did you mean play?',
    share: 'Share and files',
    embed: 'Embed…',
    title: 'Embed this run',
    copyIframe: 'Copy As an iframe',
    copyScript: 'Copy As a script',
    copied: 'Copied.',
    height: 'Height (px)',
    heightWrong: /from 200 to 2,000/,
    colours: 'Colours',
    autoplay: 'Play when visible',
  },
  'zh-CN': {
    lang: 'zh',
    sentence: /与 broker-a 的连接断开/,
    play: '播放',
    pause: '暂停',
    now: '现在',
    next: '下一个关键时刻',
    playhead: '播放位置',
    open: '在 RocketScope 中打开',
    halfRead: /链接有一部分无法读取：sendMsgTimeout：“never”不是整数/,
    wrongOption: /theme：“drak”不可用。你要的是不是 dark？/,
    paly: '“paly”不可用。你要的是不是 play？',
    share: '分享与文件',
    embed: '嵌入网页…',
    title: '嵌入网页',
    copyIframe: '复制 iframe 代码',
    copyScript: '复制 script 代码',
    copied: '已复制。',
    height: '高度（像素）',
    heightWrong: /200 到 2,000/,
    colours: '配色',
    autoplay: '可见时自动播放',
  },
} as const

let sites: Sites
/** A folder for pages that a story writes. */
let written: string
test.beforeAll(async () => {
  written = await mkdtemp(join(tmpdir(), 'rocketscope-embed-'))
  sites = await openSites({ '/written/': written })
})
test.afterAll(async () => {
  await sites.close()
  await rm(written, { recursive: true })
})

for (const locale of ['en-US', 'zh-CN'] as const) {
  const t = TEXTS[locale]
  test.describe(locale, releaseUnless(locale === 'en-US'), () => {
    test.use({ locale, colorScheme: locale === 'en-US' ? 'dark' : 'light' })

    test('at 960 x 600, 640 x 400 and 390 x 300 it shows the run in the room it has', async ({ page }) => {
      await page.goto(`${sites.same}rocketscope/?embed#${RUN}`)
      for (const [width, height, timeline] of [
        [960, 600, true],
        [640, 400, false],
        [390, 300, false],
      ] as const) {
        await page.setViewportSize({ width, height })
        await expect(page.getByTestId('sentence')).toHaveText(t.sentence)
        await expect(page.getByRole('timer', { name: t.now })).toHaveText('00:09.900')
        await expect(page.getByRole('button', { name: t.play, exact: true })).toBeVisible()
        await expect(page.getByRole('link', { name: t.open })).toBeVisible()
        await expect(page.locator('.timeline')).toHaveCount(timeline ? 1 : 0)
        await expect(page.getByRole('slider', { name: t.playhead })).toBeVisible()
        await expect(page.getByRole('banner')).toHaveCount(0)
        // All of the stage is there, and nothing is wider or higher than the frame.
        for (const name of ['broker-a', 'broker-b']) {
          // The stage is laid out a frame after the frame has another size.
          await expect
            .poll(async () => {
              const box = await page.locator('.stage svg text', { hasText: name }).first().boundingBox()
              return box && box.x >= 0 && box.y >= 0 && box.x + box.width <= width && box.y + box.height <= height
            })
            .toBe(true)
        }
        const sticksOut = await page.evaluate(() => {
          const stage = document.querySelector('.stage') as HTMLElement
          const sentence = document.querySelector('.sentence-text') as HTMLElement
          return {
            page:
              document.documentElement.scrollWidth > innerWidth || document.documentElement.scrollHeight > innerHeight,
            stage: stage.scrollHeight > stage.clientHeight,
            sentence: sentence.getBoundingClientRect().height > (sentence.parentElement as HTMLElement).clientHeight,
            row: [...document.querySelectorAll('.embed-row > *')].some(
              (one) => one.getBoundingClientRect().right > innerWidth,
            ),
          }
        })
        expect(sticksOut).toEqual({ page: false, stage: false, sentence: false, row: false })
        const { violations } = await new AxeBuilder({ page }).analyze()
        expect(violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`)).toEqual([])
      }
    })
  })
}

// What it does is the same in every language.
for (const locale of ['en-US'] as const) {
  const t = TEXTS[locale]
  test.describe(`what it does, ${locale}`, () => {
    test.use({ locale, colorScheme: 'dark' })

    test('the link opens this run at this moment in the whole page', async ({ page }) => {
      await page.goto(`${sites.other}hosts/bare.html`)
      const [frame] = await putFrames(page, [`${sites.same}rocketscope/?embed&theme=dark#${RUN}&charts=on`])
      await frame?.getByRole('button', { name: t.next }).click()
      // The clock is drawn a frame after the click.
      await expect(frame?.getByRole('timer')).not.toHaveText('00:09.900')
      const time = (await frame?.getByRole('timer').innerText()) ?? ''
      const opening = page.waitForEvent('popup')
      await frame?.getByRole('link', { name: t.open }).click()
      const whole = await opening
      await expect(whole.getByRole('timer', { name: t.now })).toHaveText(time)
      expect(new URL(whole.url()).search).toBe('')
      expect(whole.url()).toContain('do=kill+broker-a/master+@9600')
      expect(whole.url()).toContain(`lang=${t.lang}`)
      await expect(whole.getByRole('banner')).toBeVisible()
      // What the frame had no room for comes along.
      expect(whole.url()).toContain('charts=on')
      expect(page.url()).toBe(`${sites.other}hosts/bare.html`)
    })
  })
}
for (const locale of ['zh-CN'] as const) {
  const t = TEXTS[locale]
  test.describe(`what it does, ${locale}`, () => {
    test.use({ locale, colorScheme: 'light' })

    test('what cannot be read is said in the frame, and the rest is shown', async ({ page }) => {
      await page.goto(`${sites.same}rocketscope/?embed#${RUN}&sendMsgTimeout=never`)
      await expect(page.getByRole('alert')).toHaveText(t.halfRead)
      await expect(page.getByTestId('sentence')).toHaveText(t.sentence)
      await page.goto(`${sites.same}rocketscope/?embed&theme=drak`)
      await expect(page.getByRole('alert')).toHaveText(t.wrongOption)
    })

    test('an answer says what is wrong in the language of the frame', async ({ page }) => {
      await page.goto(`${sites.other}hosts/bare.html`)
      await putFrames(page, [`${sites.same}rocketscope/?embed`])
      const answer = await ask(page, { type: 'paly' }, 7)
      expect(answer).toMatchObject({
        ok: false,
        problems: [{ path: 'type', reason: 'notInList', text: `type${'：'}${t.paly}` }],
      })
      await ask(page, { type: 'set', language: 'en' }, 8)
      const other = await ask(page, { type: 'paly' }, 9)
      const words = TEXTS['en-US'].paly
      expect((other.problems as { text: string }[])[0]?.text).toContain(words)
    })

    test('the share menu gives code that shows this run on another page', async ({ page, context }) => {
      await context.grantPermissions(['clipboard-read', 'clipboard-write'])
      await page.goto(`${sites.same}rocketscope/#${RUN}`)
      await expect(page.getByRole('timer', { name: t.now })).toHaveText('00:09.900')
      await page.getByRole('button', { name: t.share }).focus()
      await page.keyboard.press('Enter')
      await page.getByRole('menuitem', { name: t.embed }).focus()
      await page.keyboard.press('Enter')
      const dialog = page.getByRole('dialog', { name: t.title })
      await dialog.getByLabel(t.height).fill('20')
      await expect(dialog.getByRole('alert')).toHaveText(t.heightWrong)
      await dialog.getByLabel(t.height).fill('500')
      await expect(dialog.getByRole('alert')).toHaveText('')
      await dialog.getByLabel(t.colours).selectOption('light')
      await dialog.getByLabel(t.autoplay).check()
      const copy = async (name: string): Promise<string> => {
        await dialog.getByRole('button', { name }).focus()
        await page.keyboard.press('Enter')
        await expect(dialog.getByRole('status')).toHaveText(t.copied)
        return await page.evaluate(() => navigator.clipboard.readText())
      }
      const iframe = await copy(t.copyIframe)
      const script = await copy(t.copyScript)
      expect(script).toContain('data-height="500" data-theme="light" data-autoplay="on"')
      const { violations } = await new AxeBuilder({ page }).include('dialog').analyze()
      expect(violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`)).toEqual([])
      await page.keyboard.press('Escape')
      await expect(dialog).toHaveCount(0)

      const name = `written-${locale}.html`
      await writeFile(join(written, name), `<!doctype html><meta charset="utf-8" /><body>${iframe}${script}</body>`)
      await page.goto(`${sites.other}written/${name}`)
      await expect(page.locator('iframe')).toHaveCount(2)
      for (const one of await page.locator('iframe').all()) {
        await one.scrollIntoViewIfNeeded()
        await expect(one).toHaveCSS('height', '500px')
        const shown = one.contentFrame()
        await expect(shown.getByRole('button', { name: t.pause, exact: true })).toBeVisible()
        await expect(shown.locator('html')).toHaveAttribute('data-theme', 'light')
        await expect(shown.locator('html')).toHaveAttribute('lang', 'zh-CN')
      }
    })
  })
}

test.describe('keeps to itself', () => {
  test.use({ locale: 'en-US' })

  test('two frames and the whole page of one tab do not know of each other', async ({ page }) => {
    await page.goto(`${sites.same}rocketscope/#v=1&preset=2m-noslave&t=3000`)
    await expect(page.getByRole('timer')).toHaveText('00:03.000')
    await page.goto(`${sites.same}hosts/bare.html`)
    const kept = () => page.evaluate(() => JSON.stringify({ ...sessionStorage, ...localStorage }))
    const before = await kept()
    expect(before).toContain('2m-noslave')
    const [entries, address] = [await page.evaluate(() => history.length), page.url()]
    const frames = await putFrames(page, [
      `${sites.same}rocketscope/?embed#${RUN}`,
      `${sites.same}rocketscope/?embed#${RUN}`,
    ])
    const [one, two] = frames as [Frame, Frame]
    const hash = new URL(one.url()).hash
    await expect(one.getByTestId('sentence')).toHaveText(/broker-a/)
    await one.getByRole('button', { name: 'Next key moment' }).click()
    await one.getByRole('button', { name: 'Play', exact: true }).click()
    await expect(one.getByRole('timer')).not.toHaveText('00:09.900')
    await one.getByRole('button', { name: 'Pause', exact: true }).click()
    await expect(two.getByRole('timer')).toHaveText('00:09.900')
    await page.evaluate(() => {
      for (let at = 0; at < window.frames.length; at++) window.frames[at]?.dispatchEvent(new Event('pagehide'))
    })
    expect(await kept()).toBe(before)
    expect(await page.evaluate(() => history.length)).toBe(entries)
    expect(page.url()).toBe(address)
    expect(await one.evaluate(() => location.hash)).toBe(hash)
  })

  test('in a sandbox without an origin and without a storage it works and answers', async ({ page }) => {
    const complaints: string[] = []
    page.on('pageerror', (error) => complaints.push(error.message))
    await page.goto(`${sites.other}hosts/bare.html`)
    const [frame] = (await putFrames(page, [`${sites.same}rocketscope/?embed#${RUN}`], {
      sandbox: 'allow-scripts',
    })) as [Frame]
    await expect(frame.getByTestId('sentence')).toHaveText(/broker-a/)
    const storage = await frame?.evaluate(() => {
      try {
        return sessionStorage.length
      } catch (error) {
        return (error as Error).name
      }
    })
    expect(storage).toBe('SecurityError')
    expect(await frame?.evaluate(() => window.origin)).toBe('null')
    expect(await ask(page, { type: 'seek', tMs: 12_000 }, 1)).toMatchObject({ ok: true, state: { tMs: 12_000 } })
    // embed.js speaks to it as well.
    const state = await page.evaluate(async () => {
      const side = window.RocketScope.connect(document.querySelector('iframe') as HTMLIFrameElement)
      await side.ready
      await side.seek(11_000)
      return side.state
    })
    expect(state).toMatchObject({ tMs: 11_000 })
    expect(complaints).toEqual([])
  })

  test('nobody but the window around it is listened to, and nobody else hears the answers', async ({ page }) => {
    await page.goto(`${sites.same}hosts/bare.html`)
    const [frame] = (await putFrames(page, [`${sites.same}rocketscope/?embed#${RUN}`])) as [Frame]
    // Of the same origin, and even by the frame itself: still not the window around it.
    const heard = await page.evaluate(async () => {
      const told: unknown[] = []
      const sibling = document.createElement('iframe')
      document.body.append(sibling)
      const other = sibling.contentWindow as Window & typeof globalThis
      other.addEventListener('message', ({ data }) => told.push(data))
      const target = document.querySelector('iframe')?.contentWindow as Window & typeof globalThis
      const seek = JSON.stringify({ rocketscope: 1, id: 1, type: 'seek', tMs: 1000 })
      new other.Function('target', `target.postMessage(${seek}, '*')`)(target)
      return told
    })
    await frame.evaluate(() => postMessage({ rocketscope: 1, id: 1, type: 'seek', tMs: 1000 }, '*'))
    expect(await ask(page, { type: 'state' }, 2)).toMatchObject({ ok: true, state: { tMs: 9900 } })
    expect(heard).toEqual([])
    await expect(frame.getByRole('timer')).toHaveText('00:09.900')
  })

  test('what a host sends never becomes markup', async ({ page }) => {
    await page.goto(`${sites.other}hosts/bare.html`)
    const [frame] = await putFrames(page, [`${sites.same}rocketscope/?embed`])
    const evil = '<img src=x onerror="document.title=1">'
    const answer = await ask(
      page,
      { type: 'load', link: `v=1&preset=article&topic=${encodeURIComponent(evil)}&lang=${evil}` },
      1,
    )
    expect(answer).toMatchObject({ ok: true })
    await ask(page, { type: 'act', action: { type: 'kill', target: evil } }, 2)
    expect(await frame?.locator('img').count()).toBe(0)
  })
})

test('the module gives the same functions, and finds the page beside itself', async ({ page }) => {
  await page.goto(`${sites.same}hosts/bare.html`)
  const tMs = await page.evaluate(async (address) => {
    Reflect.deleteProperty(window, 'RocketScope')
    const { create } = await import(address)
    const side = create({ preset: 'article', height: 400 })
    document.body.append(side.iframe)
    await side.ready
    return (await side.seek(1234)).state.tMs
  }, `${sites.same}rocketscope/embed.mjs`)
  expect(tMs).toBe(1234)
  expect(await readFile(new URL('../public/embed.js', import.meta.url), 'utf8')).not.toMatch(/https?:\/\//)
})
