import type { FailuresMessages } from '../failures'

export const failures: FailuresMessages = {
  titles: {
    stopped: 'The simulation cannot continue from here',
    besideStopped: 'The compared run cannot continue from here',
    refused: 'The change failed to compute',
    drawing: 'A part of the page failed to draw',
    page: 'An error occurred on this page',
  },
  means: {
    stopped: 'One millisecond later it fails, so time stops here. Everything up to this moment is right.',
    besideStopped:
      'One millisecond later it fails, so time stops here for both. Everything up to this moment is right.',
    refused: 'The run on the screen stays as it was, complete.',
    drawing:
      'Time has stopped; the rest of the page works. At any other moment the page tries to draw this part again.',
    page: 'Time has stopped. The run itself is intact.',
  },
  whose: 'This is a defect of RocketScope, neither a behaviour of RocketMQ nor a mistake of yours.',
  reproduce:
    'The link and the file both hold the whole input and this moment. Please attach one of them to your report.',
  reproducePlay: 'Open the link and press Play, and it fails again.',
  copyLink: 'Copy a link that reproduces it',
  saveFile: 'Save as a file',
  undo: 'Undo the last change',
  endComparing: 'End the comparison',
  startAnew: 'Reset',
  details: 'Technical details',
  facts: (time, seed, client, page) => `At ${time} · seed ${seed} · client ${client} · RocketScope ${page}`,
}
