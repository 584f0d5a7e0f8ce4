// Sizes as people write them: "4 MiB" for 4,194,304 bytes. Only whole numbers of a unit, so that nothing is rounded.

const UNITS = ['B', 'KiB', 'MiB', 'GiB'] as const

export function sizeText(bytes: number): string {
  let power = 0
  while (power < UNITS.length - 1 && bytes > 0 && bytes % 1024 === 0) {
    bytes /= 1024
    power++
  }
  return `${bytes} ${UNITS[power]}`
}

/** @returns bytes; NaN where it is no size. "4 MB", "4MiB", "4m" and "4194304" are the same: RocketMQ counts in powers of 1024. */
export function readSize(text: string): number {
  const [, digits, unit = ''] = /^(\d{1,15}(?:\.\d{1,3})?)\s*(?:([kmg])(?:i?b)?|b)?$/i.exec(text.trim()) ?? []
  const power = unit === '' ? 0 : ' kmg'.indexOf(unit.toLowerCase())
  return digits === undefined ? Number.NaN : Number(digits) * 1024 ** power
}
