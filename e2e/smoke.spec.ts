// The page opens at all: it has its title, draws something, complains of nothing and talks to nobody else.
import { expect, test } from '@playwright/test'

// As a visitor has it, though stories elsewhere do without.
test.use({ serviceWorkers: 'allow' })

test('the page opens without an error and without a request to another origin', async ({ page, baseURL }) => {
  const complaints: string[] = []
  const foreign: string[] = []
  const requests: string[] = []
  page.on('console', (message) => {
    if (message.type() === 'error' || message.type() === 'warning') complaints.push(message.text())
  })
  page.on('pageerror', (error) => complaints.push(error.message))
  page.on('requestfailed', (request) => complaints.push(`${request.url()}: ${request.failure()?.errorText}`))
  page.on('request', (request) => {
    requests.push(request.url())
    const { protocol, origin } = new URL(request.url())
    if (protocol !== 'data:' && protocol !== 'blob:' && origin !== new URL(baseURL ?? '').origin) {
      foreign.push(request.url())
    }
  })

  const response = await page.goto('./', { waitUntil: 'networkidle' })

  expect(response?.status()).toBe(200)
  await expect(page).toHaveTitle(/RocketScope/)
  await expect(page.locator('#root')).not.toBeEmpty()
  expect(requests.length, 'the page, its script and its style at least').toBeGreaterThanOrEqual(3)
  expect(foreign).toEqual([])
  expect(complaints).toEqual([])
})
