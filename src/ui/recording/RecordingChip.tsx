// The mark of a recording: what is on the stage has happened. Behind it stands what was recorded, what nobody saw, and how to
// put the simulation beside it.

import { useRef, useState } from 'react'
import { embedOptions } from '../../io/embed/options'
import { type Recording, recordingOf } from '../../rocketmq'
import { useApp } from '../../session/appStore'
import { compareWithSimulation, watchChanges } from '../../session/recordings'
import { Button } from '../kit/Button'
import { Popover } from '../kit/Popover'
import { useRunView } from '../shell/useClusterState'
import { useMessages } from '../shell/useMessages'

watchChanges()

export default function RecordingChip({ inline }: { inline: boolean }) {
  const view = useRunView()
  const recording = useApp(() => recordingOf(view.run()))
  return recording && <Chip recording={recording} inline={inline} />
}

function Chip({ recording, inline }: { recording: Recording; inline: boolean }) {
  const m = useMessages('recordings')
  const { client } = recording.recordedWith
  const [open, setOpen] = useState(false)
  const button = useRef<HTMLButtonElement>(null)
  const comparable = useApp((state) => state.comparison === null) && !embedOptions
  return (
    <>
      <button
        ref={button}
        type="button"
        className="inline-flex min-h-19 data-[corner=false]:wide:min-h-16 data-[corner=false]:align-top items-center gap-4 rounded-full border border-flight bg-panel px-7 text-small font-semibold text-text data-[corner=true]:absolute data-[corner=true]:top-5 data-[corner=true]:left-6 data-[corner=true]:z-20 data-[corner=true]:shadow-pop max-wide:min-h-27.5 max-[481px]:data-[corner=true]:top-50 max-[481px]:data-[corner=true]:right-4 max-[481px]:data-[corner=true]:left-auto"
        data-corner={!inline}
        aria-haspopup="dialog"
        aria-label={m.page.recordingOf(client)}
        aria-expanded={open}
        onClick={() => setOpen(!open)}
      >
        <span className="size-4 rounded-full bg-bad" aria-hidden="true" />
        <span aria-hidden="true">{m.recordings.short}</span>
        <span className="in-data-[corner=true]:max-wide:hidden" aria-hidden="true">
          {client}
        </span>
      </button>
      {open && (
        <Popover
          title={m.page.recordingOf(recording.recordedWith.client)}
          anchor={button}
          onClose={() => setOpen(false)}
        >
          <p>{m.recordings.about(recording)}</p>
          <h3 className="pt-6 pb-2 font-semibold">{m.recordings.unknownTitle}</h3>
          <ul className="list-disc pl-8 text-muted">
            {m.recordings.unknown.map((text) => (
              <li key={text}>{text}</li>
            ))}
          </ul>
          {comparable && (
            <p className="pt-6">
              <Button
                tone="make"
                onClick={() => {
                  setOpen(false)
                  void compareWithSimulation()
                }}
              >
                {m.recordings.compare}
              </Button>
            </p>
          )}
        </Popover>
      )}
    </>
  )
}
