import type { LessonsMessages } from '../lessons'

export const lessons: LessonsMessages = {
  client: 'client',
  learn: 'Lessons and incidents',
  lesson: 'Lesson',
  incident: 'Incident',
  startHere: 'Start here',
  search: 'Search lessons, incidents, gotchas, terms…',
  nothingFound: 'Nothing found. Try another word.',
  gotchasHint: 'Each is a run, with the number that proves it.',
  incidents: 'Incident library',
  incidentsHint: 'From the symptom to the cause on the stage; then change one setting and replay the same failure.',
  own: 'Your lessons',
  finished: 'finished',
  begin: 'Begin',
  goOn: 'Continue',
  again: 'Repeat',
  back: 'Back',
  next: 'Next',
  leave: 'Leave',
  fold: 'Collapse the text',
  unfold: 'Expand the text',
  backToStep: 'Back to this step',
  backToStepHint: 'Try anything on the stage; this resets it to the beginning of the step.',
  showMe: 'Do it for me',
  yourTurn: 'Your turn:',
  yourGuess: 'Your guess:',
  quiz: 'Quiz',
  right: 'Right.',
  notQuite: 'Not quite.',
  whyThere: 'See why it went there',
  meaning: 'What it means:',
  cause: 'Cause:',
  fix: 'Fix:',
  taskDone: 'Done',
  theEnd: 'The end',
  nextLesson: 'Next lesson',
  nextIncident: 'Next incident',
  toLibrary: 'All lessons and incidents',
  glossary: 'Glossary',
  termsOfLesson: 'Terms used',
  perBroker: 'Writes per second of one Broker',
  reportedAs: 'Reported as',
  notHere: 'This lesson is missing here. It may come from another file, or from a newer version.',
  courseHint: (finished, lessons, minutesLeft, minutes) =>
    finished === 0
      ? `${lessons} lessons, about ${minutes} minutes, most of it done by hand: enough to explain the producer to others.`
      : finished === lessons
        ? `All ${lessons} lessons are finished.`
        : `${finished} of ${lessons} lessons are finished; about ${minutesLeft} minutes to go.`,
  page: (now, all) => `Step ${now} of ${all}`,
  minutes: (minutes) => `about ${minutes} min`,
  countedTo: (time) => `These numbers count up to ${time}, ahead of the stage.`,
  goThere: (time) => `Jump to ${time}`,
  itWas: (right) => `It was: ${right}.`,
  stillOpen: (pages) => `Not finished yet. Pages to open, or with a question to answer: ${pages}.`,
  score: (right, all) =>
    all === 1
      ? right === 1
        ? 'One question, and right at the first try.'
        : 'One question, not right at the first try.'
      : `${right} of ${all} questions right at the first try.`,
}
