// @vitest-environment happy-dom
// The QR code of a moment; that a phone can read it is held by qrModules.test.ts.
import { waitFor, within } from '@testing-library/dom'
import { describe, expect, test } from 'vitest'
import { find, gone, LANGUAGES, openPage, query } from '../shell/openPage.testData'

const WORDS = {
  en: {
    share: 'Share and files',
    item: 'Show a QR code…',
    title: 'QR code of this moment',
    onlyHere: /a phone cannot/,
  },
  zh: { share: '分享与文件', item: '显示二维码…', title: '此刻的二维码', onlyHere: /手机无法访问/ },
} as const

describe.each(LANGUAGES)('%s', (language) => {
  const words = WORDS[language]
  const open = async (parts: string) => {
    const user = await openPage(parts, language)
    ;(await find('button', words.share)).focus()
    await user.keyboard('{Enter}')
    ;(await find('menuitem', words.item)).focus()
    await user.keyboard('{Enter}')
    return { user, dialog: await find('dialog', words.title) }
  }

  test('is opened by keyboard, and says that a phone cannot reach this computer', async () => {
    const { user, dialog } = await open('preset=article&t=9800&do=kill+broker-a/master+@9600')
    await within(dialog).findByRole('img', { name: words.title })
    expect(dialog.querySelector('.qr-code path[d^="M"]')).not.toBeNull()
    expect(dialog.textContent).toMatch(words.onlyHere)
    await user.keyboard('{Escape}')
    await gone('dialog')
  })

  test('of a run with too many actions for a code it says so', async () => {
    const actions = Array.from(
      { length: 400 },
      (_, at) => `&do=slow+broker-a/n0+${(at * 7919) % 3001}+@${at * 37 + 100}`,
    )
    const { dialog } = await open(`preset=article&t=0${actions.join('')}`)
    await waitFor(() => expect(query('note', undefined, dialog)?.textContent).toMatch(/1,273/))
  })
})
