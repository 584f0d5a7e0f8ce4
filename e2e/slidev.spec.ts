// The example for Slidev: its component is compiled as Slidev compiles it, and the very tag of its deck is put on a page
// where what Slidev says of slides and clicks is said by the story. Slidev itself is too large to be installed for this.
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { expect, type Frame, type Page, test } from '@playwright/test'
import { build } from 'vite'
import { compileScript, parse } from 'vue/compiler-sfc'
import { countFrames, embedded, framesAsked, letPass, openSites, type Sites } from './embedHost'

const example = fileURLToPath(new URL('../examples/slidev/', import.meta.url))

/** As much of Slidev's client as the component uses; the story turns the slides. */
const CLIENT = `
import { ref } from 'vue'
const clicks = ref(0)
const entering = []
const leaving = []
globalThis.slides = {
  click: (count) => { clicks.value = count },
  enter: () => { document.querySelector('#slide').style.display = ''; for (const one of entering) one() },
  leave: () => { for (const one of leaving) one(); document.querySelector('#slide').style.display = 'none' },
}
export const useSlideContext = () => ({ $clicks: clicks })
export const onSlideEnter = (callback) => entering.push(callback)
export const onSlideLeave = (callback) => leaving.push(callback)
`

interface Slides {
  click(count: number): void
  enter(): void
  leave(): void
}

const ENTRY = 'deck:entry'

/** Builds a page with the component and one tag of it. @returns problems the compiler has found */
async function buildPage(outDir: string, tag: string): Promise<string[]> {
  const problems: string[] = []
  await build({
    configFile: false,
    root: example,
    logLevel: 'warn',
    define: {
      __VUE_OPTIONS_API__: 'true',
      __VUE_PROD_DEVTOOLS__: 'false',
      __VUE_PROD_HYDRATION_MISMATCH_DETAILS__: 'false',
    },
    // The one that compiles the tag of the deck in the page.
    resolve: { alias: { vue: 'vue/dist/vue.esm-bundler.js' } },
    build: {
      outDir,
      emptyOutDir: false,
      rolldownOptions: { input: ENTRY, output: { entryFileNames: 'page.js' } },
    },
    plugins: [
      {
        name: 'deck',
        resolveId: (id) => ([ENTRY, '@slidev/client'].includes(id) ? `\0${id}` : null),
        async load(id) {
          if (id === '\0@slidev/client') return CLIENT
          if (id === `\0${ENTRY}`) {
            return `import { createApp } from 'vue'
import RocketScope from '${example}components/RocketScope.vue'
createApp({ components: { RocketScope }, template: ${JSON.stringify(tag)} }).mount('#slide')`
          }
          if (!id.endsWith('.vue')) return null
          const { descriptor, errors } = parse(await readFile(id, 'utf8'), { filename: id })
          problems.push(...errors.map(({ message }) => message))
          const { content } = compileScript(descriptor, { id: 'run', inlineTemplate: true })
          return { code: content, moduleType: 'ts' }
        },
      },
    ],
  })
  return problems
}

test.describe('the example for Slidev', { tag: '@release' }, () => {
  test.use({ locale: 'en-US' })
  let sites: Sites
  let folder: string
  let tag: string
  test.beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'rocketscope-slidev-'))
    const deck = await readFile(join(example, 'slides.md'), 'utf8')
    tag = /<RocketScope[^>]*\/>/.exec(deck)?.[0] ?? ''
    expect(tag).toContain(':links=')
    // As many clicks as there are links behind the first one.
    expect(deck).toContain('clicks: 1\n')
    expect(await buildPage(folder, tag)).toEqual([])
    await writeFile(
      join(folder, 'index.html'),
      '<!doctype html><html lang="en"><meta charset="utf-8" /><title>Deck</title><link rel="icon" href="data:," /><div id="slide"></div><script type="module" src="page.js"></script></html>',
    )
    sites = await openSites({ '/deck/': folder })
  })
  test.afterAll(async () => {
    await sites.close()
    await rm(folder, { recursive: true })
  })

  const slides = (page: Page, what: keyof Slides, count = 0) =>
    page.evaluate(([name, value]) => (globalThis as unknown as { slides: Slides }).slides[name](value), [
      what,
      count,
    ] as const)
  const state = (page: Page) => page.evaluate(() => window.RocketScope?.frames[0]?.state ?? null)

  test('plays on its slide, shows the link of each click, and stops on other slides', async ({ page }) => {
    const complaints: string[] = []
    page.on('pageerror', (error) => complaints.push(error.message))
    page.on('console', (message) => ['error', 'warning'].includes(message.type()) && complaints.push(message.text()))
    await countFrames(page)
    await page.goto(`${sites.same}deck/`)
    await expect.poll(async () => (await state(page))?.playing).toBe(true)
    await expect.poll(async () => (await state(page))?.tMs).toBeGreaterThan(8000)
    expect((await state(page))?.actions).toBe(0)
    await expect(page.locator('iframe')).toHaveCSS('height', '380px')
    await slides(page, 'click', 1)
    await expect.poll(async () => (await state(page))?.actions).toBe(1)
    await expect.poll(async () => (await state(page))?.tMs).toBeGreaterThan(9600)
    await slides(page, 'click', 0)
    await expect.poll(async () => (await state(page))?.actions).toBe(0)
    await slides(page, 'click', 1)
    await expect.poll(async () => (await state(page))?.tMs).toBeGreaterThan(9500)

    await slides(page, 'leave')
    await expect.poll(async () => (await state(page))?.seen).toBe(false)
    const run = embedded(page)[0] as Frame
    const [asked, tMs] = [await framesAsked(run), (await state(page))?.tMs]
    await letPass(page)
    expect(await framesAsked(run)).toBe(asked)
    await slides(page, 'enter')
    await expect.poll(async () => (await state(page))?.tMs).toBeGreaterThan(tMs as number)
    expect(complaints).toEqual([])
  })

  test('says so where there is no RocketScope', async ({ page }) => {
    await page.route('**/embed.js', (route) => route.fulfill({ status: 404, body: '' }))
    await page.goto(`${sites.same}deck/`)
    await expect(page.getByRole('alert')).toHaveText(/There is no RocketScope at .*rocketscope\/embed\.js/)
  })
})
