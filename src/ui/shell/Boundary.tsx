// A defect in one part of the page must not take the others with it. The part says that it could not be drawn, and is tried
// again as soon as there is something else to draw: after an undo, at another moment, with something else picked.

import { Component, type ReactNode } from 'react'
import { type AppState, useApp } from '../../session/appStore'
import { tell } from '../../session/failures'

/** What decides what there is to draw. Playing is none of it: time has been stopped. */
const DRAWN = [
  'input',
  'run',
  'playheadMs',
  'comparison',
  'selection',
  'sidePanel',
  'lesson',
] as const satisfies (keyof AppState)[]

interface Props {
  /** Stands in its place. */
  instead?: ReactNode
  children: ReactNode
}

export class Boundary extends Component<Props, { failed: boolean }> {
  override state = { failed: false }
  private stopWaiting: (() => void) | null = null

  static getDerivedStateFromError() {
    return { failed: true }
  }

  override componentDidCatch(error: unknown) {
    tell('drawing', error)
    this.stopWaiting?.()
    this.stopWaiting = useApp.subscribe((state, previous) => {
      if (DRAWN.every((name) => state[name] === previous[name])) return
      this.stopWaiting?.()
      this.stopWaiting = null
      this.setState({ failed: false })
    })
  }

  override componentWillUnmount() {
    this.stopWaiting?.()
  }

  override render() {
    return this.state.failed ? this.props.instead : this.props.children
  }
}
