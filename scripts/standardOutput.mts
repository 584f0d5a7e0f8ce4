// Where the commands write when a person calls them.

import { cannotWrite, languageOf, type Output } from './commandLine.mts'

/** Standard output and standard error. @param args - the command line, for the language in which a failure is told */
export function standardOutput(args: readonly string[]): Output {
  // A reader such as `head` may leave early. Anything else (a full disk, a closed output) has cost text that was asked for.
  process.stdout.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code === 'EPIPE') process.exit(0)
    const words = cannotWrite({ zh: '标准输出', en: 'standard output' }[languageOf(args)], error)
    process.stderr.write(`${words[languageOf(args)]}\n`, () => process.exit(2))
  })
  // Where nobody hears what is wrong, the exit code still says so.
  process.stderr.on('error', () => process.exit(2))
  return { out: (text) => process.stdout.write(text), error: (text) => process.stderr.write(text) }
}
