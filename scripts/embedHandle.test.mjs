// Every call to a frame comes to an end, whatever becomes of the frame, and nothing of it stays behind. The script of the host
// runs here in a window that is made for it.
import { readFileSync } from 'node:fs'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'

const script = readFileSync(new URL('../public/embed.js', import.meta.url), 'utf8')
const HOST = 'https://host.example/page'
const SITE = 'https://site.example'
const PATIENCE_MS = 30_000
const CALLS = {
  load: (frame) => frame.load('v=1&preset=article'),
  play: (frame) => frame.play(),
  pause: (frame) => frame.pause(),
  seek: (frame) => frame.seek(1),
  jump: (frame) => frame.jump(),
  act: (frame) => frame.act({ type: 'kill', target: 'broker-a/master' }),
  set: (frame) => frame.set({ speed: 2 }),
  link: (frame) => frame.link(),
}

/** Something that counts who listens. */
function target(more = {}) {
  const listeners = []
  return Object.assign(more, {
    addEventListener: (name, listener) => {
      if (!listeners.some((one) => one.name === name && one.listener === listener)) listeners.push({ name, listener })
    },
    removeEventListener: (name, listener) => {
      const at = listeners.findIndex((one) => one.name === name && one.listener === listener)
      if (at >= 0) listeners.splice(at, 1)
    },
    dispatch: (name, event) => {
      for (const one of [...listeners]) if (one.name === name) one.listener(event)
    },
    count: () => listeners.length,
  })
}

let host
let document
let observers
let frames

/** An iframe; `page` says what is in it: 'blank', 'rocketscope', 'foreign'. */
function makeIframe({ src = `${SITE}/?embed`, page = 'blank', connected = true, sandbox = [] } = {}) {
  const iframe = target({
    tagName: 'IFRAME',
    src,
    page,
    isConnected: connected,
    sandbox: Object.assign([...sandbox], { contains: (name) => sandbox.includes(name) }),
    style: {},
    parentElement: null,
    asked: [],
    silent: false,
    getRootNode: () => document,
    checkVisibility: () => true,
    setAttribute: () => undefined,
    dispatchEvent: () => true,
  })
  const makeWindow = () => ({
    get location() {
      if (iframe.page === 'blank') return { href: 'about:blank' }
      throw new Error('of another origin')
    },
    postMessage: (message) => {
      structuredClone(message)
      if (iframe.page !== 'rocketscope' || iframe.silent) return
      iframe.asked.push(message)
      if (!iframe.mute?.includes(message.type))
        say({ type: 'answer', id: message.id, ok: true, problems: [], link: '#v=1' })
    },
  })
  let own = makeWindow()
  Object.defineProperty(iframe, 'contentWindow', { get: () => (iframe.isConnected ? own : null) })
  const say = (data, origin = new URL(iframe.src).origin) =>
    queueMicrotask(() => host.dispatch('message', { source: own, origin, data: { rocketscope: 1, ...data } }))
  return Object.assign(iframe, {
    say,
    /** Loads what it is to show from now on. */
    becomes: (next) => {
      iframe.page = next
      if (next === 'rocketscope') say({ event: 'ready', type: 'event' })
      iframe.dispatch('load', {})
    },
    /** Somebody else takes it away, or puts it back. */
    put: (on) => {
      iframe.isConnected = on
      if (on) own = makeWindow()
      for (const observer of observers) if (observer.places > 0) observer.tell()
    },
  })
}

beforeEach(() => {
  vi.useFakeTimers()
  observers = []
  document = target({
    baseURI: HOST,
    currentScript: { src: `${SITE}/embed.js`, dataset: {} },
    createElement: () => makeIframe({ connected: false }),
  })
  host = target()
  const space = { console }
  class Observer {
    constructor(tell) {
      Object.assign(this, { tell, places: 0 })
      observers.push(this)
    }
    observe() {
      this.places++
    }
    disconnect() {
      this.places = 0
    }
  }
  new Function('window', 'document', 'globalThis', 'MutationObserver', 'reportError', script)(
    host,
    document,
    space,
    Observer,
    (error) => reported.push(error),
  )
  frames = space.RocketScope
  reported.length = 0
})
afterEach(() => vi.useRealTimers())
const reported = []

/** Lets everything that waits for nothing but its turn come to an end. */
const settle = () => vi.advanceTimersByTimeAsync(0)
const later = (ms) => vi.advanceTimersByTimeAsync(ms)

