// @vitest-environment happy-dom
// Two runs side by side: begun with one click, under one clock, with the same faults; the verdict counts what the engine
// counts, and each figure leads to its moment.
import { screen, waitFor, within } from '@testing-library/dom'
import { describe, expect, test } from 'vitest'
import { type Difference, otherInput } from '../../../explain/difference'
import { figures } from '../../../projections/runSummary'
import { entryAt, logLength, type RunInput, simulate } from '../../../rocketmq'
import {
  fill,
  find,
  gone,
  LANGUAGES,
  openPage,
  press,
  query,
  reloadPage,
  saved,
  says,
  shownTime,
} from '../../shell/openPage.testData'

const SWITCH_OFF: Difference = { kind: 'setting', name: 'sendLatencyFaultEnable', value: false }

const WORDS = {
  en: {
    compare: 'Compare',
    off: 'sendLatencyFaultEnable off',
    on: 'sendLatencyFaultEnable on',
    nodes: /of broker-a \(n0\)/,
    kill: /^Kill/,
    down: /down/,
    writable: /writable/,
    retried: /^Messages retried/,
    nothingYet: 'No difference yet: no attempt has failed. Break something and watch.',
    verdict: /^With sendLatencyFaultEnable off, \d+ more messages needed a retry/,
    undo: /^Undo/,
    swap: 'Swap',
    end: 'End the comparison',
    any: 'Setting',
    value: 'Value',
    refused: /out of range/,
  },
  zh: {
    compare: '对比',
    off: 'sendLatencyFaultEnable 关',
    on: 'sendLatencyFaultEnable 开',
    nodes: /broker-a 的 .*（n0）/,
    kill: /kill -9/,
    down: /宕机/,
    writable: /可写/,
    retried: /^重试过的消息/,
    nothingYet: '还没有区别：还没有尝试失败。制造一个故障再看。',
    verdict: /^sendLatencyFaultEnable 关时，要重试的消息多了 \d+ 条/,
    undo: /^撤销/,
    swap: '互换',
    end: '结束对比',
    any: '设置',
    value: '换成',
    refused: /超出范围/,
  },
} as const

/** Virtual time on the clock, ms. */
function shownMs(): number {
  const [minutes, seconds] = shownTime().split(':')
  return Math.round(Number(minutes) * 60_000 + Number(seconds) * 1000)
}

describe.each(LANGUAGES)('%s', (language) => {
  const words = WORDS[language]
  const half = (letter: 'A' | 'B') => query('region', new RegExp(`^${letter} · `))
  const isCalled = (letter: 'A' | 'B', name: string) =>
    waitFor(() => expect(half(letter)?.getAttribute('aria-label')).toBe(`${letter} · ${name}`))
  const nodeIs = (letter: 'A' | 'B', look: RegExp) =>
    waitFor(() =>
      expect(query('button', words.nodes, half(letter) as HTMLElement)?.getAttribute('aria-label')).toMatch(look),
    )
  const bothAre = async (look: RegExp) => {
    await nodeIs('A', look)
    await nodeIs('B', look)
  }
  const begin = async () => {
    const user = await openPage('preset=article&t=1500', language)
    await press(user, 'button', words.compare)
    await press(user, 'button', words.off, await find('dialog'))
    await isCalled('A', words.on)
    await isCalled('B', words.off)
    return user
  }
  const undo = async () => (await screen.findAllByRole('button', { name: words.undo }))[0]

  test('a kill in one is a kill in both, and the figures agree with the engine', async () => {
    const user = await begin()
    const verdict = () => screen.queryByTestId('verdict')
    await waitFor(() => expect(verdict()?.textContent).toBe(words.nothingYet))

    // On the stage of the other run: it happens in both.
    await press(user, 'button', words.nodes, half('B') as HTMLElement)
    await press(user, 'menuitem', words.kill)
    await bothAre(words.down)
    // To each thing that matters in either, until the difference is told.
    ;(document.activeElement as HTMLElement).blur()
    for (let jump = 0; jump < 20 && !words.verdict.test(verdict()?.textContent ?? ''); jump++) {
      const before = shownTime()
      await user.keyboard(']')
      await waitFor(() => expect(shownTime()).not.toBe(before))
    }
    await says(verdict, words.verdict)
    const toMs = shownMs()
    const input = saved<{ input: RunInput }>('run')?.input as RunInput
    expect(input.actions).toMatchObject([{ type: 'kill' }])
    const runs = [input, otherInput(input, SWITCH_OFF)].map((one) => simulate(one, toMs))
    const counted = runs.map((run) => figures(run, 0, toMs).retriedMessages)
    expect(counted[1]).toBeGreaterThan(counted[0] ?? 0)
    const cells = () => [
      ...screen.getByRole('row', { name: words.retried }).querySelectorAll<HTMLElement>('.verdict-figure'),
    ]
    expect(cells().map((one) => one.textContent)).toEqual(counted.map(String))

    // A figure leads to its moments, one after the other.
    const { log } = runs[1]
    const retries = Array.from({ length: logLength(log) }, (_, index) => entryAt(log, index)).filter(
      (entry) => entry.kind === 'send' && entry.attempt === 2,
    )
    for (const entry of retries.slice(0, 2)) {
      await user.click(cells()[1])
      await waitFor(() => expect(shownMs()).toBe(entry.atMs))
      await says(() => document.querySelector('.verdict-visited'), /^B · /)
    }
  })

  test('undoing the kill undoes it in both; swapping changes the sides; ending leaves one stage', async () => {
    const user = await begin()
    ;(await find('button', words.nodes, half('A') as HTMLElement)).focus()
    await user.keyboard('k')
    await bothAre(words.down)
    await user.click(await undo())
    await bothAre(words.writable)

    await press(user, 'button', words.swap)
    await isCalled('A', words.off)
    await isCalled('B', words.on)
    await user.click(await undo())
    await isCalled('A', words.on)

    const again = await reloadPage()
    await isCalled('B', words.off)
    await press(again, 'button', words.end)
    await waitFor(() => expect(half('A')).toBeNull())
    expect(screen.getAllByRole('tab', { selected: true })).toHaveLength(1)
    await reloadPage()
    await find('timer')
    await waitFor(() => expect(half('A')).toBeNull())
    await find('button', words.nodes)
  })

  test('by keyboard: any setting, and a wrong value is refused', async () => {
    const user = await openPage('preset=article&t=1500', language)
    await user.keyboard('c')
    const choice = await find('dialog')
    await user.selectOptions(within(choice).getByLabelText(words.any), 'sendMsgTimeout')
    const value = () => within(choice).getByLabelText(words.value)
    await fill(value(), '0')
    await user.keyboard('{Enter}')
    await waitFor(() => expect(within(choice).getByRole('alert').textContent).toMatch(words.refused))
    await fill(value(), '500')
    await user.keyboard('{Enter}')
    await isCalled('B', 'sendMsgTimeout 500 ms')
    ;(document.activeElement as HTMLElement).blur()
    await user.keyboard('c')
    await find('dialog')
    await user.keyboard('{Escape}')
    await gone('dialog')
  })
})
