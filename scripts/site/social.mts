// What other sites show for a link to the page: a title, a sentence and a picture (`npm run screenshots -- --only social` takes it).
// Crawlers want the picture's whole address, which a build does not know: ROCKETSCOPE_SITE says where the page will be.

import type { HtmlTagDescriptor, Plugin } from 'vite'

export const SOCIAL_PICTURE = 'social.png'
const TITLE = 'RocketScope · 看清 RocketMQ 生产者怎么发消息'
const DESCRIPTION =
  '杀掉一台 Master，看生产者如何绕开它、重试，又何时回来。 Kill a Master and watch a RocketMQ producer steer around it.'

/**
 * @param site - where the page will be, `https://host/path/`; undefined: not known, and addresses stay relative
 * @throws Error if it is no address of a page
 */
export function socialTags(site: string | undefined): HtmlTagDescriptor[] {
  const base = site === undefined || site === '' ? null : siteAddress(site)
  const picture = base === null ? `./${SOCIAL_PICTURE}` : new URL(SOCIAL_PICTURE, base).href
  const facts: [name: 'name' | 'property', value: string, content: string][] = [
    ['property', 'og:type', 'website'],
    ['property', 'og:title', TITLE],
    ['property', 'og:description', DESCRIPTION],
    ...(base === null ? [] : [['property', 'og:url', base.href] as ['property', string, string]]),
    ['property', 'og:image', picture],
    ['name', 'twitter:card', 'summary_large_image'],
  ]
  return facts.map(([name, value, content]) => ({ tag: 'meta', attrs: { [name]: value, content }, injectTo: 'head' }))
}

/** With a slash at its end, so that names are put behind it. */
function siteAddress(site: string): URL {
  const url = URL.canParse(site) ? new URL(site) : null
  if (url === null || !/^https?:$/.test(url.protocol) || url.search !== '' || url.hash !== '')
    throw new Error(
      `ROCKETSCOPE_SITE is "${site}"; it must be the address of the page, such as https://host.example/path/`,
    )
  if (!url.pathname.endsWith('/')) url.pathname += '/'
  return url
}

export function socialCard(): Plugin {
  return {
    name: 'rocketscope:social-card',
    apply: 'build',
    transformIndexHtml: { order: 'post', handler: () => socialTags(process.env.ROCKETSCOPE_SITE) },
  }
}
