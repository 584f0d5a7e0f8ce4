// The step `audit` of `npm test`: asks npm's registry for known weaknesses in what the page is made of. High and critical ones
// fail. Where nobody answers (no network, a registry without this service) the step says so and counts as skipped.
import { spawnSync } from 'node:child_process'
import { writeFileSync } from 'node:fs'
import { fileURLToPath, pathToFileURL } from 'node:url'

const projectDir = fileURLToPath(new URL('..', import.meta.url))
const LIMIT_MS = 60_000
const FAILING = ['high', 'critical']

/**
 * What npm's answer means.
 *
 * @param {string} answer JSON as `npm audit --json` prints it, or whatever came instead
 * @returns {{ outcome: 'passed' | 'failed' | 'skipped', lines: string[] }}
 */
export function judge(answer) {
  /** @type {any} */
  let report
  try {
    report = JSON.parse(answer)
  } catch {
    return { outcome: 'skipped', lines: ['npm gave no answer that can be read'] }
  }
  const counts = report?.metadata?.vulnerabilities
  if (counts === undefined) {
    const why = report?.message ?? report?.error?.summary ?? report?.error?.code
    return { outcome: 'skipped', lines: [`the registry did not answer${why ? `: ${why}` : ''}`] }
  }
  const found = Object.entries(report.vulnerabilities ?? {}).map(([name, { severity, range }]) =>
    `${severity}: ${name} ${range ?? ''}`.trimEnd(),
  )
  const isFailing = FAILING.some((severity) => counts[severity] > 0)
  return { outcome: isFailing ? 'failed' : 'passed', lines: found.length > 0 ? found : ['no known weakness'] }
}

function askNpm() {
  const options = ['audit', '--omit=dev', '--json', '--fetch-retries=0', '--fetch-timeout=20000']
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
  const { outcome, lines } = judge(askNpm())
  for (const line of lines)
    console.log(outcome === 'skipped' ? `SKIPPED: the audit of dependencies was not made: ${line}` : line)
  const counts = { passed: 0, failed: 0, skipped: 0, [outcome]: 1 }
  const [report] = process.argv.slice(2)
  if (report !== undefined) writeFileSync(report, JSON.stringify(counts))
  process.exitCode = outcome === 'failed' ? 1 : 0
}
