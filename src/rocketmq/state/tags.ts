// Tags of messages, and whether a subscription is for them.

/** Tag of a message: they take turns. */
export const tagOf = (message: number, tagCount: number): string =>
  `Tag${String.fromCharCode(65 + ((((message - 1) % tagCount) + tagCount) % tagCount))}`

/** What a ConsumeQueue has of a Tag. RocketMQ: MessageExtBrokerInner#tagsString2tagsCode */
export function tagHash(tag: string): number {
  let hash = 0
  for (let at = 0; at < tag.length; at++) hash = (Math.imul(31, hash) + tag.charCodeAt(at)) | 0
  return hash
}

const tagsIn = (subscription: string): string[] => subscription.split('||').map((tag) => tag.trim())

/** Does a Broker let a message with this Tag pass? It compares hash codes. RocketMQ: SubscriptionData.codeSet */
export const matchesHash = (subscription: string, tag: string): boolean =>
  subscription === '*' || tagsIn(subscription).map(tagHash).includes(tagHash(tag))

/** Does a message with this Tag match, by its text? RocketMQ: SubscriptionData.tagsSet */
export const matches = (subscription: string, tag: string): boolean =>
  subscription === '*' || tagsIn(subscription).includes(tag)
