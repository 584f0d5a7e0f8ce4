// Pasted XML as elements: tolerant of a piece of a file, of what is cut off and of what is never closed, in one walk.
// Comments are blanked out before.

import { isBlank, type Line } from './lines'

export interface Element {
  name: string
  line: number
  attributes: Map<string, string>
  text: string
  children: Element[]
  parent: Element | null
}

export interface Markup {
  root: Element
  /** How many lines it has; 0 if it is no markup after all. */
  count: number
}

/** Elements deeper than this are left out. */
const DEEPEST = 60
/** A tag may go over this many lines. */
const MAX_TAG_LINES = 20
const ATTRIBUTE = /([\w:.-]{1,80})\s?=\s?(?:"([^"]*)"|'([^']*)')/g

export const looksLikeMarkup = (line: Line): boolean => /^\s*<[/!?]?[A-Za-z-]/.test(line.text)

const newElement = (name: string, line: number, parent: Element | null): Element => ({
  name,
  line,
  attributes: new Map(),
  text: '',
  children: [],
  parent,
})

class Builder {
  readonly root = newElement('', 0, null)
  current = this.root
  private depth = 0
  /** Elements that are open but too deep to be part of it. */
  private deeper = 0
  private readonly open = new Map<string, number>()

  text(text: string): void {
    if (this.deeper === 0 && this.current.text.length < 2000) this.current.text += text
  }

  /** @param written - what stands between < and > */
  tag(written: string, line: number): void {
    if (/^[!?]/.test(written)) return
    if (written.startsWith('/')) return this.close(plainName(written.slice(1).trim()))
    const name = plainName(/^[^\s/]*/.exec(written)?.[0] ?? '')
    const isEmpty = written.endsWith('/')
    if (this.deeper > 0 || this.depth >= DEEPEST) {
      if (!isEmpty) this.deeper++
      return
    }
    const element = newElement(name, line, this.current)
    for (const [, key = '', double, single] of written.matchAll(ATTRIBUTE)) {
      element.attributes.set(key, plainText(double ?? single ?? ''))
    }
    this.current.children.push(element)
    if (isEmpty) return
    this.current = element
    this.depth++
    this.open.set(name, (this.open.get(name) ?? 0) + 1)
  }

  private close(name: string): void {
    if (this.deeper > 0) {
      this.deeper--
      return
    }
    if ((this.open.get(name) ?? 0) === 0) return
    // What is open within it was never closed.
    for (let closed = ''; closed !== name; this.depth--) {
      closed = this.current.name
      this.open.set(closed, (this.open.get(closed) as number) - 1)
      this.current = this.current.parent as Element
    }
  }
}

/** Spring's own elements may carry the name of their namespace. */
const plainName = (name: string): string => name.replace(/^beans:/, '')

const ENTITIES: Record<string, string> = { lt: '<', gt: '>', amp: '&', quot: '"', apos: "'" }
const plainText = (text: string): string =>
  text.replace(/&(lt|gt|amp|quot|apos);/g, (_, name) => ENTITIES[name] as string)

/** Where the tag ends that begins in front of `from`, outside of quotes; -1 if not in this text. */
function endOfTag(text: string, from: number): number {
  let quote = ''
  for (let at = from; at < text.length; at++) {
    const letter = text[at] as string
    if (quote !== '') {
      if (letter === quote) quote = ''
    } else if (letter === '"' || letter === "'") quote = letter
    else if (letter === '>') return at
  }
  return -1
}

/** @returns the lines from here on that are one piece of markup */
export function readMarkup(lines: readonly Line[], start: number, ends: (line: Line) => boolean): Markup {
  const builder = new Builder()
  /** How many lines are sure to be part of it. */
  let count = 0
  /** The tag that has not ended yet, and where it begins. */
  let tag: { text: string; line: number; lines: number } | null = null
  for (let index = start; index < lines.length; index++) {
    const line = lines[index] as Line
    if (index > start && ends(line)) break
    const { current } = builder
    const isLeaf = /^(?:version|value|artifactId|groupId)$/.test(current.name) && current.text.trim() === ''
    const isInside: boolean = tag !== null || isLeaf
    if (!isBlank(line) && !isInside && !looksLikeMarkup(line)) break
    let { text } = line
    let at = 0
    let began = line.number
    /** How many lines the tag goes over so far. */
    let tagLines = 0
    if (tag !== null) {
      text = `${tag.text} ${text.trim()}`
      began = tag.line
      tagLines = tag.lines
      if (tagLines >= MAX_TAG_LINES) break
    }
    tag = null
    while (at < text.length) {
      const next = text.indexOf('<', at)
      if (next < 0 || next > at) builder.text(plainText(text.slice(at, next < 0 ? text.length : next)))
      if (next < 0) break
      if (text.startsWith('<![CDATA[', next)) {
        const end = text.indexOf(']]>', next)
        builder.text(text.slice(next + 9, end < 0 ? text.length : end))
        at = end < 0 ? text.length : end + 3
        continue
      }
      if (!/[A-Za-z/!?]/.test(text[next + 1] ?? '')) {
        at = next + 1
        continue
      }
      const end = endOfTag(text, next + 1)
      if (end < 0) {
        tag = { text: text.slice(next), line: began, lines: tagLines + 1 }
        break
      }
      builder.tag(text.slice(next + 1, end), began)
      at = end + 1
      began = line.number
      tagLines = 0
    }
    if (tag === null && !isBlank(line)) count = index - start + 1
  }
  return { root: builder.root, count }
}
