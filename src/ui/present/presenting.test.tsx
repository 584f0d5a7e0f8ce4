// @vitest-environment happy-dom
// Giving a talk: with two keys from its start to its end and back, and with what helps when something goes wrong.
import { waitFor } from '@testing-library/dom'
import { describe, expect, test } from 'vitest'
import { find, gone, LANGUAGES, openPage, press, query, until } from '../shell/openPage.testData'

const WORDS = {
  zh: {
    learn: '课程',
    present: '演示：五分钟：流量为什么没回来',
    presenter: '演讲',
    black: '黑屏',
    locked: '舞台已锁定',
    title: 'Broker 回来了，流量为什么没回来？',
    second: /从现在到 09:00/,
    closing: '周一就做两件事',
  },
  en: {
    learn: 'Learn',
    present: 'Present: Five minutes: why the traffic stays away',
    presenter: 'Presentation',
    black: 'Black',
    locked: 'The stage is locked',
    title: 'The Broker is back. Why is its traffic not?',
    second: /From now to 09:00/,
    closing: 'Two things to do on Monday',
  },
} as const

describe.each(LANGUAGES)('%s', (language) => {
  const words = WORDS[language]
  const sentence = () => document.querySelector<HTMLElement>('.presenter-sentence')
  const sentenceIs = (expected: RegExp) => waitFor(() => expect(sentence()?.textContent).toMatch(expected))
  const placeIs = (cue: number) =>
    waitFor(() => expect(document.querySelector('.presenter-place')?.textContent).toBe(`${cue} / 5`))
  const begin = async () => {
    const user = await openPage('preset=article&t=1500', language)
    await press(user, 'button', words.learn)
    await press(user, 'button', words.present)
    await find('region', words.presenter)
    await until(() => document.querySelector('.presenter-card'))
    return user
  }

  test('a whole talk with PageDown alone and back with PageUp alone', async () => {
    const user = await begin()
    await find('heading', words.title)
    expect(query('banner')).toBeNull()
    const revealed = (is: string) => waitFor(() => expect(sentence()?.dataset.revealed).toBe(is))
    await placeIs(1)
    await user.keyboard('{PageDown}')
    for (let cue = 2; cue <= 4; cue++) {
      await placeIs(cue)
      await revealed('false')
      await user.keyboard('{PageDown}')
      await revealed('true')
      await user.keyboard('{PageDown}')
    }
    await find('heading', words.closing)
    await user.keyboard('{PageDown}')
    await placeIs(5)
    for (let cue = 4; cue >= 1; cue--) {
      await user.keyboard('{PageUp}')
      await placeIs(cue)
    }
    await find('heading', words.title)
  })

  test('black, lock, and back on the cue after a wrong kill', async () => {
    const user = await begin()
    await user.keyboard('{PageDown}')
    await sentenceIs(words.second)
    await user.keyboard('.')
    await find('img', words.black)
    // A press on the clicker brings the picture back, and nothing else.
    await user.keyboard('{PageDown}')
    await gone('img', words.black)
    await sentenceIs(words.second)

    const killed = (times: number) => waitFor(() => expect(location.hash.match(/do=kill/g) ?? []).toHaveLength(times))
    // The cue has its own kill.
    await killed(1)
    await user.keyboard('l')
    await find('img', words.locked)
    await user.keyboard('k')
    await user.keyboard('l')
    await gone('img', words.locked)
    await killed(1)

    await user.keyboard('k')
    await killed(2)
    await user.keyboard('r')
    await killed(1)
    await sentenceIs(words.second)
    await user.keyboard('{Escape}')
    await gone('region', words.presenter)
    await find('banner')
    // The run that was there before.
    await killed(0)
  })
})
