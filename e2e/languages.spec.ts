// The page as it is built for a server loads the language it speaks, and another one only when it is asked for.
import { expect, test } from './page'

const ENGLISH = 'How a producer really sends'
const CHINESE = '生产者到底是怎么发消息的'

test.use({ locale: 'zh-CN', serviceWorkers: 'block' })

test('a page in Chinese loads no English until somebody asks for it', async ({ page }) => {
  const scripts: Promise<string>[] = []
  page.on('response', (response) => {
    if (/\.js$/.test(new URL(response.url()).pathname)) scripts.push(response.text())
  })
  const loaded = async (words: string) => (await Promise.all(scripts)).some((text) => text.includes(words))
  await page.goto('/')
  await expect(page.getByRole('tab', { name: '设置' })).toBeVisible()
  expect(await loaded(CHINESE)).toBe(true)
  expect(await loaded(ENGLISH)).toBe(false)
  await page.getByRole('button', { name: 'Switch to English' }).click()
  await expect(page.getByRole('tab', { name: 'Settings' })).toBeVisible()
  expect(await loaded(ENGLISH)).toBe(true)
})
