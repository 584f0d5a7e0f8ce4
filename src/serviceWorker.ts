// The service worker: keeps every file of one version of the page, so that it opens without a network. It asks its own
// server only, and only for files it has been told of by name and checksum. scripts/site/offline.mts fills in the list.

/** What TypeScript's library for pages does not know of a worker. */
interface LastingEvent extends Event {
  waitUntil(work: Promise<unknown>): void
}
interface RequestEvent extends LastingEvent {
  readonly request: Request
  respondWith(answer: Promise<Response>): void
}
interface MessageFrom extends LastingEvent {
  readonly data: unknown
  readonly source: { readonly id: string } | null
}
interface Clients {
  matchAll(options: { type: 'window'; includeUncontrolled: true }): Promise<readonly { readonly id: string }[]>
  claim(): Promise<void>
}
interface Worker {
  readonly registration: ServiceWorkerRegistration
  readonly clients: Clients
  skipWaiting(): Promise<void>
  addEventListener(type: 'install' | 'activate', listener: (event: LastingEvent) => void): void
  addEventListener(type: 'fetch', listener: (event: RequestEvent) => void): void
  addEventListener(type: 'message', listener: (event: MessageFrom) => void): void
}

/** Path below the page's folder, with the checksum of its content ("sha256-…"). The page itself is ''. */
declare const __FILES__: Record<string, string>
/** Another one whenever any file is another, this one included. */
declare const __BUILD__: string

const FILES = __FILES__
const isOurs = (path: string): boolean => Object.hasOwn(FILES, path)

const worker = self as unknown as Worker
const { scope } = worker.registration
/** The folder is part of the name: one server may have the page more than once. */
const PREFIX = `rocketscope ${new URL(scope).pathname} `
const CACHE = PREFIX + __BUILD__
/** On one's own computer the next server at the same address may be of something else altogether, or of a fresh build. */
const IS_LOCAL = ['localhost', '127.0.0.1', '[::1]'].includes(new URL(scope).hostname)
/** Files whose name changes with their content: those of older versions can be told apart from ours. */
const NAMED_BY_CONTENT = 'assets/'
/** Older versions that are kept at most for tabs that still run them. */
const MAX_OLD_VERSIONS = 3

/** Path of an address below the page's folder; null for what lies elsewhere. */
function pathOf(address: string): string | null {
  const url = new URL(address)
  url.search = ''
  url.hash = ''
  if (!url.href.startsWith(scope)) return null
  const path = url.href.slice(scope.length)
  return path === 'index.html' ? '' : path
}

const addressOf = (path: string): string => new URL(path, scope).href

/** @throws TypeError where the network fails or gives something else than this version's file */
async function fetchFile(path: string): Promise<Response> {
  const response = await fetch(addressOf(path), {
    integrity: FILES[path],
    cache: path.startsWith(NAMED_BY_CONTENT) ? 'default' : 'no-cache',
  })
  if (!response.ok) throw new TypeError(`${path}: ${response.status}`)
  // A page may not be answered with a response that was led elsewhere on its way.
  return response.redirected ? new Response(response.body, { headers: response.headers }) : response
}

/** Fetches all files, or takes over what an older version has; all or nothing. */
async function store(): Promise<void> {
  const cache = await caches.open(CACHE)
  try {
    await Promise.all(
      Object.keys(FILES).map(async (path) => {
        const had = path.startsWith(NAMED_BY_CONTENT) ? await caches.match(addressOf(path)) : undefined
        await cache.put(addressOf(path), had ?? (await fetchFile(path)))
      }),
    )
  } catch (error) {
    // No network, no space, or a server that is being renewed: half a version is of no use to anybody.
    await caches.delete(CACHE)
    throw error
  }
}

/** Of this page in this folder, oldest first. */
const oldVersions = async (): Promise<string[]> =>
  (await caches.keys()).filter((name) => name.startsWith(PREFIX) && name !== CACHE)

const remove = (names: readonly string[]) => Promise.all(names.map((name) => caches.delete(name)))

async function takeOver(): Promise<void> {
  const old = await oldVersions()
  const open = await worker.clients.matchAll({ type: 'window', includeUncontrolled: true })
  // A tab that runs an older version may still ask for parts of it.
  await remove(open.length === 0 ? old : old.slice(0, -MAX_OLD_VERSIONS))
  await worker.clients.claim()
}

/** Removes older versions once no other tab could need them. @param asking - id of the tab that has just been opened */
async function tidy(asking: string): Promise<void> {
  const old = await oldVersions()
  const { installing, waiting } = worker.registration
  // Then one of them is not older, but newer.
  if (installing || waiting) return
  const open = await worker.clients.matchAll({ type: 'window', includeUncontrolled: true })
  if (open.every(({ id }) => id === asking)) await remove(old)
}

async function answer(path: string, request: Request): Promise<Response> {
  const here = addressOf(path)
  if (IS_LOCAL && request.mode === 'navigate') {
    try {
      return await fetch(request)
    } catch {
      // It has been stopped: then the page is what it was.
    }
  }
  if (isOurs(path)) {
    const kept = await caches.match(here, { cacheName: CACHE, ignoreVary: true })
    if (kept) return kept
  }
  return (await caches.match(here, { ignoreVary: true })) ?? fetch(request)
}

worker.addEventListener('install', (event) => event.waitUntil(store()))
worker.addEventListener('activate', (event) => event.waitUntil(takeOver()))
worker.addEventListener('fetch', (event) => {
  const { request } = event
  const path = request.method === 'GET' ? pathOf(request.url) : null
  if (path === null || !(isOurs(path) || path.startsWith(NAMED_BY_CONTENT))) return
  event.respondWith(answer(path, request))
})
worker.addEventListener('message', (event) => {
  if (event.data === 'takeOver') event.waitUntil(worker.skipWaiting())
  else if (event.data === 'tidy' && event.source) event.waitUntil(tidy(event.source.id))
})
