// The command of the package: `rocketscope simulate ...` and `rocketscope sweep ...`. Built by buildEngine.mts.

import { languageOf, versionText } from './commandLine.mts'
import { simulateCommand } from './simulateCommand.mts'
import { standardOutput } from './standardOutput.mts'
import { sweepCommand } from './sweepCommand.mts'

const COMMANDS = { simulate: simulateCommand, sweep: sweepCommand }

const HELP = {
  en: `rocketscope simulate ...   runs a scenario and prints what happens
rocketscope sweep ...      runs it over ranges and prints a table of figures
rocketscope --version      the version
rocketscope simulate --help and rocketscope sweep --help say more; --lang zh says it in Chinese.
`,
  zh: `rocketscope simulate ...   运行一个场景，打印其中发生的事
rocketscope sweep ...      在多组取值上运行，把数字打印成表
rocketscope --version      版本
详见 rocketscope simulate --help 和 rocketscope sweep --help；--lang zh 用中文说明。
`,
}

const [name = '', ...args] = process.argv.slice(2)
const output = standardOutput(args)
const language = languageOf(process.argv.slice(2))
if (Object.hasOwn(COMMANDS, name)) {
  process.exitCode = COMMANDS[name as keyof typeof COMMANDS](args, output, `rocketscope ${name}`)
} else if (name === '--version' || name === '-v') output.out(versionText())
else if (name === '--help' || name === '-h') output.out(HELP[language])
else {
  const unknown = { zh: `没有“${name}”这个命令。\n`, en: `${name}: there is no such command.\n` }[language]
  output.error(name === '' || name.startsWith('--lang') ? HELP[language] : `${unknown}${HELP[language]}`)
  process.exitCode = 2
}
