// The one sentence that says what just happened, large.

import { KeptTogether } from '../kit/KeptTogether'
import { useHeadline } from './useHeadline'
import { useMessages } from './useMessages'
import { useOpenQuestion } from './useOpenQuestion'

/** How much room a text takes, in letters of the Latin alphabet. */
const roomOf = (text: string) => {
  const letters = [...text].reduce((sum, letter) => sum + (letter > '\u2e80' ? 1.9 : 1), 0)
  // A long name is not broken: it leaves a gap at the end of the line before it.
  const names = text.match(/[A-Za-z_]{16,}/g) ?? []
  return letters + names.reduce((sum, name) => sum + name.length * 0.6, 0)
}

/** Long sentences get smaller letters, so that all fit the same room. */
function sizeOf(text: string): 'no' | 'yes' | 'very' {
  const room = roomOf(text)
  if (room <= 92) return 'no'
  return room <= 124 ? 'yes' : 'very'
}

export function HeadlineBar() {
  const m = useMessages()
  const story = useHeadline()
  // What happens at this moment may be what a lesson asks.
  const asked = useOpenQuestion()
  const text = asked ? m.page.guessFirst : story.headline
  return (
    <section
      className="sentence"
      aria-label={m.page.whatHappened}
      data-tone={asked ? 'quiet' : story.tone}
      data-long={sizeOf(text)}
    >
      <p
        className="sentence-text text-(length:--sentence-size) leading-[1.36] font-semibold text-pretty [line-break:strict] wrap-break-word in-data-[long=yes]:text-[calc(0.84*var(--sentence-size))] in-data-[long=very]:text-[calc(0.7*var(--sentence-size))] embedded:leading-[1.3] embedded:in-data-[long=very]:text-[calc(0.8*var(--sentence-size))] max-[520px]:embedded:leading-[1.25] max-[520px]:embedded:in-data-[long=very]:text-[calc(0.84*var(--sentence-size))]"
        data-testid="sentence"
      >
        <KeptTogether text={text} />
      </p>
    </section>
  )
}
