// The page's part of the bench: the built site, served from this computer, in a real Chromium without a GPU.

import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { basename, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { gzipSync } from 'node:zlib'
import { type Browser, chromium, type Frame, type Page } from '@playwright/test'
import { build, preview } from 'vite'
import { presetInput, REAL_SETTINGS, type RunInput, requestsInFlight, simulate, stateAt } from '../../src/rocketmq'
import { resolveBrowser } from '../resolveBrowser.mjs'
import { type Measured, percentile, shorten } from './figures.mts'
import { observe, readMetrics, readWatch, startMetrics, type WatchedWindow, withPage } from './watchedPage.mts'

const projectDir = fileURLToPath(new URL('../..', import.meta.url))
/** Sizes at which the goals were measured. */
const LARGE = { width: 1600, height: 900 }
const USUAL = { width: 1280, height: 900 }
const LOADS = 5
const SETTLE_MS = 2500
const MEASURED_MS = 5000
const PAUSED_MS = 3000
const FRAME_MS = 1000 / 60
const gzipSize = (path: string): number => gzipSync(readFileSync(path), { level: 9 }).length

// ------------------------------------------------------------------------------------------------ loading

interface Load {
  diagramMs: number
  /** Names of scripts that had arrived by then, and of those that were under way. */
  arrived: string[]
  underWay: string[]
}

const load = (browser: Browser, address: string): Promise<Load> =>
  withPage(browser, { address, viewport: LARGE }, async (page) => {
    await page.waitForLoadState('networkidle')
    const { diagramMs } = await readWatch(page)
    const scripts = await page.evaluate(() =>
      performance
        .getEntriesByType('resource')
        .filter(({ name }) => new URL(name).pathname.endsWith('.js'))
        .map((entry) => ({
          name: entry.name,
          from: entry.startTime,
          to: (entry as PerformanceResourceTiming).responseEnd,
        })),
    )
    const at = diagramMs as number
    const names = (list: typeof scripts) => list.map(({ name }) => basename(new URL(name).pathname))
    return {
      diagramMs: at,
      arrived: names(scripts.filter(({ to }) => to <= at)),
      underWay: names(scripts.filter(({ from, to }) => from <= at && to > at)),
    }
  })

async function measureLoading(browser: Browser, address: string, outDir: string): Promise<Measured[]> {
  const assets = join(outDir, 'assets')
  const sizes = new Map(
    readdirSync(assets)
      .filter((name) => name.endsWith('.js'))
      .map((name) => [name, gzipSize(join(assets, name))]),
  )
  const kilobytes = (names: Iterable<string>) =>
    [...names].reduce((sum, name) => sum + (sizes.get(name) ?? 0), 0) / 1000
  const loads: Load[] = []
  await load(browser, address) // the browser itself starts parts of it with its first page
  for (let count = 0; count < LOADS; count++) loads.push(await load(browser, address))
  const arrived = loads.map((one) => kilobytes(one.arrived))
  const requested = loads.map((one) => kilobytes([...one.arrived, ...one.underWay]))
  const page = readFileSync(join(outDir, 'index.html'), 'utf8')
  const needed = [...page.matchAll(/(?:src|href)="[^"]*\/([^"/]+\.js)"/g)].map(([, name]) => name)
  const most = loads[arrived.indexOf(Math.max(...arrived))]
  const times = loads.map((one) => one.diagramMs)
  return [
    { id: 'js-needed', value: kilobytes(needed), detail: `${needed.length} files` },
    {
      id: 'js-diagram',
      value: Math.max(...arrived),
      detail: `${most.arrived.length} files; with those under way ${shorten(Math.max(...requested))}`,
    },
    { id: 'js-total', value: kilobytes(sizes.keys()), detail: `${sizes.size} files` },
    {
      id: 'diagram',
      value: percentile(times, 0.5),
      detail: `best ${shorten(Math.min(...times))}, worst ${shorten(Math.max(...times))}`,
    },
  ]
}

// ------------------------------------------------------------------------------------------------ frames

/** About 1,000 messages in flight. */
const FLIGHT: RunInput = {
  scenario: {
    preset: 'bench',
    topic: 'TopicTest',
    settings: {
      ...REAL_SETTINGS,
      brokerGroupCount: 4,
      producerCount: 8,
      sendThreadCount: 128,
      sendIntervalMs: 1000,
      networkLatencyMs: 500,
    },
    brokerGroups: [],
  },
  seed: 1,
  actions: [],
}
/** About 20,000. */
const CROWD: RunInput = {
  ...FLIGHT,
  scenario: {
    ...FLIGHT.scenario,
    settings: {
      ...FLIGHT.scenario.settings,
      brokerGroupCount: 16,
      producerCount: 64,
      sendThreadCount: 32,
      sendIntervalMs: 280,
      networkLatencyMs: 1400,
      sendMsgTimeout: 30_000,
      communicationMode: 'ASYNC',
    },
  },
}
const CROWD_FROM_MS = 15_000

/** Requests in flight during what the page will show. */
function crowdSize(input: RunInput): string {
  const run = simulate(input, CROWD_FROM_MS + SETTLE_MS + MEASURED_MS)
  const counts: number[] = []
  for (let tMs = CROWD_FROM_MS + SETTLE_MS; tMs <= run.endMs; tMs += 250) {
    counts.push(requestsInFlight(stateAt(run, tMs)))
  }
  return `${Math.min(...counts)} to ${Math.max(...counts)} in flight`
}

async function measureCrowd(
  browser: Browser,
  address: string,
  name: 'flight' | 'crowd',
  input: RunInput,
): Promise<Measured[]> {
  const loadRun = JSON.stringify({ input, playheadMs: CROWD_FROM_MS, playing: true, speed: 1 })
  const seen = await withPage(browser, { address, viewport: LARGE, loadRun }, async (page) => {
    const session = await startMetrics(page)
    await page.waitForTimeout(SETTLE_MS)
    return observe(page, session, MEASURED_MS)
  })
  const perFrame = (ms: number) => ms / Math.max(1, seen.frames)
  const rate = `${shorten((seen.frames * 1000) / seen.wallMs)} frames a second; ${crowdSize(input)}`
  return [
    { id: `${name}-frame`, value: percentile(seen.intervals, 0.5), detail: rate },
    {
      id: `${name}-frame-p95`,
      value: percentile(seen.intervals, 0.95),
      detail: `longest ${shorten(Math.max(...seen.intervals))}`,
    },
    {
      id: `${name}-main`,
      value: perFrame(seen.taskMs),
      detail: `of it script ${shorten(perFrame(seen.scriptMs))}, style and layout ${shorten(perFrame(seen.styleMs))}`,
    },
    { id: `${name}-main-cpu`, value: perFrame(seen.cpuMs), detail: `${seen.frames} frames` },
  ]
}

const measureDefaultScene = (browser: Browser, address: string): Promise<Measured[]> =>
  withPage(browser, { address, viewport: USUAL }, async (page) => {
    const session = await startMetrics(page)
    await page.waitForTimeout(SETTLE_MS)
    const playing = await observe(page, session, MEASURED_MS)
    await page.keyboard.press('Space')
    await page.waitForTimeout(500)
    const paused = await observe(page, session, PAUSED_MS)
    const animations = await page.evaluate(
      () => document.getAnimations().filter(({ playState }) => playState === 'running').length,
    )
    const share = (ms: number, { wallMs }: typeof playing) => (ms / wallMs) * 100
    const perFrame = (ms: number) => shorten(ms / Math.max(1, playing.frames))
    return [
      {
        id: 'playing',
        value: share(playing.taskMs, playing),
        detail: `${perFrame(playing.taskMs)} ms a frame, of it script ${perFrame(playing.scriptMs)}, style and layout ${perFrame(playing.styleMs)}; ${shorten((playing.frames * 1000) / playing.wallMs)} frames a second`,
      },
      {
        id: 'playing-cpu',
        value: playing.cpuMs / Math.max(1, playing.frames),
        detail: `${shorten((playing.cpuMs / Math.max(1, playing.frames) / FRAME_MS) * 100)} % of the main thread at 60 frames a second`,
      },
      {
        id: 'paused',
        value: paused.requested,
        detail: `${animations} animations of CSS or SVG running`,
      },
      {
        id: 'paused-style',
        value: paused.styles,
        detail: `main thread ${shorten(share(paused.taskMs, paused))} % busy`,
      },
    ]
  })

// ------------------------------------------------------------------------------------------------ seen by nobody

/** Frames that a page, or a frame in it, asks for from 0.5 s on. */
async function framesAsked(page: Page, frame: Frame): Promise<number> {
  const asked = () => frame.evaluate(() => (window as unknown as WatchedWindow).rocketscopeBench.requested)
  await page.waitForTimeout(500)
  const before = await asked()
  await page.waitForTimeout(PAUSED_MS)
  return (await asked()) - before
}

/** @throws Error if nothing was drawn before, so that not drawing would mean nothing */
async function measureUnseen(browser: Browser, address: string): Promise<Measured[]> {
  const hidden = await withPage(browser, { address, viewport: USUAL }, async (page) => {
    const playing = await framesAsked(page, page.mainFrame())
    await page.evaluate(() => {
      Object.defineProperty(document, 'hidden', { configurable: true, value: true })
      document.dispatchEvent(new Event('visibilitychange'))
    })
    return { playing, unseen: await framesAsked(page, page.mainFrame()) }
  })
  const outOfSight = await withPage(browser, { address, viewport: USUAL }, async (page) => {
    // A file of the site gives way to a page around it: the page itself would let no markup in.
    await page.goto(new URL('conformance.json', address).href)
    await page.setContent(
      `<iframe src="${address}" style="width:1000px;height:800px"></iframe><p style="margin-top:4000px">End</p>`,
    )
    const [, frame] = page.frames()
    await frame.locator('.stage svg text').first().waitFor()
    const playing = await framesAsked(page, frame)
    await page.evaluate(() => window.scrollTo(0, document.documentElement.scrollHeight))
    return { playing, unseen: await framesAsked(page, frame) }
  })
  return [
    { id: 'hidden' as const, ...hidden },
    { id: 'out-of-sight' as const, ...outOfSight },
  ].map(({ id, playing, unseen }) => {
    if (playing === 0) throw new Error(`${id}: the page did not draw before.`)
    return { id, value: unseen, detail: `${playing} while it was seen` }
  })
}

// ------------------------------------------------------------------------------------------------ editing

const EDITED_RUN_MS = 600_000
const EDITS = 40

/** A fault near the beginning is moved by key, the playhead being at the end. */
const measureEditing = (browser: Browser, address: string): Promise<Measured[]> => {
  const input: RunInput = {
    ...presetInput('real-5.3'),
    actions: [{ atMs: 9600, type: 'kill', target: 'broker-a/master' }],
  }
  const loadRun = JSON.stringify({ input, playheadMs: EDITED_RUN_MS, playing: false, speed: 1 })
  return withPage(browser, { address, viewport: USUAL, loadRun }, async (page) => {
    await page.locator('.action-mark').first().waitFor()
    await page.waitForTimeout(SETTLE_MS)
    const session = await startMetrics(page)
    const before = await readMetrics(session)
    const took = await page.evaluate(async (edits) => {
      const times: number[] = []
      for (let edit = 0; edit < edits; edit++) {
        const mark = document.querySelector('.action-mark') as HTMLElement
        const key = edit % 2 === 0 ? 'ArrowRight' : 'ArrowLeft'
        const startedAt = performance.now()
        mark.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true }))
        // The frame that follows draws it; what is asked for within it comes after it is drawn.
        await new Promise((drawn) => requestAnimationFrame(() => setTimeout(drawn)))
        times.push(performance.now() - startedAt)
        mark.dispatchEvent(new KeyboardEvent('keyup', { key, bubbles: true }))
        await new Promise((rest) => setTimeout(rest, 50))
      }
      return times
    }, EDITS)
    const cpuMs = (await readMetrics(session)).cpuMs - before.cpuMs
    const events = stateAt(simulate(input, EDITED_RUN_MS), EDITED_RUN_MS).eventsDone
    return [
      {
        id: 'edit',
        value: percentile(took, 0.5),
        detail: `p95 ${shorten(percentile(took, 0.95))} ms, longest ${shorten(Math.max(...took))} ms; the run has ${events} events`,
      },
      { id: 'edit-cpu', value: cpuMs / EDITS, detail: 'of the main thread, everything that follows an edit included' },
    ]
  })
}

