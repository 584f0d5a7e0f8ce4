// What the parts of a challenge are called on the page: bounds, moves, kinds of actions, rules that are broken.

import type { Breach, Challenge, Condition, Moves, Stars } from '../../chapters/challenge'
import { figureText } from '../../chapters/fill'
import { formatTime } from '../../i18n/format'
import { localize } from '../../i18n/localized'
import type { Messages, MessagesWith } from '../../i18n/messages'
import type { RunInput, UserAction } from '../../rocketmq'
import { proofAddress } from '../../session/challengeActions'

type Words = MessagesWith<'challenges'>

/** Stars that were won and those that were not: readable without colour. */
export const starSigns = (stars: Stars): string => '★★★☆☆☆'.slice(3 - stars, 6 - stars)

/** A moment; ms only where there are any. */
export const momentText = (tMs: number): string => formatTime(tMs, tMs % 1000 === 0 ? 0 : 3)

/** "exactly 1", "74 % to 76 %": what a part of the goal asks for. */
export function boundText({ claim: { figure, equals, atLeast, atMost } }: Condition, m: Words): string {
  const text = (value: number | string) => figureText(figure, value, m)
  const words = m.challenges
  if (equals !== undefined) return words.exactly(text(equals))
  if (atLeast !== undefined && atMost !== undefined) return words.between(text(atLeast), text(atMost))
  return atLeast !== undefined ? words.atLeast(text(atLeast)) : words.atMost(text(atMost as number))
}

/** As the menu of the stage calls it. */
export function verbText(type: Exclude<UserAction['type'], 'set'>, m: Words): string {
  const menu = m.stageMenu
  const names: Record<typeof type, string> = {
    kill: menu.kill,
    powerOff: menu.powerOff,
    freeze: menu.freeze,
    resume: menu.resume,
    slow: menu.slow,
    stop: menu.stop,
    restart: menu.restart,
    relocate: menu.relocate,
    injectResponse: menu.answer,
    setFault: menu.suffering,
    link: menu.linksTitle,
    writePerm: m.challenges.writePerm,
  }
  return names[type].replace(/…$/, '')
}

export interface MoveLine {
  text: string
  /** ms of virtual time; null for a setting that holds from the start. */
  atMs: number | null
}

/** Every move, in the order of time. */
export const moveLines = ({ actions, settings }: Moves, input: RunInput, m: Messages): MoveLine[] => [
  ...settings.map((name) => ({ text: `${name} = ${String(input.scenario.settings[name])}`, atMs: null })),
  ...actions.map((action) => ({ text: m.editing.action(action), atMs: action.atMs })),
]

/** Which rule is broken, in words. */
export function breachText(breach: Breach, { rules }: Challenge, m: Words): string {
  const words = m.challenges.breaches
  switch (breach.rule) {
    case 'scenario':
    case 'seed':
      return words[breach.rule]
    case 'given':
    case 'action':
      return words[breach.rule](m.editing.action(breach.action))
    case 'broker':
      return words.broker(m.editing.action(breach.action), m.format.list(rules.brokers))
    case 'late':
      return words.late(m.editing.action(breach.action), momentText(rules.untilMs))
    case 'setting':
      return words.setting(breach.name)
    case 'many':
      return words.many(m.challenges.moves(breach.moves), breach.most)
  }
}

/** A result to be sent to others: text, and the link that proves it. */
export function resultText(
  challenge: Challenge,
  { stars, moves }: { stars: Stars; moves: number },
  input: RunInput,
  m: Words,
): string {
  const { level, title, par } = challenge
  const words = m.challenges
  const told = words.text(level, localize(title, m), starSigns(stars), words.moves(moves), words.moves(par))
  return `${told}\n${proofAddress(challenge, input)}`
}
