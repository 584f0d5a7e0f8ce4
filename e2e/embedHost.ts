// Other people's pages for the stories about embedding: served from this computer, on the origin of the built page and on
// another site, with what they need to look into a frame.
import { fileURLToPath } from 'node:url'
import type { Frame, Page } from '@playwright/test'
import { serveExamples } from '../scripts/examples.mts'

const hosts = fileURLToPath(new URL('./hosts', import.meta.url))
const dist = fileURLToPath(new URL(`../${process.env.ROCKETSCOPE_DIST ?? 'dist'}`, import.meta.url))

export interface Sites {
  /** The built page is below rocketscope/ here, and pages of the same origin beside it. */
  same: string
  /** Pages of another site, which embed the one above. */
  other: string
  close: () => Promise<void>
}

export async function openSites(more: Record<string, string> = {}): Promise<Sites> {
  const folders = { '/hosts/': hosts, ...more }
  const same = await serveExamples({ dist: process.env.ROCKETSCOPE_DIST ?? dist, more: folders })
  // By name and by number, one computer is two sites.
  const other = await serveExamples({ host: 'localhost', rocketscope: `${same.address}rocketscope/`, more: folders })
  return {
    same: same.address,
    other: other.address,
    close: async () => {
      await other.close()
      await same.close()
    },
  }
}

/** Counts the frames that every page and every frame in it asks the browser for. */
export async function countFrames(page: Page): Promise<void> {
  await page.addInitScript(() => {
    const ask = window.requestAnimationFrame.bind(window)
    const counted = window as unknown as { framesAsked: number }
    counted.framesAsked = 0
    window.requestAnimationFrame = (callback) => {
      counted.framesAsked++
      return ask(callback)
    }
  })
}

export const framesAsked = (where: Page | Frame): Promise<number> =>
  where.evaluate(() => (window as unknown as { framesAsked: number }).framesAsked)

/** Lets some of the page's frames go by, so that whoever wants to draw has had the chance. */
export const letPass = (where: Page | Frame, count = 20): Promise<void> =>
  where.evaluate(
    (all) =>
      new Promise<void>((done) => {
        let left = all
        const next = () => (left-- > 0 ? requestAnimationFrame(next) : done())
        next()
      }),
    count,
  )

/** The frames of RocketScope in a page, in their order. */
export const embedded = (page: Page): Frame[] => page.frames().filter((frame) => frame.url().includes('?embed'))

/** What embed.js makes, as far as the stories use it. */
export interface HostSide {
  iframe: HTMLIFrameElement
  ready: Promise<HostSide>
  state: Record<string, unknown> | null
  load(what: unknown): Promise<Record<string, unknown>>
  play(): Promise<Record<string, unknown>>
  pause(): Promise<Record<string, unknown>>
  seek(tMs: number): Promise<Record<string, unknown>>
  jump(to?: string): Promise<Record<string, unknown>>
  act(action: unknown): Promise<Record<string, unknown>>
  set(what: unknown): Promise<Record<string, unknown>>
  link(): Promise<string>
  on(event: string, listener: (data: Record<string, unknown>) => void): () => void
}
declare global {
  interface Window {
    RocketScope: {
      create(options: object): HostSide
      connect(iframe: HTMLIFrameElement): HostSide
      frame(id: string): HostSide
      frames: HostSide[]
    }
    heard: Record<string, unknown>[]
  }
}