/** @throws Error if the site cannot be built or opened, or complains */
export async function measureBrowser(): Promise<{ measured: Measured[]; version: string }> {
  const found = await resolveBrowser()
  Object.assign(process.env, found.env)
  const outDir = mkdtempSync(join(tmpdir(), 'rocketscope-bench-'))
  try {
    await build({ root: projectDir, logLevel: 'warn', build: { outDir, emptyOutDir: true } })
    const server = await preview({
      root: projectDir,
      logLevel: 'warn',
      build: { outDir },
      preview: { port: 0, host: '127.0.0.1' },
    })
    const browser = await chromium.launch({
      executablePath: found.executablePath,
      args: [...found.args, '--disable-gpu'],
    })
    try {
      const address = server.resolvedUrls?.local[0]
      if (!address) throw new Error('The preview names no address.')
      const measured = [
        ...(await measureLoading(browser, address, outDir)),
        ...(await measureCrowd(browser, address, 'flight', FLIGHT)),
        ...(await measureCrowd(browser, address, 'crowd', CROWD)),
        ...(await measureDefaultScene(browser, address)),
        ...(await measureUnseen(browser, address)),
        ...(await measureEditing(browser, address)),
      ]
      return { measured, version: browser.version() }
    } finally {
      await browser.close()
      await server.close()
    }
  } finally {
    rmSync(outDir, { recursive: true, force: true })
  }
}
