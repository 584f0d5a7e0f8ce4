// A list of the browser's own to choose one from.

import type { ComponentProps } from 'react'

interface Props extends Omit<ComponentProps<'select'>, 'onChange'> {
  /** What it gives, and how that is called. */
  options: readonly (readonly [value: string | number, name: string])[]
  /** Without it, the form that it stands in reads its value. */
  onChoose?: (value: string) => void
}

export function Select({ options, onChoose, className = '', ...props }: Props) {
  return (
    <select
      className={`select ${className}`}
      onChange={onChoose && (({ currentTarget }) => onChoose(currentTarget.value))}
      {...props}
    >
      {options.map(([value, name]) => (
        <option key={value} value={value}>
          {name}
        </option>
      ))}
    </select>
  )
}
