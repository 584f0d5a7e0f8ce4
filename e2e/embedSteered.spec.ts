// RocketScope in other pages: it is steered by messages, and stops where nobody sees it.

import { expect, type Frame, test } from '@playwright/test'
import { clickIn, countFrames, embedded, framesAsked, letPass, openSites, type Sites } from './embedHost'
import { releaseUnless } from './releaseUnless'

const RUN = 'v=1&preset=article&t=9900&do=kill+broker-a/master+@9600'

let sites: Sites

test.beforeAll(async () => {
  sites = await openSites()
})

test.afterAll(() => sites.close())

test.describe('steered by its host', () => {
  test.use({ locale: 'en-US' })

  test('promises: load, play, pause, seek, jump, act, set, link, and what they refuse', async ({ page }) => {
    await page.goto(`${sites.other}hosts/bare.html`)
    const told = await page.evaluate(
      async ([base, run]) => {
        const side = window.RocketScope.create({ base, link: run, height: 400, width: 640 })
        document.body.append(side.iframe)
        const refusal = (promise: Promise<unknown>) =>
          promise.then(
            () => null,
            (error) => ({ name: error.name, problems: error.problems }),
          )
        await side.ready
        const first = side.state
        const seeked = await side.seek(5000)
        const acted = await side.act({ type: 'freeze', target: 'broker-b/master' })
        const link = await side.link()
        const later = await side.act({ type: 'kill', target: 'producer/0', atMs: 20_000 })
        const played = await side.play()
        const paused = await side.pause()
        const jumped = await side.jump('next')
        const set = await side.set({ speed: 0.25, theme: 'light', language: 'zh' })
        const again = await side.load(link)
        const opened = await side.load({
          scenario: { preset: 'x', topic: 'T', settings: {}, brokerGroups: [] },
          seed: 3,
          actions: [],
        })
        return {
          ...{ first, seeked, acted, link, later, played, paused, jumped, set, again, opened },
          noBroker: await refusal(side.act({ type: 'kill', target: 'broker-z/master' })),
          noLink: await refusal(side.load('hello')),
          noMoment: await refusal(side.seek(-5)),
          noMessage: await refusal(side.act(() => 0)),
          still: await side.seek(100),
        }
      },
      [`${sites.same}rocketscope/`, RUN] as const,
    )
    expect(told.first).toMatchObject({ tMs: 9900, playing: false, preset: 'article', actions: 1 })
    expect(told.seeked).toMatchObject({ ok: true, problems: [], state: { tMs: 5000 } })
    // Acting in the past: the kill that came later is dropped.
    expect(told.acted).toMatchObject({ ok: true, state: { tMs: 5000, actions: 1 } })
    expect(told.link).toContain('do=freeze+broker-b/master+@5000')
    expect(told.link).toContain('t=5000')
    expect(told.later).toMatchObject({ ok: true, state: { actions: 2 } })
    expect(told.played).toMatchObject({ state: { playing: true } })
    expect(told.paused).toMatchObject({ state: { playing: false } })
    expect((told.jumped.state as { tMs: number }).tMs).toBeGreaterThan(5000)
    expect(told.set).toMatchObject({ state: { speed: 0.25, theme: 'light', language: 'zh' } })
    expect(told.again).toMatchObject({ ok: true, problems: [], state: { tMs: 5000, actions: 1, playing: false } })
    expect(told.opened).toMatchObject({ ok: true, state: { preset: 'x', tMs: 0, actions: 0 } })
    expect(told.noBroker).toMatchObject({
      name: 'RocketScopeError',
      problems: [{ path: 'action.target', reason: 'noSuchTarget' }],
    })
    expect(told.noLink).toMatchObject({ problems: [{ reason: 'notLink' }] })
    // What no message can carry is refused by the browser, and the talk goes on.
    expect(told.noMessage).toMatchObject({ name: 'DataCloneError' })
    expect(told.still).toMatchObject({ ok: true, state: { tMs: 100 } })
    expect(told.noMoment).toMatchObject({ problems: [{ path: 'tMs', reason: 'outOfRange' }] })
  })

  test('events: moments with their sentences, the log, and what the viewer does', async ({ page }) => {
    await page.goto(`${sites.other}hosts/bare.html`)
    await page.evaluate(
      async ([base, run]) => {
        const side = window.RocketScope.create({ base, link: run, height: 560, width: 960, id: 'one' })
        window.heard = []
        for (const event of ['moment', 'log', 'action', 'state']) side.on(event, (data) => window.heard.push(data))
        document.body.append(side.iframe)
        await side.ready
        await side.set({ speed: 4 })
        await side.play()
      },
      [`${sites.same}rocketscope/`, 'v=1&preset=article&t=9500&do=kill+broker-a/master+@9600'] as const,
    )
    const heard = (event: string) => page.evaluate((name) => window.heard.filter((one) => one.event === name), event)
    await expect.poll(async () => JSON.stringify(await heard('moment'))).toContain('masterReady')
    await page.evaluate(() => window.RocketScope.frame('one').pause())
    const moments = await heard('moment')
    expect(moments[0]).toMatchObject({ tMs: 9600, kind: 'action', tone: expect.any(String) })
    expect(moments.map(({ kind }) => kind)).toContain('avoided')
    const sentences = moments.map(({ sentence }) => sentence)
    expect(sentences.every((one) => typeof one === 'string' && one.length > 10)).toBe(true)
    expect(sentences[0]).toContain('broker-a')
    // Every entry of the log once, in its order, with nothing left out.
    const log = await heard('log')
    const entries = log.flatMap((one) => one.entries as { tMs: number; kind: string; entry: { kind: string } }[])
    expect(log.reduce((sum, { leftOut }) => sum + (leftOut as number), 0)).toBe(0)
    expect(entries.map(({ tMs }) => tMs)).toEqual(entries.map(({ tMs }) => tMs).toSorted((a, b) => a - b))
    expect(entries.filter(({ kind, tMs }) => kind === 'action' && tMs === 9600)).toHaveLength(1)
    const sent = entries.filter(({ kind }) => kind === 'send').map(({ entry }) => JSON.stringify(entry))
    expect(new Set(sent).size).toBe(sent.length)
    expect(sent.length).toBeGreaterThan(5)

    // The viewer's own hand.
    const frame = embedded(page)[0] as Frame
    await frame.getByRole('button', { name: /Master.*broker-b|broker-b.*Master/ }).click()
    await frame.getByRole('menuitem', { name: /kill -9/ }).click()
    await expect.poll(() => heard('action')).toHaveLength(1)
    expect((await heard('action'))[0]).toMatchObject({
      by: 'viewer',
      added: [{ type: 'kill', target: 'broker-b/n0', atMs: expect.any(Number) }],
      removed: [],
    })
    await page.evaluate(() => window.RocketScope.frame('one').act({ type: 'restart', target: 'broker-b/n0' }))
    await expect.poll(() => heard('action')).toHaveLength(2)
    expect((await heard('action'))[1]).toMatchObject({ by: 'host', added: [{ type: 'restart' }] })
    expect((await heard('state')).length).toBeGreaterThan(3)
  })

  test('a frame that is loaded once more is spoken to again', async ({ page }) => {
    await page.goto(`${sites.other}hosts/bare.html`)
    const states = await page.evaluate(
      async ([base, run]) => {
        const side = window.RocketScope.create({ base, link: run, height: 400 })
        document.body.append(side.iframe)
        await side.ready
        await side.seek(2000)
        const before = side.state?.tMs
        const again = new Promise((resolve) => side.on('ready', resolve))
        side.iframe.src = `${side.iframe.src.replace('?embed', '?embed&again')}`
        await again
        await side.seek(3000)
        return [before, side.state?.tMs]
      },
      [`${sites.same}rocketscope/`, RUN] as const,
    )
    expect(states).toEqual([2000, 3000])
  })
})

