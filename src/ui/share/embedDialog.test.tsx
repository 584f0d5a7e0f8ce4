// @vitest-environment happy-dom
// The dialog that gives code to show this run on another page; that the code does so is held by e2e/embed.spec.ts.
import { waitFor, within } from '@testing-library/dom'
import { describe, expect, test } from 'vitest'
import { fill, find, gone, LANGUAGES, openPage } from '../shell/openPage.testData'

const WORDS = {
  en: {
    share: 'Share and files',
    embed: 'Embed…',
    title: 'Embed this run',
    copyIframe: 'Copy As an iframe',
    copyScript: 'Copy As a script',
    copied: 'Copied.',
    height: 'Height (px)',
    heightWrong: /from 200 to 2,000/,
    colours: 'Colours',
    autoplay: 'Play when visible',
  },
  zh: {
    share: '分享与文件',
    embed: '嵌入网页…',
    title: '嵌入网页',
    copyIframe: '复制 iframe 代码',
    copyScript: '复制 script 代码',
    copied: '已复制。',
    height: '高度（像素）',
    heightWrong: /200 到 2,000/,
    colours: '配色',
    autoplay: '可见时自动播放',
  },
} as const

describe.each(LANGUAGES)('%s', (language) => {
  const words = WORDS[language]
  test('is opened by keyboard, refuses a wrong height, and copies both kinds of code', async () => {
    const user = await openPage('preset=article&t=9800&do=kill+broker-a/master+@9600', language)
    ;(await find('button', words.share)).focus()
    await user.keyboard('{Enter}')
    ;(await find('menuitem', words.embed)).focus()
    await user.keyboard('{Enter}')
    const dialog = await find('dialog', words.title)
    const alert = () => within(dialog).getByRole('alert').textContent
    await fill(within(dialog).getByLabelText(words.height), '20')
    await waitFor(() => expect(alert()).toMatch(words.heightWrong))
    await fill(within(dialog).getByLabelText(words.height), '500')
    await waitFor(() => expect(alert()).toBe(''))
    await user.selectOptions(within(dialog).getByLabelText(words.colours), 'light')
    await user.click(within(dialog).getByLabelText(words.autoplay))
    const copy = async (name: string) => {
      ;(await find('button', name, dialog)).focus()
      await user.keyboard('{Enter}')
      await waitFor(() => expect(within(dialog).getByRole('status').textContent).toBe(words.copied))
      return await navigator.clipboard.readText()
    }
    const iframe = await copy(words.copyIframe)
    expect(iframe).toMatch(/^<iframe .*do=kill/)
    expect(iframe).toContain('theme=light')
    expect(await copy(words.copyScript)).toContain('data-height="500" data-theme="light" data-autoplay="on"')
    await user.keyboard('{Escape}')
    await gone('dialog')
  })
})
