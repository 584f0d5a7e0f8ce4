// @vitest-environment happy-dom
// What a node may suffer from: begun and ended in its menu, by mouse and by keyboard, in both languages.
import { screen, waitFor, within } from '@testing-library/dom'
import type { UserEvent } from '@testing-library/user-event'
import { describe, expect, test } from 'vitest'
import { find, gone, LANGUAGES, openPage, press, query } from '../../shell/openPage.testData'

/** Everything a story needs to say in one language. */
const WORDS = {
  en: {
    node: /Master of broker-a \(n0\)/,
    suffering: 'Inject a fault',
    healthy: /writable/,
    troubles: [
      ['o', /Overload \(queue too long\)/, /End the overload/, /overloaded/],
      ['s', /Full disk/, /Free the disk/, /disk full/],
      ['h', /Stalled disk/, /Unblock the disk/, /disk stalled/],
    ],
    answer: /Answer with a code…/,
    every: '13 MESSAGE_ILLEGAL: Every request',
    next: '2 SYSTEM_BUSY: Next request',
    answering: /answers 13/,
    answerEnds: /Answer normally again/,
    cut: [/^(. ?)?Cut the link to the producer/, /Restore the link to the producer/, 'link cut'],
    flaky: [/Lose 30 % on the link to the producer/, '30 % lost'],
    nameServer: /^NameServer, /,
    links: ['Link to', 'Cut', 'Works', /broker-a n1/],
    wipe: [
      /Revoke the write permission of broker-a/,
      /Restore the write permission of broker-a/,
      /broker-a has no write permission/,
    ],
    refused: /error from broker-a \(14 SERVICE_NOT_AVAILABLE\)/,
    budget: 'Time budget',
    left: /[\d,]+ ms left/,
  },
  zh: {
    node: /broker-a 的 Master（n0）/,
    suffering: '注入故障',
    healthy: /可写/,
    troubles: [
      ['o', /过载（请求排队过长）/, /不再过载/, /过载/],
      ['s', /磁盘满/, /腾出磁盘空间/, /磁盘满/],
      ['h', /磁盘卡住/, /磁盘恢复正常/, /磁盘卡住/],
    ],
    answer: /只返回错误码…/,
    every: '13 MESSAGE_ILLEGAL：每个请求',
    next: '2 SYSTEM_BUSY：下一个请求',
    answering: /应答 13/,
    answerEnds: /恢复正常应答/,
    cut: [/断开与生产者的网络/, /恢复与生产者的网络/, '网络断开'],
    flaky: [/与生产者之间丢包 30%/, '丢包 30%'],
    nameServer: /^NameServer，/,
    links: ['对端', '断开', '正常', /broker-a n1/],
    wipe: [/收回 broker-a 的写权限/, /恢复 broker-a 的写权限/, /broker-a 的写权限已收回/],
    refused: /被 broker-a 拒收（14 SERVICE_NOT_AVAILABLE）/,
    budget: '时间预算',
    left: /还剩 [\d,]+ ms/,
  },
} as const

const stage = () => screen.getByRole('main')
const menu = () => find('menu')
const isNamed = (role: string, node: RegExp, words: RegExp) =>
  waitFor(() => expect(screen.getByRole(role, { name: node }).getAttribute('aria-label')).toMatch(words))

