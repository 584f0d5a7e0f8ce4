// All settings of a run, from SETTING_DEFINITIONS, under RocketMQ's own names. A wrong value is refused in words and
// changes nothing; a right one holds from the playhead on. Loaded when first opened.

import { type ReactNode, useEffect, useId, useRef, useState } from 'react'
import { useStore } from 'zustand'
import type { Subject } from '../../chapters/frame'
import {
  type ClusterState,
  clientRules,
  MAX_SEED,
  RELEASES,
  rangeOf,
  SETTING_DEFINITIONS,
  type SettingDefinition,
  type SettingGroup,
  type SettingName,
  type Settings,
} from '../../rocketmq'
import { changeSetting, chooseComparison, setSeed } from '../../session/actions'
import { useApp } from '../../session/appStore'
import { finder, showSetting } from '../../session/finder'
import { openLuck } from '../../session/luckView'
import { sameJson } from '../../session/runViews'
import { TEACHING_NAMES } from '../../session/values'
import { LinkButton } from '../kit/Button'
import { NumberField } from '../kit/NumberField'
import { Select } from '../kit/Select'
import { Switch } from '../kit/Switch'
import { sizeText } from '../kit/sizeText'
import { ScenarioControls } from '../shell/ScenarioControls'
import { useClusterState } from '../shell/useClusterState'
import { useMessages } from '../shell/useMessages'
import { useShown } from '../shell/useShown'
import { LatencyTableEditor } from './LatencyTableEditor'

const GROUPS: readonly SettingGroup[] = [
  'protection',
  'sending',
  'cluster',
  'store',
  'replication',
  'consuming',
  'network',
]

interface SettingProps<Value> {
  definition: SettingDefinition
  value: Value
  settings: Settings
}

export default function SettingsPanel() {
  const m = useMessages('settings')
  const settings = useClusterState((state) => state.settings)
  const isInside = useApp((state) => state.input.scenario.settings.simulateStore)
  const consumes = useApp((state) => state.input.scenario.settings.consumerGroupCount > 0)
  const shown = {
    store: useShown('store') || isInside,
    replication: useShown('replication') || isInside,
    consuming: useShown('consuming') || consumes,
  }
  const challenge = useApp((state) => state.challenge)
  // Both halves of the table are one control.
  const isPermitted = (name: SettingName) =>
    challenge?.settings.some((one) => one === name || (one === 'notAvailableDuration' && name === 'latencyMax')) ??
    false
  const list = useRef<HTMLDivElement>(null)
  const wanted = useStore(finder, ({ setting }) => setting)
  useEffect(() => {
    if (wanted === null) return
    const name = wanted === 'notAvailableDuration' ? 'latencyMax' : wanted
    const row = list.current?.querySelector<HTMLElement>(`[data-setting="${name}"]`)
    row?.scrollIntoView({ block: 'center' })
    row?.querySelector<HTMLElement>(':is(input, select, button)')?.focus({ preventScroll: true })
    showSetting(null)
  }, [wanted])
  return (
    <div ref={list} className="settings">
      <div className="settings-scenario pb-6">
        <ScenarioControls />
      </div>
      <p className="text-muted pb-4">{m.page.timedHint}</p>
      {challenge && (
        <p className="mb-4 border-l-4 border-flight py-2 pl-8" role="note">
          {m.settings.challengePermits(challenge.settings)}
        </p>
      )}
      {GROUPS.filter((group) => shown[group as Subject] ?? true).map((group) => (
        <section key={group} aria-label={m.settings.groups[group]}>
          <h2 className="sticky -top-7 z-1 pt-5 pb-3 bg-panel font-bold border-b border-line max-wide:top-36">
            {m.settings.groups[group]}
          </h2>
          {SETTING_DEFINITIONS.filter((definition) => definition.group === group).map((definition) => (
            <fieldset
              key={definition.name}
              className="m-0 min-w-0 border-0 p-0 disabled:opacity-60 data-[permitted]:border-l-4 data-[permitted]:border-flight data-[permitted]:pl-6"
              data-setting={definition.name}
              data-permitted={isPermitted(definition.name) || undefined}
              disabled={challenge !== null && !isPermitted(definition.name)}
            >
              {challenge && definition.name !== 'notAvailableDuration' && (
                <span className="tag ml-0 mt-4">
                  {isPermitted(definition.name) ? `✓ ${m.settings.permitted}` : `✕ ${m.settings.locked}`}
                </span>
              )}
              <Setting definition={definition} settings={settings} />
            </fieldset>
          ))}
          {group === 'network' && (
            <fieldset className="m-0 min-w-0 border-0 p-0 disabled:opacity-60" disabled={challenge !== null}>
              <Seed />
            </fieldset>
          )}
        </section>
      ))}
    </div>
  )
}

