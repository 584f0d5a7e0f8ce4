// What stands in pasted XML: dependencies and versions of Maven, beans of Spring.

import type { Gathered } from './gathered'
import { linesSince, markOf, noteStructure } from './gathered'
import type { Line } from './lines'
import type { Element, Markup } from './markup'
import { plainKey, takeNamedValue, takeTopic } from './settingNames'

/** Elements that say nothing here by themselves, and all in them. */
const KNOWN =
  /^(dependenc(y|ies)|dependencyManagement|groupId|artifactId|version|scope|type|classifier|optional|exclusions?|propert(y|ies)|project|parent|modelVersion|name|build|plugins?|beans|bean|constructor-arg|value|props?|list|ref|import|context:.*|util:.*|.*[.-]version)$/

const isOtherBean = (name: string): boolean => /kafka|rabbit|amqp|jms|redis|mqtt|pulsar|activemq|DataSource/i.test(name)

export function readXml(gathered: Gathered, { root, count }: Markup, lines: readonly Line[], start: number): void {
  const mark = markOf(gathered)
  /** Lines on which something unknown begins. */
  const strange = new Set<number>()
  const noted = new Set<number>()
  visit(gathered, root, { strange, noted, isKnown: false })
  const touched = linesSince(gathered, mark)
  for (let index = start; index < start + count; index++) {
    const line = lines[index] as Line
    if (touched.has(line.number) || noted.has(line.number)) continue
    if (strange.has(line.number) || (root.children.length === 0 && !/^\s*<[/!?]/.test(line.text))) {
      gathered.unread.push({ line: line.number, text: line.text.trim() })
    } else noteStructure(gathered, line)
  }
}

interface Around {
  strange: Set<number>
  noted: Set<number>
  /** Within something known, such as a project. */
  isKnown: boolean
}

function visit(gathered: Gathered, element: Element, around: Around): void {
  readArtifacts(gathered, element, around)
  for (const child of element.children) {
    const isKnown = around.isKnown || KNOWN.test(child.name)
    if (!isKnown) around.strange.add(child.line)
    if (child.name === 'exclusions' || child.name === 'exclusion') continue
    if (child.name === 'bean') readBean(gathered, child)
    else if (child.name === 'property' && child.attributes.has('name')) readProperty(gathered, child, '')
    else visit(gathered, child, { ...around, isKnown })
  }
}

/** The dependency that an element is, and versions that others may refer to. */
function readArtifacts(gathered: Gathered, { name, attributes, line, children }: Element, { noted }: Around): void {
  if (name === 'dependency' && attributes.has('rev')) {
    gathered.artifacts.push({ line, name: attributes.get('name') ?? '', version: attributes.get('rev') ?? null })
    noted.add(line)
  }
  let artifact: Element | null = null
  const put = (version: Element | null) => {
    if (artifact !== null && /rocketmq/.test(artifact.text) && name !== 'parent' && name !== 'project') {
      gathered.artifacts.push({
        line: version?.line ?? artifact.line,
        name: artifact.text.trim(),
        version: version?.text.trim() ?? null,
      })
      noted.add(version?.line ?? artifact.line)
    }
    artifact = null
  }
  let version: Element | null = null
  for (const child of children) {
    if (child.name === 'artifactId') {
      // In the piece of a file that lacks the dependency around it, the next one begins.
      if (artifact !== null) put(version)
      version = name === 'dependency' ? version : null
      artifact = child
    } else if (child.name === 'version') {
      version = child
      if (name !== 'dependency') put(version)
    } else if (/version$/i.test(child.name)) {
      gathered.values.set(plainKey(child.name), child.text.trim())
      if (/rocketmq/i.test(child.name)) {
        gathered.versions.push({ line: child.line, name: child.name, version: child.text.trim() })
        noted.add(child.line)
      }
    }
  }
  put(version)
}

function readBean(gathered: Gathered, bean: Element): void {
  const type = bean.attributes.get('class') ?? bean.attributes.get('id') ?? ''
  const owner = /consumer/i.test(type) ? 'consumer' : 'producer'
  const isOther = isOtherBean(type)
  const take = (line: number, name: string, value: string) => {
    if (isOther) gathered.ignored.push({ line, why: (m) => m.importCluster.ignored.otherMiddleware(name.slice(0, 80)) })
    else takeNamedValue(gathered, line, [owner, name], value)
  }
  for (const [name, value] of bean.attributes) if (/^p:(?!.*-ref$)/.test(name)) take(bean.line, name.slice(2), value)
  // RocketMQ: Message(String topic, …)
  if (/\.Message$/.test(type)) {
    const topic = bean.children.find(({ name }) => name === 'constructor-arg')
    if (topic) takeTopic(gathered, topic.line, valueIn(topic))
  }
  for (const child of bean.children) {
    if (child.name === 'property' && child.attributes.has('name')) {
      if (isOther) take(child.line, child.attributes.get('name') ?? '', '')
      else readProperty(gathered, child, owner)
    }
    for (const inner of child.children) if (inner.name === 'bean') readBean(gathered, inner)
  }
}

const valueIn = (element: Element): string =>
  element.attributes.get('value') ??
  element.children.find(({ name }) => name === 'value')?.text.trim() ??
  (element.children.find(({ name }) => name === 'list' || name === 'array')?.children ?? [])
    .map(({ text }) => text.trim())
    .join(';')

function readProperty(gathered: Gathered, property: Element, owner: string): void {
  const name = property.attributes.get('name') ?? ''
  const path = owner === '' ? name.slice(0, 200).split('.') : [owner, name]
  takeNamedValue(gathered, property.line, path, valueIn(property))
}
