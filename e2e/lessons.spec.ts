// Lessons and incidents: taken beside the stage, by mouse and by keyboard alone, left and taken up again.
import { expect, type Page, test } from '@playwright/test'

const LANGUAGES = [
  {
    locale: 'zh-CN',
    learn: '课程',
    library: '课程与案例',
    shards: /分片分布在各台 Broker 上/,
    master: /一台 Master 挂了/,
    incident: /重启之后十分钟没有流量/,
    next: '下一步',
    back: '上一步',
    leave: '离开课程',
    second: '第 2 步，共 5 步',
    wrong: '不是这样。',
    right: '答对了。',
    showMe: '替我做',
    done: /做好了/,
    meaning: /也就是说/,
    failedFirst: /消息 29/,
    seven: '猜一猜：消息 7 存到哪里',
    end: '学完了',
    tenMinutes: '10 分钟',
    backToStep: '回到这一步',
  },
  {
    locale: 'en-US',
    learn: 'Learn',
    library: 'Lessons and incidents',
    shards: /Shards over Brokers/,
    master: /A Master dies/,
    incident: /No traffic for ten minutes/,
    next: 'Next',
    back: 'Back',
    leave: 'Leave',
    second: 'Step 2 of 5',
    wrong: 'Not quite.',
    right: 'Right.',
    showMe: 'Do it for me',
    done: /Done/,
    meaning: /What it means/,
    failedFirst: /Message 29/,
    seven: 'Your guess: where is message 7 stored?',
    end: 'That was it',
    tenMinutes: '10 min',
    backToStep: 'Back to this step',
  },
]

for (const t of LANGUAGES) {
  const open = async (page: Page, title: RegExp) => {
    await page.getByRole('button', { name: t.learn, exact: true }).click()
    await page.getByRole('dialog', { name: t.library }).locator('.shelf-lesson', { hasText: title }).click()
  }
  const turn = (page: Page, name: string) => page.getByRole('button', { name, exact: true }).click()

  test.describe(t.locale, () => {
    test.use({ locale: t.locale, colorScheme: 'dark' })

    test('a guess is judged by the run, and Back works at once', async ({ page }) => {
      await page.goto('/')
      await open(page, t.shards)
      await turn(page, t.next)
      const lesson = page.getByRole('region', { name: t.shards })
      await expect(lesson).toContainText(t.second)
      await lesson.getByRole('button', { name: 'broker-a q0', exact: true }).click()
      await expect(lesson).toContainText(t.wrong)
      await expect(lesson.getByRole('button', { name: '✓ broker-b q0' })).toBeVisible()
      await expect(lesson).toContainText(t.meaning)
      await turn(page, t.back)
      await turn(page, t.next)
      await lesson.getByRole('button', { name: 'broker-b q0', exact: true }).click()
      await expect(lesson).toContainText(t.right)
    })

    test('the Master is killed on the stage itself, and the lesson goes on', async ({ page }) => {
      await page.goto('/')
      await open(page, t.master)
      const lesson = page.getByRole('region', { name: t.master })
      await expect(lesson.getByRole('button', { name: t.showMe })).toBeVisible()
      await page.keyboard.press('k')
      await expect(lesson).toContainText(t.done)
      await expect(lesson).toContainText(t.failedFirst)
    })

    test('a lesson is left for free play, survives a reload and is taken up where it was', async ({ page }) => {
      await page.goto('/')
      await open(page, t.shards)
      await turn(page, t.next)
      await expect(page).toHaveURL(/lesson=shards\.1/)
      await page.reload()
      const lesson = page.getByRole('region', { name: t.shards })
      await expect(lesson).toContainText(t.second)
      await page.keyboard.press('k')
      await lesson.getByRole('button', { name: t.backToStep }).click()
      await expect(lesson.getByRole('heading', { name: t.seven })).toBeVisible()
      await turn(page, t.leave)
      await expect(lesson).toHaveCount(0)
      await open(page, t.shards)
      await expect(lesson).toContainText(t.second)
    })

    test('an incident is taken from its start to its end by keyboard alone', async ({ page }) => {
      await page.goto('/')
      await page.getByRole('button', { name: t.learn, exact: true }).focus()
      await page.keyboard.press('Enter')
      const story = page.getByRole('dialog', { name: t.library }).locator('.shelf-lesson', { hasText: t.incident })
      await story.focus()
      await page.keyboard.press('Enter')
      const lesson = page.getByRole('region', { name: t.incident })
      await expect(lesson).toBeVisible()
      await page.keyboard.press('PageDown')
      const option = lesson.getByRole('button', { name: t.tenMinutes, exact: true })
      await option.focus()
      await page.keyboard.press('Enter')
      await expect(lesson).toContainText(t.right)
      const next = lesson.getByRole('button', { name: t.next, exact: true })
      await next.focus()
      await page.keyboard.press('Enter')
      await expect(next).toBeFocused()
      await page.keyboard.press('Enter')
      await expect(lesson.getByRole('heading', { name: t.end })).toBeVisible()
      await page.keyboard.press('PageUp')
      await expect(lesson.getByRole('heading', { name: t.end })).toHaveCount(0)
    })
  })
}