function Setting({ definition, settings }: { definition: SettingDefinition; settings: Settings }) {
  const { name, kind } = definition
  if (name === 'notAvailableDuration') return null
  if (kind.type === 'table') return <LatencyTableEditor settings={settings} />
  const props = { definition, settings }
  if (kind.type === 'boolean') return <SwitchSetting {...props} value={settings[name] as boolean} />
  const options = kind.type === 'choice' ? kind.options : kind.type === 'release' ? RELEASES.toReversed() : null
  if (options) return <ChoiceSetting {...props} value={settings[name] as string} options={options} />
  return <NumberSetting {...props} value={settings[name] as number | null} />
}

const needsInside = (name: SettingName, settings?: Settings): boolean =>
  settings !== undefined && !settings.simulateStore && ONLY_INSIDE.includes(name)

/** Name, what it does, control, and what belongs under it. */
function Row({
  definition,
  controlId,
  control,
  settings,
  children,
}: {
  definition: SettingDefinition
  controlId: string
  control: ReactNode
  settings?: Settings
  children?: ReactNode
}) {
  const m = useMessages('settings')
  const own = m.settings.names[definition.name]
  const missing = settings ? missingInRelease(definition.name, settings) : false
  return (
    <div className="setting py-5.5 border-b border-line" data-missing={missing}>
      <div className="flex items-center justify-between flex-wrap gap-y-2 gap-x-7.5 [&_.number-field]:contents [&_.refused]:w-full [&_.refused]:pt-0">
        <label htmlFor={controlId} className="font-semibold flex-1 min-w-0">
          {own ?? <Breakable name={definition.name} />}
        </label>
        {control}
      </div>
      <p className="text-muted text-small" id={`${controlId}-what`}>
        {m.settings.hints[definition.name]}
        {missing && <span className="tag">{m.page.notInRelease}</span>}
        {needsInside(definition.name, settings) && <span className="tag">{m.settings.onlyInside}</span>}
        {!definition.timed && (
          <span className="tag" title={m.page.startsAgainHint}>
            {m.page.startsAgain}
          </span>
        )}{' '}
        <LinkButton
          aria-label={`${m.page.compare}${m.format.colon}${own ?? definition.name}`}
          title={m.page.compareHint}
          onClick={() => chooseComparison({ setting: definition.name })}
        >
          {m.page.compare}
        </LinkButton>
      </p>
      {children}
    </div>
  )
}

/** A long name in the code may be broken before a capital, nowhere else. */
function Breakable({ name }: { name: string }) {
  return name
    .split(/(?=[A-Z][a-z])/)
    .flatMap((part, position) => (position === 0 ? [part] : [<wbr key={part} />, part]))
}

/** Those outside of the two groups that mean nothing where the inside of Brokers is not simulated. */
const ONLY_INSIDE: readonly SettingName[] = ['sendsPerPacket', 'messageBodySize']

function missingInRelease(name: SettingName, settings: Settings): boolean {
  const rules = clientRules(settings.clientVersion)
  if (name === 'sendMsgMaxTimeoutPerRequest') return !rules.hasMaxTimeoutPerRequest
  return (name === 'startDetectorEnable' || name === 'detectInterval' || name === 'detectTimeout') && !rules.hasDetector
}

/** Says that a value is slowed down for teaching, and puts the real one in its place. */
function RealDefault({ definition, value }: { definition: SettingDefinition; value: Settings[SettingName] }) {
  const m = useMessages()
  const { name, kind, realDefault, teaching } = definition
  if (value === realDefault || realDefault === null) return null
  const isTeaching = TEACHING_NAMES.includes(name) && value === teaching
  const unit = kind.type === 'integer' && kind.unit === 'ms' ? ' ms' : ''
  const isSize = kind.type === 'integer' && kind.unit === 'bytes'
  const text =
    typeof realDefault === 'boolean'
      ? realDefault
        ? m.page.on
        : m.page.off
      : isSize
        ? sizeText(realDefault as number)
        : `${realDefault as string | number}${unit}`
  return (
    <p className="text-muted text-small flex flex-wrap gap-y-2 gap-x-6 pt-1.5">
      {isTeaching && <span className="tag ml-0 border-avoid text-avoid">{m.page.teachingTag}</span>}
      <LinkButton title={m.page.takeReal(text)} onClick={() => changeSetting(name, realDefault)}>
        {m.page.realDefault(text)}
      </LinkButton>
    </p>
  )
}

function SwitchSetting({ definition, value, settings }: SettingProps<boolean>) {
  const id = useId()
  const m = useMessages()
  return (
    <Row
      definition={definition}
      controlId={id}
      settings={settings}
      control={
        <Switch
          id={id}
          aria-describedby={`${id}-what`}
          on={value}
          before={<span className="text-muted">{value ? m.page.on : m.page.off}</span>}
          onChange={(next) => changeSetting(definition.name, next)}
        />
      }
    >
      <RealDefault definition={definition} value={value} />
    </Row>
  )
}

