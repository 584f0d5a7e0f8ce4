// Finds a Chromium for the end-to-end tests, and where none is installed tries to bring one, in a fixed order.
// It does not start the browser. Run by itself it prints what it found: `node scripts/resolveBrowser.mjs`.
import { spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { homedir } from 'node:os'
import { delimiter, join } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { brotliDecompressSync } from 'node:zlib'

const projectDir = fileURLToPath(new URL('..', import.meta.url))
const PACKAGED = '@sparticuz/chromium'
const PACKAGED_VERSION = '143.0.4'

/**
 * @typedef {object} ResolvedBrowser
 * @property {string} executablePath
 * @property {string} how which of the ways found it, in words
 * @property {string[]} args start options for the browser; `--no-sandbox` only for root, who cannot use the sandbox
 * @property {Record<string, string>} env what the browser needs in its environment besides the usual; mostly empty
 *
 * @typedef {object} Probes everything the search asks of the outside world, so that a test can answer instead
 * @property {() => string | undefined} chromeFromEnv the value of CHROME
 * @property {(path: string) => boolean} exists
 * @property {() => string[]} systemPlaces paths where this system usually keeps a Chromium or a relative
 * @property {() => Promise<string>} playwrightPath where Playwright's own download would be
 * @property {() => Attempt} playwrightInstall
 * @property {() => boolean} isRoot
 * @property {() => boolean} isDebian a Linux of the Debian family
 * @property {(packages: string[]) => Attempt} aptInstall
 * @property {() => boolean} hasChineseFont
 * @property {() => boolean} canUsePackaged the browser inside the npm package is for 64-bit Linux on Intel or AMD
 * @property {() => Promise<{ executablePath: string, env: Record<string, string> }>} packagedBrowser fetches if needed
 * @property {(line: string) => void} say progress, for people
 *
 * @typedef {{ ok: true } | { ok: false, reason: string }} Attempt
 */

/**
 * @param {Probes} probes
 * @returns {Promise<ResolvedBrowser>}
 * @throws Error naming every way that was tried, or saying that CHROME points at nothing
 */
export async function resolveBrowser(probes = realProbes) {
  /** @type {string[]} */
  const tried = []
  const args = probes.isRoot() ? ['--no-sandbox'] : []
  /** @returns {ResolvedBrowser} */
  const found = (/** @type {string} */ executablePath, /** @type {string} */ how, env = {}) => {
    provideChineseFont(probes)
    return { executablePath, how, args, env }
  }
  const onSystem = () => probes.systemPlaces().find((path) => probes.exists(path))

  const named = probes.chromeFromEnv()
  if (named) {
    if (!probes.exists(named))
      throw new Error(`The environment variable CHROME names ${named}, where there is no file.`)
    return found(named, 'environment variable CHROME')
  }

  const system = onSystem()
  if (system) return found(system, 'installed on this system')
  tried.push('a Chromium, Chrome or Edge in the usual places of this system: none')

  const own = await probes.playwrightPath()
  if (probes.exists(own)) return found(own, "Playwright's own browser")
  tried.push(`Playwright's own browser: not at ${own}`)

  probes.say("No browser found. Trying Playwright's own download …")
  const download = probes.playwrightInstall()
  if (download.ok && probes.exists(own)) return found(own, "Playwright's own browser, downloaded just now")
  tried.push(`npx playwright install chromium: ${download.ok ? 'ended well but left no browser' : download.reason}`)

  if (probes.isDebian() && probes.isRoot()) {
    probes.say('Trying the system packages chromium and fonts-noto-cjk …')
    const apt = probes.aptInstall(['chromium', 'fonts-noto-cjk'])
    const installed = onSystem()
    if (apt.ok && installed) return found(installed, 'system package chromium, installed just now')
    tried.push(`apt-get install chromium: ${apt.ok ? 'ended well but left no browser' : apt.reason}`)
  } else {
    tried.push('apt-get install chromium: only for root on Debian and its relatives')
  }

  if (probes.canUsePackaged()) {
    probes.say(`Trying the browser inside the npm package ${PACKAGED} …`)
    try {
      const packaged = await probes.packagedBrowser()
      return found(packaged.executablePath, `npm package ${PACKAGED}`, packaged.env)
    } catch (error) {
      tried.push(`npm package ${PACKAGED}: ${error instanceof Error ? error.message : error}`)
    }
  } else {
    tried.push(`npm package ${PACKAGED}: only for Linux on x64`)
  }

  throw new Error(
    [
      'The end-to-end tests need a Chromium and none could be found or fetched.',
      'Install Chromium, Chrome or Edge, or set CHROME to the path of one. Tried:',
      ...tried.map((line, index) => `  ${index + 1}. ${line}`),
    ].join('\n'),
  )
}

/**
 * Without a Chinese font every Chinese word is drawn as empty boxes. Pages still work, so this only warns.
 * @param {Probes} probes
 */
function provideChineseFont(probes) {
  if (!probes.isDebian() || probes.hasChineseFont()) return
  if (!probes.isRoot()) {
    probes.say(
      'Warning: no Chinese font is installed (try the system package fonts-noto-cjk); pictures will show boxes.',
    )
    return
  }
  probes.say('No Chinese font is installed. Installing fonts-noto-cjk …')
  const fonts = probes.aptInstall(['fonts-noto-cjk'])
  if (!fonts.ok)
    probes.say(`Warning: fonts-noto-cjk could not be installed (${fonts.reason}); pictures will show boxes.`)
}

/**
 * @param {string} command
 * @param {string[]} args
 * @param {number} limitMs
 * @param {NodeJS.ProcessEnv} [env]
 * @returns {Attempt}
 */
function attempt(command, args, limitMs, env = process.env) {
  const run = spawnSync(command, args, {
    cwd: projectDir,
    env,
    timeout: limitMs,
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'pipe'],
    shell: process.platform === 'win32', // npm and npx are command files there
  })
  if (run.error) {
    const late = /** @type {NodeJS.ErrnoException} */ (run.error).code === 'ETIMEDOUT'
    return { ok: false, reason: late ? `no end after ${limitMs / 1000} s` : run.error.message }
  }
  if (run.status === 0) return { ok: true }
  const lines = `${run.stdout}\n${run.stderr}`.split('\n').map((line) => line.trim())
  const telling = lines.find((line) => /^(E:|Error|npm error)/.test(line)) ?? lines.findLast((line) => line !== '')
  return { ok: false, reason: `ended with ${run.status ?? run.signal}: ${telling ?? 'no output'}` }
}

