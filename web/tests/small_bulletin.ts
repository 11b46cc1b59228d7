// A bulletin of two rivers, three sections, two schedules and three days, small enough to reckon by hand.
import type { Bulletin, Packed, Verdict } from '../src/data/bulletin';

/** Levels of a series as they are written: differences, empty where missing. */
export function packed(range: [number, number], levels: (number | null)[]): Packed {
  let before = 0;
  const steps = levels.map((level) => {
    if (level === null) return '';
    const step = level - before;
    before = level;
    return String(step);
  });
  return { range, steps: steps.join(',') };
}

function verdict(classes: string, target: number, discharge: number[], wanted: number): Verdict {
  const grades = [...classes].map(Number);
  const missed = grades.filter((grade) => grade > target).length;
  const first = grades.findIndex((grade) => grade > target);
  return {
    class: classes,
    full_class: classes.replace(/2/g, '3'),
    limiting: [1, 1, 1],
    full_limiting: [2, 2, 2],
    margin: [0.2, 0.1, 0.3],
    target_margin: grades.map((grade) => (grade > target ? -0.2 : 0.2)),
    value: [0.8, 1.2, 0.6],
    discharge,
    ecological: discharge.map((q) => (wanted === 0 ? '-' : q >= wanted ? '1' : '0')).join(''),
    target: discharge.map(() => wanted),
    worst_class: Math.max(...grades),
    share_days_meeting_target: 1 - missed / grades.length,
    first_exceedance: first < 0 ? null : first,
    days_exceeding: missed,
    longest_exceedance_days: missed,
    minimum_daily_discharge: Math.min(...discharge),
    share_days_ecological_met: 1,
    deficit_m3: discharge.reduce((sum, q) => sum + Math.max(0, wanted - q) * 86400, 0),
  };
}

const times = Array.from({ length: 25 }, (_none, i) => 1768406400 + i * 10800); // three days from 2026-01-15 00:00 +08:00
const rising = packed([0, 2], times.map((_t, i) => (i === 5 ? null : i * 160)));
const falling = packed([4, 12], times.map((_t, i) => 4095 - i * 100));
const by_day = (points: number) => packed([10, 20], Array.from({ length: points * 3 }, (_none, i) => i * 100));

