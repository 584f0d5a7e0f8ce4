// @vitest-environment happy-dom
// The page itself: languages, themes, reload, keyboard alone, moving through time, and what fails.
import { screen, waitFor, within } from '@testing-library/dom'
import { describe, expect, test, vi } from 'vitest'
import {
  chooseMore,
  fill,
  find,
  gone,
  LANGUAGES,
  openPage,
  press,
  query,
  reloadPage,
  says,
  shownTime,
  until,
} from './openPage.testData'

const marks = () => [...document.querySelectorAll('.action-mark')]
const html = document.documentElement

test('the language is switched live and remembered', async () => {
  const user = await openPage('preset=article&t=1500', 'zh')
  await find('tab', '设置')
  expect(html.lang).toBe('zh-CN')
  await press(user, 'button', /Switch to English|切换到中文/)
  await find('tab', 'Settings')
  await reloadPage()
  await find('tab', 'Settings')
  expect(html.lang).toBe('en')
})

test('the theme is switched live and remembered', async () => {
  const user = await openPage('preset=article&t=1500')
  const before = html.dataset.theme
  await chooseMore(user, /^Switch to (dark|light)/)
  const other = before === 'dark' ? 'light' : 'dark'
  expect(html.dataset.theme).toBe(other)
  await reloadPage()
  expect(html.dataset.theme).toBe(other)
})

test('a reload keeps the run and where it was', async () => {
  const user = await openPage('preset=article&t=1500')
  await user.keyboard('k')
  await press(user, 'button', 'Next key moment')
  await waitFor(() => expect(shownTime()).not.toBe('00:01.500'))
  const before = shownTime()
  await reloadPage()
  await waitFor(() => expect(shownTime()).toBe(before))
  await waitFor(() => expect(marks()).toHaveLength(1))
  await find('button', 'Play')
})

test('a saved run that cannot be read is said, and the page works', async () => {
  sessionStorage.setItem('rocketscope.run', '{"input":{"seed":"x"}}')
  await openPage()
  await until(() => screen.getAllByRole('alert').find((one) => one.textContent?.includes('is unreadable')))
  await says(() => query('region', 'Counters'), /sent [1-9]/)
})

test('the whole story of a kill by keyboard alone', async () => {
  const user = await openPage()
  await says(() => query('region', 'Counters'), /ok [4-9]/)
  await user.keyboard(' ')
  await find('button', 'Play')
  await user.keyboard('1')
  await waitFor(() => expect(document.activeElement?.getAttribute('aria-label')).toMatch(/Master of broker-a/))
  await user.keyboard('{Enter}')
  await find('menu')
  await user.keyboard('k')
  const sentence = () => query('region', 'What just happened')
  await says(sentence, /broker-a.*killed/i)
  const unreachable = /could not reach broker-a/
  for (let jump = 0; jump < 6 && !unreachable.test(sentence()?.textContent ?? ''); jump++) {
    const before = shownTime()
    await user.keyboard(']')
    await waitFor(() => expect(shownTime()).not.toBe(before))
  }
  await says(sentence, unreachable)
  await user.keyboard('{Shift>}{ArrowLeft}{/Shift}')
  await waitFor(() => expect(sentence()?.textContent).not.toMatch(unreachable))
  await user.keyboard('l')
  await find('tab', '设置')
  await user.keyboard('?')
  await find('dialog', '快捷键')
  await user.keyboard('{Escape}')
  await gone('dialog')
})

test('Space plays or pauses even when a button has the focus, and types a space in a field', async () => {
  const user = await openPage()
  ;(await find('button', '切换到中文')).focus()
  await user.keyboard(' ')
  await find('button', 'Play')
  expect(html.lang).toBe('en')
  await user.keyboard('s')
  ;(await screen.findByLabelText('Seed')).focus()
  await user.keyboard(' k')
  await find('button', 'Play')
  expect(marks()).toHaveLength(0)
})

