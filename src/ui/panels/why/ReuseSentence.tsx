// When the producer can use a Broker again, as a sentence: loaded with the first Broker that is asked about.

import { KeptTogether } from '../../kit/KeptTogether'
import { useMessages } from '../../shell/useMessages'
import { useOpenQuestion } from '../../shell/useOpenQuestion'
import { useOutages } from '../../shell/useOutages'

export default function ReuseSentence({
  producer,
  group,
  broker,
}: {
  producer: number
  group: number
  broker: string
}) {
  const m = useMessages('waits')
  const [outage] = useOutages(producer, group)
  const asks = useOpenQuestion()
  if (!outage || asks) return null
  return (
    <p className="text-muted" data-testid="window-waits">
      <KeptTogether text={m.waits.reuseSentence(broker, outage)} />
    </p>
  )
}
