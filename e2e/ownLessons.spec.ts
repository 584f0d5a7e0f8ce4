// Lessons of one's own: made of a run, taken, left, reloaded and sent on from any step; opened from a file, refused with
// reasons, deleted and had back. The run on the screen is never lost.
import { readFile } from 'node:fs/promises'
import { expect, type Page, test } from '@playwright/test'
import { openRun, shownTime } from './openRun'

const LANGUAGES = [
  {
    locale: 'zh-CN',
    share: '分享与文件',
    make: '把当前过程做成课程',
    learn: '课程',
    library: '课程与案例',
    own: '你的课程',
    made: '录下的课程：kill -9 broker-a',
    next: '下一步',
    third: '第 3 步，共 9 步',
    guess: '消息 13 会怎样？',
    retried: '重试后存进去了',
    right: '答对了。',
    backToStep: '回到这一步',
    opened: /课程已打开/,
    undo: '撤销',
    refused: '这一课打不开',
    broken: '这一课有些断言不成立',
    close: '关闭',
    remove: /^删除：/,
    deleted: /^已删除/,
  },
  {
    locale: 'en-US',
    share: 'Share and files',
    make: 'Make a lesson of this run',
    learn: 'Learn',
    library: 'Lessons and incidents',
    own: 'Your lessons',
    made: 'Recorded: kill -9 broker-a',
    next: 'Next',
    third: 'Step 3 of 9',
    guess: 'What will happen to message 13?',
    retried: 'stored by a retry',
    right: 'Right.',
    backToStep: 'Back to this step',
    opened: /The lesson is open/,
    undo: 'Undo',
    refused: 'This lesson could not be opened',
    broken: 'Not everything this lesson claims is so',
    close: 'Close',
    remove: /^Delete:/,
    deleted: /^Deleted/,
  },
]

const RUN = 'preset=article&do=kill+broker-a/master+@4000&t=14000'

for (const t of LANGUAGES) {
  /** Makes a lesson of the run on the page. @returns the text of its file */
  async function makeLesson(page: Page): Promise<string> {
    await page.getByRole('button', { name: t.share }).click()
    const item = page.getByRole('menuitem', { name: t.make })
    const [download] = await Promise.all([page.waitForEvent('download'), item.click()])
    return await readFile(await download.path(), 'utf8')
  }

  async function dropFile(page: Page, text: string): Promise<void> {
    await expect(page.getByRole('button', { name: t.share })).toBeVisible()
    const transfer = await page.evaluateHandle((content) => {
      const data = new DataTransfer()
      data.items.add(new File([content], 'lesson.json', { type: 'application/json' }))
      return data
    }, text)
    await page.dispatchEvent('body', 'drop', { dataTransfer: transfer })
  }

  const shelfOf = (page: Page) =>
    page.getByRole('dialog', { name: t.library }).getByRole('region', { name: t.own, exact: true })

  test.describe(t.locale, () => {
    test.use({ locale: t.locale, colorScheme: 'dark' })

    test('a lesson made of a run can be left, reloaded and sent on from any step', async ({ page, browser }) => {
      await openRun(page, RUN)
      await makeLesson(page)
      await shelfOf(page).locator('.shelf-lesson', { hasText: t.made }).click()
      const lesson = page.getByRole('region', { name: t.made })
      const next = lesson.getByRole('button', { name: t.next, exact: true })
      await next.click()
      await next.click()
      await expect(lesson).toContainText(t.third)
      await expect(lesson).toContainText(t.guess)

      // Free play, and back.
      await page.keyboard.press('k')
      await lesson.getByRole('button', { name: t.backToStep }).click()
      await expect(page).toHaveURL(/lesson=own-\w+\.2.*&own=/)
      await page.reload()
      await expect(lesson).toContainText(t.third)

      // Somebody else has nothing but the link.
      const elsewhere = await (await browser.newContext({ locale: t.locale })).newPage()
      await elsewhere.goto(page.url())
      const theirs = elsewhere.getByRole('region', { name: t.made })
      await expect(theirs).toContainText(t.third)
      await theirs.getByRole('button', { name: t.retried, exact: true }).click()
      await expect(theirs).toContainText(t.right)
      await elsewhere.context().close()
    })

    test('a lesson file is dropped, refused, opened, deleted and had back, and the run stays', async ({ page }) => {
      await openRun(page, RUN)
      const text = await makeLesson(page)
      const shelf = shelfOf(page)
      const card = shelf.locator('.shelf-lesson', { hasText: t.made })
      await shelf.getByRole('button', { name: t.remove }).click()
      await expect(shelf.getByRole('status')).toContainText(t.deleted)
      await expect(card).toHaveCount(0)
      await shelf.getByRole('button', { name: t.undo, exact: true }).click()
      await expect(card).toBeVisible()
      await page.keyboard.press('Escape')

      const bad = text.replace('"untilMs": 4000', '"untilMs": 1').replace('"atMs": 1000', '"atMs": 1000, "sound": 1')
      await dropFile(page, bad)
      const refused = page.getByRole('dialog', { name: t.refused })
      await expect(refused).toContainText('lesson.steps[0]')
      await refused.getByRole('button', { name: t.close }).click()
      expect(await shownTime(page)).toBe('00:14.000')

      const other = JSON.parse(text)
      other.lesson.steps[0].title = { en: '<b>Bold</b>' }
      other.lesson.steps[0].claims[0].equals = 1_000_000
      await dropFile(page, JSON.stringify(other))
      const broken = page.getByRole('dialog', { name: t.broken })
      await expect(broken).toContainText('steps[0].claims[0]')
      await broken.getByRole('button', { name: t.close }).click()
      await expect(page.getByRole('region', { name: t.made })).toContainText('<b>Bold</b>')
      await page.getByRole('status').filter({ hasText: t.opened }).getByRole('button', { name: t.undo }).click()
      await expect(page.getByRole('timer')).toHaveText('00:14.000')
    })
  })
}
