// What lies over the drawing of the stage: signs and words about links within it, and buttons above it.

import type { StageLayout } from '../../stage/layout'
import { useMessages } from '../shell/useMessages'
import { LinkMarks } from './LinkMarks'
import { Notes } from './Notes'
import { GroupButtons, type MenuSubject, NameServerButton, ProducerButtons } from './StageButtons'

interface Props {
  layout: StageLayout
  /** The producer whose belief is shown. */
  producer: number
}

export function StageSigns({ shortNames, ...common }: Props & { shortNames: readonly string[] }) {
  const m = useMessages()
  return (
    <>
      <LinkMarks {...common} m={m} />
      <Notes layout={common.layout} shortNames={shortNames} m={m} />
    </>
  )
}

interface ButtonsProps extends Props {
  /** Names of the Broker groups. */
  names: readonly string[]
  openTarget: string | null
  onOpen: (subject: MenuSubject) => void
  onKill: () => void
}

export function StageButtons({ layout, producer, names, ...handlers }: ButtonsProps) {
  const common = { ...handlers, m: useMessages() }
  const onlyProducer = layout.producers.length === 1
  const onlyNameServer = layout.nameServers.length === 1
  return (
    <>
      {layout.producers.map((place) => (
        <ProducerButtons key={place.producer} place={place} only={onlyProducer} {...common} />
      ))}
      {layout.nameServers.map((place) => (
        <NameServerButton key={place.nameServer} place={place} names={names} only={onlyNameServer} {...common} />
      ))}
      {layout.groups.map((place) => (
        <GroupButtons key={place.group} place={place} producer={producer} {...common} />
      ))}
    </>
  )
}
