// Head of the bulletin: what it is, for when, how things stand and why, and the figures a dispatcher asks for first.
import { class_mark } from '../classes';
import { shown_scenarios } from '../charts/choice';
import { date_name, day_name, fixed, known, moment_name, money, percent, tiny, volume } from '../format';
import type { Bulletin, Missing } from '../data/bulletin';
import type { Key } from '../words/words';
import { coded_sentence } from './coded';
import { schedule_title, type Context, type Part } from './context';
import { el, raised, type Child } from './dom';

const light_marks = { green: '✓', amber: '!', red: '×', grey: '?' };

function figure(name: string, value: Child, note: Child, exact?: number | null, state?: boolean): HTMLElement {
  return el(
    'div',
    { class: 'figure' },
    el('dt', {}, name),
    el('dd', { 'data-value': exact }, value),
    note ? el('dd', { class: state === undefined ? 'aside' : state ? 'aside met' : 'aside missed' }, note) : null,
  );
}

/** Largest relative error of a balance of the schedules, and of water alone; null where one of them is not known, which may be worse. */
export function worst_errors(balance: Bulletin['balance']): { water: number | null; any: number | null } {
  const worst: { water: number | null; any: number | null } = { water: 0, any: 0 };
  const larger = (so_far: number | null, error: Missing<number>) => (so_far === null || !known(error) ? null : Math.max(so_far, Math.abs(error)));
  for (const account of balance) {
    for (const row of account.by_scenario) {
      if (!row) continue;
      worst.any = larger(worst.any, row.relative_error);
      if (account.account === 'water') worst.water = larger(worst.water, row.relative_error);
    }
  }
  return worst;
}

export function masthead(context: Context): Part {
  const { data, language, say } = context;
  const last = data.days[data.days.length - 1];
  const errors = worst_errors(data.balance);
  const best = known(data.best) ? data.scenarios[data.best] : undefined;
  const period = data.days.length ? `${date_name(data.days[0], language)} – ${data.days[0].slice(0, 4) === last.slice(0, 4) ? day_name(last, language) : date_name(last, language)}` : '';
  const facts = [
    say('fact_period', { period, days: data.days.length }),
    say('fact_made', { when: moment_name(data.made.created, data.period.utc_offset_minutes, language, true) }),
    say('fact_standard', { standard: data.standard.name }),
    say('fact_version', { version: data.made.version, commit: data.made.commit.slice(0, 10) }),
    data.status === 'complete' ? say('fact_complete', { ended: shown_scenarios(data).length, all: data.scenarios.filter((s) => !known(s.member_of)).length }) : say('fact_incomplete'),
  ];
  const light = data.state.light;
  const status = el(
    'div',
    { class: `state ${light}` },
    el('div', { class: 'light' }, el('span', { class: 'lamp', 'aria-hidden': 'true' }, light_marks[light]), el('strong', {}, say(`light_${light}` as Key))),
    el('ul', {}, ...data.state.reasons.map((reason) => el('li', { 'data-code': reason.code }, raised(coded_sentence(context, 'reason', reason))))),
  );
  const figures: HTMLElement[] = [];
  if (best) {
    const m = best.measures;
    const goal = (name: string) => data.goals.find((g) => g.name === name)?.goal;
    const share_goal = goal('sections_of_class_iii');
    const flow_goal = goal('sections_of_ecological_flow');
    figures.push(figure(say('best_schedule'), schedule_title(data, data.best as number), null));
    if (known(m.share_sections_class_iii)) {
      figures.push(
        figure(say('measure_share_sections_class_iii'), percent(m.share_sections_class_iii, 1), share_goal === undefined ? null : say('goal_at_least', { goal: percent(share_goal) }), m.share_sections_class_iii, share_goal === undefined ? undefined : m.share_sections_class_iii >= share_goal),
      );
    }
    if (known(m.sections_worse_than_v)) figures.push(figure(say('measure_sections_worse_than_v', { mark: class_mark(6, language) }), fixed(m.sections_worse_than_v, 0), null, m.sections_worse_than_v));
    if (known(m.share_ecological_flow_met)) {
      figures.push(
        figure(say('measure_share_ecological_flow_met'), percent(m.share_ecological_flow_met, 1), flow_goal === undefined ? null : say('goal_at_least', { goal: percent(flow_goal) }), m.share_ecological_flow_met, flow_goal === undefined ? undefined : m.share_ecological_flow_met >= flow_goal),
      );
    }
    if (known(m.diverted_m3)) figures.push(figure(say('measure_diverted_m3'), volume(m.diverted_m3, language), known(m.cost_yuan) && m.cost_yuan > 0 ? money(m.cost_yuan, language) : null, m.diverted_m3));
  }
  if (data.balance.length) figures.push(figure(say('balance_error'), raised(tiny(errors.water)), raised(say('balance_error_worst', { error: tiny(errors.any) })), errors.water));
  return {
    element: el(
      'header',
      { class: 'masthead' },
      el('div', { class: 'title' }, el('h1', {}, say('title')), el('p', { class: 'case' }, data.title || data.case), el('ul', { class: 'facts' }, ...facts.map((fact) => el('li', {}, fact)))),
      status,
      el('dl', { class: 'figures' }, ...figures),
    ),
  };
}
