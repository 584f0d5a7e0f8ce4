// Three browsers behind one small interface: Chromium through Playwright, Firefox through WebDriver BiDi, WebKitGTK through
// W3C WebDriver. The last two are what Linux distributions ship, driven without a library by what the standards say.

import { type ChildProcess, spawn } from 'node:child_process'
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { delimiter, join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { chromium } from '@playwright/test'
import { resolveBrowser } from '../resolveBrowser.mjs'

export interface Driver {
  name: string
  version: string
  open(address: string): Promise<void>
  reload(): Promise<void>
  /** Runs a script in the page. @returns what its `return` gives, which JSON can hold */
  run(script: string): Promise<unknown>
  /** A press of the left mouse button, px from the corner of what is visible of the page. */
  click(x: number, y: number): Promise<void>
  /** A key by its name as in KeyboardEvent.key. */
  press(key: string): Promise<void>
  /** PNG of what is visible. */
  screenshot(): Promise<Buffer>
  close(): Promise<void>
}

export interface Found {
  name: string
  /** What it is, or why there is none. */
  how: string
  /** Starts it; null where there is none. */
  start: (() => Promise<Driver>) | null
}

export const VIEWPORT = { width: 1280, height: 800 }
/** ms of real time; for what hangs. */
const LIMIT_MS = 60_000

const onPath = (names: readonly string[]): string | undefined =>
  (process.env.PATH ?? '')
    .split(delimiter)
    .flatMap((folder) => names.map((name) => join(folder, name)))
    .find((path) => existsSync(path))

/** A process and its children, which end together. */
function launch(command: string, args: string[]): { child: ChildProcess; end: () => void } {
  const child = spawn(command, args, { detached: true, stdio: ['ignore', 'ignore', 'pipe'] })
  return {
    child,
    end: () => {
      try {
        if (child.pid !== undefined) process.kill(-child.pid, 'SIGKILL')
      } catch {
        // It has ended by itself.
      }
    },
  }
}

const freePort = (): Promise<number> =>
  new Promise((resolve, reject) => {
    const server = createServer()
    server.once('error', reject)
    server.listen(0, '127.0.0.1', () => {
      const address = server.address()
      server.close(() =>
        address !== null && typeof address === 'object' ? resolve(address.port) : reject(new Error('no free port')),
      )
    })
  })

/** The standards know keys by characters of their own. */
const KEYS: Record<string, string> = { Escape: '\uE00C', PageDown: '\uE00F', Enter: '\uE007' }

/** A click, and a key, as both standards write them. */
const clickActions = (x: number, y: number) => [
  {
    type: 'pointer',
    id: 'mouse',
    parameters: { pointerType: 'mouse' },
    actions: [
      { type: 'pointerMove', x: Math.round(x), y: Math.round(y), duration: 0 },
      { type: 'pointerDown', button: 0 },
      { type: 'pointerUp', button: 0 },
    ],
  },
]
const keyActions = (key: string) => [
  {
    type: 'key',
    id: 'keyboard',
    actions: [
      { type: 'keyDown', value: KEYS[key] ?? key },
      { type: 'keyUp', value: KEYS[key] ?? key },
    ],
  },
]

// ------------------------------------------------------------------------------------------------ Chromium

async function startChromium(): Promise<Driver> {
  const found = await resolveBrowser()
  Object.assign(process.env, found.env)
  const browser = await chromium.launch({ executablePath: found.executablePath, args: found.args })
  const context = await browser.newContext({ viewport: VIEWPORT, locale: 'en-US' })
  const page = await context.newPage()
  return {
    name: 'Chromium',
    version: browser.version(),
    open: async (address) => {
      // An address that differs only behind the # would not load the page again.
      await page.goto('about:blank')
      await page.goto(address)
    },
    reload: async () => {
      await page.reload()
    },
    run: (script) => page.evaluate(`(async () => { ${script} })()`),
    click: (x, y) => page.mouse.click(x, y),
    press: (key) => page.keyboard.press(key),
    screenshot: () => page.screenshot(),
    close: () => browser.close(),
  }
}

// ------------------------------------------------------------------------------------------------ Firefox

/** What would otherwise be asked of the person, or of the network, on a first start. */
const FIREFOX_SETTINGS = {
  'browser.shell.checkDefaultBrowser': false,
  'datareporting.policy.dataSubmissionEnabled': false,
  'app.normandy.enabled': false,
  'browser.aboutwelcome.enabled': false,
  'intl.accept_languages': 'en-US',
}

async function startFirefox(command: string): Promise<Driver> {
  const profile = mkdtempSync(join(tmpdir(), 'rocketscope-firefox-'))
  const settings = Object.entries(FIREFOX_SETTINGS).map(
    ([name, value]) => `user_pref(${JSON.stringify(name)}, ${JSON.stringify(value)});`,
  )
  writeFileSync(join(profile, 'user.js'), settings.join('\n'))
  const { child, end } = launch(command, [
    ...['--headless', '--no-remote', '--profile', profile],
    ...['--remote-debugging-port', '0'],
  ])
  const quit = () => {
    end()
    rmSync(profile, { recursive: true, force: true, maxRetries: 5 })
  }
  try {
    const address = await new Promise<string>((resolve, reject) => {
      let said = ''
      child.stderr?.on('data', (part) => {
        said += part
        const found = /WebDriver BiDi listening on (ws:\S+)/.exec(said)
        if (found) resolve(found[1])
      })
      child.once('exit', () => reject(new Error(`Firefox ended: ${said.slice(-500)}`)))
      setTimeout(() => reject(new Error(`Firefox says nothing of BiDi: ${said.slice(-500)}`)), LIMIT_MS).unref()
    })
    const send = await connect(`${address}/session`)
    const { capabilities } = await send('session.new', { capabilities: {} })
    const { contexts } = await send('browsingContext.getTree', {})
    const { context } = contexts[0]
    await send('browsingContext.setViewport', { context, viewport: VIEWPORT })
    return {
      name: 'Firefox',
      version: capabilities.browserVersion,
      open: async (url) => {
        await send('browsingContext.navigate', { context, url: 'about:blank', wait: 'complete' })
        await send('browsingContext.navigate', { context, url, wait: 'complete' })
      },
      reload: async () => {
        await send('browsingContext.reload', { context, wait: 'complete' })
      },
      run: async (script) => {
        // BiDi has a notation of its own for values; JSON goes through it as a text.
        const { result, exceptionDetails } = await send('script.evaluate', {
          expression: `(async () => JSON.stringify(await (async () => { ${script} })()))()`,
          target: { context },
          awaitPromise: true,
          userActivation: true,
        })
        if (exceptionDetails) throw new Error(exceptionDetails.text)
        return result.type === 'string' ? JSON.parse(result.value) : undefined
      },
      click: async (x, y) => {
        await send('input.performActions', { context, actions: clickActions(x, y) })
      },
      press: async (key) => {
        await send('input.performActions', { context, actions: keyActions(key) })
      },
      screenshot: async () =>
        Buffer.from((await send('browsingContext.captureScreenshot', { context })).data, 'base64'),
      close: async () => quit(),
    }
  } catch (error) {
    quit()
    throw error
  }
}

// biome-ignore lint/suspicious/noExplicitAny: answers of a protocol, each used once, right where it is asked for
type Send = (method: string, params: object) => Promise<any>

/** Commands and answers over a WebSocket, each answer found by the number of its command. */
async function connect(address: string): Promise<Send> {
  const socket = new WebSocket(address)
  await new Promise<void>((resolve, reject) => {
    socket.addEventListener('open', () => resolve())
    socket.addEventListener('error', () => reject(new Error(`no answer from ${address}`)))
  })
  const waiting = new Map<number, { resolve: (value: unknown) => void; reject: (error: Error) => void }>()
  let last = 0
  socket.addEventListener('message', ({ data }) => {
    const message = JSON.parse(String(data))
    const asked = waiting.get(message.id)
    waiting.delete(message.id)
    if (message.type === 'error') asked?.reject(new Error(`${message.error}: ${message.message}`))
    else asked?.resolve(message.result)
  })
  socket.addEventListener('close', () => {
    for (const { reject } of waiting.values()) reject(new Error('the browser has gone'))
  })
  return (method, params) =>
    new Promise((resolve, reject) => {
      last++
      waiting.set(last, { resolve, reject })
      socket.send(JSON.stringify({ id: last, method, params }))
    })
}

// ------------------------------------------------------------------------------------------------ WebKitGTK

/** The browser that WebKitGTK brings for tests, which no one puts on the path. */
const MINI_BROWSERS = ['4.1', '6.0', '4.0'].flatMap((version) =>
  ['/usr/lib/x86_64-linux-gnu', '/usr/lib/aarch64-linux-gnu', '/usr/libexec', '/usr/lib'].map(
    (folder) => `${folder}/webkit2gtk-${version}/MiniBrowser`,
  ),
)

async function startWebKit(driver: string, miniBrowser: string, screen: string | null): Promise<Driver> {
  const port = await freePort()
  const ways = screen === null ? [driver] : [screen, '-a', '-s', '-screen 0 1600x1200x24', driver]
  const { child, end } = launch(ways[0], [...ways.slice(1), `--port=${port}`])
  let said = ''
  child.stderr?.on('data', (part) => {
    said += part
  })
  const send = async (method: string, path: string, body?: object) => {
    const answer = await fetch(`http://127.0.0.1:${port}${path}`, {
      method,
      ...(body && { body: JSON.stringify(body) }),
    })
    const { value } = (await answer.json()) as { value: Record<string, unknown> }
    if (!answer.ok) throw new Error(`${value.error}: ${value.message}`)
    // biome-ignore lint/suspicious/noExplicitAny: answers of a protocol, each used once, right where it is asked for
    return value as any
  }
  const isReady = async () => {
    try {
      return (await send('GET', '/status')).ready === true
    } catch {
      // It does not listen yet.
      return false
    }
  }
  try {
    const until = Date.now() + LIMIT_MS
    while (!(await isReady())) {
      if (Date.now() > until) throw new Error(`WebKitWebDriver does not answer. ${said.slice(-500)}`)
      await wait(100)
    }
    const { sessionId, capabilities } = await send('POST', '/session', {
      capabilities: {
        alwaysMatch: { 'webkitgtk:browserOptions': { binary: miniBrowser, args: ['--automation'] } },
      },
    })
    const session = `/session/${sessionId}`
    const script = (text: string) => send('POST', `${session}/execute/sync`, { script: text, args: [] })
    // The window has a bar of its own above the page.
    await send('POST', `${session}/window/rect`, VIEWPORT)
    const [width, height] = await script('return [innerWidth, innerHeight]')
    await send('POST', `${session}/window/rect`, {
      width: 2 * VIEWPORT.width - width,
      height: 2 * VIEWPORT.height - height,
    })
    return {
      name: 'WebKitGTK',
      version: capabilities.browserVersion,
      open: async (url) => {
        await send('POST', `${session}/url`, { url: 'about:blank' })
        await send('POST', `${session}/url`, { url })
      },
      reload: async () => {
        await send('POST', `${session}/refresh`, {})
      },
      run: async (text) => {
        const answer = await send('POST', `${session}/execute/async`, {
          script: `const done = arguments[arguments.length - 1];
            (async () => { ${text} })().then((value) => done({ value }), (error) => done({ error: String(error) }))`,
          args: [],
        })
        if (answer.error) throw new Error(answer.error)
        return answer.value
      },
      click: async (x, y) => {
        await send('POST', `${session}/actions`, { actions: clickActions(x, y) })
      },
      press: async (key) => {
        await send('POST', `${session}/actions`, { actions: keyActions(key) })
      },
      screenshot: async () => Buffer.from(await send('GET', `${session}/screenshot`), 'base64'),
      close: async () => {
        await send('DELETE', session)
        end()
      },
    }
  } catch (error) {
    end()
    throw error
  }
}

// ------------------------------------------------------------------------------------------------ all

/** Looks for each of the three. FIREFOX and CHROME name a program that is not where it usually is. */
export function findBrowsers(): Found[] {
  const firefox = process.env.FIREFOX ?? onPath(['firefox', 'firefox-esr'])
  const driver = onPath(['WebKitWebDriver'])
  const miniBrowser = MINI_BROWSERS.find((path) => existsSync(path))
  const screen = process.env.DISPLAY || process.env.WAYLAND_DISPLAY ? null : (onPath(['xvfb-run']) ?? 'none')
  const webKit = ((): Omit<Found, 'name'> => {
    if (!driver || !miniBrowser)
      return { how: 'no WebKitWebDriver with its MiniBrowser (Debian: webkit2gtk-driver)', start: null }
    if (screen === 'none') return { how: 'needs a screen, or xvfb-run (Debian: xvfb)', start: null }
    return { how: miniBrowser, start: () => startWebKit(driver, miniBrowser, screen) }
  })()
  return [
    { name: 'Chromium', how: 'as for npm run e2e', start: startChromium },
    firefox
      ? { name: 'Firefox', how: firefox, start: () => startFirefox(firefox) }
      : { name: 'Firefox', how: 'no firefox on the path; FIREFOX names one (Debian: firefox-esr)', start: null },
    { name: 'WebKitGTK', ...webKit },
  ]
}