/** What can have the focus in front, but for lists and for nodes, whose keys are their own. */
const inFront = () =>
  [
    ...document.querySelectorAll<HTMLElement>(
      'header button, .time-area button, .side-panel button, [role=slider], [role=switch], input[type=range], #side-panel-content',
    ),
  ].filter((element) => !element.closest('[hidden], [role=menu], dialog'))

test('letter keys work wherever the focus is: on every tab, slider, switch and button in front', async () => {
  await openPage('preset=article&t=1500')
  await find('button', 'Pause').catch(() => null)
  await find('tab', 'Log')
  const controls = inFront()
  expect(controls.length).toBeGreaterThan(25)
  const press = (key: string) => {
    const event = new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true })
    document.activeElement?.dispatchEvent(event)
    return event.defaultPrevented
  }
  // Each is used twice, so that nothing is another than before.
  const used = (key: string) => [press(key), press(key)].every(Boolean)
  for (const control of controls) {
    if (!control.isConnected) continue
    control.focus()
    const name = control.getAttribute('aria-label') ?? control.textContent
    expect([name, ...['f', 't', 'c', 'b'].map(used)]).toEqual([name, true, true, true, true])
  }
})

test('after a press on a tab K kills, and the arrows go along the tabs', async () => {
  const user = await openPage('preset=article&t=1500')
  await press(user, 'tab', 'Log')
  await user.keyboard('k')
  await waitFor(() => expect(marks()).toHaveLength(1))
  const before = shownTime()
  await user.keyboard('{ArrowRight}')
  await waitFor(() => expect(query('tab', 'Settings')?.getAttribute('aria-selected')).toBe('true'))
  expect(shownTime()).toBe(before)
})

test('a reset begins the scenario again, and undo and the branch bring back what was', async () => {
  const user = await openPage('preset=article&t=1500')
  await user.keyboard('k')
  await waitFor(() => expect(marks()).toHaveLength(1))
  await chooseMore(user, /^Reset/)
  await waitFor(() => expect(marks()).toHaveLength(0))
  await find('button', 'Branches 1')
  await user.keyboard('{Control>}z{/Control}')
  await waitFor(() => expect(marks()).toHaveLength(1))
  await user.keyboard('r')
  await waitFor(() => expect(marks()).toHaveLength(0))
})

test('the plain address begins afresh; what this tab did before is a branch, and a reload keeps all', async () => {
  const user = await openPage('preset=article&t=1500')
  await user.keyboard('k')
  await waitFor(() => expect(marks()).toHaveLength(1))
  await openPage()
  await find('button', 'Branches 1')
  await find('button', 'Pause')
  expect(marks()).toHaveLength(0)
  await waitFor(() => expect(location.hash).not.toBe(''))
  await reloadPage()
  await find('button', 'Branches 1')
})

test('steps go to the next and the previous event, and pause', async () => {
  const user = await openPage()
  await press(user, 'button', 'Pause')
  await press(user, 'button', 'Back to the start')
  await waitFor(() => expect(shownTime()).toBe('00:00.000'))
  await press(user, 'button', 'Next event')
  await waitFor(() => expect(shownTime()).not.toBe('00:00.000'))
  const first = shownTime()
  await press(user, 'button', 'Next event')
  await waitFor(() => expect(shownTime()).not.toBe(first))
  await press(user, 'button', 'Previous event')
  await waitFor(() => expect(shownTime()).toBe(first))
})

test('acting in the past begins a new future', async () => {
  const user = await openPage('preset=article&t=4000')
  ;(await find('button', /Master of broker-a/)).focus()
  await user.keyboard('k')
  await waitFor(() => expect(marks()).toHaveLength(1))
  location.hash = location.hash.replace('t=4000', 't=2000')
  await waitFor(() => expect(shownTime()).toBe('00:02.000'))
  ;(await find('button', /Master of broker-b/)).focus()
  await user.keyboard('k')
  await waitFor(() =>
    expect(marks().map((one) => one.getAttribute('aria-label'))).toEqual([expect.stringMatching(/broker-b/)]),
  )
})

