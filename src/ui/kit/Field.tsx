// A name and beside it what is typed or chosen.

import { type ReactNode, useId } from 'react'
import { Select } from './Select'

function Field({ label, children }: { label: string; children: (id: string) => ReactNode }) {
  const id = useId()
  return (
    <div className="grid grid-cols-[minmax(6.5rem,2fr)_minmax(0,3fr)] gap-6 items-center [&_.select]:w-full [&_.select]:max-w-none [&_input]:justify-start">
      <label htmlFor={id}>{label}</label>
      {children(id)}
    </div>
  )
}

export function Seconds({
  label,
  value,
  onChange,
}: {
  label: string
  value: string
  onChange: (value: string) => void
}) {
  return (
    <Field label={label}>
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
  label,
  value,
  options,
  onChange,
}: {
  label: string
  value: Value
  options: readonly (readonly [Value, string])[]
  onChange: (value: Value) => void
}) {
  return (
    <Field label={label}>
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

export function Check({
  label,
  value,
  onChange,
}: {
  label: string
  value: boolean
  onChange: (value: boolean) => void
}) {
  return (
    <label className="flex gap-6 items-center min-h-20 cursor-pointer [&_input]:size-11.5 [&_input]:flex-none [&_input]:accent-flight">
      <input type="checkbox" checked={value} onChange={(event) => onChange(event.target.checked)} />
      {label}
    </label>
  )
}
