// What to compare with: the useful differences first, then branches, then any setting at all.

import { type RefObject, useEffect, useId, useMemo, useRef, useState } from 'react'
import { type Difference, factsOf, suggestedDifferences } from '../../../explain/difference'
import { loadAllMessages } from '../../../i18n/load'
import { localized, sameInAll } from '../../../i18n/localized'
import type { Text } from '../../../i18n/messages'
import { parseDifference } from '../../../io/differenceSchema'
import { RELEASES, type RunInput, SETTING_DEFINITIONS, type SettingName, settingDefinition } from '../../../rocketmq'
import { chooseComparison } from '../../../session/actions'
import { useApp } from '../../../session/appStore'
import { namedBranches } from '../../../session/branches'
import { endComparing, startComparing, swapRuns } from '../../../session/comparison'
import { sameInput } from '../../../session/history'
import { Button, LinkButton } from '../../kit/Button'
import { Popover } from '../../kit/Popover'
import { Select } from '../../kit/Select'
import { useMessages } from '../../shell/useMessages'

export default function CompareChoice({ button }: { button: RefObject<HTMLButtonElement | null> }) {
  const m = useMessages('compare')
  const input = useApp((state) => state.input)
  const branches = useApp((state) => state.branches)
  const comparison = useApp((state) => state.comparison)
  const asked = useApp((state) => state.comparing?.setting ?? null)
  const suggested = useMemo(() => suggestedDifferences(input), [input])
  const kept = useMemo(
    () => namedBranches(branches).filter((branch) => !sameInput(branch.input, input)),
    [branches, input],
  )
  const close = () => chooseComparison(null)
  const start = (difference: Difference) => {
    startComparing(difference)
    close()
  }
  // A name is data from here on, so it is written in every language; where one is missing, in that of the page.
  const startBranch = async (name: Text, branch: RunInput) => {
    const all = await loadAllMessages().catch(() => null)
    start({ kind: 'run', name: all ? localized(all, name) : sameInAll(name(m)), input: branch })
  }
  const now = comparison && JSON.stringify(comparison.difference)
  const line = (key: string, pressed: boolean, text: string, choose: () => void) => (
    <li key={key}>
      <button
        type="button"
        className="min-h-22 px-7 py-2 border border-line rounded-lg bg-card text-left wrap-anywhere hover:border-line-strong aria-pressed:bg-flight-soft aria-pressed:font-semibold max-wide:min-h-30"
        aria-pressed={pressed}
        onClick={choose}
      >
        {text}
      </button>
    </li>
  )
  const choice = (difference: Difference) => {
    const key = JSON.stringify(difference)
    return line(key, key === now, m.compare.choice(factsOf(input, difference, m)), () => start(difference))
  }
  const branchNow = comparison?.difference.kind === 'run' ? comparison.difference.input : null
  return (
    <Popover
      title={m.compare.title}
      anchor={button}
      align="end"
      width={31}
      className="[&_h3]:px-0 [&_h3]:pt-7 [&_h3]:pb-3 [&_h3]:font-semibold"
      aside={
        comparison !== null && (
          <span className="flex gap-9 [&_.link]:min-h-19 max-wide:[&_.link]:min-h-30">
            <LinkButton
              title={m.compare.swapHint}
              onClick={() => {
                swapRuns()
                close()
              }}
            >
              {m.compare.swap}
            </LinkButton>
            <LinkButton
              onClick={() => {
                endComparing()
                close()
              }}
            >
              {m.compare.endLong}
            </LinkButton>
          </span>
        )
      }
      onClose={close}
    >
      <p className="text-muted">{m.compare.hint}</p>
      <ul className="flex flex-wrap gap-4 pt-6 [&>li:first-child>button]:border-flight">{suggested.map(choice)}</ul>
      {kept.length > 0 && (
        <>
          <h3>{m.compare.branches}</h3>
          <ul className="flex flex-wrap gap-4">
            {kept.map(({ id, name, input: branch }) =>
              line(String(id), branchNow !== null && sameInput(branch, branchNow), name(m), () =>
                startBranch(name, branch),
              ),
            )}
          </ul>
        </>
      )}
      <AnySetting asked={asked} onStart={start} />
    </Popover>
  )
}

