// The command of the package: `rocketscope simulate ...` and `rocketscope sweep ...`. Built by buildEngine.mts.

import { simulateCommand } from './simulateCommand.mts'
import { standardOutput } from './standardOutput.mts'
import { sweepCommand } from './sweepCommand.mts'

const COMMANDS = { simulate: simulateCommand, sweep: sweepCommand }

const [name = '', ...args] = process.argv.slice(2)
const output = standardOutput()
if (Object.hasOwn(COMMANDS, name)) {
  process.exitCode = COMMANDS[name as keyof typeof COMMANDS](args, output, `rocketscope ${name}`)
} else {
  const wanted = 'rocketscope simulate --help\nrocketscope sweep --help\n'
  if (name === '--help' || name === '-h') output.out(wanted)
  else {
    output.error(name === '' ? wanted : `${name}: there is no such command.\n${wanted}`)
    process.exitCode = 2
  }
}
