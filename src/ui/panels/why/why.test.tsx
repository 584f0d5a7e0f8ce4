// @vitest-environment happy-dom
// The Why panel: the choice of an attempt found by its number, the window of an avoided Broker, what became of a message, and
// the code behind it; in both languages.
import { screen, waitFor, within } from '@testing-library/dom'
import type { UserEvent } from '@testing-library/user-event'
import { describe, expect, test } from 'vitest'
import { fill, find, LANGUAGES, openPage, press, query, says } from '../../shell/openPage.testData'

const WORDS = {
  zh: {
    why: '为什么是这个队列？',
    find: '按编号找消息',
    attempt: /消息 7 · 第 1 次/,
    other: /消息 [1-6] · 第 1 次/,
    none: /消息 9999 不存在。目前只有消息 1 到 \d+。/,
    nothing: '还没有发出消息。',
    standIn: /失败的发送按 10 秒查表/,
    sentence: /^消息 7 发往 broker-[ab] q[01]：正好轮到它，且 Broker 不在规避期。$/,
    retry: /^消息 \d+ 的第 2 次尝试（共 3 次）改发 broker-b q[01]：broker-a 规避到 [\d:.]+，于是跳过，顺延到它。$/,
    available: '✓ 可用',
    avoided: /规避到 [\d:.]+ · 刚刚失败/,
    failed: /失败，/,
    previousAttempt: '这条消息的上一次尝试',
    nextAttempt: '这条消息的下一次尝试',
    nextMessage: '下一条消息',
    toItsMoment: '跳到那一刻',
    whyAvoided: '为什么规避 broker-a？',
    window:
      /^broker-a 规避到 [\d:.]+：消息 \d+ 的第 1 次尝试在它上面失败（.+），5\.3\.3 把失败按 10 秒查表，规避 3 秒。$/,
    showCause: '查看那次尝试',
    outcome: '时间预算',
    through: /第 2 次才成功：第 1 次在 broker-a 失败/,
    code: '客户端在做什么',
    compare: '与另一版本对比',
    release: '客户端版本',
    settingsTab: '设置',
    whyTab: '为什么',
  },
  en: {
    why: 'Why this queue?',
    find: 'Find message number',
    attempt: /message 7 · attempt 1/,
    other: /message [1-6] · attempt 1/,
    none: /Message 9999 does not exist. Messages so far: 1 to \d+\./,
    nothing: 'No send yet.',
    standIn: /The client looks up a failed send as 10 s/,
    sentence: /^Message 7 went to broker-[ab] q[01]: it was next in turn and is not avoided\.$/,
    retry:
      /^Attempt 2 of 3 of message \d+ went to broker-b q[01]: broker-a is avoided until [\d:.]+, so the client moved on\.$/,
    available: '✓ available',
    avoided: /avoided until [\d:.]+ · just failed/,
    failed: /Failed, /,
    previousAttempt: 'Previous attempt of this message',
    nextAttempt: 'Next attempt of this message',
    nextMessage: 'Next message',
    toItsMoment: 'Jump to',
    whyAvoided: 'Why is broker-a avoided?',
    window:
      /^broker-a is avoided until [\d:.]+: attempt 1 of message \d+ failed there \(.+\), 5\.3\.3 looks up a failure as 10 s, and the table says 3 s\.$/,
    showCause: 'Show that attempt',
    outcome: 'Time budget',
    through: /succeeded at attempt 2: attempt 1 failed on broker-a/,
    code: 'What the client does',
    compare: 'Compare with',
    release: 'Client version',
    settingsTab: 'Settings',
    whyTab: 'Why',
  },
} as const

const clock = () => screen.getByRole('timer').textContent ?? ''
const sentence = () => screen.queryByTestId('why-sentence')

/** Presses a key that moves the playhead, until something is so. */
async function step(user: UserEvent, key: string, isSo: () => boolean): Promise<void> {
  for (let count = 0; count < 60 && !isSo(); count++) {
    const before = clock()
    await user.keyboard(key)
    await waitFor(() => expect(clock()).not.toBe(before))
  }
  await waitFor(() => expect(isSo()).toBe(true))
}

