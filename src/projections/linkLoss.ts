// What broken links lose, as percent of what the two ends send each other.

import { type ClusterState, lossBetween, nameServerAddress, producerAddress } from '../rocketmq'

type Links = ClusterState['links']

/** That of the worst link, of those that fit. */
const worstOf = (links: Links, fits: (ends: Links[number]['ends']) => boolean): number =>
  links.reduce((worst, { ends, lossPercent }) => (fits(ends) ? Math.max(worst, lossPercent) : worst), 0)

/** Between a producer and the nodes of a Broker group: the worst of its links. */
export const producerToGroupLoss = ({ links }: ClusterState, producer: number, group: number): number =>
  worstOf(
    links,
    (ends) =>
      ends.some((end) => end.kind === 'producer' && end.index === producer) &&
      ends.some((end) => end.kind === 'broker' && end.group === group),
  )

/** Between a Broker node and other servers: the worst of its links. */
export const serverLinkLoss = ({ links }: ClusterState, group: number, node: number): number =>
  worstOf(
    links,
    (ends) =>
      ends.every((end) => end.kind !== 'producer') &&
      ends.some((end) => end.kind === 'broker' && end.group === group && end.node === node),
  )

export const producerToNameServerLoss = (state: ClusterState, producer: number, nameServer: number): number =>
  lossBetween(state, producerAddress(producer), nameServerAddress(nameServer))
