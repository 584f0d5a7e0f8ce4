import type { QuestionsMessages } from '../questions'

export const questions: QuestionsMessages = {
  title: 'Questions people ask',
  question: 'Question',
  hint: 'Those asked most come first. Counted: in how many of 71 public collections of notes and interview questions it is a heading, and how many of the first 12 public issue threads found are about it. The order also counts who puts it as a question, and a thread counts three times.',
  search: 'Search the questions',
  all: 'All questions',
  next: 'Next one',
  leave: 'Close',
  answered: 'answered',
  half: 'shown in part',
  notShown: 'Not shown here:',
  source: 'In the source:',
  issues: 'Asked in',
  unknown: (name) =>
    `There is no question “${name}” here; it may come from a newer version. These are the questions there are, and your run is as it was.`,
  closest: 'Nothing matches all of it; closest:',
  nothing: (typed) => `No question found: ${typed}`,
  rules: (rules) => `rules ${rules}`,
  asked: (notes, threads) => `${notes} of 71 collections${threads === null ? '' : ` · ${threads} of 12 threads`}`,
  allOf: (count) => `All ${count} questions`,
}
