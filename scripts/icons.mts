// `npm run icons`: makes the icons of the installed page from public/favicon.svg, with a real browser. Run it when the
// drawing has changed; what it makes is kept in public/icons.

import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { chromium } from '@playwright/test'
import { resolveBrowser } from './resolveBrowser.mjs'

const publicDir = fileURLToPath(new URL('../public/', import.meta.url))
const drawing = readFileSync(`${publicDir}favicon.svg`, 'utf8')
/** The page's dark ground, for icons that fill their square. */
const GROUND = '#0f172a'

/** `part`: how much of the side the drawing takes; systems cut a maskable icon down to a circle of 80 %. */
const ICONS = [
  { name: 'icon-192', size: 192, part: 1, ground: 'transparent' },
  { name: 'icon-512', size: 512, part: 1, ground: 'transparent' },
  { name: 'maskable-512', size: 512, part: 0.6, ground: GROUND },
  { name: 'apple-touch-icon', size: 180, part: 0.72, ground: GROUND },
]

mkdirSync(`${publicDir}icons`, { recursive: true })
const { executablePath, args, env } = await resolveBrowser()
const browser = await chromium.launch({
  executablePath,
  args,
  env: { ...process.env, ...env } as Record<string, string>,
})
for (const { name, size, part, ground } of ICONS) {
  const page = await browser.newPage({ viewport: { width: size, height: size } })
  const side = Math.round(size * part)
  await page.setContent(
    `<style>*{margin:0}body{display:grid;place-items:center;width:${size}px;height:${size}px;background:${ground}}
    svg{width:${side}px;height:${side}px}</style>${drawing}`,
  )
  const png = await page.screenshot({ omitBackground: true })
  writeFileSync(`${publicDir}icons/${name}.png`, png)
  console.log(`${name}.png  ${size} x ${size}  ${png.length} bytes`)
  await page.close()
}
await browser.close()
