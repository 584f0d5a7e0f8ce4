// What can be opened: questions, scenarios, gotchas, lessons, incidents, talks, recordings, settings, releases, terms. All of it
// is read from where it is defined, so what a chapter adds is found as well.

import { CHALLENGES, CHAPTERS, COURSE, INCIDENTS, QUESTIONS, TALKS } from '../../chapters/chapters'
import { BUILT_IN_RECORDINGS, GOTCHAS } from '../../chapters/gotchas'
import type { Lesson } from '../../chapters/lesson'
import { questionName } from '../../chapters/question'
import { localize } from '../../i18n/localized'
import { PRESETS, RELEASES, SETTING_DEFINITIONS } from '../../rocketmq'
import { changeSetting, loadPreset } from '../../session/actions'
import { showSetting } from '../../session/finder'
import { openLesson } from '../../session/lessonActions'
import { QUESTIONS_ADDRESS, questionAddress } from '../../session/questionAddress'
import { loadGotcha } from '../../session/restart'
import type { Group, Row } from './rows'

const go = (hash: string): void => {
  location.hash = hash
}

const issueWords = (issues: readonly number[]): string => issues.map((issue) => `#${issue}`).join(' ')

const lessonRow = (lesson: Lesson, run: () => unknown): Row => ({
  id: `${lesson.kind}-${lesson.id}`,
  name: (m) => localize(lesson.title, m),
  hint: (m) => localize(lesson.summary, m),
  also: `${issueWords(lesson.issues)} ${lesson.terms.join(' ')}`,
  run,
})

function open({ id }: Lesson): void {
  const name = questionName(id)
  if (name === null) openLesson(id)
  else go(questionAddress(name))
}

/** Where a term is explained. */
export const lessonsAbout = (term: string): Row[] =>
  [...COURSE, ...INCIDENTS, ...QUESTIONS]
    .filter(({ terms }) => terms.includes(term))
    .map((lesson) => lessonRow(lesson, () => open(lesson)))

export const CONTENT_GROUPS: readonly Group[] = [
  {
    id: 'questions',
    title: (m) => m.questions.title,
    first: 3,
    rows: () => [
      ...QUESTIONS.map((question): Row => {
        const row = lessonRow(question, () => open(question))
        // What a question says it does not show is looked for as well: where to find out that it is not there.
        return { ...row, also: [row.also, ...Object.values(question.notShown ?? {})].join(' ') }
      }),
      { id: 'questions', name: (m) => m.questions.all, also: 'faq 常见问题', run: () => go(QUESTIONS_ADDRESS) },
    ],
  },
  {
    id: 'lessons',
    title: (m) => m.finder.groups.lessons,
    first: 2,
    rows: () => COURSE.map((lesson) => lessonRow(lesson, () => openLesson(lesson.id))),
  },
  {
    id: 'incidents',
    title: (m) => m.finder.groups.incidents,
    first: 2,
    rows: () => INCIDENTS.map((lesson) => lessonRow(lesson, () => openLesson(lesson.id))),
  },
  {
    id: 'challenges',
    title: (m) => m.challenges.challenges,
    first: 2,
    rows: () =>
      CHALLENGES.map(({ id, title, goal }) => ({
        id: `challenge-${id}`,
        name: (m) => localize(title, m),
        hint: (m) => localize(goal, m),
        also: 'challenge game puzzle 挑战 闯关',
        run: async () => void (await import('../../session/challengeActions')).openChallenge(id),
      })),
  },
  {
    id: 'gotchas',
    title: (m) => m.proof.surprises,
    first: 2,
    rows: () =>
      GOTCHAS.map((gotcha) => ({
        id: gotcha.id,
        name: (m) => `${gotcha.id} ${localize(gotcha.title, m)}`,
        hint: (m) => localize(gotcha.say, m),
        also: issueWords(gotcha.issues),
        run: () => loadGotcha(gotcha),
      })),
  },
  {
    id: 'talks',
    title: (m) => m.presenting.talks,
    first: 2,
    rows: () =>
      TALKS.map((talk) =>
        lessonRow(talk, async () => (await import('../../session/presenting')).startPresenting(talk.id)),
      ),
  },
  {
    id: 'scenarios',
    title: (m) => m.proof.scenarios,
    first: 2,
    rows: () =>
      PRESETS.map(({ id }) => ({
        id: `preset-${id}`,
        name: (m) => m.page.presets[id] ?? id,
        also: id,
        run: () => loadPreset(id),
      })),
  },
  {
    id: 'recordings',
    title: (m) => m.page.recordings,
    first: 2,
    rows: () =>
      BUILT_IN_RECORDINGS.map(({ experiment, title }) => ({
        id: `recording-${experiment}`,
        name: (m) => localize(title, m),
        also: experiment,
        run: async () => (await import('../../session/recordings')).openBuiltIn(experiment),
      })),
  },
  {
    id: 'settings',
    title: (m) => m.finder.groups.settings,
    first: 2,
    rows: () =>
      SETTING_DEFINITIONS.map(({ name }) => ({
        id: `setting-${name}`,
        name: (m) => m.settings.names[name] ?? name,
        hint: (m) => m.settings.hints[name],
        also: name,
        run: () => showSetting(name),
      })),
  },
  {
    id: 'releases',
    title: (m) => m.finder.groups.releases,
    first: 2,
    rows: () =>
      RELEASES.toReversed().map((release) => ({
        id: `release-${release}`,
        name: (m) => `${m.page.client} ${release}`,
        also: 'version upgrade rocketmq-client 升级',
        run: () => changeSetting('clientVersion', release),
      })),
  },
  {
    id: 'terms',
    title: (m) => m.finder.groups.terms,
    first: 2,
    rows: () =>
      CHAPTERS.flatMap(({ terms }) => terms).map((term) => ({
        id: `term-${term}`,
        name: (m) => m.glossary[term].name,
        hint: (m) => m.glossary[term].meaning,
        also: `${term} what is 什么是`,
        run: { term },
      })),
  },
]
