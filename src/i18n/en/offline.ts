import type { OfflineMessages } from '../offline'

export const offline: OfflineMessages = {
  renewed: 'A new version is ready. Reload to use it; your run stays.',
  reload: 'Reload',
  asking: 'Checking whether this browser can work offline …',
  storing: 'Storing the page on this device for use without a network …',
  stored: 'Stored on this device: it works without a network.',
  failed:
    'Storing the page on this device failed (no space, a lost connection, or blocked by the browser), so it needs the network to open. The next visit tries again.',
  single: 'This is the single file: it needs no network.',
  insecure: 'Browsers store only pages from https or from this computer, so it needs the network to open.',
  embedded: 'Inside another page, the browser does not store it.',
  development: 'The device does not store pages of the development server.',
}
