import type { FailuresMessages } from '../failures'

export const failures: FailuresMessages = {
  titles: {
    stopped: 'The simulation cannot go on from here',
    besideStopped: 'The run beside it cannot go on from here',
    refused: 'This could not be computed',
    drawing: 'A part of the page could not be drawn',
    page: 'Something went wrong on this page',
  },
  means: {
    stopped: 'One millisecond later it fails, so time stops here. Everything up to this moment is right.',
    besideStopped:
      'One millisecond later it fails, so time stops here for both. Everything up to this moment is right.',
    refused: 'The run on the screen stays as it was; nothing is lost.',
    drawing: 'Time has been stopped; the rest of the page works. At any other moment this part is drawn again.',
    page: 'Time has been stopped. The run itself is unharmed.',
  },
  whose: 'This is a defect of RocketScope: neither something RocketMQ does, nor a mistake of yours.',
  reproduce:
    'The link and the file both hold the whole input and this moment. Please put one of them into your report.',
  reproducePlay: 'Open the link and press Play, and it fails again.',
  copyLink: 'Copy a link that shows it again',
  saveFile: 'Save as a file',
  undo: 'Undo the last change',
  endComparing: 'End the comparison',
  startAnew: 'Reset',
  details: 'Technical details',
  facts: (time, seed, client, page) => `At ${time} · seed ${seed} · client ${client} · RocketScope ${page}`,
}
