// @vitest-environment happy-dom
// The command list: found in both languages and by RocketMQ's names, by keyboard alone, and gone where it does not belong.
import { fireEvent, waitFor, within } from '@testing-library/dom'
import { describe, expect, test } from 'vitest'
import { CHAPTERS } from '../../chapters/chapters'
import { kill, lessonInput } from '../../chapters/lessonInput'
import { ALL_MESSAGES } from '../../i18n/allMessages'
import { LANGUAGE_CODES } from '../../i18n/languages'
import { PRESETS, RELEASES, SETTING_DEFINITIONS, simulate, stateAt } from '../../rocketmq'
import { fill, find, gone, openPage, press, query, says } from '../shell/openPage.testData'
import { GROUPS } from './groups'
import { nodeName } from './pageRows'
import { findRows, type Group, indexRows } from './rows'

const ROWS = indexRows(ALL_MESSAGES, GROUPS)
const ids = (typed: string): string[] => findRows(ROWS, typed).flatMap(({ rows }) => rows.map(({ id }) => id))

describe('what is found', () => {
  test('is everything there is to open, set or look up, each row once', () => {
    const all = ROWS.map(({ id }) => id)
    expect(new Set(all).size).toBe(all.length)
    for (const { lessons, incidents, talks, questions, gotchas, terms } of CHAPTERS) {
      for (const lesson of [...lessons, ...incidents, ...talks, ...questions])
        expect(all).toContain(`${lesson.kind}-${lesson.id}`)
      for (const { id } of gotchas) expect(all).toContain(id)
      for (const term of terms) expect(all).toContain(`term-${term}`)
    }
    for (const { id } of PRESETS) expect(all).toContain(`preset-${id}`)
    for (const { name } of SETTING_DEFINITIONS) expect(all).toContain(`setting-${name}`)
    for (const release of RELEASES) expect(all).toContain(`release-${release}`)
    for (const { nameIn } of ROWS) for (const code of LANGUAGE_CODES) expect(nameIn[code]).not.toBe('')
  })

  test('is found by either language, by the names in the code, by issues and by what people call it', () => {
    expect(ids('宕机')).toContain('killFirst')
    expect(ids('kill master')[0]).toBe('killFirst')
    expect(ids('杀死')).toContain('kill broker-a/n0')
    expect(ids('sendLatencyFaultEnable')[0]).toBe('setting-sendLatencyFaultEnable')
    expect(ids('SENDMSGTIMEOUT')).toContain('setting-sendMsgTimeout')
    expect(ids('avoidance window')[0]).toBe('term-avoidanceWindow')
    expect(ids('规避窗口')[0]).toBe('term-avoidanceWindow')
    expect(ids('#7779')).toContain('S4')
    expect(ids('4.9.7')).toContain('release-4.9.7')
    expect(ids('iframe')).toContain('embed')
    expect(ids('no such thing at all')).toEqual([])
  })

  test('needs no spaces in Chinese, and any between Chinese and Latin letters', () => {
    expect(ids('broker的master')).toContain('killFirst')
    expect(ids('Broker 的 Master')).toContain('killFirst')
    // First the action whose name has it, then a question whose summary says it.
    expect(ids('的Master宕机')).toEqual(['killFirst', 'question-q-still-failed'])
  })

  test('for a whole question is what has most of its words, under a line that says so', () => {
    const closest = (typed: string) => {
      const [only, ...more] = findRows(ROWS, typed)
      expect({ group: only?.group.id, more }).toEqual({ group: 'closest', more: [] })
      return only?.rows.map(({ id }) => id) ?? []
    }
    const lost = closest('Are messages already stored on the Master lost when it dies?')
    expect(lost).toContain('question-q-master-dies')
    expect(lost.length).toBeLessThanOrEqual(8)
    expect(closest('所有 Broker 都被规避')).toContain('question-q-why-again')
    expect(closest('全部规避')).toContain('question-q-why-again')
    expect(closest('为什么重启之后没有流量')[0]).toBe('incident-starving-after-restart')
    expect(findRows(ROWS, '重复')[0]?.rows[0]?.id).toBe('question-q-sent-twice')
    expect(ids('今天天气怎么样')).toEqual([])
  })

  test('costs work in proportion to the rows, whatever is typed', () => {
    let asked = 0
    const counted = ROWS.map((row) => ({
      ...row,
      get text() {
        asked++
        return row.text
      },
    }))
    findRows(counted, 'a '.repeat(5000))
    expect(asked).toBeLessThanOrEqual(ROWS.length * 8)
  })

  test('another part of the page adds a group with one entry', () => {
    const challenges: Group = {
      id: 'challenges',
      title: () => 'Challenges',
      rows: () => [{ id: 'c1', name: () => 'Lose nothing', run: () => null }],
    }
    expect(findRows(indexRows(ALL_MESSAGES, [...GROUPS, challenges]), 'lose nothing')[0]?.group).toBe(challenges)
  })
})

