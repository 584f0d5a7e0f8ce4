// npm run screenshots: takes the pictures of the README from the real built page, in both languages and themes.
// The page is opened at a moment of a run, paused, so the pictures change only when the page does.

import { mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { type Browser, chromium } from '@playwright/test'
import { build, preview } from 'vite'
import { LANGUAGE_CODES } from '../src/i18n/languages'
import { parseAction } from '../src/io/actionText'
import { presetInput } from '../src/rocketmq'
import { resolveBrowser } from './resolveBrowser.mjs'

const projectDir = fileURLToPath(new URL('..', import.meta.url))
const imagesDir = join(projectDir, 'docs', 'images')

/** The article's story, shortly after the Master died: a message has failed, its Broker is avoided, and the retry is stored. */
const ACTION = 'kill broker-a master @9600'
const PLAYHEAD_MS = 9850
const VIEWPORT = { width: 1600, height: 900 }

/** What the page finds in the browser's storage: the run of this tab, as it keeps one for a reload. */
function loadRun(): string {
  const read = parseAction(ACTION)
  if (!read.ok) throw new Error(`not an action: ${ACTION}`)
  const input = { ...presetInput('article'), actions: [read.action] }
  return JSON.stringify({ input, playheadMs: PLAYHEAD_MS, playing: false, speed: 1 })
}

async function takePicture(browser: Browser, address: string, language: string, theme: string): Promise<void> {
  const context = await browser.newContext({ viewport: VIEWPORT, reducedMotion: 'reduce' })
  await context.addInitScript(
    ([run, kept, look]) => {
      sessionStorage.setItem('rocketscope.run', run)
      localStorage.setItem('rocketscope.language', kept)
      localStorage.setItem('rocketscope.theme', look)
    },
    [loadRun(), language, theme] as const,
  )
  const page = await context.newPage()
  const complaints: string[] = []
  page.on('pageerror', (error) => complaints.push(error.message))
  await page.goto(address, { waitUntil: 'networkidle' })
  await page.evaluate(() => document.fonts.ready)
  // Two frames: what was asked for last has been drawn.
  await page.evaluate(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))))
  const path = join(imagesDir, `stage-${theme}-${language}.png`)
  await page.screenshot({ path })
  await context.close()
  if (complaints.length > 0) throw new Error(`${path}: ${complaints.join('; ')}`)
  console.log(path)
}

const outDir = mkdtempSync(join(tmpdir(), 'rocketscope-'))
mkdirSync(imagesDir, { recursive: true })
await build({ root: projectDir, logLevel: 'warn', build: { outDir, emptyOutDir: true } })
const server = await preview({ root: projectDir, build: { outDir }, preview: { port: 0, host: '127.0.0.1' } })
const found = await resolveBrowser()
Object.assign(process.env, found.env)
const browser = await chromium.launch({ executablePath: found.executablePath, args: found.args })
try {
  const address = server.resolvedUrls?.local[0]
  if (!address) throw new Error('the page could not be served')
  for (const theme of ['dark', 'light']) {
    for (const language of LANGUAGE_CODES) await takePicture(browser, address, language, theme)
  }
} finally {
  await browser.close()
  await server.close()
  rmSync(outDir, { recursive: true, force: true })
}
