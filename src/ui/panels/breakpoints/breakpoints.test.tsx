// @vitest-environment happy-dom
// Breakpoints: set by a form, on a node, on a line of the log; playing stops there, says why, and goes on.
import { screen, waitFor, within } from '@testing-library/dom'
import { describe, expect, test } from 'vitest'
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
  shownTime,
  until,
} from '../../shell/openPage.testData'

const WORDS = {
  zh: {
    play: '播放',
    title: '断点',
    stopWhen: '断点条件',
    add: '加断点',
    stopped: /已在断点停下：开始规避 broker-a。/,
    menuItem: /设断点…/,
    newMaster: /选出新的 Master/,
    masterCondition: /broker-a 有了新的 Master/,
    stopHere: '下次发生时停下',
    failedOn: /发往 broker-a 的一次尝试失败/,
    remove: '全部删除',
  },
  en: {
    play: 'Play',
    title: 'Breakpoints',
    stopWhen: 'Stop when',
    add: 'Add',
    stopped: /Breakpoint: the producer starts to avoid broker-a\./,
    menuItem: /Stop when…/,
    newMaster: /there is a new Master/,
    masterCondition: /broker-a has a new Master/,
    stopHere: 'Stop the next time this happens',
    failedOn: /an attempt on broker-a fails/,
    remove: 'Remove all',
  },
}

describe.each(LANGUAGES)('%s', (language) => {
  const words = WORDS[language]

  /** Pauses in quiet, kills broker-a's Master. */
  async function killMaster() {
    const user = await openPage('preset=article&t=1500', language)
    await user.keyboard('k')
    return user
  }

  test('playback stops when the producer starts to avoid broker-a, says why, continues, and survives a reload', async () => {
    let user = await killMaster()
    await user.keyboard('b')
    const list = await find('dialog', words.title)
    await user.selectOptions(within(list).getByLabelText(words.stopWhen), 'avoided')
    await user.selectOptions(within(list).getByLabelText('Broker'), 'broker-a')
    await press(user, 'button', words.add, list)
    expect(await find('checkbox', undefined, list)).toHaveProperty('checked', true)
    await user.keyboard('{Escape}')
    await gone('dialog', words.title)

    await user.keyboard('{ArrowUp} ')
    await screen.findByText(words.stopped)
    await find('button', words.play)
    const stoppedAt = shownTime()
    expect(stoppedAt).toMatch(/^00:0\d\.\d{3}$/)
    await user.keyboard(' ')
    await waitFor(() => expect(shownTime()).not.toBe(stoppedAt))
    expect(query('button', words.play)).toBeNull()

    user = await reloadPage()
    await waitFor(() => expect(document.querySelector('#breakpoint-button')).not.toBeNull())
    await user.click(document.querySelector('#breakpoint-button') as Element)
    const again = await find('dialog', words.title)
    expect(await find('checkbox', undefined, again)).toHaveProperty('checked', true)
    await press(user, 'button', words.remove, again)
    await gone('checkbox')
    expect(saved('breakpoints')).toEqual([])
  })

  test('is set in the menu of a Broker on the stage', async () => {
    const user = await killMaster()
    await user.click(
      await until(() => document.querySelector('.stage-area button[aria-label*="broker-a"][aria-haspopup="menu"]')),
    )
    await press(user, 'menuitem', words.menuItem)
    await press(user, 'checkbox', words.newMaster)
    await user.keyboard('{Escape}')
    expect(saved('breakpoints')).toEqual([{ kind: 'newMaster', group: 0, enabled: true }])
    await user.keyboard('{ArrowUp}{ArrowUp}{ArrowUp}{ArrowUp} ')
    await screen.findByText(words.masterCondition)
    await find('button', words.play)
  })

  test('is set on a line of the log, and a jump over it does not stop', async () => {
    const user = await killMaster()
    await user.keyboard(']]]/')
    await fill(await find('searchbox'), 'broker-a')
    const row = await waitFor(() => {
      const rows = [...document.querySelectorAll<HTMLElement>('.log-row[data-tone="bad"]')]
      const found = rows.find((one) => within(one).queryByRole('button', { name: words.stopHere }))
      expect(found).toBeDefined()
      return found as HTMLElement
    })
    await user.hover(row)
    await press(user, 'button', words.stopHere, row)
    expect(saved('breakpoints')).toEqual([{ kind: 'attemptFailed', group: 0, enabled: true }])
    ;(await find('searchbox')).blur()
    const before = shownTime()
    await user.keyboard(']]]]]]')
    await waitFor(() => expect(shownTime()).not.toBe(before))
    expect(screen.queryByText(words.failedOn)).toBeNull()
  })
})
