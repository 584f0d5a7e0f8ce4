// @vitest-environment happy-dom
// When a Broker can be used again: on its card and in Why, the same words; and not while a lesson asks something.
import { screen } from '@testing-library/dom'
import { describe, expect, test } from 'vitest'
import { outageAt } from '../../projections/reuse'
import { simulate } from '../../rocketmq'
import { LESSONS } from '../../session/lessonPages'
import { LANGUAGES, openPage, until } from '../shell/openPage.testData'

const SENTENCE = {
  zh: /^生产者何时能再用 broker-a，取最晚的一项：/,
  en: /^The producer can use broker-a again after the latest of these: /,
}
const WAIT = { zh: /下次取路由/, en: /the next route poll/ }

/** A page of a lesson that asks while a Broker cannot be used. */
function askingPage(): string | null {
  for (const lesson of LESSONS) {
    for (const [at, { ask, input, atMs }] of lesson.steps.entries()) {
      if (!ask) continue
      const run = simulate(input, atMs + 100)
      if ([0, 1].some((group) => outageAt(run, 0, group, atMs))) return `${lesson.id}.${at}`
    }
  }
  return null
}

describe.each(LANGUAGES)('%s', (language) => {
  test('the card and Why name the same moments, the latest first', async () => {
    await openPage('preset=article&do=kill+broker-a/master+@9600&t=11500&sel=group.0', language)
    const signs = await until(() => screen.queryByTestId('reuse-signs')?.querySelector('[data-group="0"]'))
    const sentence = await until(() => screen.queryByTestId('window-waits')?.textContent)
    expect(sentence.replace(/\s/g, ' ')).toMatch(SENTENCE[language])
    const moments = (text: string | null) => [...(text ?? '').matchAll(/\d+\.\d/g)].map(([one]) => Number(one))
    await until(() => moments(screen.getByTestId('window-waits').textContent).length === 3)
    await until(() => moments(signs.textContent).length === 3)
    expect(moments(screen.getByTestId('window-waits').textContent)).toEqual(moments(signs.textContent))
    expect(moments(signs.textContent)).toEqual(moments(signs.textContent).toSorted((one, other) => other - one))
  })

  test('a selected producer says what it waits for, and a selected Broker what its nodes do', async () => {
    await openPage('preset=article&t=1500&sel=producer.0', language)
    await until(() => WAIT[language].test(screen.queryByTestId('waits')?.textContent ?? ''))
  })

  test('while a lesson asks, nothing of it is on the page', async () => {
    const page = askingPage()
    if (page === null) throw new Error('no lesson asks while a Broker cannot be used')
    await openPage(`preset=article&lesson=${page}&panel=lesson`, language)
    await until(() => document.querySelector('.lesson-ask button'))
    await import('./ReuseSigns')
    for (let frame = 0; frame < 10; frame++) {
      await new Promise((next) => requestAnimationFrame(next))
      expect(screen.queryByTestId('reuse-signs')).toBeNull()
    }
  })
})
