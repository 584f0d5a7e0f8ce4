import { CONSUMER_NAMES, type NamesMessages } from '../names'

export const names: NamesMessages = {
  producer: {
    title: (n) =>
      n === null ? ['订单系统 Producer', 'Producer'] : [`订单系统 Producer ${n}`, `Producer ${n}`, `P${n}`],
    sentence: (n) => (n === null ? '生产者' : `生产者 ${n}`),
  },
  consumer: CONSUMER_NAMES,
  controller: {
    title: () => ['Controller'],
    sentence: () => 'Controller',
  },
  nameServer: {
    title: (n) => (n === null ? ['NameServer'] : [`NameServer ${n}`, `namesrv ${n}`, `${n}`]),
    sentence: (n) => (n === null ? 'NameServer' : `NameServer ${n}`),
  },
}
