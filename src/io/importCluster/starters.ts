// The rocketmq-client that each rocketmq-spring-boot-starter brings.

/**
 * By the starter's version. Source: <rocketmq.version> in the parent POM (rocketmq-spring-all) of each release; 2.2.2 and
 * 2.2.3 were resolved with Maven too.
 */
const CLIENT_OF_STARTER: Readonly<Record<string, string>> = {
  '2.0.2': '4.4.0',
  '2.0.3': '4.5.1',
  '2.0.4': '4.5.2',
  '2.1.0': '4.6.0',
  '2.1.1': '4.7.1',
  '2.2.0': '4.8.0',
  '2.2.1': '4.9.1',
  '2.2.2': '4.9.3',
  '2.2.3': '5.0.0',
  '2.3.0': '5.2.0',
  '2.3.1': '5.3.0',
  '2.3.2': '5.3.1',
  '2.3.3': '5.3.1',
  '2.3.4': '5.3.2',
  '2.3.5': '5.3.2',
}

/** @returns "4.9.3", or null if that starter is not known */
export const clientOfStarter = (version: string): string | null =>
  Object.hasOwn(CLIENT_OF_STARTER, version) ? (CLIENT_OF_STARTER[version] as string) : null
