// How the interface is styled: utilities in the components, one kit, colours from the theme. See docs/decisions/0030.

import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { describe, expect, test } from 'vitest'

const root = fileURLToPath(new URL('../src', import.meta.url))
const files = readdirSync(root, { recursive: true })
  .map((name) => String(name).replaceAll('\\', '/'))
  .filter((name) => /\.(tsx?|css)$/.test(name) && !/\.test(Data)?\.tsx?$/.test(name))
const textOf = (name) => readFileSync(join(root, name), 'utf8')

/** The theme and the frame; what a part may overrule in the kit; the stage. */
const SHEETS = ['app.css', 'ui/kit/kit.css', 'ui/stage/stage.css']

/** Lines of CSS in all. */
const MAX_LINES = 900

const found = (pattern, names) => names.filter((name) => pattern.test(textOf(name)))
const outsideKit = files.filter((name) => name.endsWith('.tsx') && !name.startsWith('ui/kit/'))

describe('styles', () => {
  test('only these sheets exist, and they stay short', () => {
    const sheets = files.filter((name) => name.endsWith('.css'))
    expect(sheets.toSorted()).toEqual(SHEETS.toSorted())
    const lines = sheets.reduce((sum, name) => sum + textOf(name).split('\n').length - 1, 0)
    expect(lines).toBeLessThanOrEqual(MAX_LINES)
  })

  test('a dialog, a popover, a menu and a switch are drawn by the kit', () => {
    expect(found(/<dialog\b/, outsideKit)).toEqual([])
    // The menus of the stage are drawn by its own parts.
    const parts = outsideKit.filter((name) => !name.startsWith('ui/stage/'))
    expect(found(/@radix-ui\//, parts)).toEqual([])
    expect(found(/role="switch"/, parts)).toEqual([])
    expect(
      found(/<(?:button|fieldset)\b[^>]*className="(?:button|icon-button|link|switch|segmented)\b/, parts),
    ).toEqual([])
  })

  test('a colour has a name in the theme', () => {
    const parts = files.filter((name) => name.startsWith('ui/') && name.endsWith('.tsx'))
    const coloured = parts.filter((name) =>
      [...textOf(name).matchAll(/className=(?:"[^"]*"|\{[^}]*\})/g)].some(([text]) => /#[0-9a-f]{3,8}\b/i.test(text)),
    )
    expect(coloured).toEqual([])
    expect(found(/#[0-9a-f]{3,8}\b/i, ['ui/kit/kit.css', 'ui/stage/stage.css'])).toEqual([])
  })
})
