// The place of a first visit, below the sentence: the invitation of the moment, and the line about the newest sign. It covers
// nothing and keeps its room while it is there.

import { useEffect } from 'react'
import { useStore } from 'zustand'
import { showLibrary } from '../../session/actions'
import { useApp } from '../../session/appStore'
import { endGuide, GUIDE, guide, jumpBack, skipStep, startGuide } from '../../session/guide'
import { dismissIntroduction, introduction, showEverything, startIntroductions } from '../../session/introduced'
import { Button, IconButton, LinkButton } from '../kit/Button'
import { CloseButton } from '../kit/CloseButton'
import { KeptTogether } from '../kit/KeptTogether'
import { icons } from '../shell/icons'
import { present } from '../shell/TopBar'
import { useMessages } from '../shell/useMessages'

export default function FirstVisit() {
  const m = useMessages('introduced')
  useEffect(startGuide, [])
  useEffect(startIntroductions, [])
  const somethingHidden = useApp((state) => state.hidden.length > 0)
  const isOver = useStore(guide, ({ ended }) => ended) && !somethingHidden
  const nothingSaid = useStore(introduction, ({ sign }) => sign === null)
  useEffect(() => {
    if (isOver && nothingSaid) useApp.setState({ guided: false })
  }, [isOver, nothingSaid])
  return (
    <section
      className="guide [grid-area:guide] grid content-start gap-4 min-h-95 px-11 py-6 border-l border-b border-line bg-panel max-wide:border-l-0"
      aria-label={m.introduced.title}
    >
      {/* First: what is said below it takes one line or several. */}
      {somethingHidden && (
        <LinkButton
          className="justify-self-start text-small"
          title={m.introduced.everythingHint}
          onClick={showEverything}
        >
          {m.introduced.everything}
        </LinkButton>
      )}
      <Invitations />
      <NewSign />
    </section>
  )
}

function Invitations() {
  const m = useMessages('introduced')
  const { at, broker, ended, backMs } = useStore(guide)
  if (ended) return null
  const rule = GUIDE[at]
  if (!rule)
    return (
      <div role="status">
        <p className="text-pretty">{m.introduced.over}</p>
        <p className="flex gap-5 pt-4">
          <Button
            onClick={() => {
              endGuide()
              showLibrary(true)
            }}
          >
            {m.page.learn}
          </Button>
          <Button
            onClick={() => {
              endGuide()
              void present()
            }}
          >
            {m.page.present}
          </Button>
          <Button onClick={endGuide}>{m.introduced.close}</Button>
        </p>
      </div>
    )
  return (
    <div className="grid grid-cols-[minmax(0,1fr)_auto] items-start gap-x-6">
      <div role="status" data-step={rule.step}>
        <p className="text-small text-muted">{m.introduced.stepOf(at + 1, GUIDE.length)}</p>
        <p className="text-large font-semibold text-flight text-pretty">
          <KeptTogether text={m.introduced.guide(broker)[backMs === null ? rule.step : 'offLate'].text} />
        </p>
        {backMs !== null && (
          <p className="pt-3">
            <Button onClick={jumpBack}>{m.introduced.jumpBack}</Button>
          </p>
        )}
      </div>
      <span className="flex items-center gap-5 [&_.icon-button]:border-transparent">
        <LinkButton onClick={skipStep}>{m.introduced.skip}</LinkButton>
        <IconButton label={m.introduced.endGuide} title={m.introduced.endGuide} onClick={endGuide}>
          {icons.close}
        </IconButton>
      </span>
    </div>
  )
}

function NewSign() {
  const m = useMessages('introduced')
  const sign = useStore(introduction, (state) => state.sign)
  return (
    <div className="flex items-start gap-4 min-h-22" role="status">
      {sign && (
        <>
          <p className="flex-1 text-pretty" data-sign={sign}>
            <b className="mr-3 text-avoid">{m.introduced.newSign}</b>
            <KeptTogether text={m.introduced.signs[sign]} />
          </p>
          <span className="[&_.icon-button]:border-transparent">
            <CloseButton onClick={dismissIntroduction} />
          </span>
        </>
      )}
    </div>
  )
}