const isRoot = () => process.getuid?.() === 0

/** @type {Probes} */
const realProbes = {
  chromeFromEnv: () => process.env.CHROME,
  exists: existsSync,
  systemPlaces,
  playwrightPath: async () => (await import('@playwright/test')).chromium.executablePath(),
  playwrightInstall: () => attempt('npx', ['playwright', 'install', 'chromium'], 180_000),
  isRoot,
  isDebian: () => process.platform === 'linux' && existsSync('/etc/debian_version') && existsSync('/usr/bin/apt-get'),
  aptInstall: (packages) => {
    const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' }
    const update = attempt('apt-get', ['update'], 180_000, env)
    return update.ok ? attempt('apt-get', ['install', '-y', ...packages], 900_000, env) : update
  },
  hasChineseFont: () => {
    const list = spawnSync('fc-list', [':lang=zh', 'family'], { encoding: 'utf8' })
    return list.status === 0 && list.stdout.trim() !== ''
  },
  canUsePackaged: () => process.platform === 'linux' && process.arch === 'x64',
  packagedBrowser,
  say: (line) => console.error(line),
}

function systemPlaces() {
  if (process.platform === 'darwin') {
    const apps = [
      'Google Chrome.app/Contents/MacOS/Google Chrome',
      'Chromium.app/Contents/MacOS/Chromium',
      'Microsoft Edge.app/Contents/MacOS/Microsoft Edge',
    ]
    return ['/Applications', join(homedir(), 'Applications')].flatMap((dir) => apps.map((app) => join(dir, app)))
  }
  if (process.platform === 'win32') {
    const roots = [process.env.PROGRAMFILES, process.env['PROGRAMFILES(X86)'], process.env.LOCALAPPDATA]
    const programs = ['Google\\Chrome\\Application\\chrome.exe', 'Microsoft\\Edge\\Application\\msedge.exe']
    return roots.filter((root) => root !== undefined).flatMap((root) => programs.map((program) => join(root, program)))
  }
  const names = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable', 'chrome', 'microsoft-edge']
  const dirs = new Set(['/usr/bin', '/usr/local/bin', ...(process.env.PATH ?? '').split(delimiter), '/snap/bin'])
  return names.flatMap((name) => [...dirs].filter((dir) => dir !== '').map((dir) => join(dir, name)))
}

/**
 * Kept below node_modules/.cache, apart from the project's own packages, so that neither package.json nor the
 * installed tree changes. Only the package's archives are used: its code unpacks into the shared temporary folder,
 * and its start options keep Playwright from starting the browser.
 */
async function packagedBrowser() {
  const home = join(projectDir, 'node_modules', '.cache', 'packaged-chromium')
  const archives = join(home, 'node_modules', PACKAGED, 'bin')
  const unpacked = join(home, 'unpacked')
  const executablePath = join(unpacked, 'chromium')
  const ready = join(unpacked, 'complete')
  if (!existsSync(ready)) {
    const wanted = `${PACKAGED}@${PACKAGED_VERSION}`
    mkdirSync(unpacked, { recursive: true })
    const fetched = attempt('npm', ['install', '--no-save', '--no-package-lock', '--prefix', home, wanted], 300_000)
    if (!fetched.ok) throw new Error(fetched.reason)
    writeFileSync(executablePath, readBrotli(join(archives, 'chromium.br')), { mode: 0o755 })
    for (const name of ['swiftshader', 'al2023', 'fonts']) {
      const input = readBrotli(join(archives, `${name}.tar.br`))
      const tar = spawnSync('tar', ['-x', '--no-same-owner', '-C', unpacked], { input, encoding: 'utf8' })
      if (tar.status !== 0) throw new Error(`tar could not unpack ${name}: ${tar.error?.message ?? tar.stderr}`)
    }
    writeFileSync(ready, '')
  }

  /** @type {Record<string, string>} */
  const env = {}
  // A bare system lacks libnss3, libnspr4 or libexpat. The package brings them, built for another Linux, so the
  // system's own are used wherever they are all there.
  const libraries = spawnSync('ldd', [executablePath], { encoding: 'utf8' })
  if (libraries.status !== 0 || libraries.stdout.includes('not found')) env.LD_LIBRARY_PATH = join(unpacked, 'lib')
  if (!existsSync('/etc/fonts/fonts.conf')) {
    const fontsConf = join(unpacked, 'rocketscope-fonts.conf')
    writeFileSync(fontsConf, `<fontconfig><dir>${join(unpacked, 'fonts')}</dir></fontconfig>\n`)
    env.FONTCONFIG_FILE = fontsConf
  }
  return { executablePath, env }
}

const readBrotli = (/** @type {string} */ path) => brotliDecompressSync(readFileSync(path))

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) {
  const browser = await resolveBrowser()
  console.log(`${browser.executablePath} (${browser.how})`)
}
