// End-to-end stories run on the built site, as a visitor gets it. Build first: `npm run build`.
// ROCKETSCOPE_DIST names another built folder; ROCKETSCOPE_E2E_PORT fixes the port, which is otherwise a free one.
import { createServer } from 'node:net'
import { defineConfig } from '@playwright/test'
import { resolveBrowser } from './scripts/resolveBrowser.mjs'

// Playwright reads this file once more in every worker process. What was found the first time is handed on through
// the environment, so that all of them agree and the search is not repeated.
const browser = await resolveBrowser()
process.env.CHROME = browser.executablePath
Object.assign(process.env, browser.env)
process.env.ROCKETSCOPE_E2E_PORT ??= String(await getFreePort())

const port = Number(process.env.ROCKETSCOPE_E2E_PORT)
const address = `http://127.0.0.1:${port}/`
const dist = process.env.ROCKETSCOPE_DIST ?? 'dist'

export default defineConfig({
  testDir: 'e2e',
  fullyParallel: true,
  // Most of a story is waiting for the page: a worker for each core, not for every second.
  workers: '100%',
  forbidOnly: true,
  retries: 0,
  // Limits for what hangs, not promises of speed: machines are shared.
  timeout: 120_000,
  expect: { timeout: 20_000 },
  reporter: 'list',
  use: {
    baseURL: address,
    // One story more on the disk of each browser, and nobody to use it: offline.spec.ts asks for it where it is meant.
    serviceWorkers: 'block',
    // Recording every story costs a third of the time; npx playwright test --trace on records the one that is looked into.
    trace: 'off',
  },
  projects: [
    {
      name: 'chromium',
      use: {
        browserName: 'chromium',
        viewport: { width: 1280, height: 800 },
        launchOptions: { executablePath: browser.executablePath, args: [...browser.args, '--disable-gpu'] },
      },
    },
  ],
  globalSetup: './e2e/serveBuild.ts',
  metadata: { dist },
})

function getFreePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer()
    server.once('error', reject)
    server.listen(0, '127.0.0.1', () => {
      const address = server.address()
      server.close(() => {
        if (address !== null && typeof address === 'object') resolve(address.port)
        else reject(new Error('The system named no free port.'))
      })
    })
  })
}
