// The Content-Security-Policy that every built page carries in itself; docs/decisions/0018 says why it is as it is.

import { createHash } from 'node:crypto'
import type { Plugin } from 'vite'

type Directives = Readonly<Record<string, string>>

/** Of the page on a server. What is not named is refused, connections above all. */
export const PAGE_POLICY: Directives = {
  'default-src': "'none'",
  'script-src': "'self'",
  'style-src': "'self'",
  // The picture of an export on its way to a canvas is a blob.
  'img-src': "'self' blob:",
  'worker-src': "'self'",
  'manifest-src': "'self'",
  'base-uri': "'none'",
  'form-action': "'none'",
  'object-src': "'none'",
  'require-trusted-types-for': "'script'",
  // One, for the address of the service worker; see src/session/offline.ts.
  'trusted-types': 'rocketscope',
}

/** @returns how a policy names an inline script or style: the checksum of its text */
const named = (text: string): string => `'sha256-${createHash('sha256').update(text).digest('base64')}'`

/** The scripts that are written into a page, each by its name: the one that says why the page does not open. */
const inlineScripts = (html: string): string[] =>
  [...html.matchAll(/<script(?![^>]*\ssrc=)[^>]*>([\s\S]*?)<\/script>/g)].map(([, text]) => named(text ?? ''))

/** Of the page on a server, with the scripts that are written into it. */
const pagePolicy = (html: string): Directives => ({
  ...PAGE_POLICY,
  'script-src': [PAGE_POLICY['script-src'], ...inlineScripts(html)].join(' '),
})

/** Of the page in one file, which may use nothing but what is written in it. */
export const filePolicy = (html: string, style: string): Directives => ({
  'default-src': "'none'",
  'script-src': inlineScripts(html).join(' '),
  'style-src': named(style),
  'img-src': 'data: blob:',
  'base-uri': "'none'",
  'form-action': "'none'",
  'object-src': "'none'",
  'require-trusted-types-for': "'script'",
  'trusted-types': "'none'",
})

/** @throws Error where the page has no place for it */
export function withPolicy(html: string, directives: Directives): string {
  const text = Object.entries(directives)
    .map(([name, value]) => `${name} ${value}`)
    .join('; ')
  const first = '<meta charset="utf-8" />'
  if (!html.includes(first)) throw new Error(`index.html does not begin with ${first}`)
  return html.replace(first, `${first}\n    <meta http-equiv="Content-Security-Policy" content="${text}" />`)
}

export function contentSecurityPolicy(): Plugin {
  return {
    name: 'rocketscope:content-security-policy',
    apply: 'build',
    transformIndexHtml: { order: 'post', handler: (html) => withPolicy(html, pagePolicy(html)) },
  }
}
