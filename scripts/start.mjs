// `npm start`: builds the site when it is missing or old, serves it on this computer and opens it in a browser.
// Options: `--port 5000` where to begin looking for a free port, `--no-open` to open no browser.
import { spawn, spawnSync } from 'node:child_process'
import { existsSync, readdirSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { parseArgs } from 'node:util'

const projectDir = fileURLToPath(new URL('..', import.meta.url))
/** README links lead there. */
export const DEFAULT_PORT = 4173
const SOURCES = ['src', 'public', 'scripts/site', 'index.html', 'vite.config.ts', 'package.json', 'package-lock.json']

/** The latest change below a path. Folders count too: a file that was removed changes its folder. */
export function newestChangeMs(/** @type {string} */ path) {
  const status = statSync(path)
  let newest = status.mtimeMs
  if (status.isDirectory()) {
    for (const name of readdirSync(path)) newest = Math.max(newest, newestChangeMs(join(path, name)))
  }
  return newest
}

/**
 * Why the site has to be built, or null when what is there will do.
 * @param {string} dir the project's folder
 */
export function reasonToBuild(dir) {
  const built = join(dir, 'dist', 'index.html')
  if (!existsSync(built)) return 'The site has not been built yet.'
  const builtAt = statSync(built).mtimeMs
  const changed = SOURCES.map((name) => join(dir, name)).filter(
    (path) => existsSync(path) && newestChangeMs(path) > builtAt,
  )
  return changed.length > 0 ? 'The sources are newer than the built site.' : null
}

/**
 * The command that opens an address in the usual browser.
 *
 * @param {string} platform as process.platform
 * @param {NodeJS.ProcessEnv} env
 * @param {string} address
 * @returns {string[] | null} null where there is no desktop to open it on
 */
export function openCommand(platform, env, address) {
  if (platform === 'darwin') return ['open', address]
  if (platform === 'win32') return ['cmd', '/c', 'start', '', address]
  return env.DISPLAY || env.WAYLAND_DISPLAY ? ['xdg-open', address] : null
}

function openBrowser(/** @type {string} */ address) {
  const failed = (/** @type {string} */ why) =>
    console.log(`No browser could be opened (${why}). Open the address above yourself.`)
  const command = openCommand(process.platform, process.env, address)
  if (command === null) return failed('there is no desktop here')
  const [program, ...args] = command
  const child = spawn(program, args, { stdio: 'ignore', detached: true }) // Ctrl+C here must not end the browser
  child.once('error', (error) => failed(error.message))
  child.once('exit', (status) => {
    if (status !== 0) failed(`${program} ended with ${status}`)
  })
}

async function main() {
  const { values } = parseArgs({
    allowNegative: true,
    options: { port: { type: 'string', default: String(DEFAULT_PORT) }, open: { type: 'boolean', default: true } },
  })
  const port = Number(values.port)
  if (!Number.isInteger(port) || port < 1 || port > 65_535) throw new RangeError(`--port ${values.port} is no port.`)

  if (!existsSync(join(projectDir, 'node_modules'))) {
    console.log('Installing what the project needs …')
    const options = { cwd: projectDir, stdio: /** @type {const} */ ('inherit'), shell: process.platform === 'win32' }
    const install = spawnSync('npm', ['ci'], options)
    if (install.status !== 0) throw new Error('npm ci failed; its reason stands above.')
  }
  // Only now: before the installation there is no Vite.
  const { build, preview } = await import('vite')

  const reason = reasonToBuild(projectDir)
  if (reason !== null) {
    console.log(`${reason} Building …`)
    await build({ root: projectDir, logLevel: 'warn' })
  }

  const server = await preview({ root: projectDir, preview: { host: '127.0.0.1', port, strictPort: false } })
  const address = server.resolvedUrls?.local[0]
  if (address === undefined) throw new Error('The server started without an address.')
  console.log(`\n  RocketScope is at  ${address}\n\n  Press Ctrl+C to stop.\n`)
  if (values.open) openBrowser(address)
}

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) {
  main().catch((error) => {
    console.error(`\nRocketScope could not be started: ${error instanceof Error ? error.message : error}`)
    process.exitCode = 1
  })
}
