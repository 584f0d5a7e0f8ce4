// The card that other sites show for a link to the page.
import { readFileSync } from 'node:fs'
import { PNG } from 'pngjs'
import { expect, test } from 'vitest'
import { SOCIAL_PICTURE, socialTags } from './site/social.mts'

const contentOf = (site, name) =>
  socialTags(site).find(({ attrs }) => attrs.property === name || attrs.name === name)?.attrs.content

test('its picture is as large as other sites ask for, and not heavy', () => {
  const file = readFileSync(new URL(`../public/${SOCIAL_PICTURE}`, import.meta.url))
  const { width, height } = PNG.sync.read(file)
  expect([width, height]).toEqual([1200, 630])
  expect(file.length).toBeLessThan(300_000)
})

test('it has a title, a sentence in both languages, and the whole address of the picture where the site is known', () => {
  expect(contentOf(undefined, 'og:title')).toMatch(/RocketScope/)
  expect(contentOf(undefined, 'og:description')).toMatch(/生产者.*RocketMQ producer/)
  expect(contentOf(undefined, 'twitter:card')).toBe('summary_large_image')
  expect(contentOf(undefined, 'og:image')).toBe(`./${SOCIAL_PICTURE}`)
  expect(contentOf('', 'og:url')).toBeUndefined()
  for (const site of ['https://host.example/rocketscope', 'https://host.example/rocketscope/']) {
    expect(contentOf(site, 'og:image')).toBe(`https://host.example/rocketscope/${SOCIAL_PICTURE}`)
    expect(contentOf(site, 'og:url')).toBe('https://host.example/rocketscope/')
  }
})

test('an address that is none is refused by name', () => {
  for (const site of ['host.example', 'file:///rocketscope/', 'https://host.example/?a', 'https://host.example/#b'])
    expect(() => socialTags(site)).toThrow(`ROCKETSCOPE_SITE is "${site}"`)
})
