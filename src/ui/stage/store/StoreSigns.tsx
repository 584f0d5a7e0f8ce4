// What a stage has of the inside of Brokers: the opened one, and that the others can be opened. Loaded with the first run that
// simulates it.

import { Suspense } from 'react'
import type { StageLayout } from '../../../stage/layout'
import { lazyPart } from '../../shell/lazyPart'
import { OpenSign } from './OpenSign'
import { type Unfolding, useUnfold } from './useUnfold'

const OpenedStore = lazyPart(async () => ({ default: (await import('./opened')).OpenedStore }), null, 'openedBroker')

interface StoreSignsProps {
  layout: StageLayout
  chosenMessage: number
  onUnfold: (unfolding: Unfolding) => void
}

export default function StoreSigns({ layout, chosenMessage, onUnfold }: StoreSignsProps) {
  useUnfold(onUnfold)
  return layout.places.broker.map((place) =>
    place.store ? (
      <Suspense key={place.index}>
        <OpenedStore place={place} chosenMessage={chosenMessage} />
      </Suspense>
    ) : (
      <OpenSign key={place.index} place={place} />
    ),
  )
}
