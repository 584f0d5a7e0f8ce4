// One way through everything at once: a link to a decision, the card, a fault dragged and put back, a stop, the same run with
// the switch off beside it, and a link that shows exactly this to somebody else.

import { explainAttempt } from '../src/explain/attempt'
import { entryAt, entryTime, logLength, presetInput, type RunInput, simulate } from '../src/rocketmq'
import { openRun, shownMs, shownTime } from './openRun'
import { expect, type Locator, type Page, test } from './page'

const texts = {
  why: '为什么是这个队列？',
  kill: /^([\d.]+) 秒 kill -9 broker-a/,
  undo: /^撤销：kill -9 broker-a 从 [\d.]+ 秒移到 [\d.]+ 秒$/,
  breakpoints: '断点',
  stopWhen: '断点条件',
  broker: 'Broker',
  add: '加断点',
  compare: '对比',
  off: 'sendLatencyFaultEnable 关',
  both: ['A · sendLatencyFaultEnable 开', 'B · sendLatencyFaultEnable 关'],
  copied: /链接已复制/,
}

const KILLED_AT = 4000
const MOMENT = 12_000

/** The run of the link, and the first attempt that met the dead Master. */
function metTheDeadMaster() {
  const preset = presetInput('article')
  const input: RunInput = { ...preset, actions: [{ atMs: KILLED_AT, type: 'kill', target: 'broker-a/master' }] }
  const run = simulate(input, MOMENT)
  for (let index = 0; index < logLength(run.log); index++) {
    const entry = entryAt(run.log, index)
    if (entry.kind === 'send' && entry.atMs >= KILLED_AT && entry.group === 0) return { run, index, entry }
  }
  throw new Error('no attempt went to the dead Master')
}

const kept = (page: Page) => async (): Promise<RunInput['actions']> =>
  await page.evaluate(() => JSON.parse(sessionStorage.getItem('rocketscope.run') ?? '{}').input?.actions ?? [])

/** Every box and word of the stages, where it stands. */
const picture = (stage: Locator) =>
  stage.locator('.stage-scene').evaluateAll((scenes) =>
    scenes.map((scene) =>
      [...scene.querySelectorAll('svg *')].map((element) => {
        const { x, y, width, height } = element.getBoundingClientRect()
        const words = element.childElementCount === 0 ? element.textContent : ''
        return [element.tagName, words, ...[x, y, width, height].map(Math.round)].join(' ')
      }),
    ),
  )

test.use({ locale: 'zh-CN', viewport: { width: 1600, height: 900 } })

test('a decision from a link, a dragged fault, a stop, a comparison, and a link to all of it', async ({
  page,
  context,
}) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write'])
  const { run, index, entry } = metTheDeadMaster()
  const decision = `preset=article&do=kill+broker-a/master+@${KILLED_AT}&t=${entryTime(run.log, index) + 1}`
  await openRun(page, `${decision}&sel=message.${entry.message}.${index}`)

  // The card says what the engine logged.
  const explained = explainAttempt(run, index)
  const looked = explained?.passes.flatMap((pass) => pass.candidates) ?? []
  const card = page.getByRole('region', { name: texts.why })
  await expect(page.getByTestId('why-sentence')).toContainText(`broker-a q${entry.queueId}`)
  await expect(card.getByRole('listitem')).toHaveText(
    looked.map((one) => new RegExp(`${one.index} mod 4 = ${one.position}.*${one.broker} q${one.queueId}`)),
  )

  // The fault is dragged two or three seconds later, and put back.
  const actions = kept(page)
  const mark = page.getByRole('button', { name: texts.kill })
  const box = await mark.boundingBox()
  if (!box) throw new Error('the mark has no place')
  await page.mouse.move(box.x + box.width / 2, box.y + box.height / 2)
  await page.mouse.down()
  await page.mouse.move(box.x + box.width / 2 + 60, box.y + box.height / 2, { steps: 4 })
  await page.mouse.up()
  await expect.poll(async () => (await actions())[0]?.atMs).toBeGreaterThan(KILLED_AT + 500)
  await page.getByRole('button', { name: texts.undo }).click()
  await expect.poll(actions).toEqual([{ atMs: KILLED_AT, type: 'kill', target: 'broker-a/master' }])

  // Playing stops in the very millisecond in which the producer starts to avoid broker-a.
  await page.keyboard.press('b')
  const list = page.getByRole('dialog', { name: texts.breakpoints })
  await list.getByLabel(texts.stopWhen).selectOption('avoided')
  await list.getByLabel(texts.broker).selectOption({ label: 'broker-a' })
  await list.getByRole('button', { name: texts.add, exact: true }).click()
  await expect(list.getByRole('checkbox')).toBeChecked()
  await page.keyboard.press('Escape')
  await expect(list).toHaveCount(0)
  const avoidedAt = firstAvoided(run, index)
  for (let press = 0; press < 4; press++) await page.keyboard.press('ArrowUp')
  await page.keyboard.press('Space')
  await expect.poll(() => shownMs(page)).toBe(avoidedAt)

  await page.getByRole('button', { name: texts.compare, exact: true }).click()
  await page.getByRole('dialog').getByRole('button', { name: texts.off, exact: true }).click()
  for (const name of texts.both) await expect(page.getByRole('region', { name, exact: true })).toBeVisible()
  await expect(page).toHaveURL(/compare=sendLatencyFaultEnable=false/)

  await page.keyboard.press('y')
  await expect(page.getByRole('status').filter({ hasText: texts.copied })).toBeVisible()
  const link = await page.evaluate(() => navigator.clipboard.readText())
  expect(link.length).toBeLessThan(500)
  const other = await context.newPage()
  await other.addInitScript(() => sessionStorage.clear())
  await other.goto(link)
  for (const name of texts.both) await expect(other.getByRole('region', { name, exact: true })).toBeVisible()
  expect(await shownTime(other)).toBe(await shownTime(page))
  await expect(other.getByTestId('verdict')).toHaveText((await page.getByTestId('verdict').textContent()) ?? '')
  const seen = await picture(page.getByRole('main'))
  expect(seen).toHaveLength(2)
  await expect.poll(() => picture(other.getByRole('main'))).toEqual(seen)
})

/** Virtual time, ms, at which the failed attempt has taught the fault table. */
function firstAvoided(run: ReturnType<typeof simulate>, from: number): number {
  for (let index = from; index < logLength(run.log); index++) {
    const entry = entryAt(run.log, index)
    if (entry.kind === 'avoided' && entry.group === 0) return entryTime(run.log, index)
  }
  throw new Error('broker-a is never avoided')
}
