// What to compare with: the useful differences first, then branches, then any setting at all.

import * as Popover from '@radix-ui/react-popover'
import { type RefObject, useEffect, useId, useMemo, useRef, useState } from 'react'
import { type Difference, factsOf, suggestedDifferences } from '../../../explain/difference'
import { choiceWords, compareWords } from '../../../i18n/compare'
import { problemWords } from '../../../i18n/problems'
import { settingNames } from '../../../i18n/settings'
import { parseDifference } from '../../../io/differenceSchema'
import { RELEASES, SETTING_DEFINITIONS, type SettingName, settingDefinition } from '../../../rocketmq'
import { chooseComparison } from '../../../session/actions'
import { useApp } from '../../../session/appStore'
import { namedBranches } from '../../../session/branches'
import { endComparing, startComparing, swapRuns } from '../../../session/comparison'
import { sameInput } from '../../../session/history'
import { useTexts } from '../../shell/useTexts'
import './compare.css'

export default function CompareChoice({ button }: { button: RefObject<HTMLButtonElement | null> }) {
  const { pick } = useTexts()
  const title = useId()
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
  const now = comparison && JSON.stringify(comparison.difference)
  const choice = (difference: Difference) => (
    <li key={JSON.stringify(difference)}>
      <button
        type="button"
        className="compare-choice"
        aria-pressed={JSON.stringify(difference) === now}
        onClick={() => start(difference)}
      >
        {pick(choiceWords(factsOf(input, difference)))}
      </button>
    </li>
  )
  return (
    <Popover.Root open onOpenChange={(open) => !open && close()}>
      <Popover.Anchor className="compare-anchor" />
      <Popover.Portal>
        <Popover.Content
          className="compare-popover"
          side="top"
          align="end"
          sideOffset={8}
          collisionPadding={8}
          aria-labelledby={title}
          onCloseAutoFocus={(event) => {
            event.preventDefault()
            button.current?.focus()
          }}
          // The button itself closes it: otherwise it would be open again at once.
          onPointerDownOutside={(event) => {
            if (button.current?.contains(event.target as Node)) event.preventDefault()
          }}
        >
          <div className="compare-head">
            <h2 id={title}>{pick(compareWords.title)}</h2>
            {comparison && (
              <span className="compare-now">
                <button
                  type="button"
                  className="link"
                  title={pick(compareWords.swapHint)}
                  onClick={() => {
                    swapRuns()
                    close()
                  }}
                >
                  {pick(compareWords.swap)}
                </button>
                <button
                  type="button"
                  className="link"
                  onClick={() => {
                    endComparing()
                    close()
                  }}
                >
                  {pick(compareWords.endLong)}
                </button>
              </span>
            )}
          </div>
          <p className="quiet">{pick(compareWords.hint)}</p>
          <ul className="compare-choices">{suggested.map(choice)}</ul>
          {kept.length > 0 && (
            <>
              <h3>{pick(compareWords.branches)}</h3>
              <ul className="compare-choices">
                {kept.map(({ name, input: branch }) => choice({ kind: 'run', name, input: branch }))}
              </ul>
            </>
          )}
          <AnySetting asked={asked} onStart={start} />
        </Popover.Content>
      </Popover.Portal>
    </Popover.Root>
  )
}

/** A table has two halves; it is among the suggestions. */
const CHOOSABLE = SETTING_DEFINITIONS.filter(({ kind }) => kind.type !== 'table')

function AnySetting({ asked, onStart }: { asked: SettingName | null; onStart: (difference: Difference) => void }) {
  const { language, words, pick } = useTexts()
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
  const options =
    kind.type === 'boolean'
      ? [
          ['true', words.on],
          ['false', words.off],
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
    if (!read.ok) setRefused(problemWords({ ...read.problem, path: name })[language])
    else if (read.difference.kind === 'setting' && read.difference.value === now)
      setRefused(pick(compareWords.sameValue))
    else onStart(read.difference)
  }
  const change = (next: string) => {
    setTyped(next)
    setRefused(null)
  }
  return (
    <form
      className="compare-any"
      onSubmit={(event) => {
        event.preventDefault()
        begin()
      }}
    >
      <h3>{pick(compareWords.anySetting)}</h3>
      <div className="compare-any-row">
        <select
          className="select"
          aria-label={pick(compareWords.setting)}
          value={name}
          onChange={(event) => {
            setName(event.target.value as SettingName)
            setTyped(null)
            setRefused(null)
          }}
        >
          {CHOOSABLE.map((definition) => {
            const own = settingNames[definition.name]
            return (
              <option key={definition.name} value={definition.name}>
                {own ? pick(own) : definition.name}
              </option>
            )
          })}
        </select>
        {options ? (
          <select
            ref={control as RefObject<HTMLSelectElement>}
            className="select compare-value"
            aria-label={pick(compareWords.value)}
            value={value}
            onChange={(event) => change(event.target.value)}
          >
            {options.map(([option, text]) => (
              <option key={option} value={option}>
                {text}
              </option>
            ))}
          </select>
        ) : (
          <span className="number-box" data-refused={refused !== null}>
            <input
              ref={control as RefObject<HTMLInputElement>}
              type="text"
              autoComplete="off"
              spellCheck={false}
              aria-label={pick(compareWords.value)}
              aria-invalid={refused !== null}
              aria-describedby={refused === null ? undefined : `${id}-refused`}
              placeholder={now === null ? words.random : String(now)}
              value={value}
              onChange={(event) => change(event.target.value)}
            />
            {kind.type === 'integer' && kind.unit === 'ms' && <span className="unit">ms</span>}
          </span>
        )}
        <button type="submit" className="button compare-start">
          {pick(compareWords.start)}
        </button>
      </div>
      {refused !== null && (
        <p id={`${id}-refused`} className="refused" role="alert">
          {refused}
        </p>
      )}
    </form>
  )
}
