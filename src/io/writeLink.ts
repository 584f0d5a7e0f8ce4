// A run and its view as the text behind the # of an address: link.ts reads it. The grammar is in docs/link-format.md.

import {
  PRESETS,
  presetInput,
  REAL_SETTINGS,
  type RunInput,
  SETTING_DEFINITIONS,
  type SettingName,
  type Settings,
} from '../rocketmq'
import { checksum, encodeText, pack } from './packedText'
import { type RunDocument, VERSION } from './runDocument'
import { sameValue, tidyView, VIEW_NAMES, type View, type ViewName, viewField } from './viewFields'
import { actionText } from './writeAction'

/** Up to this length a link stays readable; above it, whichever is shorter. */
const READABLE_LENGTH = 400
const DEFAULT_TOPIC = PRESETS[0]?.scenario.topic ?? ''

/** What a link leaves out: a preset, or RocketMQ's own values where nothing of that name is known. */
export function baseOf(preset: string): RunInput {
  return PRESETS.some(({ id }) => id === preset) ? presetInput(preset) : bareBase(preset)
}

const bareBase = (preset: string): RunInput => ({
  scenario: { preset, topic: DEFAULT_TOPIC, settings: REAL_SETTINGS, brokerGroups: [] },
  seed: 1,
  actions: [],
})

type Part = [name: string, value: string]

const settingText = (value: Settings[SettingName]): string => (Array.isArray(value) ? value.join(',') : String(value))

export const GROUP_FIELDS = ['brokerName', 'slaveCount', 'writeQueueNums', 'serviceTimeMs'] as const

/** What differs from the base, in a fixed order. */
function inputParts({ scenario, seed, actions, recording }: RunInput, base: RunInput, textOf = actionText): Part[] {
  const parts: Part[] = []
  if (seed !== base.seed) parts.push(['seed', String(seed)])
  if (scenario.topic !== base.scenario.topic) parts.push(['topic', scenario.topic])
  for (const { name } of SETTING_DEFINITIONS) {
    const value = scenario.settings[name]
    if (!sameValue(value, base.scenario.settings[name])) parts.push([name, settingText(value)])
  }
  if (!sameValue(scenario.brokerGroups, base.scenario.brokerGroups)) {
    parts.push(['groups', String(scenario.brokerGroups.length)])
    scenario.brokerGroups.forEach((group, index) => {
      for (const field of GROUP_FIELDS) {
        if (group[field] !== undefined) parts.push([`group.${index}.${field}`, String(group[field])])
      }
    })
  }
  if (recording !== undefined) parts.push(['recording', recording])
  if (!sameValue(actions, base.actions)) {
    if (actions.length === 0) parts.push(['do', ''])
    for (const action of actions) parts.push(['do', textOf(action)])
  }
  return parts
}

const partsText = (parts: readonly Part[]): string =>
  parts.map(([name, value]) => `${name}=${encodeText(value)}`).join('&')

/** Of the whole input and not of the link, so that it notices when what the link left out has changed. */
export const inputChecksum = (input: RunInput, textOf = actionText): string =>
  checksum(`${input.scenario.preset}&${partsText(inputParts(input, bareBase(''), textOf))}`)

interface InputText {
  head: string
  rest: string
}

let lastInput: RunInput | null = null
let lastText: InputText = { head: '', rest: '' }

/** Kept for the last input: while a run is played, only its time changes. */
function inputText(input: RunInput): InputText {
  if (input !== lastInput) {
    const { preset } = input.scenario
    const rest = partsText(inputParts(input, baseOf(preset)))
    lastText = { head: `v=${VERSION}&sum=${inputChecksum(input)}&preset=${encodeText(preset)}`, rest }
    lastInput = input
  }
  return lastText
}

let lastUnpacked = ''
let lastPacked = ''

/** Kept for the last text, for the same reason. */
function packed(text: string): string {
  if (text !== lastUnpacked) {
    lastPacked = pack(text)
    lastUnpacked = text
  }
  return lastPacked
}

/** These stay readable in any link: they change most, and are of use even where the rest is damaged. */
const NEVER_PACKED: readonly ViewName[] = ['tMs', 'language']

function viewText(view: View, wanted: (name: ViewName) => boolean): string {
  const names = VIEW_NAMES.filter((name) => view[name] !== undefined && wanted(name))
  return partsText(names.map((name) => [viewField(name).part, viewField(name).write(view[name])]))
}

const joined = (...texts: string[]): string => texts.filter(Boolean).join('&')

/** The text behind the # of an address. */
export function linkText({ input, view, own = '' }: RunDocument): string {
  const { head, rest } = inputText(input)
  const shown = tidyView(view)
  const moment = viewText(shown, (name) => NEVER_PACKED.includes(name))
  const long = joined(
    rest,
    viewText(shown, (name) => !NEVER_PACKED.includes(name)),
  )
  const rear = joined(own && `own=${own}`, 'end')
  const readable = joined(head, moment, long, rear)
  if (readable.length - rear.length <= READABLE_LENGTH) return readable
  const short = joined(head, moment, `z=${packed(long)}`, rear)
  return short.length < readable.length ? short : readable
}