describe.each(LANGUAGES)('%s', (language) => {
  const words = WORDS[language]
  const open = () => openPage('preset=article&t=1500', language)
  const master = () => find('button', words.node)
  const masterIs = (look: RegExp) => isNamed('button', words.node, look)
  const choose = async (user: UserEvent, name: RegExp) => {
    await press(user, 'button', words.node)
    await press(user, 'menuitem', name, await menu())
    await gone('menu')
  }
  const onStage = (text: string) => waitFor(() => expect(within(stage()).getByText(text)).toBeDefined())
  const notOnStage = (text: string) => waitFor(() => expect(within(stage()).queryByText(text)).toBeNull())

  test('by mouse: each trouble begins, shows on the node, and is ended by its opposite', async () => {
    const user = await open()
    await press(user, 'button', words.node)
    expect(within(await menu()).getAllByRole('menuitem')[0].textContent).toContain('kill -9')
    await find('group', words.suffering, await menu())
    await user.keyboard('{Escape}')
    await gone('menu')
    for (const [, begin, end, look] of words.troubles) {
      await choose(user, begin)
      await masterIs(look)
      await press(user, 'button', words.node)
      const items = within(await menu()).getAllByRole('menuitem')
      expect(items.filter((one) => begin.test(one.textContent ?? ''))).toEqual([])
      await press(user, 'menuitem', end, await menu())
      await masterIs(words.healthy)
    }
  })

  test('by keyboard: letters begin and end, arrows reach every item, the focus comes back', async () => {
    const user = await open()
    ;(await master()).focus()
    const openByKey = async () => {
      await user.keyboard('{Enter}')
      await waitFor(async () => expect(document.activeElement).toBe(await menu()))
    }
    for (const [letter, , , look] of words.troubles) {
      for (const expected of [look, words.healthy]) {
        await openByKey()
        await user.keyboard(letter)
        await gone('menu')
        await masterIs(expected)
        expect(document.activeElement).toBe(await master())
      }
    }
    await openByKey()
    const items = within(await menu()).getAllByRole('menuitem')
    const focused = (name: RegExp) => waitFor(() => expect(document.activeElement?.textContent).toMatch(name))
    await user.keyboard('{ArrowUp}')
    await focused(words.wipe[0])
    // Up through every item, and round again to the last one.
    for (let index = items.length - 2; index >= 0; index--) {
      await user.keyboard('{ArrowUp}')
      await waitFor(() => expect(document.activeElement).toBe(items[index]))
    }
    while (!words.cut[0].test(document.activeElement?.textContent ?? '')) {
      const before = document.activeElement
      await user.keyboard('{ArrowDown}')
      await waitFor(() => expect(document.activeElement).not.toBe(before))
    }
    await user.keyboard('{Enter}')
    await onStage(words.cut[2])
    await openByKey()
    await user.keyboard('m')
    await notOnStage(words.cut[2])
  })

  test('answers with a code, for every request or for the next one only', async () => {
    const user = await open()
    await press(user, 'button', words.node)
    await press(user, 'menuitem', words.answer, await menu())
    await press(user, 'button', words.every)
    await masterIs(words.answering)
    await choose(user, words.answerEnds)
    await masterIs(words.healthy)

    ;(await master()).focus()
    await user.keyboard('{Enter}')
    await waitFor(async () => expect(document.activeElement).toBe(await menu()))
    await user.keyboard('a')
    ;(await find('button', words.next)).focus()
    await user.keyboard('{Enter}')
    await gone('button', words.next)
    expect((await master()).getAttribute('aria-label')).not.toMatch(words.healthy)
  })

  test('links are cut, lossy and mended, to a Broker and to the NameServer', async () => {
    const user = await open()
    const [cut, mend, shows] = words.cut
    await choose(user, words.flaky[0])
    await onStage(words.flaky[1])
    await choose(user, mend)
    await notOnStage(words.flaky[1])
    await choose(user, cut)
    await onStage(shows)
    await choose(user, mend)
    await notOnStage(shows)

    // On the short way to the NameServer there is room for the short word only.
    const marks = () => within(stage()).queryAllByText(/^(cut|link cut|断|网络断开)$/)
    await press(user, 'button', words.nameServer)
    await press(user, 'menuitem', cut, await menu())
    await waitFor(() => expect(marks()).toHaveLength(1))
    await press(user, 'button', words.nameServer)
    await press(user, 'menuitem', mend, await menu())
    await waitFor(() => expect(marks()).toHaveLength(0))
  })

  test('the link to any other process is cut and restored', async () => {
    const user = await open()
    const [to, cut, works, slave] = words.links
    ;(await master()).focus()
    await user.keyboard('{Enter}')
    await waitFor(async () => expect(document.activeElement).toBe(await menu()))
    await user.keyboard('n')
    await user.selectOptions(await find('combobox', to), await find('option', slave))
    await press(user, 'button', cut)
    await onStage(words.cut[2])
    await masterIs(new RegExp(words.cut[2]))
    await press(user, 'button', works)
    await masterIs(words.healthy)
  })

  test('the write permission is wiped on the NameServer and given back', async () => {
    const user = await open()
    const [wipe, restore, shows] = words.wipe
    await choose(user, wipe)
    await isNamed('button', words.nameServer, shows)
    await masterIs(words.healthy)
    await choose(user, restore)
    await waitFor(() => expect(query('button', words.nameServer)?.getAttribute('aria-label')).not.toMatch(shows))
  })

  test('a full disk shows in words, and the attempts eat the time budget', async () => {
    const user = await open()
    await choose(user, words.troubles[1][1])
    ;(document.activeElement as HTMLElement).blur()
    const sentence = () => screen.getByTestId('sentence').textContent ?? ''
    for (let step = 0; step < 60 && !words.refused.test(sentence()); step++) {
      const before = screen.getByRole('timer').textContent
      await user.keyboard('{ArrowRight}')
      await waitFor(() => expect(screen.getByRole('timer').textContent).not.toBe(before))
    }
    expect(sentence()).toMatch(words.refused)
    const budget = await find('region', words.budget)
    const attempts = within(budget).getAllByRole('listitem')
    expect(attempts).toHaveLength(2)
    expect(attempts[0].textContent).toContain('✕ 14 SERVICE_NOT_AVAILABLE')
    expect(budget.textContent).toMatch(words.left)
  })
})

test('another release in the middle of a run: the same failed send costs 10 seconds instead of 10 minutes, at once', async () => {
  const before = 'preset=2m-noslave&sendLatencyFaultEnable=true&clientVersion=4.9.7&t=2900'
  const killAndLook = async (user: UserEvent, window: RegExp) => {
    await user.keyboard('k')
    await waitFor(() => expect(location.hash).toContain('do=kill+broker-a'))
    location.hash = location.hash.replace('t=2900', 't=3450')
    await waitFor(() => expect(within(stage()).getAllByText(window).length).toBeGreaterThan(0))
  }
  const user = await openPage(before)
  await killAndLook(user, /\b(599|600)(\.\d)? s/)
  location.hash = `#v=1&${before}`
  await waitFor(() => expect(screen.getByRole('timer').textContent).toBe('00:02.900'))
  await press(user, 'tab', 'Settings')
  await user.selectOptions(await find('combobox', 'Client version'), '5.3.3')
  await waitFor(() => expect(location.hash).toContain('set+clientVersion=5.3.3'))
  ;(document.activeElement as HTMLElement).blur()
  await killAndLook(user, /\b(9|10)(\.\d)? s/)
})
