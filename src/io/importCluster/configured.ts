// What a configuration says, as opposed to code: keys that code may ask for, a Broker's own keys, and flags of a JVM.

import { takeBrokerEntry } from './brokerConf'
import type { Gathered } from './gathered'
import { MAX_LINE_LENGTH } from './lines'
import { isOtherMiddleware, plain, plainKey, takeNamedValue, unquoted } from './settingNames'

const FLAG = /(?:^|[\s"'[,=(])-D([\w.]{1,200})=(?:\\?"([^"\\]*)|'([^']*)|([^\s"'\\\],]*))/g

export const hasFlags = (text: string): boolean => /(?:^|[\s"'[,=(])-D[\w.]+=/.test(text)

/** `-Dname=value` as often as it stands in a command line, a variable or a list. */
export function takeFlags(gathered: Gathered, line: number, text: string): void {
  for (const [, name = '', double, single, bare] of text.matchAll(FLAG)) {
    takeConfigured(gathered, line, name.split('.'), double ?? single ?? bare ?? '')
  }
}

/**
 * @param path - the name's parts, outermost first
 * @param value - as written, with or without quotes
 */
export function takeConfigured(gathered: Gathered, line: number, path: readonly string[], value: string): void {
  if (hasFlags(value)) return takeFlags(gathered, line, value)
  const written = unquoted(value.slice(0, MAX_LINE_LENGTH))
  gathered.values.set(plainKey(path.join('.')), written)
  const name = path.at(-1) ?? ''
  if (!isOtherMiddleware(gathered, path, path.map(plain)) && takeBrokerEntry(gathered, line, name, written)) return
  takeNamedValue(gathered, line, path, value)
}

/** The binders of Spring Cloud Stream and the endpoints of a Proxy, which decide about keys above and below them. */
export function noteContext(gathered: Gathered, path: readonly string[], value: string): void {
  const name = plain(path.at(-1) ?? '')
  if (name === 'defaultbinder') gathered.binders.set('', value)
  else if (name === 'binder' && plain(path.at(-3) ?? '') === 'bindings')
    gathered.binders.set(path.at(-2) as string, value)
  else if (name === 'endpoints' && path.some((part) => plain(part) === 'rocketmq')) gathered.usesGrpc = true
}
