// @vitest-environment happy-dom
// Lessons of one's own: made of a run, taken, left, reloaded and sent on from any step; opened from a file, refused with
// reasons, deleted and restored. The run on the screen is never lost.
import { screen, waitFor } from '@testing-library/dom'
import type { UserEvent } from '@testing-library/user-event'
import { describe, expect, test } from 'vitest'
import {
  downloads,
  dropFile,
  find,
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
    share: '分享与文件',
    make: /把当前过程做成课程/,
    library: '课程与案例',
    own: '你的课程',
    made: '录下的课程：kill -9 broker-a',
    next: '下一步',
    third: '第 3 步，共 9 步',
    guess: '消息 13 会怎样？',
    retried: '重试后成功',
    right: '答对了。',
    backToStep: '回到这一步',
    opened: /课程已打开/,
    undo: '撤销',
    refused: '无法打开这一课',
    broken: '这一课有些断言不成立',
    close: '关闭',
    remove: /^删除：/,
    deleted: /^已删除/,
  },
  en: {
    share: 'Share and files',
    make: /Make a lesson of this run/,
    library: 'Lessons and incidents',
    own: 'Your lessons',
    made: 'Recorded: kill -9 broker-a',
    next: 'Next',
    third: 'Step 3 of 9',
    guess: 'What will happen to message 13?',
    retried: 'stored by a retry',
    right: 'Right.',
    backToStep: 'Back to this step',
    opened: /The lesson is open/,
    undo: 'Undo',
    refused: 'Opening this lesson failed',
    broken: 'Some claims of this lesson do not hold',
    close: 'Close',
    remove: /^Delete:/,
    deleted: /^Deleted/,
  },
}

const RUN = 'preset=article&do=kill+broker-a/master+@4000&t=14000'

describe.each(LANGUAGES)('%s', (language) => {
  const words = WORDS[language]

  /** Makes a lesson of the run on the page. @returns the text of its file */
  async function makeLesson(user: UserEvent): Promise<string> {
    await press(user, 'button', words.share)
    await press(user, 'menuitem', words.make)
    return await (await until(() => downloads[0])).file.text()
  }
  const shelf = async () => await find('region', words.own, await find('dialog', words.library))
  const card = () =>
    [...document.querySelectorAll<HTMLElement>('.shelf-lesson')].find((one) => one.textContent?.includes(words.made))
  const lesson = () => query('region', words.made)

  test('a lesson made of a run can be left, reloaded and sent on from any step', async () => {
    let user = await openPage(RUN, language)
    await makeLesson(user)
    await shelf()
    await user.click(await until(card))
    for (let page = 0; page < 2; page++) await press(user, 'button', words.next, await find('region', words.made))
    await says(lesson, words.third)
    await says(lesson, words.guess)

    // Free play, and back.
    await user.keyboard('k')
    await press(user, 'button', words.backToStep, await find('region', words.made))
    await waitFor(() => expect(location.hash).toMatch(/lesson=own-\w+\.2.*&own=/))
    user = await reloadPage()
    await says(lesson, words.third)

    // Somebody else has nothing but the link.
    await waitFor(() => expect(location.hash).toMatch(/&own=/))
    const link = location.hash.replace('#v=2&', '')
    localStorage.clear()
    sessionStorage.clear()
    user = await openPage(link, language)
    await says(lesson, words.third)
    await press(user, 'button', words.retried, await find('region', words.made))
    await says(lesson, words.right)
  })

  test('a lesson file is dropped, refused, opened, deleted and restored, and the run stays', async () => {
    const user = await openPage(RUN, language)
    const text = await makeLesson(user)
    await press(user, 'button', words.remove, await shelf())
    await waitFor(async () =>
      expect((await find('status', undefined, await shelf())).textContent).toMatch(words.deleted),
    )
    expect(card()).toBeUndefined()
    await press(user, 'button', words.undo, await shelf())
    await until(card)
    await user.keyboard('{Escape}')

    dropFile(text.replace('"untilMs": 4000', '"untilMs": 1').replace('"atMs": 1000', '"atMs": 1000, "sound": 1'))
    const refused = await find('dialog', words.refused)
    expect(refused.textContent).toContain('lesson.steps[0]')
    await press(user, 'button', words.close, refused)
    expect(screen.getByRole('timer').textContent).toBe('00:14.000')

    const other = JSON.parse(text)
    other.lesson.steps[0].title = { en: '<b>Bold</b>' }
    other.lesson.steps[0].claims[0].equals = 1_000_000
    dropFile(JSON.stringify(other))
    const broken = await find('dialog', words.broken)
    expect(broken.textContent).toContain('steps[0].claims[0]')
    await press(user, 'button', words.close, broken)
    await says(lesson, '<b>Bold</b>')
    const opened = await until(() =>
      screen.getAllByRole('status').find((one) => words.opened.test(one.textContent ?? '')),
    )
    await press(user, 'button', words.undo, opened)
    await waitFor(() => expect(screen.getByRole('timer').textContent).toBe('00:14.000'))
  })
})
