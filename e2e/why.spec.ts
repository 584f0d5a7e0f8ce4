// The Why panel: the choice of an attempt found by its number or clicked on the stage, the window of an avoided Broker, what
// became of a message, and the code behind it; in both languages.
import { AxeBuilder } from '@axe-core/playwright'
import { expect, type Page, test } from '@playwright/test'
import { openRun } from './openRun'

const LANGUAGES = [
  {
    locale: 'zh-CN',
    why: '为什么是这个队列？',
    find: '找消息，编号',
    attempt: /消息 7 · 第 1 次/,
    other: /消息 [1-6] · 第 1 次/,
    none: /没有消息 9999。目前有消息 1 到 \d+。/,
    nothing: '还没有发出消息。',
    standIn: '失败的发送按 10 秒查表',
    next: '下一个关键时刻',
    sentence: /^消息 7 发往 broker-[ab] q[01]：轮到它了，而且它没有在规避。$/,
    retry: /^消息 \d+ 的第 2 次尝试（共 3 次）改发 broker-b q[01]：broker-a 规避到 [\d:.]+，于是跳过，顺延到它。$/,
    available: '✓ 可用',
    avoided: /规避到 [\d:.]+ · 刚刚失败/,
    previousAttempt: '这条消息的上一次尝试',
    nextAttempt: '这条消息的下一次尝试',
    nextMessage: '下一条消息',
    toItsMoment: '跳到那一刻',
    whyAvoided: 'broker-a 为什么被规避？',
    window:
      /^broker-a 规避到 [\d:.]+：消息 \d+ 的第 1 次尝试在它上面失败（.+），5\.3\.3 把失败按 10 秒查表，规避 3 秒。$/,
    showCause: '看那次尝试',
    outcome: '时间预算',
    through: /第 2 次才成功：第 1 次在 broker-a 失败/,
    code: '客户端在做什么',
    compare: '与另一版本对比',
    release: '客户端版本',
  },
  {
    locale: 'en-US',
    why: 'Why this queue?',
    find: 'Find message number',
    attempt: /message 7 · attempt 1/,
    other: /message [1-6] · attempt 1/,
    none: /There is no message 9999. So far there are messages 1 to \d+\./,
    nothing: 'Nothing has been sent yet.',
    standIn: 'A failed send is looked up as 10 s',
    next: 'Next key moment',
    sentence: /^Message 7 went to broker-[ab] q[01]: it was next in turn and is not avoided\.$/,
    retry:
      /^Attempt 2 of 3 of message \d+ went to broker-b q[01]: broker-a is avoided until [\d:.]+, so the client looked on\.$/,
    available: '✓ available',
    avoided: /avoided until [\d:.]+ · just failed/,
    previousAttempt: 'Previous attempt of this message',
    nextAttempt: 'Next attempt of this message',
    nextMessage: 'Next message',
    toItsMoment: 'To its moment',
    whyAvoided: 'Why is broker-a avoided?',
    window:
      /^broker-a is avoided until [\d:.]+: attempt 1 of message \d+ failed there \(.+\), 5\.3\.3 looks a failure up as 10 s, and the table says 3 s\.$/,
    showCause: 'Show that attempt',
    outcome: 'Time budget',
    through: /got through at attempt 2: attempt 1 failed on broker-a/,
    code: 'What the client does',
    compare: 'Compare with',
    release: 'Client version',
  },
]

async function find(page: Page, label: string, number: string) {
  const field = page.getByLabel(label)
  await field.fill(number)
  await field.press('Enter')
}

/** Kills broker-a once the producer knows it, and goes on until the producer avoids it. */
async function untilAvoided(page: Page, texts: (typeof LANGUAGES)[number]) {
  await expect(page.getByRole('region', { name: texts.why })).toContainText(/q\d/)
  await page.keyboard.press('k')
  const next = page.getByRole('button', { name: texts.next })
  const asks = page.getByRole('button', { name: texts.whyAvoided })
  await expect(async () => {
    if ((await asks.count()) === 0) await next.click()
    await expect(asks).toBeVisible({ timeout: 300 })
  }).toPass()
  return asks
}

