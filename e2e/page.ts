// The page that a story is told on. Contexts cost more than the story, so the stories of one worker that ask for the same
// one share it, one after the other: each begins in a new tab, with nothing saved, nothing granted and nothing intercepted. The
// visitor has been here before and sees everything; test.use({ firstVisit: true }) is somebody who has not.
import { type BrowserContext, test as base } from '@playwright/test'

export { type BrowserContext, expect, type Frame, type Locator, type Page } from '@playwright/test'

/** Options of a context by which stories differ. What one of them needs besides, it makes itself: browser.newContext(). */
const OPTIONS = ['locale', 'colorScheme', 'viewport', 'hasTouch', 'isMobile', 'serviceWorkers', 'offline'] as const

/** In the page, before it begins. A frame saves nothing. */
function rememberVisit(): void {
  try {
    if (window === window.top) localStorage.setItem('rocketscope.introduced', 'all')
  } catch {
    // No storage, no memory.
  }
}

export const test = base.extend<{ firstVisit: boolean }, { contexts: Map<string, BrowserContext> }>({
  firstVisit: [false, { option: true }],
  contexts: [
    // biome-ignore lint/correctness/noEmptyPattern: the runner reads from it what else is needed
    async ({}, use) => {
      const contexts = new Map<string, BrowserContext>()
      await use(contexts)
      for (const context of contexts.values()) await context.close()
    },
    { scope: 'worker' },
  ],
  context: async (
    {
      contexts,
      browser,
      baseURL,
      firstVisit,
      locale,
      colorScheme,
      viewport,
      hasTouch,
      isMobile,
      serviceWorkers,
      offline,
    },
    use,
  ) => {
    const options = { locale, colorScheme, viewport, hasTouch, isMobile, serviceWorkers, offline }
    const key = JSON.stringify([firstVisit, ...OPTIONS.map((name) => options[name] ?? null)])
    let context = contexts.get(key)
    if (!context) {
      context = await browser.newContext({ ...options, baseURL })
      if (!firstVisit) await context.addInitScript(rememberVisit)
      contexts.set(key, context)
    }
    await use(context)
    for (const page of context.pages()) await page.close()
    await context.clearPermissions()
    // What is saved for good belongs to the context; what a tab saves has gone with it.
    const page = await context.newPage()
    const browserSide = await context.newCDPSession(page)
    await browserSide.send('Storage.clearDataForOrigin', {
      origin: new URL(baseURL ?? '').origin,
      storageTypes: 'local_storage,indexeddb,cache_storage',
    })
    await page.close()
  },
})