test.describe('stops where nobody sees it', () => {
  test.use({ locale: 'en-US' })

  for (const [name, where] of [
    ['on its own origin', 'same'],
    ['on another site', 'other'],
  ] as const) {
    test(
      `${name}: below the window, or put away, it asks for no frame and its time stands`,
      releaseUnless(where === 'other'),
      async ({ page }) => {
        await countFrames(page)
        await page.goto(`${sites[where]}article/`)
        const state = (id: string) => page.evaluate((one) => window.RocketScope.frame(one).state, id)
        await expect.poll(async () => (await state('on'))?.tMs).toBeGreaterThan(9200)
        const first = embedded(page)[0] as Frame
        // The second is not even loaded before it comes near.
        await page.evaluate(() => window.RocketScope.frame('off').iframe.scrollIntoView())
        await expect.poll(async () => (await state('off'))?.tMs).toBeGreaterThan(9200)
        await expect.poll(async () => (await state('on'))?.seen).toBe(false)
        const [asked, tMs] = [await framesAsked(first), (await state('on'))?.tMs]
        await letPass(page)
        expect(await framesAsked(first)).toBe(asked)
        expect((await state('on'))?.tMs).toBe(tMs)
        expect((await state('on'))?.playing).toBe(true)
        // It goes on where it stood.
        await page.evaluate(() => window.scrollTo(0, 0))
        await expect.poll(async () => (await state('on'))?.seen).toBe(true)
        await expect.poll(async () => (await state('on'))?.tMs).toBeGreaterThan(tMs as number)

        for (const [property, value] of [
          ['display', 'none'],
          ['visibility', 'hidden'],
          ['opacity', '0'],
        ] as const) {
          const hide = (to: string) =>
            page.evaluate(([css, now]) => window.RocketScope.frame('on').iframe.style.setProperty(css, now), [
              property,
              to,
            ] as const)
          await hide(value)
          await expect.poll(async () => (await state('on'))?.seen, property).toBe(false)
          const stood = await framesAsked(first)
          await letPass(page)
          expect(await framesAsked(first), property).toBe(stood)
          await hide('')
          await expect.poll(async () => (await state('on'))?.seen, property).toBe(true)
          await expect.poll(() => framesAsked(first), property).toBeGreaterThan(stood)
        }
      },
    )
  }
})

