// What becomes of the talk with a frame that is taken away, led elsewhere or never was a RocketScope, in a real browser.
// Every state of it, without one: scripts/embedHandle.test.mjs.
import { expect, test } from '@playwright/test'
import { type HostSide, openSites, type Sites } from './embedHost'

let sites: Sites
test.beforeAll(async () => {
  sites = await openSites()
})
test.afterAll(() => sites.close())

type Ended = HostSide & { disconnect(): void }
type Embedding = { create(options: object): Ended; connect(iframe: HTMLIFrameElement, options?: object): Ended }

test('every call comes to an end, and disconnecting twice leaves the neighbour alone', { tag: '@release' }, async ({
  page,
}) => {
  await page.goto(`${sites.other}hosts/bare.html`)
  const reasons = await page.evaluate(
    async ([base, foreign]) => {
      const { create, connect } = window.RocketScope as unknown as Embedding
      const why = (call: Promise<unknown>) =>
        call.then(
          () => 'answered',
          (error) => error.problems?.[0]?.reason ?? String(error),
        )
      const make = (options = {}) => {
        const frame = create({ base, preset: 'article', height: 200, loading: 'eager', ...options })
        document.body.append(frame.iframe)
        return frame
      }
      const [first, second] = [make(), make()]
      await Promise.all([first.ready, second.ready])
      first.disconnect()
      first.disconnect()
      const found: Record<string, string> = {
        disconnected: await why(first.play()),
        neighbour: await why(second.play()),
        again: await why(connect(first.iframe).seek(5)),
      }
      second.iframe.remove()
      found.removed = await why(second.play())
      document.body.append(second.iframe)
      found.putBack = await why(second.play())

      const elsewhere = make({ timeout: 4000 })
      await elsewhere.ready
      await new Promise((loaded) => {
        elsewhere.iframe.addEventListener('load', loaded, { once: true })
        elsewhere.iframe.src = foreign
      })
      found.ledElsewhere = await why(elsewhere.play())
      const nowhere = document.createElement('iframe')
      nowhere.src = foreign
      document.body.append(nowhere)
      found.never = await why(connect(nowhere, { timeout: 300 }).ready)
      return found
    },
    [`${sites.same}rocketscope/`, `${sites.other}hosts/nothing-here.html`] as const,
  )
  expect(reasons).toEqual({
    disconnected: 'disconnected',
    neighbour: 'answered',
    again: 'answered',
    removed: 'removed',
    putBack: 'answered',
    ledElsewhere: 'silent',
    never: 'silent',
  })
})
