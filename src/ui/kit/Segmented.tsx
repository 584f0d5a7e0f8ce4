// One of a few, all of them in sight.

interface SegmentedProps<Value extends string> {
  label?: string
  /** null: none of them. */
  value: Value | null
  options: readonly (readonly [value: Value, words: string, hint?: string])[]
  className?: string
  disabled?: boolean
  onChange: (value: Value) => void
}

export function Segmented<Value extends string>({
  label,
  value,
  options,
  className = '',
  disabled,
  onChange,
}: SegmentedProps<Value>) {
  return (
    <fieldset className={`segmented ${className}`} disabled={disabled} aria-label={label}>
      {options.map(([one, words, hint]) => (
        <button key={one} type="button" aria-pressed={one === value} title={hint} onClick={() => onChange(one)}>
          {words}
        </button>
      ))}
    </fieldset>
  )
}