test('a node is named by the role that it has at this moment', () => {
  const run = simulate(lessonInput('article', {}, [kill(10_600)]), 25_000)
  const names = (atMs: number) => {
    const [group] = stateAt(run, atMs).brokerGroups
    return group?.nodes.map((_, node) => nodeName(group, node))
  }
  expect(names(10_000)).toEqual(['broker-a Master (n0)', 'broker-a Slave (n1)', 'broker-a Slave (n2)'])
  expect(names(11_000)?.[0]).toBe('broker-a Master (n0)')
  expect(names(25_000)?.filter((name) => name.includes('Master'))).toHaveLength(1)
  expect(names(25_000)?.[0]).toBe('broker-a (n0)')
})

describe.each(LANGUAGE_CODES)('%s', (language) => {
  const m = ALL_MESSAGES[language]

  test('opens by key, chooses by key, remembers, and gives the focus back', async () => {
    const user = await openPage('preset=article&t=1500', language)
    const button = await find('button', m.page.find)
    button.focus()
    fireEvent.keyDown(button, { key: 'k', ctrlKey: true })
    const dialog = await find('dialog', m.finder.title)
    const input = await find('combobox', m.finder.title, dialog)
    await waitFor(() => expect(document.activeElement).toBe(input))
    await user.keyboard('{Escape}')
    await gone('dialog', m.finder.title)
    expect(document.activeElement).toBe(button)

    fireEvent.keyDown(button, { key: 'k', metaKey: true })
    await fill(await find('combobox', m.finder.title), m.page.charts)
    await find('option', new RegExp(`^${m.page.charts}`))
    await user.keyboard('{Enter}')
    await gone('dialog', m.finder.title)
    await waitFor(() => expect(document.activeElement).toBe(button))
    await waitFor(() => expect(query('button', m.page.charts)?.getAttribute('aria-pressed')).toBe('true'))

    await press(user, 'button', m.page.find)
    const [first] = within(await find('dialog', m.finder.title)).getAllByRole('option')
    expect(first?.textContent).toMatch(new RegExp(`^${m.page.charts}`))
  })

  test('a setting has the focus, and a term is shown in place of the list', async () => {
    const user = await openPage('preset=article&t=1500', language)
    await press(user, 'button', m.page.find)
    await fill(await find('combobox', m.finder.title), 'connectTimeoutMillis')
    await find('option', /^connectTimeoutMillis/)
    await user.keyboard('{Enter}')
    await waitFor(() => {
      expect(document.activeElement?.closest('[data-setting]')?.getAttribute('data-setting')).toBe(
        'connectTimeoutMillis',
      )
    })
    await press(user, 'button', m.page.find)
    await fill(await find('combobox', m.finder.title), m.glossary.isolation.name)
    await find('option', new RegExp(m.glossary.isolation.name))
    await user.keyboard('{Enter}')
    await says(() => query('dialog'), m.glossary.isolation.meaning)
    await press(user, 'button', m.finder.back)
    await find('combobox', m.finder.title)
  })
})

test('is not over another dialog, nor while presenting', async () => {
  const user = await openPage('preset=article&t=1500')
  fireEvent.keyDown(document.body, { key: '?' })
  await find('dialog', ALL_MESSAGES.en.page.help)
  fireEvent.keyDown(document.body, { key: 'k', ctrlKey: true })
  expect(query('dialog', ALL_MESSAGES.en.finder.title)).toBeNull()
  await user.keyboard('{Escape}')
  await gone('dialog', ALL_MESSAGES.en.page.help)
  await press(user, 'button', ALL_MESSAGES.en.page.find)
  await fill(await find('combobox', ALL_MESSAGES.en.finder.title), 'full screen')
  await find('option', /^Present/)
  await user.keyboard('{Enter}')
  await find('region', ALL_MESSAGES.en.presenting.presenter)
  fireEvent.keyDown(document.body, { key: 'k', ctrlKey: true })
  expect(query('dialog', ALL_MESSAGES.en.finder.title)).toBeNull()
})
