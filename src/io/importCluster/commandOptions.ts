// Options of mqadmin, mqbroker and the like in a command line.

const OPTIONS = {
  /** Addresses of NameServers. */
  n: /(?:^|\s)(?:-n|-namesrvAddr|--namesrvAddr)[ =]+(?:"([^"]*)"|'([^']*)'|(\S+))/,
  t: /(?:^|\s)(?:-t|-topic|--topic)[ =]+(?:"([^"]*)"|'([^']*)'|(\S+))/,
} as const

/** @returns what the option is given, or null */
export function optionIn(command: string, option: keyof typeof OPTIONS): string | null {
  return OPTIONS[option].exec(command)?.slice(1).find(Boolean) ?? null
}

/** @returns the name of the broker.conf that a command line gives, without its path and its ending; "" if it gives none */
export function confNameIn(command: string): string {
  const words = command.split(/[\s"'=]+/)
  // The shell has an option -c as well.
  const path = words.find((word, at) => words[at - 1] === '-c' && /\.(?:conf|properties)$/.test(word)) ?? ''
  return (
    path
      .split('/')
      .at(-1)
      ?.replace(/\.(?:conf|properties)$/, '') ?? ''
  )
}
