// When is a view the same as before, so that nothing needs to be drawn again?

/** Equality of two views made of primitives, arrays and plain objects. */
export function sameView(a: unknown, b: unknown): boolean {
  if (Object.is(a, b)) return true
  if (Array.isArray(a)) {
    if (!Array.isArray(b) || a.length !== b.length) return false
    for (let i = 0; i < a.length; i++) if (!sameView(a[i], b[i])) return false
    return true
  }
  if (typeof a !== 'object' || a === null || typeof b !== 'object' || b === null) return false
  for (const key in a) {
    if (!sameView((a as Record<string, unknown>)[key], (b as Record<string, unknown>)[key])) return false
  }
  return true
}
