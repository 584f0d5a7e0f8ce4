// A person's own cluster: pasted, recognised line by line, shown, kept over a reload and in a link.
import AxeBuilder from '@axe-core/playwright'
import { expect, type Page, test } from '@playwright/test'

const WORDS = {
  'zh-CN': {
    share: '分享',
    item: '你自己的集群…',
    title: '你自己的集群',
    box: '贴在这里',
    show: '显示我的集群',
    scenario: '场景',
    own: '你的集群',
    article: '文章里的集群 · 规避开',
    undo: '撤销',
    all: '合在一起',
    close: '关闭',
    clear: '清空',
    unread: '没读懂',
    line: (line: number) => `第 ${line} 行`,
  },
  'en-US': {
    share: 'Share',
    item: 'Your own cluster…',
    title: 'Your own cluster',
    box: 'Paste here',
    show: 'Show my cluster',
    scenario: 'Scenario',
    own: 'Your cluster',
    article: 'The article · avoidance on',
    undo: 'Undo',
    all: 'All together',
    close: 'Close',
    clear: 'Clear',
    unread: 'Not understood',
    line: (line: number) => `line ${line}`,
  },
}

const CLUSTER = `[root@mq-1 bin]# sh mqadmin clusterList -n 10.1.1.1:9876
#Cluster Name     #Broker Name            #BID  #Addr                  #Version
pay-cluster       pay-north               0     10.1.1.5:10911         V4_9_4
pay-cluster       pay-north               1     10.1.1.6:10911         V4_9_4
pay-cluster       pay-south               0     10.1.1.7:10911         V4_9_4
`
const ROUTE = `sh mqadmin topicRoute -n 10.1.1.1:9876 -t TopicPaid
{ "brokerDatas":[ {"brokerAddrs":{0:"10.1.1.5:10911",1:"10.1.1.6:10911"},"brokerName":"pay-north","cluster":"pay-cluster"},
                  {"brokerAddrs":{0:"10.1.1.7:10911"},"brokerName":"pay-south","cluster":"pay-cluster"} ],
  "queueDatas":[ {"brokerName":"pay-north","perm":6,"readQueueNums":3,"topicSysFlag":0,"writeQueueNums":3},
                 {"brokerName":"pay-south","perm":6,"readQueueNums":5,"topicSysFlag":0,"writeQueueNums":5} ] }
`
const PRODUCER = `rocketmq.producer.send-message-timeout=1200
rocketmq.producer.retry-next-server=true
`

const chosen = (page: Page) => page.locator('.scenario-controls select').first().locator('option:checked')
const stage = (page: Page) => page.getByRole('main')
const keptInput = (page: Page) =>
  page.evaluate(() => JSON.stringify(JSON.parse(sessionStorage.getItem('rocketscope.run') ?? '{}').input ?? null))

