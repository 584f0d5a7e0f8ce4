// A name and beside it what is typed or chosen.

import { type ReactNode, useId } from 'react'
import type { Text } from '../../i18n/messages'
import { useMessages } from '../shell/useMessages'
import { Select } from './Select'

function Field({ words, children }: { words: Text; children: (id: string) => ReactNode }) {
  const m = useMessages()
  const id = useId()
  return (
    <div className="grid grid-cols-[minmax(6.5rem,2fr)_minmax(0,3fr)] gap-6 items-center [&_.select]:w-full [&_.select]:max-w-none [&_input]:justify-start">
      <label htmlFor={id}>{words(m)}</label>
      {children(id)}
    </div>
  )
}

export function Seconds({ words, value, onChange }: { words: Text; value: string; onChange: (value: string) => void }) {
  return (
    <Field words={words}>
      {(id) => (
        <input
          id={id}
          className="select"
          inputMode="decimal"
          autoComplete="off"
          value={value}
          onChange={(event) => onChange(event.target.value)}
        />
      )}
    </Field>
  )
}

export function Choice<Value extends string | number>({
  words,
  value,
  options,
  onChange,
}: {
  words: Text
  value: Value
  options: readonly (readonly [Value, string])[]
  onChange: (value: Value) => void
}) {
  return (
    <Field words={words}>
      {(id) => (
        <Select
          id={id}
          value={String(value)}
          options={options}
          onChoose={(text) => {
            const chosen = options.find(([one]) => String(one) === text)
            if (chosen) onChange(chosen[0])
          }}
        />
      )}
    </Field>
  )
}

export function Check({ words, value, onChange }: { words: Text; value: boolean; onChange: (value: boolean) => void }) {
  const m = useMessages()
  return (
    <label className="flex gap-6 items-center min-h-20 cursor-pointer [&_input]:size-11.5 [&_input]:flex-none [&_input]:accent-flight">
      <input type="checkbox" checked={value} onChange={(event) => onChange(event.target.checked)} />
      {words(m)}
    </label>
  )
}
