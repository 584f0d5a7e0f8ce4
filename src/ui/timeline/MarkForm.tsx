// The form of a mark: the exact time and the value of each of its actions, and what else can be done with them. Loaded when
// a mark is first opened.

import { type FormEvent, useId, useState } from 'react'
import { secondsAt } from '../../i18n/editing'
import type { Text } from '../../i18n/messages'
import { parseSettingValue } from '../../io/actionText'
import { RELEASES, type SettingName, settingDefinition, type UserAction } from '../../rocketmq'
import { changedAction } from '../../session/actionEdits'
import { seek } from '../../session/actions'
import { useApp } from '../../session/appStore'
import { startEdit } from '../../session/editing'
import { faultsIn } from '../../session/luckRuns'
import { openLuck } from '../../session/luckView'
import { Button } from '../kit/Button'
import { Popover } from '../kit/Popover'
import { Select } from '../kit/Select'
import { useMessages } from '../shell/useMessages'
import { COPY_LATER_MS } from './copyLater'

interface MarkFormProps {
  anchor: HTMLElement | null
  actions: UserAction[]
  /** Told of actions that are in the input now in the place of others, in the same order. */
  onEdited: (before: UserAction[], after: UserAction[]) => void
  onCopy: (actions: UserAction[], atMs: number) => void
  onRemove: (actions: UserAction[]) => void
  onClose: () => void
}

export default function MarkForm({ anchor, actions, onEdited, onCopy, onRemove, onClose }: MarkFormProps) {
  const m = useMessages()
  const [chosen, setChosen] = useState(0)
  const action = actions[Math.min(chosen, actions.length - 1)] as UserAction
  const several = actions.length > 1
  const faultAt = useApp(({ input }) => faultsIn(input).find((at) => input.actions[at] === action) ?? -1)
  return (
    <Popover
      title={several ? m.editing.actions(actions.length) : m.editing.action(action)}
      anchor={{ current: anchor }}
      className="edit-box grid gap-6"
      firstField="time"
      onClose={onClose}
    >
      {several && (
        <ul className="grid grid-cols-1 max-h-120 overflow-x-hidden overflow-y-auto">
          {actions.map((one, position) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: actions of a mark are known by their position
            <li key={position}>
              <button
                type="button"
                className="flex gap-7 w-full min-h-19 items-center px-5 py-1.5 border-l-3 border-transparent text-start aria-pressed:border-l-flight aria-pressed:bg-inset aria-pressed:font-[650] hover:bg-inset"
                aria-pressed={one === action}
                onClick={() => setChosen(position)}
              >
                <span className="flex-none min-w-46 text-end text-muted">{`${secondsAt(one.atMs)} s`}</span>
                <span className="min-w-0">{m.editing.action(one)}</span>
              </button>
            </li>
          ))}
        </ul>
      )}
      <ActionForm key={JSON.stringify(action)} action={action} onEdited={(fresh) => onEdited([action], [fresh])} />
      <div className="flex flex-wrap gap-4">
        <Button onClick={() => seek(action.atMs)}>{m.editing.goThere}</Button>
        <Button onClick={() => onCopy([action], Math.floor(useApp.getState().playheadMs))}>
          {m.editing.copyToPlayhead}
        </Button>
        <Button onClick={() => onCopy([action], action.atMs + COPY_LATER_MS)}>{m.editing.copyLater}</Button>
        {faultAt >= 0 && (
          <Button
            onClick={() => {
              openLuck('moments', faultAt)
              onClose()
            }}
          >
            {m.editing.otherMoments}
          </Button>
        )}
        <Button tone="danger" onClick={() => onRemove([action])}>
          {m.editing.remove}
        </Button>
        {several && (
          <Button tone="danger" onClick={() => onRemove(actions)}>
            {m.editing.removeAll}
          </Button>
        )}
      </div>
    </Popover>
  )
}

/** Something of an action that can be given another value. */
interface Field {
  name: string
  label: string
  value: string
  /** Only these values are possible. */
  options: readonly string[] | null
}

