// Puts a run on an embedded page, and says where the whole page would show the same. Nothing is kept, and the address is
// left as it is: it belongs to the host.

import type { Problem } from '../i18n/problems'
import type { Reading } from '../io/document'
import { embedOptions } from '../io/embed/options'
import { packText } from '../io/packedText'
import { sameValue, type View, type ViewName } from '../io/viewFields'
import { linkText } from '../io/writeLink'
import type { RunInput } from '../rocketmq'
import { begin, pause } from './actions'
import { useApp } from './appStore'
import { showView, viewOf } from './view'

/** What an embedded page has no room for. It stays in the link to the whole page. */
const NOT_SHOWN: readonly ViewName[] = ['lesson', 'challenge', 'chartsOpen', 'compare']

let unshown: View = {}
let own = ''
let loaded: RunInput | null = null

/**
 * Puts on the page what was read, paused.
 *
 * @param reading - one that has an input
 * @param done - told what could not be read or shown, once its moment is there
 */
export function openEmbedded(reading: Reading & { input: RunInput }, done: (problems: Problem[]) => void): void {
  const { input, view } = reading
  pause()
  if (!sameValue(input, useApp.getState().input)) begin(input)
  // There is nothing to go back to: what was there before was somebody else's.
  useApp.setState({ past: [], future: [], branches: [], notice: null })
  loaded = useApp.getState().input
  unshown = Object.fromEntries(Object.entries(view).filter(([name]) => NOT_SHOWN.includes(name as ViewName)))
  own = reading.own === undefined ? '' : packText(reading.own)
  showView(view, embedOptions?.language ? [...NOT_SHOWN, 'language'] : NOT_SHOWN, (notShown) =>
    done([...reading.problems, ...notShown]),
  )
}

/** The text of a link to this very moment. */
export function embeddedLink(): string {
  const state = useApp.getState()
  const { compare, ...rest } = unshown
  // What it was compared with need not fit a run that has been changed since.
  const kept = state.input === loaded ? unshown : rest
  return linkText({ input: state.input, view: { ...viewOf(state), ...kept }, own })
}

/** The same moment in the whole page. */
export function wholePageAddress(): string {
  const url = new URL(location.href)
  url.search = ''
  url.hash = embeddedLink()
  return url.href
}