export const small: Bulletin = {
  format: 'qingliu-bulletin 1',
  case: 'small',
  title: 'Two rivers',
  made: {
    version: '0.0.0',
    commit: '0123456789abcdef',
    created: '2026-01-14T20:00:00+08:00',
    command: 'qingliu run small.yaml',
    conventions: 'CF-1.11',
    vertical_datum: 'none',
    checksums: [{ file: 'small.yaml', sum: 'fnv1a64:0000000000000001' }],
    resolved_case: 'case: small\n',
  },
  status: 'complete',
  period: { start: '2026-01-15T00:00:00+08:00', end: '2026-01-18T00:00:00+08:00', utc_offset_minutes: 480 },
  days: ['2026-01-15', '2026-01-16', '2026-01-17'],
  standard: { name: 'GB 3838-2002', title: '地表水环境质量标准' },
  goals: [{ name: 'sections_of_class_iii', goal: 0.7 }],
  state: { light: 'amber', reasons: [{ code: 'days_missed', light: 'amber', sections: [1], days: 1 }] },
  best: 1,
  scenarios: [
    { name: 'none', title: '不引水', failed: false, failure: null, member_of: null, operated: false, dominated_by: null, measures: { share_sections_class_iii: 2 / 3, diverted_m3: 0, section_days_meeting: 7, section_days: 9 }, diverted: [], goals: [{ value: 2 / 3, distance: -0.03, met: false }] },
    { name: 'ten', title: '引水', failed: false, failure: null, member_of: null, operated: false, dominated_by: null, measures: { share_sections_class_iii: 1, diverted_m3: 2592000, section_days_meeting: 8, section_days: 9 }, diverted: [{ source: '渠首', m3: 2592000 }], goals: [{ value: 1, distance: 0.3, met: true }] },
  ],
  measure_sense: { share_sections_class_iii: 'high', diverted_m3: 'low', section_days_meeting: 'high' },
  indicators: [
    { name: 'dissolved_oxygen', zh: '溶解氧', en: 'oxygen', unit: 'mg/L', headline: true, simulated: true, estimated: false, sense: 'high', limits: [7.5, 6, 5, 3, 2] },
    { name: 'ammonia_nitrogen', zh: '氨氮', en: 'ammonia', unit: 'mg/L', headline: true, simulated: true, estimated: false, sense: 'low', limits: [0.15, 0.5, 1, 1.5, 2] },
    { name: 'chemical_oxygen_demand', zh: '化学需氧量', en: 'COD', unit: 'mg/L', headline: false, simulated: true, estimated: true, sense: 'low', limits: [15, 15, 20, 30, 40] },
  ],
  sections: [
    { name: '上', river: 0, chainage_km: 5, x: 113.05, y: 35.0, target_class: 3, national: true, key_ecological: false, ecological_estimate: false, ecological_target: null },
    { name: '下', river: 0, chainage_km: 35, x: 113.35, y: 35.0, target_class: 3, national: false, key_ecological: true, ecological_estimate: true, ecological_target: null },
    { name: '支', river: 1, chainage_km: 12, x: 113.2, y: 35.1, target_class: 4, national: false, key_ecological: false, ecological_estimate: false, ecological_target: null },
  ],
  verdicts: [
    [verdict('233', 3, [5, 5, 5], 0), verdict('446', 3, [5, 0.4, 6], 1), verdict('345', 4, [2, 2, 2], 0)],
    [verdict('222', 3, [15, 15, 15], 0), verdict('342', 3, [15, 15, 16], 1), verdict('444', 4, [2, 2, 2], 0)],
  ],
  series: {
    times,
    variables: [
      { name: 'water_level', zh: '水位', en: 'Water level', unit: 'm', indicator: null },
      { name: 'discharge', zh: '流量', en: 'Discharge', unit: 'm3/s', indicator: null },
      { name: 'dissolved_oxygen', zh: '溶解氧', en: 'Oxygen', unit: 'mg/L', indicator: 0 },
      { name: 'ammonia_nitrogen', zh: '氨氮', en: 'Ammonia', unit: 'mg/L', indicator: 1 },
    ],
    values: [falling, falling, falling, rising].map((series) => [0, 1].map(() => [series, series, null])),
  },
  observations: [{ section: 0, variable: 3, time: [1768406400, 1768492800], value: [0.4, 0.9] }],
  map: {
    geographic: true,
    rivers: [
      { name: '干流', into: null, into_km: null, from_km: 0, length_km: 40, pieces: [0, 1].map((k) => ({ from_km: k * 20, to_km: k * 20 + 20, line: [[113 + 0.2 * k, 35], [113.2 + 0.2 * k, 35]] as [number, number][] })) },
      { name: '支流', into: 0, into_km: 20, from_km: 2, length_km: 14, pieces: [{ from_km: 2, to_km: 16, line: [[113.2, 35.15], [113.2, 35]] }] },
    ],
    class: [
      [['234', '345'], ['666']],
      [['222', '333'], ['444']],
    ],
  },
  profiles: {
    days: [0, 1, 2],
    variables: [
      { name: 'water_level', zh: '水位', en: 'Water level', unit: 'm', indicator: null },
      { name: 'ammonia_nitrogen', zh: '氨氮', en: 'Ammonia', unit: 'mg/L', indicator: 1 },
    ],
    rivers: [{ river: 0, km: [0, 10, 20, 30, 40], bed: [14, 12, 10, 8, 6] }],
    values: [0, 1].map(() => [0, 1].map(() => [by_day(5)])),
  },
  waters: [
    { name: 'local', zh: '本地水', en: 'Local' },
    { name: 'far', zh: '外调水', en: 'Transferred' },
  ],
  shares: { values: [0, 1].map(() => [0, 1, 2].map(() => [[0.7, 0.6, 0.5], [0.3, 0.4, 0.5]])) },
  travel: [{ scenario: 1, section: 1, water: 1, releases: ['渠首'], release_start: '2026-01-15T00:00:00+08:00', arrival: '2026-01-15T18:00:00+08:00', travel_h: 18, share_before: 0, share_at_peak: 0.5, still_rising: false }],
  balance: [{ account: 'water', zh: '水量', en: 'water', unit: 'm3', by_scenario: [{ in: 100, out: 90, reacted: 0, stored_change: 10, relative_error: 1e-15 }, null] }],
  estimates: { count: 1, items: [{ what: '流量', file: 'small.yaml', line: 3, confidence: 'estimate' }] },
  doubts: [{ code: 'one_run' }],
};
