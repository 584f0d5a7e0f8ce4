// @vitest-environment happy-dom
// The luck strip on the page: opened from the settings, worked by keys, kept over a reload.
import { fireEvent, screen } from '@testing-library/dom'
import { describe, expect, test } from 'vitest'
import { fill, find, LANGUAGES, openPage, press, query, reloadPage, saved, until } from '../../shell/openPage.testData'

const WORDS = {
  zh: {
    settings: '设置',
    seeds: /换 200 个种子/,
    title: '运气',
    moments: '换故障时刻',
    compute: /^计算 [\d,]+ 次运行$/,
    five: '计算 5 次运行',
    strip: /Enter 打开这次运行/,
    list: /逐条列出/,
    from: '从（ms）',
    to: '到（ms）',
    noFault: /没有 Broker 故障/,
    recovery: '恢复用时',
    here: '当前运行',
    moment: (at: string) => `故障在 ${at}`,
  },
  en: {
    settings: 'Settings',
    seeds: /Try 200 seeds/,
    title: 'Luck',
    moments: 'Another moment',
    compute: /^Compute [\d,]+ runs$/,
    five: 'Compute 5 runs',
    strip: /Enter opens that run/,
    list: /List all/,
    from: 'From (ms)',
    to: 'To (ms)',
    noFault: /No Broker fails/,
    recovery: 'Time to recovery',
    here: 'this run',
    moment: (at: string) => `Fault at ${at}`,
  },
}

describe.each(LANGUAGES)('%s', (language) => {
  const words = WORDS[language]
  const panel = () => screen.getByTestId('luck')
  const cell = () => screen.getByTestId('luck-cell').textContent ?? ''

  test('is opened from the settings, computes, is worked by keys and opens a run; a reload brings the choice back', async () => {
    const user = await openPage('preset=article&do=kill+broker-a/master+@2000&t=2500&panel=settings', language)
    await press(user, 'button', words.seeds)
    await find('region', words.title)
    await press(user, 'button', words.moments)
    for (const [name, value] of [
      [words.from, '2000'],
      [words.to, '2004'],
    ] as const) {
      const field = await find('textbox', name)
      await fill(field, value)
      fireEvent.keyDown(field, { key: 'Enter' })
    }
    await find('button', words.five)
    await press(user, 'button', words.compute)
    await until(() => panel().dataset.state === 'done')
    expect(cell()).toContain(words.moment('00:02.000'))
    expect(cell()).toContain(words.here)
    const strip = await find('slider', words.strip)
    strip.focus()
    await user.keyboard('{ArrowRight}{ArrowRight}')
    expect(strip.getAttribute('aria-valuetext')).toContain(words.moment('00:02.002'))
    await user.keyboard('{Enter}')
    await until(() => cell().includes(words.here))
    expect(cell()).toContain(words.moment('00:02.002'))
    // What is open is in the list, too.
    await press(user, 'button', words.list)
    const items = [...panel().querySelectorAll('li')]
    expect(items.map((item) => item.getAttribute('aria-current'))).toEqual(['false', 'false', 'true', 'false', 'false'])
    await press(user, 'button', words.recovery)
    await reloadPage()
    await find('region', words.title)
    await find('button', words.compute)
    expect(saved<{ kind: string; measure: string; toMs: number }>('luck')).toMatchObject({
      kind: 'moments',
      measure: 'recoveryMs',
      toMs: 2004,
    })
  })

  test('without a fault it says what is missing; it can be closed', async () => {
    sessionStorage.setItem('rocketscope.luck', '{"open":true,"kind":"moments"}')
    const user = await openPage('preset=article&t=500', language)
    await until(() => panel().textContent?.match(words.noFault))
    expect(query('button', words.compute)).toBeNull()
    const close = [...panel().querySelectorAll('button')].at(-1) as HTMLElement
    await user.click(close)
    await until(() => query('region', words.title) === null)
  })
})
