// A whole number that is typed: refused in words where it is none or too large.

import { useEffect, useState } from 'react'
import { useMessages } from '../shell/useMessages'
import { readSize, sizeText } from './sizeText'

/** A field that takes a whole number from min to max; anything else is refused and said under it. */
export function NumberField({
  id,
  name,
  value,
  min,
  max,
  unit = '',
  placeholder,
  nullable = false,
  labelled = true,
  sized = false,
  disabled = false,
  onValue,
}: {
  id: string
  name: string
  value: number | null
  min: number
  max: number
  unit?: string
  placeholder?: string
  nullable?: boolean
  /** False: there is no label element, so the name is said by the field. */
  labelled?: boolean
  /** Bytes: shown and typed with KiB, MiB or GiB where that is shorter. */
  sized?: boolean
  disabled?: boolean
  onValue: (value: number | null) => void
}) {
  const m = useMessages()
  const written = sized ? sizeText : String
  const shown = value === null ? '' : written(value)
  const [text, setText] = useState(shown)
  const [refused, setRefused] = useState<string | null>(null)
  useEffect(() => setText(shown), [shown])
  const commit = () => {
    const given = text.trim()
    if (given === shown) {
      setRefused(null)
      return
    }
    if (nullable && given === '') {
      setRefused(null)
      onValue(null)
      return
    }
    const number = sized ? readSize(given) : /^-?\d{1,15}$/.test(given) ? Number(given) : Number.NaN
    if (!Number.isInteger(number) || number < min || number > max) {
      setRefused(given)
      return
    }
    setRefused(null)
    setText(written(number))
    if (number !== value) onValue(number)
  }
  return (
    <span className="number-field">
      <span
        className="number-box in-data-[active=true]:border-flight in-data-[active=true]:bg-flight-soft/55 in-data-[active=true]:in-data-[window=true]:border-avoid in-data-[active=true]:in-data-[window=true]:bg-avoid-soft"
        data-refused={refused !== null}
      >
        <input
          id={id}
          type="text"
          disabled={disabled}
          inputMode={sized || min < 0 ? 'text' : 'numeric'}
          autoComplete="off"
          spellCheck={false}
          value={text}
          placeholder={placeholder}
          aria-label={labelled ? undefined : name}
          aria-invalid={refused !== null}
          aria-describedby={refused === null ? `${id}-what` : `${id}-error`}
          onChange={(event) => setText(event.target.value)}
          onBlur={commit}
          onKeyDown={(event) => {
            if (event.key === 'Enter') commit()
            if (event.key === 'Escape') {
              setText(shown)
              setRefused(null)
            }
          }}
        />
        {unit !== '' && <span className="unit">{unit}</span>}
      </span>
      {refused !== null && (
        <span id={`${id}-error`} className="refused" role="alert">
          {m.page.needsInteger(name, min, max, refused)}
        </span>
      )}
    </span>
  )
}