function ChoiceSetting({
  definition,
  value,
  options,
  settings,
}: SettingProps<string> & { options: readonly string[] }) {
  const id = useId()
  return (
    <Row
      definition={definition}
      controlId={id}
      settings={settings}
      control={
        <Select
          id={id}
          value={value}
          aria-describedby={`${id}-what`}
          options={options.map((option) => [option, option])}
          onChoose={(next) => changeSetting(definition.name, next)}
        />
      }
    >
      {definition.kind.type === 'choice' && <RealDefault definition={definition} value={value} />}
    </Row>
  )
}

/** Counts that are really amounts: their unit, which RocketMQ does not name. */
const PER_SECOND: Partial<Record<SettingName, string>> = {
  diskMegabytesPerSecond: 'MB/s',
  haMegabytesPerSecond: 'MB/s',
  dirtyPageMegabytes: 'MB',
}

function NumberSetting({ definition, value, settings }: SettingProps<number | null>) {
  const id = useId()
  const m = useMessages('settings')
  const { name, kind } = definition
  if (kind.type !== 'integer') return null
  const nullable = kind.nullable === true
  const own = m.settings.names[name]
  return (
    <Row
      definition={definition}
      controlId={id}
      settings={settings}
      control={
        <NumberField
          id={id}
          name={own ?? name}
          value={value}
          min={kind.min}
          max={kind.max}
          unit={kind.unit === 'ms' ? 'ms' : (PER_SECOND[name] ?? '')}
          sized={kind.unit === 'bytes'}
          disabled={needsInside(name, settings)}
          placeholder={nullable ? (name === 'threadLocalIndexStart' ? m.page.random : m.settings.ofRelease) : undefined}
          nullable={nullable}
          onValue={(next) => changeSetting(name, next)}
        />
      }
    >
      <Consequence name={name} settings={settings} />
      <RealDefault definition={definition} value={value} />
    </Row>
  )
}

/** What follows from a value together with others. */
function Consequence({ name, settings }: { name: SettingName; settings: Settings }) {
  const m = useMessages()
  if (name === 'sendIntervalMs') {
    const rate = (settings.producerCount * settings.sendThreadCount * 1000) / settings.sendIntervalMs
    return (
      <p className="text-muted text-small">
        {m.page.perSecond(m.format.number(rate >= 10 ? Math.round(rate) : Math.round(rate * 10) / 10))}
      </p>
    )
  }
  return name === 'writeQueueNums' ? <QueuesPerBroker /> : null
}

const queuesByBroker = (state: ClusterState) =>
  state.brokerGroups.flatMap((group) =>
    group.removed ? [] : [{ name: group.brokerName, queues: group.writeQueueNums }],
  )

function QueuesPerBroker() {
  const m = useMessages()
  const id = useId()
  const [open, setOpen] = useState(false)
  const groups = useClusterState(queuesByBroker, sameJson)
  const sum = groups.reduce((total, group) => total + group.queues, 0)
  const each = groups.every((group) => group.queues === groups[0].queues)
    ? `${groups.length} × ${groups[0]?.queues ?? 0}`
    : groups.map((group) => group.queues).join(' + ')
  return (
    <div className="text-muted text-small">
      {m.page.queuesInAll(each, sum)}{' '}
      <LinkButton aria-expanded={open} onClick={() => setOpen(!open)}>
        {m.page.perBroker}
      </LinkButton>
      {open && (
        <div className="grid grid-cols-[repeat(auto-fill,minmax(11rem,1fr))] gap-y-3 gap-x-10 pt-3 [&>div]:flex [&>div]:items-center [&>div]:justify-between [&>div]:gap-5 [&_input]:w-34">
          {groups.map((group, position) => (
            <div key={group.name}>
              <span>{group.name}</span>
              <NumberField
                id={`${id}-${position}`}
                name={`${group.name} writeQueueNums`}
                labelled={false}
                value={group.queues}
                {...rangeOf('writeQueueNums')}
                onValue={(value) => value !== null && changeSetting('writeQueueNums', value, group.name)}
              />
            </div>
          ))}
        </div>
      )}
    </div>
  )
}

function Seed() {
  const id = useId()
  const m = useMessages('settings')
  const seed = useApp((state) => state.input.seed)
  return (
    <div className="setting py-5.5 border-b border-line">
      <div className="flex items-center justify-between flex-wrap gap-y-2 gap-x-7.5 [&_.number-field]:contents [&_.refused]:w-full [&_.refused]:pt-0">
        <label htmlFor={id} className="font-semibold flex-1 min-w-0">
          {m.page.seed}
        </label>
        <NumberField
          id={id}
          name={m.page.seed}
          value={seed}
          min={0}
          max={MAX_SEED}
          onValue={(value) => setSeed(value ?? 0)}
        />
      </div>
      <p className="text-muted text-small" id={`${id}-what`}>
        {m.page.seedHint}
        <span className="tag">{m.page.startsAgain}</span>
      </p>
      <LinkButton onClick={() => openLuck('seeds')}>{m.settings.otherSeeds}</LinkButton>
    </div>
  )
}
