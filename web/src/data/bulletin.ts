// The bulletin's data, format "qingliu-bulletin 1", as `qingliu report` writes it. Indices refer to the arrays here; a class is
// 1..5 for I..V, 6 for worse than V, 0 for not judged; a string of classes has one character a day. Lists by day have the
// length of `days`, series that of `times`.

export type Named = { zh: string; en: string };
export type Missing<T> = T | null | undefined;

export interface Indicator extends Named {
  name: string;
  unit: string;
  headline: boolean;
  simulated: boolean;
  estimated: boolean;
  sense?: 'low' | 'high' | 'range' | 'none'; // of a good value
  limits?: Missing<number[]>; // of classes I to V
  range?: [number, number];
}

export interface Section {
  name: string;
  river: number;
  chainage_km: number;
  x: Missing<number>;
  y: Missing<number>;
  target_class: number;
  national: boolean;
  key_ecological: boolean;
  ecological_estimate: boolean;
  ecological_target: Missing<Missing<number>[]>; // m3/s by month
  mixing?: Missing<boolean>;
  outfall?: Missing<{ distance_m: number; mixing_length_m: number; source: string }>;
}

export interface Verdict {
  class: string;
  full_class: string;
  limiting: number[]; // indicator, -1 = none
  full_limiting: number[];
  margin: Missing<number>[];
  value: Missing<number>[]; // of the limiting indicator
  discharge: Missing<number>[]; // m3/s, daily mean
  ecological: string; // '1' met, '0' not, '-' none required
  target: Missing<number>[]; // m3/s
  worst_class: number;
  period_class?: Missing<number>; // of the mean over the period
  limiting_period?: Missing<number>; // indicator of most days that miss the target, else of the worst day; -1 = none
  period_margin?: Missing<number>;
  target_margin: Missing<number>[]; // to the limits of the target class; negative = missed
  days_judged?: Missing<number>;
  days_flow_judged?: Missing<number>;
  black_odour?: Missing<number>; // grade, 1 = not black
  longest_spell_below?: Missing<number>;
  ecological_target_m3s?: Missing<number>;
  share_days_meeting_target: Missing<number>;
  first_exceedance: Missing<number>; // day
  days_exceeding: number;
  longest_exceedance_days: number;
  minimum_daily_discharge: Missing<number>;
  share_days_ecological_met: Missing<number>;
  deficit_m3: Missing<number>;
  certified?: Missing<string>;
  probability?: Missing<{ class: number[][]; exceed: number[]; ecological: Missing<number>[] }>;
}

export interface Schedule {
  name: string;
  title: string;
  failed: boolean;
  failure: Missing<string>;
  member_of: Missing<number>;
  operated: boolean;
  dominated_by: Missing<number>;
  measures: { [measure: string]: Missing<number> };
  diverted: { source: string; m3: number }[];
  not_certified?: Missing<string>;
  goals: { value: Missing<number>; distance: Missing<number>; met: boolean }[];
}

export interface Variable extends Named {
  name: string;
  unit: string;
  indicator: Missing<number>;
}

/** Levels 0..4095 spread over the range, each told as its difference to the one before; an empty item is missing. */
export interface Packed {
  range: Missing<[number, number]>;
  steps: string;
  numbers?: number[]; // once unpacked
}

export interface River {
  name: string;
  into: Missing<number>;
  into_km: Missing<number>;
  leaves?: Missing<number>; // the river it is led off from
  leaves_km?: Missing<number>;
  schematic?: Missing<boolean>; // drawn there for want of points
  from_km?: Missing<number>; // chainage of its head
  length_km: number;
  pieces: { from_km: number; to_km: number; line: [number, number][] }[];
}

export interface Coded {
  code: string;
  [detail: string]: unknown;
}

/** The latest moment at which a release still helps. */
export interface Move {
  section: number;
  day: number; // the first that misses under `without`
  without: number;
  water: number;
  releases: string[];
  travel_h: number;
  latest: string;
  possible: boolean;
}