/** How a promise stands: 'open', 'done', or why it was given up. */
function watch(promise) {
  const state = { now: 'open' }
  promise.then(
    () => Object.assign(state, { now: 'done' }),
    (error) => Object.assign(state, { now: error.problems?.[0]?.reason ?? error.name, error }),
  )
  return state
}
const callAll = (frame) => Object.entries(CALLS).map(([name, call]) => [name, watch(call(frame))])
const expectAll = (calls, how) => {
  for (const [name, state] of calls) expect(state.now, name).toBe(how)
}
/** Nobody listens or waits any more. */
const expectNothingLeft = (iframe) => {
  expect(host.count() + document.count() + iframe.count()).toBe(0)
  expect(observers.map(({ places }) => places)).toEqual(observers.map(() => 0))
  expect(vi.getTimerCount()).toBe(0)
  expect(frames.frames).toEqual([])
}

test('calls before the frame is there wait for it, and are answered', async () => {
  const iframe = makeIframe()
  const frame = frames.connect(iframe)
  const calls = callAll(frame)
  const ready = watch(frame.ready)
  await later(10 * PATIENCE_MS)
  expectAll(calls, 'open')
  iframe.becomes('rocketscope')
  await settle()
  expectAll(calls, 'done')
  expect(ready.now).toBe('done')
  // Nothing waits: the page around it is not watched any more, and no clock runs.
  expect(vi.getTimerCount()).toBe(0)
  frame.disconnect()
  expectNothingLeft(iframe)
})

test('disconnect ends what waits, and every call after it; once more it touches nobody else', async () => {
  const [one, other] = [makeIframe(), makeIframe()]
  const frame = frames.connect(one)
  const neighbour = frames.connect(other)
  const before = callAll(frame)
  const ready = watch(frame.ready)
  frame.disconnect()
  frame.disconnect()
  frame.disconnect()
  const after = callAll(frame)
  await settle()
  expectAll(before, 'disconnected')
  expectAll(after, 'disconnected')
  expect(ready.now).toBe('disconnected')
  expect(before[0][1].error).toMatchObject({
    name: 'RocketScopeError',
    message: expect.stringContaining('disconnected'),
  })
  expect(frames.frames).toEqual([neighbour])
  frame.on('state', () => undefined)()
  one.becomes('rocketscope')
  await settle()
  expect(one.asked).toEqual([])
  other.becomes('rocketscope')
  await settle()
  expect(await neighbour.play()).toMatchObject({ ok: true })
  neighbour.disconnect()
  expectNothingLeft(other)
  expect(one.count()).toBe(0)
})

test('a frame that is connected again after that is a new one', async () => {
  const iframe = makeIframe({ page: 'rocketscope' })
  const frame = frames.connect(iframe)
  expect(frames.connect(iframe)).toBe(frame)
  frame.disconnect()
  const again = frames.connect(iframe)
  expect(again).not.toBe(frame)
  await settle()
  expect(await again.play()).toMatchObject({ ok: true })
  expect(watch(frame.play()).now).toBe('open')
  frame.disconnect()
  expect(frames.frames).toEqual([again])
})

test('a frame that is taken off the page gives up at once; put back and loaded, it answers', async () => {
  const iframe = makeIframe({ page: 'rocketscope' })
  const frame = frames.connect(iframe)
  await frame.ready
  iframe.mute = Object.keys(CALLS)
  const sent = callAll(frame)
  iframe.put(false)
  const after = callAll(frame)
  await settle()
  expectAll(sent, 'removed')
  expectAll(after, 'removed')
  iframe.mute = []
  iframe.put(true)
  const waits = watch(frame.play())
  iframe.becomes('rocketscope')
  await settle()
  expect(waits.now).toBe('done')
  frame.disconnect()
  expectNothingLeft(iframe)
})

test('a frame that was moved while nobody asked it anything is waited for', async () => {
  const iframe = makeIframe({ page: 'rocketscope' })
  const frame = frames.connect(iframe)
  await frame.ready
  iframe.page = 'blank'
  iframe.put(false)
  iframe.put(true)
  const calls = callAll(frame)
  iframe.becomes('rocketscope')
  await settle()
  expectAll(calls, 'done')
})

test('a frame that is taken off before it was ever there gives up as well', async () => {
  const iframe = makeIframe()
  const frame = frames.connect(iframe)
  const ready = watch(frame.ready)
  iframe.put(false)
  await settle()
  expect(ready.now).toBe('removed')
  iframe.put(true)
  iframe.becomes('rocketscope')
  await settle()
  expect(watch(frame.ready).now).toBe('open')
  await expect(frame.ready).resolves.toBe(frame)
})

test.each([[[]], [['allow-scripts']]])(
  'what loads and stays silent is given up after a while (sandbox %j)',
  async (sandbox) => {
    const iframe = makeIframe({ sandbox })
    const frame = frames.connect(iframe)
    const calls = callAll(frame)
    const ready = watch(frame.ready)
    iframe.becomes('foreign')
    await later(PATIENCE_MS - 1)
    expectAll(calls, 'open')
    await later(1)
    expectAll(calls, 'silent')
    expect(ready.now).toBe('silent')
    const next = callAll(frame)
    await later(PATIENCE_MS)
    expectAll(next, 'silent')
    frame.disconnect()
    expectNothingLeft(iframe)
  },
)

