// A small server for a built folder below a path, whose content can be replaced while pages of it are open, as when a new
// version is put on a real one.
import { readFile } from 'node:fs/promises'
import { createServer } from 'node:http'
import { extname, join, normalize } from 'node:path'

const TYPES: Record<string, string> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript',
  '.css': 'text/css',
  '.json': 'application/json',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.webmanifest': 'application/manifest+json',
}

export interface Served {
  /** With a slash at its end. */
  address: string
  /** The same server under a name that browsers treat like that of a site elsewhere. */
  siteAddress: string
  /** Serves another folder from now on. */
  replace(dir: string): void
  close(): Promise<void>
}

interface Options {
  /** Pages besides, by path. */
  extra?: Record<string, string>
  /** A free one by default. */
  port?: number
  /** As strict as a server may be by default, so that nothing but the service worker can keep anything. */
  cacheControl?: string
}

/** @param below - such as "/a/b/" */
export async function serveFolder(
  dir: string,
  below: string,
  { extra = {}, port = 0, cacheControl = 'no-store' }: Options = {},
): Promise<Served> {
  let served = dir
  const server = createServer(async ({ url = '/' }, response) => {
    const { pathname } = new URL(url, 'http://server')
    try {
      const own = extra[pathname]
      if (own === undefined && !pathname.startsWith(below)) throw new Error('elsewhere')
      const path = normalize(pathname.slice(below.length) || 'index.html')
      if (path.startsWith('..')) throw new Error('outside')
      const body = own ?? (await readFile(join(served, path)))
      const type = own === undefined ? TYPES[extname(path)] : TYPES['.html']
      response.writeHead(200, { 'content-type': type ?? 'application/octet-stream', 'cache-control': cacheControl })
      response.end(body)
    } catch {
      response.writeHead(404, { 'content-type': 'text/plain' }).end('not here')
    }
  })
  await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve))
  const address = server.address()
  if (address === null || typeof address !== 'object') throw new Error('The system named no free port.')
  return {
    address: `http://127.0.0.1:${address.port}${below}`,
    siteAddress: `http://rocketscope.localhost:${address.port}${below}`,
    replace: (next) => {
      served = next
    },
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
}
