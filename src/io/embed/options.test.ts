// What an address says about being embedded, and the code that the share menu gives.

import { expect, test } from 'vitest'
import { problemWords } from '../problems.testData'
import { iframeAddress, iframeCode, scriptCode } from './code'
import { readEmbedOptions } from './options'
import { embedProblems } from './problems'

test.each([
  ['', null],
  ['?debug', null],
  ['?theme=dark', null],
  ['?embed', { language: null, theme: null, autoplay: false }],
  ['?embed=1&utm_source=x', { language: null, theme: null, autoplay: false }],
  ['?embed&lang=zh&theme=light&autoplay=on', { language: 'zh', theme: 'light', autoplay: true }],
  ['?embed&autoplay', { language: null, theme: null, autoplay: true }],
  ['?embed&autoplay=off', { language: null, theme: null, autoplay: false }],
])('%s', (search, options) => {
  expect(readEmbedOptions(search)).toEqual(options)
})

test('what an address says wrongly is left out and named in both languages', () => {
  const search = '?embed&theme=drak&lang=en&autoplay'
  expect(readEmbedOptions(search)).toEqual({ language: 'en', theme: null, autoplay: true })
  const [problem, ...others] = embedProblems(search)
  if (!problem) throw new Error('Nothing was said.')
  expect(others).toEqual([])
  expect(problemWords(problem).zh).toBe('theme：“drak”不能用。你要的是不是 dark？')
  expect(problemWords(problem).en).toBe('theme: "drak" cannot be used. Did you mean dark?')
})

const choices = {
  base: 'https://host.example/rocketscope/',
  link: 'v=1&preset=article&topic=a"b<c>',
  title: 'A "run"',
  height: 480,
  theme: 'dark' as const,
  autoplay: true,
}

test('the code has what was chosen, and nothing in it ends its quotes', () => {
  expect(iframeAddress(choices)).toBe(
    'https://host.example/rocketscope/?embed&theme=dark&autoplay=on#v=1&preset=article&topic=a"b<c>',
  )
  expect(iframeCode(choices)).toBe(
    '<iframe src="https://host.example/rocketscope/?embed&amp;theme=dark&amp;autoplay=on#v=1&amp;preset=article&amp;topic=a&quot;b&lt;c&gt;"' +
      ' title="A &quot;run&quot;" style="width: 100%; height: 480px; border: 0" loading="lazy"></iframe>',
  )
  expect(scriptCode({ ...choices, theme: null, autoplay: false })).toBe(
    '<script src="https://host.example/rocketscope/embed.js" data-link="v=1&amp;preset=article&amp;topic=a&quot;b&lt;c&gt;"' +
      ' data-title="A &quot;run&quot;" data-height="480"></script>',
  )
})
