// A piece of YAML as values with their lines, and what readers of the single formats may ask of who walks over it.

import type { Gathered } from './gathered'

/** A piece of YAML, as far as it matters. */
export interface Tree {
  line: number
  text: string | null
  /** The first and the last line of a text in lines of its own. */
  block: { from: number; to: number } | null
  pairs: { key: string; line: number; value: Tree }[] | null
  items: Tree[] | null
}

export const childOf = (tree: Tree | undefined, key: string): Tree | undefined =>
  tree?.pairs?.find((pair) => pair.key === key)?.value
export const textOf = (tree: Tree | undefined, key: string): string => childOf(tree, key)?.text ?? ''

/** What is above a value. */
export interface Above {
  path: readonly string[]
  /** The name of the resource or service, and how many there are of it. */
  name: string
  replicas: number
}

export interface TreeReader {
  readonly gathered: Gathered
  visit(tree: Tree, above: Above): void
  /** These lines have been read, and say nothing more. */
  noteDone(...trees: (Tree | undefined)[]): void
}
