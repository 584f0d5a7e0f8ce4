// All there is to learn from, by purpose: the course first, then incidents, talks, gotchas, recordings and the glossary; one
// field searches them all. A part that another chapter adds is one more line in the list. Loaded when it is first asked for.

import { type ReactNode, Suspense, useDeferredValue, useEffect, useRef, useState } from 'react'
import { CHALLENGES, CHAPTERS, COURSE, INCIDENTS, QUESTIONS, TALKS } from '../../chapters/chapters'
import { BUILT_IN_RECORDINGS, GOTCHAS } from '../../chapters/gotchas'
import type { Lesson } from '../../chapters/lesson'
import type { Localized } from '../../i18n/localized'
import { loadOwnLessons } from '../../io/storage'
import { showLibrary } from '../../session/actions'
import { useApp } from '../../session/appStore'
import { readProgress } from '../../session/lessonProgress'
import { QuestionShelf } from '../finder/QuestionShelf'
import { type Searched, search, searched } from '../finder/search'
import { LinkButton } from '../kit/Button'
import { Dialog } from '../kit/Dialog'
import { lazyPart } from '../shell/lazyPart'
import { useMessages } from '../shell/useMessages'
import { OwnShelf } from './OwnShelf'
import { Shelf } from './Shelf'
import { TermList } from './TermList'
import { TopicList } from './TopicList'
import { gotchaTopics, recordingTopics } from './topics'

const ChallengeShelf = lazyPart(() => import('../challenges/ChallengeShelf'), undefined, 'challenges')

const close = () => showLibrary(false)

/** Whether something is found. */
type Finds = (thing: unknown) => boolean

const both = (text: Localized): string[] => Object.values(text)

/** What is searched of everything here; a term in the language that is shown. */
function entriesOf(m: Words): (Searched & { thing: unknown })[] {
  const entry = (thing: unknown, names: string[], ...others: string[]) => ({ thing, ...searched(names, others) })
  return [
    ...[...COURSE, ...INCIDENTS, ...TALKS].map((one) => entry(one, both(one.title), ...both(one.summary))),
    ...QUESTIONS.map((one) =>
      entry(one, both(one.title), ...both(one.summary), ...(one.notShown ? both(one.notShown) : [])),
    ),
    ...CHALLENGES.map((one) => entry(one, both(one.title), ...both(one.goal))),
    ...GOTCHAS.map((one) => entry(one, [one.id, ...both(one.title)], ...both(one.say))),
    ...BUILT_IN_RECORDINGS.map((one) => entry(one, both(one.title))),
    ...CHAPTERS.flatMap((chapter) => chapter.terms).map((name) =>
      entry(name, [name, m.glossary[name].name], m.glossary[name].meaning),
    ),
  ]
}

interface Part {
  id: string
  /** Of its heading; the links on top lead there. */
  title: string
  /** What is left of it by the search; null where nothing is. */
  content: ReactNode | null
}

function lessonPart(id: string, title: string, hint: string, lessons: readonly Lesson[], finds: Finds): Part {
  const found = lessons.filter(finds)
  const numbered = id === 'course'
  const content = <Shelf title={title} hint={hint} lessons={found} onOpen={close} numbered={numbered} />
  return { id, title, content: found.length > 0 ? content : null }
}

type Words = ReturnType<typeof useMessages<'lessons' | 'presenting' | 'glossary' | 'questions' | 'challenges'>>

/** "2 of 6 lessons finished, 8 of 15 minutes left". */
function courseHint(m: Words): string {
  const { finished } = readProgress()
  const left = COURSE.filter(({ id }) => !finished.includes(id))
  const minutes = (lessons: readonly Lesson[]) => lessons.reduce((sum, one) => sum + one.minutes, 0)
  return m.lessons.courseHint(COURSE.length - left.length, COURSE.length, minutes(left), minutes(COURSE))
}

