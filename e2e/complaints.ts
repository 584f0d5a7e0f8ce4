// What a page must never do, noted while a story goes on: break its policy, ask anybody else, or fail.
import type { BrowserContext, Page } from '@playwright/test'

/** Notes for every page of a context, those that are opened later included. @returns what was noted, as it comes */
export async function watchForComplaints(context: BrowserContext, own: string): Promise<string[]> {
  const noted: string[] = []
  const watch = (page: Page) => {
    page.on('pageerror', (error) => noted.push(`error: ${error.message}`))
    page.on('console', (message) => {
      if (message.type() === 'error') noted.push(`console: ${message.text()}`)
    })
  }
  for (const page of context.pages()) watch(page)
  context.on('page', watch)
  // Requests of the service worker are among them.
  context.on('request', (request) => {
    const url = request.url()
    if (!url.startsWith(own) && !/^(blob|data|about):/.test(url)) noted.push(`request: ${url}`)
  })
  await context.addInitScript(() => {
    document.addEventListener('securitypolicyviolation', ({ violatedDirective, blockedURI, sample }) =>
      console.error(`policy: ${violatedDirective} ${blockedURI} ${sample}`),
    )
  })
  return noted
}
