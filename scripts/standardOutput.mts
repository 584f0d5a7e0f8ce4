// Where the commands write when a person calls them.

import type { Output } from './commandInput.mts'

/** Standard output and standard error. */
export function standardOutput(): Output {
  // A reader such as `head` may leave early.
  process.stdout.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code !== 'EPIPE') throw error
    process.exit(0)
  })
  return { out: (text) => process.stdout.write(text), error: (text) => process.stderr.write(text) }
}
