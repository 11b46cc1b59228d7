// The small bulletin with what some forecasts lack, and with members: null where `qingliu report` writes null.
import { completed, type Bulletin, type Packed, type Verdict, type Written } from '../src/data/bulletin';
import { small } from './small_bulletin';

const copy = (): Bulletin => JSON.parse(JSON.stringify(small));

/** Of a forecast without control sections. */
function no_sections(): Written {
  return { ...copy(), sections: [], verdicts: [[], []], series: null, shares: null, waters: null, travel: null, observations: null, state: { light: 'grey', reasons: [{ code: 'nothing_judged', light: 'grey' }] } };
}

/** Of a run shorter than a day. */
function no_days(): Written {
  const data = copy();
  const empty = (verdict: Verdict): Verdict => ({ ...verdict, class: '', full_class: '', limiting: [], full_limiting: [], margin: [], target_margin: [], value: [], discharge: [], ecological: '', target: [], worst_class: 0, share_days_meeting_target: null, first_exceedance: null, days_exceeding: 0, longest_exceedance_days: 0, minimum_daily_discharge: null, share_days_ecological_met: null, deficit_m3: null });
  return { ...data, days: [], verdicts: small.verdicts.map((of) => (of ?? []).map((verdict) => (verdict ? empty(verdict) : null))), profiles: null, shares: null, map: { ...data.map, class: [null, null] } };
}

/** Of a file that does not tell its estimates, nor one of its balance errors. */
function no_estimates(): Written {
  const data = copy();
  data.balance.push({ account: 'ammonia_nitrogen', zh: '氨氮', en: 'ammonia', unit: 'g', by_scenario: [{ in: 1, out: 1, reacted: 0, stored_change: 0, relative_error: null }, null] });
  return { ...data, estimates: null, doubts: [{ code: 'outputs_rarer_than_days' }], state: { light: 'amber', reasons: [{ code: 'not_judged', light: 'amber', sections: [0, 2], days: 4 }, { code: 'goal_unknown', light: 'amber', goal: 'sections_of_class_iii' }] } };
}

/** Two members of the first schedule, and one that failed. */
function members(): Written {
  const data = copy();
  const [first] = data.scenarios;
  const of_first = data.verdicts[0] ?? [];
  data.scenarios.push({ ...first, name: 'none@wet', title: '丰', member_of: 0 }, { ...first, name: 'none@dry', title: '枯', member_of: 0 }, { ...first, name: 'broken', title: '失败', failed: true, failure: 'the pump of "渠首" has no power', goals: [], measures: {} });
  data.verdicts[0] = of_first.map((verdict) => verdict && { ...verdict, probability: { class: [0, 1, 2].map(() => [0, 0, 1, 0, 0, 0]), exceed: [0.1, 0.6, 0.3], ecological: [null, null, null] } });
  data.verdicts.push(of_first, of_first, of_first.map(() => null));
  const band = (packed: Packed | null | undefined): [Packed, Packed, Packed] | null => (packed ? [packed, packed, packed] : null);
  data.series.bands = data.series.values.map((of) => [(of[0] ?? []).map(band), null, null, null, null]);
  for (const list of [data.series.values, data.profiles.values, data.map.class && [data.map.class]]) for (const of of list as unknown[][]) of.push(null, null, null);
  data.shares?.values.push(null, null, null);
  data.balance.forEach((account) => account.by_scenario.push(null, null, null));
  return data;
}

export const odd: { [what: string]: Written } = { no_sections: no_sections(), no_days: no_days(), no_estimates: no_estimates(), members: members() };
export const read = (what: string): Bulletin => completed(odd[what]);
