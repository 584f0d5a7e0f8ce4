// npm run screenshots: takes the pictures of README and guide, and the card of the page, from the real built page in both languages.
// `-- --only film,social,why` takes some of them, `-- --dist <built folder>` uses what is built. Every page is opened at a moment of a
// run and its clock is ours, so the pictures change only when the page does.

import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import { build } from 'vite'
import { serveFolder } from '../e2e/serveFolder'
import { LANGUAGE_CODES } from '../src/i18n/languages'
import { takeFilm } from './pictures/film.mts'
import { launch, openAt, shot, webpOf } from './pictures/openAt.mts'
import { press, SCENES, SOCIAL } from './pictures/scenes.mts'

const projectDir = fileURLToPath(new URL('..', import.meta.url))
const imagesDir = join(projectDir, 'docs', 'images')
const NAMES = ['film', 'social', ...SCENES.map(({ name }) => name)]
const SCENE_SIZE = [1280, 720] as const

/** @throws RangeError for a picture that there is not */
function chooseNames(only: string | undefined): Set<string> {
  const names = only === undefined ? NAMES : only.split(',').map((name) => name.trim())
  const wrong = names.find((name) => !NAMES.includes(name))
  if (wrong !== undefined) throw new RangeError(`There is no picture "${wrong}". Pictures: ${NAMES.join(', ')}.`)
  return new Set(names)
}

const { values } = parseArgs({ options: { only: { type: 'string' }, dist: { type: 'string' } } })
const chosen = chooseNames(values.only)
const outDir = values.dist ?? mkdtempSync(join(tmpdir(), 'rocketscope-'))
if (values.dist === undefined) {
  await build({ root: projectDir, logLevel: 'warn', build: { outDir, emptyOutDir: true } })
}
mkdirSync(imagesDir, { recursive: true })
const server = await serveFolder(outDir, '/')
const browser = await launch()

function save(path: string, picture: Uint8Array): void {
  writeFileSync(path, picture)
  console.log(`${path}  ${Math.round(picture.length / 1000)} kB`)
}

try {
  if (chosen.has('social')) {
    await openAt(browser, server.address, SOCIAL, async (page) =>
      save(join(projectDir, 'public', 'social.png'), await shot(page)),
    )
  }
  for (const language of LANGUAGE_CODES) {
    for (const scene of SCENES.filter(({ name }) => chosen.has(name))) {
      const look = { size: SCENE_SIZE, language, theme: 'light', link: scene.link } as const
      await openAt(browser, server.address, look, async (page) => {
        await press(page, scene)
        save(join(imagesDir, `${scene.name}-${language}.webp`), await webpOf(browser, await shot(page)))
      })
    }
    if (chosen.has('film')) {
      save(join(imagesDir, `film-${language}.gif`), await takeFilm(browser, server.address, language))
    }
  }
} finally {
  await browser.close()
  await server.close()
  if (values.dist === undefined) rmSync(outDir, { recursive: true, force: true })
}