export interface Bulletin {
  format: string;
  case: string;
  title: string;
  made: {
    version: string;
    commit: string;
    created: string;
    command: string;
    conventions: string;
    vertical_datum: string;
    checksums: { file: string; sum: string }[];
    resolved_case: string;
  };
  status: string;
  period: { start: string; end: string; utc_offset_minutes: number; reached?: string };
  days: string[];
  standard: { name: string; title: string };
  goals: { name: string; goal: number }[];
  state: { light: 'green' | 'amber' | 'red' | 'grey'; reasons: Coded[] };
  best: Missing<number>;
  scenarios: Schedule[];
  measure_sense: { [measure: string]: 'low' | 'high' };
  indicators: Indicator[];
  sections: Section[];
  verdicts: Missing<Missing<Verdict>[]>[];
  series: {
    times: number[]; // s since 1970-01-01 UTC
    variables: Variable[];
    values: Missing<Missing<Packed>[]>[][]; // [variable][schedule][section]
    bands?: Missing<Missing<Missing<Missing<[Packed, Packed, Packed]>[]>[]>[]>; // low, middle, high
    band_shares?: number[];
  };
  observations?: Missing<{ section: number; variable: number; time: number[]; value: number[]; below?: boolean[] }[]>;
  map: { geographic: boolean; rivers: River[]; class: Missing<string[][]>[] }; // class [schedule][river][piece]
  profiles: {
    days: number[]; // of the bulletin's days
    variables: Variable[];
    rivers: { river: number; km: number[]; bed: Missing<Missing<number>[]> }[];
    values: Missing<Missing<Packed>[]>[][]; // [variable][schedule][river], item = point * days + day
  };
  waters?: Missing<({ name: string } & Named)[]>;
  shares?: Missing<{ values: Missing<Missing<number>[][][]>[] }>; // [schedule][section][water][day]
  age?: Missing<Missing<Missing<number>[][]>[]>; // days [schedule][section][day]
  moves?: Missing<Move[]>;
  travel: {
    scenario: number;
    section: number;
    water: number;
    releases: string[];
    release_start: string;
    arrival: Missing<string>;
    travel_h: Missing<number>;
    share_before: Missing<number>;
    share_at_peak: Missing<number>;
    still_rising: boolean;
  }[];
  decisions?: Missing<
    {
      scenario: number | string;
      from: string;
      to: Missing<string>;
      target: string;
      decided_by: string;
      reason: Missing<Named>;
      time: Missing<string>;
      until: Missing<string>;
      value?: Missing<number>;
      unit: Missing<string>;
    }[]
  >;
  balance: ({
    account: string;
    unit: string;
    by_scenario: Missing<{ in: number; out: number; reacted: number; stored_change: number; relative_error: Missing<number> }>[];
  } & Named)[];
  estimates: { count: number; items: { what: string; note?: Missing<string>; file: string; line: Missing<number>; confidence: string }[] };
  doubts: Coded[];
  skill?: Missing<{ section: string | number; variable: string | number; nse: Missing<number>; kge: Missing<number>; pbias: Missing<number>; /* share of the observed, positive where too little is computed */ pairs: number }[]>;
  charts_missing?: boolean;
}

/** As it is written: what is not known is null or absent. */
export type Written = { [key in keyof Bulletin]: key extends Lists ? Missing<Bulletin[key]> : Bulletin[key] };
type Lists = 'series' | 'profiles' | 'travel' | 'balance' | 'estimates' | 'doubts' | 'goals' | 'measure_sense';

/** The data with nothing in place of what is not known, so that a reader need not ask. */
export function completed(written: Written): Bulletin {
  return {
    ...written,
    goals: written.goals || [],
    measure_sense: written.measure_sense || {},
    series: written.series || { times: [], variables: [], values: [] },
    profiles: written.profiles || { days: [], variables: [], rivers: [], values: [] },
    travel: written.travel || [],
    balance: written.balance || [],
    estimates: written.estimates || { count: 0, items: [] },
    doubts: written.doubts || [],
  };
}