test.describe('in slides', { tag: '@release' }, () => {
  test.use({ locale: 'en-US' })

  for (const [name, where] of [
    ['on its own origin', 'same'],
    ['on another site', 'other'],
  ] as const) {
    test(`reveal.js, ${name}: the example deck`, async ({ page }) => {
      const complaints: string[] = []
      page.on('pageerror', (error) => complaints.push(error.message))
      page.on('console', (message) => message.type() === 'error' && complaints.push(message.text()))
      await countFrames(page)
      await page.goto(`${sites[where]}reveal/`)
      const slide = () =>
        page.evaluate(() =>
          [...document.querySelectorAll('.slides > section')].findIndex((one) => one.classList.contains('present')),
        )
      const state = () => page.evaluate(() => window.RocketScope.frame('run').state)
      await expect.poll(slide).toBe(0)
      await page.keyboard.press('ArrowRight')
      await expect.poll(slide).toBe(1)
      await expect.poll(async () => (await state())?.playing).toBe(true)
      await expect.poll(async () => (await state())?.tMs).toBeGreaterThan(8000)
      const run = embedded(page)[0] as Frame

      // Somebody clicks into the frame; the clicker still works.
      await run.locator('.sentence').click()
      expect(await page.evaluate(() => document.activeElement?.tagName)).toBe('IFRAME')
      await page.keyboard.press('ArrowRight')
      await expect.poll(async () => (await state())?.actions).toBe(1)
      await expect(page.locator('#caption')).toHaveText(/broker-a/)
      await clickIn(page, run, 'Next key moment')
      await page.keyboard.press('PageDown')
      await expect.poll(slide).toBe(2)
      await expect.poll(async () => (await state())?.seen).toBe(false)
      const [asked, tMs] = [await framesAsked(run), (await state())?.tMs]
      // Not even when it is told to play.
      await page.evaluate(() => window.RocketScope.frame('run').play())
      await letPass(page)
      expect(await framesAsked(run)).toBe(asked)
      expect((await state())?.tMs).toBe(tMs)

      await page.keyboard.press('ArrowLeft')
      await expect.poll(slide).toBe(1)
      await expect.poll(async () => (await state())?.tMs).toBeGreaterThan(tMs as number)
      // Back before the fragment: the kill has not happened.
      await page.keyboard.press('ArrowLeft')
      await expect.poll(async () => (await state())?.actions).toBe(0)
      expect(complaints).toEqual([])
    })
  }
})
