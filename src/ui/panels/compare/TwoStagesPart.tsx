// The second run beside the first is loaded when it is first wanted; where that fails, the first one stays.

import { lazyPart } from '../../shell/lazyPart'
import { Stage } from '../../stage/Stage'

export const TwoStages = lazyPart(() => import('./TwoStages'), <Stage />, 'compare')
