// @vitest-environment happy-dom
// Links and files: the address holds the run and the view, a saved file brings both back, and what is broken is named while
// the run on the screen stays.
import { screen, waitFor, within } from '@testing-library/dom'
import { describe, expect, test, vi } from 'vitest'
import {
  downloads,
  dropFile,
  find,
  gone,
  LANGUAGES,
  openPage,
  press,
  query,
  reloadPage,
  saved,
  shownTime,
  until,
} from './openPage.testData'

const WORDS = {
  en: {
    share: 'Share and files',
    save: 'Save as a file',
    play: 'Play',
    next: 'Next key moment',
    log: 'Log',
    halfRead: 'Parts of this link are unreadable',
    notRead: 'This link is unreadable',
    fileNotRead: 'Opening this file failed',
    stays: 'The run on the screen stays as it was',
    close: 'Close',
    linkTitle: 'Link to this moment',
    opened: /Opened from a link/,
    fileOpened: /Opened the file/,
  },
  zh: {
    share: '分享与文件',
    save: '保存为文件',
    play: '播放',
    next: '下一个关键时刻',
    log: '日志',
    halfRead: '链接有一部分无法读取',
    notRead: '无法读取这个链接',
    fileNotRead: '无法打开这个文件',
    stays: '画面保持原样',
    close: '关闭',
    linkTitle: '这一刻的链接',
    opened: /已定位到链接指定的时刻/,
    fileOpened: /已打开文件/,
  },
} as const

const savedInput = () => {
  window.dispatchEvent(new Event('pagehide'))
  return saved<{ input: unknown }>('run')?.input
}
const statusSays = (words: RegExp) =>
  until(() => screen.queryAllByRole('status').find((one) => words.test(one.textContent ?? '')))

describe.each(LANGUAGES)('%s', (language) => {
  const words = WORDS[language]

  /** A killed Master, a moment after it, and the log of a message beside it. */
  async function makeRun() {
    const user = await openPage('preset=article&t=4000', language)
    await user.keyboard('k')
    for (let jumps = 0; jumps < 2; jumps++) {
      const before = shownTime()
      await press(user, 'button', words.next)
      await waitFor(() => expect(shownTime()).not.toBe(before))
    }
    await press(user, 'tab', words.log)
    ;(await until(() => document.querySelector<HTMLElement>('.stage-area button[aria-label*="broker-b"]'))).focus()
    await user.keyboard('2')
    // The address follows a moment later; what is done last is in it last.
    await waitFor(() => expect(location.hash).toMatch(/(?=.*panel=log)(?=.*sel=)(?=.*do=kill)/))
    return { user, time: shownTime(), input: savedInput() }
  }
  async function expectSame({ time, input }: { time: string; input: unknown }) {
    await waitFor(() => expect(shownTime()).toBe(time))
    await find('button', words.play)
    await waitFor(() => expect(query('tab', words.log)?.getAttribute('aria-selected')).toBe('true'))
    expect(savedInput()).toEqual(input)
  }

  test('the address brings back the same run, moment, selection and panel, in a new tab and after a reload', async () => {
    const made = await makeRun()
    await reloadPage()
    await expectSame(made)
    const { hash } = location
    sessionStorage.clear()
    await openPage(hash.replace('#v=2&', ''), language)
    await statusSays(words.opened)
    await expectSame(made)
    await waitFor(() => expect(location.hash).toBe(hash))
    expect(hash).toContain('sel=')
  })

  test('where the clipboard is refused, the link is shown and selected', async () => {
    const { user } = await makeRun()
    vi.spyOn(navigator.clipboard, 'writeText').mockRejectedValue(new DOMException('denied', 'NotAllowedError'))
    await user.keyboard('y')
    const field = (await find('textbox', words.linkTitle)) as HTMLTextAreaElement
    await waitFor(() => expect(document.activeElement).toBe(field))
    expect(field.value).toContain('#v=2&')
    expect(field.selectionEnd - field.selectionStart).toBe(field.value.length)
  })

  test('a broken link is named part by part, and the run stays where nothing can be read', async () => {
    const user = await openPage(
      'preset=article&do=kill+broker-a/master+@9600&do=kill+broker-x/n0+@9700&t=9650',
      language,
    )
    const half = await find('dialog', words.halfRead)
    const items = within(half).getAllByRole('listitem')
    expect(items).toHaveLength(1)
    expect(items[0].textContent).toContain('broker-x/n0')
    await press(user, 'button', words.close, half)
    await waitFor(() => expect(shownTime()).toBe('00:09.650'))
    const before = savedInput()
    location.hash = '#complete nonsense'
    const nothing = await find('dialog', words.notRead)
    expect(nothing.textContent).toContain(words.stays)
    await user.keyboard('{Escape}')
    await gone('dialog')
    expect(shownTime()).toBe('00:09.650')
    expect(savedInput()).toEqual(before)
    // The address says again what is on the screen.
    await waitFor(() => expect(location.hash).toMatch(/do=kill\+broker-a\/master\+@9600/))
  })

  test('a link also says what is compared, whether the charts are open, and where to stop', async () => {
    const parts = ['compare=sendLatencyFaultEnable=false', 'charts=on', 'breaks=avoided.group0', 'sel=broker.1.2']
    await openPage(`preset=article&do=kill+broker-a/master+@9600&t=9650&${parts.join('&')}`, language)
    await waitFor(() => expect(shownTime()).toBe('00:09.650'))
    // The page has written the address itself by now, from what is on the screen.
    await waitFor(() => expect(location.hash).toMatch(/&sum=\w+&.*&end$/))
    await waitFor(() => {
      for (const part of parts) expect(location.hash).toContain(`&${part}&`)
    })
    expect(query('dialog')).toBeNull()
  })

  test('a saved file is opened by dropping it; a bad one is refused with reasons', async () => {
    const { user, ...made } = await makeRun()
    await press(user, 'button', words.share)
    await press(user, 'menuitem', words.save)
    const [{ name, file }] = downloads
    expect(name).toMatch(/^rocketscope-article-\d+ms\.json$/)
    const text = await file.text()
    expect(JSON.parse(text)).toMatchObject({ format: 'rocketscope-run', version: 2, input: made.input })

    sessionStorage.clear()
    const other = await openPage('preset=article&t=1000', language)
    dropFile(text)
    await statusSays(words.fileOpened)
    await expectSame(made)
    expect(document.querySelector('.drop-sign')).toBeNull()

    dropFile(text.replace('"broker-a/master"', '"broker-x/n0"').replace('"seed": 1', '"seed": -1'))
    const refused = await find('dialog', words.fileNotRead)
    expect(refused.textContent).toContain('input.seed')
    expect(refused.textContent).toContain(words.stays)
    await press(other, 'button', words.close, refused)
    await expectSame(made)
  })
})
