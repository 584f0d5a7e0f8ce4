// The release of rocketmq-client, from a Maven or Gradle dependency, a list of dependencies or a file name.

import type { Text } from '../../i18n/messages'
import type { Gathered } from './gathered'
import type { Line } from './lines'

/** What of a <dependency> stands in the lines above. */
export interface Artifact {
  name: string
}

const GRADLE =
  /org\.apache\.rocketmq['"]?\s*[:%,]+\s*(?:name\s*[:=]\s*)?['"]?([\w-]+)['"]?\s*[:%,]+\s*(?:jar:)?(?:version\s*[:=]\s*)?['"]?(\d[\w.-]*)/
const JAR = /^(rocketmq-[a-z-]*[a-z])-(\d+\.\d+\.\d[\w.-]*)\.jar$/

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
  takeArtifact(gathered, line.number, found[1] as string, found[2] as string)
  return true
}

export const looksLikeMarkup = (line: Line): boolean => /^\s*<[/!?]?[\w-]/.test(line.text)

/** Tags of Maven's files that say nothing here. */
const MAVEN_TAG =
  /^<[/?!]?(dependenc(y|ies)|dependencyManagement|groupId|artifactId|version|scope|type|classifier|optional|exclusions?|propert(y|ies)|project|parent|modelVersion|name|build|plugins?|xml|--|[\w.-]+\.version)\b/

/** Reads one line of XML; the artifact named in an earlier line is kept in `artifact`. */
export function readMarkup(gathered: Gathered, line: Line, artifact: Artifact): void {
  const before = gathered.read.length + gathered.ignored.length
  for (const [, tag = '', content = ''] of line.text.matchAll(/<([\w.-]{1,80})>([^<>]*)<\//g)) {
    const value = content.trim()
    if (tag === 'artifactId') artifact.name = value
    else if (tag === 'version') {
      if (artifact.name.startsWith('rocketmq')) takeArtifact(gathered, line.number, artifact.name, value)
    } else if (/^rocketmq(-client|\.client)?[.-]version$/i.test(tag)) {
      takeArtifact(gathered, line.number, 'rocketmq-client', value)
    }
  }
  if (line.text.includes('</dependency>')) artifact.name = ''
  if (gathered.read.length + gathered.ignored.length > before) return
  if (MAVEN_TAG.test(line.text.trim())) gathered.structure.push(line.number)
  else gathered.unread.push({ line: line.number, text: line.text.trim() })
}

function takeArtifact(gathered: Gathered, line: number, name: string, written: string): void {
  const ignore = (why: Text<'importCluster'>) => void gathered.ignored.push({ line, why })
  if (/^rocketmq-client-java/.test(name)) return ignore((m) => m.importCluster.ignoredBecause.otherClient)
  if (/spring|stream|starter/.test(name)) return ignore((m) => m.importCluster.ignoredBecause.starter)
  if (name !== 'rocketmq-client') return ignore((m) => m.importCluster.ignoredBecause.foreign)
  const version = /^(\d+\.\d+\.\d+)/.exec(written)?.[1]
  if (version === undefined) return ignore((m) => m.importCluster.ignoredBecause.placeholder)
  if (Number(version.split('.')[0]) < 4 || /^4\.[01]\./.test(version))
    return ignore((m) => m.importCluster.ignored.tooOld(version))
  gathered.clients.push({ line, version })
  gathered.read.push({ line, what: (m) => m.importCluster.readAs.release(version) })
}
