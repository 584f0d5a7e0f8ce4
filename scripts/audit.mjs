// The step `audit` of `npm test`: asks npm's registry for known weaknesses in what the page is made of: the libraries that its
// sources import, and what those need. package.json has them among the devDependencies, because whoever installs the package
// needs none of them; so they are found by the imports. High and critical weaknesses fail. Where nobody answers (no network, a registry without this service) the step says so and counts as skipped.
import { spawnSync } from 'node:child_process'
import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'

const projectDir = fileURLToPath(new URL('..', import.meta.url))
const LIMIT_MS = 60_000
const FAILING = ['high', 'critical']

/** Of an import, the package: "@radix-ui/react-popover", "zustand". */
const packageOf = (/** @type {string} */ from) => from.split('/', from.startsWith('@') ? 2 : 1).join('/')

/**
 * The libraries that a folder's sources import by name, tests left out.
 *
 * @param {string} folder
 */
export function importedPackages(folder) {
  const found = new Set()
  for (const name of readdirSync(folder, { recursive: true, encoding: 'utf8' })) {
    if (!/\.(?:tsx?|css)$/.test(name) || /\.(?:test|testData)\.tsx?$/.test(name)) continue
    const code = readFileSync(join(folder, name), 'utf8')
    for (const [, from] of code.matchAll(/(?:\bfrom|\bimport|\bimport\(|@import)\s*['"](@?[a-z][\w./-]*)['"]/g)) {
      found.add(packageOf(from))
    }
  }
  return [...found].sort()
}

/**
 * Places in the lockfile of some packages and of all that they need.
 *
 * @param {Record<string, { dependencies?: Record<string, string> }>} packages of the lockfile
 * @param {readonly string[]} names
 * @returns {Map<string, string>} the name by its place
 */
export function placesOf(packages, names) {
  const found = new Map()
  const visit = (/** @type {string} */ from, /** @type {readonly string[]} */ needed) => {
    for (const name of needed) {
      let at = from
      while (at !== '' && !packages[`${at}/node_modules/${name}`]) {
        at = at.includes('/node_modules/') ? at.slice(0, at.lastIndexOf('/node_modules/')) : ''
      }
      const place = `${at === '' ? '' : `${at}/`}node_modules/${name}`
      if (found.has(place)) continue
      found.set(place, name)
      visit(place, Object.keys(packages[place]?.dependencies ?? {}))
    }
  }
  visit('', names)
  return found
}

/** What the page is made of, by its place in the lockfile. */
export function pageLibraries() {
  const { packages } = JSON.parse(readFileSync(join(projectDir, 'package-lock.json'), 'utf8'))
  return placesOf(packages, importedPackages(join(projectDir, 'src')))
}

/**
 * What npm's answer means.
 *
 * @param {string} answer JSON as `npm audit --json` prints it, or whatever came instead
 * @param {ReadonlySet<string>} places those in the lockfile that count
 * @returns {{ outcome: 'passed' | 'failed' | 'skipped', lines: string[] }}
 */
export function judge(answer, places) {
  /** @type {any} */
  let report
  try {
    report = JSON.parse(answer)
  } catch {
    return { outcome: 'skipped', lines: ['npm gave no answer that can be read'] }
  }
  if (report?.metadata?.vulnerabilities === undefined) {
    const why = report?.message ?? report?.error?.summary ?? report?.error?.code
    return { outcome: 'skipped', lines: [`the registry did not answer${why ? `: ${why}` : ''}`] }
  }
  const ours = Object.entries(report.vulnerabilities ?? {}).filter(([, { nodes }]) =>
    // One that does not say where it lies counts.
    (nodes ?? []).length === 0 ? true : nodes.some((/** @type {string} */ place) => places.has(place)),
  )
  const found = ours.map(([name, { severity, range }]) => `${severity}: ${name} ${range ?? ''}`.trimEnd())
  const isFailing = ours.some(([, { severity }]) => FAILING.includes(severity))
  return { outcome: isFailing ? 'failed' : 'passed', lines: found.length > 0 ? found : ['no known weakness'] }
}

function askNpm() {
  const options = ['audit', '--json', '--fetch-retries=0', '--fetch-timeout=20000']
  const npm = process.env.npm_execpath
  const [command, first] = npm?.endsWith('.js') ? [process.execPath, [npm]] : ['npm', []]
  const { stdout } = spawnSync(command, [...first, ...options], {
    cwd: projectDir,
    encoding: 'utf8',
    timeout: LIMIT_MS,
    shell: process.platform === 'win32' && command === 'npm',
    maxBuffer: 50_000_000,
  })
  return stdout ?? ''
}

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) {
  const { outcome, lines } = judge(askNpm(), new Set(pageLibraries().keys()))
  for (const line of lines)
    console.log(outcome === 'skipped' ? `SKIPPED: the audit of dependencies was not made: ${line}` : line)
  const counts = { passed: 0, failed: 0, skipped: 0, [outcome]: 1 }
  const [report] = process.argv.slice(2)
  if (report !== undefined) writeFileSync(report, JSON.stringify(counts))
  process.exitCode = outcome === 'failed' ? 1 : 0
}
