// Writes the service worker into the built folder, with the list of all files that are there.

import { createHash } from 'node:crypto'
import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join, sep } from 'node:path'
import { fileURLToPath } from 'node:url'
import { type Plugin, transformWithOxc } from 'vite'
import { SOCIAL_PICTURE } from './social.mts'

const WORKER = fileURLToPath(new URL('../../src/serviceWorker.ts', import.meta.url))
export const WORKER_NAME = 'sw.js'

const sha256 = (data: string | Buffer): Buffer => createHash('sha256').update(data).digest()

/** Paths below a folder with their checksums, as the worker wants them; its page is ''. */
export function filesOf(dir: string): Record<string, string> {
  const paths = readdirSync(dir, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(join(dir, sep).length).split(sep).join('/'))
    // A name that begins with a dot is for the server, which seldom gives it out; the card is for other sites.
    .filter((path) => path !== WORKER_NAME && path !== SOCIAL_PICTURE && !/(^|\/)\.|\.map$/.test(path))
    .sort()
  return Object.fromEntries(
    paths.map((path) => [
      path === 'index.html' ? '' : path,
      `sha256-${sha256(readFileSync(join(dir, path))).toString('base64')}`,
    ]),
  )
}

/** Writes it for the files that are in a built folder now. */
export async function writeServiceWorker(dir: string): Promise<void> {
  const files = JSON.stringify(filesOf(dir))
  const source = readFileSync(WORKER, 'utf8')
  const build = sha256(source + files)
    .toString('hex')
    .slice(0, 12)
  const { code } = await transformWithOxc(source, WORKER, {
    sourcemap: false,
    define: { __FILES__: files, __BUILD__: JSON.stringify(build) },
  })
  writeFileSync(join(dir, WORKER_NAME), code)
}

export function serviceWorker(): Plugin {
  let outDir = ''
  return {
    name: 'rocketscope:service-worker',
    apply: 'build',
    configResolved(config) {
      outDir = join(config.root, config.build.outDir)
      // A folder outside of the project is named by its whole path.
      if (config.build.outDir.startsWith('/') || /^[a-z]:/i.test(config.build.outDir)) outDir = config.build.outDir
    },
    // What lies in public is there by now.
    closeBundle: { order: 'post', handler: () => writeServiceWorker(outDir) },
  }
}
