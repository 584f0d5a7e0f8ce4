// Puts the whole page into one HTML file: scripts, styles and the icon, with a policy that lets nothing else in.

import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import type { Plugin } from 'vite'
import { filePolicy, withPolicy } from './policy.mts'

const ICON = fileURLToPath(new URL('../../public/favicon.svg', import.meta.url))
export const SINGLE_NAME = 'rocketscope.html'

/** In HTML these end a script or hide its end; in the texts of a script they may be written so. */
const safeInScript = (code: string): string => code.replaceAll('</script', '<\\/script').replaceAll('<!--', '\\x3C!--')

export function singleFile(): Plugin {
  return {
    name: 'rocketscope:single-file',
    apply: 'build',
    enforce: 'post',
    config: ({ build }) => ({
      build: {
        outDir: build?.outDir ?? 'dist-single',
        copyPublicDir: false,
        cssCodeSplit: false,
        modulePreload: false,
        rolldownOptions: { output: { codeSplitting: false } },
      },
    }),
    // After Vite itself has put the last things in their places.
    generateBundle: {
      order: 'post',
      handler(_, bundle) {
        const files = Object.values(bundle)
        const scripts = files.filter((file) => file.type === 'chunk')
        const styles = files.filter((file) => file.type === 'asset' && file.fileName.endsWith('.css'))
        const page = bundle['index.html']
        if (scripts.length !== 1 || styles.length !== 1 || files.length !== 3 || page?.type !== 'asset')
          throw new Error(`One script, one style and one page were expected: ${Object.keys(bundle).join(', ')}`)
        const script = safeInScript(scripts[0].code.trim())
        const style = String(styles[0].type === 'asset' ? styles[0].source : '').trim()
        const icon = `data:image/svg+xml;base64,${readFileSync(ICON).toString('base64')}`
        const put = (html: string, place: RegExp, text: string) => {
          if (!place.test(html)) throw new Error(`index.html has no ${place}`)
          return html.replace(place, () => text)
        }
        let html = String(page.source)
        html = put(html, /\s*<script[^>]*src="[^"]*"[^>]*><\/script>/, '')
        html = put(html, /<link rel="stylesheet"[^>]*>/, `<style>${style}</style>`)
        html = put(html, /(?<=<link rel="icon"[^>]*href=")[^"]*/, icon)
        // There is nothing beside this file that they could name.
        html = html.replaceAll(/\s*<link rel="(manifest|apple-touch-icon)"[^>]*>/g, '')
        html = put(html, /(?=\n\s*<\/body>)/, `\n    <script type="module">${script}</script>`)
        for (const { fileName } of files) delete bundle[fileName]
        this.emitFile({ type: 'asset', fileName: SINGLE_NAME, source: withPolicy(html, filePolicy(html, style)) })
      },
    },
  }
}