/** In the order of what somebody comes for. */
function partsOf(finds: Finds, m: Words): Part[] {
  const gotchas = GOTCHAS.filter(finds)
  const questions = QUESTIONS.filter(finds)
  const challenges = CHALLENGES.filter(finds)
  const recordings = BUILT_IN_RECORDINGS.filter(finds)
  const terms = CHAPTERS.flatMap((chapter) => chapter.terms).filter(finds)
  return [
    lessonPart('course', m.lessons.startHere, courseHint(m), COURSE, finds),
    lessonPart('incidents', m.lessons.incidents, m.lessons.incidentsHint, INCIDENTS, finds),
    lessonPart('talks', m.presenting.talks, m.presenting.talksHint, TALKS, finds),
    {
      id: 'questions',
      title: m.questions.title,
      content: questions.length > 0 && <QuestionShelf found={questions.length < QUESTIONS.length ? questions : null} />,
    },
    {
      id: 'challenges',
      title: m.challenges.challenges,
      content: challenges.length > 0 && (
        <Suspense>
          <ChallengeShelf challenges={challenges} />
        </Suspense>
      ),
    },
    {
      id: 'gotchas',
      title: m.proof.surprises,
      content: gotchas.length > 0 && (
        <TopicList title={m.proof.surprises} hint={m.lessons.gotchasHint} topics={gotchaTopics(gotchas, m, close)} />
      ),
    },
    {
      id: 'recordings',
      title: m.page.recordings,
      content: recordings.length > 0 && (
        <TopicList title={m.page.recordings} topics={recordingTopics(recordings, m, close)} />
      ),
    },
    {
      id: 'glossary',
      title: m.lessons.glossary,
      content: terms.length > 0 && (
        <div className="mt-12">
          <TermList names={terms} title={m.lessons.glossary} />
        </div>
      ),
    },
  ]
}

export default function LibraryDialog() {
  const m = useMessages('lessons', 'presenting', 'glossary', 'questions', 'challenges')
  const [query, setQuery] = useState('')
  const field = useRef<HTMLInputElement>(null)
  // On a touch screen the keyboard would cover what is to be chosen from.
  useEffect(() => {
    if (!matchMedia('(pointer: coarse)').matches) field.current?.focus()
  }, [])
  const wanted = useDeferredValue(query).trim()
  // Whoever has lessons of their own finds them first; the shelf stays where it is while the library is open.
  const [ownFirst] = useState(() => useApp.getState().ownLessons.length > 0 || (loadOwnLessons() ?? '[]') !== '[]')
  const own = wanted === '' && <OwnShelf onOpen={close} />
  const { found, all } = search(entriesOf(m), (entry) => entry, wanted)
  const kept = new Set(found.map(({ thing }) => thing))
  const parts = partsOf((thing) => kept.has(thing), m).filter(({ content }) => content)
  return (
    <Dialog title={m.lessons.learn} width={72} onClose={close}>
      <input
        ref={field}
        type="search"
        className="mt-4 w-full min-h-24 max-wide:min-h-32 px-6 border border-line-strong rounded-md bg-inset text-text"
        aria-label={m.lessons.search}
        placeholder={m.lessons.search}
        value={query}
        onChange={(event) => setQuery(event.target.value)}
        onKeyDown={(event) => {
          if (event.key !== 'Escape' || query === '') return
          // The first Escape empties the field, the next closes the library.
          event.preventDefault()
          setQuery('')
        }}
      />
      <nav className="mt-6 flex flex-wrap gap-x-10 gap-y-4" aria-label={m.lessons.learn}>
        {parts.map(({ id, title }) => (
          <LinkButton key={id} onClick={() => document.getElementById(`library-${id}`)?.scrollIntoView()}>
            {title}
          </LinkButton>
        ))}
      </nav>
      <p role="status" className="text-muted">
        {parts.length === 0 ? m.lessons.nothingFound : !all && m.questions.closest}
      </p>
      {ownFirst && own}
      {parts.map(({ id, content }) => (
        <div key={id} id={`library-${id}`} className="[scroll-margin-top:4.5rem]">
          {content}
          {id === 'talks' && !ownFirst && own}
        </div>
      ))}
      {parts.every(({ id }) => id !== 'talks') && !ownFirst && own}
    </Dialog>
  )
}
