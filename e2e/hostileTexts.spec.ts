// Texts from strangers that are made to take long, or to look like another: each is named, and costs nothing that was there.
import { expect, type Frame, type Page, test } from '@playwright/test'
import { deflateSync, strToU8 } from 'fflate'
import { packText } from '../src/io/packedText'
import { openSites } from './embedHost'
import { openRun } from './openRun'
import { releaseUnless } from './releaseUnless'

/** An action that a pattern which tries every place anew reads for minutes. */
const slowAction = (length: number): string => `kill${'@'.repeat(length)} x y`

const packed = (text: string): string => Buffer.from(deflateSync(strToU8(text), { level: 9 })).toString('base64url')

/** In a few letters, packed; in a few thousand, as it is. */
const LINKS = {
  packed: `v=1&preset=article&z=${packed(`do=${slowAction(60_000).replaceAll(' ', '+')}`)}&end`,
  plain: `v=1&preset=article&do=${slowAction(2400).replaceAll(' ', '+')}&end`,
}

const LESSON = {
  title: { en: 'A lesson' },
  summary: { en: 'Nothing.' },
  minutes: 1,
  steps: [
    {
      title: { en: 'A step' },
      say: { en: 'Look.' },
      meaning: { en: 'Nothing.' },
      input: `preset=article&do=${slowAction(2400).replaceAll(' ', '+')}`,
      atMs: 0,
    },
  ],
}

const TEXTS = {
  'en-US': {
    lang: 'en',
    tooLong: /It is too long to read\. At most 1,000\./,
    invisible: /"<U\+202E>evil" cannot be a name/,
    refused: 'Opening this lesson failed',
    close: 'Close',
    box: 'Paste here',
    deep: /nested too deeply/,
  },
  'zh-CN': {
    lang: 'zh',
    tooLong: /太长，无法读取。最多 1,000。/,
    invisible: /“<U\+202E>evil”不能作为名字/,
    refused: '无法打开这一课',
    close: '关闭',
    box: '粘贴到这里',
    deep: /嵌套太深/,
  },
} as const

/** A run of the person's own, kept by the tab. */
async function ownRun(page: Page, lang: string): Promise<string> {
  await openRun(page, `preset=article&do=freeze+broker-b/master+@700&t=900&lang=${lang}`)
  await expect(page.getByRole('slider').first()).toBeVisible()
  await page.keyboard.press('k')
  await expect.poll(() => keptInput(page)).toContain('"kill"')
  return await keptInput(page)
}

const keptInput = (page: Page): Promise<string> =>
  page.evaluate(() => JSON.stringify(JSON.parse(sessionStorage.getItem('rocketscope.run') ?? '{}').input ?? null))

const putInAddress = (page: Page, hash: string): Promise<void> =>
  page.evaluate((text) => {
    location.hash = text
  }, hash)

