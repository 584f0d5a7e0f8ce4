// The shelf of the person's own lessons: opened, or made of a run. Each can be saved, shared, renamed and deleted.

import { type FormEvent, type ReactNode, useEffect, useRef, useState } from 'react'
import { useStore } from 'zustand'
import type { Lesson } from '../../chapters/lesson'
import { localize } from '../../i18n/localized'
import type { Text } from '../../i18n/messages'
import { MAX_PACKED_LENGTH } from '../../io/lessonFile'
import { useApp } from '../../session/appStore'
import { leaveLesson } from '../../session/lessonActions'
import { copyLessonLink, makeLesson, saveLesson } from '../../session/lessonOpening'
import {
  addOwnLesson,
  removeOwnLesson,
  renameOwnLesson,
  restoreOwnLessons,
  unreadableLessons,
} from '../../session/ownLessons'
import { sharing } from '../../session/sharingState'
import { Button, LinkButton } from '../kit/Button'
import { chooseFile } from '../shell/chooseFile'
import { useMessages } from '../shell/useMessages'
import { Shelf } from './Shelf'

/** The last thing that was done on this shelf, and what can be done about it. */
type Told =
  | { kind: 'text'; text: Text<'ownLessons'> }
  | { kind: 'deleted'; lesson: Lesson; at: number }
  | { kind: 'tooLong'; lesson: Lesson; length: number }
  | null

const renameId = (id: string): string => `rename-${id}`

export function OwnShelf({ onOpen }: { onOpen: () => void }) {
  const m = useMessages('lessons', 'ownLessons')
  const lessons = useApp((state) => state.ownLessons)
  const made = useStore(sharing, (state) => state.madeLesson)
  const [told, setTold] = useState<Told>(null)
  const [renaming, setRenaming] = useState<string | null>(null)
  const [renamed, setRenamed] = useState<string | null>(null)
  useEffect(() => {
    restoreOwnLessons()
    return () => sharing.setState({ madeLesson: null })
  }, [])
  // Whoever works by keyboard stays where they were: what had the focus has just gone.
  const undoButton = useRef<HTMLButtonElement>(null)
  useEffect(() => {
    if (told?.kind === 'deleted') undoButton.current?.focus()
  }, [told])
  const endRenaming = (id: string) => {
    setRenaming(null)
    setRenamed(id)
  }
  useEffect(() => {
    if (renamed === null || renaming !== null) return
    document.getElementById(renameId(renamed))?.focus()
    setRenamed(null)
  }, [renamed, renaming])
  const say = (text: Text<'ownLessons'>) => setTold({ kind: 'text', text })
  const justMade = lessons.find(({ id }) => id === made)

  const copy = async (lesson: Lesson) => {
    const shared = await copyLessonLink(lesson)
    if (shared.how === 'tooLong') setTold({ kind: 'tooLong', lesson, length: shared.length })
    else if (shared.how === 'copied') say((m) => m.ownLessons.copied)
  }
  const remove = (lesson: Lesson) => {
    if (useApp.getState().lesson?.id === lesson.id) leaveLesson()
    setTold({ kind: 'deleted', lesson, at: removeOwnLesson(lesson.id) })
  }
  const save = (lesson: Lesson) => {
    saveLesson(lesson)
    say((m) => m.ownLessons.saved)
  }
  const rename = (lesson: Lesson, name: string) => {
    endRenaming(lesson.id)
    if (name !== '' && !renameOwnLesson(lesson.id, name, m.language)) say((m) => m.ownLessons.notKept)
  }

  const tools = (lesson: Lesson) =>
    renaming === lesson.id ? (
      <NameForm
        name={localize(lesson.title, m)}
        onName={(name) => rename(lesson, name)}
        onCancel={() => endRenaming(lesson.id)}
      />
    ) : (
      <p className="own-tools m-0! flex flex-wrap items-center gap-x-10 gap-y-2 px-2 pt-3 [&_.link]:min-h-20">
        {(
          [
            [m.ownLessons.saveFile, save],
            [m.ownLessons.copyLink, copy],
            [m.ownLessons.rename, ({ id }: Lesson) => setRenaming(id)],
            [m.ownLessons.remove, remove],
          ] as const
        ).map(([words, choose]) => (
          <LinkButton
            key={words}
            id={words === m.ownLessons.rename ? renameId(lesson.id) : undefined}
            aria-label={m.ownLessons.toolOf(words, localize(lesson.title, m))}
            onClick={() => void choose(lesson)}
          >
            {words}
          </LinkButton>
        ))}
      </p>
    )

  let message: ReactNode = null
  if (told?.kind === 'text') message = told.text(m)
  else if (told?.kind === 'deleted') {
    message = (
      <>
        {m.ownLessons.deleted(localize(told.lesson.title, m))}{' '}
        <LinkButton
          ref={undoButton}
          onClick={() => {
            addOwnLesson(told.lesson, told.at)
            setTold(null)
          }}
        >
          {m.ownLessons.undo}
        </LinkButton>
      </>
    )
  } else if (told?.kind === 'tooLong') {
    message = (
      <>
        {m.ownLessons.tooLong(told.length, MAX_PACKED_LENGTH)}{' '}
        <LinkButton onClick={() => save(told.lesson)}>{m.ownLessons.saveFile}</LinkButton>
      </>
    )
  } else if (justMade) message = m.ownLessons.made(localize(justMade.title, m), justMade.steps.length)

  return (
    <Shelf title={m.lessons.own} hint={m.ownLessons.hint} lessons={lessons} onOpen={onOpen} tools={tools}>
      <p className="flex flex-wrap gap-6">
        <Button
          onClick={() => {
            setTold(null)
            makeLesson()
          }}
        >
          {m.sharing.makeLesson}
        </Button>
        <Button onClick={chooseFile}>{m.ownLessons.openFile}</Button>
      </p>
      <p role="status">{message}</p>
      {unreadableLessons() > 0 && <p className="text-muted">{m.ownLessons.unreadable(unreadableLessons())}</p>}
    </Shelf>
  )
}

const MAX_NAME_LENGTH = 120

function NameForm({ name, onName, onCancel }: { name: string; onName: (name: string) => void; onCancel: () => void }) {
  const m = useMessages('ownLessons')
  const field = useRef<HTMLInputElement>(null)
  useEffect(() => {
    field.current?.select()
  }, [])
  const submit = (event: FormEvent) => {
    event.preventDefault()
    onName(field.current?.value.trim() ?? '')
  }
  return (
    <form
      className="own-tools m-0! flex flex-wrap items-center gap-x-10 gap-y-2 px-2 pt-3 [&_.link]:min-h-20"
      onSubmit={submit}
    >
      <input
        ref={field}
        className="flex-[1_1_10rem] min-w-0 min-h-24 px-6 border border-line-strong rounded-md bg-inset text-text"
        aria-label={m.ownLessons.newName}
        defaultValue={name}
        maxLength={MAX_NAME_LENGTH}
        onKeyDown={(event) => {
          if (event.key !== 'Escape') return
          // Escape would close the whole library.
          event.preventDefault()
          onCancel()
        }}
      />
      <LinkButton type="submit">{m.ownLessons.keepName}</LinkButton>
      <LinkButton onClick={onCancel}>{m.ownLessons.keepOldName}</LinkButton>
    </form>
  )
}
