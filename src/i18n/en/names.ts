import { CONSUMER_NAMES, type NamesMessages } from '../names'

export const names: NamesMessages = {
  producer: {
    title: (n) =>
      n === null ? ['Order service producer', 'Producer'] : [`Order producer ${n}`, `Producer ${n}`, `P${n}`],
    sentence: (n) => (n === null ? 'the producer' : `producer ${n}`),
  },
  consumer: CONSUMER_NAMES,
  controller: {
    title: () => ['Controller'],
    sentence: () => 'the Controller',
  },
  nameServer: {
    title: (n) => (n === null ? ['NameServer'] : [`NameServer ${n}`, `namesrv ${n}`, `${n}`]),
    sentence: (n) => (n === null ? 'NameServer' : `NameServer ${n}`),
  },
}
