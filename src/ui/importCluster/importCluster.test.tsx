// @vitest-environment happy-dom
// A person's own cluster: pasted, recognised line by line, shown, saved over a reload and in a link.
import { screen, waitFor, within } from '@testing-library/dom'
import type { UserEvent } from '@testing-library/user-event'
import { describe, expect, test } from 'vitest'
import { fill, find, gone, LANGUAGES, openPage, press, reloadPage, saved, says } from '../shell/openPage.testData'

const WORDS = {
  zh: {
    share: '分享与文件',
    item: '你自己的集群…',
    title: '你自己的集群',
    box: '粘贴到这里',
    show: '显示我的集群',
    scenario: '场景',
    own: '你的集群',
    article: '教学集群 · 规避开',
    undo: '撤销',
    all: '合在一起',
    clear: '清空',
    unread: '无法识别',
    line: '第 3 行',
  },
  en: {
    share: 'Share and files',
    item: 'Your own cluster…',
    title: 'Your own cluster',
    box: 'Paste here',
    show: 'Show my cluster',
    scenario: 'Scenario',
    own: 'Your cluster',
    article: 'Teaching cluster · avoidance on',
    undo: 'Undo',
    all: 'All together',
    clear: 'Clear',
    unread: 'Not understood',
    line: 'line 3',
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

const stage = () => screen.getByRole('main')
const savedInput = () => JSON.stringify(saved<{ input: unknown }>('run')?.input ?? null)

describe.each(LANGUAGES)('%s', (language) => {
  const words = WORDS[language]
  const openArticle = () => openPage('preset=article&t=1500', language)
  const open = async (user: UserEvent) => {
    await press(user, 'button', words.share)
    await press(user, 'menuitem', words.item)
    const dialog = await find('dialog', words.title)
    const box = (await find('textbox', words.box, dialog)) as HTMLTextAreaElement
    await waitFor(() => expect(document.activeElement).toBe(box))
    return { dialog, box }
  }
  const chosen = async () => {
    const select = (await find('combobox', words.scenario, await find('banner'))) as HTMLSelectElement
    return select.selectedOptions[0].textContent
  }
  const chosenIs = (name: string) => waitFor(async () => expect(await chosen()).toBe(name))

  test('a pasted cluster is on the stage, also after a reload, and the box keeps its text', async () => {
    let user = await openArticle()
    await chosenIs(words.article)
    const { dialog, box } = await open(user)
    await fill(box, CLUSTER)
    await waitFor(async () => expect((await find('status', undefined, dialog)).textContent).toContain('16'))
    await press(user, 'button', words.show, dialog)
    await gone('dialog')

    await chosenIs(words.own)
    await says(stage, 'pay-north')
    await says(stage, 'pay-south')
    user = await reloadPage()
    await says(stage, 'pay-north')
    await chosenIs(words.own)

    // What was pasted is still in the box.
    const again = await open(user)
    expect(again.box.value).toBe(CLUSTER)
    await press(user, 'button', words.show, again.dialog)
    await user.selectOptions(await find('combobox', words.scenario, await find('banner')), 'article')
    await says(stage, 'broker-a')
  })

  test('undoing brings back what was there', async () => {
    const user = await openArticle()
    const { dialog } = await open(user)
    await press(user, 'button', words.all, dialog)
    await press(user, 'button', words.show, dialog)
    await says(stage, 'order-broker-1')
    await says(stage, 'NameServer 2')
    await press(user, 'button', words.undo, document.querySelector<HTMLElement>('.notices') ?? stage())
    await says(stage, 'broker-a')
    await chosenIs(words.article)
  })

  test('parts pasted one after another make one cluster, and a link to it shows the same', async () => {
    const user = await openArticle()
    const { dialog, box } = await open(user)
    const summary = () => within(dialog).queryByRole('status')
    await fill(box, CLUSTER)
    await says(summary, '16')
    await fill(box, CLUSTER + ROUTE)
    await says(summary, '8')
    await fill(box, CLUSTER + ROUTE + PRODUCER)
    await says(() => dialog, 'sendMsgTimeout = 1200')
    await says(() => dialog, 'TopicPaid')
    await press(user, 'button', words.show, dialog)
    await says(stage, 'pay-south')
    expect(savedInput()).toContain('"topic":"TopicPaid"')
    expect(savedInput()).toContain('"sendMsgTimeout":1200')

    await waitFor(() => expect(location.hash).toMatch(/[#&](z|topic)=/))
    const link = location.hash.replace('#v=2&', '')
    sessionStorage.clear()
    await openPage(link, language)
    await says(stage, 'pay-south')
    await chosenIs(words.own)
  })

  test('garbage is named line by line, shows nothing, never becomes markup, and leaves the run alone', async () => {
    const user = await openArticle()
    await user.keyboard('k')
    expect(savedInput()).toContain('"kill"')
    const before = savedInput()
    const { dialog, box } = await open(user)
    await fill(box, 'hello\n\n<img src=x onerror="document.title=1">\nwhat is this')
    const unread = await waitFor(() => {
      const found = within(dialog)
        .getAllByRole('group')
        .find((one) => one.textContent?.includes(words.unread))
      expect(found).toBeDefined()
      return found as HTMLElement
    })
    expect(within(unread).getAllByRole('listitem')).toHaveLength(3)
    expect(unread.textContent).toContain('onerror')
    expect(dialog.querySelector('img')).toBeNull()
    const show = (await find('button', words.show, dialog)) as HTMLButtonElement
    expect(show.disabled).toBe(true)

    await press(user, 'button', words.line, unread)
    expect(document.activeElement).toBe(box)
    expect(box.value.slice(box.selectionStart, box.selectionEnd)).toContain('<img')

    await fill(box, 'x'.repeat(200_001))
    await waitFor(async () => expect((await find('alert', undefined, dialog)).textContent).toContain('200 kB'))
    expect(show.disabled).toBe(true)
    await press(user, 'button', words.clear, dialog)
    expect(box.value).toBe('')
    await user.keyboard('{Escape}')
    await gone('dialog')
    expect(savedInput()).toBe(before)
  })
})
