// The release of rocketmq-client, from a Maven or Gradle dependency, a list of dependencies or a file name; or that of the
// client that a starter brings.

import type { Text } from '../../i18n/messages'
import type { Gathered } from './gathered'
import type { Line } from './lines'
import { plainKey } from './settingNames'
import { clientOfStarter } from './starters'

const GRADLE =
  /(?:org\.apache\.rocketmq|com\.alibaba\.cloud)['"]?\s*[:%,]+\s*(?:name\s*[:=]\s*)?['"]?([\w-]*rocketmq[\w-]*)['"]?\s*(?:[:%,]+\s*(?:jar:)?(?:version\s*[:=]\s*)?['"]?(\d[\w.-]*|\$\{?[\w.-]+))?/
const JAR = /^(rocketmq-[a-z-]*[a-z])-(\d+\.\d+\.\d[\w.-]*)\.jar$/
/** `implementation(libs.…)` names no version; `"…:" + version` ends with a name. */
const JOINED = /:['"]\s*\+\s*(\w+)/

/** `'…:latest.release'`: a word in the place of a version. */
const WORD = /^:([A-Za-z][\w.-]*)['"]/

/** The first name of a file of RocketMQ's in a line. */
function jarIn(text: string): RegExpExecArray | null {
  for (const word of text.split(/[^\w.-]+/)) {
    const begin = word.indexOf('rocketmq-')
    const found = begin < 0 ? null : JAR.exec(word.slice(begin))
    if (found) return found
  }
  return null
}

/** @returns whether the line was one of Gradle, a tree of dependencies or a file name */
export function readCoordinates(gathered: Gathered, line: Line): boolean {
  const found = GRADLE.exec(line.text) ?? jarIn(line.text)
  if (!found) return false
  const joined = JOINED.exec(line.text)?.[1] ?? null
  const version =
    found[2] ??
    (joined === null ? (WORD.exec(line.text.slice(found.index + found[0].length))?.[1] ?? null) : `$${joined}`)
  gathered.artifacts.push({ line: line.number, name: found[1] as string, version })
  return true
}

/** The name in ${name} or $name, or null. */
const variableIn = (written: string): string | null => /^\$\{?([\w.-]+)/.exec(written)?.[1] ?? null

/** Releases from all dependencies, once the whole text has been read. */
export function finishArtifacts(gathered: Gathered, constants: ReadonlyMap<string, string>): void {
  const used = new Set<string>()
  const versionNamed = (name: string): string | null => {
    const key = plainKey(name)
    used.add(key)
    const found = gathered.values.get(key) ?? gathered.values.get(`ext${key}`) ?? constants.get(name)
    return found?.replace(/^["']|["']$/g, '') ?? null
  }
  for (const { line, name, version } of gathered.artifacts) {
    const variable = version === null ? null : variableIn(version)
    takeArtifact(gathered, line, name, variable === null ? version : (versionNamed(variable) ?? version))
  }
  for (const { line, name, version } of gathered.versions) {
    if (used.has(plainKey(name))) gathered.structure.push(line)
    else takeArtifact(gathered, line, artifactOf(name, version), version)
  }
}

/** What a version belongs to that no dependency refers to: <rocketmq.version>, <rocketmq-spring-boot-starter.version>. */
function artifactOf(name: string, version: string): string {
  if (/v5|java/i.test(name)) return 'rocketmq-client-java'
  if (/spring|starter|boot/i.test(name) || clientOfStarter(version) !== null) return 'rocketmq-spring-boot-starter'
  return 'rocketmq-client'
}

const STARTERS = /^rocketmq-spring-(?:boot-starter|boot|boot-parent|all)$/

function takeArtifact(gathered: Gathered, line: number, name: string, written: string | null): void {
  const ignore = (why: Text<'importCluster'>) => void gathered.ignored.push({ line, why })
  if (/^rocketmq-(?:client-java|client-apis|v5-)/.test(name))
    return ignore((m) => m.importCluster.ignoredBecause.otherClient)
  const isStarter = STARTERS.test(name)
  if (!isStarter && /spring|stream|starter/.test(name)) return ignore((m) => m.importCluster.ignored.cloudStarter(name))
  if (!isStarter && name !== 'rocketmq-client') return ignore((m) => m.importCluster.ignoredBecause.foreign)
  if (written === null) return ignore((m) => m.importCluster.ignored.managedVersion(name))
  const version = /^(\d+\.\d+\.\d+)/.exec(written)?.[1]
  const named = version ?? written
  if (version === undefined && /[${}@]/.test(written)) return ignore((m) => m.importCluster.ignoredBecause.placeholder)
  if (isStarter) {
    const client = version === undefined ? null : clientOfStarter(version)
    if (client === null) return ignore((m) => m.importCluster.ignored.unknownStarter(name, named))
    gathered.clients.push({ line, version: client, starter: `${name} ${named}` })
    gathered.read.push({ line, what: (m) => m.importCluster.readAs.starter(name, named) })
    return
  }
  if (version === undefined) return void gathered.noVersions.push({ line, written })
  if (Number(version.split('.')[0]) < 4) return ignore((m) => m.importCluster.ignored.tooOld(version))
  gathered.clients.push({ line, version })
  gathered.read.push({ line, what: (m) => m.importCluster.readAs.release(version) })
}
