// A page of the bench under watch: when it draws, what its main thread does, and whether it complains.

import type { Browser, CDPSession, Page } from '@playwright/test'

/** A diagram that takes longer than this has not come. */
const DIAGRAM_LIMIT_MS = 10_000

/** What is noted inside the page, from before its first script. */
interface Watch {
  /** Times of frames in which the app drew. */
  frames: number[]
  /** Calls of requestAnimationFrame. */
  requested: number
  /** ms from the start of navigation until the first Broker card was in the stage's SVG. */
  diagramMs: number | null
}

export type WatchedWindow = Window & { rocketscopeBench: Watch }

/** Runs in the page. Functions in it have no names of their own: a loader would wrap those in a helper the page lacks. */
function watchPage(): void {
  const watch: Watch = { frames: [], requested: 0, diagramMs: null }
  ;(window as unknown as WatchedWindow).rocketscopeBench = watch
  const request = window.requestAnimationFrame.bind(window)
  window.requestAnimationFrame = (callback) => {
    watch.requested++
    return request((now) => {
      if (watch.frames[watch.frames.length - 1] !== now) watch.frames.push(now)
      callback(now)
    })
  }
  new MutationObserver((_, observer) => {
    const texts = [...document.querySelectorAll('.stage svg text')]
    if (!texts.some((text) => text.textContent === 'broker-a')) return
    watch.diagramMs = performance.now()
    observer.disconnect()
  }).observe(document, { childList: true, subtree: true })
}

export const readWatch = (page: Page): Promise<Watch> =>
  page.evaluate(() => (window as unknown as WatchedWindow).rocketscopeBench)

/** Asks now and then; the usual way of waiting would ask for frames, which are counted. */
const diagramIsThere = (page: Page) =>
  page.waitForFunction(() => (window as unknown as WatchedWindow).rocketscopeBench.diagramMs !== null, null, {
    timeout: DIAGRAM_LIMIT_MS,
    polling: 50,
  })

/** A page that has nothing from any other: own cache, own storage. */
export async function withPage<T>(
  browser: Browser,
  { address, viewport, loadRun }: { address: string; viewport: { width: number; height: number }; loadRun?: string },
  use: (page: Page) => Promise<T>,
): Promise<T> {
  const context = await browser.newContext({ viewport, locale: 'en-GB', serviceWorkers: 'block' })
  try {
    await context.addInitScript(watchPage)
    if (loadRun !== undefined) {
      await context.addInitScript((run) => sessionStorage.setItem('rocketscope.run', run), loadRun)
    }
    const page = await context.newPage()
    const complaints: string[] = []
    page.on('pageerror', (error) => complaints.push(error.message))
    page.on('console', (message) => {
      // The browser asks for this by itself beside a file that is no page; ours names its icon.
      const isIcon = message.location().url.endsWith('/favicon.ico')
      if (message.type() === 'error' && !isIcon) complaints.push(message.text())
    })
    try {
      await page.goto(address, { waitUntil: 'load' })
      await diagramIsThere(page)
      return await use(page)
    } finally {
      // A page that complains is measured all the same, but nobody should take it for a sound one.
      for (const complaint of new Set(complaints)) console.error(`The page complained: ${complaint}`)
    }
  } finally {
    await context.close()
  }
}

interface Metrics {
  atMs: number
  taskMs: number
  scriptMs: number
  styleMs: number
  /** CPU time of the main thread. */
  cpuMs: number
  /** How often styles were computed. */
  styles: number
}

export async function readMetrics(session: CDPSession): Promise<Metrics> {
  const { metrics } = await session.send('Performance.getMetrics')
  const value = (name: string) => metrics.find((metric) => metric.name === name)?.value ?? 0
  return {
    atMs: value('Timestamp') * 1000,
    taskMs: value('TaskDuration') * 1000,
    scriptMs: value('ScriptDuration') * 1000,
    styleMs: (value('RecalcStyleDuration') + value('LayoutDuration')) * 1000,
    cpuMs: value('ThreadTime') * 1000,
    styles: value('RecalcStyleCount'),
  }
}

/** What the main thread did over a stretch of time. */
export async function observe(page: Page, session: CDPSession, forMs: number) {
  const watchBefore = await readWatch(page)
  const before = await readMetrics(session)
  await page.waitForTimeout(forMs)
  const after = await readMetrics(session)
  const watch = await readWatch(page)
  const frames = watch.frames.slice(watchBefore.frames.length)
  return {
    requested: watch.requested - watchBefore.requested,
    frames: frames.length,
    intervals: frames.slice(1).map((at, index) => at - frames[index]),
    wallMs: after.atMs - before.atMs,
    taskMs: after.taskMs - before.taskMs,
    scriptMs: after.scriptMs - before.scriptMs,
    styleMs: after.styleMs - before.styleMs,
    cpuMs: after.cpuMs - before.cpuMs,
    styles: after.styles - before.styles,
  }
}

export async function startMetrics(page: Page): Promise<CDPSession> {
  const session = await page.context().newCDPSession(page)
  await session.send('Performance.enable')
  return session
}
