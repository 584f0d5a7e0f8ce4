// npm run -s sweep -- <preset | file.json> --over <range> [options]: see sweepCommand.mts and docs/engine-api.md.

import { standardOutput } from './standardOutput.mts'
import { sweepCommand } from './sweepCommand.mts'

process.exitCode = sweepCommand(process.argv.slice(2), standardOutput(process.argv.slice(2)))
