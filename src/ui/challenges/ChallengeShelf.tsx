// The challenges in the library, with the best result in each.

import { useState } from 'react'
import type { Challenge } from '../../chapters/challenge'
import { localize } from '../../i18n/localized'
import { forgetResults, readBestResults } from '../../session/bestResults'
import { openChallenge } from '../../session/challengeActions'
import { notifyLate } from '../../session/notices'
import { LinkButton } from '../kit/Button'
import { KeptTogether } from '../kit/KeptTogether'
import { useMessages } from '../shell/useMessages'
import { starSigns } from './words'

export default function ChallengeShelf({ challenges }: { challenges: readonly Challenge[] }) {
  const m = useMessages('challenges')
  const [best, setBest] = useState(readBestResults)
  const words = m.challenges
  return (
    <section
      className="[&_h3]:mx-0 [&_h3]:mt-12 [&_h3]:mb-2 [&_h3]:font-bold [&_h3]:text-large [&_p]:mx-0 [&_p]:mt-0 [&_p]:mb-6 [&_ol]:m-0 [&_ol]:p-0 [&_ol]:list-none [&_ol]:grid [&_ol]:grid-cols-[repeat(auto-fill,minmax(min(20rem,100%),1fr))] [&_ol]:gap-7"
      aria-label={words.challenges}
    >
      <h3>{words.challenges}</h3>
      <p className="text-muted">
        {words.challengesHint}{' '}
        {Object.keys(best).length > 0 && (
          <LinkButton
            onClick={() => {
              forgetResults()
              setBest({})
              notifyLate(['challenges'], 'info', (all) => all.challenges.forgotten)
            }}
          >
            {words.forget}
          </LinkButton>
        )}
      </p>
      <ol>
        {challenges.map((challenge) => {
          const result = best[challenge.id]
          return (
            <li key={challenge.id}>
              <button
                type="button"
                className="shelf-challenge size-full text-left flex flex-col gap-4 p-8 border border-line rounded-xl bg-card text-text cursor-pointer hover:border-flight"
                onClick={() => void openChallenge(challenge.id)}
              >
                <span className="font-bold text-[1.05rem]">{localize(challenge.title, m)}</span>
                <span className="text-muted leading-[1.45] flex-1">
                  <KeptTogether text={localize(challenge.goal, m)} />
                </span>
                <span className="flex gap-8 text-muted text-small">
                  <span>{words.level(challenge.level)}</span>
                  {result ? (
                    <span>
                      <span className="text-avoid" role="img" aria-label={words.stars(result.stars)}>
                        {starSigns(result.stars)}
                      </span>{' '}
                      {words.moves(result.moves)}
                    </span>
                  ) : (
                    <span>{words.notBegun}</span>
                  )}
                </span>
              </button>
            </li>
          )
        })}
      </ol>
    </section>
  )
}