for (const [locale, t] of Object.entries(TEXTS)) {
  test.describe(locale, releaseUnless(locale === 'en-US'), () => {
    test.use({ locale })

    for (const [kind, link] of Object.entries(LINKS)) {
      test(`a ${kind} link with an action made to take long is named at once, and a reload is quick`, async ({
        page,
      }) => {
        await page.goto(`/#${link}&lang=${t.lang}`)
        const dialog = page.getByRole('dialog')
        await expect(dialog).toContainText(t.tooLong)
        await dialog.getByRole('button', { name: t.close }).click()
        await page.reload()
        await expect(page.getByRole('timer')).toBeVisible()
        await expect(page.getByRole('slider').first()).toBeVisible()
        // The address is the page's own by now.
        await expect.poll(() => page.url().length).toBeLessThan(200)
      })
    }

    test('a lesson with such an action in it is refused, and the run stays, also after a reload', async ({ page }) => {
      const before = await ownRun(page, t.lang)
      await putInAddress(page, `v=1&own=${packText(JSON.stringify(LESSON))}&end`)
      const dialog = page.getByRole('dialog')
      await expect(dialog).toContainText(t.refused)
      await expect(dialog).toContainText(t.tooLong)
      expect(await keptInput(page)).toBe(before)
      await dialog.getByRole('button', { name: t.close }).click()
      await page.reload()
      await expect(page.getByRole('slider').first()).toBeVisible()
      await expect(dialog).toHaveCount(0)
      expect(await keptInput(page)).toBe(before)
    })

    test('a paste that is nested without end is named, and is no burden when the page is loaded again', async ({
      page,
    }) => {
      const before = await ownRun(page, t.lang)
      await page.getByRole('button', { name: t.lang === 'zh' ? '分享与文件' : 'Share and files', exact: true }).click()
      await page.getByRole('menuitem', { name: t.lang === 'zh' ? /你自己的集群/ : /Your own cluster/ }).click()
      const dialog = page.getByRole('dialog')
      const box = dialog.getByRole('textbox', { name: t.box })
      await box.fill(`a: ${'['.repeat(1990)}\n${`b: ${'- '.repeat(900)}x\n`.repeat(90)}`)
      await expect(dialog).toContainText(t.deep)
      await page.reload()
      await expect(page.getByRole('slider').first()).toBeVisible()
      expect(await keptInput(page)).toBe(before)
      await page.getByRole('button', { name: t.lang === 'zh' ? '分享与文件' : 'Share and files', exact: true }).click()
      await page.getByRole('menuitem', { name: t.lang === 'zh' ? /你自己的集群/ : /Your own cluster/ }).click()
      await expect(dialog).toContainText(t.deep)
    })

    test('a name that turns letters round is refused, and its sign is shown by its number', async ({ page }) => {
      await page.goto(`/#v=1&preset=article&groups=1&group.0.brokerName=%E2%80%AEevil&lang=${t.lang}`)
      await expect(page.getByRole('dialog')).toContainText(t.invisible)
      await expect(page.getByRole('timer')).toBeVisible()
      expect(await page.evaluate(() => document.body.innerText.includes('\u202e'))).toBe(false)
    })
  })
}

test('a host that sends such a link is answered, and the frame shows what it showed', async ({ page }) => {
  const sites = await openSites()
  try {
    await page.goto(`${sites.other}hosts/bare.html`)
    await page.evaluate((address) => {
      const iframe = document.createElement('iframe')
      iframe.src = address
      document.body.append(iframe)
    }, `${sites.same}rocketscope/?embed&lang=en#v=1&preset=article&t=500`)
    await expect.poll(() => page.frames().length).toBe(2)
    const frame = page.frames()[1] as Frame
    await expect(frame.getByRole('timer')).toBeVisible()
    const ask = (message: object) =>
      page.evaluate(
        (data) =>
          new Promise<Record<string, unknown>>((answered) => {
            window.addEventListener('message', ({ data: answer }) => {
              if (answer?.type === 'answer' && answer.id === data.id) answered(answer)
            })
            document.querySelector('iframe')?.contentWindow?.postMessage({ rocketscope: 1, ...data }, '*')
          }),
        message as { id: number },
      )
    const refused = await ask({ id: 1, type: 'load', link: `v=1&own=${packText(JSON.stringify(LESSON))}` })
    expect(refused).toMatchObject({ ok: false })
    const opened = await ask({ id: 2, type: 'load', link: LINKS.packed })
    expect(opened).toMatchObject({ ok: true, problems: [{ reason: 'tooLong' }], state: { actions: 0 } })
    const deep = `${'['.repeat(5000)}${']'.repeat(5000)}`
    const tooDeep = await ask({ id: 3, type: 'load', run: `{"format":"rocketscope-run","version":1,"input":${deep}}` })
    expect(tooDeep).toMatchObject({ ok: false, problems: [{ reason: 'tooDeep' }] })
    await expect(frame.getByRole('timer')).toBeVisible()
  } finally {
    await sites.close()
  }
})
