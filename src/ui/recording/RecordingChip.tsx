// The mark of a recording: what is on the stage has happened. Behind it stands what was recorded, what nobody saw, and how to
// put the simulation beside it.

import { useRef, useState } from 'react'
import { type Recording, recordingOf } from '../../rocketmq'
import { useApp } from '../../session/appStore'
import { compareWithSimulation, watchChanges } from '../../session/recordings'
import { Button } from '../kit/Button'
import { Popover } from '../kit/Popover'
import { useMessages } from '../shell/useMessages'

watchChanges()

export default function RecordingChip() {
  const recording = useApp((state) => recordingOf(state.run))
  return recording && <Chip recording={recording} />
}

function Chip({ recording }: { recording: Recording }) {
  const m = useMessages('recordings')
  const [open, setOpen] = useState(false)
  const button = useRef<HTMLButtonElement>(null)
  const embedded = useApp((state) => state.presenting !== null)
  return (
    <>
      <button
        ref={button}
        type="button"
        className="recording-chip absolute top-5 left-6 z-20 inline-flex min-h-19 items-center gap-4 rounded-full border border-flight bg-panel px-7 text-small font-semibold text-text shadow-pop max-wide:min-h-27.5"
        aria-haspopup="dialog"
        aria-expanded={open}
        onClick={() => setOpen(!open)}
      >
        <span className="size-4 rounded-full bg-bad" aria-hidden="true" />
        {m.page.recordingOf(recording.recordedWith.client)}
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
          {!embedded && (
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