/** A table has two halves; it is among the suggestions. */
const CHOOSABLE = SETTING_DEFINITIONS.filter(({ kind }) => kind.type !== 'table')

function AnySetting({ asked, onStart }: { asked: SettingName | null; onStart: (difference: Difference) => void }) {
  const m = useMessages('compare', 'problems', 'settings')
  const id = useId()
  const settings = useApp((state) => state.input.scenario.settings)
  const [name, setName] = useState<SettingName>(asked ?? 'retryTimesWhenSendFailed')
  const [typed, setTyped] = useState<string | null>(null)
  const [refused, setRefused] = useState<string | null>(null)
  const control = useRef<HTMLInputElement | HTMLSelectElement>(null)
  useEffect(() => {
    if (asked === null) return
    setName(asked)
    setTyped(null)
    control.current?.focus()
  }, [asked])
  const { kind } = settingDefinition(name)
  const now = settings[name]
  const options: readonly (readonly [string, string])[] | null =
    kind.type === 'boolean'
      ? [
          ['true', m.page.on],
          ['false', m.page.off],
        ]
      : kind.type === 'release'
        ? RELEASES.toReversed().map((release) => [release, release])
        : kind.type === 'choice'
          ? kind.options.map((option) => [option, option])
          : null
  // What can be chosen begins with a value that is not the present one.
  const other = options?.find(([value]) => value !== String(now))?.[0] ?? ''
  const value = typed ?? (options ? other : '')
  const begin = () => {
    const read = parseDifference(
      `${name}=${value.trim() === '' && kind.type === 'integer' && kind.nullable ? 'null' : value}`,
    )
    if (!read.ok) setRefused(m.problems.sentence({ ...read.problem, path: name }))
    else if (read.difference.kind === 'setting' && read.difference.value === now) setRefused(m.compare.sameValue)
    else onStart(read.difference)
  }
  const change = (next: string) => {
    setTyped(next)
    setRefused(null)
  }
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault()
        begin()
      }}
    >
      <h3>{m.compare.anySetting}</h3>
      <div className="flex flex-wrap gap-4 [&_input]:w-54">
        <Select
          className="min-w-0 flex-[1_1_14rem]"
          aria-label={m.compare.setting}
          value={name}
          options={CHOOSABLE.map((one) => [one.name, m.settings.names[one.name] ?? one.name])}
          onChoose={(chosen) => {
            setName(chosen as SettingName)
            setTyped(null)
            setRefused(null)
          }}
        />
        {options ? (
          <Select
            ref={control as RefObject<HTMLSelectElement>}
            className="min-w-0 flex-[0_1_7rem]"
            aria-label={m.compare.value}
            value={value}
            options={options}
            onChoose={change}
          />
        ) : (
          <span className="number-box" data-refused={refused !== null}>
            <input
              ref={control as RefObject<HTMLInputElement>}
              type="text"
              autoComplete="off"
              spellCheck={false}
              aria-label={m.compare.value}
              aria-invalid={refused !== null}
              aria-describedby={refused === null ? undefined : `${id}-refused`}
              placeholder={now === null ? m.page.random : String(now)}
              value={value}
              onChange={(event) => change(event.target.value)}
            />
            {kind.type === 'integer' && kind.unit === 'ms' && <span className="unit">ms</span>}
          </span>
        )}
        <Button type="submit" tone="primary">
          {m.compare.start}
        </Button>
      </div>
      {refused !== null && (
        <p id={`${id}-refused`} className="refused" role="alert">
          {refused}
        </p>
      )}
    </form>
  )
}
