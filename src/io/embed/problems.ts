// What is wrong in the part of an address that says how a page is embedded. Pure.

import type { Problem } from '../../i18n/problems'
import { EMBED_CHOICES } from './options'

/** @param search - "?embed&theme=drak", or anything */
export function embedProblems(search: string): Problem[] {
  const parts = new URLSearchParams(search)
  return Object.entries(EMBED_CHOICES).flatMap(([path, values]) => {
    const list: readonly string[] = values
    const value = parts.get(path)
    if (value === null || list.includes(value)) return []
    return [{ path, value, reason: 'notInList', allowed: { list: list.filter((one) => one !== '') } }]
  })
}