for (const texts of LANGUAGES) {
  const { locale, why, find: label, attempt, other, none, nothing, standIn, next } = texts
  test.describe(locale, () => {
    test.use({ locale, colorScheme: locale === 'zh-CN' ? 'light' : 'dark' })

    test('a message is found by its number, and stays no longer than its moment', async ({ page }) => {
      await openRun(page, 'preset=article&t=1500')
      const panel = page.getByRole('region', { name: why })
      await expect(panel).toContainText(/q\d/)
      await find(page, label, '7')
      await expect(panel).toContainText(attempt)
      await expect(page.getByTestId('why-sentence')).toHaveText(texts.sentence)
      await expect(panel.getByRole('listitem')).toHaveText(
        new RegExp(`mod 4 = \\d.*broker-[ab] q[01].*${texts.available}`),
      )
      await find(page, label, '9999')
      await expect(panel.getByRole('alert')).toHaveText(none)
      await find(page, label, '7')
      await expect(panel.getByRole('alert')).toHaveCount(0)
      await page.getByLabel(label).blur()
      for (let step = 0; step < 3; step++) await page.keyboard.press('ArrowLeft')
      await expect(panel).toContainText(other)
      await expect(panel).not.toContainText(nothing)
      await page.keyboard.press('Home')
      await expect(panel).toContainText(nothing)
    })

    test('what a failed send counts as is said beside the table', async ({ page }) => {
      await openRun(page, 'preset=article&t=1500')
      await page.keyboard.press('k')
      await expect(page.getByText(standIn)).toHaveCount(0)
      await expect(async () => {
        if ((await page.getByText(standIn).count()) === 0) await page.getByRole('button', { name: next }).click()
        await expect(page.getByText(standIn)).toBeVisible({ timeout: 300 })
      }).toPass()
    })

    test('an avoided Broker tells which attempt was behind it, and that attempt what it cost', async ({ page }) => {
      await openRun(page, 'preset=article&t=1500')
      const asks = await untilAvoided(page, texts)
      await asks.click()
      await expect(page.getByTestId('window-sentence')).toHaveText(texts.window)
      await page.keyboard.press('Escape')
      // The same from the fault table, further down: the card comes into sight.
      await page.getByRole('rowheader').getByRole('button', { name: 'broker-a' }).click()
      await expect(page.getByTestId('window-sentence')).toBeInViewport()
      await page.getByRole('button', { name: texts.showCause }).click()
      const panel = page.getByRole('region', { name: why })
      await expect(panel).toContainText(/Failed, |失败，/)
      // The retry went on to the other Broker, past the one that had just failed.
      await panel.getByRole('button', { name: texts.nextAttempt }).click()
      await expect(page.getByTestId('why-sentence')).toHaveText(texts.retry)
      await expect(panel.getByRole('listitem').filter({ hasText: texts.avoided }).first()).toBeVisible()
      await panel.getByRole('button', { name: texts.previousAttempt }).click()
      await expect(page.getByTestId('why-sentence')).toContainText('broker-a')
      // Its end lies ahead: the next message begins after it.
      await panel.getByRole('button', { name: texts.nextMessage }).click()
      await panel.getByRole('button', { name: texts.toItsMoment }).click()
      await expect(page.getByRole('region', { name: texts.outcome }).getByRole('listitem')).toHaveCount(1)
    })

    test('a message that got through at the second attempt says so', async ({ page }) => {
      await openRun(page, 'preset=article&t=1500')
      await untilAvoided(page, texts)
      const outcome = page.getByRole('region', { name: texts.outcome })
      await outcome.getByRole('button').last().click()
      const forward = page.keyboard
      await expect(async () => {
        await forward.press('ArrowRight')
        await expect(outcome).toContainText(texts.through, { timeout: 200 })
      }).toPass()
      await expect(outcome.getByRole('listitem')).toHaveCount(2)
    })

    test('a stored message is picked on the stage, and the code it ran is lit', async ({ page }) => {
      await openRun(page, 'preset=article&t=1500')
      const stored = page.locator('[data-message="1"]')
      await expect(stored).toBeVisible()
      await stored.click()
      const panel = page.getByRole('region', { name: why })
      await expect(panel).toContainText(locale === 'zh-CN' ? '消息 1 · 第 1 次' : 'message 1 · attempt 1')
      await page.getByRole('button', { name: texts.code }).click()
      const line = (id: string) => page.locator(`.code-line[data-line="${id}"]`)
      await expect(line('walk.test')).toHaveAttribute('data-lit', 'true')
      await expect(line('walk.look')).toContainText(/\d+ mod 4 = \d/)
      await expect(line('available.test')).toContainText(/available\(broker-[ab]\) = true/)
      await expect(line('second.test')).toHaveAttribute('data-lit', 'false')
      await expect(line('learn.latency')).toContainText('latency = ')
      // Switching the run's release shows at once what is different: 4.7.1 has the inverted condition, and no second pass.
      await page.getByRole('combobox', { name: texts.release }).selectOption('4.7.1')
      const inverted = 'last = none or queue.broker = last'
      const added = page.locator('.code-line[data-change="added"]')
      await expect(added.filter({ hasText: inverted })).toHaveCount(1)
      await expect(line('second.test')).toHaveAttribute('data-change', 'removed')
      await expect(line('choose.off')).toHaveAttribute('data-change', 'same')
      expect((await new AxeBuilder({ page }).include('.panel-content').analyze()).violations).toEqual([])
      // And so does any other release one asks for.
      await page.getByLabel(texts.compare).selectOption('5.1.3')
      await expect(added.filter({ hasText: inverted })).toHaveCount(0)
      await expect(added.filter({ hasText: 'pickOneAtLeast()' }).first()).toBeVisible()
      await page.getByLabel(texts.compare).selectOption('')
      await expect(added).toHaveCount(0)
    })
  })
}
