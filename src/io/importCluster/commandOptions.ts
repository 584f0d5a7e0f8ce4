// Options of mqadmin, mqbroker and the like in a command line.

const OPTIONS = {
  /** Addresses of NameServers. */
  n: /(?:^|\s)(?:-n|-namesrvAddr|--namesrvAddr)[ =]+(?:"([^"]*)"|'([^']*)'|(\S+))/,
  t: /(?:^|\s)(?:-t|-topic|--topic)[ =]+(?:"([^"]*)"|'([^']*)'|(\S+))/,
  /** A broker.conf. */
  c: /(?:^|\s)(?:-c|--configFile)[ =]+(?:"([^"]*)"|'([^']*)'|(\S+))/,
} as const

/** @returns what the option is given, or null */
export function optionIn(command: string, option: keyof typeof OPTIONS): string | null {
  return OPTIONS[option].exec(command)?.slice(1).find(Boolean) ?? null
}
