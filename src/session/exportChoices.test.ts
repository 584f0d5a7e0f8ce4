import { afterEach, expect, test, vi } from 'vitest'
import { saveChoices, startExportChoices } from './exportChoices'

/** A browser's storage, as far as it is used. */
function openStorage(content: Record<string, string> = {}): void {
  const kept = new Map(Object.entries(content))
  const localStorage = {
    getItem: (key: string) => kept.get(key) ?? null,
    setItem: (key: string, value: string) => kept.set(key, value),
  }
  vi.stubGlobal('window', { localStorage })
}

afterEach(() => vi.unstubAllGlobals())

test('what was chosen is there again after a reload', () => {
  openStorage()
  const first = startExportChoices()
  expect(first).toMatchObject({ kind: 'picture', pictureFormat: 'png', filmFormat: 'gif', headline: true, link: false })
  const chosen = { ...first, kind: 'film', filmFormat: 'webm', speed: 0.25, theme: 'light', link: true } as const
  expect(saveChoices(chosen)).toBe(true)
  expect(startExportChoices()).toEqual(chosen)
})

test.each(['', '{', 'null', '[1]', '"x"', '{"kind":"poem","scale":"2","speed":1e9,"theme":{}}'])(
  'of a damaged storage (%s) nothing is taken that is no choice',
  (text) => {
    openStorage({ 'rocketscope.export': text })
    const damaged = startExportChoices()
    openStorage()
    expect(damaged).toEqual(startExportChoices())
  },
)

test('what can be read beside what cannot is kept', () => {
  openStorage({ 'rocketscope.export': '{"kind":"log","logFormat":"csv","scale":3,"more":1}' })
  expect(startExportChoices()).toMatchObject({ kind: 'log', logFormat: 'csv', scale: 2 })
})
