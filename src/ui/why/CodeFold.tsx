// The code view, folded away until it is asked for.

import type { AttemptExplanation } from '../../explain/attempt'

export default function CodeFold(_: { attempt: AttemptExplanation }) {
  return null
}
