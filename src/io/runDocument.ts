// What a document says, whether it is written as a file (document.ts) or as a link (writeLink.ts).

import type { RunInput } from '../rocketmq'
import type { View } from './viewFields'

/** Raised when something written before would be read as something else; see docs/link-format.md. */
export const VERSION = 2

/** A run with how it is looked at. */
export interface RunDocument {
  input: RunInput
  view: View
  /** The person's own lesson that is open in it, packed for a link by lessonFile.ts. */
  own?: string
}
