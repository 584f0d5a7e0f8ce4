// What could not be read, a link to be copied by hand, and the sign that a file may be dropped. Loaded when first needed.

import './Share.css'
import { type ReactNode, useEffect, useId, useRef } from 'react'
import { useStore } from 'zustand'
import { ownLessonWords } from '../../i18n/ownLessons'
import { problemWords } from '../../i18n/problems'
import { sharingPhrases, sharingWords } from '../../i18n/sharing'
import { closeLink, closeReport, type Report, sharing } from '../../session/sharingState'
import { icons } from '../shell/icons'
import { useTexts } from '../shell/useTexts'

export default function SharingDialogs() {
  const { pick } = useTexts()
  const { report, linkToCopy, dropping } = useStore(sharing)
  return (
    <>
      {report && <ReportDialog report={report} />}
      {linkToCopy !== null && <LinkDialog link={linkToCopy} />}
      {dropping && <p className="drop-sign">{pick(sharingWords.dropHere)}</p>}
    </>
  )
}

function Dialog({ title, onClose, children }: { title: string; onClose: () => void; children: ReactNode }) {
  const { words } = useTexts()
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
          <button type="button" className="icon-button" aria-label={words.close} onClick={close}>
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

const TITLES = {
  link: { opened: sharingWords.linkHalfRead, refused: sharingWords.linkNotRead },
  file: { opened: sharingWords.fileHalfRead, refused: sharingWords.fileNotRead },
  lesson: { opened: ownLessonWords.broken, refused: ownLessonWords.refused },
}

function ReportDialog({ report }: { report: Report }) {
  const { pick, language } = useTexts()
  const { source, opened, problems } = report
  const named = problems.filter(({ reason }) => reason !== 'more')
  const unnamed = problems.reduce((sum, { reason, value }) => (reason === 'more' ? sum + Number(value) : sum), 0)
  const told = [...new Set(named.map((problem) => pick(problemWords(problem))))]
  const more = Math.max(0, told.length - MOST_PROBLEMS) + unnamed
  const rest = source === 'lesson' ? ownLessonWords.brokenHint : sharingWords.restOpened
  return (
    <Dialog title={pick(TITLES[source][opened ? 'opened' : 'refused'])} onClose={closeReport}>
      <p>{pick(opened ? rest : sharingWords.nothingOpened)}</p>
      <ul className="share-problems">
        {told.slice(0, MOST_PROBLEMS).map((text) => (
          <li key={text}>{text}</li>
        ))}
      </ul>
      {more > 0 && <p>{sharingPhrases.more[language](more)}</p>}
    </Dialog>
  )
}

function LinkDialog({ link }: { link: string }) {
  const { pick } = useTexts()
  const field = useRef<HTMLTextAreaElement>(null)
  useEffect(() => {
    field.current?.focus()
    field.current?.select()
  }, [])
  return (
    <Dialog title={pick(sharingWords.copyTitle)} onClose={closeLink}>
      <p>{pick(sharingWords.copyHint)}</p>
      <textarea
        ref={field}
        className="share-link"
        readOnly
        rows={4}
        aria-label={pick(sharingWords.copyTitle)}
        value={link}
        onFocus={(event) => event.currentTarget.select()}
      />
    </Dialog>
  )
}
