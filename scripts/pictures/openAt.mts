// Opens the built page for a picture: a link, a size, a language and a theme, with the page's clock in our hands.

import { type Browser, chromium, type Page } from '@playwright/test'
import { LANGUAGES, type Language } from '../../src/i18n/languages'
import { resolveBrowser } from '../resolveBrowser.mjs'

export interface Look {
  size: readonly [width: number, height: number]
  language: Language
  theme: 'dark' | 'light'
  /** What follows the address of the page, `?` and `#` included. */
  link: string
}

/** ms of the page's own clock that it gets before a picture: all that comes late has come. */
const SETTLE_MS = 3000
const WEBP_QUALITY = 0.85

export async function launch(): Promise<Browser> {
  const found = await resolveBrowser()
  Object.assign(process.env, found.env)
  return await chromium.launch({ executablePath: found.executablePath, args: found.args })
}

/**
 * Opens the page, hands it over when it is drawn and its clock stopped, and closes it again. From then on time passes only by
 * `page.clock.runFor`: the same pictures come out on every machine, however slow.
 *
 * @throws Error if the page complained
 */
export async function openAt(
  browser: Browser,
  address: string,
  { size: [width, height], language, theme, link }: Look,
  use: (page: Page) => Promise<void>,
): Promise<void> {
  const context = await browser.newContext({
    viewport: { width, height },
    locale: LANGUAGES[language].tag,
    colorScheme: theme,
    serviceWorkers: 'block',
  })
  await context.addInitScript(
    ([words, look]) => {
      localStorage.setItem('rocketscope.language', words)
      localStorage.setItem('rocketscope.theme', look)
    },
    [language, theme] as const,
  )
  const page = await context.newPage()
  const complaints: string[] = []
  page.on('pageerror', (error) => complaints.push(error.message))
  await page.clock.install({ time: 0 })
  await page.goto(`${address}${link}`, { waitUntil: 'networkidle' })
  await page.getByRole('timer').first().waitFor()
  await page.evaluate(() => document.fonts.ready)
  await page.clock.pauseAt(3_600_000)
  await page.clock.runFor(SETTLE_MS)
  await use(page)
  await context.close()
  if (complaints.length > 0) throw new Error(`${link}: ${complaints.join('; ')}`)
}

/** A picture of what is drawn, as PNG. What CSS moves is at its end: its clock is not the page's. */
export const shot = (page: Page): Promise<Buffer> => page.screenshot({ animations: 'disabled', caret: 'hide' })

/** A picture for a document: a third of the size of a PNG, and its text stays sharp. The browser encodes it. */
export async function webpOf(browser: Browser, png: Buffer): Promise<Buffer> {
  const page = await browser.newPage()
  const address = await page.evaluate(
    async ([data, quality]) => {
      const image = new Image()
      image.src = `data:image/png;base64,${data}`
      await image.decode()
      const canvas = document.createElement('canvas')
      canvas.width = image.width
      canvas.height = image.height
      canvas.getContext('2d')?.drawImage(image, 0, 0)
      return canvas.toDataURL('image/webp', quality)
    },
    [png.toString('base64'), WEBP_QUALITY] as const,
  )
  await page.close()
  return Buffer.from(address.split(',')[1] ?? '', 'base64')
}
