// The place of a control that a first visit has not met yet: it is kept, so that nothing beside it moves when it comes.

import type { ReactNode } from 'react'

/** @param empty - the control is neither seen nor heard nor reached by keys; its room stays */
export const Reserved = ({ empty, children }: { empty: boolean; children: ReactNode }) => (
  <span className="contents" style={empty ? { visibility: 'hidden' } : undefined} aria-hidden={empty || undefined}>
    {children}
  </span>
)