describe.each(LANGUAGES)('%s', (language) => {
  const words = WORDS[language]
  const open = async () => {
    const user = await openPage('preset=article&t=1500', language)
    await says(() => query('region', words.why), /q\d/)
    return user
  }
  const panel = () => find('region', words.why)
  const findMessage = async (user: UserEvent, number: string) => {
    await fill(await screen.findByLabelText(words.find), number)
    await user.keyboard('{Enter}')
  }
  /** The page computes a little ahead once it stands. */
  const untilComputed = async (user: UserEvent, number: string) => {
    await waitFor(async () => {
      await findMessage(user, number)
      expect(query('region', words.why)?.textContent).toMatch(words.attempt)
    })
  }
  /** Kills broker-a once the producer knows it, and goes on until the producer avoids it. */
  const untilAvoided = async (user: UserEvent) => {
    await user.keyboard('k')
    await step(user, ']', () => query('button', words.whyAvoided) !== null)
    return await find('button', words.whyAvoided)
  }

  test('a message is found by its number, and stays no longer than its moment', async () => {
    const user = await open()
    await untilComputed(user, '7')
    expect(sentence()?.textContent).toMatch(words.sentence)
    const looked = within(await panel()).getAllByRole('listitem')
    expect(looked).toHaveLength(1)
    expect(looked[0].textContent).toMatch(new RegExp(`mod 4 = \\d.*broker-[ab] q[01].*${words.available}`))
    await findMessage(user, '9999')
    expect((await find('alert', undefined, await panel())).textContent).toMatch(words.none)
    await findMessage(user, '7')
    await waitFor(async () => expect(query('alert', undefined, await panel())).toBeNull())
    ;(await screen.findByLabelText(words.find)).blur()
    await user.keyboard('{ArrowLeft}{ArrowLeft}{ArrowLeft}')
    await says(() => query('region', words.why), words.other)
    expect((await panel()).textContent).not.toContain(words.nothing)
    await user.keyboard('{Home}')
    await says(() => query('region', words.why), words.nothing)
  })

  test('what a failed send counts as is said beside the table', async () => {
    const user = await open()
    await user.keyboard('k')
    expect(screen.queryByText(words.standIn)).toBeNull()
    await step(user, ']', () => screen.queryByText(words.standIn) !== null)
  })

  test('an avoided Broker tells which attempt was behind it, and that attempt what it cost', async () => {
    const user = await open()
    await user.click(await untilAvoided(user))
    await says(() => screen.queryByTestId('window-sentence'), words.window)
    await user.keyboard('{Escape}')
    // The same from the fault table, further down.
    const cell = await find('rowheader', /broker-a/)
    await press(user, 'button', 'broker-a', cell)
    await says(() => screen.queryByTestId('window-sentence'), words.window)
    await press(user, 'button', words.showCause)
    await says(() => query('region', words.why), words.failed)
    // The retry went on to the other Broker, past the one that had just failed.
    await press(user, 'button', words.nextAttempt, await panel())
    await says(sentence, words.retry)
    expect(
      within(await panel())
        .getAllByRole('listitem')
        .some((one) => words.avoided.test(one.textContent ?? '')),
    ).toBe(true)
    await press(user, 'button', words.previousAttempt, await panel())
    await says(sentence, /broker-a/)
    // Its end lies ahead: the next message begins after it.
    await press(user, 'button', words.nextMessage, await panel())
    await press(user, 'button', words.toItsMoment, await panel())
    await waitFor(async () =>
      expect(within(await find('region', words.outcome)).getAllByRole('listitem')).toHaveLength(1),
    )
  })

  test('a message that succeeded at the second attempt says so', async () => {
    const user = await open()
    await untilAvoided(user)
    const outcome = await find('region', words.outcome)
    const buttons = within(outcome).getAllByRole('button')
    await user.click(buttons[buttons.length - 1])
    await step(user, '{ArrowRight}', () => words.through.test(query('region', words.outcome)?.textContent ?? ''))
    expect(within(await find('region', words.outcome)).getAllByRole('listitem')).toHaveLength(2)
  })

  test('the code an attempt ran is lit, and another release shows at once what is different', async () => {
    const user = await open()
    await findMessage(user, '1')
    await press(user, 'button', words.code)
    const line = (id: string) => document.querySelector<HTMLElement>(`.code-line[data-line="${id}"]`)
    await waitFor(() => expect(line('walk.test')?.dataset.lit).toBe('true'))
    expect(line('walk.look')?.textContent).toMatch(/\d+ mod 4 = \d/)
    expect(line('available.test')?.textContent).toMatch(/available\(broker-[ab]\) = true/)
    expect(line('second.test')?.dataset.lit).toBe('false')
    expect(line('learn.latency')?.textContent).toContain('latency = ')
    // Switching the run's release: 4.7.1 has the inverted condition, and no second pass.
    const inverted = 'last = none or queue.broker = last'
    const added = (text = '') =>
      [...document.querySelectorAll('.code-line[data-change="added"]')].filter((one) => one.textContent?.includes(text))
    await press(user, 'tab', words.settingsTab)
    await user.selectOptions(await find('combobox', words.release), '4.7.1')
    await press(user, 'tab', words.whyTab)
    if (!query('button', words.code)?.matches('[aria-expanded=true]')) await press(user, 'button', words.code)
    await waitFor(() => expect(added(inverted)).toHaveLength(1))
    expect(line('second.test')?.dataset.change).toBe('removed')
    expect(line('choose.off')?.dataset.change).toBe('same')
    // And so does any other release one asks for.
    await user.selectOptions(await screen.findByLabelText(words.compare), '5.1.3')
    await waitFor(() => expect(added('pickOneAtLeast()').length).toBeGreaterThan(0))
    expect(added(inverted)).toHaveLength(0)
    await user.selectOptions(await screen.findByLabelText(words.compare), '')
    await waitFor(() => expect(added()).toHaveLength(0))
  })
})
