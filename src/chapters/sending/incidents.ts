// The incident library: production stories, each told from its symptom.

import type { Lesson } from '../lesson'
import { failingIncidents } from './incidentsFailing'
import { starvingIncidents } from './incidentsStarving'

export const INCIDENTS: readonly Lesson[] = [...starvingIncidents, ...failingIncidents]
