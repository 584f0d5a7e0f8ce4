// @vitest-environment happy-dom
// Lessons and incidents: taken beside the stage, by mouse and by keyboard alone, left and gone on with.
import { screen, waitFor, within } from '@testing-library/dom'
import type { UserEvent } from '@testing-library/user-event'
import { describe, expect, test } from 'vitest'
import {
  fill,
  find,
  gone,
  LANGUAGES,
  openPage,
  press,
  query,
  reloadPage,
  says,
  until,
} from '../shell/openPage.testData'

const WORDS = {
  zh: {
    learn: '课程',
    library: '课程与案例',
    queues: /Topic、队列和 Broker/,
    master: /一台 Master 宕机/,
    incident: /重启完毕，却一直没有流量/,
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
    seven: '下一条消息去哪里',
    end: '学完了',
    producer: /^等一段写在规避表里的时间/,
    backToStep: '回到这一步',
    cause: /原因：/,
    fix: /解法：/,
    search: '搜索课程、案例、意外、术语…',
    switchOn: /一次失败就打开/,
    routes: /路由：谁问谁/,
    poll: /NameServer 从不主动通知/,
  },
  en: {
    learn: 'Learn',
    library: 'Lessons and incidents',
    queues: /Topic, queues and Brokers/,
    master: /A Master dies/,
    incident: /Back from a restart, and no traffic/,
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
    seven: 'Where does the next one go?',
    end: 'The end',
    producer: /^For a time that is written in its table/,
    backToStep: 'Back to this step',
    cause: /Cause:/,
    fix: /Fix:/,
    search: 'Search lessons, incidents, gotchas, terms…',
    switchOn: /One failure opens an avoidance window/,
    routes: /The route: who asks whom/,
    poll: /NameServer notifies no producer/,
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
    await open(user, words.queues)
    const panel = lesson(words.queues)
    await press(user, 'button', words.next)
    await says(panel, words.second)
    await press(user, 'button', 'broker-a q0', await find('region', words.queues))
    await says(panel, words.wrong)
    await find('button', '✓ broker-b q0')
    await says(panel, words.meaning)
    await press(user, 'button', words.back)
    await press(user, 'button', words.next)
    await press(user, 'button', 'broker-b q0', await find('region', words.queues))
    await says(panel, words.right)
  })

  test('a question about a queue is answered on the stage, whatever panel is open', async () => {
    const user = await openPage('preset=article&t=1500', language)
    await open(user, words.queues)
    await press(user, 'button', words.next)
    await says(lesson(words.queues), words.second)
    // Nothing to choose is left over from the question when it is answered.
    const choice = () => document.querySelector<HTMLElement>('.stage-choice[aria-label="broker-b q0"]')
    await user.click(await until(choice))
    await says(lesson(words.queues), words.right)
    await waitFor(() => expect(choice()).toBeNull())
  })

  test('something is picked on the stage, and the step goes on', async () => {
    const user = await openPage('preset=article&t=1500', language)
    await open(user, words.routes)
    await user.click(await until(() => document.querySelector<HTMLElement>('.stage-choice[aria-label="NameServer"]')))
    await says(lesson(words.routes), words.poll)
  })

  test('a setting is changed by hand: its run is played from the beginning, and nothing is said of what it dropped', async () => {
    const user = await openPage('preset=article-off&lesson=window.0&panel=lesson', language)
    await press(user, 'button', words.backToStep)
    await press(user, 'switch', 'sendLatencyFaultEnable')
    await says(() => document.querySelector('.lesson'), words.switchOn)
    expect(document.querySelector('.lesson')?.textContent).toMatch(/12.*\D3\D/s)
    // Nor does it matter that a slow machine says what it computes.
    expect(document.querySelector('.notice:not([data-testid=computing])')).toBeNull()
  })

  test('a link to a lesson that is no more opens the step in its place', async () => {
    await openPage('preset=article&lesson=shards.1&panel=lesson', language)
    await find('heading', words.seven)
    await waitFor(() => expect(location.hash).toMatch(/lesson=queues\.1/))
  })

  test('the library is searched, and opens a gotcha from there', async () => {
    const user = await openPage('preset=article&t=1500', language)
    await press(user, 'button', words.learn)
    const library = await find('dialog', words.library)
    await fill(await find('searchbox', words.search, library), 'S14')
    await waitFor(() => expect(library.querySelectorAll('.shelf-lesson')).toHaveLength(0))
    await press(user, 'button', /^S14/, library)
    await waitFor(() => expect(location.hash).toMatch(/preset=S14/))
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
    await open(user, words.queues)
    await press(user, 'button', words.next)
    await waitFor(() => expect(location.hash).toMatch(/lesson=queues\.1/))
    user = await reloadPage()
    await says(lesson(words.queues), words.second)
    await user.keyboard('k')
    await press(user, 'button', words.backToStep, await find('region', words.queues))
    await find('heading', words.seven)
    await press(user, 'button', words.leave)
    await gone('region', words.queues)
    await open(user, words.queues)
    await says(lesson(words.queues), words.second)
  })

  test('an incident is taken from its start to its end by keyboard alone', async () => {
    const user = await openPage('preset=article&t=1500', language)
    ;(await find('button', words.learn)).focus()
    await user.keyboard('{Enter}')
    ;(await shelf(words.incident)).focus()
    await user.keyboard('{Enter}')
    const region = await find('region', words.incident)
    await user.keyboard('{PageDown}')
    ;(await find('button', words.producer, region)).focus()
    await user.keyboard('{Enter}')
    await says(lesson(words.incident), words.right)
    const next = await find('button', words.next, region)
    next.focus()
    await user.keyboard('{Enter}')
    await waitFor(() => expect(document.activeElement).toBe(next))
    await user.keyboard('{Enter}')
    await find('heading', words.end)
    await says(lesson(words.incident), words.cause)
    await says(lesson(words.incident), words.fix)
    await user.keyboard('{PageUp}')
    await gone('heading', words.end)
    expect(within(screen.getByRole('region', { name: words.incident })).getAllByRole('button').length).toBeGreaterThan(
      1,
    )
  })
})
