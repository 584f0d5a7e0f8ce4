// npm run -s simulate -- <preset | file.json> [options]: see simulateCommand.mts and docs/trace.md.

import { simulateCommand } from './simulateCommand.mts'

// A reader such as `head` may leave early.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EPIPE') throw error
  process.exit(0)
})

process.exitCode = simulateCommand(process.argv.slice(2), {
  out: (text) => process.stdout.write(text),
  error: (text) => process.stderr.write(text),
})
