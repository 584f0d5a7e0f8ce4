// What the page refuses: other servers, scripts that are not its own, and markup in anything that came from outside.
import { readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { expect, type Page, test } from '@playwright/test'
import { watchForComplaints } from './complaints'
import { chooseMore, openRun } from './openRun'
import { serveFolder } from './serveFolder'

const dist = resolve(process.env.ROCKETSCOPE_DIST ?? 'dist')

async function dropFile(page: Page, text: string): Promise<void> {
  const transfer = await page.evaluateHandle((content) => {
    const data = new DataTransfer()
    data.items.add(new File([content], 'file.json', { type: 'application/json' }))
    return data
  }, text)
  await page.dispatchEvent('body', 'drop', { dataTransfer: transfer })
}

test.describe('a long story', () => {
  test.use({ serviceWorkers: 'allow', locale: 'en-US', viewport: { width: 1600, height: 1000 } })

  test('that opens every part asks nobody else and breaks no rule of the policy', { tag: '@release' }, async ({
    page,
    context,
  }) => {
    const server = await serveFolder(dist, '/')
    const noted = await watchForComplaints(context, server.address)
    const asked = new Set<string>()
    context.on('request', (request) => asked.add(new URL(request.url()).pathname))
    await page.goto(`${server.address}#v=1&preset=article&do=kill+broker-a/master+@4000&t=5400&lang=en`)
    const dialog = page.getByRole('dialog')
    const closed = async () => {
      await page.keyboard.press('Escape')
      await expect(dialog).toHaveCount(0)
    }
    await expect(page.getByRole('timer')).toBeVisible()
    await page.keyboard.press('?')
    await expect(dialog).toContainText('Stored on this device')
    await closed()
    await chooseMore(page, 'Accuracy')
    await expect(dialog).toContainText('4.9.7')
    await closed()
    for (const tab of ['Log', 'Settings', 'Why']) {
      await page.getByRole('tab', { name: tab }).click()
      await expect(page.getByRole('tabpanel').locator('.log-line, .settings, .block').first()).toBeVisible()
    }
    await page.locator('.code-toggle').click()
    await expect(page.locator('.code-text').first()).toBeVisible()
    await page.getByRole('button', { name: 'Legend' }).click()
    await expect(dialog).toBeVisible()
    await closed()
    await page.keyboard.press('b')
    await expect(dialog).toBeVisible()
    await closed()
    await page.getByRole('button', { name: /^Branches/ }).click()
    await expect(dialog).toBeVisible()
    await closed()
    await page.locator('.action-mark').first().focus()
    await page.keyboard.press('Enter')
    await expect(dialog).toBeVisible()
    await closed()
    await page.getByRole('button', { name: /Master of broker-b/ }).click()
    await expect(page.getByRole('menu')).toBeVisible()
    await page.keyboard.press('Escape')
    await page.getByRole('button', { name: 'Charts', exact: true }).click()
    await expect(page.locator('.charts').first()).toBeVisible()
    await page.keyboard.press('c')
    await expect(dialog).toBeVisible()
    await dialog.getByRole('button').first().click()
    await expect(page.locator('.stage-half')).toHaveCount(2)
    await page.goto(`${server.address}#v=1&preset=article&t=5400&lang=en`)

    const share = page.getByRole('button', { name: 'Share and files', exact: true })
    await share.click()
    await page.getByRole('menuitem', { name: 'Your own cluster…' }).click()
    await expect(dialog).toBeVisible()
    await closed()
    await share.click()
    const saving = page.waitForEvent('download')
    await page.getByRole('menuitem', { name: /Save as a file/ }).click()
    await saving
    await share.click()
    await page.getByRole('menuitem', { name: /Export/ }).click()
    for (const [kind, format, button] of [
      ['Picture', 'png', 'Save'],
      ['Picture', 'svg', 'Save'],
      ['Film', 'gif', 'Make and save'],
      ['Film', 'webm', 'Make and save'],
      ['Log', 'csv', 'Save'],
    ] as const) {
      await dialog.getByRole('button', { name: kind, exact: true }).click()
      await dialog.getByLabel('Format').selectOption(format)
      if (kind !== 'Picture') {
        await dialog.getByLabel('From (s)').fill('5')
        await dialog.getByLabel('To (s)').fill('5.2')
      }
      if (kind === 'Film') await dialog.getByLabel('Width').selectOption('480')
      const saved = page.waitForEvent('download')
      await dialog.getByRole('button', { name: button, exact: true }).click()
      await saved
    }
    await dialog.getByRole('button', { name: 'Sequence', exact: true }).click()
    await expect(dialog.getByLabel('Mermaid text')).not.toHaveValue('')
    await closed()

    await page.getByRole('button', { name: 'Learn', exact: true }).click()
    await dialog.getByRole('button', { name: 'Present: The producer in a quarter of an hour', exact: true }).click()
    await expect(page.locator('.presenter')).toBeVisible()
    const opening = page.waitForEvent('popup')
    await page.keyboard.press('n')
    const notes = await opening
    await expect(notes.locator('.notes-text')).toBeVisible()
    await page.keyboard.press('s')
    await page.keyboard.press('PageDown')
    await page.keyboard.press('Escape')
    await expect(page.getByRole('banner')).toBeVisible()

    expect(noted).toEqual([])
    // Nothing would be noted of a story that was not told: nearly every script was asked for, and the worker's own requests are seen.
    expect(asked).toContain('/sw.js')
    expect([...asked].filter((path) => path.endsWith('.js')).length).toBeGreaterThan(60)
    await server.close()
  })
})

test('the policy refuses scripts, markup, styles and connections that are not the page’s own', async ({ page }) => {
  // As if somebody had managed to write into the page itself.
  await page.route('/', async (route) => {
    const response = await route.fetch()
    const html = await response.text()
    const added = '<script>window.broken = 5</script><p id="added" onclick="window.broken = 6">x</p>'
    await route.fulfill({ response, body: html.replace('</body>', `${added}</body>`) })
  })
  await page.addInitScript(() => {
    const violations: string[] = []
    Object.assign(window, { violations })
    document.addEventListener('securitypolicyviolation', ({ violatedDirective }) => violations.push(violatedDirective))
  })
  await openRun(page, 'preset=article&t=3000&lang=en')
  await page.locator('#added').dispatchEvent('click')
  const refused = await page.evaluate(async () => {
    const { violations } = window as unknown as { violations: string[] }
    const tried: Record<string, boolean> = {}
    const throws = (what: () => unknown): boolean => {
      try {
        what()
        return false
      } catch {
        return true
      }
    }
    const host = document.createElement('div')
    document.body.append(host)
    tried.markup = throws(() => {
      host.innerHTML = '<img src=x onerror="window.broken=1">'
    })
    // In a task of its own: what a test evaluates may do more than the page.
    await new Promise<void>((resolve) =>
      setTimeout(() => {
        tried.evaluated = throws(() => new Function('window.broken=2')())
        resolve()
      }),
    )
    tried.policy = throws(() =>
      (
        window as unknown as { trustedTypes: { createPolicy(name: string, rules: object): void } }
      ).trustedTypes.createPolicy('mine', {}),
    )
    const script = document.createElement('script')
    tried.script = throws(() => {
      script.textContent = 'window.broken=3'
    })
    script.append('window.broken=4')
    document.body.append(script)
    const style = document.createElement('style')
    style.append('body { visibility: hidden }')
    document.head.append(style)
    host.setAttribute('style', 'color: red')
    await fetch('https://elsewhere.example/').then(
      () => {
        tried.fetch = false
      },
      () => {
        tried.fetch = true
      },
    )
    await fetch('./favicon.svg').then(
      () => {
        tried.ownFetch = false
      },
      () => {
        tried.ownFetch = true
      },
    )
    await new Promise((resolve) => setTimeout(resolve))
    return {
      tried,
      violations: [...new Set(violations)].sort(),
      broken: (window as { broken?: number }).broken,
      visible: getComputedStyle(document.body).visibility,
    }
  })
  expect(refused.tried).toEqual({
    markup: true,
    evaluated: true,
    policy: true,
    script: true,
    fetch: true,
    ownFetch: true,
  })
  expect(refused.violations).toEqual([
    'connect-src',
    'require-trusted-types-for',
    'script-src-attr',
    'script-src-elem',
    'style-src-attr',
    'style-src-elem',
    'trusted-types',
  ])
  expect(refused.broken).toBeUndefined()
  expect(refused.visible).toBe('visible')
})

/** For whatever may be any text. */
const MARKUP = '<img src=x onerror="window.broken=1"><script>window.broken=2</script>'
/** For names, which have no spaces and no slashes. */
const NAME = '<script>window.broken=3'

/** Nothing of it has become an element or run, on any page that is open. */
async function harmless(page: Page): Promise<void> {
  for (const open of page.context().pages()) {
    const found = await open.evaluate(() => ({
      elements: [...document.querySelectorAll('img[src="x"], script:not([src]), [onerror]')].map(
        (one) => one.outerHTML,
      ),
      broken: (window as { broken?: number }).broken,
    }))
    expect(found).toEqual({ elements: [], broken: undefined })
  }
}

test.describe('markup from outside stays text', () => {
  test.use({ locale: 'en-US' })

  test('in names of Brokers from files, branches, links and what is pasted', async ({ page }) => {
    await openRun(page, 'preset=article&do=kill+broker-a/master+@4000&t=5400&lang=en')
    const share = page.getByRole('button', { name: 'Share and files', exact: true })
    await share.click()
    const saving = page.waitForEvent('download')
    await page.getByRole('menuitem', { name: /Save as a file/ }).click()
    const file = JSON.parse(readFileSync(await (await saving).path(), 'utf8'))
    file.input.scenario.brokerGroups = [{ brokerName: NAME }, { brokerName: 'b<b>"&' }]
    file.input.actions = [{ atMs: 4000, type: 'kill', target: `${NAME}/master` }]
    await dropFile(page, JSON.stringify(file))
    await expect(page.locator('.stage svg').first()).toContainText('<scr')
    await expect(page.getByRole('button', { name: `Master of ${NAME} (n0), ` })).toBeVisible()
    for (const tab of ['Log', 'Settings', 'Why']) {
      await page.getByRole('tab', { name: tab }).click()
      await expect(page.getByRole('tabpanel').locator('.log-line, .settings, .block').first()).toBeVisible()
      await harmless(page)
    }
    // In a picture as well, which is markup itself.
    await share.click()
    await page.getByRole('menuitem', { name: /Export/ }).click()
    await page.getByRole('dialog').getByLabel('Format').selectOption('svg')
    const picture = page.waitForEvent('download')
    await page.getByRole('dialog').getByRole('button', { name: 'Save', exact: true }).click()
    const svg = readFileSync(await (await picture).path(), 'utf8')
    expect(svg).toContain('&lt;scr')
    expect(svg).not.toContain('<script')
    await page.keyboard.press('Escape')

    await page.getByRole('button', { name: /^Branches/ }).click()
    const branches = page.getByRole('dialog')
    await branches.getByLabel('Name of the branch').fill(MARKUP.slice(0, 60))
    await branches.getByRole('button', { name: 'Save the current one' }).click()
    await expect(branches.getByRole('listitem').first()).toContainText('<img src=x')
    await harmless(page)
    await page.keyboard.press('Escape')

    await page.getByRole('tab', { name: 'Log' }).click()
    await page.getByRole('searchbox').fill(MARKUP)
    await harmless(page)

    // A link that is half wrong says what is wrong with it, in the words of the link.
    await page.goto(`/#v=1&preset=${encodeURIComponent(MARKUP)}&topic=${encodeURIComponent(MARKUP)}&t=1`)
    await expect(page.getByRole('dialog')).toContainText('<img src=x')
    await harmless(page)
    await page.keyboard.press('Escape')

    await share.click()
    await page.getByRole('menuitem', { name: 'Your own cluster…' }).click()
    const own = page.getByRole('dialog')
    await own
      .getByRole('textbox', { name: 'Paste here' })
      .fill(
        `#Cluster Name #Broker Name #BID #Addr #Version\n${MARKUP}\npay ${NAME} 0 10.1.1.5:10911 V4_9_4\n<b>x</b>: ${MARKUP}`,
      )
    await expect(own).toContainText('<img src=x')
    await harmless(page)
    await own.getByRole('button', { name: 'Show my cluster' }).click()
    await expect(page.getByRole('button', { name: `Master of ${NAME} (n0), ` })).toBeVisible()
    await harmless(page)
  })

  test('in every text of a lesson, on the page, on the stage of a talk and in the notes', async ({ page }) => {
    await openRun(page, 'preset=article&t=3000&lang=en')
    const words = { zh: MARKUP, en: MARKUP }
    const step = {
      title: words,
      say: words,
      input: 'preset=article&do=kill+broker-a/master+@9600',
      atMs: 9700,
      untilMs: 9970,
      meaning: words,
      notes: words,
    }
    const lesson = {
      format: 'rocketscope-lesson',
      version: 1,
      lesson: {
        title: words,
        summary: words,
        minutes: 2,
        steps: [
          step,
          {
            ...step,
            ask: { kind: 'outcome', prompt: words, answer: { kind: 'outcomeOf', message: 25 }, explain: words },
          },
        ],
      },
    }
    await dropFile(page, JSON.stringify(lesson))
    const panel = page.locator('.lesson')
    await expect(panel).toContainText('<script>window.broken=2</script>')
    await harmless(page)
    await panel.getByRole('button', { name: 'Next', exact: true }).click()
    await panel.locator('.lesson-option').first().click()
    await expect(panel.locator('.lesson-ask')).toContainText('<img src=x')
    await harmless(page)
    await page.keyboard.press('p')
    await expect(page.locator('.presenter-sentence')).toContainText('<img src=x')
    const opening = page.waitForEvent('popup')
    await page.keyboard.press('n')
    await expect((await opening).locator('.notes-text')).toContainText('<img src=x')
    await harmless(page)
    await page.keyboard.press('Escape')
    await page.getByRole('button', { name: 'Learn', exact: true }).click()
    await expect(page.getByRole('dialog')).toContainText('<img src=x')
    await harmless(page)
  })
})
