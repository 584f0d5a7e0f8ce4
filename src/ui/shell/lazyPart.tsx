// Parts of the page that are loaded when they are first shown. Where one cannot be loaded, because there is no network or
// the server has been renewed, the page lives on, says so, and tries again as soon as the part is wanted again.

import { Component, type ComponentType, lazy, type ReactNode } from 'react'
import type { LateSection } from '../../i18n/messages'
import { loadCurrentMessages } from '../../session/appStore'
import { known } from '../../session/failures'
import { notify } from '../../session/notices'
import { LinkButton } from '../kit/Button'
import { useFirstMessages } from './useMessages'

class NotLoaded extends Error {}

/** Places on the page that show nothing, or why, in the stead of a part; each can be told to try again. */
const waiting = new Set<() => void>()

/** Styles that could not be loaded: the browser does not try again by itself. */
const brokenStyles = new Set<string>()

function loadStyle(href: string): Promise<void> {
  return new Promise((resolve, reject) => {
    const link = document.createElement('link')
    link.rel = 'stylesheet'
    link.href = href
    link.onload = () => {
      brokenStyles.delete(href)
      resolve()
    }
    link.onerror = () => {
      link.remove()
      reject(new NotLoaded(href))
    }
    document.head.append(link)
  })
}

const failures = new WeakSet<Error>()

/** Whether an error is nothing but a part that could not be loaded. */
export const isLoadingFailure = (error: unknown): boolean => error instanceof Error && failures.has(error)

/** Begins to say whenever anything could not be loaded, whoever asked for it. */
export function startReportingLoadFailures(): void {
  window.addEventListener('vite:preloadError', ({ payload }) => {
    const style = /CSS for (\S+)$/.exec(payload.message)?.[1]
    if (style) brokenStyles.add(style)
    failures.add(payload)
    // It has words of its own.
    known.add(payload)
    notify('problem', (m) => m.notices.notLoaded)
  })
}

/** Where the first style sheet did not come: asks for it once more, and says so if it still does not. */
export async function loadMissingStyles(): Promise<void> {
  if (getComputedStyle(document.documentElement).getPropertyValue('--ground') !== '') return
  const links = [...document.querySelectorAll<HTMLLinkElement>('link[rel="stylesheet"]')]
  // A part that is wanted later tries again.
  for (const { href } of links) brokenStyles.add(href)
  try {
    await Promise.all(links.map(({ href }) => loadStyle(href)))
  } catch {
    notify('problem', (m) => m.notices.notLoaded)
  }
}

/** Tries everything again that is missing on the page. */
function tryAgain(): void {
  for (const retry of waiting) retry()
}

function Missing() {
  const m = useFirstMessages()
  return (
    <p className="px-10 py-8 [&_.link]:min-h-27.5" role="alert">
      {m.notices.notLoaded} <LinkButton onClick={tryAgain}>{m.notices.tryAgain}</LinkButton>
    </p>
  )
}

interface GuardProps {
  instead: ReactNode
  onMissing: () => void
  children: () => ReactNode
}

class Guard extends Component<GuardProps, { error: unknown }> {
  override state = { error: null }
  retry = () => this.setState({ error: null })

  static getDerivedStateFromError(error: unknown) {
    return { error }
  }

  override componentDidCatch() {
    waiting.add(this.retry)
    this.props.onMissing()
  }

  override componentWillUnmount() {
    waiting.delete(this.retry)
  }

  override render() {
    const { error } = this.state as { error: unknown }
    if (error === null) return this.props.children()
    // A defect of the part itself belongs to whoever watches over it.
    if (!(error instanceof NotLoaded)) throw error
    return this.props.instead
  }
}

/**
 * As React's lazy, for a page that goes on without the part.
 *
 * @param missing - what to do without it: show something instead, by default the reason and a button; or close what was
 *   opened, as a function; then the line about what went wrong is all that is seen
 * @param sections - words that the part says beside those of the page: they are loaded together with it
 */
export function lazyPart<Props extends object>(
  load: () => Promise<{ default: ComponentType<Props> }>,
  missing: ReactNode | ((props: Props) => void) = <Missing />,
  ...sections: LateSection[]
): ComponentType<Props> {
  let Part: ComponentType<Props>
  const prepare = () => {
    Part = lazy(async () => {
      try {
        await Promise.all([...brokenStyles].map(loadStyle))
        const [part] = await Promise.all([load(), loadCurrentMessages(...sections)])
        return part
      } catch (cause) {
        throw new NotLoaded(undefined, { cause })
      }
    }) as unknown as ComponentType<Props>
  }
  prepare()
  const onMissing = (props: Props) => {
    // React remembers a failure for ever. Not before it has given up, or it would begin anew without an end.
    prepare()
    if (typeof missing === 'function') missing(props)
  }
  return function LatePart(props: Props) {
    return (
      <Guard instead={typeof missing === 'function' ? null : missing} onMissing={() => onMissing(props)}>
        {() => <Part {...props} />}
      </Guard>
    )
  }
}
