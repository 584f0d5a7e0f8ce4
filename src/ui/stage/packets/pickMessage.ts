// A click on the diagram that falls on a message: on its way, or stored in a queue. By keyboard a message is found by its
// number in the Why panel.

import { attemptUntil } from '../../../projections/findAttempt'
import { select, showPanel } from '../../../session/actions'
import { useApp } from '../../../session/appStore'
import type { StageLayout } from '../../../stage/layout'
import type { Marks } from '../../../stage/packets'

/** px around the middle of a message on its way that count as it, beyond its radius. */
const SLACK = 6

/** The message on its way nearest to a point, or null if none is that near. */
export function messageAt(marks: Marks, layout: StageLayout, x: number, y: number): number | null {
  const reach = (layout.roomy ? layout.size : layout.size * 0.5) + SLACK
  let found: number | null = null
  let nearest = reach * reach
  for (let i = 0; i < marks.count; i++) {
    const message = marks.message[i]
    if (message < 0) continue
    const distance = (marks.x[i] - x) ** 2 + (marks.y[i] - y) ** 2
    if (distance > nearest) continue
    nearest = distance
    found = message
  }
  return found
}

/** Selects the message under a click, if there is one, and shows why it went there. */
export function pickMessage(event: MouseEvent, scene: HTMLElement, marks: Marks, layout: StageLayout): void {
  const target = event.target instanceof Element ? event.target : null
  // What lies over the diagram answers for itself.
  if (target?.closest('button, [role=menu]')) return
  const { left, top, width } = scene.getBoundingClientRect()
  // A small frame shows the stage smaller than it is laid out.
  const enlarged = width > 0 ? layout.width / width : 1
  const flying = messageAt(marks, layout, (event.clientX - left) * enlarged, (event.clientY - top) * enlarged)
  const square = target?.closest('[data-message]') ?? null
  const message = flying ?? (square === null ? null : Number(square.getAttribute('data-message')))
  if (message === null) return
  const group = flying === null && square !== null ? Number(square.getAttribute('data-group')) : undefined
  selectMessage(message, group)
}

/**
 * Selects a message, and shows why it went where it went.
 *
 * @param group - where it was found; left out, it is on its way
 */
export function selectMessage(message: number, group?: number): void {
  const { run, playheadMs } = useApp.getState()
  const logIndex = attemptUntil(run, message, Math.floor(playheadMs), group)
  if (logIndex === null) return
  select({ kind: 'message', message, logIndex })
  showPanel('story')
}
