// @vitest-environment happy-dom
// Giving a talk: with two keys from its start to its end and back, and with what helps when something goes wrong.
import { waitFor } from '@testing-library/dom'
import { describe, expect, test } from 'vitest'
import { find, gone, LANGUAGES, openPage, press, query, until } from '../shell/openPage.testData'

const WORDS = {
  zh: {
    learn: '课程',
    present: '开讲：一刻钟讲清生产者',
    presenter: '演讲',
    black: '黑屏',
    locked: '舞台已锁定',
    first: /左边的转盘就是生产者的队列列表/,
    last: /队列是分片/,
  },
  en: {
    learn: 'Learn',
    present: 'Present: The producer in a quarter of an hour',
    presenter: 'Presentation',
    black: 'Black',
    locked: 'The stage is locked',
    first: /the producer's list of queues/,
    last: /Queues are shards/,
  },
} as const

describe.each(LANGUAGES)('%s', (language) => {
  const words = WORDS[language]
  const sentence = () => document.querySelector<HTMLElement>('.presenter-sentence')
  const sentenceIs = (expected: RegExp) => waitFor(() => expect(sentence()?.textContent).toMatch(expected))
  const placeIs = (cue: number) =>
    waitFor(() => expect(document.querySelector('.presenter-place')?.textContent).toBe(`${cue} / 13`))
  const begin = async () => {
    const user = await openPage('preset=article&t=1500', language)
    await press(user, 'button', words.learn)
    await press(user, 'button', words.present)
    await find('region', words.presenter)
    await until(sentence)
    return user
  }

  test('a whole talk with PageDown alone and back with PageUp alone', async () => {
    const user = await begin()
    await sentenceIs(words.first)
    expect(query('banner')).toBeNull()
    const revealed = (is: string) => waitFor(() => expect(sentence()?.dataset.revealed).toBe(is))
    for (let cue = 1; cue <= 12; cue++) {
      await placeIs(cue)
      await revealed('false')
      await user.keyboard('{PageDown}')
      await revealed('true')
      await user.keyboard('{PageDown}')
    }
    await sentenceIs(words.last)
    await user.keyboard('{PageDown}')
    await placeIs(13)
    for (let cue = 12; cue >= 1; cue--) {
      await user.keyboard('{PageUp}')
      await placeIs(cue)
    }
    await sentenceIs(words.first)
  })

  test('black, lock, and back on the cue after a wrong kill', async () => {
    const user = await begin()
    await user.keyboard('.')
    await find('img', words.black)
    // A press on the clicker brings the picture back, and nothing else.
    await user.keyboard('{PageDown}')
    await gone('img', words.black)
    await sentenceIs(words.first)

    const noKill = () => waitFor(() => expect(location.hash).not.toMatch(/do=kill/))
    await user.keyboard('l')
    await find('img', words.locked)
    await user.keyboard('k')
    await user.keyboard('l')
    await gone('img', words.locked)
    await noKill()

    await user.keyboard('k')
    await waitFor(() => expect(location.hash).toMatch(/do=kill/))
    await user.keyboard('r')
    await noKill()
    await sentenceIs(words.first)
    await user.keyboard('{Escape}')
    await gone('region', words.presenter)
    await find('banner')
  })
})
