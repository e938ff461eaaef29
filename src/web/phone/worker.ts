// The phone's service worker: keeps the files of this route, all of one version, and answers with them. It never answers for
// /api and keeps no facts: what is typed and what waits to be sent lies in IndexedDB, which an update does not touch.

/** Set by the build: every file of the route, and the digest of them all. */
declare const FILES: readonly string[]
declare const VERSION: string

/** The part of a worker's world used here; the types of pages and of workers cannot be loaded together. */
interface World {
  addEventListener(name: 'install' | 'activate', act: (event: Lasting) => void): void
  addEventListener(name: 'fetch', act: (event: Fetching) => void): void
  addEventListener(name: 'message', act: (event: { data: unknown }) => void): void
  skipWaiting(): Promise<void>
  readonly clients: { claim(): Promise<void> }
}
interface Lasting {
  waitUntil(work: Promise<unknown>): void
}
interface Fetching extends Lasting {
  readonly request: Request
  respondWith(answer: Promise<Response>): void
}

const world = globalThis as unknown as World
const MINE = 'jiceng-phone-'
const CACHE = `${MINE}${VERSION}`

// All files or none: a version that came half over a bad line is not kept, and the old one goes on.
world.addEventListener('install', event => {
  event.waitUntil(
    caches.open(CACHE).then(cache => cache.addAll(FILES.map(file => new Request(file, { cache: 'no-cache' })))),
  )
})

world.addEventListener('activate', event => {
  const clean = async () => {
    const old = (await caches.keys()).filter(name => name.startsWith(MINE) && name !== CACHE)
    await Promise.all(old.map(name => caches.delete(name)))
    await world.clients.claim()
  }
  event.waitUntil(clean())
})

// A new version waits until the reader takes it or every page of the old one is closed.
world.addEventListener('message', event => {
  if (event.data === 'take') void world.skipWaiting()
})

world.addEventListener('fetch', event => {
  const { pathname, origin } = new URL(event.request.url)
  if (event.request.method !== 'GET' || origin !== location.origin) return
  const file = pathname === '/m/' || pathname === '/m/index.html' ? '/m' : pathname
  if (FILES.includes(file)) event.respondWith(kept(file, event.request))
})

async function kept(file: string, request: Request): Promise<Response> {
  const cache = await caches.open(CACHE)
  return (await cache.match(file)) ?? fetch(request)
}
