// `npm run examples`: serves examples/ on this computer, with the built page below /rocketscope/ and reveal.js beside it.
// The stories in e2e/embed.spec.ts use the same server.

import { existsSync, readFileSync, statSync } from 'node:fs'
import { createServer, type Server } from 'node:http'
import { createRequire } from 'node:module'
import { dirname, extname, join, resolve, sep } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { parseArgs } from 'node:util'

const require = createRequire(import.meta.url)
const projectDir = fileURLToPath(new URL('..', import.meta.url))

const TYPES: Record<string, string> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.mjs': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json',
  '.svg': 'image/svg+xml',
}

export interface ExampleOptions {
  /** Host name or address to listen on. */
  host?: string
  /** 0: any free one. */
  port?: number
  /** The folder of the built page. */
  dist?: string
  /** Where the built page is, for examples that are to find it elsewhere than below /rocketscope/. */
  rocketscope?: string
  /** More folders, by the path they are served below. */
  more?: Record<string, string>
}

/** @returns the address of the server, and a function that ends it */
export async function serveExamples(
  options: ExampleOptions = {},
): Promise<{ address: string; close: () => Promise<void> }> {
  const { host = '127.0.0.1', port = 0, dist = join(projectDir, 'dist'), rocketscope, more = {} } = options
  const folders: [string, string][] = [
    ...Object.entries(more),
    ['/rocketscope/', resolve(dist)],
    ['/reveal.js/', dirname(require.resolve('reveal.js'))],
    ['/', join(projectDir, 'examples')],
  ]
  const server: Server = createServer((request, response) => {
    const { pathname } = new URL(request.url ?? '/', 'http://host')
    const [below, folder] = folders.find(([path]) => pathname.startsWith(path)) ?? ['/', '']
    let path = resolve(folder, decodeURIComponent(pathname.slice(below.length)))
    const isInside = path === folder || path.startsWith(folder + sep)
    if (isInside && existsSync(path) && statSync(path).isDirectory()) path = join(path, 'index.html')
    if (!isInside || !existsSync(path)) {
      response.writeHead(404, { 'content-type': 'text/plain' }).end('There is no such file.')
      return
    }
    const isPage = path.endsWith('.html')
    const body = readFileSync(path)
    response.writeHead(200, {
      'content-type': TYPES[extname(path)] ?? 'application/octet-stream',
      // Without it, modules do not load in a sandbox that has no origin of its own.
      ...(below === '/rocketscope/' ? { 'access-control-allow-origin': '*' } : {}),
    })
    response.end(isPage && rocketscope ? body.toString().replaceAll('"/rocketscope/', `"${rocketscope}`) : body)
  })
  await new Promise<void>((listening, failed) => {
    server.once('error', failed)
    server.listen(port, host, listening)
  })
  const address = server.address()
  if (address === null || typeof address !== 'object') throw new Error('The server started without an address.')
  return {
    address: `http://${host}:${address.port}/`,
    close: () =>
      new Promise((closed) => {
        server.close(() => closed())
        server.closeAllConnections()
      }),
  }
}

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) {
  const { values } = parseArgs({ options: { port: { type: 'string', default: '4180' } } })
  if (!existsSync(join(projectDir, 'dist', 'index.html'))) {
    console.error('The page has not been built yet: npm run build')
    process.exit(1)
  }
  const { address } = await serveExamples({ port: Number(values.port) })
  console.log(`\n  ${address}article/\n  ${address}reveal/\n\n  Press Ctrl+C to stop.\n`)
}
