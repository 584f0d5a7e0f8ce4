// The pictures of the guide and the card that other sites show for a link: which moment, and what is pressed.

import type { Page } from '@playwright/test'
import type { Look } from './openAt.mts'

interface Scene {
  name: string
  /** What follows the address of the page. */
  link: string
  /** Buttons and menu items in their order, as both languages call them. */
  press?: readonly (readonly [role: 'button' | 'menuitem', name: RegExp])[]
}

const KILLED = 'v=2&preset=article&do=kill+broker-a/master+@9600'
const RECORDING =
  'v=2&preset=recording-abc-5.3.3-a-on-5&topic=T&sendLatencyFaultEnable=true&sendIntervalMs=52&slaveCount=0&writeQueueNums=2' +
  '&brokerServiceTimeMs=1&brokerStartupMs=25826&pollNameServerInterval=5000&firstPollMs=3899&groups=2&group.0.slaveCount=0' +
  '&group.1.slaveCount=0&recording=abc-5.3.3.a-on-5.15smmzd8xfg86&do=kill+broker-a/n0+@8503&do=restart+broker-a/n0+@48631'

export const SCENES: readonly Scene[] = [
  {
    name: 'break',
    link: '#v=2&preset=article&t=3500',
    press: [['button', /^(?:Master of broker-a|broker-a 的 Master)/]],
  },
  { name: 'why', link: `#${KILLED}&t=9850` },
  {
    name: 'compare',
    link: '#v=2&preset=article&do=kill+broker-a/master+@4000&t=10000&compare=sendLatencyFaultEnable%3Dfalse',
  },
  { name: 'charts', link: `#${KILLED}&t=24000&charts=on` },
  { name: 'lesson', link: '#v=2&preset=article&t=2390&lesson=queues.1&panel=lesson' },
  {
    name: 'cluster',
    link: '#v=2&preset=article&t=1500',
    press: [
      ['button', /^(?:Share|分享)/],
      ['menuitem', /^(?:Your own cluster|你自己的集群)/],
      ['button', /^(?:All together|合在一起)/],
    ],
  },
  { name: 'recording', link: `#${RECORDING}&t=9000` },
]

/** Shown by other sites for a link to the page: 1200 x 630 is what they ask for. */
export const SOCIAL: Look = {
  size: [1200, 630],
  language: 'zh',
  theme: 'dark',
  link: '?embed#v=2&preset=article&t=5900&do=kill+broker-a/master+@4000',
}

/** Presses what a scene wants pressed; what opens late has opened. */
export async function press(page: Page, { press: names = [] }: Scene): Promise<void> {
  for (const [role, name] of names) {
    await page.getByRole(role, { name }).first().click()
    await page.waitForLoadState('networkidle')
    await page.clock.runFor(500)
  }
  await page.mouse.move(0, 0)
}
