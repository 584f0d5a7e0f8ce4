// The moving picture of the README, taken from the real built page: it plays, a Master is killed by a click, the producer goes round
// it, a Slave is elected, the queues come back. The page's clock is ours, so each picture is of one exact moment.

import { fileURLToPath } from 'node:url'
import type { Browser } from '@playwright/test'
import { PNG } from 'pngjs'
import { build, type Rolldown } from 'vite'
import type { Language } from '../../src/i18n/languages'
import { SPEEDS } from '../../src/io/speed'
import { openAt, shot } from './openAt.mts'

/** px. */
const SIZE = [960, 640] as const
/** A frame of the page while Playwright has its clock. */
const CLOCK_TICK_MS = 16
/** Between two pictures. */
const FRAME_MS = 5 * CLOCK_TICK_MS
/** Where it begins, ms of virtual time. */
const FROM_MS = 2400
/** When the Master is pressed, and when "kill" in the menu that opens. */
const MENU_AT_MS = 3360
const KILL_AT_MS = 4000

/** What is played, ms of virtual time: the quiet between two things that matter goes by faster. */
const STRETCHES: readonly { toMs: number; speed: number }[] = [
  { toMs: MENU_AT_MS, speed: 1 },
  { toMs: KILL_AT_MS, speed: 1 },
  // It fails, is avoided, and all go to broker-b.
  { toMs: 7040, speed: 1 },
  { toMs: 11_840, speed: 5 },
  // The election.
  { toMs: 14_400, speed: 1 },
  { toMs: 19_200, speed: 5 },
  // The poll brings its queues back.
  { toMs: 22_400, speed: 1 },
]
/** How long the last picture stays, hundredths of a second. */
const LAST_DELAY = 160

/** The controls that are pressed, in both languages. */
const KILL = /kill -9/
const BUTTONS = {
  play: /^(?:Play|播放)$/,
  faster: /^(?:Faster|快一点)$/,
  slower: /^(?:Slower|慢一点)$/,
  master: /^(?:Master of broker-a|broker-a 的 Master)/,
}

const ENCODER = fileURLToPath(new URL('../../src/ui/export/gif.ts', import.meta.url))

/** The encoder of the page's own films. Built first: its library is written for bundlers. */
async function loadEncoder(): Promise<typeof import('../../src/ui/export/gif')> {
  const built = await build({
    configFile: false,
    logLevel: 'error',
    ssr: { noExternal: true },
    build: { ssr: ENCODER, write: false },
  })
  const { output } = (Array.isArray(built) ? built[0] : built) as Rolldown.RolldownOutput
  return await import(`data:text/javascript,${encodeURIComponent(output[0].code)}`)
}

/** @returns the film as a GIF */
export async function takeFilm(browser: Browser, address: string, language: Language): Promise<Uint8Array> {
  const { gifOf } = await loadEncoder()
  const gif = gifOf(...SIZE)
  const link = `?embed#v=2&preset=article&t=${FROM_MS}`
  await openAt(browser, address, { size: SIZE, language, theme: 'dark', link }, async (page) => {
    const press = (button: keyof typeof BUTTONS) => page.getByRole('button', { name: BUTTONS[button] }).click()
    const take = async (delay: number) => {
      const { data } = PNG.sync.read(await shot(page))
      gif.add(new Uint32Array(data.buffer, data.byteOffset, data.length / 4), delay)
    }
    await press('play')
    // The first frame of a playing page only begins to count.
    await page.clock.runFor(CLOCK_TICK_MS)
    let atMs = FROM_MS
    let position = SPEEDS.indexOf(1)
    for (const { toMs, speed } of STRETCHES) {
      for (; SPEEDS[position] < speed; position++) await press('faster')
      for (; SPEEDS[position] > speed; position--) await press('slower')
      while (atMs < toMs) {
        await take(FRAME_MS / 10)
        await page.clock.runFor(FRAME_MS)
        atMs += FRAME_MS * speed
      }
      if (toMs === MENU_AT_MS) await press('master')
      if (toMs !== KILL_AT_MS) continue
      await page.getByRole('menuitem', { name: KILL }).click()
      await page.mouse.move(0, 0)
    }
    await take(LAST_DELAY)
  })
  return gif.end()
}
