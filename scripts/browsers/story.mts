// What is tried in every browser: a story through the whole page, by real clicks and keys, and the fingerprints of runs. Each
// step is one check with a name; a step that fails does not end the story.

import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { ALL_MESSAGES } from '../../src/i18n/allMessages'
import { LANGUAGE_CODES } from '../../src/i18n/languages'
import { difference, type Fingerprint, fingerprint, presetPlays, randomPlay } from './determinism.mts'
import type { Driver } from './drivers.mts'
import * as engine from './engine.ts'

/** A step that could not be tried is told apart from one that failed. */
export interface Outcome {
  step: string
  failed: string | null
  /** What else was seen, in a few words. */
  detail: string
}

/** For what hangs, ms of real time. */
const LIMIT_MS = 60_000

/** In every page before its own scripts: notes what is reported, what is saved, and finds what a person would look for. */
export const WATCH_SCRIPT = `
  const watch = (window.rocketscopeWatch = { errors: [], saved: [] })
  const note = (what) => watch.errors.push(String(what).slice(0, 500))
  addEventListener('error', (event) => note(event.message))
  addEventListener('unhandledrejection', (event) => note(event.reason))
  const complain = console.error
  console.error = (...what) => {
    note(what.map(String).join(' '))
    complain.apply(console, what)
  }
  // The page's policy lets nobody fetch, so what is saved is taken where it is given an address.
  const made = new Map()
  const give = URL.createObjectURL
  URL.createObjectURL = (blob) => {
    const address = give.call(URL, blob)
    made.set(address, blob)
    return address
  }
  const click = HTMLAnchorElement.prototype.click
  HTMLAnchorElement.prototype.click = function () {
    if (!this.download) return click.call(this)
    // Read instead of being put into a folder of the person's.
    const saved = { name: this.download, size: 0, head: [] }
    watch.saved.push(saved)
    made.get(this.href).arrayBuffer().then((data) => {
      saved.head = [...new Uint8Array(data.slice(0, 12))]
      saved.size = data.byteLength
    }, note)
  }
  const shown = (element) => element.getClientRects().length > 0 && getComputedStyle(element).visibility !== 'hidden'
  const nameOf = (element) => (element.getAttribute('aria-label') ?? element.textContent).replace(/\\s+/g, ' ').trim()
  watch.find = (selector, part = '') =>
    [...document.querySelectorAll(selector)].find((element) => shown(element) && nameOf(element).includes(part))
  watch.place = (selector, part) => {
    const element = watch.find(selector, part)
    if (!element || element.disabled) return null
    element.scrollIntoView({ block: 'nearest', inline: 'nearest' })
    const { left, top, width, height } = element.getBoundingClientRect()
    return { x: left + width / 2, y: top + height / 2 }
  }
`

interface Saved {
  name: string
  size: number
  head: number[]
}

/** First bytes of a file, by the end of its name. */
const HEADS: Record<string, (head: number[]) => boolean> = {
  png: (head) => String.fromCharCode(...head.slice(1, 4)) === 'PNG',
  gif: (head) => String.fromCharCode(...head.slice(0, 6)) === 'GIF89a',
  mp4: (head) => String.fromCharCode(...head.slice(4, 8)) === 'ftyp',
  webm: (head) => head[0] === 0x1a && head[1] === 0x45 && head[2] === 0xdf && head[3] === 0xa3,
}

const KILLED = 'preset=article&do=kill+broker-a/master+@9600'

/**
 * Tries everything in one browser.
 *
 * @param address - of the site, with a slash at its end; the pages there carry the watch script
 * @param folder - for the pictures
 */
