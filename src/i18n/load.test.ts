// What a language is loaded with: a section that does not come fails for what asked for it, and for nothing else.
import { beforeEach, expect, test, vi } from 'vitest'

const NOT_THERE = new Error('the server has no such file')
/** Languages of which the section comes. */
let comes: readonly string[] = []

async function load() {
  const { LANGUAGES } = await import('./languages')
  for (const [language, definition] of Object.entries(LANGUAGES)) {
    const real = definition.later
    vi.spyOn(definition, 'later').mockImplementation(async () => {
      const later = await real()
      const { storeNarration } = later.late
      const asked = async () => {
        if (!comes.includes(language)) throw NOT_THERE
        return await storeNarration()
      }
      return { ...later, late: { ...later.late, storeNarration: asked } }
    })
  }
  return await import('./load')
}

beforeEach(() => {
  vi.resetModules()
  comes = ['en', 'zh']
})

test.each([true, false])(
  'a section that does not come leaves the language whole, on its way: %s',
  async (isOnItsWay) => {
    const { isLoaded, loadEverywhere, loadMessages } = await load()
    comes = []
    const page = loadMessages('en')
    if (!isOnItsWay) await page
    await expect(loadEverywhere('storeNarration')).rejects.toBe(NOT_THERE)
    await page
    expect(isLoaded('en')).toBe(true)
    // What comes later does not ask for it either.
    await loadMessages('en', 'embedding')
    await loadMessages('zh')
    expect(isLoaded('zh', 'storeNarration')).toBe(false)

    comes = ['en', 'zh']
    await loadEverywhere('storeNarration')
    for (const language of ['en', 'zh'] as const) expect(isLoaded(language, 'storeNarration')).toBe(true)
  },
)

test('a language that is on its way, or comes afterwards, brings along what has been asked for', async () => {
  const { isLoaded, loadEverywhere, loadMessages } = await load()
  const page = loadMessages('en')
  await Promise.all([loadEverywhere('storeNarration'), page])
  expect(isLoaded('en', 'storeNarration')).toBe(true)
  await loadMessages('zh')
  expect(isLoaded('zh', 'storeNarration')).toBe(true)
})

test('a language that does not come keeps nothing from the others', async () => {
  const { isLoaded, loadEverywhere, loadMessages } = await load()
  const { LANGUAGES } = await import('./languages')
  await loadMessages('en')
  vi.spyOn(LANGUAGES.zh, 'later').mockRejectedValue(NOT_THERE)
  await expect(loadMessages('zh')).rejects.toBe(NOT_THERE)
  await loadEverywhere('storeNarration')
  expect(isLoaded('en', 'storeNarration')).toBe(true)
})

test('a section that comes in one language only is needed in none', async () => {
  const { isLoaded, loadEverywhere, loadMessages } = await load()
  await Promise.all([loadMessages('en'), loadMessages('zh')])
  comes = ['zh']
  await expect(loadEverywhere('storeNarration')).rejects.toBe(NOT_THERE)
  await loadMessages('en', 'embedding')
  expect(isLoaded('en')).toBe(true)
})
