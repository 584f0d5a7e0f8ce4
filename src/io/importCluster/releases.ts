// Which of the simulated releases stands for one that a paste names.

import { RELEASES } from '../../rocketmq'

const numbersOf = (version: string): number[] => version.split('.').map(Number)
const isLater = (one: string, other: string): boolean => {
  const [a, b] = [numbersOf(one), numbersOf(other)]
  const at = a.findIndex((number, index) => number !== b[index])
  return at >= 0 && (a[at] as number) > (b[at] as number)
}

export const isKnownRelease = (version: string): boolean => RELEASES.some((release) => release === version)

/** The simulated release that is the same, of the same minor version, or else the last one before; the oldest for older ones. */
export function nearestRelease(version: string): string {
  if (isKnownRelease(version)) return version
  const [major, minor] = numbersOf(version)
  const sameMinor = RELEASES.filter((release) => release.startsWith(`${major}.${minor}.`))
  const earlier = (releases: readonly string[]) => releases.findLast((release) => !isLater(release, version))
  return earlier(sameMinor) ?? sameMinor[0] ?? earlier(RELEASES) ?? RELEASES[0]
}
