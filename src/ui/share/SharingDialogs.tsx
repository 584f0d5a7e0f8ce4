// What could not be read, a link to be copied by hand, and the sign that a file may be dropped. Loaded when first needed.

import { useEffect, useRef } from 'react'
import { useStore } from 'zustand'
import type { Text } from '../../i18n/messages'
import { closeLink, closeReport, type Report, sharing } from '../../session/sharingState'
import { Dialog } from '../kit/Dialog'
import { useMessages } from '../shell/useMessages'

export default function SharingDialogs() {
  const m = useMessages()
  const { report, linkToCopy, dropping } = useStore(sharing)
  return (
    <>
      {report && <ReportDialog report={report} />}
      {linkToCopy !== null && <LinkDialog link={linkToCopy} />}
      {dropping && (
        <p className="drop-sign fixed inset-7 z-60 grid place-items-center border-3 border-dashed border-flight rounded-full bg-ground/80 text-[1.5rem] font-bold pointer-events-none">
          {m.sharing.dropHere}
        </p>
      )}
    </>
  )
}

/** More would not be read by anybody. */
const MAX_PROBLEMS = 12

const TITLES: Record<string, Record<'opened' | 'refused', Text<'ownLessons'>>> = {
  link: { opened: (m) => m.sharing.linkHalfRead, refused: (m) => m.sharing.linkNotRead },
  file: { opened: (m) => m.sharing.fileHalfRead, refused: (m) => m.sharing.fileNotRead },
  lesson: { opened: (m) => m.ownLessons.broken, refused: (m) => m.ownLessons.refused },
}

function ReportDialog({ report }: { report: Report }) {
  const m = useMessages('ownLessons', 'problems')
  const { source, opened, problems } = report
  const named = problems.filter(({ reason }) => reason !== 'more')
  const unnamed = problems.reduce((sum, { reason, value }) => (reason === 'more' ? sum + Number(value) : sum), 0)
  const told = [...new Set(named.map((problem) => m.problems.sentence(problem)))]
  const more = Math.max(0, told.length - MAX_PROBLEMS) + unnamed
  const rest = source === 'lesson' ? m.ownLessons.brokenHint : m.sharing.restOpened
  return (
    <Dialog title={TITLES[source][opened ? 'opened' : 'refused'](m)} onClose={closeReport}>
      <p>{opened ? rest : m.sharing.nothingOpened}</p>
      <ul className="pt-5 pb-3 pl-12 list-disc [&_li]:px-0 [&_li]:py-2 [&_li]:wrap-anywhere">
        {told.slice(0, MAX_PROBLEMS).map((text) => (
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
        className="w-full mt-7 p-5 border border-line-strong rounded-md bg-inset text-text wrap-anywhere resize-y"
        readOnly
        rows={4}
        aria-label={m.sharing.copyTitle}
        value={link}
        onFocus={(event) => event.currentTarget.select()}
      />
    </Dialog>
  )
}
