// npm run browsers: the same story in every browser that this machine has, with pictures to look at. Chromium, Firefox and
// WebKitGTK are looked for; which were found is said, and the last line counts. `-- --only firefox` takes some of them,
// `-- --pictures folder` says where the pictures go.

import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { extname, join, normalize, resolve, sep } from 'node:path'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import { build } from 'vite'
import { buildEngine } from './browsers/determinism.mts'
import { type Driver, findBrowsers } from './browsers/drivers.mts'
import { tellStory, WATCH_SCRIPT } from './browsers/story.mts'

const projectDir = fileURLToPath(new URL('..', import.meta.url))

const TYPES: Record<string, string> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript',
  '.css': 'text/css',
  '.svg': 'image/svg+xml',
  '.json': 'application/json',
  '.webmanifest': 'application/manifest+json',
}

/** The built site on this computer; its page, and one for the engine alone, carry a script that watches. */
function serve(outDir: string, engine: string) {
  const own: Record<string, string> = {
    '/watch.js': WATCH_SCRIPT,
    '/engine.js': engine,
    '/engine.html':
      '<!doctype html><title>Engine</title><script src="./watch.js"></script><script src="./engine.js"></script>',
  }
  return createServer((request, response) => {
    const { pathname } = new URL(request.url ?? '/', 'http://localhost')
    const path = pathname === '/' ? '/index.html' : pathname
    const file = normalize(join(outDir, path))
    const isThere = own[path] !== undefined || (file.startsWith(outDir + sep) && existsSync(file))
    if (!isThere) {
      response.writeHead(404).end()
      return
    }
    response.setHeader('content-type', TYPES[extname(path)] ?? 'application/octet-stream')
    const body = own[path] ?? readFileSync(file)
    response.end(
      path === '/index.html' ? String(body).replace('<head>', '<head><script src="./watch.js"></script>') : body,
    )
  })
}

const { values } = parseArgs({ options: { only: { type: 'string' }, pictures: { type: 'string' } } })
const wanted = values.only?.split(',').map((name) => name.trim().toLowerCase())
const browsers = findBrowsers()
for (const name of wanted ?? []) {
  if (!browsers.some((one) => one.name.toLowerCase() === name))
    throw new RangeError(`There is no browser "${name}". Browsers: ${browsers.map((one) => one.name).join(', ')}.`)
}
const pictures = resolve(values.pictures ?? mkdtempSync(join(tmpdir(), 'rocketscope-pictures-')))
const outDir = mkdtempSync(join(tmpdir(), 'rocketscope-browsers-'))
await build({ root: projectDir, logLevel: 'warn', build: { outDir, emptyOutDir: true } })
const server = serve(outDir, await buildEngine())
await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening))
const address = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`

let passed = 0
let failed = 0
const missing: string[] = []
for (const { name, how, start } of browsers) {
  if (wanted && !wanted.includes(name.toLowerCase())) continue
  if (start === null) {
    console.log(`\n── ${name}: not here. ${how}`)
    missing.push(name)
    continue
  }
  let driver: Driver | null = null
  try {
    driver = await start()
    console.log(`\n── ${driver.name} ${driver.version} (${how})`)
    const outcomes = await tellStory(driver, address, join(pictures, name.toLowerCase()))
    failed += outcomes.filter((outcome) => outcome.failed !== null).length
    passed += outcomes.filter((outcome) => outcome.failed === null).length
  } catch (error) {
    console.log(`\n── ${name} (${how}): cannot be run: ${error instanceof Error ? error.message : error}`)
    failed++
  } finally {
    await driver?.close()
  }
}
server.closeAllConnections()
server.close()
rmSync(outDir, { recursive: true, force: true })
console.log(`\nPictures: ${pictures}`)
if (passed + failed === 0) failed = 1 // nothing was tried
console.log(`${passed} passed, ${failed} failed${missing.length > 0 ? `; not here: ${missing.join(', ')}` : ''}`)
process.exit(failed > 0 ? 1 : 0)