for (const locale of ['zh-CN', 'en-US'] as const) {
  const words = WORDS[locale]
  const open = async (page: Page) => {
    await page.getByRole('banner').getByRole('button', { name: words.share }).click()
    await page.getByRole('menuitem', { name: words.item }).click()
    await expect(page.getByRole('dialog', { name: words.title })).toBeVisible()
    await expect(page.getByRole('textbox', { name: words.box })).toBeFocused()
    return page.getByRole('dialog', { name: words.title })
  }

  test.describe(locale, () => {
    test.use({ locale })

    test('a pasted cluster is on the stage, also after a reload, and the box keeps its text', async ({ page }) => {
      await page.goto('/')
      await expect(chosen(page)).toHaveText(words.article)
      const dialog = await open(page)
      await dialog.getByRole('textbox', { name: words.box }).fill(CLUSTER)
      await expect(dialog.getByRole('status')).toContainText('16')
      await dialog.getByRole('button', { name: words.show }).click()
      await expect(dialog).toBeHidden()

      await expect(chosen(page)).toHaveText(words.own)
      await expect(stage(page)).toContainText('pay-north')
      await expect(stage(page)).toContainText('pay-south')
      await page.reload()
      await expect(stage(page)).toContainText('pay-north')
      await expect(chosen(page)).toHaveText(words.own)

      // What was pasted is still in the box.
      const again = await open(page)
      await expect(again.getByRole('textbox', { name: words.box })).toHaveValue(CLUSTER)
      await again.getByRole('button', { name: words.show }).click()
      await page.getByRole('banner').getByRole('combobox', { name: words.scenario }).selectOption('article')
      await expect(stage(page)).toContainText('broker-a')
    })

    test('undoing brings back what was there', async ({ page }) => {
      await page.goto('/')
      const dialog = await open(page)
      await dialog.getByRole('button', { name: words.all }).click()
      await dialog.getByRole('button', { name: words.show }).click()
      await expect(stage(page)).toContainText('order-broker-1')
      await expect(stage(page)).toContainText('NameServer 2')
      await stage(page).getByRole('button', { name: words.undo }).click()
      await expect(stage(page)).toContainText('broker-a')
      await expect(chosen(page)).toHaveText(words.article)
    })

    test('parts pasted one after another make one cluster, and a link to it shows the same', async ({
      page,
      context,
    }) => {
      await page.goto('/')
      const dialog = await open(page)
      const box = dialog.getByRole('textbox', { name: words.box })
      const summary = dialog.getByRole('status')
      await box.fill(CLUSTER)
      await expect(summary).toContainText('16')
      await box.fill(CLUSTER + ROUTE)
      await expect(summary).toContainText('8')
      await box.fill(CLUSTER + ROUTE + PRODUCER)
      await expect(dialog).toContainText('sendMsgTimeout = 1200')
      await expect(dialog).toContainText('TopicPaid')
      await dialog.getByRole('button', { name: words.show }).click()
      await expect(stage(page)).toContainText('pay-south')
      await expect.poll(() => keptInput(page)).toContain('"topic":"TopicPaid"')
      await expect.poll(() => keptInput(page)).toContain('"sendMsgTimeout":1200')

      await expect(page).toHaveURL(/[#&](z|topic)=/)
      const other = await context.newPage()
      await other.goto(page.url())
      await expect(stage(other)).toContainText('pay-south')
      await expect(chosen(other)).toHaveText(words.own)
    })

    test('garbage is named line by line, shows nothing, never becomes markup, and leaves the run alone', async ({
      page,
    }) => {
      await page.goto('/')
      // Keys work once the controls are there.
      await expect(page.getByRole('slider').first()).toBeVisible()
      await page.keyboard.press('Space')
      await page.keyboard.press('k')
      await expect.poll(() => keptInput(page)).toContain('"kill"')
      const before = await keptInput(page)
      const dialog = await open(page)
      const box = dialog.getByRole('textbox', { name: words.box })
      await box.fill('hello\n\n<img src=x onerror="document.title=1">\nwhat is this')
      const unread = dialog.getByRole('group').filter({ hasText: words.unread })
      await expect(unread.getByRole('listitem')).toHaveCount(3)
      await expect(unread).toContainText('onerror')
      await expect(dialog.locator('img')).toHaveCount(0)
      await expect(dialog.getByRole('button', { name: words.show })).toBeDisabled()

      await unread.getByRole('button', { name: words.line(3) }).click()
      await expect(box).toBeFocused()
      const selected = () =>
        box.evaluate((area: HTMLTextAreaElement) => area.value.slice(area.selectionStart, area.selectionEnd))
      expect(await selected()).toContain('<img')

      await box.fill('x'.repeat(200_001))
      await expect(dialog.getByRole('alert')).toContainText('200 kB')
      await expect(dialog.getByRole('button', { name: words.show })).toBeDisabled()
      await dialog.getByRole('button', { name: words.clear }).click()
      await expect(box).toHaveValue('')
      await page.keyboard.press('Escape')
      await expect(dialog).toBeHidden()
      expect(await keptInput(page)).toBe(before)
    })
  })
}

for (const [colorScheme, viewport] of [
  ['dark', { width: 1280, height: 720 }],
  ['light', { width: 390, height: 844 }],
] as const) {
  test(`the dialog is accessible and fits, ${colorScheme}, ${viewport.width} wide`, async ({ browser }) => {
    const context = await browser.newContext({ locale: 'en-US', colorScheme, viewport })
    const page = await context.newPage()
    await page.goto('/')
    await page.getByRole('banner').getByRole('button', { name: 'Share' }).click()
    await page.getByRole('menuitem', { name: WORDS['en-US'].item }).click()
    const dialog = page.getByRole('dialog')
    await dialog.getByRole('button', { name: 'All together' }).click()
    await dialog.getByRole('textbox').fill(`${await dialog.getByRole('textbox').inputValue()}\nno such thing`)
    await expect(dialog).toContainText('Not understood')
    const { violations } = await new AxeBuilder({ page }).include('dialog').analyze()
    expect(violations.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.html).join(' ')}`)).toEqual([])
    const wider = await dialog.evaluate((element) => element.scrollWidth - element.clientWidth)
    expect(wider).toBeLessThanOrEqual(0)
    await expect(dialog.getByRole('button', { name: 'Show my cluster' })).toBeInViewport({ ratio: 1 })
    await context.close()
  })
}
