// What a chart shows: indices into the bulletin, and the size it is drawn at.
import type { Bulletin } from '../data/bulletin';

export interface Choice {
  section: number;
  river: number;
  variable: string;
  scenario: number;
  scenarios: number[]; // those compared
  day: number;
  full: boolean; // the class by every indicator in place of those of automatic stations
  width: number;
  height: number;
}

/** A choice by names, as `qingliu plot` has it. */
export interface NamedChoice {
  section?: string;
  river?: string;
  variable?: string;
  scenarios?: string[];
  day?: string;
}

/** Schedules that are no members of an ensemble and did not fail. */
export function shown_scenarios(data: Bulletin): number[] {
  const shown: number[] = [];
  for (let i = 0; i < data.scenarios.length; ++i) {
    const member = data.scenarios[i].member_of;
    if ((member === null || member === undefined) && !data.scenarios[i].failed) shown.push(i);
  }
  return shown;
}

const told_apart = 8; // curves, or columns on paper

/** Those shown at once: all, or of many the best, then those nobody dominates, then the rest in their order. */
export function leading_scenarios(data: Bulletin): number[] {
  const shown = shown_scenarios(data);
  if (shown.length <= told_apart) return shown;
  const rank = (s: number): number => (s === data.best ? 0 : typeof data.scenarios[s].dominated_by === 'number' ? 2 : 1);
  const ranked = shown.slice().sort((a, b) => rank(a) - rank(b) || a - b);
  return ranked.slice(0, told_apart).sort((a, b) => a - b);
}

/** Index of the variable of that name, or 0. */
export function variable_index(variables: { name: string }[], name: string): number {
  for (let i = 0; i < variables.length; ++i) if (variables[i].name === name) return i;
  return 0;
}

/** What one sees first: the best schedule, the section of the worst class, its river, what limits it. */
export function first_choice(data: Bulletin): Choice {
  const shown = shown_scenarios(data);
  const best = data.best;
  const scenario = best !== null && best !== undefined ? best : shown.length ? shown[0] : 0;
  let section = 0;
  let worst = -1;
  let day = 0;
  let variable = 'discharge';
  for (let i = 0; i < data.sections.length; ++i) {
    const of_schedule = data.verdicts[scenario];
    const verdict = of_schedule ? of_schedule[i] : undefined;
    if (!verdict) continue;
    // how bad: days beyond the target count first, then the class itself
    const bad = verdict.days_exceeding * 10 + verdict.worst_class;
    if (bad > worst) {
      worst = bad;
      section = i;
      day = verdict.first_exceedance !== null && verdict.first_exceedance !== undefined ? verdict.first_exceedance : 0;
      const limiting = verdict.limiting[day];
      if (limiting >= 0) variable = data.indicators[limiting].name;
    }
  }
  const river = data.sections.length ? data.sections[section].river : 0;
  return { section, river, variable, scenario, scenarios: leading_scenarios(data), day, full: false, width: 800, height: 360 };
}

function place_of(kind: string, name: string, names: string[]): number {
  const place = names.indexOf(name);
  if (place < 0) throw new Error('no ' + kind + ' "' + name + '" here; there are: ' + names.join(', '));
  return place;
}

/** A schedule that can be drawn: one that ended, and no member of an ensemble, of which the data hold verdicts alone. */
function scenario_of(data: Bulletin, name: string): number {
  const shown = shown_scenarios(data);
  const all = data.scenarios.map((s) => s.name);
  const place = all.indexOf(name);
  if (place >= 0 && data.scenarios[place].failed) throw new Error('scenario "' + name + '" failed: ' + (data.scenarios[place].failure || 'no reason is told'));
  const control = place >= 0 ? data.scenarios[place].member_of : null;
  if (control !== null && control !== undefined) {
    throw new Error('"' + name + '" is a member of the ensemble of scenario "' + all[control] + '": draw that one, whose bands hold its members');
  }
  return shown[place_of('scenario', name, shown.map((s) => all[s]))];
}

/** Indices for names; throws an Error that lists what there is where a name is not known. */
export function choice_of_names(data: Bulletin, named: NamedChoice, width: number, height: number): Choice {
  const choice = first_choice(data);
  choice.width = width;
  choice.height = height;
  if (named.section !== undefined) {
    choice.section = place_of('section', named.section, data.sections.map((s) => s.name));
    choice.river = data.sections[choice.section].river;
  }
  if (named.river !== undefined) choice.river = place_of('river', named.river, data.map.rivers.map((r) => r.name));
  if (named.variable !== undefined) {
    const names = data.series.variables.map((v) => v.name);
    choice.variable = names[place_of('variable', named.variable, names)];
  }
  if (named.scenarios && named.scenarios.length) {
    choice.scenarios = named.scenarios.map((name) => scenario_of(data, name));
    choice.scenario = choice.scenarios[0];
  }
  if (named.day !== undefined && data.days.length) choice.day = place_of('day', named.day, data.days);
  return choice;
}
