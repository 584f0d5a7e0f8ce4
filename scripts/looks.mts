// npm run looks -- take <folder> [--dist <built folder>]: pictures of the built page in many states, sizes, themes and
// languages. npm run looks -- compare <before> <after>: which of them differ, by how many pixels, and where; a picture of each
// difference lies beside the later one. Not a test: every difference is for somebody to look at.

import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { type Browser, chromium, type Page } from '@playwright/test'
import pixelmatch from 'pixelmatch'
import { PNG } from 'pngjs'
import { serveFolder } from '../e2e/serveFolder'
import { LANGUAGES, type Language } from '../src/i18n/languages'
import { resolveBrowser } from './resolveBrowser.mjs'

const HELP = `Takes pictures of the built page, and compares two sets of them.

npm run looks -- take <folder> [--dist dist] [--only <name>,...]
npm run looks -- compare <before> <after>`

interface View {
  size: [width: number, height: number]
  theme: 'dark' | 'light'
  language: Language
}

/** Sizes, themes and languages, so that each state is seen in each of them once, without all combinations. */
const VIEWS: readonly View[] = [
  { size: [1920, 1080], theme: 'dark', language: 'zh' },
  { size: [1280, 720], theme: 'light', language: 'en' },
  { size: [390, 844], theme: 'light', language: 'zh' },
  { size: [390, 844], theme: 'dark', language: 'en' },
]

/** How a state is reached: a link, and what is pressed then. Names are matched in both languages. */
interface State {
  name: string
  link: string
  press?: readonly RegExp[]
}

const KILLED = 'preset=article&do=kill+broker-a/master+@9600'

const STATES: readonly State[] = [
  { name: 'rest', link: 'preset=article&t=0' },
  { name: 'in-flight', link: 'preset=article&t=2450' },
  { name: 'failure', link: `${KILLED}&t=9850` },
  { name: 'avoided', link: `${KILLED}&t=11500&sel=group.0` },
  { name: 'failover', link: `${KILLED}&t=21000&charts=on` },
  { name: 'restart', link: 'preset=2m-noslave&do=kill+broker-a/master+@3000&do=restart+broker-a/n0+@6000&t=9000' },
  { name: 'largest', link: 'preset=large&brokerGroupCount=16&producerCount=64&do=kill+broker-c/master+@2000&t=2600' },
  { name: 'log', link: `${KILLED}&t=15000&panel=log` },
  { name: 'settings', link: 'preset=article&t=500&panel=settings' },
  { name: 'compare', link: `${KILLED}&t=14000&compare=sendLatencyFaultEnable%3Dfalse` },
  { name: 'lesson', link: 'preset=article&lesson=queues.1&panel=lesson' },
  { name: 'library', link: 'preset=article&t=500', press: [/^(Learn|课程)$/] },
  { name: 'help', link: 'preset=article&t=500', press: [/^(Keyboard shortcuts|快捷键)$/] },
  { name: 'share', link: `${KILLED}&t=9850`, press: [/^(Share|分享)/] },
]

async function takePicture(browser: Browser, address: string, folder: string, state: State, view: View): Promise<void> {
  const [width, height] = view.size
  const context = await browser.newContext({
    viewport: { width, height },
    reducedMotion: 'reduce',
    locale: LANGUAGES[view.language].tag,
    serviceWorkers: 'block',
  })
  await context.addInitScript(
    ([language, theme]) => {
      localStorage.setItem('rocketscope.language', language)
      localStorage.setItem('rocketscope.theme', theme)
    },
    [view.language, view.theme] as const,
  )
  const page = await context.newPage()
  await page.goto(`${address}#v=1&${state.link}`, { waitUntil: 'networkidle' })
  await page.getByRole('timer').first().waitFor()
  for (const name of state.press ?? []) await press(page, name)
  await page.evaluate(() => document.fonts.ready)
  await page.waitForTimeout(700)
  const file = join(folder, `${state.name}-${width}x${height}-${view.theme}-${view.language}.png`)
  await page.screenshot({ path: file, animations: 'disabled' })
  await context.close()
  console.log(file)
}

async function press(page: Page, name: RegExp): Promise<void> {
  const button = page.getByRole('button', { name }).first()
  if (await button.isVisible()) await button.click()
}

async function take(folder: string, dist: string, only: readonly string[]): Promise<void> {
  mkdirSync(folder, { recursive: true })
  const served = await serveFolder(dist, '/')
  const found = await resolveBrowser()
  Object.assign(process.env, found.env)
  const browser = await chromium.launch({
    executablePath: found.executablePath,
    args: [...found.args, '--disable-gpu'],
  })
  try {
    for (const state of STATES) {
      if (only.length > 0 && !only.includes(state.name)) continue
      for (const view of VIEWS) await takePicture(browser, served.address, folder, state, view)
    }
  } finally {
    await browser.close()
    await served.close()
  }
}

/** Compares every picture that both folders have. @returns how many differ */
function compare(before: string, after: string): number {
  const read = (path: string) => PNG.sync.read(readFileSync(path))
  const names = (folder: string) =>
    readdirSync(folder).filter((name) => name.endsWith('.png') && !name.startsWith('diff-'))
  const later = new Set(names(after))
  let differing = 0
  for (const name of names(before)) {
    if (!later.delete(name)) {
      console.log(`${name}: only before`)
      continue
    }
    const [old, fresh] = [read(join(before, name)), read(join(after, name))]
    if (old.width !== fresh.width || old.height !== fresh.height) {
      console.log(`${name}: another size`)
      differing++
      continue
    }
    const picture = new PNG({ width: old.width, height: old.height })
    const pixels = pixelmatch(old.data, fresh.data, picture.data, old.width, old.height, { threshold: 0.1 })
    if (pixels === 0) continue
    differing++
    writeFileSync(join(after, `diff-${name}`), PNG.sync.write(picture))
    console.log(`${name}: ${((100 * pixels) / (old.width * old.height)).toFixed(2)} % of the pixels`)
  }
  for (const name of later) console.log(`${name}: only after`)
  console.log(`${differing} pictures differ`)
  return differing
}

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    dist: { type: 'string', default: 'dist' },
    only: { type: 'string' },
    help: { type: 'boolean', short: 'h' },
  },
})
const [command, first, second] = positionals
if (command === 'take' && first) await take(first, values.dist, values.only?.split(',') ?? [])
else if (command === 'compare' && first && second) compare(first, second)
else {
  console.log(HELP)
  process.exitCode = values.help ? 0 : 2
}
