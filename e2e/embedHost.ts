// Other people's pages for the stories about embedding: served from this computer, on the origin of the built page and on
// another site, with what they need to look into a frame.
import { fileURLToPath } from 'node:url'
import { expect, type Frame, type Page } from '@playwright/test'
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

/** Puts iframes on somebody's page. @returns the frames, once they show something */
export async function putFrames(
  page: Page,
  addresses: readonly string[],
  attributes: Record<string, string> = {},
): Promise<Frame[]> {
  await page.evaluate(
    ([all, others]) => {
      for (const address of all) {
        const iframe = document.createElement('iframe')
        iframe.width = '640'
        iframe.height = '400'
        for (const [name, value] of Object.entries(others)) iframe.setAttribute(name, value)
        iframe.src = address
        document.body.append(iframe)
      }
    },
    [addresses, attributes] as const,
  )
  await expect.poll(() => embedded(page).length).toBe(addresses.length)
  const frames = embedded(page)
  for (const frame of frames) await expect(frame.getByRole('timer')).toBeVisible()
  return frames
}

/** Asks without embed.js, as any program could. @returns the answer */
export const ask = (page: Page, message: object, id: number): Promise<Record<string, unknown>> =>
  page.evaluate(
    ([data, own]) =>
      new Promise<Record<string, unknown>>((answered) => {
        window.addEventListener('message', function onAnswer({ data: answer }) {
          if (answer?.type !== 'answer' || answer.id !== own) return
          window.removeEventListener('message', onAnswer)
          answered(answer)
        })
        document.querySelector('iframe')?.contentWindow?.postMessage({ rocketscope: 1, id: own, ...data }, '*')
      }),
    [message, id] as const,
  )

/** Clicks a button of a frame that its host shows larger or smaller than it is. */
export async function clickIn(page: Page, frame: Frame, name: string): Promise<void> {
  const box = await (await frame.frameElement()).boundingBox()
  const { x, y, width } = await frame.getByRole('button', { name }).evaluate((button) => {
    const { left, top, width, height } = button.getBoundingClientRect()
    return { x: left + width / 2, y: top + height / 2, width: innerWidth }
  })
  if (box === null) throw new Error('The frame is not on the screen.')
  const scale = box.width / width
  await page.mouse.click(box.x + x * scale, box.y + y * scale)
}
