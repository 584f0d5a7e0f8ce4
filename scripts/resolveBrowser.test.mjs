// The order in which a browser is looked for, checked with made-up machines. Nothing is installed or started here.
import { expect, test } from 'vitest'
import { resolveBrowser } from './resolveBrowser.mjs'

const OWN = '/playwright/chrome'

/**
 * A machine with nothing on it, on which every attempt fails. Each test grants it what it is about.
 * `files` may grow while the search runs, as when a package is installed.
 */
function machine(granted = {}) {
  const files = new Set(granted.files)
  const calls = []
  const said = []
  const note = (name, answer) => {
    calls.push(name)
    return answer
  }
  const failed = { ok: false, reason: 'no network' }
  const probes = {
    chromeFromEnv: () => granted.chrome,
    exists: (path) => files.has(path),
    systemPlaces: () => ['/usr/bin/chromium', '/usr/bin/google-chrome'],
    playwrightPath: async () => OWN,
    playwrightInstall: () => {
      for (const path of granted.playwrightBrings ?? []) files.add(path)
      return note('playwright install', granted.playwrightBrings ? { ok: true } : failed)
    },
    isRoot: () => granted.root ?? false,
    isDebian: () => granted.debian ?? false,
    aptInstall: (packages) => {
      for (const path of granted.aptBrings ?? []) files.add(path)
      return note(`apt ${packages.join(' ')}`, granted.aptBrings ? { ok: true } : failed)
    },
    hasChineseFont: () => granted.font ?? true,
    canUsePackaged: () => granted.packaged !== undefined,
    packagedBrowser: async () => {
      note('packaged')
      if (granted.packaged instanceof Error) throw granted.packaged
      return granted.packaged
    },
    say: (line) => said.push(line),
  }
  return { probes, calls, said }
}

test('CHROME wins over an installed browser, and nothing is fetched', async () => {
  const { probes, calls } = machine({ chrome: '/my/chrome', files: ['/my/chrome', '/usr/bin/chromium', OWN] })
  expect(await resolveBrowser(probes)).toMatchObject({
    executablePath: '/my/chrome',
    how: expect.stringMatching('CHROME'),
  })
  expect(calls).toEqual([])
})

test('a CHROME that points at nothing is an error, not a reason to take another browser', async () => {
  const { probes } = machine({ chrome: '/my/chrome', files: ['/usr/bin/chromium'] })
  await expect(resolveBrowser(probes)).rejects.toThrow('/my/chrome')
})

test("the system's browser comes before Playwright's own, in the order of the usual places", async () => {
  const { probes, calls } = machine({ files: [OWN, '/usr/bin/google-chrome', '/usr/bin/chromium'] })
  expect(await resolveBrowser(probes)).toMatchObject({ executablePath: '/usr/bin/chromium' })
  expect(calls).toEqual([])
})

test("Playwright's own browser is used when the system has none, without a download", async () => {
  const { probes, calls } = machine({ files: [OWN] })
  expect(await resolveBrowser(probes)).toMatchObject({ executablePath: OWN })
  expect(calls).toEqual([])
})

test("Playwright's download comes before the system packages", async () => {
  const { probes, calls } = machine({
    root: true,
    debian: true,
    playwrightBrings: [OWN],
    aptBrings: ['/usr/bin/chromium'],
  })
  expect(await resolveBrowser(probes)).toMatchObject({ executablePath: OWN })
  expect(calls).toEqual(['playwright install'])
})

test('root on Debian gets the system package, with a Chinese font, when the download fails', async () => {
  const { probes, calls } = machine({ root: true, debian: true, aptBrings: ['/usr/bin/chromium'] })
  expect(await resolveBrowser(probes)).toMatchObject({ executablePath: '/usr/bin/chromium' })
  expect(calls).toEqual(['playwright install', 'apt chromium fonts-noto-cjk'])
})

test.each([
  { root: false, debian: true },
  { root: true, debian: false },
])('system packages are left alone when root is $root and Debian is $debian', async (who) => {
  const packaged = { executablePath: '/cache/chromium', env: { LD_LIBRARY_PATH: '/cache/lib' } }
  const { probes, calls } = machine({ ...who, aptBrings: ['/usr/bin/chromium'], packaged })
  expect(await resolveBrowser(probes)).toMatchObject(packaged)
  expect(calls).toEqual(['playwright install', 'packaged'])
})

test('the browser inside the npm package is the last way', async () => {
  const packaged = { executablePath: '/cache/chromium', env: {} }
  const { probes, calls } = machine({ root: true, debian: true, packaged })
  expect(await resolveBrowser(probes)).toMatchObject(packaged)
  expect(calls).toEqual(['playwright install', 'apt chromium fonts-noto-cjk', 'packaged'])
})

test('an installation that ends well but leaves no browser is not believed', async () => {
  const { probes, calls } = machine({ root: true, debian: true, playwrightBrings: [], aptBrings: [] })
  await expect(resolveBrowser(probes)).rejects.toThrow('ended well but left no browser')
  expect(calls).toEqual(['playwright install', 'apt chromium fonts-noto-cjk'])
})

test('when every way fails the message names them all, with the reasons', async () => {
  const { probes } = machine({ root: true, debian: true, packaged: new Error('registry is down') })
  const message = await resolveBrowser(probes).then(
    () => 'a browser was found',
    (error) => error.message,
  )
  for (const part of [
    'CHROME',
    'usual places',
    OWN,
    'playwright install',
    'apt-get',
    'no network',
    'registry is down',
  ]) {
    expect(message).toContain(part)
  }
})

test.each([
  { root: true, args: ['--no-sandbox'] },
  { root: false, args: [] },
])('the sandbox stays on unless root starts the browser (root: $root)', async ({ root, args }) => {
  const { probes } = machine({ root, files: ['/usr/bin/chromium'] })
  expect((await resolveBrowser(probes)).args).toEqual(args)
})

test('root on Debian with a browser but no Chinese font gets the font', async () => {
  const { probes, calls, said } = machine({
    root: true,
    debian: true,
    font: false,
    files: ['/usr/bin/chromium'],
    aptBrings: [],
  })
  await resolveBrowser(probes)
  expect(calls).toEqual(['apt fonts-noto-cjk'])
  expect(said.join()).not.toContain('Warning')
})

test.each([
  { root: false, tries: [] },
  { root: true, tries: ['apt fonts-noto-cjk'] },
])(
  'a missing Chinese font that cannot be installed is a warning, and the browser is used (root: $root)',
  async (who) => {
    const { probes, calls, said } = machine({ ...who, debian: true, font: false, files: ['/usr/bin/chromium'] })
    expect(await resolveBrowser(probes)).toMatchObject({ executablePath: '/usr/bin/chromium' })
    expect(calls).toEqual(who.tries)
    expect(said.join()).toContain('Warning')
  },
)
