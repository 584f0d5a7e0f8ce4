// @vitest-environment happy-dom
// Lessons and incidents: taken beside the stage, by mouse and by keyboard alone, left and gone on with.
import { screen, waitFor, within } from '@testing-library/dom'
import type { UserEvent } from '@testing-library/user-event'
import { describe, expect, test } from 'vitest'
import { find, gone, LANGUAGES, openPage, press, query, reloadPage, says, until } from '../shell/openPage.testData'

const WORDS = {
  zh: {
    learn: '课程',
    library: '课程与案例',
    shards: /分片分布在各台 Broker 上/,
    master: /一台 Master 宕机/,
    incident: /重启之后十分钟没有流量/,
    next: '下一步',
    back: '上一步',
    leave: '离开课程',
    second: '第 2 步，共 5 步',
    wrong: '不是这样。',
    right: '答对了。',
    showMe: '帮我操作',
    done: /已完成/,
    meaning: /也就是说/,
    failedFirst: /消息 29/,
    seven: '猜一猜：消息 7 存到哪里',
    end: '学完了',
    tenMinutes: '10 分钟',
    backToStep: '回到这一步',
  },
  en: {
    learn: 'Learn',
    library: 'Lessons and incidents',
    shards: /Shards over Brokers/,
    master: /A Master dies/,
    incident: /No traffic for ten minutes/,
    next: 'Next',
    back: 'Back',
    leave: 'Leave',
    second: 'Step 2 of 5',
    wrong: 'Not quite.',
    right: 'Right.',
    showMe: 'Do it for me',
    done: /Done/,
    meaning: /What it means/,
    failedFirst: /Message 29/,
    seven: 'Your guess: where is message 7 stored?',
    end: 'The end',
    tenMinutes: '10 min',
    backToStep: 'Back to this step',
  },
}

describe.each(LANGUAGES)('%s', (language) => {
  const words = WORDS[language]
  const shelf = async (title: RegExp) => {
    const library = await find('dialog', words.library)
    return await until(() =>
      [...library.querySelectorAll<HTMLElement>('.shelf-lesson')].find((one) => title.test(one.textContent ?? '')),
    )
  }
  const open = async (user: UserEvent, title: RegExp) => {
    await press(user, 'button', words.learn)
    await user.click(await shelf(title))
  }
  const lesson = (title: RegExp) => () => query('region', title)

  test('a guess is judged by the run, and Back works at once', async () => {
    const user = await openPage('preset=article&t=1500', language)
    await open(user, words.shards)
    const panel = lesson(words.shards)
    await press(user, 'button', words.next)
    await says(panel, words.second)
    await press(user, 'button', 'broker-a q0', await find('region', words.shards))
    await says(panel, words.wrong)
    await find('button', '✓ broker-b q0')
    await says(panel, words.meaning)
    await press(user, 'button', words.back)
    await press(user, 'button', words.next)
    await press(user, 'button', 'broker-b q0', await find('region', words.shards))
    await says(panel, words.right)
  })

  test('the Master is killed on the stage itself, and the lesson goes on', async () => {
    const user = await openPage('preset=article&t=1500', language)
    await open(user, words.master)
    await find('button', words.showMe, await find('region', words.master))
    await user.keyboard('k')
    await says(lesson(words.master), words.done)
    await says(lesson(words.master), words.failedFirst)
  })

  test('a lesson is left for free play, survives a reload and goes on where it was', async () => {
    let user = await openPage('preset=article&t=1500', language)
    await open(user, words.shards)
    await press(user, 'button', words.next)
    await waitFor(() => expect(location.hash).toMatch(/lesson=shards\.1/))
    user = await reloadPage()
    await says(lesson(words.shards), words.second)
    await user.keyboard('k')
    await press(user, 'button', words.backToStep, await find('region', words.shards))
    await find('heading', words.seven)
    await press(user, 'button', words.leave)
    await gone('region', words.shards)
    await open(user, words.shards)
    await says(lesson(words.shards), words.second)
  })

  test('an incident is taken from its start to its end by keyboard alone', async () => {
    const user = await openPage('preset=article&t=1500', language)
    ;(await find('button', words.learn)).focus()
    await user.keyboard('{Enter}')
    ;(await shelf(words.incident)).focus()
    await user.keyboard('{Enter}')
    const region = await find('region', words.incident)
    await user.keyboard('{PageDown}')
    ;(await find('button', words.tenMinutes, region)).focus()
    await user.keyboard('{Enter}')
    await says(lesson(words.incident), words.right)
    const next = await find('button', words.next, region)
    next.focus()
    await user.keyboard('{Enter}')
    await waitFor(() => expect(document.activeElement).toBe(next))
    await user.keyboard('{Enter}')
    await find('heading', words.end)
    await user.keyboard('{PageUp}')
    await gone('heading', words.end)
    expect(within(screen.getByRole('region', { name: words.incident })).getAllByRole('button').length).toBeGreaterThan(
      1,
    )
  })
})
