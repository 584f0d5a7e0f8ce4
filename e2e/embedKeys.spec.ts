// Keys pressed in a frame and in the page around it: each belongs to one of the two.

import { expect, type Frame, type Page, test } from '@playwright/test'
import { ask, openSites, putFrames, type Sites } from './embedHost'

const RUN = 'v=1&preset=article&t=9900&do=kill+broker-a/master+@9600'

let sites: Sites

test.beforeAll(async () => {
  sites = await openSites()
})

test.afterAll(() => sites.close())

test.describe('keys', () => {
  test.use({ locale: 'en-US' })

  /** All keys that reach the host, pressed there or handed on. */
  const listen = (page: Page) =>
    page.evaluate(() => {
      const told = window as unknown as { keys: string[] }
      told.keys = []
      let down = ''
      document.addEventListener('keydown', ({ key }) => {
        down = key
      })
      // Pressed and let go: programs that repeat a key until then would else turn all the pages.
      document.addEventListener('keyup', ({ key }) => {
        if (key === down) told.keys.push(key)
        down = ''
      })
    })
  const keys = (page: Page) => page.evaluate(() => (window as unknown as { keys: string[] }).keys)

  test('with the focus in the frame, keys that turn pages reach the host, and nothing in the frame moves', async ({
    page,
  }) => {
    await page.goto(`${sites.other}hosts/bare.html`)
    const [frame] = (await putFrames(page, [`${sites.same}rocketscope/?embed#${RUN}`])) as [Frame]
    await page.evaluate(() => window.RocketScope.connect(document.querySelector('iframe') as HTMLIFrameElement).ready)
    await listen(page)
    const pressed = [
      'ArrowRight',
      'ArrowLeft',
      'ArrowDown',
      'ArrowUp',
      'PageDown',
      'PageUp',
      'Home',
      'End',
      ' ',
      '.',
      'Escape',
      'k',
      'l',
    ]
    // After a click on what takes no focus, on a button, and on the slider.
    for (const where of [
      frame.locator('.sentence'),
      frame.getByRole('button', { name: 'Next key moment' }),
      frame.getByRole('slider', { name: 'Playhead' }),
    ]) {
      await where.click()
      // The clock follows what moves it a frame later.
      await frame.evaluate(() => new Promise((drawn) => requestAnimationFrame(() => requestAnimationFrame(drawn))))
      const before = await frame.getByRole('timer').innerText()
      await page.evaluate(() => (window as unknown as { keys: string[] }).keys.splice(0))
      for (const key of pressed) await page.keyboard.press(key === ' ' ? 'Space' : key)
      await expect.poll(() => keys(page)).toEqual(pressed)
      expect(await frame.getByRole('timer').innerText()).toBe(before)
      await expect(frame.getByRole('button', { name: 'Play', exact: true })).toBeVisible()
      await expect(frame.locator('html')).toHaveAttribute('lang', 'en')
      await expect(frame.getByTestId('sentence')).toBeVisible()
    }
    // A menu gives the focus back to its node, which has keys of its own for who has gone there with Tab.
    await frame.getByRole('button', { name: /Master.*broker-b|broker-b.*Master/ }).click()
    await frame.getByRole('menuitem', { name: /^Freeze/ }).click()
    await expect(frame.getByRole('menu')).toHaveCount(0)
    await page.evaluate(() => (window as unknown as { keys: string[] }).keys.splice(0))
    await page.keyboard.press('k')
    await page.keyboard.press('r')
    await expect.poll(() => keys(page)).toEqual(['k', 'r'])
    expect(await ask(page, { type: 'state' }, 77)).toMatchObject({ state: { actions: 2 } })
  })

  test('Tab goes through the frame and out of it; what it stops at uses its keys, and Escape gives them back', async ({
    page,
  }) => {
    await page.goto(`${sites.other}hosts/bare.html`)
    const [frame] = (await putFrames(page, [`${sites.same}rocketscope/?embed#${RUN}`])) as [Frame]
    await page.evaluate(() => {
      const button = (id: string) => Object.assign(document.createElement('button'), { id, textContent: id })
      document.body.prepend(button('before'))
      document.body.append(button('after'))
      return window.RocketScope.connect(document.querySelector('iframe') as HTMLIFrameElement).ready
    })
    await listen(page)
    await page.locator('#before').focus()
    const at = () =>
      frame.evaluate(() => document.activeElement?.getAttribute('aria-label') ?? document.activeElement?.tagName)
    const outside = () => page.evaluate(() => document.activeElement?.id)
    const seen: string[] = []
    for (let press = 0; press < 60 && (await outside()) !== 'after'; press++) {
      await page.keyboard.press('Tab')
      if ((await outside()) === 'after') break
      const name = (await at()) ?? ''
      seen.push(name)
      if (name === 'Play') {
        // Space presses the button that Tab has led to.
        await page.keyboard.press('Space')
        await expect(frame.getByRole('button', { name: 'Pause', exact: true })).toBeVisible()
        await page.keyboard.press('Enter')
        await expect(frame.getByRole('button', { name: 'Play', exact: true })).toBeVisible()
      }
      if (name === 'Playhead') {
        const before = await frame.getByRole('timer').innerText()
        await page.keyboard.press('Home')
        await expect(frame.getByRole('timer')).not.toHaveText(before)
        await page.keyboard.press('ArrowRight')
        await expect(frame.getByRole('timer')).toHaveText('00:00.100')
      }
    }
    expect(await outside()).toBe('after')
    for (const name of ['Previous key moment', 'Play', 'Playhead', 'Open in RocketScope']) expect(seen).toContain(name)
    // None of it was the host's.
    expect((await keys(page)).filter((key) => key !== 'Tab')).toEqual([])
    await page.keyboard.press('Shift+Tab')
    await page.keyboard.press('Escape')
    await page.keyboard.press('ArrowRight')
    await expect
      .poll(async () => (await keys(page)).filter((key) => !['Tab', 'Shift'].includes(key)))
      .toEqual(['Escape', 'ArrowRight'])
  })

  test('the timeline of a large frame is moved by keys where Tab has led to it', async ({ page }) => {
    await page.setViewportSize({ width: 960, height: 600 })
    await page.goto(`${sites.same}rocketscope/?embed#${RUN}`)
    const playhead = page.getByRole('slider', { name: 'Playhead' })
    await expect(playhead).toHaveClass(/scrubber/)
    await page.getByRole('link', { name: 'Open in RocketScope' }).focus()
    for (let press = 0; press < 12 && !(await playhead.evaluate((one) => one === document.activeElement)); press++) {
      await page.keyboard.press('Tab')
    }
    await expect(playhead).toBeFocused()
    await page.keyboard.press('ArrowLeft')
    await expect(page.getByRole('timer')).toHaveText('00:09.829')
    await page.keyboard.press('ArrowRight')
    await expect(page.getByRole('timer')).toHaveText('00:09.959')
    await page.keyboard.press('Home')
    await expect(page.getByRole('timer')).toHaveText('00:00.000')
  })

  test('a frame takes no focus by itself', async ({ page }) => {
    await page.goto(`${sites.same}hosts/bare.html`)
    await putFrames(page, [`${sites.same}rocketscope/?embed&autoplay=on#${RUN}`])
    expect(await page.evaluate(() => document.activeElement?.tagName)).toBe('BODY')
  })
})
