// Names that share a beginning, for small places.

/**
 * What distinguishes the Broker names of a cluster: "broker-a", "broker-b" -> "a", "b".
 * Names without a common beginning stay whole.
 */
export function shortNames(names: readonly string[]): string[] {
  if (names.length === 0) return []
  let common = names[0]
  for (const name of names) while (!name.startsWith(common)) common = common.slice(0, -1)
  if (names.length === 1) common = names[0]
  const cut = Math.max(common.lastIndexOf('-'), common.lastIndexOf('_'), common.lastIndexOf('.')) + 1
  return names.map((name) => (name.length > cut ? name.slice(cut) : name))
}
