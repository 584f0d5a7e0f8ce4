// The code with which somebody puts a run on their own page. Pure.

export interface EmbedChoices {
  /** The folder of RocketScope's page, as an address. */
  base: string
  /** The text of a link, without its #. */
  link: string
  title: string
  /** px */
  height: number
  /** Null: the reader's. */
  theme: 'dark' | 'light' | null
  autoplay: boolean
}

export const EMBED_HEIGHT = { min: 200, max: 2000, standard: 480 }

/** What a text is inside the quotes of an attribute. */
const quoted = (text: string): string =>
  text.replace(/&/g, '&amp;').replace(/"/g, '&quot;').replace(/</g, '&lt;').replace(/>/g, '&gt;')

const attributes = (pairs: [name: string, value: string | number][]): string =>
  pairs.map(([name, value]) => ` ${name}="${quoted(String(value))}"`).join('')

/** The language is the link's. */
export function iframeAddress({ base, link, theme, autoplay }: EmbedChoices): string {
  const parts = ['embed', theme && `theme=${theme}`, autoplay && 'autoplay=on']
  return `${base}?${parts.filter(Boolean).join('&')}#${link}`
}

export function iframeCode(choices: EmbedChoices): string {
  const { title, height } = choices
  return `<iframe${attributes([
    ['src', iframeAddress(choices)],
    ['title', title],
    ['style', `width: 100%; height: ${height}px; border: 0`],
    ['loading', 'lazy'],
  ])}></iframe>`
}

export function scriptCode({ base, link, title, height, theme, autoplay }: EmbedChoices): string {
  return `<script${attributes([
    ['src', `${base}embed.js`],
    ['data-link', link],
    ['data-title', title],
    ['data-height', height],
    ...(theme ? ([['data-theme', theme]] as [string, string][]) : []),
    ...(autoplay ? ([['data-autoplay', 'on']] as [string, string][]) : []),
  ])}></script>`
}
