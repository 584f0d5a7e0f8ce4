// @vitest-environment happy-dom
// The log: its two wordings, its filters and search, a line and its moment on the stage in both directions.
import { screen, waitFor } from '@testing-library/dom'
import { describe, expect, test } from 'vitest'
import { fill, find, LANGUAGES, openPage, press, reloadPage, shownTime, until } from '../../shell/openPage.testData'

const WORDS = {
  zh: {
    tab: '日志',
    client: '客户端日志',
    inWords: '大白话',
    search: '查找',
    filter: '筛选',
    failures: '失败',
    remove: '去掉筛选：失败',
    only7: '只看消息 7',
    copy: '复制这些行',
    copied: /已复制 [\d,]+ 行/,
    none: '没有符合的行。',
    excludes: /隐藏 [\d,]+ 行/,
    clear: '清除全部筛选',
    sent7: '消息 7 选中',
  },
  en: {
    tab: 'Log',
    client: 'Client log',
    inWords: 'In words',
    search: 'Search',
    filter: 'Filter',
    failures: 'Failures',
    remove: 'Remove filter: Failures',
    only7: 'Only message 7',
    copy: 'Copy these lines',
    copied: /Copied [\d,]+ lines\./,
    none: 'No line matches.',
    excludes: /hides [\d,]+ lines/,
    clear: 'Clear all filters',
    sent7: 'Message 7 goes to',
  },
}

const lines = () => [...document.querySelectorAll<HTMLElement>('.log-line')]
const timeOf = (line: Element) => line.querySelector('.log-time')?.textContent ?? ''
const timeIs = (time: string) => waitFor(() => expect(shownTime()).toBe(time))

describe.each(LANGUAGES)('%s', (language) => {
  const words = WORDS[language]
  /** Goes on until the first messages are stored, kills broker-a's Master and goes on to what comes of it, paused. */
  const tellStory = async () => {
    const user = await openPage('preset=article&t=1500', language)
    await user.keyboard('k]]]]]]]]')
    return user
  }
  const search = async () => (await find('searchbox', words.search)) as HTMLInputElement

  test('a line leads to its moment, and the picked message leads to its lines', async () => {
    const user = await tellStory()
    await user.keyboard('/')
    const box = await search()
    await waitFor(() => expect(document.activeElement).toBe(box))
    await fill(box, '7')
    const sent = () => lines().filter((one) => one.textContent?.includes(words.sent7))
    await waitFor(() => expect(sent()).toHaveLength(1))
    const time = timeOf(sent()[0])
    await user.click(sent()[0])
    await timeIs(time)
    await waitFor(() => expect(sent()[0].getAttribute('aria-pressed')).toBe('true'))

    await fill(await search(), '')
    await press(user, 'button', words.only7)
    await waitFor(() => {
      expect(sent()).toHaveLength(1)
      for (const line of lines()) expect(line.textContent).toMatch(/\b7\b/)
    })

    // The other way round: what is later stays reachable, and Enter on a line goes there.
    lines()[0].focus()
    await user.keyboard('{ArrowDown}')
    await waitFor(() => expect(document.activeElement).toBe(lines()[1]))
    const second = timeOf(lines()[1])
    await user.keyboard('{Enter}')
    await timeIs(second)
  })

  test('the client writes its own lines, and they say which they are', async () => {
    let user = await tellStory()
    await press(user, 'tab', words.tab)
    await press(user, 'button', words.client)
    await press(user, 'button', words.filter)
    await press(user, 'button', words.failures)
    await waitFor(() =>
      expect(lines()[0]?.textContent).toContain('sendKernelImpl exception, resend at once, InvokeID: '),
    )
    expect(lines()[0].textContent).toMatch(
      /RT: \d+ms, Broker: MessageQueue \[topic=TopicOrderPaySuccess, brokerName=broker-a/,
    )
    await press(user, 'button', words.copy)
    await screen.findByText(words.copied)
    expect(await navigator.clipboard.readText()).toContain(
      'WARN  o.a.r.c.i.p.DefaultMQProducerImpl - sendKernelImpl exception',
    )

    user = await reloadPage()
    await press(user, 'tab', words.tab)
    expect((await find('button', words.client)).getAttribute('aria-pressed')).toBe('true')
    await press(user, 'button', words.remove)
    await until(() => lines().find((one) => !one.textContent?.includes('sendKernelImpl')))
    await press(user, 'button', words.inWords)
    await waitFor(() => expect(document.querySelectorAll('.log-client')).toHaveLength(0))
  })

  test('when nothing matches, it says what each filter hides', async () => {
    const user = await tellStory()
    await user.keyboard('/')
    await fill(await search(), 'no such words')
    await screen.findByText(words.none)
    await screen.findByText(words.excludes)
    await press(user, 'button', words.clear)
    await until(() => lines()[0])
  })

  test('the hits are walked through by Enter', async () => {
    const user = await tellStory()
    await user.keyboard('{Home}/')
    const box = await search()
    await fill(box, 'broker-b')
    await waitFor(() => expect(document.activeElement).toBe(box))
    /** The moment of a hit, once it is the one that is shown. */
    const hit = async (number: number) => {
      await waitFor(() => {
        expect(document.querySelector('.log-hits')?.textContent).toMatch(new RegExp(`^${number} / `))
        expect(shownTime()).toBe(timeOf(document.querySelector('.log-row[data-picked="true"]') as Element))
      })
      return shownTime()
    }
    // Two hits may be of the same moment: only the numbers of the hits tell them apart.
    const times: string[] = []
    for (const number of [1, 2, 3]) {
      await user.keyboard('{Enter}')
      times.push(await hit(number))
    }
    for (const number of [2, 1]) {
      await user.keyboard('{Shift>}{Enter}{/Shift}')
      expect(await hit(number)).toBe(times[number - 1])
    }
    expect(new Set(times).size).toBeGreaterThan(1)
  })
})
