// Every chart by name.
import type { Bulletin } from '../data/bulletin';
import type { Language } from '../words/words';
import type { Choice } from './choice';
import { class_calendar } from './class_calendar';
import { ecological_flow } from './ecological_flow';
import { river_map } from './river_map';
import { river_profile } from './river_profile';
import { schedule_classes } from './schedule_classes';
import { section_series } from './section_series';
import { stick_diagram } from './stick_diagram';
import type { Option } from './style';
import { water_shares } from './water_shares';

export type Chart = (data: Bulletin, choice: Choice, language: Language) => Option;

export const charts = {
  class_calendar,
  ecological_flow,
  river_map,
  river_profile,
  schedule_classes,
  section_series,
  stick_diagram,
  water_shares,
};

export type ChartName = keyof typeof charts;