function fieldsOf(action: UserAction, say: (text: Text) => string): Field[] {
  const field = (name: string, label: Text, value: unknown): Field => ({
    name,
    label: say(label),
    value: String(value),
    options: null,
  })
  switch (action.type) {
    case 'slow':
      return [field('ms', (m) => m.editing.slowMs, action.ms)]
    case 'link':
      return [field('lossPercent', (m) => m.editing.lossPercent, action.lossPercent)]
    case 'injectResponse':
      return [
        field('code', (m) => m.editing.answerCode, action.code),
        field('times', (m) => m.editing.answerTimes, action.times),
      ]
    case 'set':
      return [{ name: 'value', label: action.name, value: String(action.value), options: optionsOf(action.name) }]
    default:
      return []
  }
}

function optionsOf(name: SettingName): readonly string[] | null {
  const { kind } = settingDefinition(name)
  if (kind.type === 'boolean') return ['true', 'false']
  if (kind.type === 'choice') return kind.options
  return kind.type === 'release' ? RELEASES : null
}

/** A moment as people write it: "9.6", "9.6 s", "1:02.5". @returns ms, or null */
function readTime(text: string): number | null {
  const parts = /^(?:(?:(\d{1,2}):)?(\d{1,3}):)?(\d{1,6}(?:[.,。]\d{1,6})?) ?(?:s|秒)?$/.exec(text.trim())
  if (!parts) return null
  const [, hours = '0', minutes = '0', seconds = '0'] = parts
  return Math.round((Number(hours) * 3600 + Number(minutes) * 60 + Number(seconds.replace(/[,。]/, '.'))) * 1000)
}

/** The action as the form says. @returns words about what is wrong with it instead */
function readAction(action: UserAction, form: FormData): { fresh: UserAction } | { wrong: Text<'problems'> } {
  const atMs = readTime(String(form.get('time')))
  if (atMs === null) return { wrong: (m) => m.editing.notTime }
  const fresh: Record<string, unknown> = { ...action, atMs }
  for (const { name } of fieldsOf(action, () => '')) {
    const text = String(form.get(name)).trim()
    if (action.type !== 'set') fresh[name] = /^\d+$/.test(text) ? Number(text) : text
    else {
      const read = parseSettingValue(action.name, text)
      if (!read.ok) return { wrong: (m) => m.problems.sentence(read.problem) }
      fresh[name] = read.value
    }
  }
  return { fresh: fresh as UserAction }
}

function ActionForm({ action, onEdited }: { action: UserAction; onEdited: (fresh: UserAction) => void }) {
  const m = useMessages('problems')
  const id = useId()
  const [wrong, setWrong] = useState<Text<'problems'> | null>(null)
  const onSubmit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    const read = readAction(action, new FormData(event.currentTarget))
    if ('wrong' in read) {
      // A Text is a function: React would call it for the next state.
      setWrong(() => read.wrong)
      return
    }
    const one = startEdit()
    const refused = one.show(changedAction(one.base, action, read.fresh).input)
    one.keep()
    setWrong(() => refused)
    if (!refused) onEdited(read.fresh)
  }
  return (
    <form
      className="flex flex-wrap items-end gap-5 [&>label]:grid [&>label]:gap-1.5 [&>label]:text-muted [&_.select]:w-84 [&_.select]:text-text [&_.refused]:flex-[1_0_100%]"
      onSubmit={onSubmit}
    >
      <label>
        <span>{m.editing.time}</span>
        <input
          className="select"
          name="time"
          type="text"
          inputMode="decimal"
          autoComplete="off"
          aria-invalid={wrong !== null}
          defaultValue={secondsAt(action.atMs)}
        />
      </label>
      {fieldsOf(action, (text) => text(m)).map(({ name, label, value, options }) => (
        <div key={name} className="grid gap-1.5 text-muted">
          <label htmlFor={`${id}-${name}`}>{label}</label>
          {options ? (
            <Select
              id={`${id}-${name}`}
              name={name}
              defaultValue={value}
              options={options.map((option) => [option, option])}
            />
          ) : (
            <input
              id={`${id}-${name}`}
              className="select"
              name={name}
              type="text"
              autoComplete="off"
              defaultValue={value}
            />
          )}
        </div>
      ))}
      <Button type="submit">{m.editing.apply}</Button>
      {wrong && (
        <p className="refused" role="alert">
          {wrong(m)}
        </p>
      )}
    </form>
  )
}