export async function tellStory(driver: Driver, address: string, folder: string): Promise<Outcome[]> {
  mkdirSync(folder, { recursive: true })
  const outcomes: Outcome[] = []
  const run = (script: string) => driver.run(script)
  const until = async (what: string, condition: string): Promise<void> => {
    const end = Date.now() + LIMIT_MS
    while ((await run(`return Boolean(${condition})`)) !== true) {
      if (Date.now() > end) throw new Error(`never came: ${what}`)
      await wait(100)
    }
  }
  const found = (selector: string, part = '') =>
    `window.rocketscopeWatch?.find(${JSON.stringify(selector)}, ${JSON.stringify(part)})`
  const sees = (selector: string, part = '') => until(`${selector} ${part}`, found(selector, part))
  const goes = (selector: string, part = '') => until(`${selector} ${part} is gone`, `!${found(selector, part)}`)
  const click = async (selector: string, part = '') => {
    const place = `window.rocketscopeWatch?.place(${JSON.stringify(selector)}, ${JSON.stringify(part)})`
    await until(`${selector} ${part}`, place)
    const { x, y } = (await run(`return ${place}`)) as { x: number; y: number }
    await driver.click(x, y)
  }
  const text = async (selector: string) => String(await run(`return ${found(selector)}.textContent`))
  const timeShown = () => text('[role=timer]')
  const openRun = async (parts: string) => {
    await driver.open(`${address}#v=1&${parts}`)
    await sees('[role=timer]')
  }
  const picture = async (name: string) => writeFileSync(join(folder, `${name}.png`), await driver.screenshot())
  const choose = (selector: string, value: string) =>
    run(`const list = ${found('dialog select', '')} && [...document.querySelectorAll(${JSON.stringify(selector)})]
      .find((one) => [...one.options].some((option) => option.value === ${JSON.stringify(value)}))
      Object.getOwnPropertyDescriptor(HTMLSelectElement.prototype, 'value').set.call(list, ${JSON.stringify(value)})
      list.dispatchEvent(new Event('change', { bubbles: true }))`)

  const step = async (name: string, what: () => Promise<string | undefined>): Promise<void> => {
    try {
      const detail = (await what()) ?? ''
      const errors = (await run('return window.rocketscopeWatch?.errors ?? []')) as string[]
      await run('if (window.rocketscopeWatch) window.rocketscopeWatch.errors.length = 0')
      outcomes.push({
        step: name,
        failed: errors.length > 0 ? `the page complained: ${errors.join(' | ')}` : null,
        detail,
      })
    } catch (error) {
      outcomes.push({ step: name, failed: error instanceof Error ? error.message : String(error), detail: '' })
      await picture(`failed-${outcomes.length}`).catch(() => undefined)
    }
    const { failed, detail } = outcomes[outcomes.length - 1]
    console.log(
      `  ${failed === null ? 'passed' : 'FAILED'}  ${name}${detail && ` (${detail})`}${failed ? `: ${failed}` : ''}`,
    )
  }

  const exported = async (end: string): Promise<string> => {
    await until(
      `a ${end} is saved`,
      `window.rocketscopeWatch.saved.some(({ name, size }) => name.endsWith('.${end}') && size > 0)`,
    )
    const all = (await run('return window.rocketscopeWatch.saved')) as Saved[]
    const file = all.find(({ name }) => name.endsWith(`.${end}`)) as Saved
    if (!HEADS[end]?.(file.head)) throw new Error(`${file.name} begins with ${file.head.join(' ')}`)
    return `${file.name}, ${file.size} bytes`
  }

  for (const language of LANGUAGE_CODES) {
    const m = ALL_MESSAGES[language]
    const named = (name: string) => `${language}: ${name}`
    await step(named('opens a link at its moment, paused'), async () => {
      await openRun(`${KILLED}&t=11000&lang=${language}`)
      await sees('button', m.page.play)
      const shown = await timeShown()
      if (!shown.includes('00:11.000')) throw new Error(`the clock shows ${shown}`)
      await sees('.stage svg text', 'broker-b')
      await picture(`${language}-1-avoided`)
      return shown
    })
    await step(named('plays, and pauses'), async () => {
      await click('button', m.page.play)
      await until('time goes on', `${found('[role=timer]')}.textContent > '00:11.9'`)
      await click('button', m.page.pause)
      await sees('button', m.page.play)
      return undefined
    })
    await step(named('kills the Master of broker-a by a click in its menu'), async () => {
      await openRun(`preset=article&t=3000&lang=${language}`)
      await click('.stage-buttons button', language === 'en' ? 'Master of broker-a' : 'broker-a 的 Master')
      await picture(`${language}-2-menu`)
      await click('[role=menuitem]', m.stageMenu.kill)
      await sees('.action-mark')
      await driver.press(' ')
      await until('the Broker is avoided', `${found('[role=timer]')}.textContent > '00:05'`)
      await driver.press(' ')
      await picture(`${language}-3-killed`)
      return undefined
    })
    await step(named('a reload keeps the run and where it was'), async () => {
      const before = await timeShown()
      await driver.reload()
      await sees('.action-mark')
      const after = await timeShown()
      if (after !== before) throw new Error(`${before} has become ${after}`)
      return after
    })
    await step(named('charts'), async () => {
      await click('button', m.page.charts)
      await sees('.charts svg')
      await picture(`${language}-4-charts`)
      await click('button', m.page.charts)
      return undefined
    })
    await step(named('compares with the switch the other way round'), async () => {
      await openRun(`${KILLED}&t=14000&lang=${language}`)
      await driver.press('c')
      await click('dialog button, [role=dialog] button', 'sendLatencyFaultEnable')
      await until('two stages', `document.querySelectorAll('.stage').length === 2`)
      await sees('.verdict-figure')
      await picture(`${language}-5-compared`)
      return undefined
    })
    await step(named('opens a lesson'), async () => {
      await openRun(`preset=article&t=1000&lang=${language}`)
      await click('button', m.page.learn)
      await sees('dialog .shelf-lesson')
      await picture(`${language}-6-library`)
      await click('dialog .shelf-lesson')
      await goes('dialog')
      await sees('.side-panel h2, .side-panel h3')
      await picture(`${language}-7-lesson`)
      return undefined
    })
    await step(named('presents it, forward and back, and ends'), async () => {
      await driver.press('p')
      await sees('[data-presenting] .presenter')
      await driver.press('PageDown')
      await picture(`${language}-8-presented`)
      await driver.press('Escape')
      await wait(1000)
      // On the whole screen the first one belongs to the browser, which ends that.
      if (await run(`return Boolean(${found('[data-presenting]')})`)) await driver.press('Escape')
      await goes('[data-presenting]')
      return undefined
    })
    await step(named('exports a picture as PNG'), async () => {
      await openRun(`${KILLED}&t=11000&lang=${language}`)
      await click('button', m.proof.share)
      await click('[role=menuitem]', m.sharing.exporting)
      await click('dialog button', m.exporting.picture)
      await sees('dialog img')
      await picture(`${language}-9-export`)
      await click('dialog button', m.exporting.save)
      return exported('png')
    })
    await step(named('exports a film as GIF'), async () => {
      await click('dialog button', m.exporting.film)
      await choose('dialog select', 'gif')
      await choose('dialog select', '480')
      await sees('dialog img')
      await click('dialog button', m.exporting.make)
      return exported('gif')
    })
  }

  await step('every preset with faults, and 10 random inputs, give the same log and states as in Node', async () => {
    await driver.open(`${address}engine.html`)
    await until('the engine', 'window.engine')
    const plays = [...presetPlays(), ...Array.from({ length: 10 }, (_, index) => randomPlay(index + 1))]
    let entries = 0
    for (const play of plays) {
      const inBrowser = (await run(`return (${fingerprint})(engine, ${JSON.stringify(play)})`)) as Fingerprint
      const what = difference(fingerprint(engine, play), inBrowser, play)
      if (what !== '') throw new Error(`${play.name}: ${what}`)
      entries += inBrowser.length
    }
    return `${plays.length} runs, ${entries} log entries`
  })
  // Last, because what encodes videos is the least settled part of browsers.
  for (const language of LANGUAGE_CODES) {
    const m = ALL_MESSAGES[language]
    await step(`${language}: exports a film as video, or says that this browser cannot`, async () => {
      await openRun(`${KILLED}&t=11000&lang=${language}`)
      await click('button', m.proof.share)
      await click('[role=menuitem]', m.sharing.exporting)
      await click('dialog button', m.exporting.film)
      await choose('dialog select', '480')
      await choose('dialog select', 'mp4')
      const refused = `document.querySelector('dialog [role=alert]')`
      const canMake = `window.rocketscopeWatch.place('dialog button', ${JSON.stringify(m.exporting.make)})`
      await until('an answer', `${refused} || ${canMake}`)
      await wait(500)
      if (await run(`return Boolean(${refused})`)) return text('dialog [role=alert]')
      await click('dialog button', m.exporting.make)
      return exported('mp4')
    })
  }
  return outcomes
}
