import type { OfflineMessages } from '../offline'

export const offline: OfflineMessages = {
  renewed: 'A new version is ready. It is used after a reload; your run is kept.',
  reload: 'Reload',
  asking: 'Looking whether this browser can work offline …',
  storing: 'Being stored on this device, so that it works without a network …',
  stored: 'Stored on this device: it works without a network.',
  failed:
    'It could not be stored on this device (no space, a lost connection, or forbidden by the browser) and needs the network to open. The next visit tries again.',
  single: 'This is the single file: it needs no network.',
  insecure: 'Browsers store only pages from https or from this computer, so it needs the network to open.',
  embedded: 'Inside another page it is not stored on this device.',
  development: 'A page of the development server is not stored.',
}
