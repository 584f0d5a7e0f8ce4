// npm run -s simulate -- <preset | file.json> [options]: see simulateCommand.mts and docs/trace.md.

import { simulateCommand } from './simulateCommand.mts'
import { standardOutput } from './standardOutput.mts'

process.exitCode = simulateCommand(process.argv.slice(2), standardOutput(process.argv.slice(2)))
