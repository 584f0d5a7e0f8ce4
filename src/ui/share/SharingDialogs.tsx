// What could not be read, a link to be copied by hand, and the sign that a file may be dropped. Loaded when first needed.

import type { Text } from '../../i18n/messages'
import { useMessages } from '../shell/useMessages'
import './Share.css'
import { type ReactNode, useEffect, useId, useRef } from 'react'
import { useStore } from 'zustand'

import { closeLink, closeReport, type Report, sharing } from '../../session/sharingState'
import { icons } from '../shell/icons'

export default function SharingDialogs() {
  const m = useMessages()
  const { report, linkToCopy, dropping } = useStore(sharing)
  return (
    <>
      {report && <ReportDialog report={report} />}
      {linkToCopy !== null && <LinkDialog link={linkToCopy} />}
      {dropping && <p className="drop-sign">{m.sharing.dropHere}</p>}
    </>
  )
}

function Dialog({ title, onClose, children }: { title: string; onClose: () => void; children: ReactNode }) {
  const m = useMessages()
  const titleId = useId()
  const dialog = useRef<HTMLDialogElement>(null)
  useEffect(() => {
    dialog.current?.showModal()
  }, [])
  const close = () => dialog.current?.close()
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: the dialog closes by Escape by itself; the click is for its backdrop
    <dialog
      ref={dialog}
      className="dialog"
      aria-labelledby={titleId}
      onClose={onClose}
      onClick={(event) => event.target === dialog.current && close()}
    >
      <div className="dialog-body">
        <div className="dialog-head">
          <h2 id={titleId}>{title}</h2>
          <button type="button" className="icon-button" aria-label={m.page.close} onClick={close}>
            {icons.close}
          </button>
        </div>
        {children}
      </div>
    </dialog>
  )
}

/** More would not be read by anybody. */
const MOST_PROBLEMS = 12

const TITLES: Record<string, Record<'opened' | 'refused', Text>> = {
  link: { opened: (m) => m.sharing.linkHalfRead, refused: (m) => m.sharing.linkNotRead },
  file: { opened: (m) => m.sharing.fileHalfRead, refused: (m) => m.sharing.fileNotRead },
  lesson: { opened: (m) => m.ownLessons.broken, refused: (m) => m.ownLessons.refused },
}

function ReportDialog({ report }: { report: Report }) {
  const m = useMessages()
  const { source, opened, problems } = report
  const named = problems.filter(({ reason }) => reason !== 'more')
  const unnamed = problems.reduce((sum, { reason, value }) => (reason === 'more' ? sum + Number(value) : sum), 0)
  const told = [...new Set(named.map((problem) => m.problems.sentence(problem)))]
  const more = Math.max(0, told.length - MOST_PROBLEMS) + unnamed
  const rest = source === 'lesson' ? m.ownLessons.brokenHint : m.sharing.restOpened
  return (
    <Dialog title={TITLES[source][opened ? 'opened' : 'refused'](m)} onClose={closeReport}>
      <p>{opened ? rest : m.sharing.nothingOpened}</p>
      <ul className="share-problems">
        {told.slice(0, MOST_PROBLEMS).map((text) => (
          <li key={text}>{text}</li>
        ))}
      </ul>
      {more > 0 && <p>{m.sharing.more(more)}</p>}
    </Dialog>
  )
}

function LinkDialog({ link }: { link: string }) {
  const m = useMessages()
  const field = useRef<HTMLTextAreaElement>(null)
  useEffect(() => {
    field.current?.focus()
    field.current?.select()
  }, [])
  return (
    <Dialog title={m.sharing.copyTitle} onClose={closeLink}>
      <p>{m.sharing.copyHint}</p>
      <textarea
        ref={field}
        className="share-link"
        readOnly
        rows={4}
        aria-label={m.sharing.copyTitle}
        value={link}
        onFocus={(event) => event.currentTarget.select()}
      />
    </Dialog>
  )
}
