// How much the page of a first visit is, in bytes as they are sent: gzip -9 of the built files. Each limit has little slack:
// what makes one fail belongs to what is loaded later (docs/decisions/0032-first-load.md), or is worth its weight.
import { readFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { expect, test } from './page'

/**
 * What consumers add to it: settings, kinds of entries and packets, and where they are on the stage (4 kB). Bytes until the first
 * diagram, until it is explained as well, and of the sheet before the first paint.
 */
const FIRST_BYTES = 148_000
const EXPLAINED_BYTES = 219_000
const FIRST_SHEET_BYTES = 5_000
/** All that a page asks for on which nobody does anything, until it is still. */
const ALL_BYTES = 251_000

test.use({ locale: 'zh-CN', serviceWorkers: 'block', firstVisit: true })

test('a first visit loads no more than it needs', async ({ page }, { config }) => {
  const dist = String(config.metadata.dist)
  const names: string[] = []
  page.on('request', (request) => {
    const { pathname } = new URL(request.url())
    if (/\/assets\/.*\.(js|css)$/.test(pathname)) names.push(basename(pathname))
  })
  const bytesOf = (wanted: readonly string[]): number =>
    wanted.reduce((sum, name) => sum + gzipSync(readFileSync(join(dist, 'assets', name)), { level: 9 }).length, 0)
  const named = (text: string): string[] =>
    [...text.matchAll(/assets\/([\w-]+\.(?:js|css))/g)].map(([, name]) => name as string)

  await page.goto('/')
  // The first invitation, the last thing to come without being asked for.
  await expect(page.getByRole('region', { name: '第一分钟' })).toContainText('转盘')
  await page.waitForLoadState('networkidle')

  const sheets = names.filter((name) => name.endsWith('.css'))
  const scripts = names.filter((name) => name.endsWith('.js'))
  const first = named(readFileSync(join(dist, 'index.html'), 'utf8'))
  const begun = (name: string, parts: readonly string[]): boolean => parts.some((part) => name.startsWith(`${part}-`))
  /** Scripts with all that they import at once. */
  const whole = (some: readonly string[]): string[] => {
    const found = new Set(some)
    for (const name of found)
      for (const [, at] of readFileSync(join(dist, 'assets', name), 'utf8').matchAll(
        /(?:from|import)"\.\/([\w-]+\.js)"/g,
      ))
        found.add(at as string)
    return [...found]
  }
  const needed = whole([
    ...first.filter((name) => name.endsWith('.js')),
    ...scripts.filter((name) => begun(name, ['first'])),
  ])
  const explained = whole([...needed, ...scripts.filter((name) => begun(name, ['later']))])
  // Engine, page and words; then what explains, and its words.
  expect(needed.length).toBeGreaterThanOrEqual(4)
  expect(explained.length).toBeGreaterThanOrEqual(needed.length + 2)
  const measured = {
    first: bytesOf(needed),
    explained: bytesOf(explained),
    sheet: bytesOf(first.filter((name) => name.endsWith('.css'))),
    all: bytesOf(scripts),
  }
  console.log(
    `first visit, bytes with gzip -9: ${JSON.stringify(measured)}, ${scripts.length} scripts, ${sheets.length} sheets`,
  )
  expect(measured.first).toBeLessThanOrEqual(FIRST_BYTES)
  expect(measured.explained).toBeLessThanOrEqual(EXPLAINED_BYTES)
  expect(measured.sheet).toBeLessThanOrEqual(FIRST_SHEET_BYTES)
  expect(measured.all).toBeLessThanOrEqual(ALL_BYTES)
  // Menus, dialogs and the gate for edits are not among them.
  expect(
    scripts.filter((name) => begun(name, ['NodeMenu', 'Dialog', 'ImportClusterDialog', 'Charts', 'ActionMarks'])),
  ).toEqual([])
})
