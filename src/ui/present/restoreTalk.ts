// A talk that was being given before a reload goes on.

import { loadPresenting } from '../../io/storage'

export function restoreTalk(): void {
  if (loadPresenting() !== null) void import('../../session/presenting').then((kept) => kept.restorePresenting())
}
