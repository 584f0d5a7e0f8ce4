// A text whose lines break between words only: no name, number or Chinese word is torn apart.

import { Fragment } from 'react'
import { lineParts, mayBreak } from './lineParts'

export function KeptTogether({ text }: { text: string }) {
  const parts = lineParts(text)
  return (
    <span className="[word-break:keep-all]">
      {parts.map((part, position) => (
        <Fragment key={String(position)}>
          {position > 0 && mayBreak(parts[position - 1], part) && <wbr />}
          {part.whole ? <span className="whitespace-nowrap">{part.text}</span> : part.text}
        </Fragment>
      ))}
    </span>
  )
}