test('a crowd of Brokers opens one at a time', async () => {
  const user = await openPage('preset=large&t=1500')
  const stage = () => screen.getByRole('main')
  await press(user, 'button', /^broker-c, .*open$/)
  await find('button', /of broker-c \(n2\)/)
  const close = await find('button', 'Close broker-c')
  await waitFor(() => expect(document.activeElement).toBe(close))
  await user.click(close)
  await within(stage()).findByRole('button', { name: /^broker-c, .*open$/ })
})

test('the switch on the producer is the setting', async () => {
  const user = await openPage('preset=article&t=1500')
  const toggle = () => within(screen.getByRole('main')).getByRole('switch', { name: 'sendLatencyFaultEnable' })
  await waitFor(() => expect(toggle().getAttribute('aria-checked')).toBe('true'))
  await user.click(toggle())
  await waitFor(() => expect(toggle().getAttribute('aria-checked')).toBe('false'))
  expect(location.hash).not.toBe('')
})

test('keys on a focused node kill and restart it, and the menu is a menu', async () => {
  const user = await openPage('preset=article&t=1500')
  const is = (node: RegExp, look: RegExp) =>
    waitFor(() => expect(query('button', node)?.getAttribute('aria-label')).toMatch(look))
  const slave = /of broker-b \(n1\)/
  ;(await find('button', slave)).focus()
  await user.keyboard('{Delete}')
  await is(slave, /down/)
  await user.keyboard('r')
  await is(slave, /starting/)
  const master = /of broker-b \(n0\)/
  ;(await find('button', master)).focus()
  await user.keyboard('{Enter}')
  await find('menu')
  await user.keyboard('f')
  await gone('menu')
  await is(master, /frozen/)
  expect(document.activeElement).toBe(await find('button', master))
  await user.keyboard('{Enter}')
  await find('menu')
  await user.keyboard('{Escape}')
  await gone('menu')
  expect(document.activeElement).toBe(await find('button', master))
})

test('a node is slowed down with a slider, by keyboard', async () => {
  const user = await openPage('preset=article&t=1500')
  await press(user, 'button', /of broker-b \(n0\)/)
  await press(user, 'menuitem', /Slow/)
  const slider = await find('slider', /Added latency per request/)
  await waitFor(() => expect(document.activeElement).toBe(slider))
  // Its places are not evenly far apart in ms: each says what it is, and the scale under it names some.
  await fill(slider, '4')
  expect(slider.getAttribute('aria-valuetext')).toBe('+200 ms')
  expect([...document.querySelectorAll('.stage-slow-ticks span')].map(({ textContent }) => textContent)).toEqual([
    '0 ms',
    '300 ms',
    '600 ms',
    '1 s',
    '3 s',
    '5 s',
  ])
  await user.keyboard('{Enter}')
  await gone('slider', /Added latency per request/)
  await waitFor(() => expect(query('button', /of broker-b \(n0\)/)?.getAttribute('aria-label')).toMatch(/\+200 ms/))
})

const FAILURES = {
  en: { page: /An error occurred on this page/, close: 'Close', anew: 'Reset' },
  zh: { page: /页面出了错/, close: '关闭', anew: '从默认场景重新开始' },
}

describe.each(LANGUAGES)('%s', (language) => {
  const words = FAILURES[language]
  test('what fails outside of the page’s own parts is said as well', async () => {
    const user = await openPage('preset=article&t=9000', language)
    vi.spyOn(console, 'error').mockImplementation(() => undefined)
    const panel = () =>
      screen.queryAllByRole('alert').find((one) => within(one).queryByRole('heading') !== null) ?? null
    window.dispatchEvent(new ErrorEvent('error', { error: new Error('late work'), message: 'late work' }))
    await says(panel, words.page)
    await says(panel, 'late work')
    await press(user, 'button', words.close, panel() as HTMLElement)
    await waitFor(() => expect(panel()).toBeNull())
    window.dispatchEvent(Object.assign(new Event('unhandledrejection'), { reason: new Error('a broken promise') }))
    await says(panel, 'a broken promise')
    await press(user, 'button', words.anew)
    await waitFor(() => expect(panel()).toBeNull())
  })
})
