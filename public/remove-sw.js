// Takes RocketScope out of browsers for good: whoever takes the page down or moves it away puts this file in the place of
// sw.js. A browser that has stored the page fetches it at its next visit, forgets all that was stored, and from then on asks
// the server again. See docs/hosting.md.
const { registration } = self
/** As in sw.js: the folder is part of the name, so that another copy of the page on the same server keeps its own. */
const PREFIX = `rocketscope ${new URL(registration.scope).pathname} `

async function remove() {
  for (const name of await caches.keys()) if (name.startsWith(PREFIX)) await caches.delete(name)
  await registration.unregister()
}

// At once: tabs that are still open must not keep the old one alive.
self.addEventListener('install', () => self.skipWaiting())
self.addEventListener('activate', (event) => event.waitUntil(remove()))