test('a foreign page that had been loaded before is given up too, and as early as the host asks', async () => {
  const iframe = makeIframe({ page: 'foreign' })
  const frame = frames.connect(iframe, { timeout: 500 })
  const calls = callAll(frame)
  await later(500)
  expectAll(calls, 'silent')
})

test('a frame that is led elsewhere gives up what it was asked, and answers again once it is back', async () => {
  const iframe = makeIframe({ page: 'rocketscope' })
  const frame = frames.connect(iframe)
  await frame.ready
  iframe.mute = Object.keys(CALLS)
  const sent = callAll(frame)
  iframe.becomes('foreign')
  const after = callAll(frame)
  await later(PATIENCE_MS)
  expectAll(sent, 'silent')
  expectAll(after, 'silent')
  iframe.mute = []
  iframe.becomes('rocketscope')
  await settle()
  expect(await frame.link()).toBe('#v=1')
})

test('a frame that is loaded once more forgets what it was asked, and says so', async () => {
  const iframe = makeIframe({ page: 'rocketscope' })
  const frame = frames.connect(iframe)
  await frame.ready
  iframe.mute = Object.keys(CALLS)
  const sent = callAll(frame)
  iframe.becomes('rocketscope')
  await settle()
  expectAll(sent, 'reloaded')
})

test('a page that hangs is given up, one call after the other', async () => {
  const iframe = makeIframe({ page: 'rocketscope' })
  const frame = frames.connect(iframe)
  await frame.ready
  iframe.silent = true
  const calls = callAll(frame)
  await later(PATIENCE_MS)
  expectAll(calls, 'silent')
  iframe.silent = false
  expect(await frame.play()).toMatchObject({ ok: true })
})

test('what no message can carry is refused at once', async () => {
  const frame = frames.connect(makeIframe({ page: 'rocketscope' }))
  await frame.ready
  await expect(frame.act(() => undefined)).rejects.toMatchObject({ name: 'DataCloneError' })
  await expect(frame.load({ run: Symbol('x') })).rejects.toMatchObject({ name: 'DataCloneError' })
})

test('an address that is none does no harm', async () => {
  for (const src of ['', 'about:blank', 'http://[', 'javascript:void 0']) {
    const frame = frames.connect(makeIframe({ src }), { timeout: 500 })
    const call = watch(frame.play())
    frame.disconnect()
    await settle()
    expect(call.now, src).toBe('disconnected')
  }
})

test('connect takes nothing but an iframe, and on() nothing but an event and a function', async () => {
  for (const wrong of [null, undefined, {}, 'x', { tagName: 'DIV' }])
    expect(() => frames.connect(wrong)).toThrow(/iframe/)
  expect(frames.frames).toEqual([])
  const frame = frames.connect(makeIframe())
  expect(() => frame.on('stat', () => undefined)).toThrow(/"stat"/)
  expect(() => frame.on('state')).toThrow(/function/)
})

test('a listener that throws keeps nobody else from hearing, and one that ends itself ends only itself', async () => {
  const iframe = makeIframe({ page: 'rocketscope' })
  const frame = frames.connect(iframe)
  await frame.ready
  const heard = []
  frame.on('moment', () => {
    throw new Error('the host’s own')
  })
  const end = frame.on('moment', () => {
    heard.push('once')
    end()
  })
  frame.on('moment', () => heard.push('always'))
  for (let time = 0; time < 2; time++) iframe.say({ type: 'event', event: 'moment' })
  await settle()
  expect(heard).toEqual(['once', 'always', 'always'])
  expect(reported.map(({ message }) => message)).toEqual(['the host’s own', 'the host’s own'])
})

test('two frames hear only themselves, and strangers are not heard at all', async () => {
  const [one, other] = [makeIframe({ page: 'rocketscope' }), makeIframe({ page: 'rocketscope' })]
  const [first, second] = [frames.connect(one), frames.connect(other)]
  await Promise.all([first.ready, second.ready])
  one.say({ type: 'event', event: 'state', state: { tMs: 5 } })
  other.say({ type: 'event', event: 'state', state: { tMs: 7 } }, 'https://stranger.example')
  host.dispatch('message', { source: null, origin: SITE, data: { rocketscope: 1, state: { tMs: 9 } } })
  for (const data of [null, 5, 'x', {}, { rocketscope: 2 }])
    host.dispatch('message', { source: other.contentWindow, origin: SITE, data })
  await settle()
  expect([first.state, second.state]).toEqual([{ tMs: 5 }, null])
})
