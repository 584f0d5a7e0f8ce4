// Whether the address of the page leads others anywhere.

/** Names of a server that only this computer can reach. */
const OWN_NAMES = /^(localhost|.+\.localhost|127(\.\d+){3}|\[?::1\]?)$/

/** Whether only this computer can open addresses that begin like that of the page. */
export const isOwnComputer = ({ protocol, hostname }: Pick<Location, 'protocol' | 'hostname'> = location): boolean =>
  protocol === 'file:' || OWN_NAMES.test(hostname)
