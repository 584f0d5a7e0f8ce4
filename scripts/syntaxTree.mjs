// The source as a syntax tree, for the checks that read it.

/** Every node of a tree, the tree itself first. */
export function* nodesBelow(value) {
  if (Array.isArray(value)) {
    for (const item of value) yield* nodesBelow(item)
  } else if (value !== null && typeof value === 'object') {
    if (typeof value.type === 'string') yield value
    for (const key in value) yield* nodesBelow(value[key])
  }
}
